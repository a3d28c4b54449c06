import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Platform
import Search
import Synchronization
import TestDatabases
import Testing
import Users

@testable import Gateway

@Suite("Limits that servers share")
struct LimitSharingTests {
    /// The shared bucket, kept in memory, and how often it was asked.
    private final class Bank: Sendable {
        private let state = Mutex<(fullAt: [String: Int64], calls: Int)>(([:], 0))
        private let clock: WallClock

        init(_ clock: WallClock) { self.clock = clock }

        var calls: Int { state.withLock { $0.calls } }

        func lend(_ subject: String, _ limit: RateLimit, _ spent: Int, _ wanted: Int) -> SharedLimits.Loan {
            state.withLock { state in
                state.calls += 1
                let now = clock.now().microseconds
                var fullAt = max(state.fullAt[subject] ?? 0, now) + Int64(spent) * limit.interval
                var granted = 0
                while granted < wanted, fullAt + limit.interval <= now + limit.room {
                    fullAt += limit.interval
                    granted += 1
                }
                state.fullAt[subject] = fullAt
                return .init(granted: granted, fullAt: fullAt)
            }
        }
    }

    private enum Pattern: CaseIterable { case flood, oneServer, byTurns, bursts, steady }

    /// Until the next request, in microseconds, and to which server it goes.
    private static func next(_ pattern: Pattern, _ i: Int, _ servers: Int, _ limit: RateLimit, _ dice: inout Chance) -> (Int64, Int) {
        let interval = limit.interval
        switch pattern {
        case .flood: return (.random(in: 0...interval / 4, using: &dice), .random(in: 0..<servers, using: &dice))
        case .oneServer: return (.random(in: 0...interval / 4, using: &dice), 0)
        case .byTurns: return (interval / 8, i % servers)
        case .bursts:
            let isNew = Int.random(in: 0..<limit.burst * 2, using: &dice) == 0
            return (isNew ? .random(in: 0...limit.room * 2, using: &dice) : 0, .random(in: 0..<servers, using: &dice))
        // A little less than what is allowed.
        case .steady: return (interval + interval / 8, .random(in: 0..<servers, using: &dice))
        }
    }

    @Test("let through no more than the limit and the slack that is said, and nearly all of it, however requests come", arguments: [1, 2, 5])
    func simulation(servers count: Int) async {
        var dice = Chance("limits of \(count) servers")
        for pattern in Pattern.allCases {
            for _ in 0..<6 {
                let perMinute = [60, 600, 6000].randomElement(using: &dice)!
                let limit = RateLimit(perMinute: perMinute, burst: [nil, 5, 200].randomElement(using: &dice)!)
                let clock = SetClock()
                let bank = Bank(clock.clock)
                var habits = SharedLimits.Habits()
                habits.patience = .seconds(60)
                let servers = (0..<count).map { _ in SharedLimits(lender: { bank.lend($0, $1, $2, $3) }, habits: habits, clock: clock.clock) }
                // A bucket with the slack in it: what it holds is the most that was let through in any time before now.
                let slack = count * (limit.credit + limit.largestLoan)
                var (level, allowed, elapsed) = (0.0, 0, Int64(0))
                let requests = limit.burst * 6 + 400
                for i in 0..<requests {
                    let (pause, server) = Self.next(pattern, i, count, limit, &dice)
                    clock.advance(by: .microseconds(pause))
                    elapsed += pause
                    level = max(0, level - Double(pause) / Double(limit.interval))
                    let verdict = await servers[server].take("a", limit)
                    guard verdict.isAllowed else {
                        #expect(verdict.untilNext > .zero && verdict.remaining == 0)
                        continue
                    }
                    allowed += 1
                    level += 1
                    // The credit comes again with each pause that is longer than the memory.
                    let returns = pattern == .bursts ? count * limit.credit * Int(elapsed / 60_000_000 + 1) : 0
                    #expect(level <= Double(limit.burst + slack + returns) + 1e-6, "\(pattern), \(limit), request \(i)")
                }
                let due = Double(limit.burst) + Double(elapsed) / Double(limit.interval)
                switch pattern {
                case .steady: #expect(Double(allowed) >= Double(requests) * 0.98, "\(pattern), \(limit): \(allowed) of \(requests)")
                case .bursts: break
                case .flood, .oneServer, .byTurns:
                    let held = pattern == .oneServer ? limit.largestLoan : slack
                    let pausing = 0.2 * Double(limit.perMinute) / 60 + 2
                    #expect(Double(allowed) >= min(due, Double(requests)) * 0.95 - Double(held) - pausing, "\(pattern), \(limit): \(allowed) of \(due)")
                }
                // Once for each loan, and while there is nothing to be had once a pause.
                let most = allowed + count * Int(elapsed / min(200_000, limit.room / 4) + 2)
                #expect(bank.calls <= most, "\(pattern), \(limit): \(bank.calls) calls")
            }
        }
    }

