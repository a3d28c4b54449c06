import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Search
import Testing

@testable import Gateway

@Suite("Operation")
struct OperationTests {
    @Test("health names its checks, and a missing index is a warning, not a failure")
    func health() async throws {
        try await withEmptyServer { client in
            let response = try await client.execute(uri: "/health", method: .get)
            let report = try response.json()
            #expect(response.status == .ok)
            #expect(report["status"]?.string == "warn")
            #expect(report["checks"]?.array?.compactMap { $0["name"]?.string } == ["index", "disk", "memory"])
            for check in report["checks"]?.array ?? [] { #expect((check["timeMs"]?.number ?? -1) >= 0) }
        }
    }

    @Test("a server with an index is ready")
    func ready() async throws {
        try await withShop { client in
            let response = try await client.execute(uri: "/ready", method: .get)
            #expect(response.status == .ok)
            #expect(try response.json()["documents"]?.int == Shop.documentCount)
        }
    }

    @Test("an index that appears later is taken up")
    func lateIndex() async throws {
        let shop = Shop()
        defer { shop.remove() }
        let served = ServedIndex(path: shop.path, index: nil)
        #expect(served.refresh() != nil)
        #expect(served.refresh() == nil, "a failure is told once")
        #expect(throws: ServedIndex.NotReady.self) { try served.snapshot() }
        try shop.build()
        #expect(served.refresh() == nil)
        #expect(served.failure == nil)
        #expect(try served.snapshot().documentCount == Shop.documentCount)
    }

    @Test("metrics count requests by route and status, whatever addresses are tried")
    func metrics() async throws {
        try await withShop { client in
            for path in ["/search?q=bolt", "/search?q=nut", "/search?limit=x", "/page/main.js", "/a", "/b", "/c"] {
                _ = try await client.execute(uri: path, method: .get)
            }
            let text = try await client.execute(uri: "/metrics", method: .get).text
            let lines = Set(text.split(separator: "\n").map(String.init))
            #expect(lines.contains("souk_http_requests_total{route=\"/search\",method=\"GET\",status=\"200\"} 2"))
            #expect(lines.contains("souk_http_requests_total{route=\"/search\",method=\"GET\",status=\"400\"} 1"))
            #expect(lines.contains("souk_http_requests_total{route=\"/page/:file\",method=\"GET\",status=\"200\"} 1"))
            #expect(lines.contains("souk_http_requests_total{route=\"none\",method=\"GET\",status=\"404\"} 3"))
            #expect(lines.contains("souk_http_request_duration_seconds_bucket{route=\"/search\",method=\"GET\",le=\"+Inf\"} 3"))
            #expect(lines.contains("souk_search_duration_seconds_count 2"))
            #expect(lines.contains("souk_index_documents \(Shop.documentCount)"))
            #expect(lines.contains { $0.hasPrefix("process_resident_memory_bytes ") })
        }
    }

    @Test("each metric has its help and type once, before its samples")
    func metricsFormat() throws {
        let metrics = Metrics()
        metrics.record(.init(route: "/a", method: "GET"), status: 200, seconds: 0.003)
        metrics.record(.init(route: "/b\"\\\n", method: "GET"), status: 500, seconds: 3)
        var typed: Set<String> = []
        var family = ""
        for line in metrics.text(index: nil, generation: nil, waitingSearches: 0, load: Load(limit: 1)).split(separator: "\n") {
            let words = line.split(separator: " ")
            if line.hasPrefix("# TYPE") {
                family = String(words[2])
                #expect(typed.insert(family).inserted)
            } else if !line.hasPrefix("#") {
                #expect(line.hasPrefix(family))
                #expect(Double(words.last ?? "") != nil)
            }
        }
        #expect(typed.contains("souk_http_request_duration_seconds"))
    }
}
