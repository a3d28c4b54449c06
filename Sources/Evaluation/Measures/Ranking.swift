/// How hits of equal score are ordered. The score column alone orders a run, ties are common, and the programs that
/// define the metrics break them differently; to report the same figure, each metric must use its own program's rule.
package enum TieRule: Hashable, CaseIterable, Sendable {
    /// trec_eval as ir_measures calls it: scores as 32-bit floats, then document ids in descending byte order.
    case trecEval
    /// gdeval.pl, which ir_measures calls for exponential gain: 64-bit scores, then document ids descending.
    case gdeval
    /// ir_measures' own and MS MARCO's Python: 64-bit scores, then document ids ascending.
    case ascendingID

    package func sorted(_ hits: [Run.Hit]) -> [Run.Hit] {
        switch self {
        case .trecEval:
            hits.sorted { left, right in
                let (leftScore, rightScore) = (Float(left.score), Float(right.score))
                return leftScore == rightScore ? left.document > right.document : leftScore > rightScore
            }
        case .gdeval:
            hits.sorted { left, right in
                left.score == right.score ? left.document > right.document : left.score > right.score
            }
        case .ascendingID:
            hits.sorted { left, right in
                left.score == right.score ? left.document < right.document : left.score > right.score
            }
        }
    }
}

/// A ranked answer to one query, seen through its judgements: all that a metric needs to know.
package struct JudgedRanking: Sendable {
    /// The grade of each hit, best hit first; `nil` where nobody judged the document.
    let grades: [Int?]
    let pool: Pool

    init(hits: [Run.Hit], judgements: [DocumentID: Int], ties: TieRule) {
        grades = ties.sorted(hits).map { judgements[$0.document] }
        pool = Pool(grades: Array(judgements.values))
    }

    init(grades: [Int?], pool: Pool) {
        self.grades = grades
        self.pool = pool
    }
}

/// Everything judged for one query, found or not.
struct Pool: Sendable {
    /// Grades of 1 or more, best first.
    let relevantGrades: [Int]
    /// How many were judged and given grade 0.
    let nonrelevantCount: Int

    var relevantCount: Int { relevantGrades.count }

    init(grades: [Int]) {
        relevantGrades = grades.filter { $0 >= 1 }.sorted(by: >)
        nonrelevantCount = grades.count { $0 == 0 }
    }
}
