/// A module's own database: a file under SQLite, a schema under PostgreSQL. One SQL text runs on both, with `$1`, `$2`, ... for
/// arguments.
///
/// Both run the body as if no other were at work: SQLite writes one at a time, PostgreSQL at the level `SERIALIZABLE`. For that
/// a body may be run again from its start when it collided with another, so it has no effect but on the database.
package protocol SQLDatabase: Sendable {
    /// Sees one state of the database, and changes nothing.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value

    /// Commits all that the body wrote, or, where it throws, nothing.
    @discardableResult
    func write<Value: Sendable>(
        _ isolation: Isolation, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value

    /// Rung after each commit of this process that was announced (`Transaction.announce`).
    var committed: CommitSignal { get }
}

/// How much of what others commit meanwhile a write may see. SQLite has one writer, so there it is the same.
package enum Isolation: Sendable {
    case serializable
    /// Each statement sees what is committed when it begins, and waits for rows that others have changed. For work that holds
    /// a lock, or whose every statement is right by itself: queues and leases, which would collide all the time otherwise.
    case readCommitted
}

extension SQLDatabase {
    @discardableResult
    package func write<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await write(.serializable, body)
    }
}

/// Tries a transaction again as its error allows, with pauses that grow from a few milliseconds and differ by chance, so that
/// two that collided do not collide again.
func retrying<Value: Sendable>(_ attempt: () async throws -> Value) async throws -> Value {
    let backoff = Backoff(first: .milliseconds(2), limit: .milliseconds(200))
    var tries = 0
    while true {
        tries += 1
        do {
            return try await attempt()
        } catch let error as SQLError where tries < error.triesLimit {
            try await Task.sleep(for: backoff.delay(afterFailures: tries))
        }
    }
}
