extension Report {
    /// Tables of four decimals, and sentences on what was averaged and how sure it is. Ends with a line feed.
    package var text: String {
        var text = metricsTable.text + "\n" + averagedSentence + intervalSentence + "\n"
        if let baseline {
            text += "\n" + comparisonTable(baseline: baseline.run).text
            text += changesText(baseline: baseline.run)
        }
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
        if let intervals {
            table.append(["  from"] + intervals.map { fourDecimals($0.low) })
            table.append(["  to"] + intervals.map { fourDecimals($0.high) })
        }
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

    private var intervalSentence: String {
        guard intervals != nil else { return "" }
        return "\nFrom and to: \(percent(bootstrap.level)) confidence interval (percentile bootstrap over queries, "
            + "\(bootstrap.resamples) resamples, seed \(bootstrap.seed))."
    }

    private func comparisonTable(baseline: String) -> TextTable {
        var table = TextTable(
            header: [
                "metric", baseline, scorecard.run, "difference", "from", "to", "up", "down", "same", "p (t-test)",
                "p (randomisation)",
            ])
        for comparison in comparisons {
            table.append([
                comparison.metric.name, fourDecimals(comparison.baselineMean), fourDecimals(comparison.mean),
                signed(comparison.difference), comparison.interval.map { signed($0.low) } ?? "-",
                comparison.interval.map { signed($0.high) } ?? "-",
                String(comparison.up), String(comparison.down), String(comparison.same),
                comparison.tTest.map { probability($0.p) } ?? "-", probability(comparison.randomisation.p),
            ])
        }
        return table
    }

    // MARK: Hits side by side

    private func changesText(baseline: String) -> String {
        guard !changed.isEmpty else { return "" }
        let metric = mainMetric.name
        var text = "\nQueries whose \(metric) changed most; hits as rank, [grade], id and title; - is not judged:\n"
        for (change, detail) in changed {
            text += "\n\(detail.query)" + (detail.text.map { "  \($0)" } ?? "")
            text += "  \(fourDecimals(change.baseline)) to \(fourDecimals(change.value)) (\(signed(change.difference)))\n"
            text += sideBySide(detail, baseline: baseline)
        }
        return text
    }

    private func sideBySide(_ detail: QueryDetail, baseline: String) -> String {
        let before = detail.baselineHits ?? []
        var text = "  " + padded(baseline, Self.cellWidth) + "  " + cut(scorecard.run, Self.cellWidth) + "\n"
        for i in 0..<max(before.count, detail.hits.count) {
            let left = i < before.count ? cell(before[i], mark: "") : ""
            let right = i < detail.hits.count ? cell(detail.hits[i], mark: mark(detail.move(of: detail.hits[i]))) : ""
            let line = "  " + padded(left, Self.cellWidth) + "  " + cut(right, Self.cellWidth)
            text += line.trimmedEnd + "\n"
        }
        if max(before.count, detail.hits.count) == 0 { text += "  no hits in either run\n" }
        return text
    }

    // Two cells, a gap and the indent fill a terminal of 120 columns.
    private static let cellWidth = 58

    private func cell(_ hit: JudgedHit, mark: String) -> String {
        let rank = String(repeating: " ", count: max(2 - String(hit.rank).count, 0)) + String(hit.rank)
        let name = hit.title.map { "  " + oneLine($0) } ?? ""
        return "\(rank) \(padded(mark, mark.isEmpty ? 0 : 4))[\(hit.grade.map(String.init) ?? "-")] \(hit.document)\(name)"
    }

    private func mark(_ move: QueryDetail.Move?) -> String {
        switch move {
        case nil: ""
        case .same: "="
        case .by(let ranks): ranks > 0 ? "+\(ranks)" : String(ranks)
        case .new: "new"
        }
    }
}

func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

private func cut(_ text: String, _ width: Int) -> String {
    text.count > width ? text.prefix(width - 3) + "..." : text
}

private func padded(_ text: String, _ width: Int) -> String {
    let text = cut(text, max(width, 4))
    return text + String(repeating: " ", count: max(width - text.count, 0))
}

extension String {
    fileprivate var trimmedEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
