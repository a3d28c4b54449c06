internal import Crypto

/// One step of a database's form, as SQL in the spelling that `postgresSpelling` explains.
package struct Migration: Sendable {
    package let name: String
    package let sql: String

    package init(_ name: String, _ sql: String) {
        self.name = name
        self.sql = sql
    }

    /// SHA-256 of the text, as it is written here and not as a database is told it.
    var hash: String {
        SHA256.hash(data: Array(sql.utf8)).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}

/// The steps of one part of the program, in the order in which they are applied; they are numbered from 1. Several parts share a
/// database: a module's own tables, and those of events and sagas.
package struct Migrations: Sendable {
    package let part: String
    package let steps: [Migration]

    package init(part: String, _ steps: [Migration]) {
        precondition(!part.isEmpty && Set(steps.map(\.name)).count == steps.count, "names of migrations differ")
        self.part = part
        self.steps = steps
    }
}

/// Why a database can't be used by this program. Each says what to do.
package enum MigrationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// An applied step has another text now.
    case changed(part: String, number: Int, name: String)
    /// An applied step isn't among the program's.
    case missing(part: String, number: Int, name: String)
    /// The database has steps after the program's last one.
    case newer(part: String, number: Int, name: String)
    case failed(part: String, number: Int, name: String, SQLError)

    package var description: String {
        switch self {
        case .changed(let part, let number, let name):
            """
            migration \(part) \(number) (\(name)) was applied with another text: restore its text, and make the change as a new \
            migration
            """
        case .missing(let part, let number, let name):
            """
            migration \(part) \(number) (\(name)) was applied and is not in this program: put it back in its place, and add new ones \
            at the end
            """
        case .newer(let part, let number, let name):
            """
            the database has migration \(part) \(number) (\(name)), which this program doesn't know: use the newer program that made \
            it, or a backup
            """
        case .failed(let part, let number, let name, let error):
            "migration \(part) \(number) (\(name)) failed and changed nothing: \(error)"
        }
    }
}
