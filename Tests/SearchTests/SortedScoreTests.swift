import Testing
@testable import Search

@Suite("Hits sorted by a field have the scores that they have sorted by score")
struct SortedScoreTests {
    private let snapshot: Snapshot

    /// Segments of several windows, with deleted documents and words of many forms.
    init() throws {
        let schema = try Schema(parsing: Array(#"""
            {"fields": [{"name": "title", "type": "text"}, {"name": "body", "type": "text", "weight": 0.5}, {"name": "brand", "type": "keyword"},
             {"name": "price", "type": "int"}]}
            """#.utf8))
        let disk = SimulatedDirectory()
        var writer = try disk.makeWriter(schema)
        for round in 0..<3 {
            for i in 0..<6000 {
                let number = round * 6000 + i
                let words = "\(number % 3 == 0 ? "hex bolt" : "hex nut") s\(number % 41) \(number % 5 == 0 ? "bolt bolt" : "steel")"
                try writer.put(.document([
                    "id": .int(number), "title": .string(words), "body": .string(number % 7 == 0 ? "steel hex" : "brass"),
                    "brand": .string("b\(number % 4)"), "price": .int(number * 7919 % 10_007),
                ]))
            }
            for i in 0..<20 { _ = try writer.delete(key: "\(round * 6000 + i * 11)") }
            _ = try writer.commit()
        }
        try writer.close()
        snapshot = try disk.openSnapshot()
    }

    private static let queries: [Query] = [
        .all, .words(WordsQuery(text: "bolt")), .words(WordsQuery(text: "hex bolt steel", match: .any)),
        .words(WordsQuery(text: "bolt s", lastIsPrefix: true)), .phrase(PhraseQuery(text: "hex bolt")), .prefix(text: "s", fields: []),
        .boolean(BooleanQuery(
            must: [.words(WordsQuery(text: "hex"))], should: [.phrase(PhraseQuery(text: "bolt bolt")), .words(WordsQuery(text: "s7 steel"))],
            mustNot: [.words(WordsQuery(text: "brass"))])),
        .boolean(BooleanQuery(must: [.filter(.range(field: "price", lower: .init(.number(500)), upper: nil))], should: [.words(WordsQuery(text: "bolt"))])),
    ]

    @Test("alone, in groups and page by page", arguments: queries)
    func same(_ query: Query) throws {
        var request = SearchRequest()
        request.structured = query
        request.limit = 20_000
        request.fields = []
        request.filter = .range(field: "price", lower: nil, upper: .init(.number(9000)))
        let scores = Dictionary(uniqueKeysWithValues: try snapshot.search(request).hits.map { ($0.id, $0.score) })
        #expect(scores.count > 100)
        request.sort = [SortKey(.field("price"), isDescending: true)]
        request.limit = 50
        for _ in 0..<3 {
            let reply = try snapshot.search(request)
            #expect(reply.hits.count == 50)
            #expect(reply.hits.allSatisfy { scores[$0.id] == $0.score })
            request.cursor = reply.nextCursor
        }
        request.cursor = nil
        request.group = GroupRequest(field: "brand")
        let hits = try snapshot.search(request).groups.flatMap(\.hits)
        #expect(hits.count == 12)
        #expect(hits.allSatisfy { scores[$0.id] == $0.score })
    }
}
