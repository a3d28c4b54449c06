package import Platform
internal import Foundation
internal import Glibc

/// A mail of plain text to one address.
package struct Letter: Hashable, Sendable {
    package let to: EmailAddress
    package let subject: String
    package let body: String
}

/// How mail leaves the house.
package struct Mailer: Sendable {
    package let send: @Sendable (Letter) async throws -> Void

    /// Sends what was left lying, and forgets what is too old to be of use. To be called now and then.
    package let sendWaiting: @Sendable () async throws -> Void

    package init(
        send: @escaping @Sendable (Letter) async throws -> Void, sendWaiting: @escaping @Sendable () async throws -> Void = {}
    ) {
        self.send = send
        self.sendWaiting = sendWaiting
    }

    /// No token in a mail lives longer, and an address is not kept for longer than it is needed.
    private static let lifetime: Duration = .seconds(7 * 86400)

    /// Writes each mail as a file of its own, readable by the server's user only: it holds tokens.
    package static func folder(_ path: String, from sender: String = "souk@localhost", clock: WallClock = .system) -> Mailer {
        Mailer(
            send: { letter in _ = try letter.write(to: path, from: sender, at: clock.now()) },
            sendWaiting: { _ = try Spool(folder: path).waiting(at: clock.now(), lifetime: lifetime) })
    }

    /// Hands each mail to a program that takes one on its standard input with its addresses inside, as sendmail does. A mail is
    /// a file in `folder` until the program has taken it, and stays there where it does not.
    package static func program(
        _ program: String, folder: String, from sender: String = "souk@localhost", patience: Duration = .seconds(10),
        clock: WallClock = .system
    ) -> Mailer {
        // While the program fails, mails go to the folder and nobody waits for it.
        let breaker = CircuitBreaker("mail", clock: clock)
        let hand = { @Sendable (file: URL) in
            try await breaker.call { try await Sendmail(program: program, patience: patience).take(file) }
            try FileManager.default.removeItem(at: file)
        }
        return Mailer(
            send: { letter in try await hand(try letter.write(to: folder, from: sender, at: clock.now())) },
            sendWaiting: {
                for file in try Spool(folder: folder).waiting(at: clock.now(), lifetime: lifetime) { try await hand(file) }
            })
    }
}

/// What the program made of a mail that it did not take. Nothing of the mail is in it.
package struct MailNotTaken: Error, CustomStringConvertible {
    package let program: String
    package let reason: String
    /// Where the mail is.
    package let file: String
    package var description: String { "\(program) \(reason); the mail is in \(file)" }
}

/// Mails that lie in a folder.
private struct Spool {
    let folder: String
    /// One that is younger may be at work.
    private static let leastAge: Duration = .seconds(120)
    /// At one time.
    private static let limit = 100

    /// The oldest first; those that are too old are gone.
    func waiting(at now: Timestamp, lifetime: Duration) throws -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.filter { $0.hasSuffix(".eml") }.sorted() ?? []
        var waiting: [URL] = []
        for name in names {
            let file = URL(filePath: folder).appending(path: name)
            guard let written = try? FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date else { continue }
            let age = now.microseconds - Int64(written.timeIntervalSince1970 * 1e6)
            if .microseconds(age) > lifetime {
                try FileManager.default.removeItem(at: file)
            } else if .microseconds(age) > Self.leastAge, waiting.count < Self.limit {
                waiting.append(file)
            }
        }
        return waiting
    }
}

private struct Sendmail: Sendable {
    let program: String
    let patience: Duration

    /// `-t`: the addresses are in the headers. `-i`: a dot alone on a line ends nothing.
    func take(_ file: URL) async throws {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = ["-t", "-i"]
        process.standardInput = try FileHandle(forReadingFrom: file)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let (ended, end) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            end.yield(process.terminationStatus)
            end.finish()
        }
        do { try process.run() } catch {
            throw MailNotTaken(program: program, reason: "can't be run (\(error.localizedDescription))", file: file.path)
        }
        let id = process.processIdentifier
        let impatience = Task { [patience] in
            try await Task.sleep(for: patience)
            kill(id, SIGKILL)
            // Not heard of its end: what the program started may hold that up for as long as it likes.
            end.yield(-1)
            end.finish()
        }
        defer { impatience.cancel() }
        for await status in ended where status != 0 {
            throw MailNotTaken(program: program, reason: "ended with \(status)", file: file.path)
        }
    }
}

extension Letter {
    /// Gives the file's place.
    fileprivate func write(to path: String, from sender: String, at now: Timestamp) throws -> URL {
        let folder = URL(filePath: path)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let name = TimeOrderedIDs.shared.next()
        let file = folder.appending(path: "\(name).eml")
        let text = message(from: sender, id: name, at: now)
        let isWritten = FileManager.default.createFile(
            atPath: file.path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        guard isWritten else { throw CocoaError(.fileWriteUnknown) }
        return file
    }
}

extension Letter {
    /// RFC 5322. Addresses are ASCII without line breaks and subjects are the program's own, so no header can be slipped in.
    func message(from sender: String, id: String, at time: Timestamp) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss '+0000'"
        let date = format.string(from: Date(timeIntervalSince1970: Double(time.microseconds) / 1_000_000))
        let headers = [
            "From: \(sender)", "To: \(to)", "Subject: \(subject)", "Date: \(date)", "Message-ID: <\(id)@souk>", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit",
        ]
        return headers.joined(separator: "\r\n") + "\r\n\r\n" + body.replacing("\n", with: "\r\n") + "\r\n"
    }
}
