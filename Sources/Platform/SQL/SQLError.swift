/// What went wrong in a database. It carries the SQL, which is the program's own, and never an argument, which may be secret.
package struct SQLError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Kind: Hashable, Sendable {
        /// Named alike by both databases: `users.email`, `members.company, members.user`, or the index where it is over more
        /// than columns.
        case unique(constraint: String)
        case foreignKey
        case check(constraint: String)
        case notNull
        /// Transactions got in each other's way; the same one may pass now. Writes are tried again before anybody sees this.
        case conflict
        /// No connection, lock or place came free in time.
        case busy
        /// Nothing was committed.
        case connectionLost
        /// The connection went while it committed: nobody can tell whether it did.
        case commitUnknown
        /// A statement ran longer than it may.
        case timeout
        /// An argument that not both databases can hold.
        case refusedValue
        /// A column that isn't there, or holds another type than was asked for.
        case unexpectedValue
        /// A statement after one that failed in the same transaction.
        case aborted
        case other
    }

    package let kind: Kind
    /// The database's own: an SQLSTATE, or SQLite's extended result code.
    package let code: String
    package let message: String
    package let sql: String?

    package init(_ kind: Kind, code: String = "", _ message: String, sql: String? = nil) {
        self.kind = kind
        self.code = code
        self.message = message
        self.sql = sql
    }

    package var description: String {
        let origin = sql.map { " [\($0)]" } ?? ""
        return "SQL \(kind)\(code.isEmpty ? "" : " (\(code))"): \(message)\(origin)"
    }

    /// Whether it is the moment's fault: the same call may go through later.
    package var isTemporary: Bool {
        switch kind {
        case .conflict, .busy, .connectionLost, .timeout: true
        default: false
        }
    }

    /// How often a whole transaction is tried when it ends this way. Each try that is lost to a conflict means that another one
    /// went through, so there may be many; where there is no server, waiting is the caller's choice.
    var triesLimit: Int {
        switch kind {
        case .conflict: 25
        case .connectionLost: 3
        default: 1
        }
    }
}

extension SQLValue {
    /// PostgreSQL has no text with NUL in it, and SQLite no number that is none; what only one of them can hold goes into neither.
    var reasonToRefuse: String? {
        switch self {
        case .text(let text) where text.utf8.contains(0): "text with a NUL character"
        case .real(let number) where !number.isFinite: "a number that is not finite"
        default: nil
        }
    }

    static func check(_ arguments: [SQLValue], sql: String) throws(SQLError) {
        for (i, argument) in arguments.enumerated() {
            if let reason = argument.reasonToRefuse { throw SQLError(.refusedValue, "$\(i + 1) is \(reason)", sql: sql) }
        }
        if sql.utf8.contains(0) { throw SQLError(.refusedValue, "SQL with a NUL character") }
    }
}
