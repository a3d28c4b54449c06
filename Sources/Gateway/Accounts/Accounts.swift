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

    /// Opens the databases, and brings them to the form that this program knows.
    /// - Parameter make: makes the module of its database.
    package init(_ setting: DatabaseSetting, _ make: (any SQLDatabase) throws -> Users) async throws {
        let people = try await setting.open("users")
        try await people.migrate([.events, Users.migrations])
        users = try make(people)
        let gateway = try await setting.open("gateway")
        try await gateway.migrate([IdempotentReplies.migrations])
        replies = IdempotentReplies(gateway)
        databases = [("users", people), ("gateway", gateway)]
        logs = [("users", EventLog(people))]
    }
}
