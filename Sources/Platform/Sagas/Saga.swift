/// Work that spans modules: steps in order, each with what undoes it. Its state is stored after each step, so that it goes on
/// where it was after a crash; a step may then run again, and compares its `idempotencyKey`.
package struct Saga: Sendable {
    package let name: String
    package let steps: [SagaStep]

    package init(_ name: String, _ steps: [SagaStep]) {
        precondition(!steps.isEmpty && Set(steps.map(\.name)).count == steps.count, "a saga has steps, and their names differ")
        self.name = name
        self.steps = steps
    }
}

/// One step. What its action throws decides how the saga goes on:
///
/// | thrown | meaning | then |
/// |---|---|---|
/// | a `Refusal` that won't pass | it was not done | the steps before it are compensated, the last one first |
/// | anything else | nobody knows | it is tried again later; after the last attempt it is compensated itself, too |
package struct SagaStep: Sendable {
    package let name: String
    let action: @Sendable (SagaCall) async throws -> String
    let compensation: (@Sendable (SagaCall) async throws -> Void)?

    /// The compensation is also called where nobody knows whether the action was done: it undoes what it finds, and nothing is fine.
    /// Nil where there is nothing to undo.
    package init<Output: Encodable & Sendable>(
        _ name: String, action: @escaping @Sendable (SagaCall) async throws -> Output,
        compensation: (@Sendable (SagaCall) async throws -> Void)? = nil
    ) {
        self.name = name
        self.action = { call in try JSONText.encode(try await action(call)) }
        self.compensation = compensation
    }

    package init(
        _ name: String, action: @escaping @Sendable (SagaCall) async throws -> Void,
        compensation: (@Sendable (SagaCall) async throws -> Void)? = nil
    ) {
        self.name = name
        self.action = { call in
            try await action(call)
            return "null"
        }
        self.compensation = compensation
    }
}

/// What a step is called with.
package struct SagaCall: Sendable {
    package let saga: Identifier<Saga>
    package let step: String
    /// How often it failed before.
    package let failures: Int
    let input: String
    let outputs: [String: String]

    /// The same whenever this step of this saga runs: whoever is asked to do something does it once for each.
    package var idempotencyKey: String { "\(saga)/\(step)" }

    package func input<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value { try JSONText.decode(input) }

    /// What an earlier step gave.
    package func output<Value: Decodable>(of step: String, as type: Value.Type = Value.self) throws -> Value? {
        try outputs[step].map { try JSONText.decode($0) }
    }
}
