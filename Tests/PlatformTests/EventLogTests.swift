import TestDatabases
import Testing

@testable import Platform

/// What tests tell of.
struct Step: Codable, Hashable, Sendable { var n: Int }

func stepEvent(_ key: String, _ n: Int, type: String = "step.made", clock: WallClock = .system) throws -> Event {
    try Event(type, key: key, data: Step(n: n), metadata: .init(source: "tests"), clock: clock)
}

extension SQLDatabase {
    func publish(_ key: String, _ n: Int, type: String = "step.made", clock: WallClock = .system) async throws {
        try await write { try $0.publish(stepEvent(key, n, type: type, clock: clock)) }
    }

    func only<Value: SQLConvertible>(_ sql: String, as type: Value.Type = Value.self) async throws -> Value? {
        try await read { try $0.row(sql)?.only() }
    }
}

/// A database with the tables of events.
func withEvents(_ driver: Driver, _ body: (EventLog) async throws -> Void) async throws {
    try await withDatabase(driver) { database in
        try await database.migrate([.events])
        try await body(EventLog(database))
    }
}

@Suite("The event log, on both databases")
struct EventLogTests {
    @Test("an event comes back as it was published, and its envelope is JSON", arguments: Driver.available)
    func roundTrip(driver: Driver) async throws {
        struct Hostile: Codable, Hashable, Sendable { var text: String }
        try await withEvents(driver) { log in
            let data = Hostile(text: "a\0b\"\\\u{1}\u{2028}日本 '; DROP TABLE events; --")
            let event = try Event(
                "user.created", key: "ключ\n\"", data: data, metadata: .init(version: 3, source: "users", userID: "u\u{7}", traceID: "t"))
            try await log.database.write { try $0.publish(event) }
            let read = try #require(await log.events(after: 0).first)
            #expect(read.sequence == 1)
            #expect(read.id == event.id && read.timestamp == event.timestamp && read.metadata == event.metadata && read.key == event.key)
            #expect(try read.decode(as: Hostile.self) == data)

            struct Envelope: Decodable {
                struct Metadata: Decodable { var version: Int, source: String, userId: String?, traceId: String? }
                var eventId: String, eventType: String, timestamp: String, key: String, sequence: Int, data: Hostile, metadata: Metadata
            }
            let envelope: Envelope = try JSONText.decode(read.envelope)
            #expect(envelope.eventId == event.id.text && envelope.key == event.key && envelope.data == data)
            #expect(envelope.metadata.userId == "u\u{7}" && envelope.metadata.version == 3 && envelope.timestamp == event.timestamp.description)
        }
    }

    @Test("an event goes with its transaction or not at all", arguments: Driver.available)
    func rollback(driver: Driver) async throws {
        try await withEvents(driver) { log in
            try await log.database.publish("a", 1)
            _ = try? await log.database.write { transaction in
                try transaction.publish(stepEvent("a", 2))
                throw Refusal(.conflict, code: "no", detail: "no")
            }
            try await log.database.publish("a", 3)
            let steps = try await log.events(after: 0).map { try $0.decode(as: Step.self).n }
            #expect(steps == [1, 3])
        }
    }

    @Test("a reader that goes on from what it saw last misses nothing that concurrent writers commit", arguments: Driver.available)
    func concurrentWriters(driver: Driver) async throws {
        try await withEvents(driver) { log in
            let (writers, each) = (6, 40)
            try await log.database.write { transaction in
                try transaction.script("CREATE TABLE counters(name TEXT PRIMARY KEY, n BIGINT NOT NULL)")
                for k in 0..<4 { try transaction.execute("INSERT INTO counters VALUES ($1, 0)", "k\(k)") }
            }
            let done = CommitSignal()
            let reader = Task {
                var seen: [Event] = []
                while true {
                    let isLast = done.rings == writers
                    let events = try await log.events(after: seen.last?.sequence ?? 0, limit: 7)
                    seen += events
                    if isLast && events.isEmpty { return seen }
                }
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<writers {
                    group.addTask {
                        for i in 0..<each {
                            let key = "k\((writer + i) % 4)"
                            try await log.database.write { transaction in
                                // The event's number is drawn first and committed last, so that numbers commit out of order.
                                let n: Int = try transaction.row(
                                    "UPDATE counters SET n = n + 1 WHERE name = $1 RETURNING n", key)?.only() ?? 0
                                try transaction.publish(stepEvent(key, n))
                                if driver == .postgres, i % 3 == 0 { _ = try transaction.rows("SELECT pg_sleep(0.003)") }
                            }
                        }
                        done.ring()
                    }
                }
                try await group.waitForAll()
            }
            let seen = try await reader.value
            #expect(seen.map(\.sequence) == (1...Int64(writers * each)).map { $0 })
            for key in Set(seen.map(\.key)) {
                let steps = try seen.filter { $0.key == key }.map { try $0.decode(as: Step.self).n }
                #expect(steps == Array(1...steps.count), "\(key)")
            }
        }
    }

