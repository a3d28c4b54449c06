/// A key whose events wait because the first of them failed.
struct HeldKey: Sendable {
    let key: String
    /// Of its first event.
    let attempts: Int
}

/// How a consumer failed at an event.
struct DeliveryFailure: Sendable {
    let event: Event
    /// This one among them.
    let attempts: Int
    let error: String

    init(_ event: Event, attempts: Int, _ error: any Error) {
        self.event = event
        self.attempts = attempts
        // For admins to read; what a database can't hold is left out.
        self.error = String(String(describing: error).replacing("\0", with: "").prefix(2000))
    }
}

extension Transaction {
    func dueKeys(_ consumer: String, now: Timestamp, limit: Int) throws(SQLError) -> [HeldKey] {
        try rows(
            """
            SELECT key, attempts FROM event_held WHERE consumer = $1 AND next_attempt <= $2 ORDER BY next_attempt LIMIT $3
            """, consumer, now, limit
        ).map { (row) throws(SQLError) in HeldKey(key: try row["key"], attempts: try row["attempts"]) }
    }

    /// The keys held among the events of a stretch of the log.
    func heldKeys(_ consumer: String, after start: Int64, upTo end: Int64) throws(SQLError) -> Set<String> {
        let rows = try rows(
            """
            SELECT key FROM event_held
            WHERE consumer = $1 AND key IN (SELECT key FROM events WHERE position > $2 AND position <= $3)
            """, consumer, start, end)
        var keys: Set<String> = []
        for row in rows { keys.insert(try row.only()) }
        return keys
    }

    func waitingEvents(_ consumer: String, key: String, limit: Int) throws(SQLError) -> [Event] {
        let columns = Event.columns.split(separator: ", ").map { "events.\($0)" }.joined(separator: ", ")
        return try rows(
            """
            SELECT \(columns) FROM event_waiting JOIN events ON events.position = event_waiting.position
            WHERE event_waiting.consumer = $1 AND event_waiting.key = $2 ORDER BY event_waiting.position LIMIT $3
            """, consumer, key, limit
        ).map { (row) throws(SQLError) in try Event(row) }
    }

    func putAside(_ events: some Sequence<Event>, _ consumer: String) throws(SQLError) {
        for event in events {
            try execute(
                "INSERT INTO event_waiting(consumer, key, position) VALUES ($1, $2, $3)", consumer, event.key, event.sequence)
        }
    }

    func removeWaiting(_ consumer: String, key: String, upTo position: Int64) throws(SQLError) {
        try execute(
            "DELETE FROM event_waiting WHERE consumer = $1 AND key = $2 AND position <= $3", consumer, key, position)
    }

    func hold(
        _ consumer: String, key: String, attempts: Int, nextAttempt: Timestamp?, error: String
    ) throws(SQLError) {
        try execute(
            """
            INSERT INTO event_held(consumer, key, attempts, next_attempt, error) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (consumer, key) DO UPDATE SET attempts = $3, next_attempt = $4, error = $5
            """, consumer, key, attempts, nextAttempt, error)
    }

    /// Lets a key go once nothing of it waits; otherwise what waits is delivered next.
    func releaseIfEmpty(_ consumer: String, key: String, now: Timestamp) throws(SQLError) {
        let rest = try row("SELECT 1 FROM event_waiting WHERE consumer = $1 AND key = $2 LIMIT 1", consumer, key)
        if rest == nil {
            try execute("DELETE FROM event_held WHERE consumer = $1 AND key = $2", consumer, key)
        } else {
            try hold(consumer, key: key, attempts: 0, nextAttempt: now, error: "")
        }
    }
}
