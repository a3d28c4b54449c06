import Crypto
import Foundation
import JWTKit
import Platform
import TestDatabases
import Testing

@testable import Users

@Suite("Logins and sessions, on both databases")
struct SessionTests {
    @Test("an unknown user, a wrong password, an unverified and a suspended account are told apart by nothing", arguments: Driver.available)
    func noOracle(driver: Driver) async throws {
        try await withWorld(driver) { world in
            try await world.person("ann@example.com")
            let sue = try await world.person("sue@example.com")
            try await world.database.write { try $0.execute("UPDATE users SET state = 'suspended' WHERE id = $1", sue.id) }
            _ = try await world.users.register(email: "new@example.com", password: World.password, name: "New", client: world.home)
            let tries = [
                ("nobody@example.com", World.password), ("ann@example.com", "a wrong password"), ("new@example.com", World.password),
                ("sue@example.com", World.password), ("no address", World.password), ("", ""), ("ann@example.com", String(repeating: "x", count: 5000)),
            ]
            var refusals: Set<Refusal> = []
            for (email, password) in tries {
                let before = world.users.passwordsHashed
                do {
                    _ = try await world.login(email, password: password)
                    Issue.record("\(email) got in")
                } catch let refusal as Refusal { refusals.insert(refusal) }
                #expect(world.users.passwordsHashed == before + 1, "\(email)")
            }
            #expect(refusals.count == 1)
        }
    }

