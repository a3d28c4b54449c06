import Testing
@testable import Search

@Suite("Part numbers, as people type them")
struct NumberSearchTests {
    private static let parts: [(id: String, title: String, number: String)] = [
        ("plain", "hex bolt", "1234XYZB5"), ("pointed", "hex bolt zinc", "1234-XYZ/B5"), ("longer", "deep groove bearing", "6205-2RSC3"),
        ("bearing", "deep groove bearing", "6205-2RS"), ("mention", "seal for 6205-2RS", "AB-77"), ("timer", "timer", "NE555O"),
        ("bolted", "flange", "XBOLTY9"), ("short", "fuse 250", "74HC04"), ("words", "driver", "SFP"), ("plus", "driver plus", "SFP+"),
        ("minus", "supply", "-VDC"),
    ]
    private let snapshot: Snapshot

    init() throws {
        let schema = try Schema(parsing: Array(
            #"{"fields": [{"name": "title", "type": "text", "analyzer": "english", "weight": 4}, {"name": "mpn", "type": "identifier"}]}"#.utf8))
        let disk = SimulatedDirectory()
        var writer = try disk.makeWriter(schema)
        for (place, part) in Self.parts.enumerated() {
            try writer.put(.document(["id": .string(part.id), "title": .string(part.title), "mpn": .string(part.number)]))
            // Over several segments.
            if place % 4 == 3 { _ = try writer.commit() }
        }
        _ = try writer.commit()
        try writer.close()
        snapshot = try disk.openSnapshot()
    }

    private func ids(_ query: String, _ change: (inout SearchRequest) -> Void = { _ in }) throws -> [String] {
        var request = SearchRequest(query: query)
        change(&request)
        return try snapshot.search(request).hits.map(\.id)
    }

    @Test(
        "are found however they are punctuated, alone and beside words",
        arguments: ["1234xyzb5", "1234 xyz b5", "1234.XYZ_B5", "12-34 XYZ B-5", "1234XYZ B5", "bolt 1234 xyz b5", "1234-xyz b5 hex"])
    func punctuation(_ query: String) throws {
        #expect(Set(try ids(query)) == ["plain", "pointed"])
    }

    @Test("the number as typed comes first, then the same written otherwise, then what begins with it, then what mentions it")
    func order() throws {
        #expect(try ids("1234-XYZ/B5") == ["pointed", "plain"])
        #expect(try ids("1234XYZB5") == ["plain", "pointed"])
        #expect(try ids("6205-2RS") == ["bearing", "longer", "mention"])
        #expect(try ids("62052rs") == ["bearing", "longer"])
        #expect(try ids("SFP+") == ["plus", "words"])
        #expect(try ids("sfp") == ["words", "plus"])
    }

    @Test(
        "are found by any three characters and more, whatever delimiters lie between",
        arguments: [
            ("2RSC", ["longer"]), ("5-2R", ["longer", "bearing"]), ("4HC0", ["short"]), ("zb5", ["plain", "pointed"]),
            ("xyz/b5", ["plain", "pointed"]), ("hc", []), ("c0", []),
        ])
    func inside(_ query: String, _ expected: [String]) throws {
        #expect(Set(try ids(query) { $0.match = .all }).subtracting(["mention"]) == Set(expected))
    }

    @Test("a number that differs by one character is no hit, and its pieces are none either")
    func mistyped() throws {
        for query in ["1234-XYZ/B6", "1234XYZB6", "6205-2RT", "6205-3RS", "74HC05", "7AHC04"] { #expect(try ids(query).isEmpty, "\(query)") }
        #expect(try ids("bolt 1234-XYZ/B6") == ["plain", "pointed"], "the other word remains, when words are dropped")
    }

    @Test("a minus that is part of a number excludes nothing, alone")
    func minus() throws {
        #expect(try ids("-VDC") == ["minus"])
        #expect(!(try ids("supply -VDC")).contains("minus"))
        #expect(try ids("-vdc").count == Self.parts.count - 1)
    }

    @Test("plain words are not sought inside numbers, unless nothing else has them or the field is named")
    func plainWords() throws {
        #expect(Set(try ids("bolt")) == ["plain", "pointed"])
        #expect(try ids("olty") == ["bolted"])
        #expect(try ids("mpn:bolt") == ["bolted"])
        #expect(try ids("flange bolt", { $0.match = .all }).isEmpty)
        #expect(try ids("\"bolty9\"").isEmpty)
        #expect(Set(try ids("-xbolty")).count == Self.parts.count)
    }

    @Test("characters that look alike stand for each other where nobody has the number, and the reply says so")
    func confusable() throws {
        var reply = try snapshot.search(SearchRequest(query: "NE5550"))
        #expect(reply.hits.map(\.id) == ["timer"])
        #expect(reply.corrections == [.init(from: "NE5550", to: "ne555o")])
        #expect(reply.hits.first?.matchedOn == .identifier)
        reply = try snapshot.search(SearchRequest(query: "l234-XYZ/B5"))
        #expect(Set(reply.hits.map(\.id)) == ["plain", "pointed"])
        #expect(try ids("NE5550") { $0.typo = .off }.isEmpty)
        #expect(try snapshot.search(SearchRequest(query: "74HC04")).corrections.isEmpty)
    }

    @Test("say what found them, and why they stand where they do")
    func explanations() throws {
        var request = SearchRequest(query: "6205-2RS")
        request.explain = true
        request.highlight = ["mpn", "title"]
        let hits = try snapshot.search(request).hits
        #expect(hits.map(\.matchedOn) == [.identifier, .identifier, .text])
        func labels(_ node: Explanation?) -> String { node.map { $0.label + $0.parts.map(labels).joined() } ?? "" }
        let texts = hits.map { labels($0.explanation) }
        #expect(texts[0].contains("'mpn' is the number") && texts[1].contains("'mpn' begins with it"))
        #expect(hits.map { $0.highlights.map(\.html) } == [
            ["<em>6205-2RS</em>"], ["<em>6205-2RS</em>C3"], ["seal for <em>6205</em>-<em>2RS</em>"],
        ])
    }

    @Test("what stands inside is marked to the character")
    func highlights() throws {
        var request = SearchRequest(query: "34x")
        request.highlight = ["mpn"]
        let hits = try snapshot.search(request).hits
        #expect(hits.map { $0.highlights.map(\.html) } == [["12<em>34X</em>YZB5"], ["12<em>34-X</em>YZ/B5"]])
    }

    @Test("grams find what a look at each number finds, whatever characters there are")
    func grams() throws {
        Seed.forEachCase("grams", 60) { _, dice in
            let alphabet = Array(dice.pick(["ab", "01ab", "0123456789abcdefghij", "aé日1🔩"]).unicodeScalars)
            func text(_ sizes: ClosedRange<Int>) -> [UInt8] {
                var text = String.UnicodeScalarView()
                for _ in 0..<dice.within(sizes) { text.append(dice.pick(alphabet)) }
                return Array(String(text).utf8)
            }
            let terms = Set((0..<dice.pick([0, 1, 40, 400])).map { _ in text(1...12) + (dice.chance(70) ? Array("=".utf8) : []) })
                .sorted { $0.lexicographicallyPrecedes($1) }
            let file = try SectionFile.made { file in
                var writer = TermDictionaryWriter(hasFrequencies: true, analyzer: .identifier)
                for term in terms { Bytes.of(term) { writer.append($0, TermEntry(documentCount: 1, occurrenceCount: 1)) } }
                try file.section("terms", writer.finish())
                try file.section("grams", writer.gramBytes ?? [])
            }
            let dictionary = try TermDictionary(try file.section("terms"))
            let grams = try NumberGrams(try file.section("grams"))
            for _ in 0..<20 {
                let needle = text(3...6)
                var found: [[UInt8]] = []
                try dictionary.forEach(inside: needle, grams, while: { true }) { term, _ in
                    found.append(term)
                    return true
                }
                try expectSame(found, terms.filter { $0.last == UInt8(ascii: "=") && $0.contains(needle) }, "numbers with \(needle) inside")
            }
        }
    }
}
