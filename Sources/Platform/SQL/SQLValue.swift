/// What a column holds. Times are stored as integer microseconds, JSON as text, and truth as 0 and 1: integers compare, index
/// and print alike in both databases, where SQLite has no type of its own for any of them.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case bytes([UInt8])
}

/// A type that goes into a column and comes out of it.
package protocol SQLConvertible: Sendable {
    /// Nil where the value is of another type, or is one that this type doesn't have.
    init?(sql: SQLValue)
    var sql: SQLValue { get }
}

extension SQLValue: SQLConvertible {
    package init?(sql: SQLValue) { self = sql }
    package var sql: SQLValue { self }
}

extension Int64: SQLConvertible {
    package init?(sql: SQLValue) {
        guard case .integer(let number) = sql else { return nil }
        self = number
    }
    package var sql: SQLValue { .integer(self) }
}

extension Int: SQLConvertible {
    package init?(sql: SQLValue) {
        guard case .integer(let number) = sql else { return nil }
        self.init(exactly: number)
    }
    package var sql: SQLValue { .integer(Int64(self)) }
}

extension Double: SQLConvertible {
    package init?(sql: SQLValue) {
        switch sql {
        case .real(let number): self = number
        case .integer(let number): self.init(exactly: number)
        default: return nil
        }
    }
    package var sql: SQLValue { .real(self) }
}

extension Bool: SQLConvertible {
    package init?(sql: SQLValue) {
        switch sql {
        case .integer(0): self = false
        case .integer(1): self = true
        default: return nil
        }
    }
    package var sql: SQLValue { .integer(self ? 1 : 0) }
}

extension String: SQLConvertible {
    package init?(sql: SQLValue) {
        guard case .text(let text) = sql else { return nil }
        self = text
    }
    package var sql: SQLValue { .text(self) }
}

extension Array: SQLConvertible where Element == UInt8 {
    package init?(sql: SQLValue) {
        guard case .bytes(let bytes) = sql else { return nil }
        self = bytes
    }
    package var sql: SQLValue { .bytes(self) }
}

extension Optional: SQLConvertible where Wrapped: SQLConvertible {
    package init?(sql: SQLValue) {
        if case .null = sql {
            self = .none
        } else {
            guard let value = Wrapped(sql: sql) else { return nil }
            self = .some(value)
        }
    }
    package var sql: SQLValue { self?.sql ?? .null }
}

extension Timestamp: SQLConvertible {
    package init?(sql: SQLValue) {
        guard case .integer(let microseconds) = sql else { return nil }
        self.init(microseconds: microseconds)
    }
    package var sql: SQLValue { .integer(microseconds) }
}

extension Identifier: SQLConvertible {
    package init?(sql: SQLValue) {
        guard case .text(let text) = sql else { return nil }
        self.init(text)
    }
    package var sql: SQLValue { .text(text) }
}

extension Currency: SQLConvertible {
    package init?(sql: SQLValue) {
        guard case .text(let code) = sql else { return nil }
        self.init(code)
    }
    package var sql: SQLValue { .text(code) }
}
