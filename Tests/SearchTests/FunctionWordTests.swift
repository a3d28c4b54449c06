import Testing
@testable import Search

@Suite("Function words need not be there, and never empty a query")
struct FunctionWordTests {
    @Test("every language has some, folded as people type them", arguments: SnowballLanguage.allCases)
    func lists(_ language: SnowballLanguage) {
        let words = FunctionWords.words(of: language)
        #expect(words.count >= 15)
        for word in words {
            #expect(FunctionWords.contains(folded(Array(word.utf8)), of: language), "\(word)")
            #expect(!FunctionWords.contains(folded(Array("schraube\(word)".utf8)), of: language))
        }
    }

    private static let titles = ["nut bolt", "nut for bolt", "nut for the bolt", "the who", "who", "bolt without nut"]

    @Test("with all words asked for, documents may lack them; those that have them come first")
    func optional() throws {
        let shelf = try TitleShelf(Self.titles, .snowball(.english))
        #expect(try shelf.find("nut for the bolt") == ["nut for the bolt", "nut for bolt", "nut bolt", "bolt without nut"])
        #expect(try shelf.find("without bolt") == ["bolt without nut"])
    }

    @Test("a query of nothing but such words asks for all of them")
    func alone() throws {
        let shelf = try TitleShelf(Self.titles, .snowball(.english))
        #expect(try shelf.find("the who") == ["the who"])
        #expect(try shelf.find("who") == ["who", "the who"])
        #expect(try shelf.find("\"for the\"") == ["nut for the bolt"])
    }

    @Test("a field without a language has none")
    func standard() throws {
        let shelf = try TitleShelf(Self.titles, .standard)
        #expect(try shelf.find("nut for bolt") == ["nut for bolt", "nut for the bolt"])
    }

    @Test("hits and counts are those of the slow way, whatever words are optional")
    func fastPath() throws {
        Seed.forEachCase("optional words", 20) { _, dice in
            let titles = (0..<dice.pick([50, 700])).map { _ in
                (0..<dice.within(1...9)).map { _ in dice.pick(["nut", "bolt", "the", "for", "of", "hex", "washer"]) }.joined(separator: " ")
            }
            let shelf = try TitleShelf(titles, .snowball(.english))
            for query in ["nut for the bolt", "the hex", "of hex for washer nut", "nut the"] {
                var request = SearchRequest(query: query)
                request.match = .all
                request.limit = dice.pick([3, 10, 1000])
                let fast = try shelf.snapshot.search(request)
                request.total = .none
                let uncounted = try shelf.snapshot.search(request)
                // Asking for an order of scores by name and a group goes the long way round.
                request.total = .exact
                request.structured = .filter(.all)
                let slow = try shelf.snapshot.search(request)
                try expectSame(fast.hits.map(\.id), slow.hits.map(\.id), "hits of '\(query)'")
                try expectSame(fast.total.value, slow.total.value, "total of '\(query)'")
                try expectSame(uncounted.hits.map(\.id), slow.hits.map(\.id), "hits of '\(query)' without a total")
            }
        }
    }
}
