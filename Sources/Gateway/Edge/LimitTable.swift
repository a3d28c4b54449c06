import Crypto
import Platform

/// The buckets that servers on one database share, each a row: when it will be full. Subjects are kept as hashes.
struct LimitTable: Sendable {
    static let migrations = Migrations(
        part: "limits",
        [
            Migration(
                "limits",
                """
                CREATE TABLE rate_limits(subject TEXT PRIMARY KEY, full_at BIGINT NOT NULL, granted BIGINT NOT NULL);
                CREATE INDEX rate_limits_by_end ON rate_limits(full_at);
                """)
        ])

    private let database: any SQLDatabase
    private let clock: WallClock

    init(_ database: any SQLDatabase, clock: WallClock = .system) {
        self.database = database
        self.clock = clock
    }

    /// What was spent is taken whether there is enough or not; of what is wanted as much as there is, in one statement, so that
    /// servers that ask at once get no token twice.
    func lend(_ subject: String, _ limit: RateLimit, spent: Int, wanted: Int) async throws -> SharedLimits.Loan {
        let now = clock.now().microseconds
        let (interval, room) = (limit.interval, limit.room)
        let debt = interval * Int64(spent)
        let first = max(0, min(Int64(wanted), (room - debt) / interval))
        let place = SHA256.hash(data: Array(subject.utf8)).description
        return try await database.write(.readCommitted) { transaction in
            let row = try transaction.row(
                Self.statement, place, now + debt + first * interval, first, now, debt, now + room, interval, wanted)
            guard let row else { throw SQLError(.unexpectedValue, "a limit is not given back") }
            return SharedLimits.Loan(granted: try row["granted"], fullAt: try row["full_at"])
        }
    }

    /// Two scalars' least and most are called otherwise by each database, so they are written as cases.
    private static let statement: String = {
        let base = "((CASE WHEN rate_limits.full_at > $4 THEN rate_limits.full_at ELSE $4 END) + $5)"
        let free = "(($6 - \(base)) / $7)"
        let granted = "(CASE WHEN \(free) >= $8 THEN $8 WHEN \(free) > 0 THEN \(free) ELSE 0 END)"
        return """
            INSERT INTO rate_limits(subject, full_at, granted) VALUES ($1, $2, $3)
            ON CONFLICT (subject) DO UPDATE SET full_at = \(base) + \(granted) * $7, granted = \(granted)
            RETURNING full_at, granted
            """
    }()

    /// A full bucket is as good as none.
    func trim() async throws {
        let now = clock.now().microseconds
        try await database.write(.readCommitted) { transaction in
            try transaction.execute("DELETE FROM rate_limits WHERE full_at < $1", now)
        }
    }
}
