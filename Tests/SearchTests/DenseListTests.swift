import Testing
@testable import Search

@Suite("Dense lists, kept as bits beside inflated documents in one cache")
struct DenseListTests {
    private static let count = 10_000

    private func snapshot() throws -> Snapshot {
        let disk = SimulatedDirectory()
        var writer = try disk.makeWriter(try Schema(fields: [Field(name: "title", type: .text)]))
        for number in 0..<Self.count {
            try writer.put(Array(#"{"id": "k\#(number)", "title": "aaa bbb \#(number)"}"#.utf8).span)
        }
        try writer.commit()
        try writer.close()
        return try disk.openSnapshot()
    }

    private func request(_ match: SearchRequest.Match) -> SearchRequest {
        var request = SearchRequest(query: "aaa bbb")
        request.match = match
        request.limit = 3
        return request
    }

    @Test("are counted rightly where documents were read before", arguments: [SearchRequest.Match.all, .any])
    func documentsFirst(_ match: SearchRequest.Match) throws {
        let snapshot = try snapshot()
        #expect(try snapshot.document(id: "k0") != nil)
        let reply = try snapshot.search(request(match))
        #expect(reply.total.value == Self.count)
        #expect(reply.hits.count == 3)
    }

    @Test("do not stand in for documents that are read after them", arguments: [SearchRequest.Match.all, .any])
    func bitsFirst(_ match: SearchRequest.Match) throws {
        let snapshot = try snapshot()
        var counting = request(match)
        counting.limit = 0
        #expect(try snapshot.search(counting).total.value == Self.count)
        let reply = try snapshot.search(request(match))
        #expect(reply.total.value == Self.count)
        for hit in reply.hits { #expect(String(decoding: hit.document ?? [], as: UTF8.self).contains("aaa bbb")) }
    }
}
