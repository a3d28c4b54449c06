internal import Search

/// What `souk evaluate` prints: a scorecard, and what changed since a baseline if there is one.
package struct Report: Sendable {
    package let scorecard: Scorecard
    package let baseline: Scorecard?
    /// One a metric with a baseline, else none.
    package let comparisons: [Comparison]
    /// Whether each query gets a row of its own.
    package let perQuery: Bool

    /// A baseline comes from the same judgements and lists the same metrics.
    package init(_ scorecard: Scorecard, baseline: Scorecard? = nil, perQuery: Bool = false) {
        self.scorecard = scorecard
        self.baseline = baseline
        self.perQuery = perQuery
        comparisons = baseline.map { Comparison.all(of: scorecard, over: $0) } ?? []
    }
}

// MARK: For people

extension Report {
    /// Tables of four decimals, and a sentence on what was averaged. Ends with a line feed.
    package var text: String {
        var text = metricsTable.text + "\n" + averagedSentence + "\n"
        if let baseline { text += "\n" + comparisonTable(baseline: baseline.run).text }
        return text
    }

    private var metricsTable: TextTable {
        var table = TextTable(header: [perQuery ? "query" : "run"] + scorecard.metrics.map(\.name))
        if perQuery {
            for (column, query) in scorecard.queries.enumerated() {
                table.append([query.text] + scorecard.values.map { fourDecimals($0[column]) })
            }
        }
        let means = scorecard.metrics.indices.map { fourDecimals(scorecard.mean(ofRow: $0)) }
        table.append([perQuery ? "mean" : scorecard.run] + means)
        return table
    }

    private var averagedSentence: String {
        let count = scorecard.queries.count
        var sentence = "Mean over \(count) \(count == 1 ? "query" : "queries") with relevant documents"
        if !scorecard.unanswered.isEmpty {
            sentence += ", \(scorecard.unanswered.count) of them without a hit and counted as 0"
        }
        if !scorecard.withoutRelevant.isEmpty {
            sentence += "; \(scorecard.withoutRelevant.count) judged without a relevant document, left out"
        }
        return sentence + "."
    }

    private func comparisonTable(baseline: String) -> TextTable {
        var table = TextTable(
            header: [
                "metric", baseline, scorecard.run, "difference", "up", "down", "same", "p (t-test)",
                "p (randomisation)",
            ])
        for comparison in comparisons {
            table.append([
                comparison.metric.name, fourDecimals(comparison.baselineMean), fourDecimals(comparison.mean),
                (comparison.difference > 0 ? "+" : "") + fourDecimals(comparison.difference),
                String(comparison.up), String(comparison.down), String(comparison.same),
                comparison.tTest.map { probability($0.p) } ?? "-", probability(comparison.randomisation.p),
            ])
        }
        return table
    }

    private func probability(_ p: Double) -> String { p < 0.00005 ? "<0.0001" : fourDecimals(p) }
}

// MARK: For programs

extension Report {
    /// One JSON object a line, numbers in full precision: first one of `"type": "summary"`, then one `"query"` a query
    /// if `perQuery`, then one `"comparison"` a metric if there is a baseline. Ends with a line feed.
    package var jsonLines: String {
        var lines = [summaryLine]
        if perQuery { lines += scorecard.queries.indices.map(queryLine) }
        lines += comparisons.map(comparisonLine)
        return lines.map { String(decoding: $0, as: UTF8.self) + "\n" }.joined()
    }

    private var summaryLine: [UInt8] {
        line(type: "summary") { line in
            line.key("run")
            line.string(scorecard.run)
            line.key("queries")
            line.number(scorecard.queries.count)
            line.key("unanswered")
            line.array { array in scorecard.unanswered.forEach { array.string($0.text) } }
            line.key("withoutRelevant")
            line.array { array in scorecard.withoutRelevant.forEach { array.string($0.text) } }
            write(scorecard.metrics.indices.map { scorecard.mean(ofRow: $0) }, to: &line)
        }
    }

    private func queryLine(_ column: Int) -> [UInt8] {
        line(type: "query") { line in
            line.key("query")
            line.string(scorecard.queries[column].text)
            write(scorecard.values.map { $0[column] }, to: &line)
        }
    }

    private func comparisonLine(_ comparison: Comparison) -> [UInt8] {
        line(type: "comparison") { line in
            line.key("metric")
            line.string(comparison.metric.name)
            line.key("run")
            line.string(scorecard.run)
            line.key("baseline")
            line.string(baseline?.run ?? "")
            line.key("mean")
            line.number(comparison.mean)
            line.key("baselineMean")
            line.number(comparison.baselineMean)
            line.key("difference")
            line.number(comparison.difference)
            for (name, count) in [("up", comparison.up), ("down", comparison.down), ("same", comparison.same)] {
                line.key(name)
                line.number(count)
            }
            line.key("tTest")
            if let test = comparison.tTest { write(test, to: &line) } else { line.null() }
            line.key("randomisation")
            write(comparison.randomisation, to: &line)
        }
    }

    private func line(type: String, _ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { object in
            object.key("type")
            object.string(type)
            members(&object)
        }
        return writer.bytes
    }

    private func write(_ values: [Double], to line: inout JSONWriter) {
        line.key("metrics")
        line.object { object in
            for (metric, value) in zip(scorecard.metrics, values) {
                object.key(metric.name)
                object.number(value)
            }
        }
    }

    private func write(_ test: PairedTTest, to line: inout JSONWriter) {
        line.object { object in
            object.key("t")
            object.number(test.t)
            object.key("degreesOfFreedom")
            object.number(test.degreesOfFreedom)
            object.key("p")
            object.number(test.p)
        }
    }

    private func write(_ test: RandomisationTest, to line: inout JSONWriter) {
        line.object { object in
            object.key("p")
            object.number(test.p)
            object.key("trials")
            object.number(test.trials)
            object.key("seed")
            object.raw(Array(String(test.seed).utf8))
        }
    }
}
