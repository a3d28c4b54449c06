package struct PostgresSettings: Sendable {
    /// `postgres://user:password@host:port/database`, or what else libpq takes. It may hold a secret, so it is never shown.
    package let address: String
    /// Lower-case letters, digits and `_`.
    package let schema: String
    package var connectionLimit = 8
    package var waitLimit: Duration = .seconds(10)
    package var waiterLimit = 1000
    package var statementLimit: Duration = .seconds(30)

    package init(address: String, schema: String) {
        self.address = address
        self.schema = schema
    }

    /// What each connection is told first.
    var preamble: String {
        let limit = max(1, statementLimit.microsecondsClamped / 1000)
        return """
            SET search_path TO "\(schema)"; SET statement_timeout TO \(limit); SET idle_in_transaction_session_timeout TO '5min';
            SET bytea_output TO hex; SET TimeZone TO 'UTC'
            """
    }
}

/// A schema of a PostgreSQL database, through a pool of connections.
package final class PostgresDatabase: SQLDatabase {
    package let committed = CommitSignal()
    private let pool: PostgresPool

    /// Makes the schema where it is missing; checks that the server can be reached.
    package init(_ settings: PostgresSettings) async throws {
        let isName = settings.schema.utf8.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                || $0 == UInt8(ascii: "_")
        }
        guard isName, !settings.schema.isEmpty, settings.schema.utf8.count <= 63 else {
            throw SQLError(.refusedValue, "a schema's name has a to z, 0 to 9 and _, 63 at most")
        }
        pool = PostgresPool(settings: settings)
        try await write(.readCommitted) { transaction in
            // Who may not make schemas can still use one that is there. Two servers at once: CREATE ... IF NOT EXISTS would race.
            _ = try transaction.rows("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", "souk/\(settings.schema)")
            let isThere = try transaction.row("SELECT 1 FROM pg_namespace WHERE nspname = $1", settings.schema) != nil
            if !isThere { try transaction.execute("CREATE SCHEMA \"\(settings.schema)\"") }
        }
    }

    package func close() { pool.close() }

    package func read<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await transact("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body).value
    }

    @discardableResult
    package func write<Value: Sendable>(
        _ isolation: Isolation, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        let level =
            switch isolation {
            case .serializable: "SERIALIZABLE"
            case .readCommitted: "READ COMMITTED"
            }
        let (value, isAnnounced) = try await transact("BEGIN ISOLATION LEVEL \(level)", body)
        if isAnnounced { committed.ring() }
        return value
    }

    private func transact<Value: Sendable>(
        _ begin: String, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> (value: Value, isAnnounced: Bool) {
        try await retrying {
            let session = try await pool.take()
            let outcome = await session.transact(begin, body)
            pool.give(session, isReusable: outcome.isReusable)
            return try outcome.result.get()
        }
    }
}
