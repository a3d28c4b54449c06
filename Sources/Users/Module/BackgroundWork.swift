internal import Platform
internal import Synchronization

/// Work that answers nobody: mails, and looking up whether there is anybody to mail. It is done after the answer, so that the
/// answer takes the same time whoever is asked about. One after another, up to a limit that waits.
final class BackgroundWork: Sendable {
    typealias Job = @Sendable () async throws -> Void

    private struct State {
        var jobs: [Job] = []
        var isAtWork = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let limit: Int
    private let onFailure: @Sendable (any Error) -> Void

    init(limit: Int = 10_000, onFailure: @escaping @Sendable (any Error) -> Void) {
        self.limit = limit
        self.onFailure = onFailure
    }

    func report(_ error: any Error) { onFailure(error) }

    func add(_ job: @escaping Job) throws(Refusal) {
        let (isFull, isFirst) = state.withLock { state in
            guard state.jobs.count < limit else { return (true, false) }
            state.jobs.append(job)
            defer { state.isAtWork = true }
            return (false, !state.isAtWork)
        }
        if isFull {
            throw Refusal(.unavailable, code: "too_much_mail", detail: "too many mails are waiting, try again", retryAfter: .seconds(30))
        }
        if isFirst { Task { await work() } }
    }

    /// Returns when all that was added is done.
    func settle() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if !state.isAtWork { return true }
                state.waiters.append(continuation)
                return false
            }
            if isIdle { continuation.resume() }
        }
    }

    private func work() async {
        while let jobs = next() {
            for job in jobs {
                do { try await job() } catch { onFailure(error) }
            }
        }
    }

    private func next() -> [Job]? {
        let (jobs, waiters): ([Job]?, [CheckedContinuation<Void, Never>]) = state.withLock { state in
            guard state.jobs.isEmpty else {
                defer { state.jobs = [] }
                return (state.jobs, [])
            }
            defer { state.waiters = [] }
            state.isAtWork = false
            return (nil, state.waiters)
        }
        for waiter in waiters { waiter.resume() }
        return jobs
    }
}
