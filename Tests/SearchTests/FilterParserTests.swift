import Testing
@testable import Search

@Suite struct FilterParserTests {
    private func parsed(_ text: String) throws -> Filter { try Filter(parsing: text) }

    private static let brand = Filter.equals(field: "brand", .string("Bosch"))

    private static func range(_ low: Double?, _ high: Double?, lowerIn: Bool = true, upperIn: Bool = true) -> Filter {
        .range(
            field: "price", lower: low.map { .init(.number($0), isIncluded: lowerIn) },
            upper: high.map { .init(.number($0), isIncluded: upperIn) })
    }

    @Test("the example of the documentation means what it says")
    func documentedExample() throws {
        let text = """
            brand IN ["Bosch","SKF"] AND price 10 TO 50 AND NOT discontinued = true AND stock EXISTS \
            AND attributes.thread = "M8" AND title CONTAINS "bolt"
            """
        #expect(
            try parsed(text)
                == .and([
                    .isIn(field: "brand", [.string("Bosch"), .string("SKF")]), Self.range(10, 50),
                    .not(.equals(field: "discontinued", .bool(true))), .exists(field: "stock"),
                    .equals(field: "attributes.thread", .string("M8")), .contains(field: "title", "bolt"),
                ]))
    }

    private static let good: [(String, Filter)] = [
        ("", .all), ("  \n", .all), ("*", .all), ("NOT *", .not(.all)),
        ("brand = \"Bosch\"", brand), ("brand='Bosch'", brand), ("brand = Bosch", brand), ("`brand` = Bosch", brand),
        ("(((brand = Bosch)))", brand),
        ("brand != Bosch", .not(brand)), ("NOT brand = Bosch", .not(brand)), ("brand NOT = Bosch", .not(brand)),
        ("not not brand = Bosch", .not(.not(brand))),
        ("price < 5", range(nil, 5, upperIn: false)), ("price <= 5", range(nil, 5)), ("price>5", range(5, nil, lowerIn: false)),
        ("price >=-5.5", range(-5.5, nil)), ("price 10 TO 50", range(10, 50)), ("price -10 to -5", range(-10, -5)),
        ("price 10 TO <50", range(10, 50, upperIn: false)), ("price > 10 TO <= 50", range(10, 50, lowerIn: false)),
        ("price >=10 TO <50", range(10, 50, upperIn: false)), ("price 1e2 TO .5", range(100, 0.5)),
        ("brand IN []", .isIn(field: "brand", [])), ("brand in ['a', b, 3, true]", .isIn(field: "brand", [.string("a"), .string("b"), .number(3), .bool(true)])),
        ("brand IN (a,b)", .isIn(field: "brand", [.string("a"), .string("b")])),
        ("brand NOT IN [a]", .not(.isIn(field: "brand", [.string("a")]))),
        ("stock exists", .exists(field: "stock")), ("stock NOT EXISTS", .not(.exists(field: "stock"))),
        ("title CONTAINS 8.50", .contains(field: "title", "8.50")), ("title NOT CONTAINS 'x y'", .not(.contains(field: "title", "x y"))),
        ("sku STARTS WITH \"M8\"", .startsWith(field: "sku", "M8")), ("sku not starts with 007", .not(.startsWith(field: "sku", "007"))),
        ("geo(location, 52.5, 13.4, 10km)", .geoDistance(field: "location", latitude: 52.5, longitude: 13.4, meters: 10_000)),
        ("GEO ( `my place`,-90,180,2 mi)", .geoDistance(field: "my place", latitude: -90, longitude: 180, meters: 3218.688)),
        ("geo(l, 0, 0, 250)", .geoDistance(field: "l", latitude: 0, longitude: 0, meters: 250)),
        ("geo = 1", .equals(field: "geo", .number(1))), ("in IN ['to']", .isIn(field: "in", [.string("to")])),
        ("größe = 5", .equals(field: "größe", .number(5))), ("a-b_c.d = x", .equals(field: "a-b_c.d", .string("x"))),
        ("`odd \\` name` = 1", .equals(field: "odd ` name", .number(1))), ("`and` = 1", .equals(field: "and", .number(1))),
        ("x = 007", .equals(field: "x", .string("007"))), ("x = 0", .equals(field: "x", .number(0))),
        ("x = 9007199254740993", .equals(field: "x", .whole(9_007_199_254_740_993))), ("x = 9007199254740991", .equals(field: "x", .number(0x1p53 - 1))),
        ("x = 9223372036854775808", .equals(field: "x", .string("9223372036854775808"))),
        ("x = 2024-05-01T10:00:00+02:00", .equals(field: "x", .string("2024-05-01T10:00:00+02:00"))),
        ("x = 1/2", .equals(field: "x", .string("1/2"))), ("x = TRUE", .equals(field: "x", .bool(true))),
        ("x = \"a\\\"b\\\\c\\n\"", .equals(field: "x", .string("a\"b\\c\n"))), ("x = '\"'", .equals(field: "x", .string("\""))),
        ("x = ''", .equals(field: "x", .string(""))),
        ("a = 1 OR b = 2 AND c = 3", .or([.equals(field: "a", .number(1)), .and([.equals(field: "b", .number(2)), .equals(field: "c", .number(3))])])),
        ("(a = 1 OR b = 2) AND c = 3", .and([.or([.equals(field: "a", .number(1)), .equals(field: "b", .number(2))]), .equals(field: "c", .number(3))])),
        ("NOT a = 1 AND b = 2", .and([.not(.equals(field: "a", .number(1))), .equals(field: "b", .number(2))])),
        ("a = 1 AND (b = 2 AND c = 3)", .and([.equals(field: "a", .number(1)), .and([.equals(field: "b", .number(2)), .equals(field: "c", .number(3))])])),
    ]

    @Test("a good filter is read as it is meant, and read again from its written form")
    func goodFilters() throws {
        for (text, expected) in Self.good {
            #expect(try parsed(text) == expected, "\(text)")
            #expect(try parsed(expected.text) == expected, "\(text) written as \(expected.text)")
        }
    }

    /// Text, the place at fault, and a part of what is said about it.
    private static let bad: [(String, Int, String)] = [
        ("brand", 5, "expected an operator after brand"),
        ("brand =", 7, "expected a value, found the end of the filter"),
        ("brand = AND price = 3", 8, "goes in quotes"),
        ("brand = \"Bosch", 8, "no closing \""),
        ("brand = 'Bos\\x'", 12, "unknown escape"),
        ("brand = \"Bosch\" price = 3", 16, "expected AND, OR or the end"),
        ("brand = Bosch && price = 3", 14, "&& is written AND"),
        ("brand == Bosch", 6, "'==' is written '='"),
        ("brand <> Bosch", 6, "'<>' is written '!='"),
        ("!brand = Bosch", 0, "NOT"),
        ("brand:Bosch", 0, "write = and not :"),
        ("brand = Bosch)", 13, "closes nothing"),
        ("(brand = Bosch", 14, "')' for the bracket at character 1"),
        ("brand IN Bosch", 9, "expected '['"),
        ("brand IN [a b]", 12, "expected ',' or ']'"),
        ("brand IN [a,]", 12, "expected a value"),
        ("brand IN [a", 11, "expected ',' or ']'"),
        ("price TO 50", 6, "price <= 50"),
        ("price 10", 6, "price = 10"),
        ("price 10 TO", 11, "expected a value"),
        ("price 10 TO AND", 12, "expected a value"),
        ("sku STARTS \"M8\"", 11, "expected WITH"),
        ("title CONTAINS", 14, "expected the characters"),
        ("title NOT 5", 10, "after NOT"),
        ("AND brand = x", 0, "expected a condition"),
        ("brand = x AND", 13, "expected a condition"),
        ("brand = x OR OR brand = y", 13, "expected a condition"),
        ("\"brand\" = x", 0, "`brand`"),
        ("`` = x", 0, "missing between the backticks"),
        ("brand = “Bosch”", 8, "straight"),
        ("brand = O'Neill", 9, "quote inside a word"),
        ("größe größer", 6, "expected an operator between"),
        ("geo(location, 91, 0, 1km)", 14, "latitude"),
        ("geo(location, 9, 181, 1km)", 17, "longitude"),
        ("geo(location, 9, 18, 1cm)", 21, "m, km or mi"),
        ("geo(location, 9, 18, -1)", 21, "m, km or mi"),
        ("geo(location 9, 18, 1)", 13, "four parts"),
        ("geo(location, 9, 18, 1", 22, "')'"),
        ("()", 1, "expected a condition"),
        ("😀😀 = = x", 0, "not a field name"),
        ("a = x AND 😀", 10, "not a field name"),
    ]

    @Test("a bad filter is refused at the character at fault, with the way out")
    func badFilters() throws {
        for (text, position, part) in Self.bad {
            do {
                let filter = try parsed(text)
                Issue.record("\(text) was read as \(filter.text)")
            } catch let error as RequestError {
                #expect(error.parameter == "filter" && error.code == "bad_syntax", "\(text): \(error)")
                #expect(error.position == position, "\(text): \(error)")
                #expect(error.message.contains(part), "\(text): \(error)")
            }
        }
    }

    @Test("a hundred brackets are read and written, and one more is refused where it opens")
    func nestingLimit() throws {
        for (open, close) in [("(", ")"), ("NOT ", ""), ("a = 1 OR b = 2 AND (", ")")] {
            let text = String(repeating: open, count: 100) + "a != 1" + String(repeating: close, count: 100)
            let filter = try parsed(text)
            #expect(try parsed(filter.text) == filter)
            let deeper = open + text + close
            let error = #expect(throws: RequestError.self) { try parsed(deeper) }
            #expect(error?.code == "too_deep")
            #expect(error?.position == 101 * open.count - (open == "NOT " ? 4 : 1))
        }
        #expect(throws: RequestError.self) { try parsed(String(repeating: "(", count: 1_000_000)) }
        #expect(throws: RequestError.self) { try parsed(String(repeating: "NOT ", count: 1_000_000)) }
    }

    @Test("ten thousand values are read, and one more is refused where it stands")
    func termLimit() throws {
        func list(_ count: Int) -> String { "a IN [" + Array(repeating: "1", count: count - 1).joined(separator: ",") + "]" }
        #expect(throws: Never.self) { try parsed(list(10_000)) }
        let error = #expect(throws: RequestError.self) { try parsed(list(10_001)) }
        #expect(error?.code == "too_many" && error?.position == 6 + 2 * 9_999)
        let many = Array(repeating: "a = 1", count: 10_001).joined(separator: " OR ")
        #expect(throws: RequestError.self) { try parsed(many) }
    }

    // MARK: With a schema

    private static let schemaText = """
        {"fields": [{"name": "title", "type": "text"}, {"name": "brand", "type": "keyword"}, {"name": "sku", "type": "identifier"},
        {"name": "price", "type": "double"}, {"name": "stock", "type": "int"}, {"name": "live", "type": "bool"},
        {"name": "updated", "type": "date"}, {"name": "location", "type": "geo"}, {"name": "categories", "type": "path"}]}
        """

    @Test("where the schema is known, a constant is what its field holds")
    func typedConstants() throws {
        let schema = try Schema(parsing: Array(Self.schemaText.utf8))
        let cases: [(String, Filter)] = [
            ("brand = 007", .equals(field: "brand", .string("007"))), ("brand = 1E5", .equals(field: "brand", .string("1E5"))),
            ("sku IN [6205, true]", .isIn(field: "sku", [.string("6205"), .string("true")])),
            ("price = '10.5'", .equals(field: "price", .number(10.5))), ("stock = 007", .equals(field: "stock", .number(7))),
            ("live = 'true'", .equals(field: "live", .bool(true))),
            ("updated >= 2024-05-01", .range(field: "updated", lower: .init(.string("2024-05-01")), upper: nil)),
            ("categories = 'A > B'", .equals(field: "categories", .string("A > B"))),
            ("title EXISTS AND location EXISTS", .and([.exists(field: "title"), .exists(field: "location")])),
        ]
        for (text, expected) in cases { #expect(try Filter(parsing: text, schema: schema) == expected, "\(text)") }
    }

    @Test("where the schema is known, a field that is missing or can't answer is refused at its place")
    func typedErrors() throws {
        let schema = try Schema(parsing: Array(Self.schemaText.utf8))
        let cases: [(String, Int, String, String)] = [
            ("live = true AND brnad = x", 16, "unknown_field", "'brand'"), ("zzz EXISTS", 0, "unknown_field", "known here are title"),
            ("title = bolt", 6, "unsuitable_field", "title CONTAINS"), ("title IN [bolt]", 6, "unsuitable_field", "title CONTAINS"),
            ("title a TO b", 6, "unsuitable_field", "title CONTAINS"), ("title 'bolt'", 6, "bad_syntax", "title CONTAINS 'bolt'"),
            ("price CONTAINS 5", 6, "unsuitable_field", "compare"), ("location = x", 9, "unsuitable_field", "geo(location"),
            ("geo(price, 1, 2, 3)", 4, "unsuitable_field", "geo field"), ("price = cheap", 8, "bad_value", "a number"),
            ("price 1 TO dear", 11, "bad_value", "a number"), ("live = 1", 7, "bad_value", "true or false"),
            ("updated = 2024-02-30", 10, "bad_value", "2024-05-01"), ("stock IN [1, x]", 13, "bad_value", "a number"),
        ]
        for (text, position, code, part) in cases {
            let error = #expect(throws: RequestError.self, "\(text)") { try Filter(parsing: text, schema: schema) }
            #expect(error?.position == position && error?.code == code && error?.message.contains(part) == true, "\(text): \(error.debugDescription)")
        }
    }

    // MARK: Random

    @Test("every filter the language can write is read back from its written form")
    func roundTrip() {
        Seed.forEachCase("filter text", 20_000) { _, dice in
            let filter = RandomFilter.filter(&dice, depth: 4)
            let text = filter.text
            try expectSame(try Filter(parsing: text), filter, "\(text)")
            try expectSame(try Filter(parsing: text).text, text, "written form")
        }
    }

    @Test("no text stops the parser: it gives a filter or an error at a place within the text")
    func anyText() {
        Seed.forEachCase("filter fuzz", 100_000) { _, dice in
            let text = RandomFilter.text(&dice)
            do {
                let filter = try Filter(parsing: text)
                try expectSame(try Filter(parsing: filter.text), filter, "\(text.debugDescription) as \(filter.text)")
            } catch let error as RequestError {
                let count = text.unicodeScalars.count
                try expectTrue(error.position.map { (0...count).contains($0) } ?? false, "place of \(error) in \(text.debugDescription)")
            }
        }
    }
}

