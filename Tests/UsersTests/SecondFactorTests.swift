import Platform
import TestDatabases
import Testing

@testable import Users

@Suite("Second factors, on both databases")
struct SecondFactorTests {
    @Test(
        "codes are those of RFC 6238, appendix B",
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ])
    func vectors(seconds: Int64, code: String) {
        let step = TimeBasedCode.step(at: Timestamp(microseconds: seconds * 1_000_000))
        #expect(TimeBasedCode.code(Array("12345678901234567890".utf8), step: step, digits: 8) == code)
        #expect(TimeBasedCode.code(Array("12345678901234567890".utf8), step: step) == String(code.suffix(6)))
    }

    @Test("base 32 is that of RFC 4648, section 10")
    func base32() {
        let pairs = ["": "", "f": "MY", "fo": "MZXQ", "foo": "MZXW6", "foob": "MZXW6YQ", "fooba": "MZXW6YTB", "foobar": "MZXW6YTBOI"]
        for (text, encoded) in pairs { #expect(Base32.encode(Array(text.utf8)) == encoded) }
    }

    /// The code that an app shows now, some steps off.
    private func code(_ world: World, _ enrolment: Enrolment, _ offset: Int64 = 0) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var bits = ""
        for letter in enrolment.secret.text {
            let text = String(alphabet.firstIndex(of: letter) ?? 0, radix: 2)
            bits += String(repeating: "0", count: 5 - text.count) + text
        }
        let secret = stride(from: 0, to: 160, by: 8).map { UInt8(bits.dropFirst($0).prefix(8), radix: 2) ?? 0 }
        return TimeBasedCode.code(secret, step: TimeBasedCode.step(at: world.clock.clock.now()) + offset)
    }

    private struct Enrolled: Sendable {
        let enrolment: Enrolment
        let codes: [Secret]
        let caller: Caller
    }

    private func enrolled(_ world: World) async throws -> Enrolled {
        let caller = try await world.caller(new: "ann@example.com")
        let enrolment = try await world.users.enrolSecondFactor(password: World.password, by: caller)
        #expect(enrolment.address.text.hasPrefix("otpauth://totp/Souk:ann%40example%2Ecom?secret=\(enrolment.secret.text)"))
        // Not confirmed, not asked for.
        _ = try await world.login("ann@example.com")
        #expect(await refusal { try await world.users.confirmSecondFactor(code: "abcdef", by: caller) } == "invalid_code")
        let codes = try await world.users.confirmSecondFactor(code: code(world, enrolment), by: caller)
        #expect(Set(codes).count == 10)
        return Enrolled(enrolment: enrolment, codes: codes, caller: caller)
    }

    @Test("a login needs a code, once each, a step early or late at most", arguments: Driver.available)
    func logins(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let enrolled = try await enrolled(world)
            let (enrolment, caller) = (enrolled.enrolment, enrolled.caller)
            let sessions = try await world.users.sessions(of: #require(caller.userID), caller: caller)
            #expect(sessions.map(\.id) == [caller.sessionID])
            #expect(await refusal { try await world.login("ann@example.com") } == "second_factor_required")
            #expect(await refusal { try await world.login("ann@example.com", code: "12", password: "wrong") } == "invalid_credentials")
            // The one that confirmed is used.
            #expect(await refusal { try await world.login("ann@example.com", code: code(world, enrolment)) } == "invalid_code")
            world.clock.advance(by: .seconds(90))
            #expect(await refusal { try await world.login("ann@example.com", code: code(world, enrolment, -2)) } == "invalid_code")
            #expect(await refusal { try await world.login("ann@example.com", code: code(world, enrolment, 2)) } == "invalid_code")
            world.clock.advance(by: .seconds(900))
            let tokens = try await world.login("ann@example.com", code: code(world, enrolment, 1))
            #expect(tokens.user.hasSecondFactor)
            // Nor one before the last that was used.
            #expect(await refusal { try await world.login("ann@example.com", code: code(world, enrolment)) } == "invalid_code")
        }
    }

    @Test("a recovery code stands in once, and wrong codes are slowed wherever they come from", arguments: Driver.available)
    func recovery(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let enrolled = try await enrolled(world)
            let typed = enrolled.codes[3].text.lowercased().replacing("-", with: " ")
            _ = try await world.login("ann@example.com", code: typed)
            let second = await refusal { try await world.login("ann@example.com", code: typed) }
            #expect(second == "invalid_code")
            world.clock.advance(by: .seconds(2 * 86400))
            for i in 0..<5 {
                let client = Client(address: "203.0.113.\(i)")
                let answer = await refusal { try await world.login("ann@example.com", client: client, code: "000000") }
                #expect(answer == (i < 4 ? "invalid_code" : "too_many_attempts"))
            }
            world.clock.advance(by: .seconds(2))
            let now = code(world, enrolled.enrolment)
            _ = try await world.login("ann@example.com", code: now)
        }
    }

    @Test("of many logins with one code at once, one is answered", arguments: Driver.available)
    func atOnce(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let enrolment = try await enrolled(world).enrolment
            world.clock.advance(by: .seconds(60))
            let code = code(world, enrolment)
            let count = await withTaskGroup(of: Bool.self) { group in
                for i in 0..<6 {
                    group.addTask { (try? await world.login("ann@example.com", client: Client(address: "192.0.2.\(i)"), code: code)) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(count == 1)
        }
    }

    @Test("it comes off with password and code", arguments: Driver.available)
    func removal(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let enrolled = try await enrolled(world)
            let (enrolment, caller) = (enrolled.enrolment, enrolled.caller)
            world.clock.advance(by: .seconds(60))
            #expect(await refusal { try await world.users.enrolSecondFactor(password: World.password, by: caller) } == "second_factor_exists")
            let code = code(world, enrolment)
            #expect(await refusal { try await world.users.removeSecondFactor(password: "wrong", code: code, by: caller) } == "wrong_password")
            #expect(
                await refusal { try await world.users.removeSecondFactor(password: World.password, code: "000000", by: caller) } == "invalid_code")
            try await world.users.removeSecondFactor(password: World.password, code: code, by: caller)
            _ = try await world.login("ann@example.com")
        }
    }
}
