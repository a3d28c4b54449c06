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

@Suite("Accounts over HTTP")
struct AccountTests {
    @Test("somebody registers, verifies, logs in, goes on with a new token, and logs out", arguments: Driver.available)
    func life(driver: Driver) async throws {
        try await withOffice(driver) { office in
            let registration = #"{"email": "Ada@Example.com", "password": "\#(Office.password)", "name": "Ada"}"#
            #expect(try await office.send(.post, "/auth/register", registration).status == .accepted)
            await office.users.settle()
            let login = #"{"email": "ada@example.com", "password": "\#(Office.password)"}"#
            #expect(try await office.send(.post, "/auth/login", login).status == .unauthorized)
            let secret = try #require(office.letters.lastToken)
            #expect(try await office.send(.post, "/auth/verify-email", #"{"token": "\#(secret)"}"#).status == .ok)
            #expect(try await office.send(.post, "/auth/verify-email", #"{"token": "\#(secret)"}"#).status != .ok)
            let (access, refresh) = try await office.login("ada@example.com")
            let sessions = try await office.send(.get, "/auth/sessions", token: access)
            let listed = try sessions.json()
            #expect(listed.at("items", 0, "current")?.isTrue == true)
            let renewed = try await office.send(.post, "/auth/refresh", #"{"refreshToken": "\#(refresh)"}"#)
            let next = try #require(try renewed.json().at("refreshToken")?.string)
            #expect(try await office.send(.post, "/auth/logout", #"{"refreshToken": "\#(next)"}"#).status == .noContent)
            #expect(try await office.send(.post, "/auth/refresh", #"{"refreshToken": "\#(next)"}"#).status == .unauthorized)
            // The session is over, whatever the access token's own end says.
            #expect(try await office.send(.delete, "/auth/sessions/01ARZ3NDEKTSV4RRFFQ69G5FAV", token: access).status == .unauthorized)
        }
    }

    @Test("a stranger can't tell who is here: not by registering, not by forgetting, not by logging in", arguments: Driver.available)
    func silent(driver: Driver) async throws {
        try await withOffice(driver) { office in
            _ = try await office.person("ada", .buyer)
            func ask(_ path: String, _ body: String) async throws -> String {
                let response = try await office.send(.post, path, body)
                var text = response.text
                // The only thing that may differ names the request.
                if let id = response.headers[.requestID] { text = text.replacing(id, with: "") }
                return "\(response.status.code) \(text)"
            }
            for (path, more) in [
                ("/auth/register", #", "password": "another long one", "name": "x""#), ("/auth/forgot-password", ""),
                ("/auth/login", #", "password": "another long one""#),
            ] {
                let known = try await ask(path, #"{"email": "ada@example.com"\#(more)}"#)
                let unknown = try await ask(path, #"{"email": "eve@example.com"\#(more)}"#)
                #expect(known == unknown, "\(path)")
            }
        }
    }

    /// Every route that there is, asked by everybody: what is written down here is what is documented.
    @Test("each route lets in whom it should, and nobody else", arguments: Driver.available)
    func table(driver: Driver) async throws {
        try await withOffice(driver) { office in
            let buyer = try await office.person("buyer", .buyer).access
            let seller = try await office.person("seller", .seller).access
            let admin = try await office.person("admin", .admin).access
            let gone = try await office.person("gone", .buyer)
            _ = try await office.send(.post, "/auth/logout", #"{"refreshToken": "\#(gone.refresh)"}"#)
            let forged = buyer.split(separator: ".").dropLast().joined(separator: ".") + "." + String(repeating: "A", count: 86)
            let searchKey = try await office.key([.search])
            let indexKey = try await office.key([.search, .index])
            let callers: [(name: String, token: String?, key: String?)] = [
                ("anonymous", nil, nil), ("buyer", buyer, nil), ("seller", seller, nil), ("admin", admin, nil),
                ("logged out", gone.access, nil), ("forged", forged, nil), ("expired", try await office.expired("buyer@example.com"), nil),
                ("search key", nil, searchKey), ("index key", nil, indexKey), ("admin key", nil, try await office.key([.admin])),
                ("wrong key", nil, searchKey + "x"),
            ]
            let expected: [Access: [Int?]] = [
                // nil: let in. 401 and 403 are the two ways not to be.
                .searchers: [nil, nil, nil, nil, 401, 401, 401, nil, nil, 403, 401],
                .indexers: [401, 403, 403, nil, 401, 401, 401, 403, nil, 403, 401],
                .people: [401, nil, nil, nil, 401, 401, 401, 403, 403, 403, 401],
                .known: [401, nil, nil, nil, 401, 401, 401, 403, 403, nil, 401],
                .administrators: [401, 403, 403, nil, 401, 401, 401, 403, 403, nil, 401],
            ]
            for route in office.routes where route.access != .anyone {
                for (caller, status) in zip(callers, try #require(expected[route.access])) {
                    // An ended session is still known to readers for a moment, on purpose.
                    if caller.name == "logged out", route.method == .get || route.access == .searchers { continue }
                    let parts = route.path.split(separator: "/").map { $0.hasPrefix(":") ? "01ARZ3NDEKTSV4RRFFQ69G5FAV" : String($0) }
                    let path = "/" + parts.joined(separator: "/")
                    let body = route.method == .get || route.method == .delete ? nil : "{}"
                    let response = try await office.send(route.method, path, body, token: caller.token, key: caller.key)
                    // Other people and companies are nobody's but an administrator's business: the module says so, behind the route.
                    let isOthers = route.path == "/users/:id" || route.path.hasPrefix("/companies/:id")
                    if let status = isOthers && body == nil && ["buyer", "seller"].contains(caller.name) ? 403 : status {
                        #expect(response.status.code == status, "\(route.method) \(route.path) as \(caller.name)")
                    } else {
                        #expect(![401, 403, 500].contains(response.status.code), "\(route.method) \(route.path) as \(caller.name)")
                    }
                }
            }
        }
    }

    @Test("where search is not public, a stranger is asked who it is", arguments: Driver.available)
    func privateSearch(driver: Driver) async throws {
        try await withOffice(driver, change: { $0.isSearchPublic = false }) { office in
            let refused = try await office.send(.get, "/search?q=bolt")
            #expect(refused.status == .unauthorized)
            #expect(refused.headers[.wwwAuthenticate] == "Bearer")
            #expect(try await office.send(.get, "/search?q=bolt", key: office.key([.search])).status == .ok)
            #expect(try await office.send(.get, "/health").status == .ok)
        }
    }

    @Test("a key's filter holds for hits, totals, facets, suggestions and part numbers, whatever the caller asks", arguments: Driver.available)
    func filter(driver: Driver) async throws {
        try await withOffice(driver) { office in
            let key = try await office.key([.search], filter: #"brand = "Norvik""#)
            func ask(_ path: String) async throws -> JSONValue { try await office.send(.get, path, key: key).json() }
            let all = try await ask("/search?facets=brand,inStock&limit=100")
            #expect(all.at("total", "value")?.int == Shop.documentCount / 3)
            #expect(all.at("facets", "brand", "values")?.array?.count == 1)
            // A facet leaves the caller's own selection out of account, not the key's.
            let narrowed = try await ask("/search?facets=brand&filter=brand%20%3D%20Hallden")
            #expect(narrowed.at("total", "value")?.int == 0)
            #expect(narrowed.at("facets", "brand", "values")?.array?.compactMap { $0.at("value")?.string } == ["Norvik"])
            let widened = try await ask("/search?filter=NOT%20brand%20%3D%20Norvik%20OR%20price%20%3E%200&limit=100")
            #expect(widened.at("hits")?.array?.allSatisfy { $0.at("document", "brand")?.string == "Norvik" } == true)
            #expect(widened.at("total", "value")?.int == Shop.documentCount / 3)
            let suggested = try await ask("/search/suggestions?q=h")
            #expect(suggested.at("suggestions")?.array?.contains { $0.at("text")?.string == "Hallden" } == false)
            let resolved = try await office.send(.post, "/listings/resolve", #"{"numbers": ["NV100-A", "NV101-A"]}"#, key: key).json()
            #expect(resolved.at("results", 0, "status")?.string == "exact")
            #expect(resolved.at("results", 1, "status")?.string == "notFound")
            // A filter that the index has no field for any more lets nothing through.
            let stale = try await office.key([.search], filter: "nosuchfield = 1")
            for path in ["/search?q=bolt", "/search/facets", "/search/suggestions?q=h"] {
                let refused = try await office.send(.get, path, key: stale)
                #expect(refused.status == .forbidden)
                let problem = try refused.json()
                #expect(problem.at("code")?.string == "key_filter_invalid")
            }
        }
    }

    @Test("who steals the databases has no password, no token and no key")
    func stolen() async throws {
        try await withOffice { office in
            let (access, refresh) = try await office.person("ada", .admin)
            let key = try await office.key([.search])
            // An answer that is kept to be given again has a key in it.
            let made = try await office.send(
                .post, "/admin/api-keys", #"{"name": "kept", "scopes": ["search"]}"#, token: access,
                [.idempotencyKey: "0b9f3a52-7d0c-4a0e-9d0e-5b1f4f3c2a11"])
            let kept = try #require(try made.json().at("key")?.string?.split(separator: "_").last.map(String.init))
            let ownPart = String(key.split(separator: "_").last ?? "")
            let secrets = [Office.password, refresh, access, kept, "0b9f3a52-7d0c-4a0e-9d0e-5b1f4f3c2a11", ownPart]
            var size = 0
            for name in try FileManager.default.contentsOfDirectory(atPath: office.folder) {
                let data = try Data(contentsOf: URL(fileURLWithPath: office.folder + "/" + name))
                size += data.count
                for secret in secrets where secret.utf8.count >= 16 {
                    #expect(data.range(of: Data(secret.utf8)) == nil, "\(name)")
                }
                // What is not secret is there, so the bytes were looked at.
                if name == "users.sqlite-wal" { #expect(data.range(of: Data("ada@example.com".utf8)) != nil) }
            }
            #expect(size > 0 && secrets.allSatisfy { $0.utf8.count >= 16 })
        }
    }

    @Test("a person is shown, changed with the version that was seen, exported and erased; to others there is nobody", arguments: Driver.available)
    func person(driver: Driver) async throws {
        try await withOffice(driver) { office in
            let ada = try await office.person("ada", .buyer).access
            let eve = try await office.person("eve", .buyer).access
            let shown = try await office.send(.get, "/users/profile", token: ada)
            let tag = try #require(shown.headers[.eTag])
            let id = try #require(try shown.json().at("id")?.string)
            let changed = try await office.send(.put, "/users/profile", #"{"name": "Ada L."}"#, token: ada, [.ifMatch: tag])
            #expect(changed.status == .ok && changed.headers[.eTag] != tag)
            let stale = try await office.send(.put, "/users/profile", #"{"name": "Ada"}"#, token: ada, [.ifMatch: tag])
            #expect(stale.status == .preconditionFailed)
            #expect(try await office.send(.put, "/users/profile", #"{"name": "A"}"#, token: ada, [.ifMatch: "3"]).status == .badRequest)
            for method in [HTTPRequest.Method.get, .delete] {
                #expect([.forbidden, .notFound].contains(try await office.send(method, "/users/\(id)", token: eve).status))
            }
            let export = try await office.send(.get, "/users/profile/export", token: ada)
            #expect(export.text.contains("ada@example.com") && !export.text.contains("eve@example.com"))
            #expect(try await office.send(.delete, "/users/\(id)", token: ada).status == .noContent)
            let login = #"{"email": "ada@example.com", "password": "\#(Office.password)"}"#
            let late = try await office.send(.post, "/auth/login", login)
            #expect(late.status == .unauthorized, "\(late.status) \(late.text)")
        }
    }

    @Test("a key has its own limit of requests", arguments: Driver.available)
    func limit(driver: Driver) async throws {
        try await withOffice(driver) { office in
            let key = try await office.key([.search], requestsPerMinute: 6)
            #expect(try await office.send(.get, "/search", key: key).status == .ok)
            #expect(try await office.send(.get, "/search", key: key).status == .tooManyRequests)
            #expect(try await office.send(.get, "/search").status == .ok)
        }
    }

    @Test("a POST with an Idempotency-Key is done once, answered alike, and refused with another body", arguments: Driver.available)
    func idempotency(driver: Driver) async throws {
        try await withOffice(driver) { office in
            let admin = try await office.person("admin", .admin).access
            let other = try await office.person("other", .admin).access
            func make(_ name: String, _ key: String, _ token: String) async throws -> TestResponse {
                try await office.send(
                    .post, "/admin/api-keys", #"{"name": "\#(name)", "scopes": ["search"]}"#, token: token, [.idempotencyKey: key])
            }
            let first = try await make("a", "k1", admin)
            #expect(first.status == .created)
            let again = try await make("a", "k1", admin)
            #expect(again.status == .created && again.text == first.text)
            #expect(again.headers[.idempotentReplayed] == "true")
            #expect(again.headers[.location] == first.headers[.location])
            #expect(try await make("b", "k1", admin).status == .unprocessableContent)
            // Another caller's keys are its own.
            let others = try await make("a", "k1", other)
            #expect(others.status == .created && others.text != first.text)
            // What was refused was not done: the key is free.
            #expect(try await office.send(.post, "/admin/api-keys", "{}", token: admin, [.idempotencyKey: "k2"]).status == .badRequest)
            #expect(try await make("c", "k2", admin).status == .created)
            let listed = try await office.send(.get, "/admin/api-keys?limit=2", token: admin).json()
            #expect(listed.at("items")?.array?.count == 2)
            let cursor = try #require(listed.at("nextCursor")?.string)
            let rest = try await office.send(.get, "/admin/api-keys?limit=2&cursor=\(cursor)", token: admin).json()
            #expect(rest.at("items")?.array?.count == 1 && rest.at("nextCursor")?.string == nil)
        }
    }

    @Test("what is wrong with a body is told all at once, by names", arguments: Driver.available)
    func wrongBodies(driver: Driver) async throws {
        try await withOffice(driver) { office in
            let response = try await office.send(.post, "/auth/login", #"{"email": 5, "passwort": "x"}"#)
            #expect(response.status == .badRequest)
            let fields = try response.json().at("errors")?.array?.compactMap { $0.at("field")?.string }
            #expect(Set(fields ?? []) == ["email", "password", "passwort"])
            for body in ["", "[]", "{", #"{"email": "a", "email": "b"}"#, "\u{0}"] {
                #expect(try await office.send(.post, "/auth/login", body).status == .badRequest)
            }
            let twice = try await office.send(.get, "/search", token: "x", key: "y")
            #expect(twice.status == .badRequest)
            #expect(try await office.send(.get, "/search", nil, [.authorization: "Basic eDp5"]).status == .unauthorized)
        }
    }

    @Test("the keys that check tokens are public, and no part of them is secret", arguments: Driver.available)
    func keys(driver: Driver) async throws {
        try await withOffice(driver) { office in
            _ = try await office.person("ada", .buyer)
            let reply = try await office.send(.get, "/.well-known/jwks.json").json()
            let key = try #require(reply.at("keys", 0))
            #expect(key.at("kty")?.string == "EC" && key.at("kid")?.string != nil && key.at("d") == nil)
        }
    }
}

extension JSONValue {
    fileprivate var isTrue: Bool { self == .bool(true) }
}
