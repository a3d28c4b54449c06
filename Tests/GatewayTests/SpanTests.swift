import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Platform
import Search
import TestDatabases
import Testing
import Users

@testable import Gateway

@Suite("Spans of requests")
struct SpanTests {
    private static let trace = "0af7651916cd43dd8448eb211c80319c"
    private static let parent = "b7ad6b7169203331"

    private static func settings(_ addresses: [String]) -> TraceSettings {
        var settings = TraceSettings(endpoints: addresses)
        settings.batch = 4
        settings.interval = .milliseconds(30)
        settings.callTimeout = .milliseconds(300)
        settings.flushTimeout = .milliseconds(600)
        settings.breaker.failureThreshold = 2
        return settings
    }

    private func serve(
        _ settings: TraceSettings, isEmpty: Bool = false, _ body: @Sendable (any TestClientProtocol, SpanExport) async throws -> Void
    ) async throws {
        let shop = Shop()
        defer { shop.remove() }
        try shop.build()
        var all = shop.settings()
        all.tracing = settings
        all.refreshInterval = .seconds(3600)
        let server = Server(settings: all, index: isEmpty ? nil : try Index.open(shop.path), logger: quietLogger)
        let spans = try #require(server.spans)
        try await server.application().test(.live) { client in try await body(client, spans) }
    }

