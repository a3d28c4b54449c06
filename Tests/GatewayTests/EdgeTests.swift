import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Platform
import Search
import Synchronization
import TestDatabases
import Testing

@testable import Gateway

@Suite("The edge of the server")
struct EdgeTests {
    // MARK: limits

    /// Tokens that drip into a bucket, counted one by one.
    private struct NaiveBucket {
        let limit: RateLimit
        var tokens: Double
        var lookedAt: Int64 = 0

        mutating func take(at now: Int64) -> Bool {
            tokens = min(Double(limit.burst), tokens + Double(now - lookedAt) * Double(limit.perMinute) / 60e6)
            lookedAt = now
            // What is due at this very moment counts, however the sum was rounded.
            guard tokens >= 1 - 1e-6 else { return false }
            tokens -= 1
            return true
        }
    }

    @Test("allow what a bucket of tokens allows, each subject for itself, and tell when the next request is")
    func buckets() {
        var dice = Chance("token buckets")
        for _ in 0..<200 {
            let limit = RateLimit(perMinute: [1, 6, 60, 600, 6000].randomElement(using: &dice)!, burst: Int.random(in: 1...20, using: &dice))
            let clock = SetClock(Timestamp(microseconds: 1_000_000_000))
            let buckets = TokenBuckets(clock: clock.clock)
            var naive = ["a", "b"].reduce(into: [:]) { $0[$1] = NaiveBucket(limit: limit, tokens: Double(limit.burst), lookedAt: 1_000_000_000) }
            for _ in 0..<200 {
                let now = clock.clock.now().microseconds
                let subject = Bool.random(using: &dice) ? "a" : "b"
                let verdict = buckets.take(subject, limit)
                let expected = naive[subject]?.take(at: now)
                #expect(verdict.isAllowed == expected)
                #expect((0..<limit.burst).contains(verdict.remaining) || !verdict.isAllowed && verdict.remaining == 0)
                if !verdict.isAllowed, Bool.random(using: &dice) {
                    clock.advance(by: verdict.untilNext)
                } else if Bool.random(using: &dice) {
                    clock.advance(by: .microseconds(Int64.random(in: 0...Int64(120_000_000 / limit.perMinute), using: &dice)))
                }
            }
        }
    }

    @Test("forget subjects whose bucket is full again, so that made-up names fill no memory")
    func forgetting() {
        let clock = SetClock()
        let buckets = TokenBuckets(clock: clock.clock)
        for i in 0..<20_000 {
            _ = buckets.take("stranger \(i)", RateLimit(perMinute: 60))
            clock.advance(by: .milliseconds(10))
        }
        #expect(buckets.count < 9000)
    }

    @Test("a caller over the limit is told so, and when to come again; health is asked all the same")
    func limited() async throws {
        try await withShop(change: { $0.addressLimit = RateLimit(perMinute: 6, burst: 2) }) { client in
            for remaining in ["1", "0"] {
                let response = try await client.execute(uri: "/search?q=bolt", method: .get)
                #expect(response.status == .ok)
                #expect(response.headers[.rateLimitLimit] == "2")
                #expect(response.headers[.rateLimitRemaining] == remaining)
            }
            let refused = try await client.execute(uri: "/search?q=bolt", method: .get)
            #expect(refused.status == .tooManyRequests)
            #expect(refused.headers[.retryAfter].flatMap { Int($0) }.map { (1...10).contains($0) } == true)
            let problem = try refused.json()
            #expect(problem.at("code")?.string == "too_many_requests")
            #expect(try await client.execute(uri: "/health", method: .get).status == .ok)
        }
    }

    @Test("past the limit of requests at once, and with memory full, requests are refused before they cost anything")
    func shedding() throws {
        let load = Load(limit: 2, isMemoryFull: { false })
        try load.enter()
        try load.enter()
        #expect(throws: Overloaded.self) { try load.enter() }
        #expect(load.count == 2 && load.shedCount == 1)
        load.leave()
        try load.enter()
        let full = Load(limit: 2, isMemoryFull: { true })
        #expect(throws: Overloaded.self) { try full.enter() }
    }

    // MARK: compression

