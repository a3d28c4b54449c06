import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// Connections of HTTP/1.1 whose tasks run on the event loop that reads and writes them. On the cooperative pool, where they
/// would run else, each part of a request is a hop from the loop to the pool, and each answer one back.
///
/// Handlers thus must not block, or the other connections of their loop wait with them; what is long goes to `SearchThreads`.
struct LoopConnections: ServerChildChannel {
    private let http: HTTP1Channel

    /// - Parameter idleTimeout: a connection on which nothing comes for so long is closed: also one whose caller sends a request
    ///   byte by byte, and stops.
    init(responder: @escaping HTTPChannelHandler.Responder, idleTimeout: Duration) {
        http = HTTP1Channel(responder: responder, configuration: .init(idleTimeout: TimeAmount(idleTimeout)))
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        http.setup(channel: channel, logger: logger)
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await withTaskExecutorPreference(LoopExecutor(loop: value.channel.eventLoop)) {
            await http.handle(value: value, logger: logger)
        }
    }
}

/// Runs tasks on an event loop.
private final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(loop: any EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

/// The other end of a connection.
struct Peer: Sendable {
    private let socket: SocketAddress?

    init(of source: ApplicationRequestContextSource) { socket = source.channel.remoteAddress }

    /// Nil where the connection has none, as in tests.
    var address: String? { socket?.ipAddress }

    /// Only what is an address is taken for one: it goes into logs, and names a bucket.
    static func isAddress(_ text: String) -> Bool { (try? SocketAddress(ipAddress: text, port: 0)) != nil }
}
