import Glibc

@testable import Evaluation

/// Each metric as its definition reads, for one query: no cursor, no prefix, each question asked of the whole again.
struct NaiveMetrics {
    let hits: [Run.Hit]
    let grades: [DocumentID: Int]

    private var relevant: Set<DocumentID> { Set(grades.filter { $0.value > 0 }.keys) }
    private var nonrelevant: Set<DocumentID> { Set(grades.filter { $0.value == 0 }.keys) }

    /// A hit's rank is one more than the number of hits that come before it.
    private func rank(of hit: Run.Hit, ties: TieRule) -> Int {
        1 + hits.count { other in
            let (a, b) = ties == .trecEval
                ? (Double(Float(other.score)), Double(Float(hit.score))) : (other.score, hit.score)
            if a != b { return a > b }
            let (left, right) = (Array(other.document.text.utf8), Array(hit.document.text.utf8))
            if left == right { return false }
            let ascending = left.lexicographicallyPrecedes(right)
            return ties == .ascendingID ? ascending : !ascending
        }
    }

    private func top(_ cutoff: Int?, _ ties: TieRule) -> [(rank: Int, document: DocumentID)] {
        hits.map { (rank(of: $0, ties: ties), $0.document) }.filter { $0.0 <= cutoff ?? .max }
    }

    func value(of metric: Metric) -> Double {
        switch metric {
        case .ndcg(let cutoff): ndcg(cutoff, .trecEval) { Double($0) }
        case .ndcgExponential(let cutoff): ndcg(cutoff, .gdeval) { pow(2, Double($0)) - 1 }
        case .averagePrecision(let cutoff): averagePrecision(cutoff)
        case .reciprocalRank(nil): 1 / (firstRelevantRank(nil, .trecEval) ?? .infinity)
        case .reciprocalRank(let cutoff): 1 / (firstRelevantRank(cutoff, .ascendingID) ?? .infinity)
        case .precision(let cutoff): Double(found(cutoff)) / Double(cutoff)
        case .recall(let cutoff): relevant.isEmpty ? 0 : Double(found(cutoff)) / Double(relevant.count)
        case .success(let cutoff): found(cutoff) > 0 ? 1 : 0
        case .judged(let cutoff): judged(cutoff)
        case .bpref: bpref
        }
    }

    private func found(_ cutoff: Int) -> Int { top(cutoff, .trecEval).count { relevant.contains($0.document) } }

    private func firstRelevantRank(_ cutoff: Int?, _ ties: TieRule) -> Double? {
        top(cutoff, ties).filter { relevant.contains($0.document) }.map { Double($0.rank) }.min()
    }

    private func ndcg(_ cutoff: Int?, _ ties: TieRule, gain: (Int) -> Double) -> Double {
        let best = grades.values.filter { $0 > 0 }.sorted().reversed()
        var ideal = 0.0
        for (index, grade) in best.enumerated() where index + 1 <= cutoff ?? .max {
            ideal += gain(grade) * log(2) / log(Double(index + 2))
        }
        var sum = 0.0
        for (rank, document) in top(cutoff, ties) where relevant.contains(document) {
            sum += gain(grades[document] ?? 0) * log(2) / log(Double(rank + 1))
        }
        return ideal == 0 ? 0 : sum / ideal
    }

    private func averagePrecision(_ cutoff: Int?) -> Double {
        let ranks = top(cutoff, .trecEval).filter { relevant.contains($0.document) }.map(\.rank)
        let precisions = ranks.map { rank in Double(ranks.count { $0 <= rank }) / Double(rank) }
        return relevant.isEmpty ? 0 : precisions.reduce(0, +) / Double(relevant.count)
    }

    private func judged(_ cutoff: Int) -> Double {
        let shown = top(cutoff, .ascendingID)
        return shown.isEmpty ? 0 : Double(shown.count { grades[$0.document] != nil }) / Double(shown.count)
    }

    private var bpref: Double {
        let all = top(nil, .trecEval)
        let ahead = { (rank: Int) in all.count { $0.rank < rank && nonrelevant.contains($0.document) } }
        let gains = all.filter { relevant.contains($0.document) }.map { hit -> Double in
            guard ahead(hit.rank) > 0 else { return 1 }
            return 1 - Double(min(ahead(hit.rank), relevant.count)) / Double(min(nonrelevant.count, relevant.count))
        }
        return relevant.isEmpty ? 0 : gains.reduce(0, +) / Double(relevant.count)
    }
}
