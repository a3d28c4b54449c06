package import Platform
package import Users

/// What a server with accounts is made of.
package struct Accounts: Sendable {
    package let users: Users
    let replies: IdempotentReplies
    /// Asked by `/health`.
    let databases: [(name: String, database: any SQLDatabase)]
    /// Of the modules that tell others what happened.
    let logs: [(module: String, log: EventLog)]

    private let limits: LimitTable
    /// Nil where no other server can count on the same database.
    let lender: SharedLimits.Lender?
    private let eventLifetime: Duration

    /// Opens the databases, and brings them to the form that this program knows.
    /// - Parameters:
    ///   - open: opens the database of a module, as `DatabaseSetting.open` does.
    ///   - eventLifetime: how long events are kept for consumers that are still to come.
    ///   - make: makes the module of its database.
    package init(
        _ open: (_ module: String) async throws -> any SQLDatabase, eventLifetime: Duration = .seconds(30 * 86400),
        _ make: (any SQLDatabase) throws -> Users
    ) async throws {
        self.eventLifetime = eventLifetime
        let people = try await open("users")
        try await people.migrate([.events, Users.migrations])
        users = try make(TracedDatabase(people, module: "users"))
        let gateway = try await open("gateway")
        try await gateway.migrate([IdempotentReplies.migrations, LimitTable.migrations])
        replies = IdempotentReplies(TracedDatabase(gateway, module: "gateway"))
        let limits = LimitTable(gateway)
        self.limits = limits
        let lender: SharedLimits.Lender = { subject, limit, spent, wanted in
            try await limits.lend(subject, limit, spent: spent, wanted: wanted)
        }
        self.lender = gateway is PostgresDatabase ? lender : nil
        databases = [("users", people), ("gateway", gateway)]
        logs = [("users", EventLog(people))]
    }

    /// Forgets what nobody is promised any more. Of several servers on one database each may do it. What fails holds up nothing
    /// else.
    func trim(_ report: (_ what: String, any Error) -> Void) async {
        func attempt(_ what: String, _ work: () async throws -> Void) async {
            do { try await work() } catch { report(what, error) }
        }
        await attempt("answers") { try await replies.trim() }
        await attempt("limits") { try await limits.trim() }
        await attempt("sessions") { try await users.trim() }
        for (module, log) in logs {
            await attempt("events of \(module)") { _ = try await log.trim(before: WallClock.system.now() - eventLifetime) }
        }
    }
}
