internal import Gateway
internal import Glibc
internal import Logging
internal import Platform
internal import Users

/// Where accounts are kept, and how they are opened: by the server, and by `souk admin` without one.
struct AccountSettings {
    /// In the data folder.
    static let folders: Set<String> = ["accounts", "mail"]

    /// The data folder.
    let folder: String
    let database: DatabaseSetting
    /// Where people reach the server; nil: where it listens.
    var publicAddress: String?
    var vault = Vault.open
    var passwords = PasswordPolicy()
    /// A program that takes mails; nil: they are files in the data folder.
    var sendmail: String?
    var mailFrom = "souk@localhost"
    var eventLifetime: Duration = .seconds(30 * 86400)

    /// - Parameter database: `sqlite`, or the address of a PostgreSQL server; nil where it is neither.
    init?(folder: String, database: String) {
        self.folder = folder
        if database == "sqlite" {
            self.database = .sqlite(folder: folder + "/accounts")
        } else if database.hasPrefix("postgres://") || database.hasPrefix("postgresql://") {
            self.database = .postgres(address: database)
        } else {
            return nil
        }
    }

    /// Takes one setting over, or says what was expected.
    mutating func read(_ setting: ServeSetting, _ value: String) -> String? {
        switch setting {
        case .publicAddress:
            guard let address = Self.address(value) else { return "expected an address such as https://shop.example" }
            publicAddress = address
        case .vaultKey:
            switch Self.vault(value) {
            case .success(let vault): self.vault = vault
            case .failure(let objection): return objection.words
            }
        case .breachedPasswords:
            do { passwords = try BreachedPasswords(path: value).policy } catch { return "expected a file of hashes: \(error.reason)" }
        case .sendmail:
            guard access(value, X_OK) == 0 else { return "expected a program such as /usr/sbin/sendmail" }
            sendmail = value
        case .mailFrom:
            guard let address = EmailAddress(value) else { return "expected an address such as shop@example.com" }
            mailFrom = address.text
        case .eventDays:
            guard let days = Int(value), (1...3660).contains(days) else { return "expected a whole number from 1 to 3660" }
            eventLifetime = .seconds(days * 86400)
        default: return nil
        }
        return nil
    }

    func open(_ logger: Logger) async throws -> Accounts {
        var tokens = TokenSettings(issuer: "souk")
        tokens.vault = vault
        let folder = folder + "/mail"
        let mailer = sendmail.map { Mailer.program($0, folder: folder, from: mailFrom) } ?? .folder(folder, from: mailFrom)
        let accounts = try await Accounts(database.open, eventLifetime: eventLifetime) { [tokens] database in
            Users(
                database: database, policy: passwords, tokens: tokens, mailer: mailer,
                publicAddress: publicAddress ?? "http://127.0.0.1:8080"
            ) { error in
                logger.warning("a mail could not be sent", metadata: ["reason": "\(error)"])
            }
        }
        // That the vault's key is the right one is known now rather than with the first login.
        _ = try await accounts.users.jwks()
        return accounts
    }

    /// Without a path: the pages name their files from the root.
    private static func address(_ text: String) -> String? {
        let text = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return nil }
        let rest = text.dropFirst(scheme.count)
        return !rest.isEmpty && rest.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && !rest.contains(where: { "/#?<>\"".contains($0) })
            ? text : nil
    }

    struct Objection: Error {
        let words: String
    }

    /// The key in a file: what stands on a command line or in the environment, others can read.
    static func vault(_ path: String) -> Result<Vault, Objection> {
        let expected = Objection(words: "expected a file of 64 hexadecimal digits, such as 'openssl rand -hex 32' makes")
        guard let bytes = try? readFile(path) else { return .failure(expected) }
        let digits = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard digits.count == 1, digits[0].utf8.count == 64, digits[0].allSatisfy(\.isHexDigit) else { return .failure(expected) }
        let key = stride(from: 0, to: 64, by: 2).compactMap { start in
            let pair = digits[0].dropFirst(start).prefix(2)
            return UInt8(pair, radix: 16)
        }
        return Vault(key: key).map { .success($0) } ?? .failure(expected)
    }
}
