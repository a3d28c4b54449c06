package import Platform

package struct UserFilter: Sendable {
    package var role: SystemRole?
    package var state: UserState?
    /// How the address begins.
    package var emailPrefix: String?

    package init(role: SystemRole? = nil, state: UserState? = nil, emailPrefix: String? = nil) {
        self.role = role
        self.state = state
        self.emailPrefix = emailPrefix
    }
}

package struct AuditFilter: Sendable {
    /// As in `user:01J...`.
    package var target: String?
    package var actor: String?
    package var action: AuditAction?

    package init(target: String? = nil, actor: String? = nil, action: AuditAction? = nil) {
        self.target = target
        self.actor = actor
        self.action = action
    }
}

/// How many accounts there are and were made.
package struct UserAnalytics: Hashable, Sendable {
    package let byRole: [SystemRole: Int]
    package let byState: [UserState: Int]
    /// Registrations of each of the last days in UTC that had any, as `2026-11-25`, oldest first.
    package let registrations: [Day]
    package let activeSessions: Int

    package struct Day: Hashable, Sendable {
        package let date: String
        package let count: Int
    }
}

extension Users {
    /// Newest first.
    package func users(_ page: PageRequest, _ filter: UserFilter = UserFilter(), by caller: Caller) async throws -> Page<User> {
        try caller.require(.administerUsers)
        var conditions = Conditions()
        conditions.add("role =", filter.role)
        conditions.add("state =", filter.state)
        if let prefix = filter.emailPrefix?.lowercased() {
            guard prefix.utf8.count <= 254, prefix.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
                throw Refusal(
                    .invalid, code: "invalid_email", detail: "no address begins like that",
                    fields: [.init("email", code: "invalid", detail: "printable ASCII without spaces, as addresses have")])
            }
            // Addresses are printable ASCII, and DEL comes after all of that.
            conditions.add("email >=", prefix)
            conditions.add("email <", prefix + "\u{7F}")
        }
        return try await database.read { [conditions] transaction in
            try PageOrder("users", by: ["id": .text], descending: true).page(
                page, of: "SELECT \(User.columns) FROM users WHERE 1 = 1\(conditions.sql)", conditions.arguments, in: transaction
            ) { try User($0) }
        }
    }

    /// Newest first.
    package func auditLog(
        _ page: PageRequest, _ filter: AuditFilter = AuditFilter(), by caller: Caller
    ) async throws -> Page<AuditEntry> {
        try caller.require(.readAuditLog)
        var conditions = Conditions()
        conditions.add("target =", filter.target)
        conditions.add("actor =", filter.actor)
        conditions.add("action =", filter.action)
        return try await database.read { [conditions] transaction in
            try PageOrder("audit", by: ["number": .integer], descending: true).page(
                page, of: AuditEntry.selection + conditions.sql, conditions.arguments, in: transaction) { try AuditEntry($0) }
        }
    }

    /// Notes what an admin does to the marketplace outside this module's tables, before it is done.
    package func record(_ action: AuditAction, on target: String, after facts: [String: String], by caller: Caller) async throws {
        try await change(by: caller, .administerUsers) { try $0.audit(action, target, after: facts) }
    }

    /// Walks along the whole log; see `AuditChain` for what that shows and what it doesn't.
    package func verifyAuditLog(by caller: Caller) async throws -> AuditReport {
        try caller.require(.readAuditLog)
        return try await AuditReport.verify(database)
    }

    package func analytics(days: Int = 30, by caller: Caller) async throws -> UserAnalytics {
        try caller.require(.administerUsers)
        guard (1...366).contains(days) else {
            throw Refusal(
                .invalid, code: "invalid_days", detail: "from 1 to 366 days",
                fields: [.init("days", code: "out_of_range", detail: "from 1 to 366")])
        }
        let now = clock.now()
        return try await database.read { transaction in
            func counts<Key: SQLConvertible & Hashable>(_ column: String) throws -> [Key: Int] {
                let rows = try transaction.rows("SELECT \(column) AS word, count(*) AS number FROM users GROUP BY \(column)")
                return Dictionary(try rows.map { (try $0["word"], try $0["number"]) }, uniquingKeysWith: { first, _ in first })
            }
            let today = now.microseconds / Self.dayMicroseconds
            let rows = try transaction.rows(
                """
                SELECT created_at / \(Self.dayMicroseconds) AS day, count(*) AS number FROM users WHERE created_at >= $1
                GROUP BY created_at / \(Self.dayMicroseconds) ORDER BY day
                """, (today - Int64(days) + 1) * Self.dayMicroseconds)
            let registrations = try rows.map { row in
                let start = Timestamp(microseconds: try row["day"] as Int64 * Self.dayMicroseconds)
                return UserAnalytics.Day(date: String(start.description.prefix(10)), count: try row["number"])
            }
            let sessions: Int? = try transaction.row(
                "SELECT count(*) FROM sessions WHERE ended_at IS NULL AND expires_at > $1", now)?.only()
            return UserAnalytics(
                byRole: try counts("role"), byState: try counts("state"), registrations: registrations, activeSessions: sessions ?? 0)
        }
    }

    private static let dayMicroseconds: Int64 = 86_400_000_000
}

/// What a list is narrowed by, as SQL after `WHERE 1 = 1`.
struct Conditions: Sendable {
    private(set) var sql = ""
    private(set) var arguments: [any SQLConvertible] = []

    /// `comparison` is a column and an operator. Nothing where there is no value.
    mutating func add(_ comparison: String, _ value: (some SQLConvertible)?) {
        guard let value else { return }
        // No column holds one, and no driver takes one.
        if case .text(let text) = value.sql, text.utf8.contains(0) {
            sql += " AND 1 = 0"
            return
        }
        arguments.append(value)
        sql += " AND \(comparison) $\(arguments.count)"
    }
}
