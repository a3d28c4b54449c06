import Synchronization
import TestDatabases
import Testing

@testable import Platform

/// Dies at the n-th write, before it is committed or right after, and every time from then on: what a killed process leaves.
final class DyingDatabase: SQLDatabase {
    struct Death: Error {}

    private let database: any SQLDatabase
    private let left: Mutex<Int>
    private let isAfter: Bool

    init(_ database: any SQLDatabase, atWrite number: Int, after isAfter: Bool) {
        self.database = database
        left = Mutex(number)
        self.isAfter = isAfter
    }

    var committed: CommitSignal { database.committed }
    var isDead: Bool { left.withLock { $0 <= 0 } }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        if isDead { throw Death() }
        return try await database.read(body)
    }

    func write<Value: Sendable>(
        _ isolation: Isolation, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        let (wasDead, dies) = left.withLock { left in
            defer { left -= 1 }
            return (left <= 0, left == 1)
        }
        if wasDead || dies && !isAfter { throw Death() }
        let value = try await database.write(isolation, body)
        if dies { throw Death() }
        return value
    }
}

/// What the outside world did for a saga, each thing once for each key, as a payment provider would.
final class World: Sendable {
    private let state = Mutex((done: [String](), keys: Set<String>(), calls: 0))

    func act(_ what: String, _ key: String) {
        state.withLock { state in
            state.calls += 1
            if state.keys.insert(key + what.prefix(1)).inserted { state.done.append(what) }
        }
    }

    var done: [String] { state.withLock { $0.done } }
    var calls: Int { state.withLock { $0.calls } }
}

func withSagas(_ driver: Driver, _ body: (any SQLDatabase) async throws -> Void) async throws {
    try await withDatabase(driver) { database in
        try await database.migrate([.sagas])
        try await body(database)
    }
}

@Suite("Sagas, on both databases")
struct SagaTests {
    private static func step(
        _ name: String, _ world: World, failing: @escaping @Sendable (SagaCall) throws -> Void = { _ in },
        undoing: @escaping @Sendable (SagaCall) throws -> Void = { _ in }
    ) -> SagaStep {
        SagaStep(
            name,
            action: { call in
                try failing(call)
                world.act("+\(name)", call.idempotencyKey)
                return "made \(name)"
            },
            compensation: { call in
                try undoing(call)
                world.act("-\(name)", call.idempotencyKey)
            })
    }

    private static let refusal = Refusal(.conflict, code: "out_of_stock", detail: "out of stock")

    /// Runs until nothing is due, moving the clock past every wait.
    private func exhaust(_ runner: SagaRunner, _ time: SetClock) async throws {
        var idle = 0
        while idle < 2 {
            if try await runner.pass() { idle = 0 } else { idle += 1 }
            time.advance(by: .seconds(700))
        }
    }

    @Test("steps are done in order, and each sees what those before it gave", arguments: Driver.available)
    func success(driver: Driver) async throws {
        try await withSagas(driver) { database in
            let world = World()
            let saga = Saga("order", [
                Self.step("reserve", world), Self.step("pay", world),
                SagaStep("ship", action: { call in
                    let input: Step = try call.input()
                    let (pay, ship): (String?, String?) = (try call.output(of: "pay"), try call.output(of: "ship"))
                    #expect(input == Step(n: 7) && pay == "made pay" && ship == nil)
                    world.act("+ship", call.idempotencyKey)
                }),
            ])
            let id = try await database.write { try $0.start(saga, input: Step(n: 7)) }
            try await SagaRunner(database, [saga]).pass()
            #expect(world.done == ["+reserve", "+pay", "+ship"])
            let state = try await SagaAdmin(database).find(id)
            #expect(state.status == .completed && state.nextAttempt == nil)
            let more = try await SagaRunner(database, [saga]).pass()
            #expect(!more)
        }
    }

