import Foundation
import TestDatabases
import Testing

@testable import Platform

@Suite("SQL, on both databases")
struct SQLTests {
    private static let things = """
        CREATE TABLE things(
            id INTEGER PRIMARY KEY, name TEXT UNIQUE, nick TEXT, amount BIGINT, ratio DOUBLE PRECISION, body BLOB,
            CONSTRAINT amount_is_positive CHECK (amount > 0));
        CREATE UNIQUE INDEX things_by_lower_nick ON things(lower(nick));
        CREATE TABLE parts(thing BIGINT NOT NULL REFERENCES things(id), place BIGINT NOT NULL, PRIMARY KEY (thing, place));
        """

    @Test("every value comes back as it went in", arguments: Driver.available)
    func roundTrip(driver: Driver) async throws {
        let texts = ["", "a", "O'Brien \"x\" \\x41 $1 ?1 :a @b -- /* ;", "日本語 🧵 e\u{301}", "\u{1}\u{7F}\u{FFFD}\u{10FFFF}", "\\", "%_",
            String(repeating: "long ", count: 50_000)]
        let bytes: [[UInt8]] = [[], [0], Array(0...255), [0x5C, 0x78], [UInt8](repeating: 0xFF, count: 100_000)]
        let reals = [0.0, -0.0, 0.1, 1e308, 2.2250738585072014e-308, -123456.789, .pi, 1]
        let integers = [0, 1, -1, Int64.max, Int64.min]
        try await withDatabase(
            driver, "CREATE TABLE v(n BIGINT, t TEXT, b BLOB, r DOUBLE PRECISION, i BIGINT)"
        ) { database in
            let count = 8
            try await database.write { transaction in
                for n in 0..<count {
                    try transaction.execute(
                        "INSERT INTO v(i, r, b, t, n) VALUES ($5, $4, $3, $2, $1)", n, texts[n % texts.count], bytes[n % bytes.count],
                        reals[n % reals.count], integers[n % integers.count])
                }
                try transaction.execute(
                    "INSERT INTO v(n, t, b, r, i) VALUES ($1, $2, $3, $4, $5)", count, SQLValue.null, String?.none, Double?.none, Int?.none)
            }
            let rows = try await database.read { try $0.rows("SELECT * FROM v ORDER BY n") }
            for (n, row) in rows.dropLast().enumerated() {
                #expect(try row["t"] == texts[n % texts.count])
                #expect(try row["b"] == bytes[n % bytes.count])
                #expect(try (row["r"] as Double).bitPattern == reals[n % reals.count].bitPattern || reals[n % reals.count] == 0)
                #expect(try row["i"] == integers[n % integers.count])
            }
            let last = try #require(rows.last)
            #expect(try last["t"] as String? == nil && last["b"] as [UInt8]? == nil && last["i"] as Int64? == nil)
        }
    }

    @Test("what one of the databases can't hold goes into neither", arguments: Driver.available)
    func refusedValues(driver: Driver) async throws {
        try await withDatabase(driver, Self.things) { database in
            for value in ["a\0b", "\0", Double.nan, Double.infinity] as [any SQLConvertible] {
                let kind = await kind {
                    try await database.write { try $0.execute("INSERT INTO things(name) VALUES ($1)", value) }
                }
                #expect(kind == .refusedValue)
            }
            #expect(await kind { _ = try await database.read { try $0.rows("SELECT 1\0") } } == .refusedValue)
            let rows = try await database.read { try $0.rows("SELECT 1 FROM things") }
            #expect(rows.isEmpty)
        }
    }

