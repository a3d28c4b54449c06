import Testing
@testable import Search

@Suite struct TypedQueryTests {
    private static let schema: Schema = {
        let text = """
            {"fields": [{"name": "title", "type": "text"}, {"name": "brand", "type": "keyword"}, {"name": "sku", "type": "identifier"},
            {"name": "price", "type": "double"}, {"name": "stock", "type": "int"}, {"name": "live", "type": "bool"},
            {"name": "updated", "type": "date"}, {"name": "location", "type": "geo"}, {"name": "categories", "type": "path"},
            {"name": "attributes.thread", "type": "keyword"}]}
            """
        do { return try Schema(parsing: Array(text.utf8)) } catch { preconditionFailure("\(error)") }
    }()

    private func typed(_ text: String) -> TypedQuery { TypedQuery(parsing: text, schema: Self.schema) }

    /// Clauses as short words: w word, p prefix, q phrase, f filter; `-` before what is excluded, `@field` after.
    private func sketch(_ text: String) -> String {
        typed(text).clauses.map { clause in
            let kind =
                switch clause.kind {
                case .word: "w"
                case .prefix: "p"
                case .phrase: "q"
                case .filter: "f"
                }
            return (clause.isExcluded ? "-" : "") + kind + "[" + clause.text + "]" + (clause.field.map { "@" + $0 } ?? "")
        }.joined(separator: " ")
    }

    @Test("what is typed is taken apart as people mean it")
    func clauses() {
        let cases: [(String, String)] = [
            ("", ""), ("   ", ""), ("hex bolt m8", "w[hex] w[bolt] w[m8]"),
            ("6205-2RS", "w[6205-2RS]"), ("-5V", "w[-5V]"), ("M8x40", "w[M8x40]"), ("M8×40", "w[M8×40]"), ("1/2\"", "w[1/2\"]"),
            ("12\" pipe", "w[12\"] w[pipe]"), ("12\" pipe 3\" long", "w[12\"] w[pipe] w[3\"] w[long]"), ("3/4 \" pipe", "w[3/4] w[pipe]"),
            ("\"hex bolt\" zinc", "q[hex bolt] w[zinc]"), ("“hex bolt”", "q[hex bolt]"), ("„hex bolt“", "q[hex bolt]"),
            ("\"hex bolt \"", "q[hex bolt ]"), ("\"\"", ""), ("\"-\"", ""), ("\"hex\"\"bolt\"", "q[hex] q[bolt]"), ("(\"hex bolt\")", "q[hex bolt]"),
            ("\"unclosed", "w[unclosed]"), ("\"unclosed here", "w[unclosed] w[here]"), ("hex \"", "w[hex]"),
            ("bolt -zinc", "w[bolt] -w[zinc]"), ("-\"zinc plated\" bolt", "-q[zinc plated] w[bolt]"), ("-\"zinc", "-w[zinc]"),
            ("bolt - zinc", "w[bolt] w[zinc]"), ("--zinc", "w[--zinc]"), ("a-zinc", "w[a-zinc]"), ("-", ""), ("- \" * :", ""), ("-é", "-w[é]"),
            ("-日本", "-w[日本]"), ("-\"5 V\"", "-q[5 V]"),
            ("brand:Bosch", "f[Bosch]@brand"), ("-brand:Bosch", "-f[Bosch]@brand"), ("Brand:Bosch", "f[Bosch]@brand"), ("brand:\"Bosch Rexroth\"", "f[Bosch Rexroth]@brand"),
            ("brand:\"Bosch Rexroth", "f[Bosch]@brand w[Rexroth]"), ("brand:Bo*", "f[Bo]@brand"), ("attributes.thread:M8", "f[M8]@attributes.thread"),
            ("foo:bar", "w[foo:bar]"), ("-foo:bar", "-w[foo:bar]"), ("foo:\"bar baz\"", "w[foo:] q[bar baz]"), ("http://x.y", "w[http://x.y]"),
            ("title:bolt", "w[bolt]@title"), ("title:\"hex bolt\"", "q[hex bolt]@title"), ("title:bol*", "p[bol]@title"), ("sku:6205-2RS", "w[6205-2RS]@sku"),
            ("-title:bolt", "-w[bolt]@title"), ("title:", "w[title:]"), ("title: bolt", "w[title:] w[bolt]"), (":bolt", "w[:bolt]"), ("title:*", "w[title:*]"),
            ("title::", "w[title::]"), ("brand:a:b", "f[a:b]@brand"),
            ("stock:5", "f[5]@stock"), ("stock:5.5", "w[stock:5.5]"), ("price:5.5", "f[5.5]@price"), ("price:cheap", "w[price:cheap]"), ("price:1*", "p[price:1]"),
            ("live:TRUE", "f[TRUE]@live"), ("live:maybe", "w[live:maybe]"), ("updated:2024-05-01", "f[2024-05-01]@updated"), ("updated:2024-02-30", "w[updated:2024-02-30]"),
            ("location:x", "w[location:x]"),
            ("bol*", "p[bol]"), ("bol**", "p[bol]"), ("M8*", "p[M8]"), ("*", ""), ("5*20", "w[5*20]"), ("-bol*", "-p[bol]"), ("*bol", "w[*bol]"),
            ("🔩 bolt", "w[🔩] w[bolt]"), ("R & D", "w[R] w[D]"), ("AND OR NOT", "w[AND] w[OR] w[NOT]"),
            ("hex\u{3000}bolt\u{A0}m8\nlong", "w[hex] w[bolt] w[m8] w[long]"),
        ]
        for (text, expected) in cases { #expect(sketch(text) == expected, "\(text)") }
    }

    @Test("a clause's range is all that was typed for it")
    func ranges() {
        let text = "🔩 -\"zinc é\" title:bol* “hex bolt” m8"
        let scalars = Array(text.unicodeScalars)
        let parts = typed(text).clauses.map { clause in
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[clause.range])
            return String(view)
        }
        #expect(parts == ["🔩", "-\"zinc é\"", "title:bol*", "“hex bolt”", "m8"])
    }

