import Testing
@testable import Search

@Suite("What a query names in whole")
struct WholeNameTests {
    private static let rest = "black, large"

    private static func schema(_ analyzer: AnalyzerKind) throws -> Schema {
        var title = Field(name: "title", type: .text)
        title.analyzer = analyzer
        title.weight = 4
        var category = Field(name: "category", type: .text)
        category.analyzer = analyzer
        category.isArray = true
        return try Schema(fields: [title, category, Field(name: "shelf", type: .path), Field(name: "brand", type: .keyword)])
    }

    /// Sleeves, which say the word in short titles, and then some rows of their own, over segments.
    private static func shop(_ analyzer: AnalyzerKind, sleeves: Int = 120, _ rows: [String]) throws -> SimulatedDirectory {
        let disk = SimulatedDirectory()
        var writer = try disk.makeWriter(try schema(analyzer))
        for number in 0..<sleeves {
            let row = #"{"id": "\#(number)", "title": "Notebook sleeve, gray", "category": ["Sleeves"], "brand": "Sleevy \#(number % 7)"}"#
            try writer.put(Array(row.utf8).span)
            if number == sleeves / 2 { try writer.commit() }
        }
        try writer.commit()
        for row in rows {
            try writer.put(Array(row.utf8).span)
            try writer.commit()
        }
        try writer.close()
        return disk
    }

    private static func row(_ id: String, _ more: String) -> String {
        #"{"id": "\#(id)", "title": "Strix notebook, \#(rest)", \#(more)}"#
    }

    private static func request(_ query: String) -> SearchRequest {
        var request = SearchRequest(query: query)
        request.ranking = .best
        request.explain = true
        return request
    }