enum RandomFilter {
    private static let fields = ["brand", "price", "a.b-c_d", "größe", "odd name", "tick`ed", "not", "AND", "geo", "in", "é\u{301}", "9", "back\\slash"]

    static func filter(_ dice: inout Dice, depth: Int) -> Filter {
        switch dice.below(depth > 0 ? 12 : 8) {
        case 0: return dice.chance(20) ? .all : .exists(field: dice.pick(fields))
        case 1, 2: return .equals(field: dice.pick(fields), value(&dice))
        case 3: return .isIn(field: dice.pick(fields), (0..<dice.below(4)).map { _ in value(&dice) })
        case 4: return .contains(field: dice.pick(fields), string(&dice))
        case 5: return .startsWith(field: dice.pick(fields), string(&dice))
        case 6:
            let lower: Filter.Bound? = dice.chance(70) ? .init(value(&dice), isIncluded: dice.chance(50)) : nil
            let upper: Filter.Bound? = dice.chance(70) || lower == nil ? .init(value(&dice), isIncluded: dice.chance(50)) : nil
            return .range(field: dice.pick(fields), lower: lower, upper: upper)
        case 7:
            return .geoDistance(
                field: dice.pick(fields), latitude: dice.fraction() * 180 - 90, longitude: dice.fraction() * 360 - 180,
                meters: dice.pick([0, 250, 1609.344, 1e20, 5e-9, dice.fraction() * 1e6]))
        case 8: return .not(filter(&dice, depth: depth - 1))
        case 9: return .or((0..<dice.within(2...4)).map { _ in filter(&dice, depth: depth - 1) })
        default: return .and((0..<dice.within(2...4)).map { _ in filter(&dice, depth: depth - 1) })
        }
    }

