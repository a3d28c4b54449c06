import Crypto
import Foundation
import Platform
import TestDatabases
import Testing

@testable import Users

@Suite("API keys, on both databases")
struct KeyTests {
    /// What a backend does, from the written form alone.
    private func sign(_ key: String, _ json: String) -> String {
        let parts = key.split(separator: "_", maxSplits: 2).map(String.init)
        let hash = Array(SHA256.hash(data: Array(parts[2].utf8)))
        let mac = HMAC<SHA256>.authenticationCode(for: Array(json.utf8), using: SymmetricKey(data: hash))
        return Base64URL.encode(Array(mac) + Array(parts[1].utf8) + Array(json.utf8))
    }

    @Test("a key tells who calls until it is revoked or ends", arguments: Driver.available)
    func keys(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let end = world.clock.clock.now() + .seconds(3600)
            let request = APIKeyRequest(name: "shop", scopes: [.search], filter: "brand = \"A\"", requestsPerMinute: 60, expiresAt: end)
            let (key, text) = try await world.users.createAPIKey(request, by: .machine)
            #expect(text.text.hasPrefix(key.start) && key.lastUsedAt == nil)
            #expect(text.text.split(separator: "_").map(\.count) == [4, 12, 52])
            let caller = try await world.users.authenticate(apiKey: text.text)
            #expect(caller.scopes == [.search] && caller.filters == ["brand = \"A\""] && caller.requestsPerMinute == 60)
            #expect(caller.may(.search) && !caller.may(.writeIndex) && !caller.isAdministrator)
            await world.users.settle()
            let listed = try await world.users.apiKeys(PageRequest(), by: .machine).items
            #expect(listed.map(\.id) == [key.id] && listed.first?.lastUsedAt == world.clock.clock.now())
            // The stored hash is no key, nor is anything near one.
            var chance = Chance("keys")
            for _ in 0..<50 {
                var changed = Array(text.text)
                let i = Int.random(in: 0..<changed.count, using: &chance)
                changed[i] = changed[i] == "a" ? "b" : "a"
                #expect(await refusal { try await world.users.authenticate(apiKey: String(changed)) } == "invalid_api_key")
            }
            for text in ["", "souk_", key.start, key.start + "_", "é", String(repeating: "A", count: 20_000), "a\0b"] {
                #expect(await refusal { try await world.users.authenticate(apiKey: text) } == "invalid_api_key")
            }
            _ = try await world.users.authenticate(apiKey: text.text, for: .reading)
            world.clock.advance(by: .seconds(3600))
            #expect(await refusal { try await world.users.authenticate(apiKey: text.text, for: .reading) } == "invalid_api_key")
            let (second, secondText) = try await world.users.createAPIKey(APIKeyRequest(name: "b", scopes: [.admin]), by: .machine)
            let admin = try await world.users.authenticate(apiKey: secondText.text, for: .reading)
            try await world.users.revokeAPIKey(second.id, by: admin)
            #expect(await refusal { try await world.users.authenticate(apiKey: secondText.text, for: .reading) } == "invalid_api_key")
            // A caller that was kept is looked up when it writes.
            #expect(await refusal { try await world.users.revokeAPIKey(key.id, by: admin) } == "invalid_api_key")
        }
    }

    @Test("a key that makes no sense is not made", arguments: Driver.available)
    func requests(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let past = world.clock.clock.now()
            let requests: [(APIKeyRequest, String)] = [
                (APIKeyRequest(name: "", scopes: [.search]), "invalid_name"), (APIKeyRequest(name: "a", scopes: []), "invalid_scopes"),
                (APIKeyRequest(name: "a", scopes: [.search], requestsPerMinute: 0), "invalid_requestsPerMinute"),
                (APIKeyRequest(name: "a", scopes: [.search], expiresAt: past), "invalid_expiresAt"),
                (APIKeyRequest(name: "a", scopes: [.search, .index], filter: "a = 1"), "invalid_filter"),
                (APIKeyRequest(name: "a", scopes: [.search], filter: "a\0"), "invalid_filter"),
            ]
            for (request, code) in requests { #expect(await refusal { try await world.users.createAPIKey(request, by: .machine) } == code) }
            let buyer = try await world.caller(new: "ann@example.com")
            let request = APIKeyRequest(name: "a", scopes: [.search])
            #expect(await refusal { try await world.users.createAPIKey(request, by: buyer) } == "forbidden")
        }
    }

    @Test("a signed key narrows its parent and can't do more", arguments: Driver.available)
    func signedKeys(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let now = world.clock.clock.now().microseconds / 1_000_000
            let parent = APIKeyRequest(
                name: "shop", scopes: [.search], filter: "a = 1", requestsPerMinute: 60, expiresAt: world.clock.clock.now() + .seconds(3600))
            let (key, text) = try await world.users.createAPIKey(parent, by: .machine)
            let all = try await world.users.createAPIKey(APIKeyRequest(name: "all", scopes: Set(Scope.allCases)), by: .machine).text.text
            let index = try await world.users.createAPIKey(APIKeyRequest(name: "i", scopes: [.index]), by: .machine).text.text
            // A filter that would open the parent's, were they one text.
            let hostile = "b = 2) OR (a = 3"
            let json = "{\"filter\":\"\(hostile)\",\"expiresAt\":\(now + 60),\"maxHits\":50,\"userToken\":\"u-1\"}"
            let caller = try await world.users.authenticate(apiKey: sign(text.text, json), for: .reading)
            #expect(caller.filters == ["a = 1", hostile] && caller.maximumHits == 50 && caller.userToken == "u-1")
            #expect(caller.requestsPerMinute == 60 && caller.scopes == [.search] && caller.identity == .key(key.id))
            let widest = try await world.users.authenticate(apiKey: sign(all, "{}"))
            #expect(widest.scopes == [.search] && !widest.may(.writeIndex) && !widest.isAdministrator)
            let bad = [
                sign(index, "{}"), sign(text.text, ""), sign(text.text, "[]"), sign(text.text, "null"), sign(text.text, "{\"maxHits\":0}"),
                sign(text.text, "{\"maxHits\":\"5\"}"), sign(text.text, "{\"expiresAt\":\(now)}"), sign(text.text, "{\"expiresAt\":\(now - 1)}"),
                sign(text.text, "{\"filters\":\"c = 1\"}"), sign(text.text, "{\"scopes\":[\"admin\"]}"), sign(text.text, "{\"filter\":1}"),
                sign(text.text, "{\"userToken\":\"\(String(repeating: "x", count: 300))\"}"),
                sign(text.text, "{\"filter\":\"\(String(repeating: "x", count: 9000))\"}"),
                sign(key.start + "_" + String(repeating: "a", count: 52), "{}"),
            ]
            for text in bad { #expect(await refusal { try await world.users.authenticate(apiKey: text) } == "invalid_api_key", "\(text.prefix(40))") }
            // Any changed byte is another key, and one of another parent's secret is none.
            let good = try #require(Base64URL.decode(sign(text.text, json)))
            for i in good.indices {
                var changed = good
                changed[i] ^= 1
                #expect(await refusal { try await world.users.authenticate(apiKey: Base64URL.encode(changed)) } == "invalid_api_key")
            }
            world.clock.advance(by: .seconds(60))
            #expect(await refusal { try await world.users.authenticate(apiKey: sign(text.text, json), for: .reading) } == "invalid_api_key")
            // Nor does it outlive its parent.
            let long = sign(text.text, "{\"expiresAt\":\(now + 1_000_000)}")
            _ = try await world.users.authenticate(apiKey: long, for: .reading)
            try await world.users.revokeAPIKey(key.id, by: .machine)
            #expect(await refusal { try await world.users.authenticate(apiKey: long, for: .reading) } == "invalid_api_key")
        }
    }
}
