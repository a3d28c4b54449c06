/// What `souk evaluate` prints: a scorecard, and what changed since a baseline if there is one.
package struct Report: Sendable {
    package let scorecard: Scorecard
    package let baseline: Scorecard?
    /// One a metric with a baseline, else none.
    package let comparisons: [Comparison]
    /// One a metric; `nil` for a single query.
    package let intervals: [ConfidenceInterval]?
    package let baselineIntervals: [ConfidenceInterval]?
    package let bootstrap: Bootstrap
    /// Whether each query gets a row of its own.
    package let perQuery: Bool
    /// The queries on which `metrics[changedRow]` changed most, with their hits.
    package private(set) var changed: [(change: QueryChange, detail: QueryDetail)] = []
    package private(set) var changedRow = 0
    package private(set) var verdicts: [GateVerdict] = []

    /// A baseline comes from the same judgements and lists the same metrics.
    package init(_ scorecard: Scorecard, baseline: Scorecard? = nil, perQuery: Bool = false, bootstrap: Bootstrap = Bootstrap()) {
        self.scorecard = scorecard
        self.baseline = baseline
        self.perQuery = perQuery
        self.bootstrap = bootstrap
        intervals = bootstrap.intervals(ofRows: scorecard.values)
        baselineIntervals = baseline.flatMap { bootstrap.intervals(ofRows: $0.values) }
        comparisons = baseline.map {
            Comparison.all(of: scorecard, over: $0, seed: bootstrap.seed, bootstrap: bootstrap)
        } ?? []
    }

    /// Adds the queries on which `metric` changed most, at most `most`. The metric is one of the scorecard's, and there is a
    /// baseline. Throws what looking up titles throws.
    package mutating func addChanges(of metric: Metric, most: Int, listing: HitListing) throws {
        guard let baseline, let row = scorecard.metrics.firstIndex(of: metric) else {
            preconditionFailure("changes are asked of a metric that both scorecards list")
        }
        changedRow = row
        changed = try scorecard.changes(ofRow: row, since: baseline).prefix(most).map { change in
            (change, try listing.detail(of: change.query, ties: metric.ties))
        }
    }

    /// Holds the comparison against gates, whose metrics the scorecard lists.
    package mutating func add(_ gates: [Gate], listing: HitListing) {
        verdicts = gates.map { gate in
            guard let baseline, let row = scorecard.metrics.firstIndex(of: gate.metric) else {
                preconditionFailure("a gate's metric is among those that both scorecards list")
            }
            let fallen = scorecard.changes(ofRow: row, since: baseline).filter { $0.difference < 0 }
            return GateVerdict(
                gate: gate, comparison: comparisons[row],
                worst: fallen.prefix(GateVerdict.shownQueries).map { ($0, listing.text(of: $0.query)) })
        }
    }
}
