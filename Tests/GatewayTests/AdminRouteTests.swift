import Foundation
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

@Suite("Administration over HTTP")
struct AdminRouteTests {
    @Test("accounts are listed by role, state and address, and changed many at once; the last admin stays", arguments: Driver.available)
    func accounts(driver: Driver) async throws {
        try await withOffice(driver) { office in
            let admin = try await office.person("admin", .admin).access
            for name in ["ada", "adam", "eve"] { _ = try await office.person(name, .buyer) }
            func ids(_ query: String) async throws -> [String] {
                let reply = try await office.send(.get, "/admin/users\(query)", token: admin).json()
                return reply.at("items")?.array?.compactMap { $0.at("id")?.string } ?? []
            }
            #expect(try await ids("").count == 4)
            #expect(try await ids("?email=ada&role=buyer&state=active").count == 2)
            #expect(try await ids("?role=admin").count == 1)
            let everybody = try await ids("?limit=100")
            let list = everybody.map { "\"\($0)\"" }.joined(separator: ",")
            let outcome = try await office.send(
                .post, "/admin/users/bulk-action", #"{"action": "suspend", "ids": [\#(list)]}"#, token: admin).json()
            #expect(outcome.at("items")?.array?.compactMap { $0.at("id")?.string } == everybody)
            let refused = outcome.at("items")?.array?.filter { $0.at("done") == .bool(false) } ?? []
            #expect(refused.count == 1 && refused.first?.at("refusal", "code")?.string == "last_admin")
            #expect(try await ids("?state=suspended").count == 3)
            #expect(try await office.send(.post, "/auth/login", Self.login("eve")).status == .unauthorized)
            let analytics = try await office.send(.get, "/admin/analytics?days=1", token: admin).json()
            #expect(analytics.at("byState", "suspended")?.int == 3 && analytics.at("byRole", "buyer")?.int == 3)
            #expect(analytics.at("registrations", 0, "count")?.int == 4)
        }
    }

    private static func login(_ name: String) -> String { #"{"email": "\#(name)@example.com", "password": "\#(Office.password)"}"# }

    @Test(
        "what is wrong with a list's parameters or a bulk action is told by name",
        arguments: [
            ("/admin/users?role=king", nil, ["role"]), ("/admin/users?rôle=admin&limit=0", nil, ["limit", "rôle"]),
            ("/admin/users?limit=1&limit=2", nil, ["limit"]), ("/admin/users?cursor=x", nil, ["cursor"]), ("/admin/users?email=a b", nil, ["email"]),
            ("/admin/analytics?days=0", nil, ["days"]), ("/admin/audit-log?action=flew", nil, ["action"]),
            ("/admin/audit-log/verification?x=1", nil, ["x"]), ("/companies?sort=name", nil, ["sort"]),
            ("/admin/users/bulk-action", #"{"action": "setRole", "ids": []}"#, ["ids", "role"]),
            ("/admin/users/bulk-action", #"{"action": "suspend", "role": "admin", "ids": ["x"]}"#, ["ids", "role"]),
            ("/admin/users/bulk-action", #"{"ids": 1}"#, ["action", "ids"]),
        ] as [(String, String?, [String])])
    func wrong(path: String, body: String?, fields: [String]) async throws {
        try await withOffice { office in
            let key = try await office.key([.admin])
            let address = path.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? path
            let response = try await office.send(body == nil ? .get : .post, address, body, key: key)
            #expect(response.status == .badRequest)
            #expect(try response.json().at("errors")?.array?.compactMap { $0.at("field")?.string }.sorted() == fields)
        }
    }

    @Test("the audit log tells who did what, is filtered, and shows that it holds", arguments: Driver.available)
    func audit(driver: Driver) async throws {
        try await withOffice(driver) { office in
            let admin = try await office.person("admin", .admin).access
            let ada = try await office.person("ada", .buyer).access
            _ = try await office.send(.put, "/users/profile", #"{"name": "Ada L."}"#, token: ada)
            let id = try #require(try await office.send(.get, "/users/profile", token: ada).json().at("id")?.string)
            let log = try await office.send(.get, "/admin/audit-log?actor=user:\(id)&action=user.updated", token: admin).json()
            #expect(log.at("items")?.array?.count == 1)
            #expect(log.at("items", 0, "person", "after")?.string == "Ada L.")
            #expect(log.at("items", 0, "after", "version")?.string == "2")
            let report = try await office.send(.get, "/admin/audit-log/verification", token: admin).json()
            #expect(report.at("holds") == .bool(true) && report.at("fault") == .null)
            let entries = try #require(report.at("entries")?.int)
            #expect(entries > 4 && report.at("head")?.string?.count == 64)
            // Somebody with the database changes an entry.
            try await office.accounts.databases[0].database.write { transaction in
                try transaction.execute("UPDATE audit_log SET actor = 'nobody' WHERE number = 3")
            }
            let tampered = try await office.send(.get, "/admin/audit-log/verification", token: admin).json()
            #expect(tampered.at("holds") == .bool(false) && tampered.at("fault", "number")?.int == 3)
        }
    }

    private struct Stubborn: Error {}

    @Test("what could not be delivered is seen, delivered again and given up, and the log says who did that", arguments: Driver.available)
    func deadLetters(driver: Driver) async throws {
        try await withOffice(driver) { office in
            let admin = try await office.person("admin", .admin).access
            _ = try await office.person("ada", .buyer)
            let log = try #require(office.accounts.logs.first).log
            let isMended = Atomic(false)
            let seen = Mutex<[String]>([])
            var consumer = EventConsumer("projection") { event in
                guard isMended.load(ordering: .relaxed) else { throw Stubborn() }
                seen.withLock { $0.append(event.key) }
            }
            consumer.attemptLimit = 1
            let relay = Relay(log, to: [consumer])
            try await relay.pass()
            let place = "/admin/events/users/dead-letters"
            let listed = try await office.send(.get, "\(place)?consumer=projection", token: admin).json()
            #expect(listed.at("items")?.array?.compactMap { $0.at("eventType")?.string } == ["user.created", "user.created"])
            let numbers = listed.at("items")?.array?.compactMap { $0.at("number")?.int } ?? []
            isMended.store(true, ordering: .relaxed)
            #expect(try await office.send(.post, "\(place)/\(numbers[0])/replay", token: admin).status == .accepted)
            #expect(try await office.send(.delete, "\(place)/\(numbers[1])", token: admin).status == .noContent)
            try await relay.pass()
            #expect(seen.withLock { $0 }.count == 1)
            #expect(try await office.send(.get, place, token: admin).json().at("items")?.array?.isEmpty == true)
            for number in [String(numbers[0]), "x", "99999999999999999999"] {
                #expect(try await office.send(.post, "\(place)/\(number)/replay", token: admin).status == .notFound)
            }
            #expect(try await office.send(.get, "/admin/events/nothing/dead-letters", token: admin).status == .notFound)
            #expect(try await office.send(.get, "\(place)?consumer=%00", token: admin).json().at("items")?.array?.isEmpty == true)
            let places = try await office.send(.get, "/admin/events", token: admin).json()
            #expect(places.at("items", 0, "consumers", 0, "name")?.string == "projection")
            #expect(places.at("items", 0, "consumers", 0, "lag")?.int == 0)
            for action in ["event.letter_replayed", "event.letter_dropped"] {
                let noted = try await office.send(.get, "/admin/audit-log?action=\(action)", token: admin).json()
                #expect(noted.at("items")?.array?.count == 1)
                #expect(noted.at("items", 0, "after", "consumer")?.string == "projection")
            }
        }
    }

    @Test("an account takes another address once the mail to it is followed", arguments: Driver.available)
    func changeEmail(driver: Driver) async throws {
        try await withOffice(driver) { office in
            let ada = try await office.person("ada", .buyer).access
            let wrong = #"{"email": "ada@example.org", "password": "not my password"}"#
            #expect(try await office.send(.post, "/users/profile/email", wrong, token: ada).status == .forbidden)
            let right = #"{"email": "ada@example.org", "password": "\#(Office.password)"}"#
            #expect(try await office.send(.post, "/users/profile/email", right, token: ada).status == .accepted)
            await office.users.settle()
            #expect(try await office.send(.get, "/users/profile", token: ada).json().at("email")?.string == "ada@example.com")
            let token = try #require(office.letters.lastToken)
            #expect(try await office.send(.post, "/auth/verify-email", #"{"token": "\#(token)"}"#).status == .ok)
            _ = try await office.login("ada@example.org")
        }
    }
}