    @Test("who comes seldom, and strangers that change names, cost no statement and little memory")
    func quiet() async {
        let clock = SetClock()
        let bank = Bank(clock.clock)
        let limits = SharedLimits(lender: { bank.lend($0, $1, $2, $3) }, clock: clock.clock)
        for i in 0..<250_000 {
            #expect(await limits.take("stranger \(i)", RateLimit(perMinute: 60)).isAllowed)
            if i.isMultiple(of: 1000) { clock.advance(by: .milliseconds(1)) }
        }
        for _ in 0..<100 {
            _ = await limits.take("guest", RateLimit(perMinute: 6000))
            clock.advance(by: .seconds(61))
        }
        #expect(bank.calls == 0)
        #expect(limits.subjectCount <= 200_000)
    }

    @Test("a burst at once is held to the limit, and nobody is refused while there is something left")
    func burst() async {
        let limit = RateLimit(perMinute: 60, burst: 160)
        for _ in 0..<20 {
            let clock = SetClock()
            let bank = Bank(clock.clock)
            var habits = SharedLimits.Habits()
            habits.patience = .seconds(60)
            let servers = (0..<2).map { _ in SharedLimits(lender: { bank.lend($0, $1, $2, $3) }, habits: habits, clock: clock.clock) }
            for (requests, least, most) in [(140, 140, 140), (300, 0, 160 + 2 * 30 - 140)] {
                let allowed = await withTaskGroup(of: Bool.self) { group in
                    for i in 0..<requests { group.addTask { await servers[i % 2].take("a", limit).isAllowed } }
                    return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
                }
                #expect((least...most).contains(allowed), "\(allowed) of \(requests)")
            }
        }
    }

    private struct Away: Error {}

