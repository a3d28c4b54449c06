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

    package var difference: Double { mean - baselineMean }

    /// One comparison a metric. Both scorecards come from the same judgements and list the same metrics.
    package static func all(
        of run: Scorecard, over baseline: Scorecard, trials: Int = RandomisationTest.standardTrials,
        seed: UInt64 = RandomisationTest.standardSeed
    ) -> [Comparison] {
        precondition(
            run.metrics == baseline.metrics && run.queries == baseline.queries,
            "runs are compared under the same judgements and metrics")
        return run.metrics.indices.map { row in
            let differences = zip(run.values[row], baseline.values[row]).map(-)
            // Values are quotients of small sums; what differs by less is the same figure summed in another order.
            let equalWithin = 1e-12
            return Comparison(
                metric: run.metrics[row], baselineMean: baseline.mean(ofRow: row), mean: run.mean(ofRow: row),
                up: differences.count { $0 > equalWithin }, down: differences.count { $0 < -equalWithin },
                same: differences.count { abs($0) <= equalWithin }, tTest: PairedTTest(differences: differences),
                randomisation: RandomisationTest(differences: differences, trials: trials, seed: seed))
        }
    }
}
