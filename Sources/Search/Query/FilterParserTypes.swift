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
        case .int: Numeral(text).map { $0.asWhole }
        case .double: Numeral(text).map { .number($0.value) }
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
    /// would lose what was written: leading zeros (`007`) and whole numbers past 64 bits stay strings.
    init(bareWord word: String) {
        if let flag = Self.flag(word) {
            self = .bool(flag)
        } else if let number = Numeral(word), !number.hasLeadingZeros, let value = number.exact {
            self = value
        } else {
            self = .string(word)
        }
    }

    static func flag(_ word: String) -> Bool? { word.utf8.count <= 5 ? Bool(word.lowercased()) : nil }
}

/// A number as written: `-12`, `.5`, `6.02e23`.
struct Numeral {
    /// From here on, 2^53, a double stands for more than one whole number.
    static let wholeLimit = 0x1p53

    /// Infinite where too large.
    let value: Double
    let hasLeadingZeros: Bool
    /// Nil where there is a point or an exponent, or more than 64 bits hold.
    private let whole: Int64?
    /// Neither a point nor an exponent.
    private let isWhole: Bool

    /// Nil where it is no number.
    init?(_ word: String) {
        var rest = Substring(word).utf8
        func digits() -> Int {
            let count = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
            rest.removeFirst(count)
            return count
        }
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let startsWithZero = rest.first == UInt8(ascii: "0")
        let wholeDigits = digits()
        var isWhole = true
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            isWhole = false
            guard digits() > 0 else { return nil }
        } else if wholeDigits == 0 {
            return nil
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            isWhole = false
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
            guard digits() > 0 else { return nil }
        }
        guard rest.isEmpty, let value = Double(word) else { return nil }
        self.value = value
        self.isWhole = isWhole
        hasLeadingZeros = startsWithZero && wholeDigits > 1
        whole = isWhole ? Int64(word) : nil
    }

    /// Just what was written; nil for a whole number past 64 bits.
    var exact: FilterValue? {
        guard isWhole, abs(value) >= Self.wholeLimit else { return .number(value) }
        return whole.map { .whole($0) }
    }

    /// What it means to a field of whole numbers: one past 64 bits is past all of them.
    var asWhole: FilterValue {
        // As a double the one below the least of 64 bits would be the least.
        exact ?? .number(value < 0 ? value.nextDown : value)
    }
}
