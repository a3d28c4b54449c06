import TestDatabases
import Testing

@testable import Platform

@Suite("PostgreSQL: its connections", .enabled(if: Driver.address != nil, "SOUK_TEST_POSTGRES is not set"))
struct PostgresTests {
    private func withPostgres(
        _ change: (inout PostgresSettings) -> Void = { _ in }, _ body: (PostgresDatabase) async throws -> Void
    ) async throws {
        try await withPlace(.postgres) { place in
            var settings = try place.settings()
            change(&settings)
            let database = try await PostgresDatabase(settings)
            try await body(database)
            database.close()
        }
    }

    private static let process = "SELECT pg_backend_pid()"

    @Test("more transactions than connections wait for their turn")
    func queue() async throws {
        try await withPostgres({ $0.connectionLimit = 2 }) { database in
            let processes = try await withThrowingTaskGroup(of: Int64.self) { group in
                for _ in 0..<40 {
                    group.addTask { try await database.read { try $0.row(Self.process)?.only() ?? 0 } }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(processes.count <= 2)
        }
    }

    @Test("who finds no connection in time, or too many before him, is told that the database is busy")
    func exhaustion() async throws {
        try await withPostgres({
            $0.connectionLimit = 1
            $0.waitLimit = .milliseconds(50)
            $0.waiterLimit = 1
        }) { database in
            let (held, gate) = AsyncStream.makeStream(of: Void.self)
            let release = CommitSignal()
            let holder = Task {
                try await database.read { transaction in
                    gate.yield()
                    // Holds the connection until the others have given up.
                    while release.rings == 0 { _ = try transaction.rows("SELECT pg_sleep(0.01)") }
                }
            }
            for await _ in held { break }
            let kinds = await withTaskGroup(of: SQLError.Kind?.self) { group in
                for _ in 0..<3 { group.addTask { await kind { _ = try await database.read { try $0.rows("SELECT 1") } } } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(kinds == [.busy, .busy, .busy])
            release.ring()
            try await holder.value
            try await expectAnswer(database)
        }
    }

    @Test("a connection that is cut within a transaction is replaced, and the transaction runs again")
    func cut() async throws {
        try await withPostgres { database in
            try await database.write { try $0.script("CREATE TABLE t(n BIGINT)") }
            let tries = CommitSignal()
            try await database.write { transaction in
                tries.ring()
                try transaction.execute("INSERT INTO t VALUES (1)")
                if tries.rings == 1 { _ = try transaction.rows("SELECT pg_terminate_backend(pg_backend_pid())") }
            }
            #expect(tries.rings == 2)
            #expect(try await database.read { try $0.rows("SELECT n FROM t").count } == 1)
        }
    }

    @Test("connections that were cut while they rested are replaced unseen")
    func cutAtRest() async throws {
        try await withPostgres { database in
            for _ in 0..<3 {
                // Opens several.
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<6 { group.addTask { _ = try await database.read { try $0.rows("SELECT pg_sleep(0.02)") } } }
                    try await group.waitForAll()
                }
                let schema: String? = try await database.read { try $0.row("SELECT current_schema()")?.only() }
                _ = try await database.read { transaction in
                    try transaction.rows(
                        """
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE pid <> pg_backend_pid() AND query LIKE '%pg_sleep(0.02)%' AND state LIKE 'idle%' AND $1 <> ''
                        """, schema ?? "")
                }
                for _ in 0..<6 { try await expectAnswer(database) }
            }
        }
    }

    @Test("a statement that runs too long is ended, and the connection is as good as before")
    func timeout() async throws {
        try await withPostgres({ $0.statementLimit = .milliseconds(30) }) { database in
            #expect(await kind { _ = try await database.read { try $0.rows("SELECT pg_sleep(60)") } } == .timeout)
            try await expectAnswer(database)
        }
    }

    @Test("a task that is cancelled ends its statement")
    func cancellation() async throws {
        try await withPostgres { database in
            let (begun, gate) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                _ = try await database.read { transaction in
                    gate.yield()
                    return try transaction.rows("SELECT pg_sleep(600)").count
                }
            }
            for await _ in begun { break }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            try await expectAnswer(database)
        }
    }

    @Test("a statement that was prepared before its table changed is prepared anew")
    func changedTable() async throws {
        try await withPostgres({ $0.connectionLimit = 1 }) { database in
            try await database.write { try $0.script("CREATE TABLE t(n BIGINT); INSERT INTO t VALUES (1)") }
            #expect(try await database.read { try $0.rows("SELECT * FROM t").count } == 1)
            try await database.write { try $0.script("ALTER TABLE t ADD COLUMN m TEXT") }
            #expect(try await database.read { try $0.rows("SELECT * FROM t").first?.values.count } == 2)
        }
    }

    @Test("more statements than are kept prepared still run")
    func manyStatements() async throws {
        try await withPostgres({ $0.connectionLimit = 1 }) { database in
            for base in stride(from: 0, to: 1200, by: 100) {
                let sum = try await database.read { transaction in
                    try (base..<base + 100).reduce(0) { try $0 + (transaction.row("SELECT \($1)")?.only() ?? 0) }
                }
                #expect(sum == base * 100 + 4950)
            }
        }
    }

    @Test("a server that can't be reached is an error that says so and shows no password")
    func unreachable() async throws {
        do {
            _ = try await PostgresDatabase(PostgresSettings(address: "postgres://u:hush@127.0.0.1:1/d", schema: "s"))
            Issue.record("something listens on port 1")
        } catch let error as SQLError {
            #expect(error.kind == .connectionLost)
            #expect(!error.description.contains("hush"))
        }
        for name in ["", "A", "a b", "a\"; DROP", "é"] {
            let settings = PostgresSettings(address: try #require(Driver.address), schema: name)
            #expect(await kind { _ = try await PostgresDatabase(settings) } == .refusedValue)
        }
    }
}
