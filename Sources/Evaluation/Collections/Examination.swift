internal import Glibc

/// Where the probability of looking at a position comes from.
package enum ExaminationChoice: String, Sendable, CaseIterable {
    /// Estimated where the log allows it, else logarithmic.
    case auto
    case estimated, logarithmic
}

/// How likely a visitor looks at the document at a position, beside the first position's.
package struct Examination: Sendable, Equatable {
    package enum Source: Sendable, Equatable {
        /// 1 / log2(position + 1), the discount of nDCG: no data asked.
        case logarithmic
        /// From so many pairs of query and document that stood at several positions.
        case estimated(pairs: Int)
    }

    package let source: Source
    /// Of positions from 1 on, as far as they were estimated.
    package let estimates: [Double]

    /// Fewer pairs that moved between positions cannot tell the position's part from the document's.
    static let fewestMovedPairs = 100
    /// Showings that a position needs for an estimate of its own.
    static let fewestShown = 100
    /// Weights of clicks stay finite.
    static let least = 0.01

    package func probability(at position: Int) -> Double {
        if position <= estimates.count { return estimates[position - 1] }
        let logarithmic = 1 / log2(Double(position) + 1)
        // Below the last estimate the curve goes on in the shape that the logarithm gives it.
        guard let last = estimates.last else { return logarithmic }
        return max(last * log2(Double(estimates.count) + 1) * logarithmic, Self.least)
    }

    init(_ choice: ExaminationChoice, pairs: [[(position: Int, cell: ClickLog.Cell)]]) {
        let moved = pairs.count { pair in pair.count { $0.cell.shown > 0 } >= 2 }
        let isEnough = moved >= Self.fewestMovedPairs
        let estimated = choice == .logarithmic || (choice == .auto && !isEnough) ? [] : Self.estimate(pairs)
        estimates = estimated
        source = estimated.isEmpty ? .logarithmic : .estimated(pairs: moved)
    }

    /// The position-based model, in which a click needs a look at the position and a document that attracts for the query,
    /// by expectation maximisation. Sources: Craswell, Zoeter, Taylor and Ramsey, "An experimental comparison of click
    /// position-bias models", WSDM 2008; Chuklin, Markov and de Rijke, "Click Models for Web Search", 2015, 4.2.
    private static func estimate(_ pairs: [[(position: Int, cell: ClickLog.Cell)]]) -> [Double] {
        var shown: [Double] = []
        for pair in pairs {
            for (position, cell) in pair where position <= 1000 {
                while shown.count < position { shown.append(0) }
                shown[position - 1] += Double(max(cell.shown, cell.clicks))
            }
        }
        let count = shown.firstIndex { $0 < Double(fewestShown) } ?? shown.count
        guard count >= 2 else { return [] }
        let usable = pairs.map { $0.filter { $0.position <= count } }.filter { !$0.isEmpty }
        var examination = (1...count).map { 1 / log2(Double($0) + 1) }
        var attraction = [Double](repeating: 0.3, count: usable.count)
        let mostRounds = 500
        for _ in 0..<mostRounds {
            var looked = [Double](repeating: 0, count: count)
            for (i, pair) in usable.enumerated() {
                var (attracted, all) = (0.0, 0.0)
                for (position, cell) in pair {
                    let (look, attract) = (examination[position - 1], attraction[i])
                    let (total, clicks) = (Double(max(cell.shown, cell.clicks)), Double(cell.clicks))
                    // Of what was not clicked: not looked at, or not attracted.
                    let passed = (total - clicks) / max(1 - look * attract, 1e-12)
                    looked[position - 1] += clicks + passed * look * (1 - attract)
                    attracted += clicks + passed * attract * (1 - look)
                    all += total
                }
                attraction[i] = min(attracted / max(all, 1), 1 - 1e-9)
            }
            var change = 0.0
            for i in examination.indices {
                let next = min(max(looked[i] / shown[i], least), 1)
                change = max(change, abs(next - examination[i]))
                examination[i] = next
            }
            if change < 1e-6 { break }
        }
        // Only ratios are known: what all positions share is taken for attraction.
        let first = examination[0]
        return examination.map { min(max($0 / first, least), 1) }
    }
}
