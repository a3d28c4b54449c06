/// A run judged: each metric for each query that counts.
///
/// Queries that count are those with at least one document judged relevant; over the others no metric but `judged@k`
/// means anything. One that counts and is absent from the run scores 0, else leaving hard queries out would pay.
/// These are the averages of ir_measures once queries without a relevant document are taken out of its judgements.
package struct Scorecard: Sendable {
    /// The run's tag.
    package let run: String
    package let metrics: [Metric]
    /// The queries that count, in the order of the judgements; at least one.
    package let queries: [QueryID]
    /// One row a metric, in it one value a query, ordered as `metrics` and `queries` are.
    package let values: [[Double]]
    /// Queries that count and have no hit in the run.
    package let unanswered: [QueryID]
    /// Judged queries that do not count, because nothing judged for them is relevant.
    package let withoutRelevant: [QueryID]

    /// Throws `nothingRelevant` if no query counts.
    package init(_ run: Run, against judgements: Judgements, metrics: [Metric]) throws(EvaluationError) {
        let hasRelevant: (QueryID) -> Bool = { judgements.grades(of: $0).values.contains { $0 >= 1 } }
        let counting = judgements.queries.filter(hasRelevant)
        guard !counting.isEmpty else { throw .nothingRelevant(file: judgements.name) }

        var values = metrics.map { _ in [Double]() }
        let rules = Set(metrics.map(\.ties))
        for query in counting {
            let (hits, grades) = (run.hits(of: query), judgements.grades(of: query))
            var rankings: [TieRule: JudgedRanking] = [:]
            for rule in rules { rankings[rule] = JudgedRanking(hits: hits, judgements: grades, ties: rule) }
            for (row, metric) in metrics.enumerated() {
                guard let ranking = rankings[metric.ties] else { preconditionFailure("every metric's rule was ranked by") }
                values[row].append(metric.value(of: ranking))
            }
        }
        self.run = run.tag
        self.metrics = metrics
        self.queries = counting
        self.values = values
        unanswered = counting.filter { run.hits(of: $0).isEmpty }
        withoutRelevant = judgements.queries.filter { !hasRelevant($0) }
    }

    /// The mean of `metrics[row]` over the queries that count.
    package func mean(ofRow row: Int) -> Double { Evaluation.mean(values[row]) }
}
