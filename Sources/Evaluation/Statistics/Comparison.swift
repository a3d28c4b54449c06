/// What became of one metric from one run to another, query by query.
package struct Comparison: Equatable, Sendable {
    package let metric: Metric
    package let baselineMean: Double
    package let mean: Double
    /// Queries on which the run is better, worse, and the same (within 1e-12) as the baseline.
    package let up: Int
    package let down: Int
    package let same: Int
    /// `nil` for a single query.
    package let tTest: PairedTTest?
    package let randomisation: RandomisationTest
    /// Of the mean difference; `nil` for a single query.
    package let interval: ConfidenceInterval?

    package var difference: Double { mean - baselineMean }

    /// One comparison a metric. Both scorecards come from the same judgements and list the same metrics.
    package static func all(
        of run: Scorecard, over baseline: Scorecard, trials: Int = RandomisationTest.standardTrials,
        seed: UInt64 = RandomisationTest.standardSeed, bootstrap: Bootstrap = Bootstrap()
    ) -> [Comparison] {
        precondition(
            run.metrics == baseline.metrics && run.queries == baseline.queries,
            "runs are compared under the same judgements and metrics")
        let rows = zip(run.values, baseline.values).map { zip($0, $1).map(-) }
        let intervals = bootstrap.intervals(ofRows: rows)
        return run.metrics.indices.map { row in
            Comparison(
                metric: run.metrics[row], baselineMean: baseline.mean(ofRow: row), mean: run.mean(ofRow: row),
                up: rows[row].count { $0 > QueryChange.equalWithin }, down: rows[row].count { $0 < -QueryChange.equalWithin },
                same: rows[row].count { abs($0) <= QueryChange.equalWithin }, tTest: PairedTTest(differences: rows[row]),
                randomisation: RandomisationTest(differences: rows[row], trials: trials, seed: seed), interval: intervals?[row])
        }
    }
}

/// What became of one metric on one query.
package struct QueryChange: Equatable, Sendable {
    package let query: QueryID
    package let baseline: Double
    package let value: Double

    package var difference: Double { value - baseline }

    // Values are quotients of small sums; what differs by less is the same figure summed in another order.
    static let equalWithin = 1e-12
}

extension Scorecard {
    /// The queries on which a metric changed, those that changed most first, equal changes in the order of the judgements.
    package func changes(ofRow row: Int, since baseline: Scorecard) -> [QueryChange] {
        queries.indices.map { QueryChange(query: queries[$0], baseline: baseline.values[row][$0], value: values[row][$0]) }
            .filter { abs($0.difference) > QueryChange.equalWithin }
            .enumerated().sorted { left, right in
                let (a, b) = (abs(left.element.difference), abs(right.element.difference))
                return a == b ? left.offset < right.offset : a > b
            }
            .map(\.element)
    }
}
