internal import Synchronization

/// One of several servers that do the same.
package struct Upstream: Sendable, Hashable {
    package let address: String
    /// Of so many requests as all weights together this one gets its share. Positive.
    package let weight: Int

    package init(_ address: String, weight: Int = 1) {
        precondition(weight > 0)
        self.address = address
        self.weight = weight
    }
}

/// Chooses among servers that do the same: only those that are well, by turns or by who has least to do.
package final class UpstreamPool: Sendable {
    package enum Choice: Sendable, Hashable, CaseIterable {
        /// One after the other.
        case roundRobin
        /// By turns of their weights, spread evenly: a, a, b and not a, a, a, ..., b (nginx's smooth weighted round robin).
        case weighted
        /// Who has the fewest calls under way for its weight.
        case leastConnections
    }

    /// None is well.
    package struct Exhausted: Error, Hashable, Sendable {}

    private struct Member {
        let upstream: Upstream
        let breaker: CircuitBreaker
        var isHealthy = true
        var active = 0
        /// What it has coming, of the smooth weighted turns.
        var credit = 0
    }

    private struct State {
        var members: [Member]
        var turn = 0
    }

    private let choice: Choice
    private let state: Mutex<State>

    package init(
        _ upstreams: [Upstream], _ choice: Choice, breaker settings: BreakerSettings = BreakerSettings(), clock: WallClock = .system
    ) {
        self.choice = choice
        state = Mutex(State(members: upstreams.map { Member(upstream: $0, breaker: CircuitBreaker($0.address, settings, clock: clock)) }))
    }

    /// Calls one that is well; where the call fails, the next, each at most once.
    /// - Parameter isFailure: as of `CircuitBreaker`.
    package func call<Value>(
        isFailure: (any Error) -> Bool = { !($0 is Refusal) && !($0 is CancellationError) },
        _ work: (Upstream) async throws -> Value
    ) async throws -> Value {
        var tried: Set<Int> = []
        var last: (any Error)?
        while let (place, member) = take(except: tried) {
            tried.insert(place)
            defer { giveBack(place) }
            do { return try await member.breaker.call(isFailure: isFailure) { try await work(member.upstream) } } catch {
                guard isFailure(error) || error is CircuitBreaker.Open else { throw error }
                last = error
            }
        }
        throw last ?? Exhausted()
    }

    /// Asks each whether it is well. Run from time to time: one that a check finds ill gets no calls until another finds it well.
    package func check(_ isWell: (Upstream) async -> Bool) async {
        for place in state.withLock({ $0.members.indices }) {
            let isHealthy = await isWell(state.withLock { $0.members[place].upstream })
            state.withLock { $0.members[place].isHealthy = isHealthy }
        }
    }

    /// For metrics and health: each with whether it gets calls.
    package var standing: [(upstream: Upstream, isWell: Bool, active: Int)] {
        state.withLock { $0.members }.map { ($0.upstream, $0.isHealthy && $0.breaker.isCallable, $0.active) }
    }

    /// Each with the state of its circuit.
    package var circuits: [(upstream: Upstream, state: CircuitBreaker.State)] {
        state.withLock { $0.members }.map { ($0.upstream, $0.breaker.state) }
    }

    private func take(except tried: Set<Int>) -> (place: Int, member: Member)? {
        state.withLock { state in
            let candidates = state.members.indices.filter {
                !tried.contains($0) && state.members[$0].isHealthy && state.members[$0].breaker.isCallable
            }
            guard let place = next(among: candidates, &state) else { return nil }
            state.members[place].active += 1
            return (place, state.members[place])
        }
    }

    private func next(among candidates: [Int], _ state: inout State) -> Int? {
        guard let first = candidates.first else { return nil }
        switch choice {
        case .roundRobin:
            let place = candidates.first { $0 >= state.turn } ?? first
            state.turn = place + 1
            return place
        case .weighted:
            for place in candidates { state.members[place].credit += state.members[place].upstream.weight }
            let place = candidates.max { state.members[$0].credit < state.members[$1].credit } ?? first
            state.members[place].credit -= candidates.reduce(0) { $0 + state.members[$1].upstream.weight }
            return place
        case .leastConnections:
            // a.active / a.weight < b.active / b.weight, in whole numbers.
            return candidates.min { a, b in
                let (a, b) = (state.members[a], state.members[b])
                return a.active * b.upstream.weight < b.active * a.upstream.weight
            }
        }
    }

    private func giveBack(_ place: Int) { state.withLock { $0.members[place].active -= 1 } }
}
