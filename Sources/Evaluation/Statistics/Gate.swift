/// A condition that a run must meet beside a baseline, as `ndcg@10:-0.5%`: the mean of a metric may change by no less.
///
/// A share of the baseline's mean with `%`, an amount without. `-0.5%` lets the mean fall by half a percent, `0` not at all,
/// `+1%` asks for a rise.
package struct Gate: Equatable, Sendable {
    package enum Bound: Equatable, Sendable {
        /// A share of the baseline's mean: -0.005 for `-0.5%`.
        case relative(Double)
        case absolute(Double)
    }

    package let metric: Metric
    package let bound: Bound
    /// As it was written.
    package let text: String

    /// Throws `unknownMetric`, and `badGate` where the bound is none.
    package init(_ text: String) throws(EvaluationError) {
        guard let colon = text.lastIndex(of: ":") else { throw .badGate(text) }
        metric = try Metric(name: String(text[..<colon]))
        let isRelative = text.hasSuffix("%")
        let number = text[text.index(after: colon)...].dropLast(isRelative ? 1 : 0)
        // A bare 0.5 might be meant either way.
        let isSigned = number.hasPrefix("-") || number.hasPrefix("+")
        guard let value = decimalNumber(number), isSigned || value == 0, abs(value) <= (isRelative ? 100 : 1) else {
            throw .badGate(text)
        }
        bound = isRelative ? .relative(value / 100) : .absolute(value)
        self.text = text
    }

    /// The lowest mean that passes beside a baseline's.
    package func lowestMean(baselineMean: Double) -> Double {
        switch bound {
        case .relative(let share): baselineMean * (1 + share)
        case .absolute(let amount): baselineMean + amount
        }
    }

    /// Whether a comparison of the gate's metric passes.
    package func passes(_ comparison: Comparison) -> Bool {
        comparison.mean >= lowestMean(baselineMean: comparison.baselineMean) - QueryChange.equalWithin
    }
}

/// What became of a gate.
package struct GateVerdict: Sendable {
    package let gate: Gate
    package let comparison: Comparison
    /// The queries whose metric fell most, at most `shownQueries`, each with its text where it is known.
    package let worst: [(change: QueryChange, text: String?)]

    static let shownQueries = 5

    package var isPassed: Bool { gate.passes(comparison) }

    /// One line for a person: what was asked, both means, and which queries are to blame.
    package var sentence: String {
        let means = "\(fourDecimals(comparison.baselineMean)) to \(fourDecimals(comparison.mean)) (\(signedPercent(comparison)))"
        guard !isPassed else { return "gate \(gate.text) passed: \(means)" }
        let lowest = fourDecimals(gate.lowestMean(baselineMean: comparison.baselineMean))
        var sentence = "gate \(gate.text) failed: \(means), lowest that passes \(lowest)"
        if !worst.isEmpty {
            let queries = worst.map { change, text in
                let name = text.map { "\(change.query) \"\($0)\"" } ?? "\(change.query)"
                return "\(name) \(fourDecimals(change.baseline)) to \(fourDecimals(change.value))"
            }
            sentence += "; fell most: " + queries.joined(separator: ", ")
        }
        return sentence
    }

    private func signedPercent(_ comparison: Comparison) -> String {
        let (difference, base) = (comparison.difference, comparison.baselineMean)
        return base == 0 ? signed(difference) : signed(difference / base * 100, decimals: 2) + " %"
    }
}
