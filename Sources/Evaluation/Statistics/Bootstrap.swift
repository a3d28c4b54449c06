/// Where a mean would plausibly lie with other queries of the same kind.
package struct ConfidenceInterval: Equatable, Sendable {
    package let low: Double
    package let high: Double

    /// Whether a difference of nothing is among what is plausible.
    package var containsZero: Bool { low <= 0 && high >= 0 }
}

/// The percentile bootstrap: queries are drawn anew with replacement, as many as there are, and the middle 95 % of the means
/// of all draws is the interval. It assumes nothing of how values are distributed but that queries are drawn independently.
///
/// Sources: Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7(1), 1979; for metrics of
/// retrieval Sakai, "Evaluating evaluation metrics based on the bootstrap", SIGIR 2006.
package struct Bootstrap: Equatable, Sendable {
    package var resamples = 10_000
    /// What the draws follow from: the same seed gives the same interval.
    package var seed: UInt64 = 1
    /// The share of draws within the interval.
    package var level = 0.95

    package init() {}

    /// One interval a row of values, all rows under the same draws; nil for fewer than two queries, whose spread is unknown.
    /// Rows are as long as each other.
    package func intervals(ofRows rows: [[Double]]) -> [ConfidenceInterval]? {
        precondition(resamples >= 100 && level > 0 && level < 1, "an interval needs draws on both sides")
        guard let count = rows.first?.count, count >= 2 else { return nil }
        precondition(rows.allSatisfy { $0.count == count }, "rows have a value a query")
        // Side by side, so that what a draw adds lies together.
        let byQuery = (0..<count).map { query in rows.map { $0[query] } }
        var means = rows.map { _ in [Double]() }
        for row in means.indices { means[row].reserveCapacity(resamples) }
        var random = SplitMix64(state: seed)
        var sums = [Double](repeating: 0, count: rows.count)
        for _ in 0..<resamples {
            for row in sums.indices { sums[row] = 0 }
            for _ in 0..<count {
                let values = byQuery[random.index(below: count)]
                for row in sums.indices { sums[row] += values[row] }
            }
            for row in sums.indices { means[row].append(sums[row] / Double(count)) }
        }
        let outside = max(Int((1 - level) / 2 * Double(resamples + 1)), 1)
        return means.map { unsorted in
            let sorted = unsorted.sorted()
            return ConfidenceInterval(low: sorted[outside - 1], high: sorted[resamples - outside])
        }
    }
}
