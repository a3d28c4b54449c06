/// Who wants events, and what is done with them. Each is delivered at least once: the handler compares ids (`Transaction.once`)
/// or does the same thing twice without harm.
package struct EventConsumer: Sendable {
    package enum Start: Sendable { case beginning, now }

    /// What becomes of a key whose event failed as often as it may.
    package enum AfterLastAttempt: Sendable {
        /// Its later events are delivered without it.
        case goOn
        /// They wait until an admin has replayed or dropped it: where the order matters more than the delay.
        case stay
    }

    /// Its place is kept under this name; nobody else has it.
    package let name: String
    /// Nil for all.
    package let types: Set<String>?
    package let handle: @Sendable (Event) async throws -> Void
    /// Where it begins when it is new.
    package var start = Start.beginning
    package var attemptLimit = 10
    package var afterLastAttempt = AfterLastAttempt.goOn
    package var backoff = Backoff(first: .seconds(1), limit: .seconds(600))
    /// How many keys are worked on at once.
    package var lanes = 1

    package init(_ name: String, types: Set<String>? = nil, handle: @escaping @Sendable (Event) async throws -> Void) {
        self.name = name
        self.types = types
        self.handle = handle
    }
}
