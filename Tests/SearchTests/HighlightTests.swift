import Testing
@testable import Search

@Suite("Highlights mark what was asked for, and nothing else")
struct HighlightTests {
    private static let titles = [
        "hex bolt, hex nut, bolt hex, HEX Bolt", "hex head bolt and a bolt", "bolt hex", "hex bolts for a hex key", "one two one one two",
    ]
    private let snapshot: Snapshot

    init() throws {
        let schema = try Schema(parsing: Array(
            #"{"fields": [{"name": "title", "type": "text", "analyzer": "english"}, {"name": "part", "type": "identifier"}]}"#.utf8))
        let disk = SimulatedDirectory()
        var writer = try disk.makeWriter(schema)
        for (i, title) in Self.titles.enumerated() {
            try writer.put(.document(["id": .int(i), "title": .string(title), "part": .string("6205-2RS C\(i)")]))
        }
        _ = try writer.commit()
        try writer.close()
        snapshot = try disk.openSnapshot()
    }

    /// By document: its field with what is marked in brackets.
    private func marked(_ change: (inout SearchRequest) -> Void, field: String = "title") throws -> [String: String] {
        var request = SearchRequest()
        request.highlight = [field]
        change(&request)
        let hits = try snapshot.search(request).hits
        return Dictionary(uniqueKeysWithValues: hits.map { hit in
            let html = hit.highlights.first?.html ?? ""
            return (hit.id, html.replacing("<em>", with: "[").replacing("</em>", with: "]"))
        })
    }

    @Test("the words of a phrase are marked where they stand in a row")
    func phrase() throws {
        let expected = ["0": "[hex] [bolt], hex nut, bolt hex, [HEX] [Bolt]", "3": "[hex] [bolts] for a hex key"]
        #expect(try marked { $0.query = "\"hex bolt\"" } == expected)
        #expect(try marked { ($0.query, $0.match) = ("hex bolt", .exact) } == expected)
        #expect(try marked { $0.query = "\"one two one\"" } == ["4": "[one] [two] [one] one two"])
    }

    @Test("a word of a phrase that is also asked for by itself is marked everywhere")
    func phraseAndWord() throws {
        #expect(try marked { $0.query = "\"hex bolt\" hex" } == [
            "0": "[hex] [bolt], [hex] nut, bolt [hex], [HEX] [Bolt]", "3": "[hex] [bolts] for a [hex] key",
        ])
        #expect(try marked { $0.query = "\"hex bolt\" nut" } == ["0": "[hex] [bolt], hex [nut], bolt hex, [HEX] [Bolt]"])
        #expect(try marked { $0.query = "\"hex bolt\" \"hex key\"" } == ["3": "[hex] [bolts] for a [hex] [key]"])
    }

    @Test("a phrase with slop is marked where it found its words")
    func slop() throws {
        func ask(_ text: String, _ slop: Int) throws -> [String: String] {
            try marked { $0.structured = .phrase(PhraseQuery(text: text, fields: ["title"], slop: slop)) }
        }
        #expect(try ask("hex bolt", 1)["1"] == "[hex] head [bolt] and a bolt")
        #expect(try ask("hex bolt", 0)["1"] == nil)
        #expect(try ask("hex bolt", 2)["2"] == "[bolt] [hex]")
        #expect(try ask("one one", 1)["4"] == "[one] two [one] [one] two")
    }

    @Test("a phrase that is one part number is marked as a whole")
    func identifier() throws {
        #expect(try marked({ $0.query = "part:\"6205-2RS C1\"" }, field: "part") == ["1": "[6205-2RS C1]"])
    }
}
