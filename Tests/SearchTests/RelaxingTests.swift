import Testing
@testable import Search

@Suite("Where few have all words")
struct RelaxingTests {
    private func search(_ query: String, _ titles: [String]) throws -> SearchReply {
        let disk = SimulatedDirectory()
        try disk.writeTitles(titles)
        var request = SearchRequest(query: query)
        request.ranking = .best
        return try disk.openSnapshot().search(request)
    }

    @Test("those with most come behind them, and it is said")
    func most() throws {
        // The last says its two words so often that by words alone it comes first.
        let reply = try search("hex bolt zinc", ["hex bolt zinc and much else that makes it long", "wing nut", "hex bolt", "zinc zinc zinc hex hex hex"])
        #expect(reply.match == .most)
        #expect(reply.total.value == 3)
        #expect(reply.hits.first?.id == "0")
    }

    @Test("enough of them stay alone")
    func enough() throws {
        let reply = try search("hex bolt", ["hex bolt a", "hex bolt b", "hex bolt c", "hex nut"])
        #expect(reply.match == .all)
        #expect(reply.total.value == 3)
    }

    @Test("one word of many is better than nothing, and it is said")
    func any() throws {
        let reply = try search("hex bolt zinc plated", ["hex nut", "wing nut"])
        #expect(reply.match == .any)
        #expect(reply.hits.map(\.id) == ["0"])
    }

    @Test("how many most are")
    func least() { #expect((1...9).map(WordsQuery.least) == [1, 1, 2, 3, 4, 4, 5, 6, 6]) }

    @Test("pages by cursor go on in the same order")
    func pages() throws {
        let disk = SimulatedDirectory()
        try disk.writeTitles((0..<90).map { "hex " + ($0 % 3 == 0 ? "bolt " : "nut ") + ($0 == 40 ? "zinc" : "steel") + " " + filler($0 % 7) })
        let snapshot = try disk.openSnapshot()
        var request = SearchRequest(query: "hex bolt zinc")
        request.ranking = .best
        request.limit = 200
        let whole = try snapshot.search(request)
        #expect(whole.match == .most)
        request.limit = 7
        var ids: [String] = []
        repeat {
            let page = try snapshot.search(request)
            ids += page.hits.map(\.id)
            request.cursor = page.nextCursor
        } while request.cursor != nil && ids.count < 200
        #expect(ids == whole.hits.map(\.id))
    }

    @Test("what is not wanted is not sought, and what says so comes first")
    func without() throws {
        let reply = try search(
            "knife set without block for kids", ["knife set with block", "knife block", "knife set without block for kids", "set for kids knife"])
        #expect(reply.hits.first?.id == "2")
        #expect(!reply.hits.contains { $0.id == "1" && reply.match == .all })
        func query(_ text: String) throws -> Query {
            TypedQuery(parsing: text, schema: try Schema(fields: [Field(name: "title", type: .text)])).query(match: .all)
        }
        #expect(try query("without you") == .words(WordsQuery(text: "without you")))
        #expect(try query("you without") == .words(WordsQuery(text: "you without")))
        #expect(try query("lamp without") == .words(WordsQuery(text: "lamp without")))
        let expected = Query.boolean(BooleanQuery(
            must: [.words(WordsQuery(text: "Lampe"))], should: [.phrase(PhraseQuery(text: "ohne Kabel"))]))
        #expect(try query("Lampe ohne Kabel") == expected)
    }
}