    @Test("guessing is slowed for who guesses, twice as much each time, and not for the owner", arguments: Driver.available)
    func slowing(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let stranger = Client(address: "198.51.100.7")
            for email in ["ann@example.com", "nobody@example.com"] {
                if email.hasPrefix("ann") { try await world.person(email) }
                for _ in 0..<4 {
                    #expect(await refusal { try await world.login(email, client: stranger, password: "wrong") } == "invalid_credentials")
                }
                for seconds in [1, 2, 4, 8] {
                    let before = world.users.passwordsHashed
                    let error = await #expect(throws: Refusal.self) { try await world.login(email, client: stranger, password: "wrong") }
                    #expect(error?.kind == .tooMany && error?.retryAfter == .seconds(seconds))
                    #expect(world.users.passwordsHashed == before)
                    world.clock.advance(by: .seconds(seconds))
                    #expect(await refusal { try await world.login(email, client: stranger, password: "wrong") } == "invalid_credentials")
                }
            }
            // Not even a right password helps the stranger to be quicker; the owner is where they always were.
            #expect(await refusal { try await world.login("ann@example.com", client: stranger) } == "too_many_attempts")
            _ = try await world.login("ann@example.com")
        }
    }

    @Test("many guesses at once are no more than many one after another", arguments: Driver.available)
    func parallelGuesses(driver: Driver) async throws {
        try await withWorld(driver) { world in
            try await world.person("ann@example.com")
            let before = world.users.passwordsHashed
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<20 { group.addTask { _ = try? await world.login("ann@example.com", password: "wrong") } }
            }
            #expect(world.users.passwordsHashed - before == 4)
        }
    }

    @Test("strangers on many networks lock no owner out, and get in with no password", arguments: Driver.available)
    func botnet(driver: Driver) async throws {
        try await withWorld(driver) { world in
            try await world.person("ann@example.com")
            _ = try await world.login("ann@example.com")
            for i in 0..<40 {
                _ = await refusal { try await world.login("ann@example.com", client: Client(address: "203.0.113.\(i)"), password: "wrong") }
            }
            // From where she always was.
            _ = try await world.login("ann@example.com")
            // From elsewhere: the same words for right and wrong, and a mail for right.
            let abroad = Client(address: "2001:db8:1:2:3:4:5:6")
            #expect(await refusal { try await world.login("ann@example.com", client: abroad, password: "wrong") } == "unknown_network")
            await world.users.settle()
            #expect(world.box.letters.isEmpty)
            #expect(await refusal { try await world.login("ann@example.com", client: abroad) } == "unknown_network")
            await world.users.settle()
            try await world.users.admitNetwork(token: try world.box.token(to: "ann@example.com"))
            _ = try await world.login("ann@example.com", client: Client(address: "2001:db8:1:2:ffff::1"))
        }
    }

    @Test("a refresh token gives the next one; one that comes again ends the session", arguments: Driver.available)
    func reuse(driver: Driver) async throws {
        try await withWorld(driver) { world in
            try await world.person("ann@example.com")
            let first = try await world.login("ann@example.com")
            let second = try await world.users.refresh(first.refresh.text, client: world.home)
            #expect(second.session == first.session && second.refresh != first.refresh)
            // At once: nothing is given, and nothing is ended.
            #expect(await refusal { try await world.users.refresh(first.refresh.text, client: world.home) } == "refresh_in_progress")
            let third = try await world.users.refresh(second.refresh.text, client: world.home)
            _ = try await world.users.authenticate(bearer: third.access.text, for: .reading)
            world.clock.advance(by: .seconds(6))
            #expect(await refusal { try await world.users.refresh(first.refresh.text, client: world.home) } == "invalid_refresh_token")
            #expect(await refusal { try await world.users.refresh(third.refresh.text, client: world.home) } == "invalid_refresh_token")
            #expect(await refusal { try await world.users.authenticate(bearer: third.access.text, for: .reading) } == "session_ended")
            #expect(await refusal { try await world.users.refresh("made up", client: world.home) } == "invalid_refresh_token")
        }
    }

    @Test("of many refreshes with one token at once, one is answered", arguments: Driver.available)
    func refreshesAtOnce(driver: Driver) async throws {
        try await withWorld(driver) { world in
            try await world.person("ann@example.com")
            let tokens = try await world.login("ann@example.com")
            let other = world.server()
            let answers = await withTaskGroup(of: Tokens?.self) { group in
                for i in 0..<10 {
                    group.addTask { try? await (i % 2 == 0 ? world.users : other).refresh(tokens.refresh.text, client: world.home) }
                }
                return await group.reduce(into: []) { $0.append($1) }.compactMap { $0 }
            }
            #expect(answers.count == 1)
            _ = try await world.users.refresh(#require(answers.first).refresh.text, client: world.home)
        }
    }

    @Test("a session ends by logout, by being revoked, and by age, at once on its own server and soon on others", arguments: Driver.available)
    func endings(driver: Driver) async throws {
        try await withWorld(driver) { world in
            try await world.person("ann@example.com")
            let other = world.server()
            let kept = try await world.login("ann@example.com")
            let out = try await world.login("ann@example.com")
            let caller = try await world.users.authenticate(bearer: kept.access.text)
            for users in [world.users, other] { _ = try await users.authenticate(bearer: out.access.text, for: .reading) }
            try await world.users.logout(refresh: out.refresh.text)
            #expect(await refusal { try await world.users.authenticate(bearer: out.access.text, for: .reading) } == "session_ended")
            #expect(await refusal { try await other.authenticate(bearer: out.access.text) } == "session_ended")
            _ = try await other.authenticate(bearer: out.access.text, for: .reading)
            world.clock.advance(by: .seconds(30))
            #expect(await refusal { try await other.authenticate(bearer: out.access.text, for: .reading) } == "session_ended")
            let stranger = try await world.caller(new: "mal@example.com")
            #expect(await refusal { try await world.users.revoke(kept.session, by: stranger) } == "no_such_session")
            #expect(await refusal { try await world.users.revoke(kept.session, by: .anonymous) } == "unauthenticated")
            try await world.users.revoke(kept.session, by: caller)
            #expect(await refusal { try await world.users.refresh(kept.refresh.text, client: world.home) } == "invalid_refresh_token")
            let old = try await world.login("ann@example.com")
            world.clock.advance(by: .seconds(31 * 86400))
            #expect(await refusal { try await world.users.refresh(old.refresh.text, client: world.home) } == "invalid_refresh_token")
        }
    }

    @Test("what has ended is forgotten in the end, and what goes on is not", arguments: Driver.available)
    func forgotten(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let ada = try await world.caller(new: "ada@example.com")
            let first = try await world.login("ada@example.com")
            try await world.users.logout(refresh: first.refresh.text)
            try await world.users.forgotPassword(email: "ada@example.com")
            await world.users.settle()
            func counts() async throws -> [Int] {
                try await world.database.read { transaction in
                    try ["sessions", "refresh_tokens", "mail_tokens"].map { table in
                        try transaction.row("SELECT count(*) FROM \(table)")?.only() ?? 0
                    }
                }
            }
            #expect(try await counts() == [2, 1, 1])
            try await world.users.trim()
            #expect(try await counts() == [2, 1, 1])
            world.clock.advance(by: .seconds(2 * 3600))
            try await world.users.trim()
            #expect(try await counts() == [2, 1, 0])
            // The other session goes on, since its token is used.
            let second = try await world.login("ada@example.com")
            world.clock.advance(by: .seconds(29 * 86400))
            let next = try await world.users.refresh(second.refresh.text, client: world.home)
            world.clock.advance(by: .seconds(27 * 86400))
            let last = try await world.users.refresh(next.refresh.text, client: world.home)
            world.clock.advance(by: .seconds(29 * 86400))
            _ = try await world.users.refresh(last.refresh.text, client: world.home)
            world.clock.advance(by: .seconds(6 * 86400))
            try await world.users.trim()
            func isThere(_ session: SessionID?) async throws -> Bool {
                try await world.database.read { try $0.row("SELECT 1 AS one FROM sessions WHERE id = $1", session) != nil }
            }
            // Ended 91 days ago; ended by itself 61 days ago; alive.
            let (ended, aged, alive) = (try await isThere(first.session), try await isThere(ada.sessionID), try await isThere(second.session))
            #expect(!ended && aged && alive)
        }
    }

    @Test("a password is hashed anew at login when the settings have changed", arguments: Driver.available)
    func rehash(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let ann = try await world.person("ann@example.com")
            var hashing = World.hashing
            hashing.argon2.passes = 2
            let stricter = world.server(hashing: hashing)
            _ = try await stricter.login(email: "ann@example.com", password: World.password, client: world.home)
            let stored: String? = try await world.database.read { try $0.row("SELECT password FROM users WHERE id = $1", ann.id)?.only() }
            #expect(stored?.contains("t=2,") == true)
            _ = try await world.login("ann@example.com")
        }
    }

    @Test("logins beyond what may wait are refused, not queued")
    func overload() async throws {
        let threads = PasswordThreads(count: 1, waitingLimit: 2)
        let codes = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<20 { group.addTask { await refusal { try await threads.run { usleep(2000) } } } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.contains("too_many_logins") && codes.contains(nil))
        #expect(threads.begun == codes.count { $0 == nil })
    }

    @Test("networks are what one subscriber has")
    func networks() {
        let pairs = [
            "192.0.2.1": "192.0.2.1", "::ffff:192.0.2.1": "192.0.2.1", "2001:db8::1": "20010db800000000/64",
            "2001:DB8:0:0:ffff::9": "20010db800000000/64", "2001:db8:0:1::1": "20010db800000001/64", "made:up": "made:up", "": "",
        ]
        for (address, network) in pairs { #expect(Client(address: address).network == network) }
    }
}
