import Platform
import Synchronization

/// How many requests somebody may make: so many a minute, and at most `burst` of them at once.
package struct RateLimit: Sendable, Hashable {
    package let perMinute: Int
    package let burst: Int

    /// - Precondition: both are positive.
    package init(perMinute: Int, burst: Int? = nil) {
        precondition(perMinute > 0 && (burst ?? 1) > 0)
        self.perMinute = perMinute
        self.burst = burst ?? max(1, perMinute / 6)
    }
}

/// A token bucket for each subject, kept as one number: the moment at which it will be full again (the generic cell rate
/// algorithm, ITU-T I.371, which gives what a bucket of tokens gives). A bucket that is full is forgotten, so a stranger who
/// changes names fills no memory for longer than it takes to fill a bucket.
final class TokenBuckets: Sendable {
    struct Verdict: Sendable, Equatable {
        let isAllowed: Bool
        let limit: RateLimit
        /// Requests that may follow at once.
        let remaining: Int
        /// Until the bucket is full.
        let untilFull: Duration
        /// Until the next request is allowed; zero where it is.
        let untilNext: Duration
    }

    private struct State {
        /// By subject: when its bucket is full, in microseconds since 1970.
        var fullAt: [String: Int64] = [:]
        var sweepAt = 4096
    }

    private let state = Mutex(State())
    private let clock: WallClock

    init(clock: WallClock = .system) { self.clock = clock }

    var count: Int { state.withLock { $0.fullAt.count } }

    /// For a request that was refused after all.
    func giveBack(_ subject: String, _ limit: RateLimit) {
        state.withLock { state in
            guard let fullAt = state.fullAt[subject] else { return }
            state.fullAt[subject] = fullAt - limit.interval
        }
    }

    func take(_ subject: String, _ limit: RateLimit) -> Verdict {
        let now = clock.now().microseconds
        let (interval, room) = (limit.interval, limit.room)
        return state.withLock { state in
            if state.fullAt.count >= state.sweepAt {
                state.fullAt = state.fullAt.filter { $0.value > now }
                state.sweepAt = max(4096, state.fullAt.count * 2)
            }
            let fullAt = max(state.fullAt[subject] ?? now, now)
            let next = fullAt + interval
            let isAllowed = next - now <= room
            let held = isAllowed ? next : fullAt
            if isAllowed { state.fullAt[subject] = next }
            return Verdict(
                isAllowed: isAllowed, limit: limit, remaining: Int(max(0, room - (held - now)) / interval),
                untilFull: .microseconds(held - now), untilNext: isAllowed ? .zero : .microseconds(next - now - room))
        }
    }
}
