import Synchronization
import TestDatabases
import Testing

@testable import Platform

/// What a consumer saw, in order.
final class Seen: Sendable {
    private let list = Mutex<[String]>([])
    func add(_ event: Event) throws { list.withLock { $0.append("\(event.key)\((try? event.decode(as: Step.self).n) ?? -1)") } }
    var all: [String] { list.withLock { $0 } }
    func take() -> [String] { list.withLock { list in defer { list = [] }; return list } }
}

struct Poison: Error {}

@Suite("Relays, on both databases")
struct RelayTests {
    @Test("events are delivered in order, from the consumer's place on", arguments: Driver.available)
    func order(driver: Driver) async throws {
        try await withEvents(driver) { log in
            for i in 0..<10 { try await log.database.publish("k", i, type: i == 5 ? "other" : "step.made") }
            let seen = Seen()
            let consumer = EventConsumer("c", types: ["step.made"]) { try seen.add($0) }
            try await Relay(log, to: [consumer]).pass()
            #expect(seen.take() == ["k0", "k1", "k2", "k3", "k4", "k6", "k7", "k8", "k9"])
            try await log.database.publish("k", 10)
            // Another one, as after a restart; the first one's lease still runs.
            let time = SetClock(WallClock.system.now() + .seconds(3600))
            try await Relay(log, to: [consumer], clock: time.clock).pass()
            #expect(seen.take() == ["k10"])
            let places = try await log.places()
            #expect(places == [EventLog.Place(consumer: "c", position: 11, lag: 0, heldKeys: 0)])
        }
    }

    @Test("a consumer that begins now gets what comes", arguments: Driver.available)
    func startNow(driver: Driver) async throws {
        try await withEvents(driver) { log in
            try await log.database.publish("k", 0)
            _ = try await log.lastPosition()
            let seen = Seen()
            var consumer = EventConsumer("c") { try seen.add($0) }
            consumer.start = .now
            let relay = Relay(log, to: [consumer])
            try await relay.pass()
            try await log.database.publish("k", 1)
            try await relay.pass()
            #expect(seen.all == ["k1"])
        }
    }