    @Test("a database that is away or slow holds nobody up: each server counts for itself until it is back")
    func away() async throws {
        let limit = RateLimit(perMinute: 60, burst: 10)
        for isSlow in [true, false] {
            let clock = SetClock()
            let calls = Atomic(0)
            let isBack = Atomic(false)
            let bank = Bank(clock.clock)
            var habits = SharedLimits.Habits()
            habits.patience = .milliseconds(20)
            let limits = SharedLimits(
                lender: { subject, limit, spent, wanted in
                    calls.add(1, ordering: .relaxed)
                    if isBack.load(ordering: .relaxed) { return bank.lend(subject, limit, spent, wanted) }
                    if isSlow { while !isBack.load(ordering: .relaxed) { try await Task.sleep(for: .milliseconds(1)) } }
                    throw Away()
                }, habits: habits, clock: clock.clock)
            // The slow one answers nothing before the end of this: who waited for it would wait for ever.
            var allowed = 0
            for _ in 0..<30 where await limits.take("a", limit).isAllowed { allowed += 1 }
            #expect(allowed == 10, "as its own bucket has it")
            for _ in 0..<100 { #expect(await limits.take("\(Int.random(in: 0..<5))", RateLimit(perMinute: 60_000)).isAllowed) }
            if !isSlow {
                for i in 0..<2000 where calls.load(ordering: .relaxed) < 3 {
                    for _ in 0..<2 { _ = await limits.take("more \(i)", limit) }
                    try await Task.sleep(for: .milliseconds(1))
                }
                for i in 0..<100 { #expect(await limits.take("late \(i % 50)", limit).isAllowed) }
                #expect(calls.load(ordering: .relaxed) == 3, "the circuit is open")
            }
            isBack.store(true, ordering: .relaxed)
            clock.advance(by: .seconds(70))
            for _ in 0..<500 where bank.calls == 0 {
                _ = await limits.take("b", RateLimit(perMinute: 60_000, burst: 100))
                try await Task.sleep(for: .milliseconds(1))
            }
            #expect(bank.calls > 0)
        }
    }

    @Test("a row lends what a bucket of tokens does, and full ones are forgotten", arguments: Driver.available)
    func rows(driver: Driver) async throws {
        var dice = Chance("rows of limits")
        try await withDatabase(driver) { database in
            try await database.migrate([LimitTable.migrations])
            let clock = SetClock()
            let (table, bank) = (LimitTable(database, clock: clock.clock), Bank(clock.clock))
            for _ in 0..<300 {
                let subject = ["a", "b", "ключ"].randomElement(using: &dice)!
                let limit = RateLimit(perMinute: 600, burst: subject == "a" ? 3 : 50)
                let (spent, wanted) = (Int.random(in: 0...5, using: &dice), Int.random(in: 1...20, using: &dice))
                let loan = try await table.lend(subject, limit, spent: spent, wanted: wanted)
                #expect(loan == bank.lend(subject, limit, spent, wanted))
                clock.advance(by: .milliseconds(Int.random(in: 0...800, using: &dice)))
            }
            clock.advance(by: .seconds(3600))
            try await table.trim()
            #expect(try await database.read { try $0.rows("SELECT subject FROM rate_limits").count } == 0)
        }
    }

    // MARK: servers

    @Test("of several limits the one that leaves least is told, and a person has one of their own")
    func people() async throws {
        let change = { @Sendable (settings: inout ServerSettings) in
            settings.addressLimit = RateLimit(perMinute: 600)
            settings.userLimit = RateLimit(perMinute: 6, burst: 3)
        }
        try await withOffice(change: change) { office in
            let ann = try await office.person("ann", .buyer).access
            let ben = try await office.person("ben", .buyer).access
            for remaining in ["2", "1", "0"] {
                let response = try await office.send(.get, "/users/profile", token: ann)
                #expect(response.status == .ok && response.headers[.rateLimitRemaining] == remaining)
                #expect(response.headers[.rateLimitLimit] == "3")
            }
            let refused = try await office.send(.get, "/users/profile", token: ann)
            #expect(refused.status == .tooManyRequests && refused.headers[.retryAfter] != nil && refused.headers[.rateLimitRemaining] == "0")
            #expect(try await office.send(.get, "/users/profile", token: ben).status == .ok)
            #expect(try await office.send(.get, "/search?q=bolt").headers[.rateLimitLimit] == "100")
        }
    }

    @Test(
        "two servers on one PostgreSQL let through one limit, by address, key and person",
        .enabled(if: Driver.address != nil, "there is no PostgreSQL: scripts/postgres starts one"))
    func twoServers() async throws {
        let shop = Shop()
        defer { shop.remove() }
        try shop.build()
        let place = try Place(.postgres)
        let letters = Office.Letters()
        let make = { @Sendable in try await Accounts({ try await place.open(module: $0) }) { Office.users($0, letters) } }
        let (first, second) = (try await make(), try await make())
        let made = try await first.users.createAPIKey(
            APIKeyRequest(name: "test", scopes: [.search], requestsPerMinute: 240), by: .machine)
        _ = try await first.users.createUser(
            email: "ann@example.com", password: Office.password, name: "Ann", role: .buyer, by: .machine)
        let token = try await first.users.login(
            email: "ann@example.com", password: Office.password, code: nil, client: Client(address: "192.0.2.1")).access.text
        let strangers = RateLimit(perMinute: 60, burst: 80)
        let people = RateLimit(perMinute: 60, burst: 40)
        let callers: [(HTTPFields, RateLimit)] = [
            (HTTPFields(), strangers), ([.apiKey: made.text.text], RateLimit(perMinute: 240)), ([.authorization: "Bearer \(token)"], people),
        ]
        for (headers, limit) in callers {
            var settings = shop.settings()
            if limit == strangers { settings.addressLimit = strangers }
            settings.userLimit = people
            let index = try Index.open(shop.path)
            let one = Server(settings: settings, index: index, accounts: first, logger: quietLogger).application()
            let other = Server(settings: settings, index: index, accounts: second, logger: quietLogger).application()
            try await one.test(.router) { one in
                try await other.test(.router) { other in
                    let begun = ContinuousClock.now
                    var allowed = 0
                    for i in 0..<limit.burst * 3 {
                        let response = try await (i % 2 == 0 ? one : other).execute(uri: "/search?q=bolt", method: .get, headers: headers)
                        #expect(response.status == .ok || response.status == .tooManyRequests)
                        if response.status == .ok { allowed += 1 }
                        #expect(response.headers[.rateLimitLimit] == "\(limit.burst)" && response.headers[.rateLimitRemaining] != nil)
                    }
                    let seconds = Double(begun.duration(to: .now).components.seconds + 1)
                    let most = Double(limit.burst + 2 * (limit.credit + limit.largestLoan)) + seconds * Double(limit.perMinute) / 60
                    #expect(allowed >= limit.burst - 2 * limit.largestLoan && Double(allowed) <= most, "\(allowed) of \(limit)")
                }
            }
        }
        for accounts in [first, second] { for (_, database) in accounts.databases { (database as? PostgresDatabase)?.close() } }
        try await place.remove(schemas: ["users", "gateway"].map { "\(place.name)_\($0)" })
    }
}
