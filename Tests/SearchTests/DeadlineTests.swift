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
}
