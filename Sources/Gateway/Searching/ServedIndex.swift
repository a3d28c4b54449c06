import Logging
import Search
import ServiceLifecycle
import Synchronization

/// The index that the routes read: open, or not there yet. Whatever goes wrong while looking for a later commit, the
/// snapshot at hand stays in use.
final class ServedIndex: Sendable {
    /// There is nothing to search yet.
    struct NotReady: Error {}

    private struct State {
        var index: Index?
        var failure: String?
    }

    let path: String
    private let state: Mutex<State>

    init(path: String, index: Index?) {
        self.path = path
        state = Mutex(State(index: index))
    }

    /// The newest commit known. - Throws: `NotReady`.
    func snapshot() throws -> Snapshot {
        guard let index = state.withLock({ $0.index }) else { throw NotReady() }
        return index.snapshot
    }

    /// Why the last look for a later commit failed; nil where it went well.
    var failure: String? { state.withLock { $0.failure } }

    /// Opens the index, or takes over a later commit. Blocks; call it on a thread that may.
    /// - Returns: the failure, the first time it is seen.
    func refresh() -> String? {
        let open = state.withLock { $0.index }
        var index = open
        var failure: String?
        do {
            if let open { _ = try open.refresh() } else { index = try Index.open(path) }
        } catch {
            failure = "\(error)"
        }
        return state.withLock { state in
            defer { state.failure = failure }
            if state.index == nil { state.index = index }
            return failure == state.failure ? nil : failure
        }
    }
}

/// Looks for later commits for as long as the server runs.
struct Refreshing: Service {
    let served: ServedIndex
    let threads: SearchThreads
    let interval: Duration
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: interval)
                // A full queue is no news: the next turn comes soon.
                guard let failure = try? await threads.run({ served.refresh() }) else { continue }
                logger.error("no newer commit taken over", metadata: ["index": "\(served.path)", "reason": "\(failure)"])
            }
        }
    }
}
