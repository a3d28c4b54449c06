package struct SagaSettings: Sendable {
    /// Sagas that run at once.
    package var workers = 4
    /// Of an action; then it is given up and compensated.
    package var attemptLimit = 10
    /// Of a compensation; then the saga is stuck.
    package var compensationLimit = 20
    package var backoff = Backoff(first: .seconds(1), limit: .seconds(600))
    package var leaseLength: Duration = .seconds(30)
    package var pollInterval: Duration = .milliseconds(500)

    package init() {}
}

/// Runs the sagas of one database. Several runners may, in one process or many: each saga has a lease that runs out, and a fence that
/// rises with each holder and is compared whenever its state is written (`ConsumerLease` argues why).
package final class SagaRunner: Sendable {
    private let database: any SQLDatabase
    private let sagas: [String: Saga]
    private let clock: WallClock
    private let settings: SagaSettings
    private let holder = TimeOrderedIDs.shared.next()
    private let report: @Sendable (any Error) -> Void

    /// Runs only the sagas that it is given; those of other programs on the same database are left to them.
    package init(
        _ database: any SQLDatabase, _ sagas: [Saga], clock: WallClock = .system, settings: SagaSettings = SagaSettings(),
        report: @escaping @Sendable (any Error) -> Void = { _ in }
    ) {
        precondition(Set(sagas.map(\.name)).count == sagas.count, "names of sagas differ")
        self.database = database
        self.sagas = Dictionary(uniqueKeysWithValues: sagas.map { ($0.name, $0) })
        self.clock = clock
        self.settings = settings
        self.report = report
    }

    /// Runs what is due until the task is cancelled.
    package func run() async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<settings.workers { group.addTask { await self.work() } }
        }
    }

    private func work() async {
        let backoff = Backoff(first: .milliseconds(100), limit: .seconds(10))
        var failures = 0
        while !Task.isCancelled {
            let heard = database.committed.rings
            do {
                let didWork = try await pass()
                failures = 0
                if !didWork { await database.committed.wait(after: heard, upTo: settings.pollInterval, clock: clock) }
            } catch {
                if Task.isCancelled { return }
                failures += 1
                report(error)
                try? await clock.sleep(backoff.delay(afterFailures: failures))
            }
        }
    }

    /// Takes one saga that is due and carries it on until it ends or has to wait. False where there is none.
    @discardableResult
    package func pass() async throws -> Bool {
        let names = sagas.keys.sorted()
        guard !names.isEmpty else { return false }
        let now = clock.now()
        let due = try await database.read { try $0.dueSagas(names, now: now, limit: 20) }
        // Not all runners after the same one.
        for id in due.shuffled() {
            let until = now + settings.leaseLength
            let claimed = try await database.write(.readCommitted) { [holder] in
                try $0.claim(id, holder: holder, now: now, until: until)
            }
            guard let claimed, let saga = sagas[claimed.name] else { continue }
            do {
                try await carry(claimed, saga)
            } catch is LeaseLost {
            } catch {
                // Told to stop: another runner need not wait until the lease runs out. In a task of its own, which is not cancelled.
                if Task.isCancelled { await Task { try? await self.release(claimed) }.value }
                throw error
            }
            return true
        }
        return false
    }

    private func release(_ claimed: SagaState) async throws {
        try await database.write(.readCommitted) { transaction in
            try transaction.execute(
                "UPDATE sagas SET leased_until = 0 WHERE id = $1 AND fence = $2", claimed.id, claimed.fence)
        }
    }

    private func carry(_ claimed: SagaState, _ saga: Saga) async throws {
        let (id, fence) = (claimed.id, claimed.fence)
        try await withHeartbeat(
            every: settings.leaseLength / 3, clock: clock,
            beat: {
                let until = self.clock.now() + self.settings.leaseLength
                try await self.database.write(.readCommitted) { try $0.renewSaga(id, fence: fence, until: until) }
            },
            work: {
                var state = claimed
                while true {
                    let change = try await self.next(state, saga)
                    let now = self.clock.now()
                    state = try await self.database.write(.readCommitted) { [state] in try $0.change(state, change, now: now) }
                    if change.isRest { return }
                }
            })
    }

    /// Does or undoes the step, and says what that means.
    private func next(_ state: SagaState, _ saga: Saga) async throws -> SagaChange {
        guard let i = saga.steps.firstIndex(where: { $0.name == state.step }) else {
            // A newer program may know it.
            return SagaChange(
                status: state.status, step: state.step, attempts: state.attempts, nextAttempt: clock.now() + settings.backoff.limit,
                error: "this program's saga \(saga.name) has no step \(state.step)", isRest: true)
        }
        let outputs = try await database.read { try $0.sagaOutputs(state.id) }
        let step = saga.steps[i]
        let call = SagaCall(saga: state.id, step: step.name, failures: state.attempts, input: state.input, outputs: outputs)
        try Task.checkCancellation()
        do {
            if state.status == .compensating {
                try await step.compensation?(call)
                return back(from: i, saga, error: state.error)
            }
            let output = try await step.action(call)
            let isLast = i + 1 == saga.steps.count
            return SagaChange(
                status: isLast ? .completed : .running, step: isLast ? step.name : saga.steps[i + 1].name,
                nextAttempt: isLast ? nil : clock.now(), error: "", output: (step.name, output), isRest: isLast)
        } catch {
            // Told to stop: no fault of the step.
            try Task.checkCancellation()
            return failed(state, at: i, saga, error)
        }
    }

    private func failed(_ state: SagaState, at i: Int, _ saga: Saga, _ error: any Error) -> SagaChange {
        let text = String(String(describing: error).replacing("\0", with: "").prefix(2000))
        let isRefused = (error as? Refusal).map { !$0.mayPass } ?? false
        let attempts = state.attempts + 1
        if state.status == .compensating {
            if isRefused || attempts >= settings.compensationLimit {
                return SagaChange(status: .stuck, step: state.step, attempts: attempts, error: text, isRest: true)
            }
        } else if isRefused {
            return back(from: i, saga, error: text)
        } else if attempts >= settings.attemptLimit {
            return SagaChange(status: .compensating, step: state.step, nextAttempt: clock.now(), error: text, isRest: false)
        }
        return SagaChange(
            status: state.status, step: state.step, attempts: attempts,
            nextAttempt: clock.now() + settings.backoff.delay(afterFailures: attempts), error: text, isRest: true)
    }

    /// To the step before, or to the end where there is none.
    private func back(from i: Int, _ saga: Saga, error: String) -> SagaChange {
        guard i > 0 else { return SagaChange(status: .compensated, step: saga.steps[0].name, error: error, isRest: true) }
        return SagaChange(
            status: .compensating, step: saga.steps[i - 1].name, nextAttempt: clock.now(), error: error, isRest: false)
    }
}
