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

/// A server with accounts of its own, and the mails it sends.
struct Office: Sendable {
    let client: any TestClientProtocol
    let users: Users
    let letters: Letters
    let accounts: Accounts
    /// Where the databases are.
    let folder: String
    /// All that the server has.
    let routes: [Route]

    final class Letters: Sendable {
        private let all = Mutex<[Letter]>([])
        func add(_ letter: Letter) { all.withLock { $0.append(letter) } }
        var last: Letter? { all.withLock { $0.last } }
        var count: Int { all.withLock { $0.count } }
        /// What the link of the last one ends with.
        var lastToken: String? {
            guard let words = last?.body.split(whereSeparator: \.isWhitespace),
                let longest = words.max(by: { $0.count < $1.count })
            else { return nil }
            return longest.split(whereSeparator: { "=/?&#".contains($0) }).last.map { String($0) }
        }
    }

    static let password = "correct horse battery"

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, token: String? = nil, key: String? = nil,
        _ more: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = more
        if body != nil { headers[.contentType] = "application/json" }
        if let token { headers[.authorization] = "Bearer \(token)" }
        if let key { headers[.apiKey] = key }
        return try await client.execute(uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
    }

    func login(_ email: String, _ password: String = Office.password) async throws -> (access: String, refresh: String) {
        let response = try await send(.post, "/auth/login", #"{"email": "\#(email)", "password": "\#(password)"}"#)
        let reply = try response.json()
        return (try #require(reply.at("accessToken")?.string), try #require(reply.at("refreshToken")?.string))
    }

    /// A token of somebody who logged in an hour ago, and whose token has ended since.
    func expired(_ email: String) async throws -> String {
        let then = SetClock(WallClock.system.now() - .seconds(3600))
        let past = Office.users(accounts.databases[0].database, letters, clock: then.clock)
        return try await past.login(email: email, password: Self.password, code: nil, client: Client(address: "192.0.2.1")).access.text
    }

    static func users(_ database: any SQLDatabase, _ letters: Letters, clock: WallClock = .system) -> Users {
        var hashing = PasswordHashing()
        hashing.argon2 = Argon2Settings(memoryKibibytes: 64, passes: 1)
        return Users(
            database: database, passwords: hashing, tokens: TokenSettings(issuer: "souk"), mailer: Mailer { letters.add($0) }, clock: clock)
    }

    /// An account that may log in.
    func person(_ name: String, _ role: SystemRole) async throws -> (access: String, refresh: String) {
        _ = try await users.createUser(email: "\(name)@example.com", password: Self.password, name: name, role: role, by: .machine)
        return try await login("\(name)@example.com")
    }

    func key(_ scopes: Set<Scope>, filter: String? = nil, requestsPerMinute: Int? = nil) async throws -> String {
        let request = APIKeyRequest(name: "test", scopes: scopes, filter: filter, requestsPerMinute: requestsPerMinute)
        return try await users.createAPIKey(request, by: .machine).text.text
    }
}

func withOffice(
    _ driver: Driver = .sqlite, change: (inout ServerSettings) -> Void = { _ in }, _ body: @Sendable (Office) async throws -> Void
) async throws {
    let shop = Shop()
    defer { shop.remove() }
    try shop.build()
    var settings = shop.settings()
    change(&settings)
    let place = try Place(driver)
    let result: Result<Void, any Error>
    do { result = .success(try await work(in: place, settings, Index.open(shop.path), body)) } catch { result = .failure(error) }
    try await place.remove(schemas: ["users", "gateway"].map { "\(place.name)_\($0)" })
    try result.get()
}

private func work(
    in place: Place, _ settings: ServerSettings, _ index: Index, _ body: @Sendable (Office) async throws -> Void
) async throws {
    let letters = Office.Letters()
    let accounts = try await Accounts({ try await place.open(module: $0) }) { Office.users($0, letters) }
    let server = Server(settings: settings, index: index, accounts: accounts, logger: quietLogger)
    let threads = SearchThreads(count: 1, queueLimit: 1)
    defer { threads.close() }
    let routes = server.routes(server.edge, threads).all
    let office = { @Sendable (client: any TestClientProtocol) in
        Office(client: client, users: accounts.users, letters: letters, accounts: accounts, folder: place.folder.path, routes: routes)
    }
    try await server.application().test(.router) { client in try await body(office(client)) }
    for (_, database) in accounts.databases { (database as? PostgresDatabase)?.close() }
}

extension Office {
    /// Those of a server with accounts.
    static func routes() async throws -> [Route] {
        let all = Mutex<[Route]>([])
        try await withOffice { office in all.withLock { $0 = office.routes } }
        return all.withLock { $0 }
    }
}
