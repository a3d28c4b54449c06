extension Filter {
    /// The written form: for every filter the parser makes, `Filter(parsing: filter.text) == filter`; for one built by
    /// hand that the language cannot write as it is (`and` of one, a range without ends), one that keeps the same documents.
    ///
    /// As a key, take its bytes (`Array(text.utf8)`): to Swift two strings are equal where they differ only in how an
    /// accent is composed, and to an index they are not.
    package var text: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .all: text += "*"
        case .equals(let field, let value): text += "\(Self.written(field: field)) = \(value.text)"
        case .isIn(let field, let values): text += "\(Self.written(field: field)) IN \(Self.list(values))"
        case .range(let field, let lower, let upper): text += Self.range(Self.written(field: field), lower, upper)
        case .exists(let field): text += "\(Self.written(field: field)) EXISTS"
        case .contains(let field, let needle): text += "\(Self.written(field: field)) CONTAINS \(Self.quoted(needle))"
        case .startsWith(let field, let needle): text += "\(Self.written(field: field)) STARTS WITH \(Self.quoted(needle))"
        case .geoDistance(let field, let latitude, let longitude, let meters):
            let places = [latitude, longitude, meters].map(FilterValue.written).joined(separator: ", ")
            text += "geo(\(Self.written(field: field)), \(places)m)"
        case .and(let parts): Self.write(parts, joint: " AND ", empty: "*", to: &text)
        case .or(let parts): Self.write(parts, joint: " OR ", empty: "NOT *", to: &text)
        case .not(let filter): filter.writeNegated(to: &text)
        }
    }

    /// The infix forms need no level of nesting, so that what was parsed is never written deeper than it was read.
    private func writeNegated(to text: inout String) {
        switch self {
        case .equals(let field, let value): text += "\(Self.written(field: field)) != \(value.text)"
        case .isIn(let field, let values): text += "\(Self.written(field: field)) NOT IN \(Self.list(values))"
        case .exists(let field): text += "\(Self.written(field: field)) NOT EXISTS"
        case .contains(let field, let needle): text += "\(Self.written(field: field)) NOT CONTAINS \(Self.quoted(needle))"
        case .startsWith(let field, let needle): text += "\(Self.written(field: field)) NOT STARTS WITH \(Self.quoted(needle))"
        case .and(let parts) where parts.count > 1, .or(let parts) where parts.count > 1:
            text += "NOT ("
            write(to: &text)
            text += ")"
        default:
            text += "NOT "
            write(to: &text)
        }
    }

    private static func write(_ parts: [Filter], joint: String, empty: String, to text: inout String) {
        guard parts.count > 1 else {
            guard let only = parts.first else { return text += empty }
            return only.write(to: &text)
        }
        for (i, part) in parts.enumerated() {
            if i > 0 { text += joint }
            let needsBrackets = part.isJoined && !(joint == " OR " && part.isConjunction)
            if needsBrackets { text += "(" }
            part.write(to: &text)
            if needsBrackets { text += ")" }
        }
    }

    private var isConjunction: Bool { if case .and(let parts) = self { parts.count > 1 } else { false } }

    /// Written with AND or OR outside of brackets.
    private var isJoined: Bool {
        switch self {
        case .and(let parts), .or(let parts): parts.count == 1 ? parts[0].isJoined : parts.count > 1
        default: false
        }
    }

    private static func range(_ field: String, _ lower: Bound?, _ upper: Bound?) -> String {
        switch (lower, upper) {
        case (nil, nil): "\(field) EXISTS"
        case (let lower?, nil): "\(field) \(lower.isIncluded ? ">=" : ">") \(lower.value.text)"
        case (nil, let upper?): "\(field) \(upper.isIncluded ? "<=" : "<") \(upper.value.text)"
        case (let lower?, let upper?):
            "\(field) \(lower.isIncluded ? "" : ">")\(lower.value.text) TO \(upper.isIncluded ? "" : "<")\(upper.value.text)"
        }
    }

    private static func list(_ values: [FilterValue]) -> String { "[" + values.map(\.text).joined(separator: ", ") + "]" }

    /// Characters a field's name may hold without backticks.
    static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".": true
        default: !scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.canonicalCombiningClass != .notReordered)
        }
    }

    static func written(field: String) -> String {
        let isReserved = field.isEmpty || [.and, .or, .not].contains(FilterScanner.Keyword(word: field))
        return !isReserved && field.unicodeScalars.allSatisfy(isPlain) ? field : quoted(field, with: "`")
    }

    static func quoted(_ text: String, with quote: Unicode.Scalar = "\"") -> String {
        var view = String.UnicodeScalarView()
        view.append(quote)
        for scalar in text.unicodeScalars {
            switch scalar {
            case quote, "\\": view.append(contentsOf: ["\\", scalar])
            case "\n": view.append(contentsOf: ["\\", "n"])
            case "\r": view.append(contentsOf: ["\\", "r"])
            case "\t": view.append(contentsOf: ["\\", "t"])
            default: view.append(scalar)
            }
        }
        view.append(quote)
        return String(view)
    }
}

extension FilterValue {
    /// As the filter language writes it.
    package var text: String {
        switch self {
        case .string(let text): Filter.quoted(text)
        case .number(let number): Self.written(number)
        case .whole(let number): String(number)
        case .bool(let flag): flag ? "true" : "false"
        }
    }

    static func written(_ number: Double) -> String {
        if number.isInfinite { return number < 0 ? "-1e999" : "1e999" }
        // Without a point or an exponent, whole numbers from 2^53 on are read as `whole`.
        return number == number.rounded(.towardZero) && abs(number) < Numeral.wholeLimit ? String(Int64(number)) : number.description
    }
}