    @Test("long text goes out gzipped to who takes it, and is the same text")
    func gzip() async throws {
        try await withShop { client in
            // One is long enough to be done on another thread.
            var lengths: [Int] = []
            for path in ["/page/base.css", "/openapi.json"] {
                let plain = try await client.execute(uri: path, method: .get)
                #expect(plain.headers[.contentEncoding] == nil)
                #expect(plain.headers[values: .vary].contains("Accept-Encoding"))
                let packed = try await client.execute(uri: path, method: .get, headers: [.acceptEncoding: "br;q=1.0, gzip;q=0.8"])
                #expect(packed.headers[.contentEncoding] == "gzip")
                #expect(packed.body.readableBytes < plain.body.readableBytes / 2)
                let unpacked = try decompressed(Array(packed.body.readableBytesView), by: Gzip(), upTo: 1 << 24)
                #expect(unpacked == Array(plain.body.readableBytesView))
                lengths.append(unpacked.count)
            }
            #expect(lengths[0] < Compressing.mostBytesOnLoop && lengths[1] > Compressing.mostBytesOnLoop)
            let short = try await client.execute(uri: "/ready", method: .get, headers: [.acceptEncoding: "gzip"])
            #expect(short.headers[.contentEncoding] == nil)
        }
        #expect(!Compressing.takesGzip(["gzip;q=0"]) && !Compressing.takesGzip(["*", "gzip;q=0.0"]) && !Compressing.takesGzip([]))
        #expect(Compressing.takesGzip(["deflate, *;q=0.1"]))
    }

    @Test("a body may come gzipped; one that unpacks to too much, or is broken, is refused")
    func packedBodies() async throws {
        try await withShop(change: { $0.bodyLimitBytes = 1 << 16 }) { client in
            func post(_ bytes: [UInt8], _ encoding: String) async throws -> TestResponse {
                try await client.execute(
                    uri: "/search", method: .post, headers: [.contentEncoding: encoding, .contentType: "application/json"],
                    body: ByteBuffer(bytes: bytes))
            }
            let body = gzipped(Array(#"{"q": "bolt"}"#.utf8))
            let found = try await post(body, "gzip").json()
            #expect(found.at("total", "value")?.int == 45)
            #expect(try await post(Array(body.dropLast()), "gzip").status == .badRequest)
            #expect(try await post(Array("no gzip".utf8), "gzip").status == .badRequest)
            #expect(try await post(body, "br").status == .unsupportedMediaType)
            let bomb = gzipped([UInt8](repeating: 0x20, count: 10_000_000))
            #expect(bomb.count < 1 << 16)
            #expect(try await post(bomb, "gzip").status == .contentTooLarge)
        }
    }

    // MARK: who asks

    @Test("behind a trusted proxy the caller is the last address that no trusted proxy has; others can say what they like")
    func forwarded() {
        let addresses = ClientAddress(trustedProxies: ["10.0.0.1", "10.0.0.2"])
        func address(_ peer: String?, _ forwarded: String?) -> String {
            var request = HTTPRequest(method: .get, scheme: "http", authority: "x", path: "/")
            request.headerFields[.forwardedFor] = forwarded
            return addresses.of(Request(head: request, body: .init(buffer: ByteBuffer())), peer: peer)
        }
        #expect(address("192.0.2.7", "198.51.100.1") == "192.0.2.7")
        #expect(address("10.0.0.1", "203.0.113.9, 198.51.100.1, 10.0.0.2") == "198.51.100.1")
        #expect(address("10.0.0.1", "203.0.113.9, made up") == "203.0.113.9")
        #expect(address("10.0.0.1", nil) == "10.0.0.1")
        #expect(address(nil, "203.0.113.9") == "unknown")
    }

    @Test("a log line is JSON with what was said, and without secrets")
    func logLines() throws {
        let lines = Mutex<[[UInt8]]>([])
        var logger = Logger(label: "souk") { label in JSONLogHandler(label: label) { line in lines.withLock { $0.append(line) } } }
        logger[metadataKey: "node"] = "a\n\"b\""
        logger.warning("refused", metadata: ["requestId": "7", "refreshToken": "geheim", "Authorization": "Bearer geheim"])
        let line = try #require(lines.withLock { $0 }.first)
        #expect(line.last == 0x0A && line.count { $0 == 0x0A } == 1)
        let value = try JSONValue(parsing: Array(line.dropLast()))
        #expect(value.at("level")?.string == "warning")
        #expect(value.at("node")?.string == "a\n\"b\"")
        #expect(value.at("requestId")?.string == "7")
        #expect(!String(decoding: line, as: UTF8.self).contains("geheim"))
    }
}
