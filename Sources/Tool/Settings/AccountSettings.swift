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

    func open(_ logger: Logger) async throws -> Accounts {
        try await Accounts(database) { database in
            Users(database: database, tokens: TokenSettings(issuer: "souk"), mailer: .folder(folder + "/mail")) { error in
                logger.warning("a mail could not be sent", metadata: ["reason": "\(error)"])
            }
        }
    }
}
