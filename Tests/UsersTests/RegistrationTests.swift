import Foundation
import Platform
import TestDatabases
import Testing

@testable import Users

@Suite("Registration and passwords, on both databases")
struct RegistrationTests {
    @Test("an account can be used after its mail came back, once", arguments: Driver.available)
    func registration(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let user = try await world.users.register(email: " Ann@Example.COM ", password: World.password, name: "Ann", client: world.home)
            #expect(user.email == "ann@example.com" && user.role == .buyer && user.state == .unverified)
            #expect(await refusal { try await world.login("ann@example.com") } == "invalid_credentials")
            await world.users.settle()
            let token = try world.box.token(to: "ann@example.com")
            try await world.users.verifyEmail(token)
            #expect(await refusal { try await world.users.verifyEmail(token) } == "invalid_token")
            let tokens = try await world.login("ANN@example.com")
            #expect(tokens.user.id == user.id && tokens.user.state == .active && tokens.expiresIn == .seconds(900))
        }
    }

    @Test("an address that is taken gets the same answer as one that is not, and its holder a letter", arguments: Driver.available)
    func takenAddress(driver: Driver) async throws {
        try await withWorld(driver) { world in
            try await world.person("ann@example.com")
            let before = world.users.passwordsHashed
            let user = try await world.users.register(
                email: "ann@example.com", password: "another password", name: "Mallory", client: world.home)
            #expect(world.users.passwordsHashed == before + 1)
            #expect(user.email == "ann@example.com" && user.name == "Mallory" && user.state == .unverified && user.version == 1)
            await world.users.settle()
            #expect(world.box.letters.last?.subject == "You have an account already")
            #expect(await refusal { try await world.login("ann@example.com", password: "another password") } == "invalid_credentials")
            _ = try await world.login("ann@example.com")
        }
    }

    @Test("who registers somebody else's address first does not choose their password", arguments: Driver.available)
    func preemption(driver: Driver) async throws {
        try await withWorld(driver) { world in
            _ = try await world.users.register(email: "ann@example.com", password: "mallory's password", name: "Mallory", client: world.home)
            _ = try await world.users.register(email: "ann@example.com", password: World.password, name: "Ann", client: world.home)
            await world.users.settle()
            let user = try await world.users.verifyEmail(try world.box.token(to: "ann@example.com"))
            #expect(user.name == "Ann")
            #expect(await refusal { try await world.login("ann@example.com", password: "mallory's password") } == "invalid_credentials")
            _ = try await world.login("ann@example.com")
        }
    }

    @Test("a mail's token ends by itself, and of one purpose is good for no other", arguments: Driver.available)
    func tokens(driver: Driver) async throws {
        try await withWorld(driver) { world in
            _ = try await world.users.register(email: "ann@example.com", password: World.password, name: "Ann", client: world.home)
            await world.users.settle()
            let token = try world.box.token(to: "ann@example.com")
            #expect(await refusal { try await world.users.resetPassword(token: token, password: "a new password") } == "invalid_token")
            #expect(await refusal { try await world.users.admitNetwork(token: token) } == "invalid_token")
            world.clock.advance(by: .seconds(86400))
            #expect(await refusal { try await world.users.verifyEmail(token) } == "invalid_token")
            try await world.users.resendVerification(email: "ann@example.com")
            await world.users.settle()
            try await world.users.verifyEmail(try world.box.token(to: "ann@example.com"))
            _ = try await world.login("ann@example.com")
        }
    }

    @Test("nobody's mailbox is filled by asking, and asking tells nothing", arguments: Driver.available)
    func mailLimits(driver: Driver) async throws {
        try await withWorld(driver) { world in
            try await world.person("ann@example.com")
            for _ in 0..<20 {
                try await world.users.forgotPassword(email: "ann@example.com")
                try await world.users.forgotPassword(email: "nobody@example.com")
                try await world.users.resendVerification(email: "ann@example.com")
            }
            await world.users.settle()
            #expect(world.box.letters.count == 5)
            #expect(world.box.letters.allSatisfy { $0.to.text == "ann@example.com" })
        }
    }

    @Test("a new password ends all sessions, and the old one is no longer taken", arguments: Driver.available)
    func reset(driver: Driver) async throws {
        try await withWorld(driver) { world in
            try await world.person("ann@example.com")
            let tokens = try await world.login("ann@example.com")
            try await world.users.forgotPassword(email: "ann@example.com")
            await world.users.settle()
            let token = try world.box.token(to: "ann@example.com")
            #expect(await refusal { try await world.users.resetPassword(token: token, password: "short") } == "invalid_password")
            try await world.users.resetPassword(token: token, password: "a new password")
            #expect(await refusal { try await world.users.resetPassword(token: token, password: "a third password") } == "invalid_token")
            #expect(await refusal { try await world.users.authenticate(bearer: tokens.access.text) } == "session_ended")
            #expect(await refusal { try await world.users.authenticate(bearer: tokens.access.text, for: .reading) } == "session_ended")
            #expect(await refusal { try await world.users.refresh(tokens.refresh.text, client: world.home) } == "invalid_refresh_token")
            #expect(await refusal { try await world.login("ann@example.com") } == "invalid_credentials")
            _ = try await world.login("ann@example.com", password: "a new password")
        }
    }

    @Test("changing the password keeps the session that asked, and asks for the old one", arguments: Driver.available)
    func changePassword(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let other = try await world.caller(new: "ann@example.com")
            let caller = try await world.caller("ann@example.com")
            let wrong = await refusal { try await world.users.changePassword(current: "wrong password", new: "a new password", by: caller) }
            #expect(wrong == "wrong_password")
            try await world.users.changePassword(current: World.password, new: "a new password", by: caller)
            #expect(try await world.users.sessions(of: #require(caller.userID), caller: caller).map(\.id) == [caller.sessionID])
            #expect(await refusal { try await world.users.sessions(of: #require(other.userID), caller: .anonymous) } == "unauthenticated")
        }
    }

    @Test(
        "a password is long enough, no email and not known from a breach",
        arguments: [
            ("123456789", "too_short"), ("ann@example.com", "is_email"), ("ANN@EXAMPLE.com", "is_email"), ("password1234", "breached"),
            (String(repeating: "x", count: 1025), "too_long"), ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "too_short"),
        ])
    func policy(password: String, code: String) throws {
        let policy = PasswordPolicy { $0 == "password1234" }
        let error = #expect(throws: Refusal.self) { try policy.check(password, email: "ann@example.com") }
        #expect(error?.fields.first?.code == code)
    }

    @Test("addresses come in one form, and what is none is refused")
    func addresses() {
        let good = [
            "Ann@Example.com": "ann@example.com", "\ta.b+c@x.example ": "a.b+c@x.example", "o'neil@xn--bcher-kva.example": "o'neil@xn--bcher-kva.example",
        ]
        for (typed, text) in good { #expect(EmailAddress(typed)?.text == text) }
        let bad = [
            "", "@", "a@", "@b.c", "a@b", "a@b..c", "a..b@c.de", ".a@c.de", "a b@c.de", "a@c.de\r\nBcc: x@y.zz", "a@-c.de", "a@c-.de", "a@1.2.3.4",
            "m\u{131}ke@example.com", "ann@ex\u{E4}mple.com", "a\0@b.cd", "\"a b\"@c.de", "a@b@c.de", "<a@b.cd>", "a,b@c.de",
            String(repeating: "a", count: 65) + "@b.cd", "a@" + String(repeating: "b.", count: 130) + "cd",
        ]
        for typed in bad { #expect(EmailAddress(typed) == nil, "\(typed)") }
    }

    @Test("names with control characters or turned directions are refused, all others stay as they are", arguments: Driver.available)
    func names(driver: Driver) async throws {
        try await withWorld(driver) { world in
            for name in ["", "  ", "a\0b", "a\nb", "\u{202E}nimda", "a\u{2066}b", "\u{7}", String(repeating: "x", count: 201), "e" + String(repeating: "\u{301}", count: 900)] {
                let code = await refusal { try await world.users.register(email: "a@b.cd", password: World.password, name: name, client: world.home) }
                #expect(code == "invalid_name", "\(name.unicodeScalars.first.map { String($0.value) } ?? "")")
            }
            for (i, name) in ["O'Brien; DROP TABLE users", "日本 太郎", "<script>", "e\u{301}", "عبد", "$1 %s {0} \\"].enumerated() {
                let client = Client(address: "::1", userAgent: "\0\r\n" + name)
                let user = try await world.users.register(email: "a\(i)@b.cd", password: World.password, name: name, client: client)
                let stored = try await world.database.read { try $0.user(user.id)?.name }
                #expect(stored == name.precomposedStringWithCanonicalMapping)
            }
        }
    }
}
