extension Transaction {
    /// Whether this is the first time that the consumer sees the event, noted with what the transaction writes: a consumer that
    /// writes to its own database does each event once, however often it is delivered.
    ///
    ///     try await database.write { transaction in
    ///         guard try transaction.once(event.id, by: "stock") else { return }
    ///         ...
    ///     }
    package func once(_ id: Identifier<Event>, by consumer: String, clock: WallClock = .system) throws(SQLError) -> Bool {
        try execute(
            "INSERT INTO event_inbox(consumer, event_id, received_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            consumer, id, clock.now()) == 1
    }

    /// Forgets what was received before a time. An event that is delivered again after it would be done again, so this is longer
    /// ago than events are kept in their log, and dead letters among the others.
    package func trimInbox(before time: Timestamp) throws(SQLError) {
        try execute("DELETE FROM event_inbox WHERE received_at < $1", time)
    }
}
