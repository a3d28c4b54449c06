import AsyncHTTPClient
import Logging
import NIOCore
import NIOHTTP1
import Platform
import Search
import ServiceLifecycle
import Synchronization

/// Sends spans to a collector, a batch at a time, for as long as the server runs. Requests only ever put spans into the queue:
/// nothing that a collector does or leaves undone reaches them.
///
/// A batch that no collector takes stays first in the queue and is tried again, unless a collector says that it is no good or failed
/// at it in a way that the protocol forbids to try again (OTLP, "Failures"): it is dropped and counted then.
final class SpanExport: Service {
    /// What became of spans, since the server began.
    struct Counts: Sendable, Equatable {
        var sent = 0
        /// The collector would not have them.
        var refused = 0
        /// The server ended before they were sent.
        var abandoned = 0
        /// Calls that went wrong.
        var failedCalls = 0
    }

    let tracer: Tracer
    private let settings: TraceSettings
    private let collectors: UpstreamPool
    private let counted = Mutex(Counts())
    private let isEnding = Atomic(false)
    private let logger: Logger
    private let instance = TimeOrderedIDs.shared.next()

    init(_ settings: TraceSettings, logger: Logger) {
        self.settings = settings
        self.logger = logger
        tracer = Tracer(ratio: settings.ratio, queue: SpanQueue(limit: settings.queueLimit, batch: settings.batch))
        collectors = UpstreamPool(settings.endpoints.map { Upstream($0) }, .roundRobin, breaker: settings.breaker)
    }

    var counts: Counts { counted.withLock { $0 } }
    /// Each collector with the state of its circuit.
    var circuits: [(upstream: Upstream, state: CircuitBreaker.State)] { collectors.circuits }

    func run() async throws {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = TimeAmount(min(settings.callTimeout, .seconds(2)))
        configuration.httpVersion = .http1Only
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        await withGracefulShutdownHandler {
            await sendUntilEnd(client)
        } onGracefulShutdown: {
            self.isEnding.store(true, ordering: .releasing)
            self.tracer.queue.full.ring()
        }
        await flush(client)
        try await client.shutdown()
    }

    private var isOver: Bool { isEnding.load(ordering: .acquiring) || Task.isCancelled }

    private func sendUntilEnd(_ client: HTTPClient) async {
        let queue = tracer.queue
        var failures = 0
        while !isOver {
            let heard = queue.full.rings
            if queue.count < settings.batch, !isOver { await queue.full.wait(after: heard, upTo: settings.interval, clock: .system) }
            guard !isOver, queue.count > 0 else { continue }
            failures = await sendFirst(client) ? 0 : failures + 1
            if failures > 0 { await pause(Backoff(first: .milliseconds(500), limit: .seconds(10)).delay(afterFailures: failures)) }
        }
    }

    /// Batches that fill up meanwhile do not end it; the end of the server does.
    private func pause(_ duration: Duration) async {
        let end = ContinuousClock.now + duration
        while !isOver, ContinuousClock.now < end {
            let heard = tracer.queue.full.rings
            if isOver { return }
            await tracer.queue.full.wait(after: heard, upTo: ContinuousClock.now.duration(to: end), clock: .system)
        }
    }

    /// Sends what is left as long as that goes well and the time allows.
    private func flush(_ client: HTTPClient) async {
        let end = ContinuousClock.now + settings.flushTimeout
        while tracer.queue.count > 0, ContinuousClock.now < end {
            guard await sendFirst(client, until: end) else { break }
        }
        let left = tracer.queue.count
        guard left > 0 else { return }
        tracer.queue.remove(left)
        counted.withLock { $0.abandoned += left }
        logger.warning("spans were not sent before the end", metadata: ["spans": "\(left)"])
    }

    /// False where the batch is to be tried again later.
    private func sendFirst(_ client: HTTPClient, until end: ContinuousClock.Instant? = nil) async -> Bool {
        let spans = tracer.queue.first()
        guard !spans.isEmpty else { return true }
        let body = ByteBuffer(bytes: TraceMessage.json(spans, instance: instance))
        do {
            let isFailure = { (error: any Error) in (error as? Refused)?.isOurs != true && !(error is CancellationError) }
            let refused = try await collectors.call(isFailure: isFailure) { collector in
                do { return try await send(body, to: collector, client, until: end) } catch {
                    counted.withLock { $0.failedCalls += 1 }
                    throw error
                }
            }
            tracer.queue.remove(spans.count)
            counted.withLock { counts in
                let refused = min(max(refused, 0), spans.count)
                counts.sent += spans.count - refused
                counts.refused += refused
            }
            return true
        } catch {
            guard let refusal = error as? Refused, !refusal.mayBeTriedAgain else {
                logger.debug("spans could not be sent", metadata: ["reason": "\(error)"])
                return false
            }
            tracer.queue.remove(spans.count)
            counted.withLock { $0.refused += spans.count }
            logger.debug("spans were refused", metadata: ["status": "\(refusal.status)"])
            return refusal.isOurs
        }
    }

    /// A collector answered with a status that is none of success.
    private struct Refused: Error {
        let status: Int
        /// What was sent is at fault, and the collector is well.
        var isOurs: Bool { (400..<500).contains(status) && status != 429 }
        var mayBeTriedAgain: Bool { [429, 502, 503, 504].contains(status) }
    }

    /// - Returns: how many of the spans the collector would not have ("partial success").
    private func send(
        _ body: ByteBuffer, to collector: Upstream, _ client: HTTPClient, until end: ContinuousClock.Instant?
    ) async throws -> Int {
        let root = collector.address.hasSuffix("/") ? String(collector.address.dropLast()) : collector.address
        var request = HTTPClientRequest(url: root + "/v1/traces")
        request.method = .POST
        request.headers = ["Content-Type": "application/json", "User-Agent": "souk"]
        request.body = .bytes(body)
        let left = end.map { max(ContinuousClock.now.duration(to: $0), .milliseconds(1)) } ?? settings.callTimeout
        let response = try await client.execute(request, timeout: TimeAmount(min(left, settings.callTimeout)))
        guard (200..<300).contains(response.status.code) else { throw Refused(status: Int(response.status.code)) }
        let answer = try await response.body.collect(upTo: 1 << 16)
        let reply = try? JSONValue(parsing: Array(answer.readableBytesView))
        let rejected = reply?["partialSuccess"]?["rejectedSpans"]
        return rejected?.int ?? rejected?.string.flatMap { Int($0) } ?? 0
    }
}
