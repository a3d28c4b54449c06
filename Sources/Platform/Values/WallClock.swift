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
    private let time: Mutex<Timestamp>

    package init(_ start: Timestamp = Timestamp(microseconds: 1_700_000_000_000_000)) { time = Mutex(start) }

    package func advance(by duration: Duration) { time.withLock { $0 = $0 + duration } }

    /// Who sleeps by this clock lets others run and looks again, until somebody has moved it far enough.
    package var clock: WallClock {
        WallClock(
            now: { self.time.withLock { $0 } },
            sleep: { duration in
                let end = self.time.withLock { $0 } + duration
                while self.time.withLock({ $0 }) < end { try await Task.sleep(for: .milliseconds(1)) }
            })
    }
}
