internal import Glibc
internal import Synchronization

/// What time it is, and how to wait: a value, so that a test hands in a clock that it sets.
package struct WallClock: Sendable {
    package let now: @Sendable () -> Timestamp
    package let sleep: @Sendable (Duration) async throws -> Void

    package init(now: @escaping @Sendable () -> Timestamp, sleep: @escaping @Sendable (Duration) async throws -> Void) {
        self.now = now
        self.sleep = sleep
    }

    package static let system = WallClock(
        now: {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
        },
        sleep: { try await Task.sleep(for: $0) })
}

/// A clock that stands still until somebody moves it.
package final class SetClock: Sendable {
    private let state: Mutex<(time: Timestamp, sleepers: Int)>

    package init(_ start: Timestamp = Timestamp(microseconds: 1_700_000_000_000_000)) { state = Mutex((start, 0)) }

    package func advance(by duration: Duration) { state.withLock { $0.time = $0.time + duration } }

    /// How many sleep by this clock. Who moves it to wake one waits until that one sleeps.
    package var sleepers: Int { state.withLock { $0.sleepers } }

    /// Who sleeps by this clock lets others run and looks again, until somebody has moved it far enough.
    package var clock: WallClock {
        WallClock(
            now: { self.state.withLock { $0.time } },
            sleep: { duration in
                let end = self.state.withLock { state in
                    state.sleepers += 1
                    return state.time + duration
                }
                defer { self.state.withLock { $0.sleepers -= 1 } }
                while self.state.withLock({ $0.time }) < end { try await Task.sleep(for: .milliseconds(1)) }
            })
    }
}
