internal import Dispatch
internal import Platform
internal import Synchronization

/// Threads of their own for password hashes, each of which takes a processor and its memory for tens of milliseconds: neither
/// Swift's cooperative pool nor the threads of a database wait for one. What can't start at once waits in order, up to a limit,
/// so that a flood of logins costs no more than these threads and their memory.
final class PasswordThreads: Sendable {
    private typealias Job = @Sendable () -> Void

    private enum Step { case start(DispatchQueue), wait, refuse }

    private struct State {
        var idle: [DispatchQueue]
        var waiting: [Job] = []
        var begun = 0
    }

    private let state: Mutex<State>
    private let waitingLimit: Int

    init(count: Int, waitingLimit: Int) {
        self.waitingLimit = waitingLimit
        // A serial queue is a thread while it has work.
        state = Mutex(State(idle: (0..<max(1, count)).map { DispatchQueue(label: "souk.passwords.\($0)") }))
    }

    /// How many jobs were ever taken: by it a test sees that hashing was not skipped.
    var begun: Int { state.withLock { $0.begun } }

    func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let job: Job = { continuation.resume(with: Result { try body() }) }
            let step: Step = state.withLock { state in
                if let queue = state.idle.popLast() {
                    state.begun += 1
                    return .start(queue)
                }
                guard state.waiting.count < waitingLimit else { return .refuse }
                state.waiting.append(job)
                return .wait
            }
            switch step {
            case .start(let queue): start(job, on: queue)
            case .wait: break
            case .refuse:
                continuation.resume(throwing: Refusal(
                    .unavailable, code: "too_many_logins", detail: "too many passwords are being checked, try again shortly",
                    retryAfter: .seconds(2)))
            }
        }
    }

    private func start(_ job: @escaping Job, on queue: DispatchQueue) {
        queue.async {
            job()
            let next: Job? = self.state.withLock { state in
                guard !state.waiting.isEmpty else {
                    state.idle.append(queue)
                    return nil
                }
                state.begun += 1
                return state.waiting.removeFirst()
            }
            if let next { self.start(next, on: queue) }
        }
    }
}
