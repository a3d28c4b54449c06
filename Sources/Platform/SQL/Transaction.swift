/// One connection within one transaction, as a driver gives it.
protocol SQLSession {
    /// Runs one statement. `changes` counts the rows it wrote.
    func run(_ sql: String, _ arguments: [SQLValue]) throws(SQLError) -> (rows: [Row], changes: Int)
    /// Runs several statements in the spelling of migrations.
    func script(_ sql: String) throws(SQLError)
    /// Waits until no other transaction holds this name, and holds it until the end of this one.
    func lock(_ name: String) throws(SQLError)
}

/// What the body of a `read` or `write` works with. It lives as long as the body and never leaves it.
///
/// After a statement has failed nothing of the transaction will be committed, and each further statement fails too. That is how
/// PostgreSQL has it, so SQLite is held to it. What may rightly collide is written with `ON CONFLICT`.
package final class Transaction {
    private let session: any SQLSession
    private(set) var failure: SQLError?
    private(set) var isAnnounced = false

    init(_ session: any SQLSession) { self.session = session }

    /// Runs a statement; gives the number of rows that it wrote. Arguments are `$1`, `$2`, ... in the text.
    @discardableResult
    package func execute(_ sql: String, _ arguments: any SQLConvertible...) throws(SQLError) -> Int {
        try run(sql, arguments).changes
    }

    package func rows(_ sql: String, _ arguments: any SQLConvertible...) throws(SQLError) -> [Row] {
        try run(sql, arguments).rows
    }

    /// The first row, or nil where there is none.
    package func row(_ sql: String, _ arguments: any SQLConvertible...) throws(SQLError) -> Row? {
        try run(sql, arguments).rows.first
    }

    /// The same with arguments that were gathered.
    package func rows(_ sql: String, arguments: [any SQLConvertible]) throws(SQLError) -> [Row] {
        try run(sql, arguments).rows
    }

    /// Runs statements in the spelling of migrations (`postgresSpelling`).
    package func script(_ sql: String) throws(SQLError) {
        try attempt { () throws(SQLError) in
            try SQLValue.check([], sql: sql)
            try session.script(sql)
        }
    }

    /// Waits until no other transaction holds this name, and holds it until the end of this one. For what is long and rare: the
    /// limit for statements is lifted.
    package func lock(_ name: String) throws(SQLError) {
        try attempt { () throws(SQLError) in try session.lock(name) }
    }

    /// When this is committed, those who wait for the database's `committed` signal look again.
    package func announce() { isAnnounced = true }

    private func run(_ sql: String, _ arguments: [any SQLConvertible]) throws(SQLError) -> (rows: [Row], changes: Int) {
        try attempt { () throws(SQLError) in
            let values = arguments.map(\.sql)
            try SQLValue.check(values, sql: sql)
            return try session.run(sql, values)
        }
    }

    private func attempt<Value>(_ work: () throws(SQLError) -> Value) throws(SQLError) -> Value {
        if let failure { throw SQLError(.aborted, "the transaction failed before: \(failure)") }
        do {
            return try work()
        } catch {
            failure = error
            throw error
        }
    }

    /// Runs the body. What it threw is thrown, but for failures that the transaction may be tried again for: those must not be
    /// lost where a body makes something else of them. A failure that the body swallowed is thrown too.
    func run<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
        let value: Value
        do {
            value = try body(self)
        } catch {
            if let failure, failure.triesLimit > 1 { throw failure }
            throw error
        }
        if let failure { throw failure }
        return value
    }
}
