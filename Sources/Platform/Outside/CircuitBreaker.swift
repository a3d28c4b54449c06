internal import Synchronization

package struct BreakerSettings: Sendable, Hashable {
    /// Failures within the monitoring period that open the circuit.
    package var failureThreshold = 5
    /// How long an open circuit lets nothing through before it tries one call.
    package var recoveryTimeout: Duration = .seconds(30)
    /// Failures longer ago than this are forgotten.
    package var monitoringPeriod: Duration = .seconds(60)

    package init() {}
}

/// Calls something outside, and stops calling it while it fails: who waits for what does not answer holds up everybody else
/// (Nygard, "Release It!", 2007).
///
/// ```
///  closed --- failureThreshold within monitoringPeriod ---> open
///    ^                                                       |  recoveryTimeout
///    |                                                       v
///    +---------------- one call goes well ------------- half open --- it fails ---> open
/// ```
package final class CircuitBreaker: Sendable {
    package enum State: Sendable, Hashable {
        case closed
        case open(until: Timestamp)
        /// One call is under way to see whether the other side is back.
        case halfOpen
    }

    /// Thrown instead of calling.
    package struct Open: Error, Hashable, Sendable {
        package let name: String
        package let until: Timestamp
    }

    private struct Memory {
        var state = State.closed
        var failures: [Timestamp] = []
    }

    package let name: String
    private let settings: BreakerSettings
    private let clock: WallClock
    private let memory = Mutex(Memory())

    /// - Precondition: the threshold is positive.
    package init(_ name: String, _ settings: BreakerSettings = BreakerSettings(), clock: WallClock = .system) {
        precondition(settings.failureThreshold > 0)
        self.name = name
        self.settings = settings
        self.clock = clock
    }

    package var state: State { memory.withLock { $0.state } }

    /// Whether a call would be made now.
    package var isCallable: Bool {
        memory.withLock { memory in
            switch memory.state {
            case .closed: true
            case .open(let until): clock.now() >= until
            case .halfOpen: false
            }
        }
    }

    /// Makes the call, or takes the fallback where the circuit is open.
    /// - Parameter isFailure: which errors say that the other side is unwell; a refusal of what was asked is an answer.
    package func call<Value>(
        isFailure: (any Error) -> Bool = { !($0 is Refusal) && !($0 is CancellationError) },
        _ work: () async throws -> Value, fallback: (Open) async throws -> Value = { throw $0 }
    ) async throws -> Value {
        do { try enter() } catch { return try await fallback(error) }
        do {
            let value = try await work()
            succeed()
            return value
        } catch {
            if isFailure(error) { fail() } else { release(error) }
            throw error
        }
    }

    private func enter() throws(Open) {
        let refused: Open? = memory.withLock { memory in
            switch memory.state {
            case .closed: return nil
            case .halfOpen: return Open(name: name, until: clock.now() + settings.recoveryTimeout)
            case .open(let until):
                guard clock.now() >= until else { return Open(name: name, until: until) }
                memory.state = .halfOpen
                return nil
            }
        }
        if let refused { throw refused }
    }

    private func succeed() {
        memory.withLock { memory in
            // A call that began before the circuit opened says nothing of now.
            if case .open = memory.state { return }
            if memory.state == .halfOpen { memory = Memory() }
        }
    }

    private func fail() {
        let now = clock.now()
        memory.withLock { memory in
            switch memory.state {
            case .open: return
            case .halfOpen: memory = Memory(state: .open(until: now + settings.recoveryTimeout))
            case .closed:
                memory.failures.removeAll { $0 <= now - settings.monitoringPeriod }
                memory.failures.append(now)
                if memory.failures.count >= settings.failureThreshold {
                    memory = Memory(state: .open(until: now + settings.recoveryTimeout))
                }
            }
        }
    }

    /// An answer, though not the one wished for: the other side is there. A call that was given up says nothing: where it was the
    /// one that tried, another may.
    private func release(_ error: any Error) {
        guard error is CancellationError else { return succeed() }
        let now = clock.now()
        memory.withLock { if $0.state == .halfOpen { $0.state = .open(until: now) } }
    }
}
