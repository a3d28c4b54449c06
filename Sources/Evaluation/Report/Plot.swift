/// Text as a page may hold it, between tags and within quotes: nothing in it is taken for markup.
func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        // Control characters are no part of HTML, and no document's title means them.
        case "\u{0}"..."\u{8}", "\u{B}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// Drawings of values a query, as SVG that is stretched to the width of its place; words stand beside it in HTML.
struct Plot {
    /// Values from 0 to 1 of a run, best first, and a baseline's of the same queries as strokes.
    static func values(_ values: [Double], baseline: [Double]?) -> String {
        let order = values.indices.sorted { (values[$1], $0) < (values[$0], $1) }
        let said = order.map { query in
            "\(fourDecimals(values[query]))" + (baseline.map { "_(was_\(fourDecimals($0[query])))" } ?? "")
        }
        var drawing = gridLines([0.25, 0.5, 0.75])
        drawing += "<path class=\"bars\" d=\"\(bars(order.map { (0, values[$0]) }) { (1 - $0) * height })\"/>"
        if let baseline {
            let step = width / Double(order.count)
            let strokes = order.enumerated().map { place, query in
                "M\(number(Double(place) * step)) \(number((1 - baseline[query]) * height))h\(number(step))"
            }
            drawing += "<path class=\"before\" d=\"\(strokes.joined())\"/>"
        }
        return plot(
            drawing, order: order, said: said, y: ["1", "0.5", "0"], x: ["best", "\(order.count) queries", "worst"],
            label: "Value of each query, best first")
    }

    /// Differences from -1 to 1, largest rise first.
    static func differences(_ differences: [Double]) -> String {
        let order = differences.indices.sorted { (differences[$1], $0) < (differences[$0], $1) }
        let most = max(differences.map(abs).max() ?? 0, 0.01)
        let y = { (value: Double) in (1 - value / most) * height / 2 }
        let parts = [("rises", { max($0, 0) }), ("falls", { min($0, 0) })] as [(String, (Double) -> Double)]
        let drawing = parts.map { kind, part in
            "<path class=\"\(kind)\" d=\"\(bars(order.map { (0, part(differences[$0])) }, y))\"/>"
        }.joined()
        return plot(
            gridLines([0.25, 0.5, 0.75]) + drawing, order: order, said: order.map { signed(differences[$0]) },
            y: [signed(most, decimals: 2), "0", signed(-most, decimals: 2)], x: ["better", "worse"],
            label: "Difference of each query to the baseline, largest rise first")
    }

    /// How many queries have values in each tenth; a baseline's counts as strokes.
    static func distribution(_ values: [Double], baseline: [Double]?) -> String {
        let counts = tenths(values)
        let before = baseline.map(tenths)
        let most = max((counts + (before ?? [])).max() ?? 0, 1)
        let y = { (count: Double) in (1 - count / Double(most)) * height }
        var drawing = gridLines([0.25, 0.5, 0.75])
        drawing += "<path class=\"bars\" d=\"\(bars(counts.map { (0, Double($0)) }, y))\"/>"
        if let before {
            let step = width / Double(before.count)
            let strokes = before.enumerated().map { "M\(number(Double($0) * step)) \(number(y(Double($1))))h\(number(step))" }
            drawing += "<path class=\"before\" d=\"\(strokes.joined())\"/>"
        }
        return plot(drawing, order: nil, said: [], y: ["\(most)", "", "0"], x: ["0", "0.5", "1"], label: "Queries by value, in tenths")
    }

    /// A mean on a scale from 0 to 1 with its interval, and a baseline's mean.
    static func mean(_ mean: Double, interval: ConfidenceInterval?, baseline: Double?) -> String {
        var drawing = "<rect class=\"scale\" x=\"0\" y=\"7\" width=\"1000\" height=\"4\"/>"
        if let interval {
            let (low, high) = (interval.low * width, interval.high * width)
            drawing += "<rect class=\"interval\" x=\"\(number(low))\" y=\"4\" width=\"\(number(max(high - low, 2)))\" height=\"10\"/>"
        }
        if let baseline { drawing += "<path class=\"before\" d=\"M\(number(baseline * width)) 0V18\"/>" }
        drawing += "<path class=\"point\" d=\"M\(number(mean * width)) 1V17\"/>"
        return "<svg viewBox=\"0 0 1000 18\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\(drawing)</svg>"
    }

    private static let (width, height) = (1000.0, 200.0)

    private static func tenths(_ values: [Double]) -> [Int] {
        var counts = [Int](repeating: 0, count: 10)
        for value in values { counts[min(max(Int(value * 10), 0), 9)] += 1 }
        return counts
    }

    /// One bar a pair of values, side by side, as one path: thousands of queries stay one element.
    private static func bars(_ pairs: [(from: Double, to: Double)], _ y: (Double) -> Double) -> String {
        let step = width / Double(max(pairs.count, 1))
        // Bars touch where there are too many to tell apart.
        let gap = pairs.count <= 150 ? step * 0.15 : 0
        return pairs.enumerated().compactMap { place, pair in
            guard pair.from != pair.to else { return nil }
            let x = Double(place) * step + gap / 2
            return "M\(number(x)) \(number(y(pair.from)))V\(number(y(pair.to)))h\(number(step - gap))V\(number(y(pair.from)))z"
        }.joined()
    }

    private static func gridLines(_ shares: [Double]) -> String {
        "<path class=\"grid\" d=\"\(shares.map { "M0 \(number($0 * height))h1000" }.joined())\"/>"
    }

    private static func plot(_ drawing: String, order: [Int]?, said: [String], y: [String], x: [String], label: String) -> String {
        let data = order.map { order in
            " data-order=\"\(order.map(String.init).joined(separator: " "))\" data-said=\"\(escaped(said.joined(separator: " ")))\""
        }
        return """
            <div class="plot"><div class="y">\(y.map { "<span>\($0)</span>" }.joined())</div>
            <svg viewBox="0 0 1000 200" preserveAspectRatio="none" role="img" aria-label="\(label)"\(data ?? "")>\(drawing)</svg>
            <div class="x">\(x.map { "<span>\($0)</span>" }.joined())</div></div>\(order == nil ? "" : "<div class=\"pointed\"></div>")
            """
    }

    /// Coordinates need no more than a tenth of a thousandth of the width.
    private static func number(_ value: Double) -> String {
        let text = decimals(value, 1)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