    @Test("a transaction that began first and commits last comes last", .enabled(if: Driver.address != nil, "PostgreSQL alone"))
    func lateCommit() async throws {
        try await withEvents(.postgres) { log in
            let (begun, gate) = AsyncStream.makeStream(of: Void.self)
            let release = CommitSignal()
            let slow = Task {
                try await log.database.write { transaction in
                    try transaction.publish(stepEvent("slow", 1))
                    gate.yield()
                    while release.rings == 0 { _ = try transaction.rows("SELECT pg_sleep(0.005)") }
                }
            }
            for await _ in begun { break }
            try await log.database.publish("fast", 1)
            let before = try await log.events(after: 0)
            #expect(before.map(\.key) == ["fast"])
            release.ring()
            try await slow.value
            let after = try await log.events(after: 1)
            #expect(after.map(\.key) == ["slow"] && after.first?.sequence == 2)
        }
    }

    @Test("types are picked, and all events can be read again", arguments: Driver.available)
    func replay(driver: Driver) async throws {
        try await withEvents(driver) { log in
            for i in 0..<30 { try await log.database.publish("k", i, type: i % 3 == 0 ? "a" : "b") }
            var all: [Int] = []
            var place: Int64 = 0
            while let last = try await log.events(after: place, limit: 4, types: ["a"]).map({ event in
                all.append(try event.decode(as: Step.self).n)
                return event.sequence ?? 0
            }).last { place = last }
            #expect(all == Array(stride(from: 0, to: 30, by: 3)))
            let none = try await log.events(after: 0, types: [])
            #expect(none.isEmpty)
            let count = try await log.events(after: 0, types: ["a", "b", "c"]).count
            #expect(count == 30)
        }
    }

    @Test("trimming stops at the slowest consumer and at events that wait, and a reader from before is told", arguments: Driver.available)
    func trimming(driver: Driver) async throws {
        try await withEvents(driver) { log in
            let time = SetClock()
            for i in 0..<10 {
                try await log.database.publish(i == 2 ? "poison" : "k", i, clock: time.clock)
                time.advance(by: .seconds(1))
            }
            let end = time.clock.now()
            var slow = EventConsumer("slow") { event in if event.key == "poison" { throw Refusal(.invalid, code: "x", detail: "x") } }
            slow.attemptLimit = 2
            var settings = RelaySettings()
            settings.batchLimit = 5
            let relay = Relay(log, to: [slow], clock: time.clock, settings: settings)
            try await relay.pass()
            // Five are passed; the third waits.
            #expect(try await log.trim(before: end) == 2)
            time.advance(by: .seconds(3600))
            try await relay.pass()
            // Now it is a dead letter with a copy of its event.
            #expect(try await log.trim(before: end - .milliseconds(4500)) == 6)
            #expect(try await log.trim(before: end) == 10)
            await #expect(throws: EventLog.Trimmed(asked: 9, trimmedTo: 10)) { try await log.events(after: 9) }
            try await log.database.publish("k", 10)
            let rest = try await log.events(after: 10)
            #expect(rest.map(\.sequence) == [11])
            let letters = try await DeadLetters(log).list(try PageRequest())
            #expect(letters.items.map(\.event.key) == ["poison"])
        }
    }
}