    @Test(
        "comes first, as a text, a value or the end of a path, in whatever number",
        arguments: [AnalyzerKind.standard, .auto, .snowball(.english), .snowball(.german)])
    func first(_ analyzer: AnalyzerKind) throws {
        let disk = try Self.shop(analyzer, [
            Self.row("text", #""category": ["Notebook"]"#), Self.row("path", #""shelf": "Computers > Notebook""#),
            Self.row("brand", #""brand": "Notebook""#),
        ])
        var request = Self.request("notebook")
        for total in SearchRequest.TotalMode.allCases {
            request.total = total
            let reply = try disk.openSnapshot().search(request)
            #expect(Set(reply.hits.prefix(3).map(\.id)) == ["text", "path", "brand"], "\(total)")
            if total == .exact { #expect(reply.total.value == 123) }
            for hit in reply.hits { #expect(OracleComparison.isClose(hit.explanation?.value ?? -1, Double(hit.score))) }
        }
    }

    @Test("is named by a stem, too")
    func stems() throws {
        let disk = try Self.shop(.snowball(.english), [Self.row("path", #""shelf": "Computers > Notebooks""#)])
        #expect(try disk.openSnapshot().search(Self.request("notebook")).hits.first?.id == "path")
        #expect(try disk.openSnapshot().search(Self.request("notebooks")).hits.first?.id == "path")
    }

    @Test("is not what a compound, a half-typed word or the sum of two texts makes of it")
    func notNamed() throws {
        func named(_ disk: SimulatedDirectory, _ request: SearchRequest, _ id: String) throws -> Bool {
            let hits = try disk.openSnapshot().search(request).hits
            let explanation = try #require(hits.first { $0.id == id }?.explanation)
            return "\(explanation)".contains(SignalScore.wholeLabel)
        }
        let bags = try Self.shop(.snowball(.german), sleeves: 4, [
            Self.row("bag", #""category": ["Notebooktaschen"]"#), Self.row("2", #""category": ["Taschen"]"#),
        ])
        #expect(try !named(bags, Self.request("notebook"), "bag"))
        var half = Self.request("notebookta")
        half.lastIsPrefix = true
        #expect(try !named(bags, half, "bag"))
        let gaming = try Self.shop(.snowball(.english), sleeves: 4, [
            Self.row("two", #""category": ["Strix", "Notebooks"]"#), Self.row("one", #""category": ["Strix notebooks"]"#),
        ])
        #expect(try named(gaming, Self.request("strix notebook"), "one"))
        #expect(try !named(gaming, Self.request("strix notebook"), "two"))
    }

    @Test("sinks where a rule buries it")
    func buried() throws {
        let disk = try Self.shop(.snowball(.english), [Self.row("brand", #""brand": "Notebook""#)])
        let rule = #"{"id": "r", "when": {"query": "notebook"}, "then": {"bury": [{"filter": "brand = Notebook", "by": 10}]}}"#
        let settings = try SearchSettings(json: JSONValue(parsing: Array(#"{"rules": [\#(rule)]}"#.utf8)))
        _ = try SettingsStore(disk).change { $0 = settings }
        let hits = try disk.openSnapshot().search(Self.request("notebook")).hits
        #expect(hits.first?.id != "brand")
        for hit in hits { #expect(OracleComparison.isClose(hit.explanation?.value ?? -1, Double(hit.score))) }
    }

    @Test("stays where it was while pages are turned and segments merge")
    func pages() throws {
        let rows = (0..<12).map { Self.row("n\($0)", #""brand": "Notebook""#) }
        let disk = try Self.shop(.snowball(.english), rows)
        var request = Self.request("notebook")
        request.limit = 7
        var ids: [String] = []
        repeat {
            let page = try disk.openSnapshot().search(request)
            ids += page.hits.map(\.id)
            request.cursor = page.nextCursor
            if ids.count == 7 {
                var writer = try disk.makeWriter(nil)
                try writer.optimize { _ in }
                try writer.close()
            }
        } while request.cursor != nil && ids.count < 400
        #expect(ids.count == 132 && Set(ids).count == 132)
        #expect(Set(ids.prefix(12)) == Set((0..<12).map { "n\($0)" }))
    }

    @Test("the short way, which finds it apart, gives what the long one does, on any page")
    func short() {
        Seed.forEachCase("whole names", 60) { _, dice in
            let count = dice.within(1...40)
            let rows = (0..<count).map { Self.row("n\($0)", dice.chance(50) ? #""brand": "Notebook""# : #""brand": "Strix""#) }
            let disk = try Self.shop(.snowball(.english), sleeves: dice.within(1...60), rows)
            let snapshot = try disk.openSnapshot()
            var request = Self.request(dice.pick(["notebook", "strix notebook", "strix"]))
            request.match = dice.pick([.all, .any])
            request.total = dice.pick([.exact, .none])
            request.limit = dice.within(1...30)
            var pages: [[String]] = []
            // A query that excludes what nobody has is no plain one.
            for query in [request.query, request.query + " -nosuchword"] {
                var asked = request
                asked.query = query
                var ids: [String] = []
                repeat {
                    let page = try snapshot.search(asked)
                    ids += page.hits.map { "\($0.id) \($0.score)" }
                    if request.total == .exact { try expectTrue(page.total.value >= ids.count, "total") }
                    asked.cursor = page.nextCursor
                } while asked.cursor != nil && ids.count < 200
                pages.append(ids)
            }
            try expectSame(pages[0], pages[1], "hits of '\(request.query)'")
        }
    }

    @Test("where its values take too long to look at, hits come all the same")
    func late() throws {
        let disk = try Self.shop(.snowball(.english), [Self.row("brand", #""brand": "Notebook""#)])
        let snapshot = try disk.openSnapshot()
        var binder = QueryBinder(snapshot, .best, deadline: Deadline(1))
        let bound = try binder.bind(.words(WordsQuery(text: "notebook")))
        let names = try WholeNames.bonus(in: bound, binder, .best, fields: nil)
        #expect(names.bonus == nil && names.fields.isEmpty)
    }

    @Test("what is remembered of compounds is bounded, whatever is asked")
    func compounds() throws {
        let disk = try Self.shop(.snowball(.german), sleeves: 3, [])
        let snapshot = try disk.openSnapshot()
        let title = try #require(snapshot.schema.id(of: "title"))
        let lexicon = try #require(snapshot.compounds(title, .german, []))
        var dice = Dice(7)
        for _ in 0..<20_000 {
            let word = (0..<dice.within(7...200)).map { _ in UInt8(0x61 + dice.below(26)) }
            _ = try lexicon.split(word)
        }
        #expect(lexicon.knownCount <= CompoundLexicon.knownLimit)
        let before = lexicon.knownCount
        _ = try lexicon.split(Array(repeating: 0x61, count: 200))
        #expect(lexicon.knownCount == before)
    }
}