    @Test("a saga starts with its transaction or not at all, and others' sagas are left alone", arguments: Driver.available)
    func start(driver: Driver) async throws {
        try await withSagas(driver) { database in
            let world = World()
            let (ours, theirs) = (Saga("ours", [Self.step("a", world)]), Saga("theirs", [Self.step("b", world)]))
            _ = try? await database.write { transaction in
                try transaction.start(ours, input: 1)
                throw Self.refusal
            }
            try await database.write { try $0.start(theirs, input: 1) }
            let did = try await SagaRunner(database, [ours]).pass()
            #expect(!did && world.done.isEmpty)
        }
    }

    @Test("what is refused is not tried again: the steps before it are undone, the last one first", arguments: Driver.available)
    func refused(driver: Driver) async throws {
        try await withSagas(driver) { database in
            let world = World()
            let saga = Saga("order", [
                Self.step("reserve", world), Self.step("pay", world), Self.step("ship", world, failing: { _ in throw Self.refusal }),
            ])
            let id = try await database.write { try $0.start(saga, input: 1) }
            try await SagaRunner(database, [saga]).pass()
            #expect(world.done == ["+reserve", "+pay", "-pay", "-reserve"])
            let state = try await SagaAdmin(database).find(id)
            #expect(state.status == .compensated && state.error.contains("out_of_stock"))
        }
    }

    @Test("what fails is tried again; given up, it is undone itself, since nobody knows whether it was done", arguments: Driver.available)
    func failing(driver: Driver) async throws {
        try await withSagas(driver) { database in
            let (world, time) = (World(), SetClock())
            let flaky = Saga("flaky", [Self.step("a", world, failing: { if $0.failures < 3 { throw Poison() } }), Self.step("b", world)])
            let hopeless = Saga("hopeless", [Self.step("c", world), Self.step("d", world, failing: { _ in throw Poison() })])
            var settings = SagaSettings()
            settings.attemptLimit = 4
            let runner = SagaRunner(database, [flaky, hopeless], clock: time.clock, settings: settings)
            let first = try await database.write { try $0.start(flaky, input: 1, clock: time.clock) }
            try await runner.pass()
            let idle = try await runner.pass()
            #expect(!idle, "it waits for its next attempt")
            try await exhaust(runner, time)
            #expect(world.done == ["+a", "+b"])
            let second = try await database.write { try $0.start(hopeless, input: 1, clock: time.clock) }
            try await exhaust(runner, time)
            #expect(world.done == ["+a", "+b", "+c", "-d", "-c"])
            let admin = SagaAdmin(database)
            let states = [try await admin.find(first).status, try await admin.find(second).status]
            #expect(states == [.completed, .compensated])
        }
    }

    @Test("what can't be undone is stuck until an admin retries or skips it", arguments: Driver.available, [true, false])
    func stuck(driver: Driver, isRetried: Bool) async throws {
        try await withSagas(driver) { database in
            let (world, time, isMended) = (World(), SetClock(), CommitSignal())
            let saga = Saga("order", [
                Self.step("reserve", world), Self.step("pay", world, undoing: { _ in if isMended.rings == 0 { throw Poison() } }),
                Self.step("ship", world, failing: { _ in throw Self.refusal }),
            ])
            var settings = SagaSettings()
            settings.compensationLimit = 3
            let runner = SagaRunner(database, [saga], clock: time.clock, settings: settings)
            let id = try await database.write { try $0.start(saga, input: 1, clock: time.clock) }
            try await exhaust(runner, time)
            let admin = SagaAdmin(database, clock: time.clock)
            let list = try await admin.list(.stuck, try PageRequest()).items
            #expect(list.map(\.id) == [id] && list.first?.step == "pay" && list.first?.attempts == 3)
            #expect(list.first?.error.contains("Poison") == true)
            isMended.ring()
            if isRetried { try await admin.retry(id) } else { try await admin.skip(id, of: saga) }
            await #expect(throws: Refusal.self) { try await admin.retry(id) }
            try await exhaust(runner, time)
            #expect(world.done == ["+reserve", "+pay"] + (isRetried ? ["-pay"] : []) + ["-reserve"])
            let state = try await admin.find(id)
            #expect(state.status == .compensated)
        }
    }

