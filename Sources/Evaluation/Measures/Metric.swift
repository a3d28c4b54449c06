/// A figure that says how good a ranking is, by the name a person types.
///
/// Each is what `ir_measures` (0.4.3) gives for the measure named beside it, its way with ties included.
/// A cutoff is a rank from 1 on: only hits at that rank or better are looked at.
package enum Metric: Hashable, Sendable {
    /// `ndcg`, `ndcg@k`: `nDCG`, `nDCG@k`. The gain is the grade.
    case ndcg(cutoff: Int?)
    /// `ndcg_exp@k`: `nDCG(dcg='exp-log2')@k`. The gain is 2^grade - 1.
    case ndcgExponential(cutoff: Int)
    /// `map`, `map@k`: `AP`, `AP@k`.
    case averagePrecision(cutoff: Int?)
    /// `mrr`, `mrr@k`: `RR`, `RR@k`.
    case reciprocalRank(cutoff: Int?)
    /// `p@k`: `P@k`. Always over k, however few were found.
    case precision(cutoff: Int)
    /// `recall@k`: `R@k`.
    case recall(cutoff: Int)
    /// `judged@k`: `Judged@k`. Over k or over the hits there are, whichever is fewer.
    case judged(cutoff: Int)
    /// `success@k`: `Success@k`.
    case success(cutoff: Int)
    /// `bpref`: `Bpref`.
    case bpref

    /// The names a person may type, for messages and help.
    package static let validNames =
        "ndcg, ndcg@k, ndcg_exp@k, map, map@k, mrr, mrr@k, p@k, recall@k, judged@k, success@k, bpref"

    /// What is reported when nobody asks for anything else.
    package static let standard: [Metric] = [
        .ndcg(cutoff: 10), .averagePrecision(cutoff: nil), .reciprocalRank(cutoff: 10), .precision(cutoff: 10),
        .recall(cutoff: 100), .judged(cutoff: 10),
    ]

    /// Reads one name; upper and lower case are the same. Throws `unknownMetric`.
    package init(name: String) throws(EvaluationError) {
        let parts = name.lowercased().split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let cutoff = parts.count == 2 ? Self.cutoff(parts[1]) : nil
        guard parts.count == 1 || cutoff != nil, let metric = Self.named(String(parts[0]), cutoff: cutoff) else {
            throw .unknownMetric(name: name)
        }
        self = metric
    }

    /// Reads names separated by commas, as in `ndcg@10,map`. One named twice is kept once. Throws `unknownMetric`.
    package static func list(_ names: String) throws(EvaluationError) -> [Metric] {
        var metrics: [Metric] = []
        for name in names.split(separator: ",", omittingEmptySubsequences: false) {
            let trimmed = name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
            let metric = try Metric(name: String(trimmed))
            if !metrics.contains(metric) { metrics.append(metric) }
        }
        return metrics
    }

    /// The name that reads back as this metric.
    package var name: String {
        switch self {
        case .ndcg(let cutoff): Self.name("ndcg", cutoff)
        case .ndcgExponential(let cutoff): Self.name("ndcg_exp", cutoff)
        case .averagePrecision(let cutoff): Self.name("map", cutoff)
        case .reciprocalRank(let cutoff): Self.name("mrr", cutoff)
        case .precision(let cutoff): Self.name("p", cutoff)
        case .recall(let cutoff): Self.name("recall", cutoff)
        case .judged(let cutoff): Self.name("judged", cutoff)
        case .success(let cutoff): Self.name("success", cutoff)
        case .bpref: "bpref"
        }
    }

    /// The last rank that is looked at; `nil` where all are.
    package var cutoff: Int? {
        switch self {
        case .ndcg(let cutoff), .averagePrecision(let cutoff), .reciprocalRank(let cutoff): cutoff
        case .ndcgExponential(let cutoff), .precision(let cutoff), .recall(let cutoff), .judged(let cutoff), .success(let cutoff): cutoff
        case .bpref: nil
        }
    }

    /// The rule of the program that ir_measures asks for this measure. That RR and RR@k differ is no slip: the first
    /// comes from trec_eval, the second from MS MARCO's script.
    package var ties: TieRule {
        switch self {
        case .ndcgExponential: .gdeval
        case .judged, .reciprocalRank(cutoff: .some): .ascendingID
        case .ndcg, .averagePrecision, .reciprocalRank(cutoff: .none), .precision, .recall, .success, .bpref: .trecEval
        }
    }

    private static func named(_ stem: String, cutoff: Int?) -> Metric? {
        switch (stem, cutoff) {
        case ("ndcg", let cutoff): .ndcg(cutoff: cutoff)
        case ("map", let cutoff): .averagePrecision(cutoff: cutoff)
        case ("mrr", let cutoff): .reciprocalRank(cutoff: cutoff)
        case ("bpref", nil): .bpref
        case ("ndcg_exp", let cutoff?): .ndcgExponential(cutoff: cutoff)
        case ("p", let cutoff?): .precision(cutoff: cutoff)
        case ("recall", let cutoff?): .recall(cutoff: cutoff)
        case ("judged", let cutoff?): .judged(cutoff: cutoff)
        case ("success", let cutoff?): .success(cutoff: cutoff)
        default: nil
        }
    }

    private static func cutoff(_ text: Substring) -> Int? {
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let cutoff = Int32(text), cutoff >= 1
        else { return nil }
        return Int(cutoff)
    }

    private static func name(_ stem: String, _ cutoff: Int?) -> String {
        cutoff.map { "\(stem)@\($0)" } ?? stem
    }
}