    /// Looks until it is so, for ten seconds.
    private func eventually(_ isSo: () async throws -> Bool) async throws -> Bool {
        for _ in 0..<1000 {
            if try await isSo() { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }

    @Test("each names its trace, parent, times and outcome as OpenTelemetry has it, and nothing of what was asked; the end sends the rest")
    func anatomy() async throws {
        try await Collector.run { collector, address in
            var settings = Self.settings([address])
            // Only the end of the server sends.
            settings.batch = 512
            settings.interval = .seconds(3600)
            let before = WallClock.system.now().microseconds * 1000
            try await serve(settings) { client, _ in
                let headers: HTTPFields = [.traceparent: "00-\(Self.trace)-\(Self.parent)-01", .tracestate: "rojo=1", .requestID: "r-1"]
                let found = try await client.execute(uri: "/search?q=geheim", method: .get, headers: headers)
                #expect(found.status == .ok && found.headers[.traceparent] == nil)
                #expect(try await client.execute(uri: "/nowhere/geheim", method: .get).status == .notFound)
                #expect(try await client.execute(uri: "/health", method: .get).status == .ok)
                #expect(collector.calls == 0)
            }
            let after = WallClock.system.now().microseconds * 1000
            let spans = collector.spans
            #expect(spans.map { $0["name"]?.string } == ["queue", "search", "GET /search", "GET"])
            let server = try #require(spans.first { $0["name"]?.string == "GET /search" })
            #expect(server["traceId"]?.string == Self.trace && server["parentSpanId"]?.string == Self.parent)
            #expect(server["traceState"]?.string == "rojo=1" && server["kind"]?.int == 2 && server["flags"]?.int == 0x301)
            for (name, value) in [
                ("http.request.method", "GET"), ("http.route", "/search"), ("http.response.status_code", "200"), ("url.path", "/search"),
                ("url.scheme", "http"), ("server.address", "localhost"), ("souk.request.id", "r-1"),
            ] { #expect(server.attribute(name)?.string == value, "\(name)") }
            for child in spans.prefix(2) {
                #expect(child["traceId"]?.string == Self.trace && child["parentSpanId"] == server["spanId"] && child["kind"]?.int == 1)
                #expect(child["flags"]?.int == 0x101)
            }
            let ids = spans.compactMap { $0["spanId"]?.string }
            #expect(Set(ids).count == 4 && ids.allSatisfy { $0.count == 16 && UInt64($0, radix: 16) ?? 0 > 0 })
            func time(_ span: JSONValue, _ name: String) -> Int { span[name]?.string.flatMap { Int($0) } ?? 0 }
            for span in spans {
                #expect(before <= time(span, "startTimeUnixNano") && time(span, "startTimeUnixNano") <= time(span, "endTimeUnixNano"))
                #expect(time(span, "endTimeUnixNano") <= after + 1_000_000)
            }
            #expect(time(spans[0], "endTimeUnixNano") <= time(spans[1], "startTimeUnixNano") + 1000)
            #expect(time(spans[1], "endTimeUnixNano") <= time(server, "endTimeUnixNano"))
            let nowhere = spans[3]
            #expect(nowhere["parentSpanId"] == nil && nowhere["traceId"]?.string != Self.trace && nowhere.attribute("url.path") == nil)
            let resource = try #require(collector.bodies.first?.at("resourceSpans", 0, "resource"))
            #expect(resource.attribute("service.name")?.string == "souk" && resource.attribute("service.instance.id") != nil)
            #expect(!collector.bodies.contains { "\($0)".contains("geheim") })
        }
    }

    @Test("traces that a caller does not keep are not sent, and of others the ratio is")
    func sampled() async throws {
        try await Collector.run { collector, address in
            var settings = Self.settings([address])
            settings.ratio = 0
            try await serve(settings) { client, _ in
                for flags in ["00", "01"] {
                    let headers: HTTPFields = [.traceparent: "00-\(Self.trace)-\(Self.parent)-\(flags)"]
                    _ = try await client.execute(uri: "/ready", method: .get, headers: headers)
                }
                _ = try await client.execute(uri: "/search?q=bolt", method: .get)
            }
            #expect(collector.spans.map { $0["name"]?.string } == ["GET /ready"])
        }
    }

    @Test("what the server could not do is a failure of its span, what it refuses is none, and an odd method gives no name")
    func failures() async throws {
        try await Collector.run { collector, address in
            try await serve(Self.settings([address])) { client, _ in
                _ = try await client.execute(uri: "/search", method: .init("LOCK")!)
                _ = try await client.execute(uri: "/search?limit=x", method: .get)
            }
            let spans = collector.spans.filter { $0["kind"]?.int == 2 }
            #expect(spans.map { $0["name"]?.string } == ["HTTP /search", "GET /search"])
            #expect(spans[0].attribute("http.request.method")?.string == "_OTHER")
            #expect(spans.map { $0.attribute("http.response.status_code")?.string } == ["405", "400"])
            #expect(spans.allSatisfy { $0.at("status", "code") == nil })
            try await serve(Self.settings([address]), isEmpty: true) { client, _ in
                _ = try await client.execute(uri: "/search?q=bolt", method: .get)
            }
            let failed = try #require(collector.spans.last)
            #expect(failed.at("status", "code")?.int == 2 && failed.attribute("error.type")?.string == "503")
        }
    }

    enum Trouble: CaseIterable { case refuses, hangs, fails, overloaded }

    @Test("a collector in trouble harms no request: its circuit opens, and what finds no room is dropped and counted", arguments: Trouble.allCases)
    func trouble(kind: Trouble) async throws {
        let manner: Collector.Manner = switch kind {
        case .hangs: .hangs
        case .fails: .answers(500)
        case .refuses, .overloaded: .answers(503)
        }
        let closed = try await Collector.closedAddress()
        try await Collector.run(manner) { collector, open in
            let address = kind == .refuses ? closed : open
            var settings = Self.settings([address])
            settings.queueLimit = 20
            let begun = ContinuousClock.now
            try await serve(settings) { client, spans in
                func search() async throws {
                    let start = ContinuousClock.now
                    #expect(try await client.execute(uri: "/search?q=bolt", method: .get).status == .ok)
                    #expect(start.duration(to: .now) < .seconds(10))
                }
                let isOpen = try await eventually {
                    try await search()
                    if case .open = spans.circuits[0].state { return true }
                    return false
                }
                #expect(isOpen)
                for _ in 0..<20 { try await search() }
                #expect(spans.tracer.queue.dropped > 0 && spans.tracer.queue.count == 20)
                #expect(spans.counts.sent == 0 && spans.counts.failedCalls >= 2)
                #expect(kind == .fails ? spans.counts.refused > 0 : spans.counts.refused == 0)
                let calls = collector.calls
                let health = try await client.execute(uri: "/health", method: .get)
                let check = try health.json()["checks"]?.array?.first { $0["name"]?.string == "trace collector 1" }
                #expect(health.status == .ok && check?["status"]?.string == "warn")
                #expect(check?["detail"]?.string?.contains("open") == true && collector.calls == calls)
                let lines = Set(try await client.execute(uri: "/metrics", method: .get).text.split(separator: "\n").map(String.init))
                #expect(lines.contains("souk_trace_circuit_state{collector=\"1\",state=\"open\"} 1"))
                #expect(lines.contains("souk_trace_spans_sent_total 0") && lines.contains("souk_trace_spans_waiting 20"))
                #expect(!lines.contains("souk_trace_spans_dropped_total{reason=\"queue_full\"} 0"))
            }
            #expect(begun.duration(to: .now) < .seconds(60))
        }
    }

    @Test("what a collector could not take just now it gets later, each span once; the next one is asked before that")
    func again() async throws {
        for manners in [[Collector.Manner.failsFirst(times: 1, status: 503)], [.answers(503), .takes], [.takesBut(1)]] {
            try await Collector.run(manners[0]) { first, address in
                try await Collector.run { second, other in
                    try await serve(Self.settings(manners.count == 2 ? [address, other] : [address])) { client, spans in
                        for _ in 0..<4 { _ = try await client.execute(uri: "/page/main.js", method: .get) }
                        #expect(try await eventually { spans.tracer.queue.count == 0 })
                        let rejected = manners[0] == .takesBut(1) ? first.calls : 0
                        #expect(spans.counts.sent == 4 - rejected && spans.counts.refused == rejected)
                    }
                    let taken = first.spans + second.spans
                    #expect(taken.count == 4 && Set(taken.compactMap { $0["spanId"]?.string }).count == 4)
                }
            }
        }
    }

    @Test("transactions are spans, and events name the trace of the request that made them happen", arguments: Driver.available)
    func events(driver: Driver) async throws {
        try await Collector.run { collector, address in
            for isTraced in [true, false] {
                try await withOffice(driver, change: { $0.tracing = isTraced ? Self.settings([address]) : nil }) { office in
                    let body = #"{"email": "ann@example.com", "password": "\#(Office.password)", "name": "Ann"}"#
                    let header: HTTPFields = [.traceparent: "00-\(Self.trace)-\(Self.parent)-01"]
                    #expect(try await office.send(.post, "/auth/register", body, header).status == .accepted)
                    await office.users.settle()
                    let traces = try await office.accounts.databases[0].database.read { transaction in
                        try transaction.rows("SELECT trace_id FROM events").map { row in try row["trace_id"] as String? }
                    }
                    #expect(traces.contains(Self.trace) && !traces.contains(nil))
                }
            }
            let spans = collector.spans
            let server = try #require(spans.first { $0["name"]?.string == "POST /auth/register" })
            let writes = spans.filter { $0["name"]?.string == "write users" }
            #expect(!writes.isEmpty && writes.allSatisfy { $0["kind"]?.int == 3 && $0["traceId"] == server["traceId"] })
            #expect(writes.contains { $0["parentSpanId"] == server["spanId"] })
            #expect(writes.allSatisfy { $0.attribute("db.system.name")?.string == (driver == .postgres ? "postgresql" : "sqlite") })
            #expect(!collector.bodies.contains { "\($0)".contains("ann") || "\($0)".contains(Office.password) })
        }
    }

    @Test("addresses of servers are shown as callers name them, where that is an address")
    func authorities() {
        #expect(Tracing.hostAndPort("shop.example:8443").map { "\($0.host) \($0.port ?? 0)" } == "shop.example 8443")
        #expect(Tracing.hostAndPort("[::1]").map { "\($0.host) \($0.port ?? 0)" } == "[::1] 0")
        #expect(Tracing.hostAndPort("[::1]:80")?.host == "[::1]")
        for odd in ["", ":80", "a:", "a:99999", "a b", "ä", "a/b", String(repeating: "a", count: 300)] {
            #expect(Tracing.hostAndPort(odd) == nil, "\(odd)")
        }
    }
}
