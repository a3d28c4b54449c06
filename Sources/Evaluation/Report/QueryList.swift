/// The page's list of queries: a row of figures each, and the hits within.
struct QueryList {
    let report: Report
    let details: [QueryID: QueryDetail]

    private var card: Scorecard { report.scorecard }
    private var hasBaseline: Bool { report.baseline != nil }
    /// The metric whose difference is shown, first of the columns.
    private var main: Int { report.mainRow }
    /// Rows of the scorecard in the order of the columns.
    private var columns: [Int] { [main] + card.metrics.indices.filter { $0 != main } }

    var html: String {
        let all = columns.count + (hasBaseline ? 1 : 0)
        let narrow = hasBaseline ? 2 : 1
        let kinds = [("", "All queries")] + (hasBaseline ? [("up", "Better"), ("down", "Worse")] : [])
            + [("zero", "\(card.metrics[main].name) of 0"), ("unanswered", "Without a hit")]
        let left = card.queries.count - details.count
        return """
            <h2>Queries</h2>
            <div class="bar"><input id="words" type="search" placeholder="Words of the query, or its id" aria-label="Words to look for">
            <select id="kind" aria-label="Which queries">\(kinds.map { "<option value=\"\($0.0)\">\($0.1)</option>" }.joined())</select>
            <span class="soft" id="shown" role="status"></span></div>
            <div class="queries" style="--columns: \(all); --narrow: \(narrow)">
            <div class="row head">\(head)</div>
            <div class="list">
            \(card.queries.indices.map(entry).joined(separator: "\n"))
            </div></div>
            \(left > 0 ? "<p class=\"soft\">Hits are listed of \(details.count) queries, those that changed most or do worst.</p>" : "")
            """
    }

    private var head: String {
        var buttons = [button("name", "Query", extra: false)]
        if hasBaseline { buttons.append(button("0", "change", extra: false)) }
        for (place, row) in columns.enumerated() {
            buttons.append(button("\(place + (hasBaseline ? 1 : 0))", card.metrics[row].name, extra: place > 0))
        }
        return buttons.joined()
    }

    private func button(_ column: String, _ name: String, extra: Bool) -> String {
        "<button type=\"button\" data-column=\"\(column)\" aria-pressed=\"false\"\(extra ? " class=\"extra\"" : "")>\(name)</button>"
    }

    private func entry(_ query: Int) -> String {
        let id = card.queries[query]
        let detail = details[id]
        let difference = report.baseline.map { card.values[main][query] - $0.values[main][query] }
        let values = (difference.map { [$0] } ?? []) + columns.map { card.values[$0][query] }
        let text = detail?.text.map { "\(escaped($0)) <small>\(escaped(id.text))</small>" } ?? escaped(id.text)
        var summary = "<span>\(text)</span>"
        if let difference {
            let kind = abs(difference) <= QueryChange.equalWithin ? "soft" : difference > 0 ? "up" : "down"
            summary += "<span class=\"\(kind)\">\(signed(difference))</span>"
        }
        for (place, row) in columns.enumerated() {
            summary += "<span\(place > 0 ? " class=\"extra\"" : "")>\(fourDecimals(card.values[row][query]))</span>"
        }
        let numbers = values.map(\.description).joined(separator: " ")
        return """
            <details class="query" data-values="\(numbers)" data-kinds="\(kinds(query, difference))">\
            <summary class="row">\(summary)</summary><div class="body">\(smallValues(query))\(detail.map(lists) ?? "")</div></details>
            """
    }

    private func kinds(_ query: Int, _ difference: Double?) -> String {
        var kinds: [String] = []
        if let difference, difference > QueryChange.equalWithin { kinds.append("up") }
        if let difference, difference < -QueryChange.equalWithin { kinds.append("down") }
        if card.values[main][query] == 0 { kinds.append("zero") }
        if card.unanswered.contains(card.queries[query]) { kinds.append("unanswered") }
        return kinds.joined(separator: " ")
    }

    /// All metrics once more, for phones, where the row has room for one.
    private func smallValues(_ query: Int) -> String {
        let items = columns.map { "<div><dt>\(card.metrics[$0].name)</dt><dd>\(fourDecimals(card.values[$0][query]))</dd></div>" }
        return "<dl class=\"values\">\(items.joined())</dl>"
    }

    // MARK: Hits

    private func lists(_ detail: QueryDetail) -> String {
        let best = max((detail.hits + (detail.baselineHits ?? [])).compactMap(\.grade).max() ?? 1, detail.missed.first?.grade ?? 1)
        var text = "<div class=\"lists\">"
        if let before = detail.baselineHits {
            text += list(report.baseline?.run ?? "", before.map { hit($0, best: best, move: nil) })
        }
        text += list(card.run, detail.hits.map { hit($0, best: best, move: detail.move(of: $0)) })
        if !detail.missed.isEmpty {
            let missed = detail.missed.map { document in
                "<li><span></span>\(grade(document.grade, best: best))\(name(document.document, document.title))<span></span></li>"
            }
            text += "<section><h3>Judged relevant, not among these</h3><ul>\(missed.joined())</ul></section>"
        }
        return text + "</div>"
    }

    private func list(_ name: String, _ hits: [String]) -> String {
        let items = hits.isEmpty ? "<p class=\"soft\">No hits.</p>" : "<ol>\(hits.joined())</ol>"
        return "<section><h3>\(escaped(name))</h3>\(items)</section>"
    }

    private func hit(_ hit: JudgedHit, best: Int, move: QueryDetail.Move?) -> String {
        let moved =
            switch move {
            case nil, .same: "<span></span>"
            case .new: "<span class=\"move up\">new</span>"
            case .by(let ranks): "<span class=\"move \(ranks > 0 ? "up" : "down")\">\(ranks > 0 ? "+" : "")\(ranks)</span>"
            }
        return "<li><span class=\"rank\">\(hit.rank)</span>\(grade(hit.grade, best: best))\(name(hit.document, hit.title))\(moved)</li>"
    }

    private func name(_ document: DocumentID, _ title: String?) -> String {
        let id = "<code>\(escaped(document.text))</code>"
        return "<span>\(title.map { escaped(oneLine($0)) + " " } ?? "")\(id)</span>"
    }

    private func grade(_ grade: Int?, best: Int) -> String {
        guard let grade else { return "<span class=\"grade none\" title=\"not judged\">-</span>" }
        let kind = grade < 1 ? "zero" : grade == best ? "best" : "good"
        return "<span class=\"grade \(kind)\" title=\"judged \(grade)\">\(grade)</span>"
    }
}
