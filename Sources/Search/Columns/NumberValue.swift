/// A value of a number field as callers know it: whole numbers to the last digit, dates as dates.
package enum NumberValue: Sendable, Equatable {
    case real(Double)
    case whole(Int64)
    /// Microseconds since 1970, UTC.
    case date(Int64)
}

extension NumberValue {
    /// What a key of `NumberColumn` means in a field of this type.
    init(key: Int64, of type: FieldType) {
        self =
            switch type {
            case .double: .real(unsortable(key))
            case .date: .date(key)
            default: .whole(key)
            }
    }

    /// A constant of a request as a field of this type would hold it, if it were whole; nil for what is no such constant.
    init?(_ json: JSONValue, of type: FieldType) {
        switch (type, json) {
        case (.date, .string(let text)):
            guard let date = parseDate(text) else { return nil }
            self = .date(date)
        case (.int, .whole(let number)): self = .whole(number)
        case (.int, .number(let number)) where Int64(exactly: number) != nil: self = .whole(Int64(number))
        case (.int, _), (.double, _):
            guard let number = json.number, number.isFinite else { return nil }
            self = .real(number)
        default: return nil
        }
    }

    package var json: JSONValue {
        switch self {
        case .real(let number): .number(number)
        case .whole(let number): JSONValue(number)
        case .date(let microseconds): .string(formatDate(microseconds))
        }
    }

    /// The least key of a field of this type that is not below the value, or with `isAbove` the least one above it;
    /// nil where there is none. A double field takes a whole number past 2^53 for the double nearest to it.
    func firstKey(of type: FieldType, isAbove: Bool = false) -> Int64? {
        let key: Int64
        switch self {
        case .real(let number) where type == .double: key = sortable(number)
        case .whole(let number) where type == .double: key = sortable(Double(number))
        case .whole(let number), .date(let number): key = number
        case .real(let number):
            if number < -0x1p63 { return .min }
            guard number < 0x1p63 else { return nil }
            key = Int64(number.rounded(.up))
            if Double(key) != number { return key }
        }
        guard isAbove else { return key }
        return key == .max ? nil : key + 1
    }

    /// Whether it comes before another value of the same field.
    static func < (a: NumberValue, b: NumberValue) -> Bool {
        switch (a, b) {
        case (.real(let a), .real(let b)): a < b
        case (.whole(let a), .whole(let b)), (.date(let a), .date(let b)): a < b
        case (.real, .whole(let b)), (.real, .date(let b)): a.firstKey(of: .int, isAbove: true).map { $0 <= b } ?? false
        case (.whole(let a), _), (.date(let a), _): b.firstKey(of: .int).map { a < $0 } ?? true
        }
    }
}
