/// How long to wait before trying again: twice as long each time up to a limit, and somewhere between half of that and all of
/// it, so that those who failed together do not come back together.
package struct Backoff: Sendable {
    package let first: Duration
    package let limit: Duration

    package init(first: Duration, limit: Duration) {
        precondition(first > .zero && limit >= first)
        self.first = first
        self.limit = limit
    }

    /// After the given number of failures, 1 at least.
    package func delay(afterFailures count: Int) -> Duration {
        let doublings = min(max(count, 1) - 1, 30)
        let longest = min(first * (1 << doublings), limit)
        return longest / 2 + longest / 2 * Double.random(in: 0...1)
    }
}
