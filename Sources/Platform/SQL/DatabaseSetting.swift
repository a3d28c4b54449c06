internal import Foundation

/// Where the modules of a program keep their records: the one setting that tells SQLite from PostgreSQL.
package enum DatabaseSetting: Sendable, Hashable, CustomStringConvertible {
    /// A file for each module in this folder.
    case sqlite(folder: String)
    /// A schema for each module. The address may hold a secret, so it is never shown.
    case postgres(address: String)

    /// Opens a module's database, and makes it where it is missing.
    package func open(_ module: String) async throws -> any SQLDatabase {
        switch self {
        case .sqlite(let folder):
            do {
                // Records of people: nobody else on the machine needs to read them.
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw SQLError(.other, "the folder \(folder) can't be made: \(error.localizedDescription)")
            }
            return try SQLiteDatabase(path: "\(folder)/\(module).sqlite")
        case .postgres(let address):
            return try await PostgresDatabase(PostgresSettings(address: address, schema: module))
        }
    }

    package var description: String {
        switch self {
        case .sqlite(let folder): "SQLite in \(folder)"
        case .postgres: "PostgreSQL"
        }
    }
}