    @Test("a key that fails is held alone, tried again later and later, and goes on in order", arguments: Driver.available)
    func backoff(driver: Driver) async throws {
        try await withEvents(driver) { log in
            let time = SetClock()
            for i in 0..<3 { for key in ["a", "bad", "c"] { try await log.database.publish(key, i) } }
            let seen = Seen()
            let isMended = CommitSignal()
            let consumer = EventConsumer("c") { event in
                if event.key == "bad", isMended.rings == 0 { throw Poison() }
                try seen.add(event)
            }
            let relay = Relay(log, to: [consumer], clock: time.clock)
            try await relay.pass()
            #expect(seen.take() == ["a0", "c0", "a1", "c1", "a2", "c2"])
            var waits: [Int64] = []
            for attempts in 1...5 {
                let row = try #require(await log.database.read { try $0.row("SELECT attempts, next_attempt, error FROM event_held") })
                #expect(try row["attempts"] == attempts)
                #expect(try (row["error"] as String).contains("Poison"))
                let wait = time.clock.now().duration(to: try row["next_attempt"])
                waits.append(wait.microsecondsClamped)
                // Not before its time.
                time.advance(by: wait - .microseconds(1))
                try await relay.pass()
                #expect(try await log.database.only("SELECT attempts FROM event_held") == attempts)
                time.advance(by: .microseconds(1))
                try await relay.pass()
            }
            for (i, wait) in waits.enumerated() { #expect((500_000 << i...1_000_000 << i).contains(wait)) }
            try await log.database.publish("bad", 3)
            try await relay.pass()
            isMended.ring()
            time.advance(by: .seconds(600))
            try await relay.pass()
            #expect(seen.take() == ["bad0", "bad1", "bad2", "bad3"])
            try await log.database.publish("bad", 4)
            try await relay.pass()
            #expect(seen.take() == ["bad4"])
            let places = try await log.places()
            #expect(places.map(\.heldKeys) == [0])
        }
    }

    @Test("after its last attempt an event is a dead letter, and its key goes on", arguments: Driver.available)
    func deadLetters(driver: Driver) async throws {
        try await withEvents(driver) { log in
            let time = SetClock()
            let (seen, isMended) = (Seen(), CommitSignal())
            var consumer = EventConsumer("c") { event in
                if try event.decode(as: Step.self).n == 1, isMended.rings == 0 { throw Poison() }
                try seen.add(event)
            }
            consumer.attemptLimit = 3
            let relay = Relay(log, to: [consumer], clock: time.clock)
            for i in 0..<4 { try await log.database.publish("k", i) }
            for _ in 0..<4 {
                try await relay.pass()
                time.advance(by: .seconds(600))
            }
            #expect(seen.take() == ["k0", "k2", "k3"])
            let admin = DeadLetters(log, clock: time.clock)
            let letters = try await admin.list(try PageRequest(), consumer: "c").items
            let letter = try #require(letters.first)
            #expect(letters.count == 1 && letter.attempts == 3 && letter.event.key == "k" && !letter.holdsKey)
            // Replayed in vain, it stays; then it goes.
            try await admin.replay(letter.number)
            try await relay.pass()
            let again = try await admin.list(try PageRequest()).items
            #expect(again.map(\.attempts) == [4])
            isMended.ring()
            try await relay.pass()
            #expect(seen.all.isEmpty)
            try await admin.replay(letter.number)
            try await relay.pass()
            #expect(seen.take() == ["k1"])
            let left = try await admin.list(try PageRequest()).items
            #expect(left.isEmpty)
            await #expect(throws: Refusal.self) { try await admin.drop(letter.number) }
        }
    }

    @Test("where the consumer wants it, the key waits for an admin", arguments: Driver.available, [true, false])
    func staying(driver: Driver, isReplayed: Bool) async throws {
        try await withEvents(driver) { log in
            let time = SetClock()
            let (seen, isMended) = (Seen(), CommitSignal())
            var consumer = EventConsumer("c") { event in
                if event.key == "k", try event.decode(as: Step.self).n == 0, isMended.rings == 0 { throw Poison() }
                try seen.add(event)
            }
            consumer.attemptLimit = 1
            consumer.afterLastAttempt = .stay
            let relay = Relay(log, to: [consumer], clock: time.clock)
            for i in 0..<3 { for key in ["k", "other"] { try await log.database.publish(key, i) } }
            for _ in 0..<3 {
                try await relay.pass()
                time.advance(by: .seconds(6000))
            }
            #expect(seen.take() == ["other0", "other1", "other2"])
            let admin = DeadLetters(log, clock: time.clock)
            let letter = try #require(await admin.list(try PageRequest()).items.first)
            #expect(letter.holdsKey)
            isMended.ring()
            if isReplayed { try await admin.replay(letter.number) } else { try await admin.drop(letter.number) }
            for _ in 0..<2 { try await relay.pass() }
            #expect(seen.take() == (isReplayed ? ["k0", "k1", "k2"] : ["k1", "k2"]))
            let left = try await admin.list(try PageRequest()).items
            #expect(left.isEmpty)
        }
    }

    @Test("one relay at a time serves a consumer; when it dies another takes over, and the late one can't move the place", arguments: Driver.available)
    func handOver(driver: Driver) async throws {
        try await withPlace(driver) { place in
            let database = try await place.open()
            try await database.migrate([.events])
            let log = EventLog(database)
            // Another server.
            let other = EventLog(try await place.open())
            let time = SetClock()
            for i in 0..<3 { try await database.publish("k", i) }
            let (first, second) = (Seen(), Seen())
            let (entered, gate) = AsyncStream.makeStream(of: Void.self)
            let release = CommitSignal()
            let hanging = Relay(log, to: [EventConsumer("c") { event in
                try first.add(event)
                gate.yield()
                await release.wait(after: 0, upTo: .seconds(600), clock: .system)
            }], clock: WallClock(now: time.clock.now, sleep: { _ in
                // Its heart does not beat: the process stands still.
                try await Task.sleep(for: .seconds(600))
            }))
            let late = Task { try await hanging.pass() }
            for await _ in entered { break }
            let heir = Relay(other, to: [EventConsumer("c") { try second.add($0) }], clock: time.clock)
            try await heir.pass()
            #expect(second.all.isEmpty)
            time.advance(by: .seconds(31))
            try await heir.pass()
            #expect(second.all == ["k0", "k1", "k2"])
            try await other.database.publish("k", 3)
            release.ring()
            _ = try await late.value
            let places = try await log.places()
            #expect(places.map(\.position) == [3])
            try await heir.pass()
            #expect(second.all == ["k0", "k1", "k2", "k3"])
            (database as? PostgresDatabase)?.close()
            (other.database as? PostgresDatabase)?.close()
        }
    }

    @Test("a lease is kept as long as a handler works, however long that is", arguments: Driver.available)
    func heartbeat(driver: Driver) async throws {
        try await withEvents(driver) { log in
            let time = SetClock()
            try await log.database.publish("k", 0)
            let (entered, gate) = AsyncStream.makeStream(of: Void.self)
            let release = CommitSignal()
            let relay = Relay(log, to: [EventConsumer("c") { _ in
                gate.yield()
                await release.wait(after: 0, upTo: .seconds(600), clock: .system)
            }], clock: time.clock)
            let work = Task { try await relay.pass() }
            for await _ in entered { break }
            var until: Int64 = try await log.database.only("SELECT leased_until FROM event_consumers") ?? 0
            for _ in 0..<5 {
                while time.sleepers == 0 { try await Task.sleep(for: .milliseconds(1)) }
                time.advance(by: .seconds(11))
                let before = until
                while until == before {
                    try await Task.sleep(for: .milliseconds(2))
                    until = try await log.database.only("SELECT leased_until FROM event_consumers") ?? 0
                }
            }
            #expect(Timestamp(microseconds: until) > time.clock.now())
            release.ring()
            #expect(try await work.value == 1)
        }
    }

    @Test("keys are worked on side by side where the consumer wants that, each in order", arguments: Driver.available)
    func lanes(driver: Driver) async throws {
        try await withEvents(driver) { log in
            for i in 0..<5 { for key in ["a", "b", "c"] { try await log.database.publish(key, i) } }
            let seen = Seen()
            let atOnce = Mutex((now: 0, most: 0))
            var consumer = EventConsumer("c") { event in
                atOnce.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                // All three keys come in before one goes out.
                if try event.decode(as: Step.self).n == 0 { while atOnce.withLock({ $0.most }) < 3 { await Task.yield() } }
                try seen.add(event)
                atOnce.withLock { $0.now -= 1 }
                if event.key == "b", try event.decode(as: Step.self).n == 2 { throw Poison() }
            }
            consumer.lanes = 3
            try await Relay(log, to: [consumer]).pass()
            for key in ["a", "c"] { #expect(seen.all.filter { $0.hasPrefix(key) } == (0..<5).map { "\(key)\($0)" }) }
            #expect(seen.all.filter { $0.hasPrefix("b") } == ["b0", "b1", "b2"])
        }
    }

    @Test("a consumer with an inbox does each event once, however often it is delivered", arguments: Driver.available)
    func inbox(driver: Driver) async throws {
        try await withEvents(driver) { log in
            let database = log.database
            try await database.write { try $0.script("CREATE TABLE done(key TEXT, n BIGINT)") }
            for i in 0..<20 { try await database.publish("k", i) }
            let events = try await log.events(after: 0)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        for event in events {
                            try await database.write { transaction in
                                guard try transaction.once(event.id, by: "c") else { return }
                                try transaction.execute("INSERT INTO done VALUES ($1, $2)", event.key, try event.decode(as: Step.self).n)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let count: Int? = try await database.only("SELECT count(*) FROM done")
            #expect(count == 20)
            try await database.write { try $0.trimInbox(before: WallClock.system.now() + .seconds(1)) }
            let left: Int? = try await database.only("SELECT count(*) FROM event_inbox")
            #expect(left == 0)
        }
    }

    @Test("a commit wakes the relay of its process, and the relays of others find it by looking", arguments: Driver.available)
    func wakeUp(driver: Driver) async throws {
        try await withPlace(driver) { place in
            let database = try await place.open()
            try await database.migrate([.events])
            let other = try await place.open()
            let (events, gate) = AsyncStream.makeStream(of: String.self)
            var settings = RelaySettings()
            // Never looks by itself.
            settings.pollInterval = .seconds(100_000)
            let near = Relay(EventLog(database), to: [EventConsumer("near") { gate.yield("near \($0.key)") }], settings: settings)
            settings.pollInterval = .milliseconds(5)
            let far = Relay(EventLog(other), to: [EventConsumer("far") { gate.yield("far \($0.key)") }], settings: settings)
            let work = Task { await near.run() }
            let farWork = Task { await far.run() }
            var iterator = events.makeAsyncIterator()
            for key in ["a", "b", "c"] {
                try await database.publish(key, 0)
                let both = [await iterator.next(), await iterator.next()]
                #expect(Set(both) == ["near \(key)", "far \(key)"])
            }
            work.cancel()
            farWork.cancel()
            await work.value
            await farWork.value
            // Both gave up their leases.
            let holders: Int? = try await database.only("SELECT count(*) FROM event_consumers WHERE holder <> ''")
            #expect(holders == 0)
            (database as? PostgresDatabase)?.close()
            (other as? PostgresDatabase)?.close()
        }
    }
}
