import Testing
@testable import Search

@Suite("Fast paths find what slow ones find, and keep the deadline")
struct FastPathTests {
    @Test("no hit comes twice where the leading list went past a window")
    func twice() throws {
        let disk = SimulatedDirectory()
        try disk.writeTitles((0..<8000).map { number in
            var words = "aa"
            if number < 21 || number == 5001 { words += " bb" }
            if number == 2500 || number == 4995 { return "aa aa aa aa" }
            return words + " " + filler(40)
        })
        let snapshot = try disk.openSnapshot()
        var request = SearchRequest()
        request.fields = []
        request.limit = 30
        request.total = .none
        request.structured = .words(WordsQuery(text: "aa bb", match: .any))
        let ids = try snapshot.search(request).hits.map(\.id)
        request.structured = .boolean(BooleanQuery(
            must: [.words(WordsQuery(text: "aa bb", match: .any))], mustNot: [.words(WordsQuery(text: "nosuchword"))]))
        request.total = .exact
        let all = try snapshot.search(request).hits.map(\.id)
        #expect(ids == all)
        #expect(Set(ids).count == ids.count)
    }

    private static func manyTerms() throws -> Snapshot {
        let disk = SimulatedDirectory()
        // Enough for the strides of all clocks.
        try disk.writeTitles((0..<60_000).map { "a\($0) aa bb cc\($0 % 3) " + filler($0 % 5) })
        return try disk.openSnapshot()
    }

    @Test("deadline: begun, filter, union, intersection, sets, leading filter")
    func deadlines() throws {
        let snapshot = try Self.manyTerms()
        let past = Deadline(1)
        let segment = snapshot.views[0].segment
        #expect(throws: OutOfTime.self) { _ = try segment.begun(FieldID(rawValue: 0), Array("a".utf8), until: past) }
        let beginning = BoundFilter.words(FieldID(rawValue: 0), [], prefix: Array("a".utf8))
        #expect(throws: OutOfTime.self) { _ = try beginning.documents(in: segment, until: past) }
        var binder = QueryBinder(snapshot)
        for (name, query) in [
            ("union", Query.words(WordsQuery(text: "aa cc1", match: .any))), ("both", .words(WordsQuery(text: "aa cc1", match: .all))),
        ] {
            let bound = try binder.bind(query)
            let plan = SegmentPlan(
                segment: segment, number: 0, formula: binder.formula, grid: ScoreGrid(most: bound.mostPoints),
                progress: SearchProgress(prunes: false), deadline: past)
            let top = try #require(try plan.topSearch(for: bound, accepted: nil, TopSearch.Aims(best: true, count: false)))
            #expect(try !top.run { _, _ in }, "\(name)")
            var few = BitSet(count: 60_000)
            few.insert(7)
            let filtered = try #require(try plan.topSearch(for: bound, accepted: few, TopSearch.Aims(best: true, count: false)))
            #expect(try !filtered.run { _, _ in }, "\(name), filtered")
            #expect(throws: OutOfTime.self, "\(name), sets") { _ = try plan.matches(bound) }
        }
    }

    @Test("a run that is split at the end: what was deleted stays deleted", arguments: [1, 2, 3])
    func split(_ threads: Int) throws {
        let disk = SimulatedDirectory()
        var writer = try IndexWriter(disk, schema: try Schema(fields: [Field(name: "title", type: .text)]),
            settings: WriterSettings(memoryBudgetBytes: 16 << 20, threads: threads))
        var expected: [String: Int] = [:]
        for number in 0..<24_000 {
            let key = "k\(number % 7 == 3 ? number - 2 : number)"
            try writer.put(Array(#"{"id": "\#(key)", "title": "n\#(number) word\#(number % 1000) \#(filler(60))"}"#.utf8).span)
            expected[key] = number
            if number % 11 == 5 { _ = try writer.delete(key: key); expected[key] = nil }
        }
        let info = try writer.commit()
        #expect(info.documents == expected.count)
        try disk.expectSound("split")
        let snapshot = try disk.openSnapshot()
        var wrong = 0
        for (key, number) in expected {
            let row = try snapshot.document(id: key).map { String(decoding: $0, as: UTF8.self) }
            if row?.contains("n\(number) ") != true { wrong += 1 }
        }
        #expect(wrong == 0)
        try writer.close()
    }

    @Test("phrases in two fields and nearly in a row are pruned by bounds that hold")
    func phraseBounds() throws {
        let disk = SimulatedDirectory()
        var writer = try disk.makeWriter(try Schema(fields: [Field(name: "title", type: .text), Field(name: "body", type: .text)]))
        for number in 0..<6000 {
            var title = "aa bb " + filler(20)
            var body = filler(5)
            if number < 4 { title = "aa bb aa bb" }
            if number == 4500 || number == 5200 { title = "aa bb"; body = "aa bb aa bb aa bb" }
            if number == 5000 { title = "aa bb aa aa" }
            try writer.put(Array(#"{"id": "\#(number)", "title": "\#(title)", "body": "\#(body)"}"#.utf8).span)
        }
        try writer.commit()
        try writer.close()
        let snapshot = try disk.openSnapshot()
        for (fields, slop) in [([], 0), (["title"], 0), (["title"], 3), ([], 3)] as [([String], Int)] {
            var request = SearchRequest()
            request.fields = []
            request.limit = 3
            request.structured = .phrase(PhraseQuery(text: "aa bb", fields: fields, slop: slop))
            let all = try snapshot.search(request).hits.map { "\($0.id) \($0.score)" }
            request.total = .none
            #expect(try snapshot.search(request).hits.map { "\($0.id) \($0.score)" } == all, "\(fields) \(slop)")
        }
    }
}
