/// The right to deliver to one consumer.
///
/// It is a lease that runs out rather than an advisory lock: it works the same on a file that two processes share, a relay that hangs
/// loses it as one that died does, and its `fence`, which rises with each new holder, is compared whenever a result is written,
/// so that a relay which slept through the end of its lease can't move the place back. Clocks that differ make it pass on early
/// or late, which costs double work and never a wrong place.
struct ConsumerLease: Sendable {
    let fence: Int64
    var until: Timestamp
    var position: Int64
}

/// Another relay has taken over.
struct LeaseLost: Error {}

extension Transaction {
    /// Makes a consumer known, which keeps its events from being trimmed.
    func register(_ consumer: EventConsumer) throws(SQLError) {
        let start =
            switch consumer.start {
            case .beginning: "0"
            case .now: "(SELECT last_position FROM event_log)"
            }
        try execute(
            """
            INSERT INTO event_consumers(name, position, fence, holder, leased_until) VALUES ($1, \(start), 0, '', 0)
            ON CONFLICT DO NOTHING
            """, consumer.name)
    }

    /// Nil while another holder's lease runs.
    func takeLease(_ consumer: String, holder: String, now: Timestamp, until: Timestamp) throws(SQLError) -> ConsumerLease? {
        // Where two take it at once the second waits, and then finds that the condition no longer holds.
        let row = try row(
            """
            UPDATE event_consumers SET
                fence = CASE WHEN holder = $2 THEN fence ELSE fence + 1 END, holder = $2, leased_until = $4
            WHERE name = $1 AND (holder = $2 OR leased_until <= $3)
            RETURNING fence, position
            """, consumer, holder, now, until)
        guard let row else { return nil }
        return ConsumerLease(fence: try row["fence"], until: until, position: try row["position"])
    }

    func releaseLease(_ consumer: String, fence: Int64) throws(SQLError) {
        try execute("UPDATE event_consumers SET leased_until = 0, holder = '' WHERE name = $1 AND fence = $2", consumer, fence)
    }

    /// Moves the place. With the same position it is what makes sure, first thing in a transaction, that the lease is still held.
    func advance(_ consumer: String, to position: Int64, fence: Int64) throws {
        let count = try execute(
            "UPDATE event_consumers SET position = $2 WHERE name = $1 AND fence = $3", consumer, position, fence)
        if count == 0 { throw LeaseLost() }
    }
}

extension EventLog {
    package struct Place: Sendable, Hashable {
        package let consumer: String
        package let position: Int64
        /// How many events it has still to get, those of held keys aside.
        package let lag: Int64
        package let heldKeys: Int
    }

    /// Of all consumers, for admins and metrics.
    package func places() async throws -> [Place] {
        try await settle()
        return try await database.read { transaction in
            try transaction.rows(
                """
                SELECT name, position, (SELECT last_position FROM event_log) - position AS lag,
                    (SELECT count(*) FROM event_held WHERE consumer = name) AS held
                FROM event_consumers ORDER BY name
                """
            ).map { (row) throws(SQLError) in
                Place(consumer: try row["name"], position: try row["position"], lag: try row["lag"], heldKeys: try row["held"])
            }
        }
    }

    /// Forgets a consumer that is no longer there, so that the log can be trimmed past it.
    package func forget(consumer: String) async throws {
        try await database.write { transaction in
            for table in ["event_held", "event_waiting", "event_dead_letters", "event_inbox"] {
                try transaction.execute("DELETE FROM \(table) WHERE consumer = $1", consumer)
            }
            try transaction.execute("DELETE FROM event_consumers WHERE name = $1", consumer)
        }
    }
}
