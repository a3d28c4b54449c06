/// How a saga stands.
package enum SagaStatus: String, Sendable, CaseIterable, SQLConvertible {
    case running, compensating
    /// All steps are done.
    case completed
    /// A step was refused or given up, and all before it is undone.
    case compensated
    /// A step can't be undone; an admin decides.
    case stuck

    package init?(sql: SQLValue) {
        guard case .text(let name) = sql else { return nil }
        self.init(rawValue: name)
    }

    package var sql: SQLValue { .text(rawValue) }
}

/// One saga as it is stored.
package struct SagaState: Sendable, Hashable {
    package let id: Identifier<Saga>
    package let name: String
    package let status: SagaStatus
    /// The step that is done or undone next.
    package let step: String
    package let input: String
    /// Of that step.
    package let attempts: Int
    package let nextAttempt: Timestamp?
    /// The last one: why it was compensated, or what went wrong in the last attempt.
    package let error: String
    package let startedAt: Timestamp
    package let changedAt: Timestamp
    let fence: Int64

    static let columns = "id, name, status, step, input, attempts, next_attempt, error, started_at, changed_at, fence"

    init(_ row: Row) throws(SQLError) {
        id = try row["id"]
        name = try row["name"]
        status = try row["status"]
        step = try row["step"]
        input = try row["input"]
        attempts = try row["attempts"]
        nextAttempt = try row["next_attempt"]
        error = try row["error"]
        startedAt = try row["started_at"]
        changedAt = try row["changed_at"]
        fence = try row["fence"]
    }
}

/// What is written after a step.
struct SagaChange: Sendable {
    var status: SagaStatus
    var step: String
    var attempts = 0
    var nextAttempt: Timestamp?
    var error: String
    var output: (step: String, json: String)?
    /// The lease is given up: somebody else may go on when it is due.
    var isRest: Bool
}

extension Transaction {
    /// Begins a saga with what the transaction writes. It runs as soon as this is committed.
    @discardableResult
    package func start(
        _ saga: Saga, input: some Encodable, id: Identifier<Saga> = .next(), clock: WallClock = .system
    ) throws -> Identifier<Saga> {
        let now = clock.now()
        try execute(
            """
            INSERT INTO sagas(\(SagaState.columns), holder, leased_until)
            VALUES ($1, $2, $3, $4, $5, 0, $6, '', $6, $6, 0, '', 0)
            """, id, saga.name, SagaStatus.running, saga.steps[0].name, try JSONText.encode(input), now)
        announce()
        return id
    }

    func saga(_ id: Identifier<Saga>) throws(SQLError) -> SagaState? {
        let row = try row("SELECT \(SagaState.columns) FROM sagas WHERE id = $1", id)
        guard let row else { return nil }
        return try SagaState(row)
    }

    func dueSagas(_ names: [String], now: Timestamp, limit: Int) throws(SQLError) -> [Identifier<Saga>] {
        let places = names.indices.map { "$\($0 + 2)" }.joined(separator: ", ")
        let arguments: [any SQLConvertible] = [now] + names
        return try rows(
            """
            SELECT id FROM sagas WHERE next_attempt <= $1 AND leased_until <= $1 AND name IN (\(places))
            ORDER BY next_attempt LIMIT \(limit)
            """, arguments: arguments
        ).map { (row) throws(SQLError) in try row.only() }
    }

    /// Nil where another runner has it. The conditions are those of the row itself, which are looked at again after waiting for
    /// somebody who takes it at the same time.
    func claim(_ id: Identifier<Saga>, holder: String, now: Timestamp, until: Timestamp) throws(SQLError) -> SagaState? {
        let row = try row(
            """
            UPDATE sagas SET fence = fence + 1, holder = $2, leased_until = $4
            WHERE id = $1 AND next_attempt <= $3 AND leased_until <= $3 RETURNING \(SagaState.columns)
            """, id, holder, now, until)
        guard let row else { return nil }
        return try SagaState(row)
    }

    func renewSaga(_ id: Identifier<Saga>, fence: Int64, until: Timestamp) throws {
        let count = try execute("UPDATE sagas SET leased_until = $3 WHERE id = $1 AND fence = $2", id, fence, until)
        if count == 0 { throw LeaseLost() }
    }

    /// Writes how the saga goes on, unless somebody else has taken it over.
    func change(_ state: SagaState, _ change: SagaChange, now: Timestamp) throws -> SagaState {
        let row = try row(
            """
            UPDATE sagas SET status = $3, step = $4, attempts = $5, next_attempt = $6, error = $7, changed_at = $8,
                leased_until = CASE WHEN $9 = 1 THEN 0 ELSE leased_until END
            WHERE id = $1 AND fence = $2 RETURNING \(SagaState.columns)
            """, state.id, state.fence, change.status, change.step, change.attempts, change.nextAttempt, change.error, now,
            change.isRest)
        guard let row else { throw LeaseLost() }
        if let output = change.output {
            try execute(
                """
                INSERT INTO saga_outputs(saga, step, output) VALUES ($1, $2, $3)
                ON CONFLICT (saga, step) DO UPDATE SET output = $3
                """, state.id, output.step, output.json)
        }
        return try SagaState(row)
    }

    func sagaOutputs(_ id: Identifier<Saga>) throws(SQLError) -> [String: String] {
        var outputs: [String: String] = [:]
        for row in try rows("SELECT step, output FROM saga_outputs WHERE saga = $1", id) { outputs[try row["step"]] = try row["output"] }
        return outputs
    }
}
