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
    /// The queries on which the main metric changed most, with their hits.
    package private(set) var changed: [(change: QueryChange, detail: QueryDetail)] = []
    private(set) var mainRow = 0
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

    /// The metric that is looked at query by query: one of the scorecard's, its first unless set.
    package var mainMetric: Metric {
        get { scorecard.metrics[mainRow] }
        set {
            guard let row = scorecard.metrics.firstIndex(of: newValue) else {
                preconditionFailure("the main metric is one that the scorecard lists")
            }
            mainRow = row
        }
    }

    /// Adds the queries on which the main metric changed most since the baseline, at most `most`.
    /// Throws what looking up titles throws.
    package mutating func addChanges(most: Int, listing: HitListing) throws {
        guard let baseline else { preconditionFailure("changes are since a baseline") }
        changed = try scorecard.changes(ofRow: mainRow, since: baseline).prefix(most).map { change in
            (change, try listing.detail(of: change.query, ties: mainMetric.ties))
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
