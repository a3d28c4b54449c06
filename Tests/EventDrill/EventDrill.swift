import Foundation
import Glibc
import Platform
import Synchronization

/// A program to be killed: several tasks raise counters, each transaction with an event of it, while a relay delivers to a
/// consumer that writes to a table of its own and to a file. `scripts/check-events` starts it again and again, and looks at what
/// is left. It ends when the wanted number of transactions is committed and delivered.
///
///     souk-event-drill DATABASE FOLDER TRANSACTIONS
///     souk-event-drill DATABASE FOLDER relay            writes nothing and ends when it is killed
///     souk-event-drill DATABASE --measure TRANSACTIONS
///     souk-event-drill DATABASE --migrate 0
///
/// DATABASE is a file's path or `postgres://...#schema`.
@main
struct EventDrill {
    struct Raise: Codable, Sendable { var n: Int }
    struct BadLuck: Error {}

    static let keys = 20
    static let writers = 6

    static let tables = Migrations(
        part: "drill",
        [
            Migration(
                "tables",
                """
                CREATE TABLE counters(name TEXT PRIMARY KEY, n BIGINT NOT NULL);
                CREATE TABLE written(name TEXT NOT NULL, n BIGINT NOT NULL, PRIMARY KEY (name, n));
                CREATE TABLE seen(place INTEGER PRIMARY KEY, name TEXT NOT NULL, n BIGINT NOT NULL);
                """)
        ])

    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let goal = arguments[3] == "relay" ? .max : Int(arguments[3]) else {
            print("usage: souk-event-drill DATABASE FOLDER|--measure|--migrate TRANSACTIONS|relay")
            exit(2)
        }
        let database = try await open(arguments[1])
        try await database.migrate([.events, tables])
        try await database.write { transaction in
            for key in 0..<keys { try transaction.execute("INSERT INTO counters VALUES ($1, 0) ON CONFLICT DO NOTHING", "k\(key)") }
        }
        switch arguments[2] {
        case "--measure": try await measure(database, goal)
        case "--migrate": break
        default: try await drill(database, folder: arguments[2], goal)
        }
    }

    static func open(_ name: String) async throws -> any SQLDatabase {
        guard name.hasPrefix("postgres://") else { return try SQLiteDatabase(path: name) }
        let parts = name.split(separator: "#")
        return try await PostgresDatabase(PostgresSettings(address: String(parts[0]), schema: parts.count > 1 ? String(parts[1]) : "drill"))
    }

    /// One transaction: a counter, a row and an event. Gives the counter's value.
    static func raise(_ name: String, _ database: any SQLDatabase) async throws -> Int {
        try await database.write { transaction in
            let row = try transaction.row("UPDATE counters SET n = n + 1 WHERE name = $1 RETURNING n", name)
            guard let n: Int = try row?.only() else { return 0 }
            try transaction.execute("INSERT INTO written VALUES ($1, $2)", name, n)
            try transaction.publish(Event("counter.raised", key: name, data: Raise(n: n), metadata: .init(source: "drill")))
            return n
        }
    }

    static func write(_ database: any SQLDatabase, _ goal: Int, note: @escaping @Sendable (String, Int) -> Void) async throws {
        let done = try await database.read { try $0.row("SELECT count(*) FROM written")?.only() ?? 0 }
        let quota = Quota(goal - done)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<writers {
                group.addTask {
                    while quota.take() {
                        let name = "k\(Int.random(in: 0..<keys))"
                        note(name, try await raise(name, database))
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    static func drill(_ database: any SQLDatabase, folder: String, _ goal: Int) async throws {
        let acknowledged = try Appender("\(folder)/acknowledged")
        let delivered = try Appender("\(folder)/delivered")
        var consumer = EventConsumer("seen") { event in
            // Some fail at first, so that keys are held and go on.
            if Int.random(in: 0..<200) == 0 { throw BadLuck() }
            let raise = try event.decode(as: Raise.self)
            try await database.write { transaction in
                guard try transaction.once(event.id, by: "seen") else { return }
                try transaction.execute("INSERT INTO seen(name, n) VALUES ($1, $2)", event.key, raise.n)
            }
            delivered.add("\(event.key) \(raise.n)")
        }
        consumer.attemptLimit = 1000
        consumer.backoff = Backoff(first: .milliseconds(5), limit: .milliseconds(50))
        consumer.lanes = 4
        var settings = RelaySettings()
        settings.leaseLength = .milliseconds(600)
        settings.pollInterval = .milliseconds(20)
        let relay = Relay(EventLog(database), to: [consumer], settings: settings) { print("relay \($0): \($1)") }
        let work = Task { await relay.run() }
        if goal < .max { try await write(database, goal) { acknowledged.add("\($0) \($1)") } }
        while try await database.read({ try $0.row("SELECT count(*) FROM seen")?.only() ?? 0 }) < goal {
            try await Task.sleep(for: .milliseconds(20))
        }
        work.cancel()
        await work.value
        print("done")
    }

    static func measure(_ database: any SQLDatabase, _ goal: Int) async throws {
        let clock = ContinuousClock()
        let writing = try await clock.measure { try await write(database, goal) { _, _ in } }
        let log = EventLog(database)
        let settling = try await clock.measure { try await log.settle() }
        let relay = Relay(log, to: [EventConsumer("measure") { _ in }])
        let delivering = try await clock.measure { while try await relay.pass() > 0 {} }
        func rate(_ duration: Duration) -> Int { Int(Double(goal) / (duration / .seconds(1))) }
        print("transactions/s with an event: \(rate(writing)); settled/s: \(rate(settling)); delivered/s: \(rate(delivering))")
    }
}

/// How many transactions are still to be made.
final class Quota: Sendable {
    private let left: Mutex<Int>

    init(_ count: Int) { left = Mutex(count) }

    func take() -> Bool {
        left.withLock { left in
            left -= 1
            return left >= 0
        }
    }
}

/// A file of lines, each written whole.
final class Appender: Sendable {
    private let file: Mutex<FileHandle>

    init(_ path: String) throws {
        // Several programs write to its end.
        let descriptor = Glibc.open(path, O_WRONLY | O_APPEND | O_CREAT, 0o644)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        file = Mutex(FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
    }

    func add(_ line: String) { file.withLock { try? $0.write(contentsOf: Data((line + "\n").utf8)) } }
}
