/// One row of an answer. Columns are read by name and as the type that is expected:
///
///     let name: String = try row["name"]
///     let deletedAt: Timestamp? = try row["deleted_at"]
///
/// What is missing, NULL or of another type is an error, not a trap: rows come from outside.
package struct Row: Sendable {
    let header: RowHeader
    let values: [SQLValue]

    package subscript<Value: SQLConvertible>(name: String) -> Value {
        get throws(SQLError) {
            guard let position = header.positions[name] else {
                throw SQLError(.unexpectedValue, "there is no column \(name)", sql: header.sql)
            }
            return try decode(position)
        }
    }

    /// The first column, for answers that have one.
    package func only<Value: SQLConvertible>(as type: Value.Type = Value.self) throws(SQLError) -> Value {
        guard values.count == 1 else {
            throw SQLError(.unexpectedValue, "the answer has \(values.count) columns, one was expected", sql: header.sql)
        }
        return try decode(0)
    }

    private func decode<Value: SQLConvertible>(_ position: Int) throws(SQLError) -> Value {
        guard let value = Value(sql: values[position]) else {
            let found = values[position].typeName
            throw SQLError(.unexpectedValue, "column \(header.names[position]) is \(found), no \(Value.self)", sql: header.sql)
        }
        return value
    }
}

/// What the rows of one answer have in common.
final class RowHeader: Sendable {
    let names: [String]
    let positions: [String: Int]
    let sql: String

    init(names: [String], sql: String) {
        self.names = names
        self.sql = sql
        positions = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    }
}

extension SQLValue {
    /// Without the value, which may be secret.
    fileprivate var typeName: String {
        switch self {
        case .null: "NULL"
        case .integer: "an integer"
        case .real: "a real number"
        case .text: "text"
        case .bytes: "bytes"
        }
    }
}
