/// What an admin sees of sagas, and does about those that are stuck.
package struct SagaAdmin: Sendable {
    let database: any SQLDatabase
    let clock: WallClock

    package init(_ database: any SQLDatabase, clock: WallClock = .system) {
        self.database = database
        self.clock = clock
    }

    private static let order = PageOrder("sagas", by: ["id": .text])

    package func find(_ id: Identifier<Saga>) async throws -> SagaState {
        guard let state = try await database.read({ try $0.saga(id) }) else {
            throw Refusal(.notFound, code: "no_saga", detail: "there is no saga \(id)")
        }
        return state
    }

    package func list(_ status: SagaStatus, _ page: PageRequest) async throws -> Page<SagaState> {
        try await database.read { transaction in
            try Self.order.page(
                page, of: "SELECT \(SagaState.columns) FROM sagas WHERE status = $1", [status], in: transaction, item: SagaState.init)
        }
    }

    /// Tries the compensation that is stuck again.
    package func retry(_ id: Identifier<Saga>) async throws {
        let now = clock.now()
        try await database.write { transaction in
            let state = try Self.stuck(id, transaction)
            try Self.goOn(state, step: state.step, now: now, transaction)
        }
    }

    /// Takes it as done, because somebody has undone the step by hand, and goes on with the one before.
    package func skip(_ id: Identifier<Saga>, of saga: Saga) async throws {
        let now = clock.now()
        try await database.write { transaction in
            let state = try Self.stuck(id, transaction)
            guard let i = saga.steps.firstIndex(where: { $0.name == state.step }), saga.name == state.name else {
                throw Refusal(.conflict, code: "other_saga", detail: "saga \(state.name) stands at a step that is not known")
            }
            if i > 0 {
                try Self.goOn(state, step: saga.steps[i - 1].name, now: now, transaction)
            } else {
                try transaction.execute(
                    "UPDATE sagas SET status = $2, changed_at = $3 WHERE id = $1", id, SagaStatus.compensated, now)
            }
        }
    }

    private static func stuck(_ id: Identifier<Saga>, _ transaction: Transaction) throws -> SagaState {
        guard let state = try transaction.saga(id) else {
            throw Refusal(.notFound, code: "no_saga", detail: "there is no saga \(id)")
        }
        guard state.status == .stuck else {
            throw Refusal(.conflict, code: "saga_not_stuck", detail: "saga \(id) is \(state.status.rawValue)")
        }
        return state
    }

    private static func goOn(_ state: SagaState, step: String, now: Timestamp, _ transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE sagas SET status = $2, step = $3, attempts = 0, next_attempt = $4, changed_at = $4, leased_until = 0 WHERE id = $1
            """, state.id, SagaStatus.compensating, step, now)
        transaction.announce()
    }
}
