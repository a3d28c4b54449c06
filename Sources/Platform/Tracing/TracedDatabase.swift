/// A database whose transactions are spans of the request that they serve. One span is all that a caller waits for: a connection,
/// the statements, and what was run again.
package struct TracedDatabase: SQLDatabase {
    private let database: any SQLDatabase
    private let module: String
    /// As the conventions call it.
    private let system: String

    /// - Parameter module: whose database it is.
    package init(_ database: any SQLDatabase, module: String) {
        self.database = database
        self.module = module
        system = database is PostgresDatabase ? "postgresql" : "sqlite"
    }

    package var committed: CommitSignal { database.committed }

    package func read<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await traced("read") { try await database.read(body) }
    }

    @discardableResult
    package func write<Value: Sendable>(
        _ isolation: Isolation, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await traced("write") { try await database.write(isolation, body) }
    }

    private func traced<Value>(_ operation: String, _ work: () async throws -> Value) async throws -> Value {
        guard let span = TraceScope.current?.child() else { return try await work() }
        var isFailure = true
        defer {
            span.finish(
                "\(operation) \(module)", .client, isFailure: isFailure,
                [("db.system.name", .text(system)), ("db.namespace", .text(module)), ("db.operation.name", .text(operation))])
        }
        do {
            let value = try await work()
            isFailure = false
            return value
        } catch {
            // What a rule refuses is no failure of the database.
            isFailure = error is SQLError
            throw error
        }
    }
}
