/// What the type of a field makes of an operator or a constant, where a schema is at hand to say so: then a mistake is
/// found at its place in the text, and a bare `007` or `1E5` is a code for a keyword field and a number for a double.

enum FilterOperation {
    /// = != IN
    case equality
    /// < <= > >= TO
    case order
    case exists
    /// CONTAINS, STARTS WITH
    case characters
    /// geo(...)
    case distance
}

extension Field {
    /// Why the field can't answer this, with the way out; nil where it can.
    func objection(to operation: FilterOperation) -> String? {
        let name = Filter.written(field: name)
        return switch (operation, type) {
        case (.exists, _), (.distance, .geo): nil
        case (.distance, _): "\(name) is a \(type.rawValue) field; geo(...) needs a geo field"
        case (_, .geo): "\(name) is a place: write geo(\(name), 52.5, 13.4, 10km)"
        case (.characters, _) where !type.isNumeric: nil
        case (.characters, _): "\(name) is a \(type.rawValue) field and holds no characters: compare with = or a range"
        case (_, .text):
            "\(name) is text, which is split into words: write \(name) CONTAINS \"bolt\", or compare a keyword field with the same text"
        default: nil
        }
    }

    /// A constant as this field holds it; nil where it holds no such thing.
    func constant(_ text: String) -> FilterValue? {
        switch type {
        case .text, .keyword, .identifier, .path: .string(text)
        case .int, .double: FilterValue.numeral(text).map { .number($0.value) }
        case .bool: FilterValue.flag(text).map { .bool($0) }
        case .date: parseDate(text) == nil ? nil : .string(text)
        case .geo: nil
        }
    }

    /// What `constant` wants, for messages.
    var constantKind: String {
        switch type {
        case .text, .keyword, .identifier, .path: "a string"
        case .int, .double: "a number"
        case .bool: "true or false"
        case .date: "a date such as \"2024-05-01\" or \"2024-05-01T10:20:30Z\""
        case .geo: "a place"
        }
    }
}

extension FilterValue {
    /// A bare word as a constant of a field whose type is not known. What reads as a number is one, except where that
    /// would lose what was written: leading zeros (`007`) and whole numbers from 2^53 on stay strings.
    init(bareWord word: String) {
        if let flag = Self.flag(word) {
            self = .bool(flag)
        } else if let number = Self.numeral(word), number.isFaithful {
            self = .number(number.value)
        } else {
            self = .string(word)
        }
    }

    static func flag(_ word: String) -> Bool? { word.utf8.count <= 5 ? Bool(word.lowercased()) : nil }

    /// `-12`, `.5`, `6.02e23`; nil for all else. Too large ones are infinite. Unfaithful: leading zeros, or a whole number
    /// from 2^53 on, where a double no longer tells one from the next.
    static func numeral(_ word: String) -> (value: Double, isFaithful: Bool)? {
        var rest = Substring(word).utf8
        func digits() -> Int {
            let count = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
            rest.removeFirst(count)
            return count
        }
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let startsWithZero = rest.first == UInt8(ascii: "0")
        let whole = digits()
        var isWhole = true
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            isWhole = false
            guard digits() > 0 else { return nil }
        } else if whole == 0 {
            return nil
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            isWhole = false
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
            guard digits() > 0 else { return nil }
        }
        guard rest.isEmpty, let value = Double(word) else { return nil }
        return (value, !(startsWithZero && whole > 1) && !(isWhole && abs(value) >= 9_007_199_254_740_992))
    }
}
