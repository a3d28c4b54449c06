import Foundation
import Platform
import TestDatabases
import Testing

@testable import Users

@Suite("Mails on their way")
struct MailTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "souk-mail-\(UUID().uuidString)")

    private func files(_ name: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: name).path).sorted()) ?? []
    }

    /// A program of a few lines of shell.
    private func program(_ lines: String) throws -> String {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let (written, path) = (folder.appending(path: "written").path, folder.appending(path: "take").path)
        try Data("#!/bin/sh\n\(lines)\n".utf8).write(to: URL(filePath: written))
        // By another process: a file that this one wrote may be open still in a child that another test forks at this moment, and
        // such a file can't be run (ETXTBSY).
        let copy = try Process.run(URL(filePath: "/bin/sh"), arguments: ["-c", "cp '\(written)' '\(path)' && chmod +x '\(path)'"])
        copy.waitUntilExit()
        try #require(copy.terminationStatus == 0)
        return path
    }

    private var letter: Letter {
        get throws {
            Letter(to: try #require(EmailAddress("ada@example.com")), subject: "A test", body: "first\n.\nlast")
        }
    }

    @Test("a program is given the whole mail, and the file goes when it has taken it")
    func taken() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = try program("echo \"$@\" > '\(folder.path)/arguments'; cat > '\(folder.path)/taken'")
        let mailer = Mailer.program(path, folder: folder.appending(path: "mail").path, from: "shop@example.com")
        try await mailer.send(try letter)
        let taken = try String(contentsOf: folder.appending(path: "taken"), encoding: .utf8)
        #expect(taken.hasPrefix("From: shop@example.com\r\nTo: ada@example.com\r\n"))
        #expect(taken.hasSuffix("\r\n\r\nfirst\r\n.\r\nlast\r\n"))
        #expect(try String(contentsOf: folder.appending(path: "arguments"), encoding: .utf8) == "-t -i\n")
        #expect(files("mail").isEmpty)
    }

    @Test("a mail that is not taken stays, and nothing of it is in what is said", arguments: ["cat > /dev/null; exit 75", "exit 1", nil])
    func refused(lines: String?) async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = try lines.map { try program($0) } ?? folder.appending(path: "nothing").path
        let mailer = Mailer.program(path, folder: folder.appending(path: "mail").path)
        let error = await #expect(throws: MailNotTaken.self) { try await mailer.send(try letter) }
        let file = try #require(error?.file)
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains("first\r\n"))
        #expect(error.map { !"\($0)".contains("ada@") && !"\($0)".contains("first") } == true)
        #expect(files("mail").count == 1)
    }

    @Test("mails that were not taken are sent later, old ones are gone, and a program that fails is left alone for a while")
    func waiting() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = try program("[ -e '\(folder.path)/up' ] || exit 75; cat > /dev/null; echo taken >> '\(folder.path)/log'")
        let time = SetClock(WallClock.system.now())
        let mailer = Mailer.program(path, folder: folder.appending(path: "mail").path, clock: time.clock)
        for _ in 0..<8 { await #expect(throws: (any Error).self) { try await mailer.send(try letter) } }
        #expect(files("mail").count == 8)
        try Data().write(to: folder.appending(path: "up"))
        // Too young to be left over, and then nobody asks the program yet.
        try await mailer.sendWaiting()
        #expect(files("mail").count == 8)
        time.advance(by: .seconds(300))
        try await mailer.sendWaiting()
        #expect(files("mail").isEmpty)
        #expect(try String(contentsOf: folder.appending(path: "log"), encoding: .utf8).split(separator: "\n").count == 8)
        let plain = Mailer.folder(folder.appending(path: "kept").path, clock: time.clock)
        try await plain.send(try letter)
        time.advance(by: .seconds(86400))
        try await plain.sendWaiting()
        #expect(files("kept").count == 1)
        time.advance(by: .seconds(7 * 86400))
        try await plain.sendWaiting()
        #expect(files("kept").isEmpty)
    }

    @Test("a program that hangs is ended, and so is one that left something behind", arguments: ["exec sleep 300", "sleep 300; true"])
    func hangs(lines: String) async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = try program(lines)
        let mailer = Mailer.program(path, folder: folder.appending(path: "mail").path, patience: .milliseconds(50))
        await #expect(throws: MailNotTaken.self) { try await mailer.send(try letter) }
        #expect(files("mail").count == 1)
    }

    @Test("links lead to pages of the server, with the token behind the #", arguments: Driver.available)
    func links(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let users = Users(
                database: world.database, passwords: World.hashing, tokens: TokenSettings(issuer: World.issuer), mailer: world.box.mailer,
                publicAddress: "https://shop.example", clock: world.clock.clock)
            _ = try await users.register(email: "ada@example.com", password: World.password, name: "Ada", client: world.home)
            await users.settle()
            let body = try #require(world.box.letters.last?.body)
            let link = try #require(body.firstMatch(of: /https:\/\/shop\.example\/account\/verify-email#token=([\w-]{43})\n/))
            _ = try await users.verifyEmail(String(link.1))
        }
    }
}
