/// Delivers events to one consumer, in order for each key and at least once.
///
/// The consumer's place says that every event up to it was delivered, waits behind a key that failed, or is a dead letter. What
/// became of a batch is written in one transaction, after the handler has done it; if the program dies in between, the batch is
/// delivered again.
actor DeliveryLine {
    let consumer: EventConsumer
    private let log: EventLog
    private let clock: WallClock
    private let holder: String
    private let settings: RelaySettings
    private var lease: ConsumerLease?
    private var isRegistered = false

    /// Keys or letters that one pass tries again.
    private static let retryLimit = 50

    init(_ consumer: EventConsumer, log: EventLog, clock: WallClock, holder: String, settings: RelaySettings) {
        self.consumer = consumer
        self.log = log
        self.clock = clock
        self.holder = holder
        self.settings = settings
    }

    /// Delivers what is due, up to a batch. Gives the number of events it looked at, or nil where another relay holds the lease.
    func pass() async throws -> Int? {
        do {
            guard try await holdLease() != nil else { return nil }
            return try await withHeartbeat(
                every: settings.leaseLength / 3, clock: clock, beat: { try await self.renew() }, work: { try await self.deliver() })
        } catch is LeaseLost {
            lease = nil
            return nil
        }
    }

    func release() async throws {
        guard let lease else { return }
        self.lease = nil
        try await log.database.write(.readCommitted) { [consumer] in try $0.releaseLease(consumer.name, fence: lease.fence) }
    }

    private func deliver() async throws -> Int {
        try await log.settle()
        let retried = try await retryHeldKeys()
        let replayed = try await replayWantedLetters()
        return try await retried + replayed + deliverFresh()
    }

    // MARK: the lease

    /// Takes it, or renews it where less than half is left.
    private func holdLease() async throws -> ConsumerLease? {
        if let lease, clock.now() + settings.leaseLength / 2 < lease.until { return lease }
        try await renew()
        return lease
    }

    private func renew() async throws {
        let now = clock.now()
        let until = now + settings.leaseLength
        let isNew = !isRegistered
        let taken = try await log.database.write(.readCommitted) { [consumer, holder] transaction in
            if isNew { try transaction.register(consumer) }
            return try transaction.takeLease(consumer.name, holder: holder, now: now, until: until)
        }
        isRegistered = true
        // Within a pass, a lease that others had meanwhile is a new one: what the pass knows of the place is old.
        if let lease, taken?.fence != lease.fence {
            self.lease = nil
            throw LeaseLost()
        }
        if let lease, let taken {
            self.lease = ConsumerLease(fence: lease.fence, until: taken.until, position: lease.position)
        } else {
            lease = taken
        }
    }

    // MARK: events after the place

    private func deliverFresh() async throws -> Int {
        guard let lease else { throw LeaseLost() }
        let name = consumer.name
        let limit = settings.batchLimit
        let (events, held) = try await log.database.read { transaction in
            let events = try transaction.settledEvents(after: lease.position, limit: limit)
            guard let end = events.last?.sequence else { return (events, Set<String>()) }
            return (events, try transaction.heldKeys(name, after: lease.position, upTo: end))
        }
        guard let end = events.last?.sequence else { return 0 }
        let wanted = events.filter { consumer.types?.contains($0.type) ?? true }
        let outcomes = try await deliver(wanted.filter { !held.contains($0.key) })
        try await write(lease, position: end) { [consumer, clock] transaction in
            try transaction.putAside(wanted.filter { held.contains($0.key) }, name)
            for outcome in outcomes {
                guard let failure = outcome.failure else { continue }
                try transaction.putAside(outcome.rest, name)
                try transaction.note(failure, consumer, now: clock.now())
            }
        }
        self.lease?.position = end
        return events.count
    }

    /// What became of events of one key.
    private struct LaneOutcome: Sendable {
        let failure: DeliveryFailure?
        /// From the one that failed on.
        let rest: [Event]
    }

    /// Events of one key one after another, up to the first failure; of several keys side by side, where the consumer wants that.
    private func deliver(_ events: [Event]) async throws -> [LaneOutcome] {
        var keys: [String] = []
        var lanes: [String: [Event]] = [:]
        for event in events {
            if lanes[event.key] == nil { keys.append(event.key) }
            lanes[event.key, default: []].append(event)
        }
        // One after another in the order of the log, so that a consumer with one lane sees that order.
        if consumer.lanes <= 1 { return try await deliverInOrder(events) }
        return try await withThrowingTaskGroup(of: LaneOutcome.self) { group in
            var outcomes: [LaneOutcome] = []
            var waiting = keys.makeIterator()
            for _ in 0..<consumer.lanes {
                guard let key = waiting.next(), let lane = lanes[key] else { break }
                group.addTask { try await self.deliverLane(lane) }
            }
            while let outcome = try await group.next() {
                outcomes.append(outcome)
                if let key = waiting.next(), let lane = lanes[key] { group.addTask { try await self.deliverLane(lane) } }
            }
            return outcomes
        }
    }

    private func deliverInOrder(_ events: [Event]) async throws -> [LaneOutcome] {
        var failures: [String: DeliveryFailure] = [:]
        var rest: [String: [Event]] = [:]
        for event in events {
            if failures[event.key] == nil { failures[event.key] = try await failure(of: event, earlierAttempts: 0) }
            if failures[event.key] != nil { rest[event.key, default: []].append(event) }
        }
        return failures.map { LaneOutcome(failure: $0.value, rest: rest[$0.key, default: []]) }
    }

    private nonisolated func deliverLane(_ events: [Event]) async throws -> LaneOutcome {
        for (i, event) in events.enumerated() {
            if let failure = try await failure(of: event, earlierAttempts: 0) {
                return LaneOutcome(failure: failure, rest: Array(events[i...]))
            }
        }
        return LaneOutcome(failure: nil, rest: [])
    }

    /// Nil where the handler has done it. Throws only where the relay is told to stop, which is no fault of the event.
    private nonisolated func failure(of event: Event, earlierAttempts: Int) async throws -> DeliveryFailure? {
        try Task.checkCancellation()
        do {
            try await consumer.handle(event)
            return nil
        } catch {
            try Task.checkCancellation()
            return DeliveryFailure(event, attempts: earlierAttempts + 1, error)
        }
    }

    /// Writes what became of events, if the lease is still held.
    private func write(
        _ lease: ConsumerLease, position: Int64, _ body: @escaping @Sendable (Transaction) throws -> Void
    ) async throws {
        try await log.database.write(.readCommitted) { [consumer] transaction in
            try transaction.advance(consumer.name, to: position, fence: lease.fence)
            try body(transaction)
        }
    }

    // MARK: events that failed before

    private func retryHeldKeys() async throws -> Int {
        guard let lease else { throw LeaseLost() }
        let name = consumer.name
        let now = clock.now()
        let keys = try await log.database.read { try $0.dueKeys(name, now: now, limit: Self.retryLimit) }
        var count = 0
        for held in keys {
            let limit = settings.batchLimit
            let events = try await log.database.read { try $0.waitingEvents(name, key: held.key, limit: limit) }
            var failed: DeliveryFailure?
            var done: Int64 = 0
            for (i, event) in events.enumerated() {
                count += 1
                failed = try await failure(of: event, earlierAttempts: i == 0 ? held.attempts : 0)
                if failed != nil { break }
                done = event.sequence ?? done
            }
            let (failure, end) = (failed, done)
            try await write(lease, position: lease.position) { [consumer, clock] transaction in
                try transaction.removeWaiting(name, key: held.key, upTo: end)
                if let failure {
                    try transaction.note(failure, consumer, now: clock.now())
                } else {
                    try transaction.releaseIfEmpty(name, key: held.key, now: clock.now())
                }
            }
        }
        return count
    }

    private func replayWantedLetters() async throws -> Int {
        guard let lease else { throw LeaseLost() }
        let name = consumer.name
        let letters = try await log.database.read { try $0.wantedLetters(name, limit: Self.retryLimit) }
        for letter in letters {
            let failure = try await failure(of: letter.event, earlierAttempts: letter.attempts)
            try await write(lease, position: lease.position) { [clock] transaction in
                guard let failure else {
                    try transaction.execute("DELETE FROM event_dead_letters WHERE number = $1", letter.number)
                    return
                }
                try transaction.execute(
                    """
                    UPDATE event_dead_letters SET is_wanted = 0, attempts = $2, error = $3, failed_at = $4 WHERE number = $1
                    """, letter.number, failure.attempts, failure.error, clock.now())
            }
        }
        return letters.count
    }
}

extension Transaction {
    /// Holds the key for a while, or, after the last attempt, makes a dead letter of the event. The event waits when this is called.
    fileprivate func note(_ failure: DeliveryFailure, _ consumer: EventConsumer, now: Timestamp) throws(SQLError) {
        let key = failure.event.key
        if failure.attempts < consumer.attemptLimit {
            let next = now + consumer.backoff.delay(afterFailures: failure.attempts)
            try hold(consumer.name, key: key, attempts: failure.attempts, nextAttempt: next, error: failure.error)
            return
        }
        switch consumer.afterLastAttempt {
        case .stay:
            try bury(failure, consumer.name, holdsKey: true, now: now)
            try hold(consumer.name, key: key, attempts: failure.attempts, nextAttempt: nil, error: failure.error)
        case .goOn:
            try bury(failure, consumer.name, holdsKey: false, now: now)
            try removeWaiting(consumer.name, key: key, upTo: failure.event.sequence ?? 0)
            try releaseIfEmpty(consumer.name, key: key, now: now)
        }
    }
}
