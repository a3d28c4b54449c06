import Foundation
import Platform
import Synchronization
import TestDatabases
import Testing

@testable import Users

/// A marketplace's people on a database of their own, with a clock that stands still and a letter box.
struct World: Sendable {
    let users: Users
    let database: any SQLDatabase
    let clock: SetClock
    let box: LetterBox
    let home = Client(address: "192.0.2.1", userAgent: "Tests/1")
    static let issuer = "https://souk.example"
    static let password = "correct horse battery"

    /// Hashes as cheap as the library makes them.
    static var hashing: PasswordHashing {
        var hashing = PasswordHashing()
        hashing.argon2 = Argon2Settings(memoryKibibytes: 8, passes: 1, lanes: 1)
        hashing.threads = 2
        hashing.waitingLimit = 1000
        return hashing
    }

    /// Another server on the same database.
    func server(
        hashing: PasswordHashing = World.hashing, policy: PasswordPolicy = PasswordPolicy(),
        change: (inout TokenSettings) -> Void = { _ in }
    ) -> Users {
        var tokens = TokenSettings(issuer: Self.issuer)
        change(&tokens)
        return Users(database: database, passwords: hashing, policy: policy, tokens: tokens, mailer: box.mailer, clock: clock.clock)
    }

    init(database: any SQLDatabase) {
        self.database = database
        clock = SetClock()
        box = LetterBox()
        users = Users(
            database: database, passwords: Self.hashing, tokens: TokenSettings(issuer: Self.issuer), mailer: box.mailer,
            clock: clock.clock)
    }

    /// An account that can log in.
    @discardableResult
    func person(_ email: String, role: SystemRole = .buyer) async throws -> User {
        try await users.createUser(email: email, password: Self.password, name: "Name of \(email)", role: role, by: .machine)
    }

    func login(_ email: String, client: Client? = nil, code: String? = nil, password: String = World.password) async throws -> Tokens {
        try await users.login(email: email, password: password, code: code, client: client ?? home)
    }

    func caller(_ email: String) async throws -> Caller {
        try await users.authenticate(bearer: try await login(email).access.text)
    }

    /// A new account, logged in.
    func caller(new email: String, role: SystemRole = .buyer) async throws -> Caller {
        try await person(email, role: role)
        return try await caller(email)
    }
}

final class LetterBox: Sendable {
    private let held = Mutex<[Letter]>([])

    var mailer: Mailer { Mailer { letter in self.held.withLock { $0.append(letter) } } }
    var letters: [Letter] { held.withLock { $0 } }

    /// The newest token that was mailed to an address.
    func token(to address: String) throws -> String {
        let tokens = letters.filter { $0.to.text == address }.compactMap { $0.body.firstMatch(of: /token=([A-Za-z0-9_-]+)/)?.1 }
        return String(try #require(tokens.last))
    }
}

func withWorld(_ driver: Driver, _ body: (World) async throws -> Void) async throws {
    try await withDatabase(driver) { database in
        try await database.migrate([.events, Users.migrations])
        try await body(World(database: database))
    }
}

/// The code of the refusal that work ends with, or nil where it does not end with one.
func refusal<Value>(_ work: () async throws -> Value) async -> String? {
    do {
        _ = try await work()
        return nil
    } catch { return (error as? Refusal)?.code ?? "\(error)" }
}
