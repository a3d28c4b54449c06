internal import Foundation
internal import GRDB

/// A file, read by several threads and written by one at a time.
///
/// It is kept in write-ahead mode, where readers and the writer don't wait for each other, and with `synchronous = FULL`: what
/// was answered is on disk. `NORMAL` would be several times as fast for small writes and lose the last of them when the power
/// goes, and the rows here are orders, payments and the events that tell others of them.
package final class SQLiteDatabase: SQLDatabase {
    package let committed = CommitSignal()
    private let pool: DatabasePool

    /// Opens the file, or makes it. `busyTimeoutSeconds` bounds the wait for another process that writes.
    package init(path: String, readers: Int = 4, busyTimeoutSeconds: Double = 10) throws(SQLError) {
        var configuration = Configuration()
        configuration.maximumReaderCount = readers
        configuration.busyMode = .timeout(busyTimeoutSeconds)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { database in
            // As PostgreSQL has it.
            try database.execute(sql: "PRAGMA case_sensitive_like = ON")
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            // Here and not above, since the pool says NORMAL when it turns write-ahead mode on. Only its one writer ever syncs.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        } catch {
            throw SQLError(sqlite: error, sql: nil)
        }
    }

    package func close() throws(SQLError) {
        do { try pool.close() } catch { throw SQLError(sqlite: error, sql: nil) }
    }

    package func read<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await Self.translating {
            try await pool.read { database in try Transaction(SQLiteSession(database: database)).run(body) }
        }
    }

    @discardableResult
    package func write<Value: Sendable>(
        _ isolation: Isolation, _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        let (value, isAnnounced) = try await retrying {
            try await Self.translating {
                try await pool.writeWithoutTransaction { database in
                    let transaction = Transaction(SQLiteSession(database: database))
                    var value: Value?
                    // From its start the only writer: what is read first can't have changed when it is written.
                    try database.inTransaction(.immediate) {
                        value = try transaction.run(body)
                        return .commit
                    }
                    guard let value else { preconditionFailure("a transaction that was committed has a value") }
                    return (value, transaction.isAnnounced)
                }
            }
        }
        if isAnnounced { committed.ring() }
        return value
    }

    private static func translating<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch let error as DatabaseError {
            throw SQLError(sqlite: error, sql: nil)
        }
    }
}

private struct SQLiteSession: SQLSession {
    let database: Database

    func run(_ sql: String, _ arguments: [SQLValue]) throws(SQLError) -> (rows: [Row], changes: Int) {
        do {
            let statement = try database.cachedStatement(sql: sql)
            // By name: by place, SQLite would count `$2` as the first where it stands first.
            let names = arguments.indices.map { String($0 + 1) }
            let bound = StatementArguments(Dictionary(uniqueKeysWithValues: zip(names, arguments.map(\.databaseValue))))
            guard statement.columnCount > 0 else {
                try statement.execute(arguments: bound)
                return ([], database.changesCount)
            }
            let header = RowHeader(names: statement.columnNames, sql: sql)
            let rows = try GRDB.Row.fetchAll(statement, arguments: bound).map { row in
                Row(header: header, values: row.databaseValues.map(SQLValue.init))
            }
            return (rows, rows.count)
        } catch {
            throw SQLError(sqlite: error, sql: sql)
        }
    }

    func script(_ sql: String) throws(SQLError) {
        do { try database.execute(sql: sql) } catch { throw SQLError(sqlite: error, sql: sql) }
    }

    /// A write holds the whole file already.
    func lock(_ name: String) throws(SQLError) {}
}

extension SQLValue {
    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        case .double(let number): self = .real(number)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .bytes(Array(data))
        }
    }

    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .bytes(let bytes): Data(bytes).databaseValue
        }
    }
}

extension SQLError {
    fileprivate init(sqlite error: any Error, sql: String?) {
        guard let error = error as? DatabaseError else {
            self.init(.other, String(describing: type(of: error)), sql: sql)
            return
        }
        let code = String(error.extendedResultCode.rawValue)
        let message = error.message ?? "no message"
        self.init(Self.kind(error.extendedResultCode, message), code: code, message, sql: sql ?? error.sql)
    }

    private static func kind(_ code: ResultCode, _ message: String) -> Kind {
        // "UNIQUE constraint failed: users.email", "... failed: index 'users_by_lower_email'"
        let subject = message.split(separator: ": ", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
        switch code {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            let isIndex = subject.hasPrefix("index '")
            return .unique(constraint: isIndex ? String(subject.dropFirst("index '".count).dropLast()) : subject)
        case .SQLITE_CONSTRAINT_FOREIGNKEY: return .foreignKey
        case .SQLITE_CONSTRAINT_CHECK: return .check(constraint: subject)
        case .SQLITE_CONSTRAINT_NOTNULL: return .notNull
        default:
            switch code.primaryResultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy
            case .SQLITE_INTERRUPT: return .timeout
            default: return .other
            }
        }
    }
}
