import Foundation

@testable import Evaluation

/// A run and judgements drawn at random, as the files that other programs read.
struct RandomEvaluation {
    let runText: String
    let qrelsText: String
    let run: Run
    let judgements: Judgements

    /// Few documents, few scores and few grades, so that ties, unjudged documents, empty and missing answers, queries
    /// without a relevant document and grades below zero all come up often.
    init(using random: inout some RandomNumberGenerator) throws {
        let queryCount = Int.random(in: 1...8, using: &random)
        let documents = Self.documents(count: Int.random(in: 1...60, using: &random), using: &random)
        let highestGrade = Int.random(in: 1...4, using: &random)
        let scores = Self.scores(using: &random)
        var qrels = "q0 0 always-relevant 1\n"
        var run = ""
        for query in 0..<queryCount {
            for document in documents where Bool.random(using: &random) {
                let grade = max(Int.random(in: -3...highestGrade, using: &random), -1)
                qrels += "q\(query)\t0 \(document)  \(grade)\n"
            }
            let answered = Int.random(in: 0..<6, using: &random) > 0
            for document in documents.shuffled(using: &random) where answered && Bool.random(using: &random) {
                run += "q\(query) Q0 \(document) 1 \(scores.randomElement(using: &random) ?? 0) test\n"
            }
        }
        run += "unjudged-query Q0 \(documents[0]) 1 1.5 test\n"
        runText = run
        qrelsText = qrels
        self.run = try Run(text: run, name: "random.run")
        judgements = try Judgements(text: qrels, name: "random.qrels")
    }

    private static func documents(count: Int, using random: inout some RandomNumberGenerator) -> [String] {
        let stems = ["d", "D", "10", "2", "é", "e\u{301}", "\u{FFEE}", "\u{1D11E}", "z-", "文"]
        return (0..<count).map { "\(stems.randomElement(using: &random) ?? "d")\($0)" }
    }

    /// A few scores, some of which differ only beyond the precision of 32 bits.
    private static func scores(using random: inout some RandomNumberGenerator) -> [Double] {
        let coarse = (0..<Int.random(in: 1...10, using: &random)).map { _ in
            (Double.random(in: -5...20, using: &random) * 4).rounded() / 4
        }
        return coarse + coarse.prefix(2).map { $0 + 1e-11 } + [1e-7, 12_345_678.9]
    }

    static let metrics: [Metric] = [
        .ndcg(cutoff: nil), .ndcg(cutoff: 1), .ndcg(cutoff: 5), .ndcg(cutoff: 10), .ndcg(cutoff: 1000),
        .ndcgExponential(cutoff: 3), .ndcgExponential(cutoff: 10), .averagePrecision(cutoff: nil),
        .averagePrecision(cutoff: 4), .reciprocalRank(cutoff: nil), .reciprocalRank(cutoff: 3),
        .reciprocalRank(cutoff: 10), .precision(cutoff: 1), .precision(cutoff: 10), .precision(cutoff: 100),
        .recall(cutoff: 3), .recall(cutoff: 100), .judged(cutoff: 3), .judged(cutoff: 10), .success(cutoff: 1),
        .success(cutoff: 5), .bpref,
    ]
}

/// The seed of a random test: SOUK_SEED if set, else one of its own; printed, so that a failure can be run again.
func testSeed(_ test: String = #function) -> UInt64 {
    let given = ProcessInfo.processInfo.environment["SOUK_SEED"].flatMap(UInt64.init)
    let seed = given ?? UInt64.random(in: 0..<1_000_000)
    print("\(test): SOUK_SEED=\(seed)")
    return seed
}
