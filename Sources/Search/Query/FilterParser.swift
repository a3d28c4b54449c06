extension Filter {
    /// Reads the filter language. Empty text keeps every document.
    ///
    ///     filter    = condition { ("AND" | "OR") condition }           AND binds closer than OR
    ///     condition = "NOT" condition | "(" filter ")" | "*"           * keeps every document
    ///               | field ("=" | "!=" | "<" | "<=" | ">" | ">=") value
    ///               | field value "TO" value                           both ends included; each may be left out:
    ///               | field [">" | ">="] value "TO" ["<" | "<="] value     price >10 TO <20
    ///               | field ["NOT"] "IN" "[" [ value { "," value } ] "]"   round brackets do as well
    ///               | field ["NOT"] "EXISTS"
    ///               | field ["NOT"] ("CONTAINS" | "STARTS" "WITH") value
    ///               | "geo" "(" field "," latitude "," longitude "," distance ")"    10km, 5mi, 250m, 250
    ///     value     = "..." | '...' | number | true | false | word         a date alone is its midnight in UTC
    ///     field     = letters, digits and _ - . | `anything`
    ///
    /// Keywords have any letter case. `brand != "X"`, `brand NOT = "X"` and `NOT brand = "X"` are the same, and keep
    /// documents that have no brand at all; `brand != "X" AND brand EXISTS` leaves those out. A range needs both ends:
    /// `price TO 50` is refused, because a forgotten lower end looks the same, and `price <= 50` says it.
    ///
    /// At most 100 brackets and NOTs inside one another, and 10,000 conditions and listed values.
    ///
    /// - Parameter schema: where given, constants are read by the type of their field (`sku = 007` is a string), and
    ///   a field it does not have, or that can't answer, is an error too.
    /// - Throws: `RequestError` for parameter `filter`, with the place at fault.
    package init(parsing text: String, schema: Schema? = nil) throws(RequestError) {
        var parser = try FilterParser(text, schema: schema)
        self = try parser.filter()
    }
}

/// Recursive descent over tokens, one function a line of the grammar above.
struct FilterParser {
    static let nestingLimit = 100
    static let termLimit = 10_000

    private typealias Keyword = FilterScanner.Keyword
    private typealias Sign = FilterScanner.Sign

    private var scanner: FilterScanner
    private var token: FilterScanner.Token
    private let schema: Schema?
    private var termCount = 0

    init(_ text: String, schema: Schema?) throws(RequestError) {
        scanner = FilterScanner(text, parameter: "filter")
        token = try scanner.next()
        self.schema = schema
    }

    mutating func filter() throws(RequestError) -> Filter {
        if token.kind == .end { return .all }
        let filter = try alternatives(depth: 0)
        guard token.kind == .end else {
            if case .sign(.close) = token.kind { throw problem("this bracket closes nothing: remove it, or open one before") }
            throw expected("AND, OR or the end of the filter", example: "brand = \"Bosch\" AND price < 50\(Self.hint(found))")
        }
        return filter
    }

    // MARK: Conditions and what joins them

    private mutating func alternatives(depth: Int) throws(RequestError) -> Filter {
        var parts = [try conjunction(depth: depth)]
        while try take(.or) { parts.append(try conjunction(depth: depth)) }
        return parts.count == 1 ? parts[0] : .or(parts)
    }

