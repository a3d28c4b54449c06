import Foundation
@testable import Platform
import TestDatabases
import Testing

@testable import Users

@Suite("The audit log, erasure and export, on both databases")
struct AuditTests {
    /// One of each kind of change, about Ann and by her; gives her callers and company.
    private func live(_ world: World) async throws -> (ann: Caller, admin: Caller, company: CompanyID) {
        let users = world.users
        let admin = try await world.caller(new: "root@example.com", role: .admin)
        _ = try await users.register(email: "ann@example.com", password: World.password, name: "Ann Smith", client: world.home)
        await users.settle()
        try await users.verifyEmail(try world.box.token(to: "ann@example.com"))
        var ann = try await world.caller("ann@example.com")
        let id = try #require(ann.userID)
        _ = try await users.updateUser(id, name: "Ann Miller", version: 2, by: ann)
        _ = try await users.enrolSecondFactor(password: World.password, by: ann)
        try await users.changePassword(current: World.password, new: "a new password", by: ann)
        try await users.forgotPassword(email: "ann@example.com")
        await users.settle()
        try await users.resetPassword(token: try world.box.token(to: "ann@example.com"), password: World.password)
        let tokens = try await world.login("ann@example.com")
        _ = try await users.refresh(tokens.refresh.text, client: world.home)
        world.clock.advance(by: .seconds(10))
        _ = await refusal { try await users.refresh(tokens.refresh.text, client: world.home) }
        ann = try await world.caller("ann@example.com")
        let company = try await users.createCompany(name: "Acme", isBuyer: true, isSeller: true, by: ann).id
        _ = try await users.changeSeller(company, .approve, by: admin)
        let unit = try await users.addUnit("Plant", below: nil, to: company, by: ann)
        try await users.removeUnit(unit.id, from: company, by: ann)
        _ = try await users.setMember(id, of: company, role: .owner, unit: nil, limits: .none, by: ann)
        _ = try await users.invite("guest@example.com", to: company, role: .viewer, by: ann)
        let (key, _) = try await users.createAPIKey(APIKeyRequest(name: "k", scopes: [.search]), by: admin)
        try await users.revokeAPIKey(key.id, by: admin)
        _ = try await users.bulkAction(.setRole(.seller), on: [id], by: admin)
        _ = try await users.bulkAction(.suspend, on: [id], by: admin)
        _ = try await users.bulkAction(.activate, on: [id], by: admin)
        ann = try await world.caller("ann@example.com")
        try await users.changeEmail("miller@example.com", password: World.password, by: ann)
        await users.settle()
        try await users.verifyEmail(try world.box.token(to: "miller@example.com"))
        _ = try await users.export(by: ann)
        return (ann, admin, company)
    }

    /// Every text in the database.
    private func everything(_ world: World) async throws -> String {
        let tables = [
            "users", "mail_tokens", "second_factors", "recovery_codes", "sessions", "refresh_tokens", "login_attempts", "known_networks",
            "signing_keys", "companies", "company_units", "members", "invitations", "api_keys", "audit_log", "audit_persons", "events",
        ]
        return try await world.database.read { transaction in
            try tables.map { "\($0): \(try transaction.rows("SELECT * FROM \($0)").map(\.values))" }.joined(separator: "\n")
        }
    }

    @Test("the chain holds after every kind of change, and after erasure, which leaves no person", arguments: Driver.available)
    func erasure(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let (ann, admin, company) = try await live(world)
            let id = try #require(ann.userID)
            let before = try await world.users.verifyAuditLog(by: admin)
            #expect(before.fault == nil && before.count > 25)
            #expect(try await everything(world).contains("Ann Miller"))
            try await world.users.erase(id, by: ann)
            let after = try await world.users.verifyAuditLog(by: admin)
            #expect(after.fault == nil && after.count > before.count)
            let text = try await everything(world)
            for word in ["Ann", "Smith", "Miller", "ann@", "miller@"] { #expect(!text.contains(word), "\(word)") }
            // The admin logged in from the same address, so that is looked for where Ann's were.
            let networks = try await world.database.read { try $0.rows("SELECT 1 FROM known_networks WHERE user_id = $1", id).count }
            let addresses = try await world.database.read {
                try $0.rows("SELECT 1 FROM sessions WHERE user_id = $1 AND address <> ''", id).count
            }
            #expect(networks == 0 && addresses == 0)
            // The ledger is there.
            let user = try await world.users.user(id, caller: admin)
            #expect(user.state == .erased && user.name == nil && user.email == nil)
            #expect(try await world.users.company(company, caller: admin).name == "Acme")
            #expect(await refusal { try await world.users.export(by: ann) } == "session_ended")
            #expect(await refusal { try await world.login("miller@example.com") } == "invalid_credentials")
            // The address is free again, for another person.
            let again = try await world.person("miller@example.com")
            #expect(again.id != id)
            let outcome = try await world.users.bulkAction(.activate, on: [id], by: admin)
            #expect(outcome.first?.refusal?.code == "no_such_user")
            let events: [String] = try await world.database.read {
                try $0.rows("SELECT type FROM events WHERE key = $1 ORDER BY number", id).map { try $0.only() as String }
            }
            #expect(events.first == "user.created" && events.last == "user.deleted" && events.contains("user.updated"))
        }
    }

