internal import Synchronization

/// Connections that are kept. At most `limit` are open; who finds none waits in order, for as long as `waitLimit`.
final class PostgresPool: Sendable {
    private struct Idle {
        let session: PostgresSession
        var since: ContinuousClock.Instant
        var isSuspect = false
    }

    private enum Answer {
        case session(PostgresSession)
        /// The right to open a connection.
        case place
    }

    private struct State {
        var idle: [Idle] = []
        var openCount = 0
        var waiters: [(number: UInt64, continuation: CheckedContinuation<Answer, any Error>)] = []
        var nextWaiter: UInt64 = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    private let settings: PostgresSettings

    /// A connection that rested this long may have been cut by something between here and the server.
    private static let restLimit = Duration.seconds(30)

    init(settings: PostgresSettings) { self.settings = settings }

    func take() async throws -> PostgresSession {
        let taken: (idle: Idle?, answer: Answer?) = try state.withLock { state throws(SQLError) in
            if state.isClosed { throw SQLError(.other, "the database is closed") }
            // The last one first, so that those that are not needed rest.
            if let idle = state.idle.popLast() { return (idle, nil) }
            guard state.openCount < settings.connectionLimit else { return (nil, nil) }
            state.openCount += 1
            return (nil, .place)
        }
        if let idle = taken.idle {
            let isRested = idle.isSuspect || idle.since.duration(to: .now) > Self.restLimit
            if !isRested { return idle.session }
            if await idle.session.isHealthy() { return idle.session }
            return try await open()
        }
        // Told apart by hand, since `??` can't wait.
        let answer = if let given = taken.answer { given } else { try await wait() }
        switch answer {
        case .session(let session): return session
        case .place: return try await open()
        }
    }

    /// Gives a connection back, or its place where it is of no more use.
    func give(_ session: PostgresSession, isReusable: Bool) {
        let waiter = state.withLock { state -> CheckedContinuation<Answer, any Error>? in
            if !isReusable {
                // What cut this one may have cut the others.
                for i in state.idle.indices { state.idle[i].isSuspect = true }
            }
            if !state.waiters.isEmpty, !state.isClosed { return state.waiters.removeFirst().continuation }
            if isReusable, !state.isClosed {
                state.idle.append(Idle(session: session, since: .now))
            } else {
                state.openCount -= 1
            }
            return nil
        }
        waiter?.resume(returning: isReusable ? .session(session) : .place)
    }

    /// Connections that are in use are closed when they are given back.
    func close() {
        let waiters = state.withLock { state in
            defer {
                state.isClosed = true
                state.openCount -= state.idle.count
                state.idle = []
                state.waiters = []
            }
            return state.waiters.map(\.continuation)
        }
        for waiter in waiters { waiter.resume(throwing: SQLError(.other, "the database is closed")) }
    }

    private func open() async throws -> PostgresSession {
        do {
            return try await PostgresSession.open(settings)
        } catch {
            let waiter = state.withLock { state -> CheckedContinuation<Answer, any Error>? in
                if !state.waiters.isEmpty { return state.waiters.removeFirst().continuation }
                state.openCount -= 1
                return nil
            }
            waiter?.resume(returning: .place)
            throw error
        }
    }

    private func wait() async throws -> Answer {
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        let alarm = Task { [limit = settings.waitLimit] in
            try await Task.sleep(for: limit)
            self.giveUp(number, SQLError(.busy, "no connection came free within \(limit)"))
        }
        defer { alarm.cancel() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let error = state.withLock { state -> (any Error)? in
                    if Task.isCancelled { return CancellationError() }
                    if state.isClosed { return SQLError(.other, "the database is closed") }
                    guard state.waiters.count < settings.waiterLimit else {
                        return SQLError(.busy, "\(settings.waiterLimit) wait for a connection already")
                    }
                    state.waiters.append((number, continuation))
                    return nil
                }
                if let error { continuation.resume(throwing: error) }
            }
        } onCancel: {
            giveUp(number, CancellationError())
        }
    }

    private func giveUp(_ number: UInt64, _ error: any Error) {
        let waiter = state.withLock { state in
            state.waiters.firstIndex { $0.number == number }.map { state.waiters.remove(at: $0).continuation }
        }
        waiter?.resume(throwing: error)
    }
}