    private static func value(_ dice: inout Dice) -> FilterValue {
        switch dice.below(5) {
        case 0: .bool(dice.chance(50))
        case 4: .whole(dice.pick([.max, .min, 1 << 53, -(1 << 53), (1 << 53) + 1]))
        case 1: .number(Double(dice.within(-1000...1000)) / Double(dice.pick([1, 1, 4, 10])))
        case 2:
            .number(
                dice.pick([
                    Double(bitPattern: dice.next() & 0x7FEF_FFFF_FFFF_FFFF), -0.0, 1e300, 9_007_199_254_740_994, 9_007_199_254_740_992,
                    9_007_199_254_740_991, -.leastNonzeroMagnitude, .infinity,
                ]))
        default: .string(string(&dice))
        }
    }

    private static func string(_ dice: inout Dice) -> String {
        dice.chance(30) ? dice.pick(["", "Bosch", "O'Neill", "1/2\"", "C:\\parts", "a\nb\tc\r", "007", "true", "AND", "日本\u{301}"]) : text(&dice)
    }

    private static let pieces = [
        "brand", "price", "10", "-5", "0.5e3", "\"Bosch\"", "'a'", "`x y`", "AND", "OR", "NOT", "IN", "TO", "EXISTS", "CONTAINS", "STARTS", "WITH",
        "geo", "(", ")", "[", "]", ",", "=", "!=", "<", "<=", ">", ">=", "true", "*", "\"", "'", "`", "\\", "!", ":", "é", "日本", "😀", "\u{0}", "\n",
        "10km", "geo(l, 1, 2, 3km)", "a = 1", "a = 1 AND", "b IN [1,2]", "“", "\u{301}", "9999999999999999999", "1e999", "-", ".",
    ]

    /// Bytes at random, pieces of the language at random, or a good filter with some characters gone wrong.
    static func text(_ dice: inout Dice) -> String {
        switch dice.below(3) {
        case 0:
            let bytes = (0..<dice.below(24)).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
            return String(decoding: bytes, as: UTF8.self)
        case 1:
            let glue = dice.pick(["", " ", " "])
            return (0..<dice.below(14)).map { _ in dice.pick(pieces) }.joined(separator: glue)
        default:
            var scalars = Array("brand IN [\"Bosch\",\"SKF\"] AND (price 10 TO <50 OR NOT live = true) AND geo(l, 52.5, 13.4, 10km)".unicodeScalars)
            for _ in 0..<dice.within(1...4) {
                let at = dice.below(scalars.count)
                if dice.chance(50) { scalars.remove(at: at) } else { scalars[at] = dice.pick(Array("\"'`()[]=<>!, \\aN1é".unicodeScalars)) }
            }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            return String(view)
        }
    }
}
