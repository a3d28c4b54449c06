package import Platform
internal import Foundation

/// A mail of plain text to one address.
package struct Letter: Hashable, Sendable {
    package let to: EmailAddress
    package let subject: String
    package let body: String
}

/// How mail leaves the house.
package struct Mailer: Sendable {
    package let send: @Sendable (Letter) async throws -> Void

    package init(send: @escaping @Sendable (Letter) async throws -> Void) { self.send = send }

    /// Writes each mail as a file of its own, readable by the server's user only: it holds tokens.
    package static func folder(_ path: String, from sender: String = "souk@localhost", clock: WallClock = .system) -> Mailer {
        Mailer { letter in
            let folder = URL(filePath: path)
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let name = TimeOrderedIDs.shared.next()
            let text = letter.message(from: sender, id: name, at: clock.now())
            let isWritten = FileManager.default.createFile(
                atPath: folder.appending(path: "\(name).eml").path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
            guard isWritten else { throw CocoaError(.fileWriteUnknown) }
        }
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