    private func query(_ text: String, _ match: TypedQuery.Match, lastIsPrefix: Bool = false, correctsTypos: Bool = false) -> Query {
        typed(text).query(match: match, lastIsPrefix: lastIsPrefix, correctsTypos: correctsTypos)
    }

    private func words(_ text: String, _ match: WordsQuery.Match = .all, fields: [String] = []) -> Query {
        .words(WordsQuery(text: text, fields: fields, match: match))
    }

    @Test("nothing typed, or only exclusions, starts from all documents")
    func emptyQueries() {
        for match in [TypedQuery.Match.all, .any, .minimum(2), .exact] {
            #expect(query("", match) == .all)
            #expect(query(" - \" ", match) == .all)
            #expect(query("-zinc", match) == .boolean(BooleanQuery(must: [.all], mustNot: [words("zinc")])))
        }
    }

    @Test("words alone are one words query, with what was asked of it")
    func looseWords() {
        #expect(query("hex  bolt", .all) == words("hex bolt"))
        #expect(query("hex bolt", .any) == words("hex bolt", .any))
        #expect(query("hex bolt m8", .minimum(2)) == words("hex bolt m8", .minimum(2)))
        #expect(query("hex bolt", .exact, lastIsPrefix: true, correctsTypos: true) == .phrase(PhraseQuery(text: "hex bolt")))
        #expect(
            query("hex bol", .all, lastIsPrefix: true, correctsTypos: true)
                == .words(WordsQuery(text: "hex bol", match: .all, lastIsPrefix: true, correctsTypos: true)))
    }

    @Test("only the last thing typed is a prefix")
    func lastPrefix() {
        #expect(query("hex \"m8 bolt\"", .all, lastIsPrefix: true) == .boolean(BooleanQuery(must: [words("hex"), .phrase(PhraseQuery(text: "m8 bolt"))])))
        #expect(
            query("hex title:bol", .all, lastIsPrefix: true)
                == .boolean(BooleanQuery(must: [words("hex"), .words(WordsQuery(text: "bol", fields: ["title"], lastIsPrefix: true))])))
        #expect(query("hex -zin", .all, lastIsPrefix: true) == .boolean(BooleanQuery(must: [words("hex")], mustNot: [words("zin")])))
    }

    @Test("phrases, fields and exclusions keep their places beside the words")
    func mixed() {
        let text = "m8 \"hex bolt\" brand:Bosch title:zinc ste* -black"
        let phrase = Query.phrase(PhraseQuery(text: "hex bolt"))
        let brand = Query.filter(.equals(field: "brand", .string("Bosch")))
        let prefix = Query.words(WordsQuery(text: "ste", lastIsPrefix: true))
        let zinc = words("zinc", fields: ["title"])
        #expect(query(text, .all) == .boolean(BooleanQuery(must: [words("m8"), phrase, zinc, prefix, brand], mustNot: [words("black")])))
        #expect(
            query(text, .minimum(1))
                == .boolean(BooleanQuery(must: [words("m8", .minimum(1)), phrase, zinc, prefix, brand], mustNot: [words("black")])))
        #expect(
            query(text, .any)
                == .boolean(
                    BooleanQuery(must: [brand], should: [words("m8", .any), phrase, zinc, prefix], mustNot: [words("black")], minimumShould: 1)))
        #expect(
            query(text, .exact)
                == .boolean(
                    BooleanQuery(must: [.phrase(PhraseQuery(text: "m8 ste")), phrase, zinc, brand], mustNot: [words("black")])))
    }

    @Test("a field that is not split into words becomes a filter with the value as its column holds it")
    func filters() {
        let cases: [(String, Filter)] = [
            ("brand:bosch", .equals(field: "brand", .string("bosch"))), ("brand:bo*", .startsWith(field: "brand", "bo")),
            ("categories:\"A > B\"", .equals(field: "categories", .string("A > B"))), ("stock:-5", .equals(field: "stock", .number(-5))),
            ("live:True", .equals(field: "live", .bool(true))),
            ("updated:2024-02-29", .range(field: "updated", lower: .init(.string("2024-02-29")), upper: .init(.string("2024-02-29T23:59:59.999999Z")))),
            ("updated:9999-12-31", .range(field: "updated", lower: .init(.string("9999-12-31")), upper: .init(.string("9999-12-31T23:59:59.999999Z")))),
            ("updated:2024-02-29T10:00:00Z", .equals(field: "updated", .string("2024-02-29T10:00:00Z"))),
        ]
        for (text, filter) in cases { #expect(query(text, .all) == .filter(filter), "\(text)") }
    }

    @Test("a thousand words are all heard; what is beyond is dropped and said")
    func limits() {
        let thousand = Array(repeating: "bolt", count: 1000).joined(separator: " ")
        #expect(typed(thousand).clauses.count == 1000 && !typed(thousand).isTruncated)
        #expect(typed(thousand + " - ").clauses.count == 1000)
        #expect(typed(thousand + " more").clauses.count == 1000 && typed(thousand + " more").isTruncated)
        let long = String(repeating: "x", count: 19_995) + " bolts and"
        #expect(typed(long).clauses.map(\.text.count) == [19_995] && typed(long).isTruncated)
        let endless = typed(String(repeating: "é", count: 1_000_000))
        #expect(endless.clauses.map(\.text.count) == [20_000] && endless.isTruncated)
        #expect(typed(String(repeating: "\"", count: 1_000_000)).clauses.isEmpty)
    }

    private static let pieces = [
        "hex", "bolt", "6205-2RS", "-", "-zinc", "\"", "“", "”", "\"hex bolt\"", ":", "brand:", "title:", "brand:Bosch", "price:5", "price:x", "*", "bol*",
        " ", " ", "\t", "12\"", "🔩", "日本語", "\u{301}", "\u{0}", "(", ")", "é", "updated:2024-05-01", "updated:9", "-\"", "\\",
    ]

    @Test("no text stops the parser, and no letter typed is lost or moved")
    func anyText() {
        Seed.forEachCase("typed fuzz", 100_000) { _, dice in
            let text =
                dice.chance(30)
                ? String(decoding: (0..<dice.below(24)).map { _ in UInt8(truncatingIfNeeded: dice.next()) }, as: UTF8.self)
                : (0..<dice.below(14)).map { _ in dice.pick(Self.pieces) }.joined(separator: dice.pick(["", " "]))
            let typed = typed(text)
            let scalars = Array(text.unicodeScalars)
            var end = 0
            var heard: [Unicode.Scalar] = []
            for clause in typed.clauses {
                try expectTrue(clause.range.lowerBound >= end && clause.range.upperBound <= scalars.count, "order of ranges in \(text.debugDescription)")
                end = clause.range.upperBound
                heard += scalars[clause.range].filter(\.properties.isAlphabetic)
                let range = String(String.UnicodeScalarView(scalars[clause.range]))
                try expectTrue(Array(range.unicodeScalars).contains(Array(clause.text.unicodeScalars)), "text of \(clause) in \(text.debugDescription)")
            }
            try expectSame(heard, scalars.filter(\.properties.isAlphabetic), "letters of \(text.debugDescription)")
            for match in [TypedQuery.Match.all, .any, .minimum(2), .exact] {
                _ = typed.query(match: match, lastIsPrefix: dice.chance(50), correctsTypos: dice.chance(50))
            }
        }
    }
}
