import Crypto
import Foundation
import Platform
import TestDatabases
import Testing

@testable import Users

@Suite("Profiles and administration, on both databases")
struct AdministrationTests {
    @Test("a profile changes with its version, and says so once", arguments: Driver.available)
    func profile(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let ann = try await world.caller(new: "ann@example.com")
            let id = try #require(ann.userID)
            let user = try await world.users.user(id, caller: ann)
            let after = try await world.users.updateUser(id, name: " Ann\u{301} ", version: user.version, by: ann)
            #expect(after.version == user.version + 1 && after.name == "An\u{144}")
            #expect(await refusal { try await world.users.updateUser(id, name: "B", version: user.version, by: ann) } == "version_mismatch")
            let same = try await world.users.updateUser(id, name: "An\u{144}", version: nil, by: ann)
            #expect(same.version == after.version)
            #expect(await refusal { try await world.users.user(.next(), caller: .machine) } == "no_such_user")
        }
    }

    @Test("an address is changed by who has the password and both mailboxes' letters go out", arguments: Driver.available)
    func changeEmail(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let ann = try await world.caller(new: "ann@example.com")
            try await world.person("bob@example.com")
            #expect(await refusal { try await world.users.changeEmail("new@example.com", password: "wrong", by: ann) } == "wrong_password")
            // Of a taken address nothing is told, and nothing is sent.
            try await world.users.changeEmail("bob@example.com", password: World.password, by: ann)
            await world.users.settle()
            #expect(world.box.letters.isEmpty)
            try await world.users.changeEmail("new@example.com", password: World.password, by: ann)
            await world.users.settle()
            let token = try world.box.token(to: "new@example.com")
            #expect(await refusal { try await world.login("new@example.com") } == "invalid_credentials")
            let user = try await world.users.verifyEmail(token)
            #expect(user.email == "new@example.com")
            #expect(await refusal { try await world.users.verifyEmail(token) } == "invalid_token")
            await world.users.settle()
            #expect(world.box.letters.last?.to.text == "ann@example.com")
            _ = try await world.login("new@example.com")
        }
    }

    @Test("many accounts are changed each by itself, and the last admin stays one", arguments: Driver.available)
    func bulk(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let users = world.users
            let root = try await world.caller(new: "root@example.com", role: .admin)
            let ids = [try #require(root.userID), .next()] + (try await [world.person("a@example.com").id, world.person("b@example.com").id])
            let tokens = try await world.login("a@example.com")
            _ = try await users.authenticate(bearer: tokens.access.text, for: .reading)
            for action in [BulkAction.suspend, .setRole(.buyer), .delete] {
                let outcome = try await users.bulkAction(action, on: [ids[0]], by: root)
                #expect(outcome.first?.refusal?.code == "last_admin")
            }
            let outcome = try await users.bulkAction(.suspend, on: ids, by: root)
            #expect(outcome.map(\.refusal?.code) == ["last_admin", "no_such_user", nil, nil])
            #expect(await refusal { try await users.authenticate(bearer: tokens.access.text, for: .reading) } == "session_ended")
            #expect(await refusal { try await users.refresh(tokens.refresh.text, client: world.home) } == "invalid_refresh_token")
            #expect(await refusal { try await world.login("a@example.com") } == "invalid_credentials")
            _ = try await users.bulkAction(.activate, on: ids, by: root)
            _ = try await world.login("a@example.com")
            _ = try await users.bulkAction(.setRole(.admin), on: [ids[2]], by: root)
            // Two admins take the role from each other at once.
            let other = try await world.caller("a@example.com")
            #expect(other.isAdministrator)
            await withTaskGroup(of: Void.self) { group in
                group.addTask { _ = try? await users.bulkAction(.setRole(.buyer), on: [ids[2]], by: root) }
                group.addTask { _ = try? await world.server().bulkAction(.setRole(.buyer), on: [ids[0]], by: other) }
            }
            let admins = try await users.users(PageRequest(), UserFilter(role: .admin), by: .machine).items
            #expect(admins.count == 1)
            _ = try await users.bulkAction(.delete, on: [ids[3]], by: .machine)
            #expect(try await users.users(PageRequest(), UserFilter(state: .erased), by: .machine).items.map(\.id) == [ids[3]])
        }
    }

    @Test("lists are walked in pages and narrowed, and hostile filters find nothing", arguments: Driver.available)
    func lists(driver: Driver) async throws {
        try await withWorld(driver) { world in
            for i in 0..<25 { try await world.person("u\(i)@example.com", role: i % 5 == 0 ? .seller : .buyer) }
            var seen: [UserID] = []
            var cursor: String?
            repeat {
                let page = try await world.users.users(PageRequest(limit: 4, after: cursor), by: .machine)
                seen += page.items.map(\.id)
                cursor = page.next?.description
            } while cursor != nil
            #expect(seen.count == 25 && seen == seen.sorted(by: >))
            func count(_ filter: UserFilter) async throws -> Int {
                try await world.users.users(PageRequest(limit: 100), filter, by: .machine).items.count
            }
            #expect(try await count(UserFilter(role: .seller)) == 5)
            #expect(try await count(UserFilter(state: .suspended)) == 0)
            #expect(try await count(UserFilter(emailPrefix: "U2")) == 6)
            #expect(try await count(UserFilter(role: .buyer, emailPrefix: "u2@")) == 1)
            #expect(try await count(UserFilter(emailPrefix: "%")) == 0)
            #expect(await refusal { try await count(UserFilter(emailPrefix: "a\0")) } == "invalid_email")
            for target in ["a\0", "' OR 1 = 1 --", "é"] {
                #expect(try await world.users.auditLog(PageRequest(), AuditFilter(target: target), by: .machine).items.isEmpty)
            }
            #expect(try await world.users.auditLog(PageRequest(limit: 100), AuditFilter(action: .userRegistered), by: .machine).items.count == 25)
        }
    }

    @Test("counts are by role, state and day", arguments: Driver.available)
    func analytics(driver: Driver) async throws {
        try await withWorld(driver) { world in
            // 2023-11-14T22:13:20Z
            try await world.person("a@example.com")
            world.clock.advance(by: .seconds(2 * 3600))
            try await world.person("b@example.com", role: .seller)
            _ = try await world.users.register(email: "c@example.com", password: World.password, name: "C", client: world.home)
            _ = try await world.login("b@example.com")
            let counts = try await world.users.analytics(days: 2, by: .machine)
            #expect(counts.byRole == [.buyer: 2, .seller: 1] && counts.byState == [.active: 2, .unverified: 1] && counts.activeSessions == 1)
            #expect(counts.registrations.map { "\($0.date) \($0.count)" } == ["2023-11-14 1", "2023-11-15 2"])
            #expect(try await world.users.analytics(days: 1, by: .machine).registrations.count == 1)
            #expect(await refusal { try await world.users.analytics(days: 0, by: .machine) } == "invalid_days")
        }
    }

    @Test("a breached password is found wherever it is in the file, and no other is")
    func breached() throws {
        var chance = Chance("breached")
        let path = FileManager.default.temporaryDirectory.appending(path: "souk-breached-\(TimeOrderedIDs.shared.next())").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        for count in [0, 1, 2, 3, 500] {
            for ending in ["\n", "\r\n"] {
                let lines = (0..<count).map { i in
                    let hash = Insecure.SHA1.hash(data: Array("password \(i)".utf8)).map { String($0, radix: 16).leftPadded }.joined().uppercased()
                    return "\(hash):\(Int.random(in: 1...(i % 3 == 0 ? 9 : 100_000_000), using: &chance))"
                }
                // With and without an end to the last line.
                let text = lines.sorted().joined(separator: ending) + (count % 2 == 0 ? ending : "")
                try Data((count == 0 ? "" : text).utf8).write(to: URL(filePath: path))
                let breached = try BreachedPasswords(path: path)
                for i in 0..<count { #expect(try breached.contains("password \(i)"), "\(i) of \(count)") }
                for i in 0..<200 { #expect(try !breached.contains("another \(i)")) }
            }
        }
        let policy = try BreachedPasswords(path: path).policy
        #expect(throws: Refusal.self) { try policy.check("password 17", email: nil) }
        try policy.check("another password", email: nil)
        try Data("not a list\n".utf8).write(to: URL(filePath: path))
        #expect(throws: BreachedPasswords.Failure.self) { try BreachedPasswords(path: path) }
        #expect(throws: BreachedPasswords.Failure.self) { try BreachedPasswords(path: path + "-missing") }
    }

    @Test("a letter in a folder is a mail that only the server's user may read")
    func folder() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "souk-mail-\(TimeOrderedIDs.shared.next())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let to = try #require(EmailAddress("ann@example.com"))
        try await Mailer.folder(folder.path, clock: SetClock().clock).send(Letter(to: to, subject: "Hello", body: "Line ä\nLine 2"))
        let file = try #require(FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).first)
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.contains("To: ann@example.com\r\nSubject: Hello\r\nDate: Tue, 14 Nov 2023 22:13:20 +0000\r\n"))
        #expect(text.hasSuffix("\r\n\r\nLine ä\r\nLine 2\r\n"))
        #expect(try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == 0o600)
    }
}

extension String {
    fileprivate var leftPadded: String { count < 2 ? "0" + self : self }
}