    @Test("an entry that was changed, taken out, put in or cut off is found", arguments: Driver.available)
    func tampering(driver: Driver) async throws {
        let attempts: [(String, Int64)] = [
            ("UPDATE audit_log SET actor = 'user:x' WHERE number = 3", 3), ("UPDATE audit_log SET facts_after = NULL WHERE number = 3", 3),
            ("UPDATE audit_log SET at = at + 1 WHERE number = 2", 2), ("UPDATE audit_log SET on_behalf_of = '' WHERE number = 4", 4),
            ("UPDATE audit_log SET action = 'user.erased' WHERE number = 1", 1),
            ("UPDATE audit_persons SET content = '{}' WHERE number = 1", 1), ("UPDATE audit_log SET previous = hash WHERE number = 4", 4),
            ("DELETE FROM audit_persons; DELETE FROM audit_log WHERE number = 3", 4),
            ("DELETE FROM audit_persons; DELETE FROM audit_log WHERE number = 1", 2),
            ("DELETE FROM audit_persons; DELETE FROM audit_log WHERE number > 5", 6),
            ("UPDATE audit_log SET target = (SELECT target FROM audit_log WHERE number = 1), facts_after = '{\"a\":1}' WHERE number = 5", 5),
        ]
        for (sql, number) in attempts {
            try await withWorld(driver) { world in
                for i in 0..<3 { _ = try await world.caller(new: "u\(i)@example.com") }
                #expect(try await world.users.verifyAuditLog(by: .machine).fault == nil)
                try await world.database.write { try $0.script(sql) }
                #expect(try await world.users.verifyAuditLog(by: .machine).fault?.number == number, "\(sql)")
            }
        }
    }

    @Test("changes at once make one chain without gaps", arguments: Driver.available)
    func concurrency(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let other = world.server()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for i in 0..<30 {
                    group.addTask {
                        _ = try await (i % 2 == 0 ? world.users : other).createUser(
                            email: "u\(i)@example.com", password: World.password, name: "U", role: .buyer, by: .machine)
                    }
                }
                try await group.waitForAll()
            }
            let report = try await world.users.verifyAuditLog(by: .machine)
            #expect(report.fault == nil && report.count == 30)
            var seen: [Int64] = []
            var cursor: String?
            repeat {
                let page = try await world.users.auditLog(PageRequest(limit: 7, after: cursor), by: .machine)
                seen += page.items.map(\.number)
                cursor = page.next?.description
            } while cursor != nil
            #expect(seen == (1...30).reversed())
        }
    }

    @Test("no secret is stored as it is, nor in the log", arguments: Driver.available)
    func secrets(driver: Driver) async throws {
        try await withWorld(driver) { world in
            _ = try await live(world)
            let tokens = try await world.login("miller@example.com")
            let (_, key) = try await world.users.createAPIKey(APIKeyRequest(name: "k", scopes: [.search]), by: .machine)
            let text = try await everything(world)
            let secrets = [World.password, tokens.refresh.text, tokens.access.text, key.text, String(key.text.suffix(52))]
            for secret in try secrets + [world.box.token(to: "ann@example.com"), world.box.token(to: "guest@example.com")] {
                #expect(!text.contains(secret))
            }
        }
    }

    @Test("an export has all that is known of a person, and nothing of another", arguments: Driver.available)
    func export(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let (_, _, company) = try await live(world)
            let ann = try await world.caller("miller@example.com")
            let bob = try await world.caller(new: "bob@example.com")
            _ = try await world.users.invite("miller@example.com", to: world.users.createCompany(name: "Bobs", isBuyer: true, isSeller: false, by: bob).id, role: .viewer, by: bob)
            let text = try await world.users.export(by: ann)
            let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            let account = try #require(object["account"] as? [String: Any])
            #expect(account["email"] as? String == "miller@example.com" && account["name"] as? String == "Ann Miller")
            for (list, least) in ["sessions": 3, "networks": 1, "memberships": 1, "invitations": 1, "invitationsSent": 1, "auditLog": 15] {
                #expect((object[list] as? [Any])?.count ?? 0 >= least, "\(list)")
            }
            for word in ["192.0.2.1", "Tests/1", "Ann Smith", "ann@example.com", company.text] { #expect(text.contains(word), "\(word)") }
            for word in ["root@", "bob@", "guest@", "Bobs", "argon2", World.password, "Name of"] { #expect(!text.contains(word), "\(word)") }
            // Each table that names a user is looked at by the export: a new one is not forgotten.
            #expect(Set(object.keys) == [
                "account", "sessions", "networks", "memberships", "invitations", "invitationsSent", "mails", "apiKeys", "auditLog",
            ])
        }
    }
}