    private mutating func conjunction(depth: Int) throws(RequestError) -> Filter {
        var parts = [try condition(depth: depth)]
        while try take(.and) { parts.append(try condition(depth: depth)) }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    private mutating func condition(depth: Int) throws(RequestError) -> Filter {
        let opening = token.range.lowerBound
        if try take(.not) {
            try check(depth: depth, at: opening)
            return .not(try condition(depth: depth + 1))
        }
        if try take(.open) {
            try check(depth: depth, at: opening)
            let inner = try alternatives(depth: depth + 1)
            guard try take(.close) else {
                let what = "AND, OR or ')' for the bracket at character \(opening + 1)"
                throw expected(what, example: "(brand = \"A\" OR brand = \"B\")\(Self.hint(found))")
            }
            return inner
        }
        try countTerm()
        if case .word("*") = token.kind {
            try advance()
            return .all
        }
        if case .word(let word) = token.kind, word.utf8.count == 3, word.lowercased() == "geo" {
            let place = token.range.lowerBound
            try advance()
            if token.kind == .sign(.open) { return try geo() }
            return try comparison(of: try subject(word, at: place))
        }
        return try comparison(of: try field())
    }

    private func check(depth: Int, at place: Int) throws(RequestError) {
        guard depth < Self.nestingLimit else {
            throw RequestError(
                "filter", .tooDeep,
                "more than \(Self.nestingLimit) brackets and NOTs inside one another: for many values write brand IN [\"A\", \"B\"]",
                at: place)
        }
    }

    private mutating func comparison(of field: Subject) throws(RequestError) -> Filter {
        let name = field.name
        switch token.kind {
        case .sign(.equal): return .equals(field: name, try valueAfterSign(field, .equality))
        case .sign(.notEqual): return .not(.equals(field: name, try valueAfterSign(field, .equality)))
        case .sign(.less): return .range(field: name, lower: nil, upper: .init(try valueAfterSign(field, .order), isIncluded: false))
        case .sign(.lessOrEqual): return .range(field: name, lower: nil, upper: .init(try valueAfterSign(field, .order)))
        case .sign(.greater): return try range(of: field, from: .init(try valueAfterSign(field, .order), isIncluded: false))
        case .sign(.greaterOrEqual): return try range(of: field, from: .init(try valueAfterSign(field, .order)))
        case .word:
            if let keyword = token.keyword { return try named(keyword, field) }
            return try closedRange(of: field)
        case .quoted: return try closedRange(of: field)
        case .sign, .name, .end: throw noOperator(after: field)
        }
    }

    /// The operators that are words.
    private mutating func named(_ keyword: FilterScanner.Keyword, _ field: Subject) throws(RequestError) -> Filter {
        switch keyword {
        case .isIn:
            try check(.equality, of: field)
            try advance()
            return .isIn(field: field.name, try list(field))
        case .exists:
            try advance()
            return .exists(field: field.name)
        case .contains:
            try check(.characters, of: field)
            try advance()
            return .contains(field: field.name, try needle("\(field) CONTAINS \"bolt\""))
        case .starts:
            try check(.characters, of: field)
            try advance()
            guard try take(.with) else { throw expected("WITH after STARTS", example: "\(field) STARTS WITH \"M8\"") }
            return .startsWith(field: field.name, try needle("\(field) STARTS WITH \"M8\""))
        case .not: return .not(try negated(field))
        case .to: throw problem("a range has two ends, as in \(field) 10 TO 50; for one end write \(field) <= 50")
        case .and, .or, .with: throw noOperator(after: field)
        }
    }

    private mutating func negated(_ field: Subject) throws(RequestError) -> Filter {
        try advance()
        if token.kind == .sign(.equal) { return .equals(field: field.name, try valueAfterSign(field, .equality)) }
        if let keyword = token.keyword, [.isIn, .exists, .contains, .starts].contains(keyword) {
            return try named(keyword, field)
        }
        throw expected("=, IN, EXISTS, CONTAINS or STARTS WITH after NOT", example: "\(field) NOT IN [\"A\", \"B\"]")
    }

    /// `field value TO value`, at the first value.
    private mutating func closedRange(of field: Subject) throws(RequestError) -> Filter {
        var ahead = scanner
        guard try ahead.next().keyword == .to else {
            let hasWordsOnly = field.schemaField?.type == .text
            let way = hasWordsOnly ? "\(field) CONTAINS \(found)" : "\(field) = \(found), or \(field) 10 TO 50"
            let place = "between \(field) and \(Self.short(found))"
            throw problem("expected an operator \(place); for example \(Self.short(way))\(Self.hint(found))")
        }
        try check(.order, of: field)
        return try range(of: field, from: .init(try value(of: field, example: "")))
    }

    private mutating func range(of field: Subject, from lower: Filter.Bound) throws(RequestError) -> Filter {
        guard try take(.to) else { return .range(field: field.name, lower: lower, upper: nil) }
        var isIncluded = true
        if token.kind == .sign(.less) || token.kind == .sign(.lessOrEqual) {
            isIncluded = token.kind == .sign(.lessOrEqual)
            try advance()
        }
        let end = try value(of: field, example: "\(field) \(lower.value.text) TO 50")
        return .range(field: field.name, lower: lower, upper: .init(end, isIncluded: isIncluded))
    }

    private mutating func list(_ field: Subject) throws(RequestError) -> [FilterValue] {
        var example: String { "\(field) IN [\"A\", \"B\"]" }
        let isRound = token.kind == .sign(.open)
        guard isRound || token.kind == .sign(.openList) else { throw expected("'[' and a list of values after IN", example: example) }
        try advance()
        let close = isRound ? Sign.close : .closeList
        var values: [FilterValue] = []
        if try take(close) { return values }
        repeat {
            try countTerm()
            values.append(try value(of: field, example: example))
        } while try take(.comma)
        guard try take(close) else { throw expected("',' or '\(close.rawValue)' in the list", example: example) }
        return values
    }

    // MARK: Places

    private static let geoExample = "geo(location, 52.5, 13.4, 10km)"

    private mutating func geo() throws(RequestError) -> Filter {
        try advance()
        let place = token.range.lowerBound
        let field = try field()
        try check(.distance, of: field, at: place)
        try comma()
        let latitude = try coordinate("a latitude from -90 to 90", limit: 90)
        try comma()
        let longitude = try coordinate("a longitude from -180 to 180", limit: 180)
        try comma()
        let meters = try distance()
        guard try take(.close) else { throw expected("')' after the distance", example: Self.geoExample) }
        return .geoDistance(field: field.name, latitude: latitude, longitude: longitude, meters: meters)
    }

    private mutating func comma() throws(RequestError) {
        guard try take(.comma) else { throw expected("',' and four parts: field, latitude, longitude, distance", example: Self.geoExample) }
    }

    private mutating func coordinate(_ what: String, limit: Double) throws(RequestError) -> Double {
        guard case .word(let word) = token.kind, let number = Numeral(word)?.value, abs(number) <= limit else {
            throw expected(what, example: Self.geoExample)
        }
        try advance()
        return number
    }

    private mutating func distance() throws(RequestError) -> Double {
        let what = "a distance in m, km or mi"
        guard case .word(let word) = token.kind else { throw expected(what, example: Self.geoExample) }
        let place = token
        var digits = word.lowercased()
        var unit = digits.hasSuffix("km") || digits.hasSuffix("mi") ? String(digits.suffix(2)) : digits.hasSuffix("m") ? "m" : ""
        digits.removeLast(unit.count)
        guard let number = Numeral(digits)?.value, number >= 0, number.isFinite else {
            throw expected(what, example: Self.geoExample)
        }
        try advance()
        if unit.isEmpty, case .word(let next) = token.kind {
            unit = next.lowercased()
            try advance()
        }
        switch unit {
        case "", "m": return number
        case "km": return number * 1000
        case "mi": return number * 1609.344
        default: throw problem("expected \(what), found '\(Self.short(unit))'; for example \(Self.geoExample)", at: place.range.lowerBound)
        }
    }

    // MARK: Fields and values

    /// The field that a condition is about; without a schema, only its name is known.
    private struct Subject: CustomStringConvertible {
        let name: String
        let schemaField: Field?
        var description: String { Filter.written(field: name) }
    }

    private mutating func field() throws(RequestError) -> Subject {
        let place = token.range.lowerBound
        let name: String
        switch token.kind {
        case .name(let ticked): name = ticked
        case .word(let word):
            if [.and, .or, .not].contains(token.keyword) {
                throw expected("a condition", example: "brand = \"Bosch\"; a field of this name is written `\(word)`")
            }
            guard word.unicodeScalars.allSatisfy(Filter.isPlain) else {
                let form = "a condition is written brand = \"Bosch\", and odd names go in backticks"
                throw problem("'\(Self.short(word))' is not a field name: \(form)\(Self.hint(word))")
            }
            name = word
        case .quoted(let text):
            throw problem("expected a field name, found a string; a field with an odd name is written `\(Self.short(text))`")
        case .sign, .end: throw expected("a condition", example: "brand = \"Bosch\"")
        }
        let subject = try subject(name, at: place)
        try advance()
        return subject
    }

    private func subject(_ name: String, at place: Int) throws(RequestError) -> Subject {
        guard let schema else { return Subject(name: name, schemaField: nil) }
        guard let field = schema.field(named: name) else {
            throw schema.unknownField(name, parameter: "filter", among: schema.fields, at: place)
        }
        return Subject(name: name, schemaField: field)
    }

    private func check(_ operation: FilterOperation, of field: Subject, at place: Int? = nil) throws(RequestError) {
        guard let objection = field.schemaField?.objection(to: operation) else { return }
        throw RequestError("filter", .unsuitableField, objection, at: place ?? token.range.lowerBound)
    }

    private mutating func valueAfterSign(_ field: Subject, _ operation: FilterOperation) throws(RequestError) -> FilterValue {
        try check(operation, of: field)
        try advance()
        return try value(of: field, example: "\(field) = \"Bosch\" or \(field) = 10")
    }

    private mutating func value(of field: Subject, example: @autoclosure () -> String) throws(RequestError) -> FilterValue {
        let text: String
        var value: FilterValue?
        switch token.kind {
        case .quoted(let string): (text, value) = (string, .string(string))
        case .word(let word):
            guard token.keyword == nil else {
                throw expected("a value", example: "\(example()); this word as a value goes in quotes")
            }
            (text, value) = (word, FilterValue(bareWord: word))
        case .name, .sign, .end: throw expected("a value", example: example())
        }
        if let schemaField = field.schemaField {
            value = schemaField.constant(text)
            if value == nil {
                let kind = schemaField.type.rawValue
                throw RequestError(
                    "filter", .badValue, "\(field) is a field of type \(kind): expected \(schemaField.constantKind), "
                        + "found '\(Self.short(text))'",
                    at: token.range.lowerBound)
            }
        }
        guard let value else { throw expected("a value", example: example()) }
        try advance()
        return value
    }

    /// What CONTAINS and STARTS WITH look for: the characters as written, also where they form a number.
    private mutating func needle(_ example: @autoclosure () -> String) throws(RequestError) -> String {
        switch token.kind {
        case .quoted(let text):
            try advance()
            return text
        case .word(let word) where token.keyword == nil:
            try advance()
            return word
        default: throw expected("the characters to look for", example: example())
        }
    }

    // MARK: Tokens

    private mutating func advance() throws(RequestError) { token = try scanner.next() }

    private mutating func take(_ keyword: FilterScanner.Keyword) throws(RequestError) -> Bool {
        guard token.keyword == keyword else { return false }
        try advance()
        return true
    }

    private mutating func take(_ sign: FilterScanner.Sign) throws(RequestError) -> Bool {
        guard token.kind == .sign(sign) else { return false }
        try advance()
        return true
    }

    private mutating func countTerm() throws(RequestError) {
        termCount += 1
        guard termCount > Self.termLimit else { return }
        throw RequestError(
            "filter", .tooMany, "more than \(Self.termLimit) conditions and listed values in one filter",
            at: token.range.lowerBound)
    }

    // MARK: What to say

    private func problem(_ message: String, at place: Int? = nil) -> RequestError {
        scanner.problem(message, at: place ?? token.range.lowerBound)
    }

    private func expected(_ what: String, example: String) -> RequestError {
        let place = token.kind == .end ? "the end of the filter" : "'\(Self.short(found))'"
        return problem("expected \(what), found \(place); for example \(example)")
    }

    private func noOperator(after field: Subject) -> RequestError {
        expected("an operator after \(field) (= != < <= > >= TO IN EXISTS CONTAINS STARTS WITH)", example: "\(field) = \"Bosch\"")
    }

    private var found: String { scanner.string(token.range) }

    private static func short(_ text: String) -> String { text.count > 60 ? text.prefix(60) + "..." : text }

    /// What people write who know another language.
    private static func hint(_ word: String) -> String {
        switch word {
        case "&&", "&": "; && is written AND"
        case "||", "|": "; || is written OR"
        case _ where word.contains(":"): "; to compare, write = and not :"
        default: ""
        }
    }
}
