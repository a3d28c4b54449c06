import Crypto
import Foundation
import JWTKit
import Platform
import TestDatabases
import Testing

@testable import Users

@Suite("Access tokens, on both databases")
struct TokenTests {
    @Test("a token that anybody else made, or that was changed in any character, is refused", arguments: Driver.available)
    func forgery(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let ann = try await world.person("ann@example.com")
            let tokens = try await world.login("ann@example.com")
            let good = tokens.access.text
            let parts = good.split(separator: ".").map(String.init)
            let header = try #require(Base64URL.decode(parts[0]).map { String(decoding: $0, as: UTF8.self) })
            let kid = try #require(header.firstMatch(of: /"kid":"(\w+)"/)?.1)
            func claims(
                iss: String = World.issuer, exp: Int64 = 900, iat: Int64 = 0, sub: UserID = ann.id, sid: SessionID = tokens.session
            ) -> AccessClaims {
                let now = world.clock.clock.now().microseconds / 1_000_000
                return AccessClaims(iss: iss, sub: sub, sid: sid, iat: now + iat, exp: now + exp)
            }
            func signed(_ claims: AccessClaims, kid: String, by key: P256.Signing.PrivateKey) async throws -> String {
                let keys = JWTKeyCollection()
                await keys.add(ecdsa: try ES256PrivateKey(backing: key), kid: JWKIdentifier(string: kid))
                return try await keys.sign(claims, kid: JWKIdentifier(string: kid))
            }
            let stored: [UInt8] = try #require(
                await world.database.read { try $0.row("SELECT private_key FROM signing_keys WHERE id = $1", String(kid))?.only() })
            let ours = try P256.Signing.PrivateKey(rawRepresentation: Vault.open.open(stored, "signing key"))
            let theirs = P256.Signing.PrivateKey()
            // That the right key and claims would do, so that what follows fails for its own reason.
            _ = try await world.users.authenticate(bearer: try await signed(claims(), kid: String(kid), by: ours))
            func b64(_ text: String) -> String { Base64URL.encode(Array(text.utf8)) }
            let hmac = HMAC<SHA256>.authenticationCode(
                for: Array((b64("{\"alg\":\"HS256\",\"kid\":\"\(kid)\"}") + "." + parts[1]).utf8),
                using: SymmetricKey(data: Array(ours.publicKey.pemRepresentation.utf8)))
            var bad = [
                "", ".", "..", "...", "a.b.c", good + ".", good + "=", " " + good, String(repeating: "a", count: 10_000),
                b64("{\"alg\":\"none\",\"kid\":\"\(kid)\"}") + "." + parts[1] + ".",
                b64("{\"alg\":\"none\",\"kid\":\"\(kid)\"}") + "." + parts[1] + "." + parts[2],
                b64("{\"alg\":\"HS256\",\"kid\":\"\(kid)\"}") + "." + parts[1] + "." + Base64URL.encode(Array(hmac)),
                b64("{\"alg\":\"ES256\"}") + "." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1] + "." + Base64URL.encode([UInt8](repeating: 0, count: 64)),
                try await signed(claims(), kid: String(kid), by: theirs), try await signed(claims(), kid: "another", by: theirs),
                try await signed(claims(exp: 0), kid: String(kid), by: ours), try await signed(claims(exp: -1), kid: String(kid), by: ours),
                try await signed(claims(iat: 3600), kid: String(kid), by: ours),
                try await signed(claims(iss: "https://other.example"), kid: String(kid), by: ours),
            ]
            for i in good.indices where good[i] != "." {
                var changed = good
                changed.replaceSubrange(i...i, with: good[i] == "A" ? "B" : "A")
                bad.append(changed)
            }
            for token in bad {
                #expect(await refusal { try await world.users.authenticate(bearer: token) } == "invalid_token", "\(token.prefix(300))")
            }
            // Rightly signed, and of nobody: another user with this session, a session that is none.
            let other = try await world.person("sue@example.com")
            for claims in [claims(sub: other.id), claims(sid: .next())] {
                let token = try await signed(claims, kid: String(kid), by: ours)
                for use in [CallerUse.reading, .writing] {
                    #expect(await refusal { try await world.users.authenticate(bearer: token, for: use) } == "session_ended")
                }
            }
            // What is remembered of a token ends with it, and is found by nothing else.
            world.clock.advance(by: .seconds(890))
            _ = try await world.users.authenticate(bearer: good, for: .reading)
            for token in bad { #expect(await refusal { try await world.users.authenticate(bearer: token, for: .reading) } == "invalid_token") }
            #expect(await refusal { try await world.users.authenticate(apiKey: good, for: .reading) } == "invalid_api_key")
            world.clock.advance(by: .seconds(10))
            for use in [CallerUse.reading, .writing] {
                #expect(await refusal { try await world.users.authenticate(bearer: good, for: use) } == "invalid_token")
            }
        }
    }

    @Test("two servers take each other's tokens through all changes of keys", arguments: Driver.available)
    func twoServers(driver: Driver) async throws {
        try await withWorld(driver) { world in
            try await world.person("ann@example.com")
            let servers = [world.users, world.server()]
            var listed: Set<String> = []
            var keys: Set<String> = []
            for hours in 0..<(24 * 70) where hours % 11 == 0 {
                let maker = servers[hours % 2]
                let tokens = try await maker.login(email: "ann@example.com", password: World.password, client: world.home)
                for server in servers { _ = try await server.authenticate(bearer: tokens.access.text) }
                let header = try #require(Base64URL.decode(tokens.access.text.prefix { $0 != "." }))
                let kid = try #require(String(decoding: header, as: UTF8.self).firstMatch(of: /"kid":"(\w+)"/).map { String($0.1) })
                // Whoever reads the list once in half a day knows each key before it signs.
                if hours > 0, keys.insert(kid).inserted, keys.count > 1 {
                    #expect(listed.contains(kid))
                }
                let jwks = try await servers[1 - hours % 2].jwks()
                listed.formUnion(jwks.matches(of: /"kid":"(\w+)"/).map { String($0.1) })
                world.clock.advance(by: .seconds(11 * 3600))
            }
            #expect(keys.count == 3)
            let left: Int? = try await world.database.read { try $0.row("SELECT count(*) FROM signing_keys")?.only() }
            #expect(left ?? 9 <= 2)
        }
    }

    @Test("a server whose clock is behind the one that made the only key signs with it", arguments: Driver.available)
    func behind(driver: Driver) async throws {
        try await withWorld(driver) { world in
            try await world.person("ann@example.com")
            let other = world.server()
            _ = try await world.login("ann@example.com")
            world.clock.advance(by: .seconds(-30))
            let tokens = try await other.login(email: "ann@example.com", password: World.password, code: nil, client: world.home)
            _ = try await other.authenticate(bearer: tokens.access.text)
            world.clock.advance(by: .seconds(30))
            _ = try await world.users.authenticate(bearer: tokens.access.text)
        }
    }

    @Test("of servers that start at once one makes the key", arguments: Driver.available)
    func firstKey(driver: Driver) async throws {
        try await withWorld(driver) { world in
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<8 { group.addTask { _ = try? await world.server().jwks() } }
            }
            let count: Int? = try await world.database.read { try $0.row("SELECT count(*) FROM signing_keys")?.only() }
            #expect(count == 1)
        }
    }

    @Test("a sealed database opens with its key and with no other, nor in another row", arguments: Driver.available)
    func vault(driver: Driver) async throws {
        let vault = try #require(Vault(key: Array(0..<32)))
        #expect(Vault(key: [1, 2, 3]) == nil)
        let sealed = try vault.seal([1, 2, 3], "a")
        #expect(try vault.open(sealed, "a") == [1, 2, 3])
        #expect(throws: Vault.Unreadable.self) { try vault.open(sealed, "b") }
        #expect(throws: Vault.Unreadable.self) { try Vault.open.open(sealed, "a") }
        #expect(throws: Vault.Unreadable.self) { try vault.open([], "a") }
        #expect(throws: Vault.Unreadable.self) { try vault.open([1, 2], "a") }
        try await withWorld(driver) { world in
            let users = world.server { $0.vault = vault }
            _ = try await users.createUser(email: "ann@example.com", password: World.password, name: "Ann", role: .buyer, by: .machine)
            let tokens = try await users.login(email: "ann@example.com", password: World.password, client: world.home)
            _ = try await world.server { $0.vault = vault }.authenticate(bearer: tokens.access.text)
            await #expect(throws: Vault.Unreadable.self) { try await world.users.authenticate(bearer: tokens.access.text) }
        }
    }

    @Test("secrets show themselves nowhere")
    func secrets() async throws {
        let secret = Secret("hush-hush")
        var dumped = ""
        dump(secret, to: &dumped)
        let key = try #require(KeyText(KeyText.random().text.text))
        for text in ["\(secret)", String(reflecting: secret), dumped, "\([secret])", "\(["k": secret])", "\(Enrolment(secret: secret, address: secret))"] {
            #expect(!text.contains("hush"))
        }
        #expect(!"\(key)".contains(key.secret.text))
    }
}
