internal import Dispatch
internal import Foundation
internal import Glibc
internal import Platform
internal import Synchronization

/// Threads of their own for password hashes, each of which takes a processor and its memory for tens of milliseconds: neither
/// Swift's cooperative pool nor the threads of a database wait for one. What can't start at once waits in order, up to a limit,
/// so that a flood of logins costs no more than these threads and their memory; and they come after all others at the
/// processors, so that logins wait for searches and not searches for them.
final class PasswordThreads: Sendable {
    private typealias Job = @Sendable () -> Void

    /// What the threads share, apart from the object that ends them.
    private final class Line: Sendable {
        struct State {
            var jobs: [Job] = []
            /// Begun and waiting.
            var count = 0
            var begun = 0
        }
        let state = Mutex(State())
        let ready = DispatchSemaphore(value: 0)

        /// Nil at the end.
        func next() -> Job? {
            ready.wait()
            return state.withLock { state in
                guard !state.jobs.isEmpty else { return nil }
                state.begun += 1
                return state.jobs.removeFirst()
            }
        }
    }

    private let line = Line()
    private let limit: Int
    private let count: Int

    /// Of Linux's levels from -20 to 19, each of which gets some 20 % less than the one before it.
    private static let niceness: Int32 = 15

    init(count: Int, waitingLimit: Int) {
        self.count = max(1, count)
        limit = self.count + waitingLimit
        for _ in 0..<self.count {
            Thread.detachNewThread { [line] in
                // Of the calling thread alone, as Linux has it.
                setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.niceness)
                while let job = line.next() { job() }
            }
        }
    }

    deinit {
        for _ in 0..<count { line.ready.signal() }
    }

    /// How many jobs were ever taken: by it a test sees that hashing was not skipped.
    var begun: Int { line.state.withLock { $0.begun } }

    func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let isTaken = line.state.withLock { [line, limit] state in
                guard state.count < limit else { return false }
                state.count += 1
                state.jobs.append {
                    let result = Result { try body() }
                    line.state.withLock { $0.count -= 1 }
                    continuation.resume(with: result)
                }
                return true
            }
            if isTaken { return _ = line.ready.signal() }
            continuation.resume(throwing: Refusal(
                .unavailable, code: "too_many_logins", detail: "too many passwords are being checked, try again shortly",
                retryAfter: .seconds(2)))
        }
    }
}
