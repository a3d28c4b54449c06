internal import Dispatch
internal import Synchronization

/// One connection with the thread that waits for it: libpq blocks, and the threads of Swift's pool must not.
final class PostgresSession: SQLSession, @unchecked Sendable {  // `link` and `prepared` are touched on `queue` only
    private let queue: DispatchQueue
    private let link: PostgresLink
    private let canceller: PostgresCanceller?
    private var prepared: [String: String] = [:]
    /// A program has some hundred statements; more are made by programs that build SQL from values, and must not fill the server.
    private static let preparedLimit = 500

    private struct Work {
        var number: UInt64 = 0
        var isRunning = false
        var isCancelled = false
    }

    private let work = Mutex(Work())

    private init(queue: DispatchQueue, link: PostgresLink) {
        self.queue = queue
        self.link = link
        canceller = link.makeCanceller()
    }

    static func open(_ settings: PostgresSettings) async throws -> PostgresSession {
        let queue = DispatchQueue(label: "souk.postgres")
        return try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(with: Result {
                    let link = try PostgresLink(address: settings.address)
                    try link.command(settings.preamble)
                    return PostgresSession(queue: queue, link: link)
                })
            }
        }
    }

    /// Whether the server still answers.
    func isHealthy() async -> Bool {
        await withCheckedContinuation { continuation in
            queue.async {
                do {
                    try self.link.command("SELECT 1")
                    continuation.resume(returning: true)
                } catch {
                    continuation.resume(returning: false)
                }
            }
        }
    }

    /// What came of a transaction, and whether the connection is good for another.
    struct Outcome<Value: Sendable>: Sendable {
        let result: Result<(value: Value, isAnnounced: Bool), any Error>
        let isReusable: Bool
    }

    func transact<Value: Sendable>(
        _ begin: String, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async -> Outcome<Value> {
        let number = work.withLock { work in
            work.number += 1
            work.isRunning = true
            work.isCancelled = false
            return work.number
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async { continuation.resume(returning: self.transactBlocking(begin, body)) }
            }
        } onCancel: {
            // Asking takes a connection of its own, so it has a thread of its own too.
            DispatchQueue.global().async { self.cancel(number) }
        }
    }

    private func transactBlocking<Value>(_ begin: String, _ body: (Transaction) throws -> Value) -> Outcome<Value> {
        let result = Result { try commit(begin, body) }
        let wasCancelled = work.withLock { work in
            work.isRunning = false
            return work.isCancelled
        }
        // A request to cancel may arrive late and would hit who comes next.
        guard wasCancelled else { return Outcome(result: result, isReusable: link.isAlive) }
        if case .failure(let error as SQLError) = result, error.kind == .timeout {
            return Outcome(result: .failure(CancellationError()), isReusable: false)
        }
        return Outcome(result: result, isReusable: false)
    }

    private func commit<Value>(_ begin: String, _ body: (Transaction) throws -> Value) throws -> (value: Value, isAnnounced: Bool) {
        try link.command(begin)
        let transaction = Transaction(self)
        let value: Value
        do {
            value = try transaction.run(body)
        } catch {
            // Where this fails the connection is gone, and the server rolls back by itself.
            try? link.command("ROLLBACK")
            throw error
        }
        do {
            try link.command("COMMIT")
        } catch {
            guard error.kind == .connectionLost else { throw error }
            throw SQLError(.commitUnknown, code: error.code, error.message, sql: error.sql)
        }
        return (value, transaction.isAnnounced)
    }

    private func cancel(_ number: UInt64) {
        work.withLock { work in
            guard work.isRunning, work.number == number else { return }
            work.isCancelled = true
            canceller?.cancel()
        }
    }

    func run(_ sql: String, _ arguments: [SQLValue]) throws(SQLError) -> (rows: [Row], changes: Int) {
        let wasPrepared = prepared[sql] != nil
        do {
            return try link.run(try name(of: sql), arguments.map(\.postgresText), sql: sql)
        } catch {
            // Of a statement that ran before: its table changed meanwhile. It is prepared anew in the next try.
            guard error.code == "0A000", wasPrepared else { throw error }
            prepared[sql] = nil
            throw SQLError(.conflict, code: error.code, error.message, sql: sql)
        }
    }

    private var nextName = 0

    private func name(of sql: String) throws(SQLError) -> String {
        if let name = prepared[sql] { return name }
        if prepared.count >= Self.preparedLimit {
            try link.command("DEALLOCATE ALL")
            prepared = [:]
        }
        nextName += 1
        let name = "s\(nextName)"
        try link.prepare(name, sql)
        prepared[sql] = name
        return name
    }

    func script(_ sql: String) throws(SQLError) { try link.command(postgresSpelling(of: sql)) }

    /// Whoever takes such a lock does something long and rare, so the limit for statements is lifted until it is done.
    func lock(_ name: String) throws(SQLError) {
        try link.command("SET LOCAL statement_timeout TO 0")
        _ = try run("SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '/' || $1, 0))", [.text(name)])
    }
}
