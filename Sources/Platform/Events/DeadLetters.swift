/// An event that a consumer failed at as often as it may.
package struct DeadLetter: Sendable, Hashable {
    package let number: Int64
    package let consumer: String
    package let event: Event
    package let attempts: Int
    package let error: String
    package let failedAt: Timestamp
    /// Later events of its key wait for it.
    package let holdsKey: Bool
}

extension DeadLetter {
    fileprivate static let selection =
        "SELECT number, consumer, attempts, error, failed_at, holds_key, \(Event.columns) FROM event_dead_letters"

    fileprivate init(_ row: Row) throws(SQLError) {
        number = try row["number"]
        consumer = try row["consumer"]
        event = try Event(row)
        attempts = try row["attempts"]
        error = try row["error"]
        failedAt = try row["failed_at"]
        holdsKey = try row["holds_key"]
    }
}

extension Refusal {
    fileprivate static func noLetter(_ number: Int64) -> Refusal {
        Refusal(.notFound, code: "no_dead_letter", detail: "there is no dead letter \(number)")
    }
}

/// What an admin does about them.
package struct DeadLetters: Sendable {
    let log: EventLog
    let clock: WallClock

    package init(_ log: EventLog, clock: WallClock = .system) {
        self.log = log
        self.clock = clock
    }

    private static let order = PageOrder("dead_letters", by: ["number": .integer])

    package func list(_ page: PageRequest, consumer: String? = nil) async throws -> Page<DeadLetter> {
        // No column holds a zero byte, and no driver takes one.
        if let consumer, consumer.utf8.contains(0) { return Page(items: [], next: nil) }
        return try await log.database.read { transaction in
            var selection = DeadLetter.selection
            selection += consumer == nil ? " WHERE number > 0" : " WHERE consumer = $1"
            return try Self.order.page(page, of: selection, consumer.map { [$0] } ?? [], in: transaction) { try DeadLetter($0) }
        }
    }

    package func letter(_ number: Int64) async throws -> DeadLetter {
        let row = try await log.database.read { try $0.row("\(DeadLetter.selection) WHERE number = $1", number) }
        guard let row else { throw Refusal.noLetter(number) }
        return try DeadLetter(row)
    }

    /// Delivers it again, soon. It goes from the list when that works.
    package func replay(_ number: Int64) async throws {
        try await log.database.write { transaction in
            let letter = try Self.find(number, transaction)
            if letter.holdsKey {
                // It still waits as the first of its key.
                try transaction.execute("DELETE FROM event_dead_letters WHERE number = $1", number)
                try transaction.hold(letter.consumer, key: letter.key, attempts: 0, nextAttempt: clock.now(), error: "")
            } else {
                try transaction.execute("UPDATE event_dead_letters SET is_wanted = 1 WHERE number = $1", number)
            }
            transaction.announce()
        }
    }

    /// Gives it up. What waited for it goes on.
    package func drop(_ number: Int64) async throws {
        try await log.database.write { transaction in
            let letter = try Self.find(number, transaction)
            try transaction.execute("DELETE FROM event_dead_letters WHERE number = $1", number)
            guard letter.holdsKey else { return }
            try transaction.removeWaiting(letter.consumer, key: letter.key, upTo: letter.position)
            try transaction.releaseIfEmpty(letter.consumer, key: letter.key, now: clock.now())
            transaction.announce()
        }
    }

    private static func find(
        _ number: Int64, _ transaction: Transaction
    ) throws -> (consumer: String, key: String, position: Int64, holdsKey: Bool) {
        let row = try transaction.row(
            "SELECT consumer, key, position, holds_key FROM event_dead_letters WHERE number = $1", number)
        guard let row else { throw Refusal.noLetter(number) }
        return (try row["consumer"], try row["key"], try row["position"], try row["holds_key"])
    }
}

extension Transaction {
    func bury(_ failure: DeliveryFailure, _ consumer: String, holdsKey: Bool, now: Timestamp) throws(SQLError) {
        try execute(
            """
            INSERT INTO event_dead_letters(consumer, holds_key, is_wanted, attempts, error, failed_at, \(Event.columns))
            SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT), 0, CAST($3 AS BIGINT), CAST($4 AS TEXT), CAST($5 AS BIGINT), \(Event.columns)
            FROM events WHERE position = $6
            """, consumer, holdsKey, failure.attempts, failure.error, now, failure.event.sequence)
    }

    /// Dead letters that an admin wants delivered again, with how often they failed.
    func wantedLetters(_ consumer: String, limit: Int) throws(SQLError) -> [(number: Int64, attempts: Int, event: Event)] {
        try rows(
            """
            SELECT number, attempts, \(Event.columns) FROM event_dead_letters
            WHERE consumer = $1 AND is_wanted = 1 ORDER BY number LIMIT $2
            """, consumer, limit
        ).map { (row) throws(SQLError) in (try row["number"], try row["attempts"], try Event(row)) }
    }
}
