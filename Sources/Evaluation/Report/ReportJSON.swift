internal import Search

extension Report {
    /// One JSON object a line, numbers in full precision: first one of `"type": "summary"`, then one `"query"` a query
    /// if `perQuery`, then one `"comparison"` a metric if there is a baseline, one `"change"` a query that changed much, and
    /// one `"gate"` a gate. Ends with a line feed.
    package var jsonLines: String {
        var lines = [summaryLine]
        if perQuery { lines += scorecard.queries.indices.map(queryLine) }
        lines += comparisons.map(comparisonLine)
        lines += changed.map(changeLine)
        lines += verdicts.map(gateLine)
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
            writeIntervals(to: &line)
        }
    }

    private func writeIntervals(to line: inout JSONWriter) {
        guard let intervals else { return }
        line.key("intervals")
        line.object { object in
            for (metric, interval) in zip(scorecard.metrics, intervals) {
                object.key(metric.name)
                write(interval, to: &object)
            }
        }
        line.key("confidence")
        line.object { object in
            object.key("method")
            object.string("percentile bootstrap")
            object.key("level")
            object.number(bootstrap.level)
            object.key("resamples")
            object.number(bootstrap.resamples)
            object.key("seed")
            object.raw(Array(String(bootstrap.seed).utf8))
        }
    }

    private func write(_ interval: ConfidenceInterval, to line: inout JSONWriter) {
        line.array { array in
            array.number(interval.low)
            array.number(interval.high)
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
            if let interval = comparison.interval {
                line.key("interval")
                write(interval, to: &line)
            }
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

    private func changeLine(_ changed: (change: QueryChange, detail: QueryDetail)) -> [UInt8] {
        line(type: "change") { line in
            line.key("metric")
            line.string(mainMetric.name)
            write(changed.change, text: changed.detail.text, to: &line)
            line.key("baselineHits")
            write(changed.detail.baselineHits ?? [], to: &line)
            line.key("hits")
            write(changed.detail.hits, to: &line)
        }
    }

    private func gateLine(_ verdict: GateVerdict) -> [UInt8] {
        line(type: "gate") { line in
            line.key("gate")
            line.string(verdict.gate.text)
            line.key("metric")
            line.string(verdict.gate.metric.name)
            line.key("passed")
            line.bool(verdict.isPassed)
            line.key("baselineMean")
            line.number(verdict.comparison.baselineMean)
            line.key("mean")
            line.number(verdict.comparison.mean)
            line.key("lowestMean")
            line.number(verdict.gate.lowestMean(baselineMean: verdict.comparison.baselineMean))
            line.key("worst")
            line.array { array in
                for (change, text) in verdict.worst { array.object { write(change, text: text, to: &$0) } }
            }
        }
    }

    private func write(_ change: QueryChange, text: String?, to line: inout JSONWriter) {
        line.key("query")
        line.string(change.query.text)
        if let text {
            line.key("text")
            line.string(text)
        }
        for (name, value) in [("baseline", change.baseline), ("value", change.value), ("difference", change.difference)] {
            line.key(name)
            line.number(value)
        }
    }

    private func write(_ hits: [JudgedHit], to line: inout JSONWriter) {
        line.array { array in
            for hit in hits {
                array.object { object in
                    object.key("rank")
                    object.number(hit.rank)
                    object.key("document")
                    object.string(hit.document.text)
                    object.key("grade")
                    if let grade = hit.grade { object.number(grade) } else { object.null() }
                    if let title = hit.title {
                        object.key("title")
                        object.string(title)
                    }
                }
            }
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
