import Dispatch
import Search
import Synchronization

/// Threads of their own for searches, so that neither the event loops nor Swift's cooperative pool wait for one: a slow
/// query holds up other searches at most, never `/health`. What can't start at once waits in order, up to a limit.
final class SearchThreads: Sendable {
    /// The queue is full, or closed: come again later.
    struct Overload: Error {}

    private struct Queue {
        var jobs: [@Sendable () -> Void] = []
        /// Jobs before this place are taken; the array is cut now and then instead of shifted each time.
        var next = 0
        var isClosed = false

        var waiting: Int { jobs.count - next }

        mutating func take() -> (@Sendable () -> Void)? {
            guard next < jobs.count else { return nil }
            let job = jobs[next]
            next += 1
            if next == jobs.count || next >= 1024 {
                jobs.removeFirst(next)
                next = 0
            }
            return job
        }
    }

    private let queue = Mutex(Queue())
    private let signal = DispatchSemaphore(value: 0)
    private let threadCount: Int
    private let queueLimit: Int

    init(count: Int, queueLimit: Int) {
        threadCount = max(1, count)
        self.queueLimit = max(1, queueLimit)
        for _ in 0..<threadCount { spawnThread { [self] in work() } }
    }

    /// Searches that have not begun.
    var waiting: Int { queue.withLock { $0.waiting } }

    /// - Throws: `Overload` where too many wait already, else what `body` throws.
    func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            let isTaken = queue.withLock { queue in
                guard !queue.isClosed, queue.waiting < queueLimit else { return false }
                queue.jobs.append { continuation.resume(with: Swift.Result { try body() }) }
                return true
            }
            if isTaken { signal.signal() } else { continuation.resume(throwing: Overload()) }
        }
    }

    /// Takes no more, finishes what waits, ends the threads.
    func close() {
        queue.withLock { $0.isClosed = true }
        for _ in 0..<threadCount { signal.signal() }
    }

    private func work() {
        while true {
            signal.wait()
            let (job, isClosed) = queue.withLock { ($0.take(), $0.isClosed) }
            if let job { job() } else if isClosed { return }
        }
    }
}
