extension Transaction {
    /// Writes an event with the rows it tells of: both are committed or neither is.
    ///
    /// The same transaction writes a row of the thing that `key` names, or makes it. Two transactions that write one row never
    /// overlap: the second one waits, and then begins anew with what the first one left. So its events have higher numbers.
    package func publish(_ event: Event) throws(SQLError) {
        try execute(
            """
            INSERT INTO events(id, type, key, at, data, version, source, user_id, trace_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            event.id, event.type, event.key, event.timestamp, event.data, event.metadata.version, event.metadata.source,
            event.metadata.userID, event.metadata.traceID)
        announce()
    }
}

/// The events of one database, in an order that never changes once it was seen.
///
/// A number that is given at the insert does not make such an order: of two transactions at work, the one with the higher number
/// may commit first, and who has read up to it never sees the other. So an event gets its position later, from `settle`, which
/// gives positions to all that is committed and has none, one caller at a time, and commits them together. What is committed
/// afterwards comes behind. (A counter that each transaction raises as its last act would do too, but every two writers would
/// collide on it at the level SERIALIZABLE, and wait for each other's sync to disk at the others.)
package struct EventLog: Sendable {
    /// Events after this position were asked for, and some of them are no longer kept: the reader has to begin from a newer copy of what
    /// it builds.
    package struct Trimmed: Error, Hashable, Sendable {
        package let asked: Int64
        package let trimmedTo: Int64
    }

    package let database: any SQLDatabase

    package init(_ database: any SQLDatabase) { self.database = database }

    private static let settleLimit = 1000

    /// Gives all events that are committed their positions.
    package func settle() async throws {
        let waiting = "SELECT 1 FROM events WHERE position IS NULL LIMIT 1"
        while try await database.read({ try $0.row(waiting) != nil }) {
            try await database.write(.readCommitted) { transaction in
                // Changing the only row makes the next caller wait here until this one has committed; the statement after it then
                // sees what is committed by now.
                let row = try transaction.row("UPDATE event_log SET last_position = last_position RETURNING last_position")
                guard let last: Int64 = try row?.only() else { return }
                let count = try transaction.execute(
                    """
                    UPDATE events SET position = settled.position
                    FROM (
                        SELECT number, $1 + row_number() OVER (ORDER BY number) AS position
                        FROM events WHERE position IS NULL ORDER BY number LIMIT \(Self.settleLimit)) AS settled
                    WHERE events.number = settled.number
                    """, last)
                try transaction.execute("UPDATE event_log SET last_position = $1", last + Int64(count))
            }
        }
    }

    /// Up to `limit` events after a position, 0 for the first, of all types or some: a projection is rebuilt by asking until none
    /// come. A reader that keeps its place by what it got from some types only looks again at the others.
    package func events(
        after position: Int64, limit: Int = 500, types: Set<String>? = nil
    ) async throws -> [Event] {
        try await settle()
        return try await database.read { transaction in
            let trimmed: Int64? = try transaction.row("SELECT trimmed_to FROM event_log")?.only()
            guard let trimmed, position >= trimmed else { throw Trimmed(asked: position, trimmedTo: trimmed ?? 0) }
            return try transaction.settledEvents(after: position, limit: limit, types: types)
        }
    }

    package func lastPosition() async throws -> Int64 {
        try await settle()
        return try await database.read { try $0.row("SELECT last_position FROM event_log")?.only() ?? 0 }
    }

    /// Removes the events before the first one that happened at `time` or later, but none that a consumer has still to get.
    /// Gives the last position removed.
    @discardableResult
    package func trim(before time: Timestamp) async throws -> Int64 {
        try await database.write(.readCommitted) { transaction in
            let row = try transaction.row("UPDATE event_log SET trimmed_to = trimmed_to RETURNING last_position, trimmed_to")
            guard let row else { return 0 }
            let last: Int64 = try row["last_position"]
            let trimmed: Int64 = try row["trimmed_to"]
            let firstKept: Int64? = try transaction.row("SELECT min(position) FROM events WHERE at >= $1", time)?.only()
            // In one statement, so that an event that is put aside while this runs is seen in one place or the other.
            let slowest: Int64? = try transaction.row(
                """
                SELECT min(position) FROM (
                    SELECT position FROM event_consumers UNION ALL SELECT position - 1 FROM event_waiting) AS places
                """)?.only()
            let end = min(last, firstKept.map { $0 - 1 } ?? last, slowest ?? last)
            guard end > trimmed else { return trimmed }
            try transaction.execute("DELETE FROM events WHERE position <= $1", end)
            try transaction.execute("UPDATE event_log SET trimmed_to = $1", end)
            return end
        }
    }
}

extension Transaction {
    func settledEvents(after position: Int64, limit: Int, types: Set<String>? = nil) throws(SQLError) -> [Event] {
        let order = "ORDER BY position LIMIT $2"
        guard let types else {
            return try rows("SELECT \(Event.columns) FROM events WHERE position > $1 \(order)", position, limit)
                .map { (row) throws(SQLError) in try Event(row) }
        }
        guard !types.isEmpty else { return [] }
        let places = types.indices.enumerated().map { "$\($0.offset + 3)" }.joined(separator: ", ")
        let arguments: [any SQLConvertible] = [position, limit] + types.sorted()
        return try rows(
            "SELECT \(Event.columns) FROM events WHERE position > $1 AND type IN (\(places)) \(order)", arguments: arguments
        ).map { (row) throws(SQLError) in try Event(row) }
    }
}
