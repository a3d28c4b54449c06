internal import CPostgres
internal import Glibc

/// One connection of libpq, in its blocking form. Used by one thread at a time.
///
/// SAFETY: the connection is made by `init`, closed by `deinit` and touched by no one else; each result is cleared where it is
/// made; texts given to libpq are copies that live until the call returns; what is read from a result is copied out with the
/// length that libpq says it has, before the result is cleared.
final class PostgresLink {
    private let connection: OpaquePointer

    /// `address` is a URI or a line of `key=value` as libpq takes them; what it says goes before the defaults here.
    init(address: String) throws(SQLError) {
        if address.utf8.contains(0) { throw SQLError(.refusedValue, "the address of a database has a NUL character") }
        let settings: KeyValuePairs = [
            "application_name": "souk", "connect_timeout": "10",
            // A server that is gone is noticed in a minute instead of two hours.
            "keepalives_idle": "30", "keepalives_interval": "10", "keepalives_count": "3", "tcp_user_timeout": "60000",
            "dbname": address, "client_encoding": "UTF8",
        ]
        let opened = withCStrings(settings.map(\.key) + [nil]) { keys in
            withCStrings(settings.map(\.value) + [nil]) { values in PQconnectdbParams(keys, values, 1) }
        }
        guard let opened else { throw SQLError(.connectionLost, "no memory for a connection") }
        guard PQstatus(opened) == CONNECTION_OK else {
            let reason = Self.message(of: opened)
            PQfinish(opened)
            throw SQLError(.connectionLost, reason)
        }
        connection = opened
        // Notices would go to standard error otherwise.
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
    }

    deinit { PQfinish(connection) }

    var isAlive: Bool { PQstatus(connection) == CONNECTION_OK }

    /// Runs one or more statements without arguments.
    func command(_ sql: String) throws(SQLError) {
        let result = PQexec(connection, sql)
        defer { PQclear(result) }
        try check(result, sql: sql)
    }

    func prepare(_ name: String, _ sql: String) throws(SQLError) {
        // Types of arguments are left to the server, which takes them from the columns they meet, much as SQLite's affinities do.
        let result = PQprepare(connection, name, sql, 0, nil)
        defer { PQclear(result) }
        try check(result, sql: sql)
    }

    func run(_ name: String, _ arguments: [String?], sql: String) throws(SQLError) -> (rows: [Row], changes: Int) {
        let result = withCStrings(arguments) { values in
            PQexecPrepared(connection, name, Int32(arguments.count), values, nil, nil, 0)
        }
        defer { PQclear(result) }
        try check(result, sql: sql)
        guard let result, PQresultStatus(result) == PGRES_TUPLES_OK else {
            return ([], result.flatMap { PQcmdTuples($0) }.flatMap { Int(String(cString: $0)) } ?? 0)
        }
        let columns = 0..<PQnfields(result)
        let header = RowHeader(names: columns.map { PQfname(result, $0).map { String(cString: $0) } ?? "" }, sql: sql)
        let types = columns.map { PQftype(result, $0) }
        var rows: [Row] = []
        rows.reserveCapacity(Int(PQntuples(result)))
        for row in 0..<PQntuples(result) {
            var values: [SQLValue] = []
            values.reserveCapacity(columns.count)
            for column in columns {
                guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else {
                    values.append(.null)
                    continue
                }
                let length = Int(PQgetlength(result, row, column))
                let text = String(decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
                values.append(try SQLValue(postgres: text, type: types[Int(column)], sql: sql))
            }
            rows.append(Row(header: header, values: values))
        }
        return (rows, rows.count)
    }

    /// What another thread can end a statement of this connection with.
    func makeCanceller() -> PostgresCanceller? { PQgetCancel(connection).map(PostgresCanceller.init) }

    private func check(_ result: OpaquePointer?, sql: String) throws(SQLError) {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return
        default: break
        }
        func field(_ code: Character) -> String {
            PQresultErrorField(result, Int32(code.asciiValue ?? 0)).map { String(cString: $0) } ?? ""
        }
        guard isAlive else { throw SQLError(.connectionLost, code: field("C"), Self.message(of: connection), sql: sql) }
        // The letters of PG_DIAG_SQLSTATE, _MESSAGE_PRIMARY, _MESSAGE_DETAIL, _TABLE_NAME, _CONSTRAINT_NAME.
        let report = PostgresReport(
            state: field("C"), message: field("M"), detail: field("D"), table: field("t"), constraint: field("n"))
        throw report.error(sql: sql)
    }

    private static func message(of connection: OpaquePointer) -> String {
        guard let text = PQerrorMessage(connection) else { return "no message" }
        return String(cString: text).split(separator: "\n").joined(separator: "; ")
    }
}

/// SAFETY: libpq makes the pointer for exactly this, and says that any thread may cancel with it; it is freed with its owner.
final class PostgresCanceller: @unchecked Sendable {  // immutable; PQcancel is thread-safe
    private let pointer: OpaquePointer

    fileprivate init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { PQfreeCancel(pointer) }

    /// Asks the server to end what runs on the connection, and waits until it has heard.
    func cancel() {
        var reason = [CChar](repeating: 0, count: 256)
        _ = PQcancel(pointer, &reason, Int32(reason.count))
    }
}

/// Calls `body` with copies as C has them, which live until it returns.
private func withCStrings<Result>(
    _ texts: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
) -> Result {
    let copies = texts.map { $0.flatMap { strdup($0) } }
    defer { for copy in copies { free(copy) } }
    return copies.map { UnsafePointer($0) }.withUnsafeBufferPointer { body($0.baseAddress) }
}
