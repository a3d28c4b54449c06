/// A report as one HTML page that needs nothing but itself: figures with intervals, plots, and each query with its hits.
package struct ReportPage {
    package let report: Report
    /// Of the queries that count; those beyond `detailLimit` have their figures alone.
    private let details: [QueryID: QueryDetail]
    /// Names and values of what was asked of what, for the foot of the page.
    private let settings: [(name: String, value: String)]
    private let facts: [(name: String, value: String)]

    /// Queries whose hits are listed: a page of ten times as many is no longer one that a phone opens.
    static let detailLimit = 1000

    /// Throws what looking up titles throws.
    package init(
        _ report: Report, listing: HitListing, collection: TestCollection, settings: [(name: String, value: String)]
    ) throws {
        self.report = report
        self.settings = settings
        let (card, row) = (report.scorecard, report.mainRow)
        let changes = report.baseline.map { card.changes(ofRow: row, since: $0).map(\.query) } ?? []
        let worst = card.queries.indices.sorted { (card.values[row][$0], $0) < (card.values[row][$1], $1) }.map { card.queries[$0] }
        var details: [QueryID: QueryDetail] = [:]
        for query in changes + worst where details[query] == nil && details.count < Self.detailLimit {
            details[query] = try listing.detail(of: query, ties: card.metrics[row].ties)
        }
        self.details = details
        facts = Self.facts(card, collection)
    }

    private static func facts(_ card: Scorecard, _ collection: TestCollection) -> [(name: String, value: String)] {
        let grades = collection.judgements.gradeCounts
        let judged = collection.questions.queries.count { !collection.judgements.grades(of: $0.id).isEmpty }
        let relevant = card.queries.map { collection.judgements.grades(of: $0).values.count { $0 >= 1 } }.sorted()
        return [
            ("Queries asked", "\(collection.questions.queries.count), of which \(judged) have judgements"),
            ("Queries averaged", "\(card.queries.count): those with a document judged relevant"),
            ("Without a hit", "\(card.unanswered.count), counted as 0"),
            ("Without a relevant document", "\(card.withoutRelevant.count), left out"),
            ("Judged, not asked", "\(collection.notAsked.count), counted as 0 where they have relevant documents"),
            (
                "Judgements",
                "\(grades.reduce(0) { $0 + $1.count }): " + grades.map { "grade \($0.grade): \($0.count)" }.joined(separator: ", ")
            ),
            (
                "Relevant documents a query",
                "\(relevant.first ?? 0) to \(relevant.last ?? 0), half of the queries \(relevant[relevant.count / 2]) or fewer"
            ),
        ]
    }

    package var html: String {
        let card = report.scorecard
        let title = "Search quality of \(card.run)" + (report.baseline.map { " beside \($0.run)" } ?? "")
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
            <title>\(escaped(title))</title>
            <style>
            \(String(decoding: PackageResources.report_css, as: UTF8.self))</style>
            </head>
            <body>
            <main>
            <header><h1>\(escaped(title))</h1>
            <p class="verdict">\(verdict)</p></header>
            \(cards)
            \(gates)
            \(plots)
            \(queries)
            <h2>What was measured</h2>
            \(definitions(facts))
            <h2>How</h2>
            \(definitions(settings + [("Intervals", intervalWords)]))
            </main>
            <script>
            \(String(decoding: PackageResources.report_js, as: UTF8.self))</script>
            </body>
            </html>

            """
    }

    // MARK: Figures

    private var verdict: String {
        let card = report.scorecard
        let row = report.mainRow
        let name = "<strong>\(card.metrics[row].name)</strong>"
        let count = "\(card.queries.count) \(card.queries.count == 1 ? "query" : "queries")"
        guard let comparison = report.comparisons.isEmpty ? nil : report.comparisons[row] else {
            let interval = report.intervals.map { ", \(words($0[row], signed: false))" } ?? ""
            return "\(name) is <strong>\(fourDecimals(card.mean(ofRow: row)))</strong> over \(count)\(interval)."
        }
        let difference = comparison.difference
        guard abs(difference) > QueryChange.equalWithin else { return "\(name) did not change, over \(count)." }
        let share = comparison.baselineMean > 0 ? " (\(signed(difference / comparison.baselineMean * 100, decimals: 1)) %)" : ""
        let isSure = comparison.interval.map { !$0.containsZero } ?? false
        let sureness = isSure ? "more than chance explains" : "which chance may explain as well"
        let interval = comparison.interval.map { ": \(words($0, signed: true))" } ?? ""
        return """
            \(name) \(difference > 0 ? "rose" : "fell") by <strong class="\(difference > 0 ? "up" : "down")">\
            \(fourDecimals(abs(difference)))\(share)</strong> over \(count), \(sureness)\(interval).
            """
    }

    private func words(_ interval: ConfidenceInterval, signed isSigned: Bool) -> String {
        let number = { (value: Double) in isSigned ? signed(value) : fourDecimals(value) }
        return "\(percent(report.bootstrap.level)) interval \(number(interval.low)) to \(number(interval.high))"
    }

    private var intervalWords: String {
        report.intervals == nil
            ? "none: a single query has no spread"
            : "\(percent(report.bootstrap.level)), percentile bootstrap over queries, \(report.bootstrap.resamples) resamples, "
                + "seed \(report.bootstrap.seed)"
    }

    private var cards: String {
        let card = report.scorecard
        let items = card.metrics.indices.map { row in
            let mean = card.mean(ofRow: row)
            let comparison = report.comparisons.isEmpty ? nil : report.comparisons[row]
            var item = "<li class=\"card\"><div class=\"name\">\(card.metrics[row].name)</div>"
            item += "<div class=\"mean\">\(fourDecimals(mean))</div>"
            item += Plot.mean(mean, interval: report.intervals?[row], baseline: comparison?.baselineMean)
            if let interval = report.intervals?[row] { item += "<small>\(words(interval, signed: false))</small>" }
            if let comparison { item += difference(comparison) }
            return item + "</li>"
        }
        return "<ul class=\"cards\">\(items.joined(separator: "\n"))</ul>"
    }

    private func difference(_ comparison: Comparison) -> String {
        let kind = abs(comparison.difference) <= QueryChange.equalWithin ? "" : comparison.difference > 0 ? "up" : "down"
        var text = "<div class=\"difference \(kind)\">\(signed(comparison.difference)) since \(fourDecimals(comparison.baselineMean))</div>"
        if let interval = comparison.interval { text += "<small>\(words(interval, signed: true))</small>" }
        text += "<small>\(comparison.up) up, \(comparison.down) down, \(comparison.same) same</small>"
        let tTest = comparison.tTest.map { "p \(probability($0.p)) (t-test), " } ?? ""
        return text + "<small>\(escaped("\(tTest)p \(probability(comparison.randomisation.p)) (randomisation)"))</small>"
    }

    private var gates: String {
        guard !report.verdicts.isEmpty else { return "" }
        let items = report.verdicts.map { verdict in
            "<li class=\"\(verdict.isPassed ? "passed" : "failed")\">\(escaped(verdict.sentence))</li>"
        }
        return "<h2>Gates</h2><ul class=\"gates\">\(items.joined(separator: "\n"))</ul>"
    }

    private func definitions(_ pairs: [(name: String, value: String)]) -> String {
        let items = pairs.map { "<dt>\(escaped($0.name))</dt><dd>\(escaped($0.value))</dd>" }
        return "<dl class=\"facts\">\(items.joined(separator: "\n"))</dl>"
    }

    // MARK: Plots

    private var plots: String {
        let card = report.scorecard
        let options = card.metrics.enumerated().map { row, metric in
            "<option\(row == report.mainRow ? " selected" : "")>\(metric.name)</option>"
        }
        let before = report.baseline.map { "<span><span class=\"key\"></span>\(escaped($0.run))</span>" } ?? ""
        let groups = card.metrics.indices.map { row in
            let values = card.values[row]
            let baseline = report.baseline?.values[row]
            let name = card.metrics[row].name
            var group = "<div class=\"plots\" data-metric=\"\(name)\">"
            group += "<figure class=\"wide\"><figcaption>\(name) of each query \(before)</figcaption>"
            group += Plot.values(values, baseline: baseline) + "</figure>"
            if let baseline {
                group += "<figure><figcaption>Difference <span>to \(escaped(report.baseline?.run ?? ""))</span></figcaption>"
                group += Plot.differences(zip(values, baseline).map(-)) + "</figure>"
            }
            group += "<figure><figcaption>Queries by value \(before)</figcaption>"
            return group + Plot.distribution(values, baseline: baseline) + "</figure></div>"
        }
        return """
            <h2>Query by query</h2>
            <div class="bar"><label for="metric" class="soft">Metric</label><select id="metric">\(options.joined())</select>
            <span class="soft">Point at a bar to see its query; click to open it below.</span></div>
            \(groups.joined(separator: "\n"))
            """
    }

    private var queries: String { QueryList(report: report, details: details).html }
}
