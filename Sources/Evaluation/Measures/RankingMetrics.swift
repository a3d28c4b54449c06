internal import Glibc

extension Metric {
    /// This metric of one query's ranking, from 0 to 1. A query without a relevant document scores 0, except for
    /// `judged@k`, to which relevance does not matter.
    package func value(of ranking: JudgedRanking) -> Double {
        switch self {
        case .ndcg(let cutoff): ranking.ndcg(cutoff: cutoff) { Double($0) }
        case .ndcgExponential(let cutoff): ranking.ndcg(cutoff: cutoff) { exp2(Double($0)) - 1 }
        case .averagePrecision(let cutoff): ranking.averagePrecision(cutoff: cutoff)
        case .reciprocalRank(let cutoff): ranking.reciprocalRank(cutoff: cutoff)
        case .precision(let cutoff): Double(ranking.relevantFound(cutoff: cutoff)) / Double(cutoff)
        case .recall(let cutoff): ranking.recall(cutoff: cutoff)
        case .judged(let cutoff): ranking.judged(cutoff: cutoff)
        case .success(let cutoff): ranking.relevantFound(cutoff: cutoff) > 0 ? 1 : 0
        case .bpref: ranking.bpref
        }
    }
}

extension JudgedRanking {
    /// The discounted gain of what was found, over that of the best order of all that is relevant.
    ///
    /// Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20(4), 2002, with the
    /// discount log2(rank + 1) of trec_eval. `gain` is asked for grades of 1 or more only; all others gain nothing.
    fileprivate func ndcg(cutoff: Int?, gain: (Int) -> Double) -> Double {
        let ideal = discountedGain(of: pool.relevantGrades, cutoff: cutoff, gain: gain)
        guard ideal > 0 else { return 0 }
        return discountedGain(of: grades, cutoff: cutoff, gain: gain) / ideal
    }

    private func discountedGain(of grades: [Int?], cutoff: Int?, gain: (Int) -> Double) -> Double {
        var sum = 0.0
        for (index, grade) in grades.prefix(cutoff ?? .max).enumerated() {
            if let grade, grade >= 1 { sum += gain(grade) / log2(Double(index + 2)) }
        }
        return sum
    }

    /// The precision at the rank of each relevant document, averaged over all relevant documents there are.
    fileprivate func averagePrecision(cutoff: Int?) -> Double {
        guard pool.relevantCount > 0 else { return 0 }
        var found = 0
        var sum = 0.0
        for (index, grade) in grades.prefix(cutoff ?? .max).enumerated() where isRelevant(grade) {
            found += 1
            sum += Double(found) / Double(index + 1)
        }
        return sum / Double(pool.relevantCount)
    }

    fileprivate func reciprocalRank(cutoff: Int?) -> Double {
        guard let index = grades.prefix(cutoff ?? .max).firstIndex(where: isRelevant) else { return 0 }
        return 1 / Double(index + 1)
    }

    fileprivate func recall(cutoff: Int) -> Double {
        guard pool.relevantCount > 0 else { return 0 }
        return Double(relevantFound(cutoff: cutoff)) / Double(pool.relevantCount)
    }

    fileprivate func judged(cutoff: Int) -> Double {
        let shown = grades.prefix(cutoff)
        guard !shown.isEmpty else { return 0 }
        return Double(shown.count { $0 != nil }) / Double(shown.count)
    }

    /// How seldom a document judged not relevant stands before a relevant one; documents nobody judged do not matter.
    ///
    /// Buckley and Voorhees, "Retrieval evaluation with incomplete information", SIGIR 2004, with the denominator
    /// min(R, N) of trec_eval since version 8. Only grade 0 is "not relevant" here, as in trec_eval.
    fileprivate var bpref: Double {
        guard pool.relevantCount > 0 else { return 0 }
        // Zero only if nothing was judged 0, and then nothing can stand before a relevant document.
        let worst = Double(min(pool.relevantCount, pool.nonrelevantCount))
        var nonrelevantBefore = 0
        var sum = 0.0
        for case let grade? in grades {
            if grade == 0 {
                nonrelevantBefore += 1
            } else if grade >= 1 {
                let before = Double(min(nonrelevantBefore, pool.relevantCount))
                sum += nonrelevantBefore == 0 ? 1 : 1 - before / worst
            }
        }
        return sum / Double(pool.relevantCount)
    }

    fileprivate func relevantFound(cutoff: Int) -> Int { grades.prefix(cutoff).count(where: isRelevant) }

    private func isRelevant(_ grade: Int?) -> Bool { (grade ?? 0) >= 1 }
}
