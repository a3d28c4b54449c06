import Glibc
package import Logging
import Platform
import Search
import Synchronization

/// Writes each message as one line of JSON to standard error: time, level, label, message, and what was said beside it. Values
/// that are called as secrets are (`password`, `token`, ...) are never written, whoever puts them there.
package struct JSONLogHandler: LogHandler {
    package var logLevel: Logger.Level = .info
    package var metadata: Logger.Metadata = [:]
    private let label: String
    private let write: @Sendable ([UInt8]) -> Void

    /// - Parameter write: takes one line with its end.
    package init(label: String, write: @escaping @Sendable ([UInt8]) -> Void = JSONLogHandler.toStandardError) {
        self.label = label
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var writer = JSONWriter()
        writer.object { writer in
            for (name, text) in [
                ("time", "\(WallClock.system.now())"), ("level", event.level.rawValue), ("label", label),
                ("message", "\(event.message)"),
            ] {
                writer.key(name)
                writer.string(text)
            }
            let said = self.metadata.merging(event.metadata ?? [:]) { _, own in own }
            for (key, value) in said.sorted(by: { $0.key < $1.key }) {
                writer.key(key)
                writer.string(Self.isSecret(key) ? "(hidden)" : "\(value)")
            }
            if let error = event.error {
                writer.key("error")
                writer.string("\(error)")
            }
        }
        write(writer.bytes + [0x0A])
    }

    private static let secrets = ["password", "token", "secret", "authorization", "cookie", "apikey", "api_key"]

    static func isSecret(_ key: String) -> Bool {
        let key = key.lowercased()
        return secrets.contains { key.contains($0) }
    }

    private static let turn = Mutex<Void>(())

    /// One line after the other, whole.
    ///
    /// SAFETY: the kernel is given the bytes that are left and their number, and keeps no pointer to them.
    package static let toStandardError: @Sendable ([UInt8]) -> Void = { line in
        turn.withLock { _ in
            var rest = line[...]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
                if written <= 0 { return }
                rest = rest.dropFirst(written)
            }
        }
    }
}
