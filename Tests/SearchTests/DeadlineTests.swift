import Testing
@testable import Search

@Suite("A search past its deadline")
struct DeadlineTests {
    private let snapshot: Snapshot

    init() throws {
        let disk = SimulatedDirectory()
        let schema = try Schema(fields: [
            Field(name: "title", type: .text), Field(name: "brand", type: .keyword), Field(name: "price", type: .int),
        ])
        var writer = try disk.makeWriter(schema)
        for number in 0..<3000 {
            // Numbers as words: thousands of terms, which a prefix and a typo have to gather.
            let row = #"{"id": "\#(number)", "title": "washer\#(["a", "b", "c"][number % 3]) part\#(number)", "brand": "B\#(number % 7)", "price": 5}"#
            try writer.put(Array(row.utf8).span)
            if number == 1500 { try writer.commit() }
        }
        try writer.commit()
        try writer.close()
        snapshot = try disk.openSnapshot()
    }

    private static let requests: [(String, SearchRequest)] = {
        var prefix = SearchRequest(query: "part")
        prefix.lastIsPrefix = true
        var filtered = SearchRequest(query: "")
        filtered.filter = .equals(field: "brand", .string("B1"))
        filtered.facets = [FacetRequest(field: "brand"), FacetRequest(field: "price")]
        var sorted = SearchRequest(query: "washera")
        sorted.sort = [SortKey(.field("price"), isDescending: true)]
        return [("prefix", prefix), ("typo", SearchRequest(query: "washerd washere")), ("filter", filtered), ("sort", sorted)]
    }()

    @Test("returns at once what it has, and says so", arguments: requests.map(\.0))
    func partial(_ name: String) throws {
        var request = try #require(Self.requests.first { $0.0 == name }).1
        request.deadline = 1
        let reply = try snapshot.search(request)
        #expect(reply.isPartial)
        #expect(!reply.total.isExact)
        #expect(reply.facets.count == request.facets.count)
        request.deadline = .max
        let whole = try snapshot.search(request)
        #expect(!whole.isPartial)
        #expect(whole.total.value > reply.total.value)
    }

    @Test("gives up in the midst of work of which a part is worth nothing, and counts on without a deadline")
    func midway() throws {
        let disk = SimulatedDirectory()
        var writer = try disk.makeWriter(try Schema(fields: [
            Field(name: "title", type: .text), Field(name: "brand", type: .keyword), Field(name: "shelf", type: .path),
        ]))
        let title = (0..<40).map { "part\($0)" }.joined(separator: " ")
        for number in 0..<3000 {
            let row = #"{"id": "\#(number)", "title": "\#(title)", "brand": "brand \#(number)", "shelf": "A > B\#(number)"}"#
            try writer.put(Array(row.utf8).span)
        }
        try writer.commit()
        try writer.close()
        let snapshot = try disk.openSnapshot()
        let segment = snapshot.views[0].segment
        let past = Deadline(1)

        let filter = try BoundFilter(.contains(field: "brand", "brand 12"), snapshot.schema)
        #expect(throws: OutOfTime.self) { try filter.documents(in: segment, until: past) }
        #expect(try filter.documents(in: segment).population == 111)

        var binder = QueryBinder(snapshot)
        let bound = try binder.bind(.prefix(text: "part", fields: []))
        func plan(_ deadline: Deadline) -> SegmentPlan {
            SegmentPlan(
                segment: segment, number: 0, formula: binder.formula, grid: ScoreGrid(most: bound.mostPoints),
                progress: SearchProgress(prunes: false), deadline: deadline)
        }
        #expect(throws: OutOfTime.self) { try plan(past).matcher(for: bound) }
        #expect(try plan(.none).matcher(for: bound) != nil)

        var facet = FacetRequest(field: "shelf")
        facet.under = "A"
        let all = [BitSet(count: 3000, all: true)]
        #expect(throws: OutOfTime.self) { try FacetCounter(snapshot: snapshot, deadline: past).count(facet, all, selected: []) }
        guard case .values(let values) = try FacetCounter(snapshot: snapshot, deadline: .none).count(facet, all, selected: []) else {
            Issue.record("a path has values")
            return
        }
        #expect(values.totalValues == 3000)
    }
}
