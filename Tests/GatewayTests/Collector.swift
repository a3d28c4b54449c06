import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Search
import Synchronization
import Testing

@testable import Gateway

/// A collector of spans that keeps what it gets, on a port of this machine.
final class Collector: Sendable {
    enum Manner: Sendable, Hashable {
        case takes
        /// Takes what it is sent but for so many spans.
        case takesBut(Int)
        case answers(Int)
        /// Fails with a status so many times, and is well then.
        case failsFirst(times: Int, status: Int)
        /// Never answers.
        case hangs
    }

    private struct State {
        var bodies: [JSONValue] = []
        var calls = 0
        var isReleased = false
    }

    private let manner: Manner
    private let state = Mutex(State())

    init(_ manner: Manner) { self.manner = manner }

    /// Spans of calls that were answered well, in the order they came.
    /// Each once: a batch whose answer came too late, as on a machine that is busy, is sent again, and collectors know spans by
    /// their ids.
    var spans: [JSONValue] {
        var ids: Set<String?> = []
        return state.withLock { $0.bodies }.flatMap { $0.at("resourceSpans", 0, "scopeSpans", 0, "spans")?.array ?? [] }
            .filter { ids.insert($0["spanId"]?.string).inserted }
    }
    var bodies: [JSONValue] { state.withLock { $0.bodies } }
    var calls: Int { state.withLock { $0.calls } }

    /// Runs `body` beside a collector, and gives it the address.
    static func run(_ manner: Manner = .takes, _ body: @Sendable (Collector, String) async throws -> Void) async throws {
        let collector = Collector(manner)
        let router = Router()
        router.post("/v1/traces") { request, _ in try await collector.answer(request) }
        try await Application(router: router, logger: quietLogger).test(.live) { client in
            defer { collector.state.withLock { $0.isReleased = true } }
            try await body(collector, "http://127.0.0.1:\(try #require(client.port))")
        }
    }

    /// One that nobody listens at.
    static func closedAddress() async throws -> String {
        let address = Mutex("")
        try await run { _, found in address.withLock { $0 = found } }
        return address.withLock { $0 }
    }

    private func answer(_ request: Request) async throws -> Response {
        #expect(request.headers[.contentType] == "application/json")
        let body = try JSONValue(parsing: Array(try await request.body.collect(upTo: 1 << 24).readableBytesView))
        let calls = state.withLock { state in
            state.calls += 1
            return state.calls
        }
        switch manner {
        case .answers(let status): return Response(status: .init(code: status))
        case .failsFirst(let times, let status) where calls <= times: return Response(status: .init(code: status))
        case .hangs:
            while !state.withLock({ $0.isReleased }) { try await Task.sleep(for: .milliseconds(5)) }
            return Response(status: .ok)
        case .takes, .takesBut, .failsFirst: break
        }
        state.withLock { $0.bodies.append(body) }
        guard case .takesBut(let rejected) = manner else { return Response(json: Array("{}".utf8)) }
        return Response(json: Array(#"{"partialSuccess": {"rejectedSpans": "\#(rejected)", "errorMessage": "some"}}"#.utf8))
    }
}

extension JSONValue {
    /// The attribute of a span, or of a resource.
    func attribute(_ name: String) -> JSONValue? {
        let value = self["attributes"]?.array?.first { $0["key"]?.string == name }?["value"]
        return value?["stringValue"] ?? value?["intValue"]
    }
}