    @Test("killed at any write, before or after it, a saga goes on and does everything once", arguments: Driver.available, [true, false])
    func crashes(driver: Driver, isRefused: Bool) async throws {
        try await withSagas(driver) { database in
            for isAfter in [false, true] {
                var deaths = 0
                for write in 1...100 {
                    let (world, time) = (World(), SetClock())
                    let saga = Saga("order\(write)\(isAfter)", [
                        Self.step("a", world), Self.step("b", world),
                        Self.step("c", world, failing: { _ in if isRefused { throw Self.refusal } }),
                    ])
                    let id = try await database.write { try $0.start(saga, input: 1, clock: time.clock) }
                    let dying = DyingDatabase(database, atWrite: write, after: isAfter)
                    do { try await SagaRunner(dying, [saga], clock: time.clock).pass() } catch is DyingDatabase.Death { deaths += 1 }
                    let heir = SagaRunner(database, [saga], clock: time.clock)
                    time.advance(by: .seconds(31))
                    while try await heir.pass() {}
                    #expect(world.done == (isRefused ? ["+a", "+b", "-b", "-a"] : ["+a", "+b", "+c"]), "write \(write)")
                    let state = try await SagaAdmin(database).find(id)
                    #expect(state.status == (isRefused ? .compensated : .completed))
                    if !dying.isDead { break }
                }
                // The claim, and one for each step done or undone.
                #expect(deaths == (isRefused ? 6 : 4))
            }
        }
    }

    @Test("of several runners one has a saga, and one that hung can't write over its heir", arguments: Driver.available)
    func fencing(driver: Driver) async throws {
        try await withSagas(driver) { database in
            let (world, time) = (World(), SetClock())
            let (entered, gate) = AsyncStream.makeStream(of: Void.self)
            let release = CommitSignal()
            let saga = Saga("order", [
                SagaStep("a", action: { call in
                    world.act("+a", call.idempotencyKey)
                    guard world.calls == 1 else { return }
                    gate.yield()
                    await release.wait(after: 0, upTo: .seconds(600), clock: .system)
                }),
                Self.step("b", world),
            ])
            let id = try await database.write { try $0.start(saga, input: 1, clock: time.clock) }
            let standing = WallClock(now: time.clock.now, sleep: { _ in try await Task.sleep(for: .seconds(600)) })
            let hanging = Task { try await SagaRunner(database, [saga], clock: standing).pass() }
            for await _ in entered { break }
            let heir = SagaRunner(database, [saga], clock: time.clock)
            let tooEarly = try await heir.pass()
            #expect(!tooEarly)
            time.advance(by: .seconds(31))
            try await heir.pass()
            #expect(world.done == ["+a", "+b"])
            let before = try await SagaAdmin(database).find(id)
            release.ring()
            _ = try await hanging.value
            let after = try await SagaAdmin(database).find(id)
            #expect(before == after && after.status == .completed)
        }
    }

    @Test("many runners share many sagas, each of which is done once", arguments: Driver.available)
    func crowd(driver: Driver) async throws {
        try await withSagas(driver) { database in
            let world = World()
            let saga = Saga("order", [Self.step("a", world), Self.step("b", world)])
            try await database.write { transaction in
                for i in 0..<30 { try transaction.start(saga, input: i) }
            }
            let work = Task {
                await withTaskGroup(of: Void.self) { group in
                    for _ in 0..<3 { group.addTask { await SagaRunner(database, [saga]).run() } }
                }
            }
            while try await database.only("SELECT count(*) FROM sagas WHERE status = 'completed'", as: Int.self) != 30 {
                try await Task.sleep(for: .milliseconds(5))
            }
            work.cancel()
            await work.value
            #expect(world.calls == 60)
        }
    }
}