    @Test("errors say what was violated, in the same words, and never an argument", arguments: Driver.available)
    func errors(driver: Driver) async throws {
        try await withDatabase(driver, Self.things) { database in
            try await database.write { try $0.execute("INSERT INTO things(name, nick, amount) VALUES ('Bolt', 'bolt', 1)") }
            let secret = "s3cret"
            let cases: [(String, [any SQLConvertible], SQLError.Kind)] = [
                ("INSERT INTO things(id, name) VALUES (1, $1)", [secret], .unique(constraint: "things.id")),
                ("INSERT INTO things(name) VALUES ($1)", ["Bolt"], .unique(constraint: "things.name")),
                ("INSERT INTO things(nick) VALUES ($1)", ["BOLT"], .unique(constraint: "things_by_lower_nick")),
                ("INSERT INTO things(name, amount) VALUES ($1, 0)", [secret], .check(constraint: "amount_is_positive")),
                ("INSERT INTO parts(thing, place) VALUES (99, $1)", [1], .foreignKey),
                ("INSERT INTO parts(thing) VALUES ($1)", [1], .notNull),
                ("INSERT INTO nowhere(a) VALUES ($1)", [secret], .other),
                ("not SQL at all $1", [secret], .other),
            ]
            for (sql, arguments, expected) in cases {
                do {
                    _ = try await database.write { try $0.rows(sql, arguments: arguments) }
                    Issue.record("\(sql) went through")
                } catch let error as SQLError {
                    #expect(error.kind == expected, "\(sql): \(error)")
                    #expect(error.sql == sql)
                    #expect(!error.description.contains(secret) && !error.description.contains("BOLT"))
                }
            }
            try await database.write { try $0.execute("INSERT INTO parts(thing, place) VALUES (1, 1)") }
            #expect(
                await kind { try await database.write { try $0.execute("INSERT INTO parts(thing, place) VALUES (1, 1)") } }
                    == .unique(constraint: "parts.thing, parts.place"))
        }
    }

    @Test("a row of another form is an error and no trap", arguments: Driver.available)
    func decoding(driver: Driver) async throws {
        try await withDatabase(driver, Self.things) { database in
            try await database.write { try $0.execute("INSERT INTO things(name, amount) VALUES ('x', 7)") }
            let row = try #require(await database.read { try $0.row("SELECT name, amount, ratio FROM things") })
            #expect(throws: SQLError.self) { try row["nothing"] as String }
            #expect(throws: SQLError.self) { try row["name"] as Int64 }
            #expect(throws: SQLError.self) { try row["name"] as Identifier<Int> }
            #expect(throws: SQLError.self) { try row["amount"] as Bool }
            #expect(throws: SQLError.self) { try row["ratio"] as Double }
            #expect(throws: SQLError.self) { try row.only() as String }
            #expect(try row["ratio"] as Double? == nil)
        }
    }

    @Test("what a body throws undoes what it wrote, and a failure that it swallows does too", arguments: Driver.available)
    func rollback(driver: Driver) async throws {
        try await withDatabase(driver, Self.things) { database in
            let refusal = Refusal(.conflict, code: "taken", detail: "taken")
            await #expect(throws: refusal) {
                try await database.write { transaction in
                    try transaction.execute("INSERT INTO things(name) VALUES ('a')")
                    throw refusal
                }
            }
            let swallowed = await kind {
                try await database.write { transaction in
                    try transaction.execute("INSERT INTO things(name) VALUES ('a')")
                    _ = try? transaction.execute("INSERT INTO things(name) VALUES ('a')")
                }
            }
            #expect(swallowed == .unique(constraint: "things.name"))
            await #expect(throws: refusal) {
                try await database.write { transaction in
                    do {
                        try transaction.execute("INSERT INTO things(name, amount) VALUES ('a', 0)")
                    } catch {
                        #expect(await0(transaction) == .aborted)
                        throw refusal
                    }
                }
            }
            let rows = try await database.read { try $0.rows("SELECT 1 FROM things") }
            #expect(rows.isEmpty)
            #expect(await kind { _ = try await database.read { try $0.execute("INSERT INTO things(name) VALUES ('r')") } } != nil)
        }
    }

    private func await0(_ transaction: Transaction) -> SQLError.Kind? {
        do {
            try transaction.execute("SELECT 1")
            return nil
        } catch { return error.kind }
    }

    @Test("integers stay integers in sums, text is ordered by its bytes, and LIKE tells case apart", arguments: Driver.available)
    func dialects(driver: Driver) async throws {
        try await withDatabase(driver, Self.things) { database in
            let names = ["b", "B", "a", "Z", "é", "z", "_", "1"]
            try await database.write { transaction in
                for (i, name) in names.enumerated() where name != "B" && name != "Z" {
                    try transaction.execute("INSERT INTO things(name, amount) VALUES ($1, $2)", name, i + 1)
                }
                try transaction.execute("INSERT INTO things(name, amount) VALUES ('Y', 100)")
            }
            let (sum, ordered, like) = try await database.read { transaction in
                let sum: Int64? = try transaction.row("SELECT sum(amount) FROM things")?.only()
                let ordered = try transaction.rows("SELECT name FROM things ORDER BY name").map { (row) throws(SQLError) in try row.only() as String }
                let like = try transaction.rows("SELECT name FROM things WHERE name LIKE $1", "y%").count
                return (sum, ordered, like)
            }
            #expect(sum == 130)
            #expect(ordered == ["1", "Y", "_", "a", "b", "z", "é"])
            #expect(like == 0)
        }
    }

    @Test("numbers that the database gives rise, and RETURNING tells them", arguments: Driver.available)
    func givenNumbers(driver: Driver) async throws {
        try await withDatabase(driver, Self.things) { database in
            let ids = try await database.write { transaction in
                try (0..<5).map { i in
                    try transaction.row("INSERT INTO things(name) VALUES ($1) RETURNING id", "n\(i)")?.only() as Int64?
                }
            }
            #expect(ids == [1, 2, 3, 4, 5])
            #expect(try await database.write { try $0.execute("UPDATE things SET amount = 1 WHERE id > $1", 2) } == 3)
        }
    }

    @Test("what SQLite has answered is on disk, and its keys refer to rows that are there")
    func sqliteSettings() async throws {
        try await withDatabase(.sqlite) { database in
            for (pragma, value) in ["synchronous": 2, "foreign_keys": 1] {
                let found: Int? = try await database.write { try $0.row("PRAGMA \(pragma)")?.only() }
                #expect(found == value, "\(pragma)")
            }
            let mode: String? = try await database.write { try $0.row("PRAGMA journal_mode")?.only() }
            #expect(mode == "wal")
        }
    }

    @Test("transactions that would spoil each other's reading do not both go through unseen", arguments: Driver.available)
    func writeSkew(driver: Driver) async throws {
        try await withDatabase(driver, "CREATE TABLE owners(name TEXT PRIMARY KEY, present BIGINT NOT NULL)") { database in
            try await database.write { transaction in
                for name in ["a", "b", "c", "d", "e", "f"] { try transaction.execute("INSERT INTO owners VALUES ($1, 1)", name) }
            }
            // Each may leave as long as another one stays.
            await withTaskGroup(of: Void.self) { group in
                for name in ["a", "b", "c", "d", "e", "f"] {
                    group.addTask {
                        try? await database.write { transaction in
                            let others: Int? = try transaction.row(
                                "SELECT count(*) FROM owners WHERE present = 1 AND name <> $1", name)?.only()
                            guard (others ?? 0) > 0 else { return }
                            try transaction.execute("UPDATE owners SET present = 0 WHERE name = $1", name)
                        }
                    }
                }
            }
            let left: Int? = try await database.read { try $0.row("SELECT count(*) FROM owners WHERE present = 1")?.only() }
            #expect(left == 1)
        }
    }

    @Test("counters that many tasks raise at once lose nothing", arguments: Driver.available)
    func counters(driver: Driver) async throws {
        try await withDatabase(driver, "CREATE TABLE counters(name TEXT PRIMARY KEY, n BIGINT NOT NULL)") { database in
            try await database.write { try $0.execute("INSERT INTO counters VALUES ('x', 0)") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        for _ in 0..<10 {
                            try await database.write { transaction in
                                let n: Int64? = try transaction.row("SELECT n FROM counters WHERE name = 'x'")?.only()
                                try transaction.execute("UPDATE counters SET n = $1 WHERE name = 'x'", (n ?? 0) + 1)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let n: Int64? = try await database.read { try $0.row("SELECT n FROM counters")?.only() }
            #expect(n == 80)
        }
    }

    @Test("pages walk through all items once, in order", arguments: Driver.available)
    func pages(driver: Driver) async throws {
        try await withDatabase(driver, "CREATE TABLE items(at BIGINT NOT NULL, id TEXT PRIMARY KEY)") { database in
            try await database.write { transaction in
                for i in 0..<95 { try transaction.execute("INSERT INTO items VALUES ($1, $2)", i / 7, "id\(i * 37 % 95)") }
            }
            for isDescending in [false, true] {
                let order = PageOrder("at", by: ["at": .integer, "id": .text], descending: isDescending)
                var seen: [String] = []
                var cursor: String?
                repeat {
                    let request = try PageRequest(limit: 10, after: cursor)
                    let page = try await database.read { transaction in
                        try order.page(request, of: "SELECT at, id FROM items WHERE at >= $1", [0], in: transaction) { try $0["id"] as String }
                    }
                    seen += page.items
                    cursor = page.next?.description
                } while cursor != nil
                let all = try await database.read { transaction in
                    let direction = isDescending ? "DESC" : "ASC"
                    return try transaction.rows("SELECT id FROM items ORDER BY at \(direction), id \(direction)").map { try $0.only() as String }
                }
                #expect(seen == all)
            }
        }
    }

    @Test("a cursor that no page gave is refused", arguments: Driver.available)
    func badCursors(driver: Driver) async throws {
        for text in ["", "!", "AAAA", "é", String(repeating: "A", count: 5000)] {
            #expect(throws: Refusal.self) { try PageRequest(after: text) }
        }
        #expect(throws: Refusal.self) { try PageRequest(limit: 101) }
        #expect(throws: Refusal.self) { try PageRequest(limit: 0) }
        try await withDatabase(driver, "CREATE TABLE items(at BIGINT NOT NULL, id TEXT PRIMARY KEY)") { database in
            let order = PageOrder("at", by: ["at": .integer, "id": .text])
            let forged = [
                PageCursor(order: "other", values: [.integer(1), .text("a")]), PageCursor(order: "at", values: [.integer(1)]),
                PageCursor(order: "at", values: [.text("x"), .text("a")]), PageCursor(order: "at", values: [.null, .null]),
            ]
            for cursor in forged {
                let request = try PageRequest(after: cursor.description)
                await #expect(throws: Refusal.self) {
                    _ = try await database.read { try order.page(request, of: "SELECT at, id FROM items WHERE at > $1", [0], in: $0) { _ in 0 } }
                }
            }
        }
    }
}
