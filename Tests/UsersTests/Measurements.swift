import Foundation
import Platform
import TestDatabases
import Testing

@testable import Users

/// Prints figures, and asserts nothing of time. Run with SOUK_MEASURE=1.
@Suite("Measurements of users", .enabled(if: ProcessInfo.processInfo.environment["SOUK_MEASURE"] == "1"), .serialized)
struct Measurements {
    @Test("logins and authentications a second", arguments: Driver.available)
    func rates(driver: Driver) async throws {
        try await withWorld(driver) { world in
            var hashing = PasswordHashing()
            hashing.threads = 1
            let users = Users(
                database: world.database, passwords: hashing, tokens: TokenSettings(issuer: World.issuer), mailer: world.box.mailer)
            _ = try await users.createUser(email: "ann@example.com", password: World.password, name: "Ann", role: .buyer, by: .machine)
            let clock = ContinuousClock()
            func rate(_ name: String, _ count: Int, _ body: () async throws -> Void) async rethrows {
                let time = try await clock.measure { for _ in 0..<count { try await body() } }
                print("\(driver.rawValue): \(name): \(Int(Double(count) / (time / .seconds(1)))) a second")
            }
            let password = Array(World.password.utf8)
            try await rate("Argon2id of 19 MiB, 2 passes, 1 lane", 50) { _ = try Argon2.hash(password, Argon2Settings()) }
            try await rate("login, one hashing thread", 50) {
                _ = try await users.login(email: "ann@example.com", password: World.password, client: world.home)
            }
            let tokens = try await users.login(email: "ann@example.com", password: World.password, client: world.home)
            for use in [CallerUse.reading, .writing] {
                try await rate("authenticate(bearer:for: .\(use))", 5000) { _ = try await users.authenticate(bearer: tokens.access.text, for: use) }
            }
            let (_, key) = try await users.createAPIKey(APIKeyRequest(name: "k", scopes: [.search]), by: .machine)
            for use in [CallerUse.reading, .writing] {
                try await rate("authenticate(apiKey:for: .\(use))", 5000) { _ = try await users.authenticate(apiKey: key.text, for: use) }
            }
            var refresh = tokens.refresh
            try await rate("refresh", 200) { refresh = try await users.refresh(refresh.text, client: world.home).refresh }
        }
    }
}
