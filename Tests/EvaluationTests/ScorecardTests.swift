import Testing

@testable import Evaluation

@Suite struct ScorecardTests {
    @Test("a judged query absent from the run counts 0, one without relevant documents does not count")
    func counting() throws {
        let judgements = try Judgements(text: "q1 0 a 1\nq2 0 a 2\nq3 0 a 0\nq4 0 a -1\n", name: "j")
        let run = try Run(text: "q1 Q0 a 1 1 t\nq3 Q0 a 1 1 t\nq9 Q0 a 1 1 t\n", name: "r")
        let card = try Scorecard(run, against: judgements, metrics: [.ndcg(cutoff: 10), .judged(cutoff: 1)])
        #expect(card.queries == ["q1", "q2"])
        #expect(card.values == [[1, 0], [1, 0]])
        #expect(card.mean(ofRow: 0) == 0.5)
        #expect(card.unanswered == ["q2"])
        #expect(card.withoutRelevant == ["q3", "q4"])
    }

    @Test("judgements without any relevant document are refused rather than averaged", arguments: ["", "q 0 a 0\n"])
    func nothingRelevant(text: String) throws {
        let judgements = try Judgements(text: text, name: "j.qrels")
        let run = try Run(text: "q Q0 a 1 1 t\n", name: "r")
        #expect(throws: EvaluationError.nothingRelevant(file: "j.qrels")) {
            try Scorecard(run, against: judgements, metrics: Metric.standard)
        }
    }

    @Test("a perfect run scores 1 by every metric that can")
    func perfect() throws {
        let judgements = try Judgements(text: "q 0 a 2\nq 0 b 1\nq 0 c 0\n", name: "j")
        let run = try Run(text: "q Q0 c 3 1 t\nq Q0 a 2 9 t\nq Q0 b 1 5 t\n", name: "r")
        let metrics = try Metric.list("ndcg,ndcg@10,ndcg_exp@10,map,mrr,mrr@10,p@2,recall@2,judged@10,success@1,bpref")
        let card = try Scorecard(run, against: judgements, metrics: metrics)
        #expect(card.values.allSatisfy { abs($0[0] - 1) < 1e-12 })
    }

    @Test("every metric of every random ranking is what its definition, followed to the letter, gives")
    func naiveTwin() throws {
        let seed = testSeed()
        var random = SplitMix64(state: seed)
        for round in 0..<500 {
            let drawn = try RandomEvaluation(using: &random)
            let card = try Scorecard(drawn.run, against: drawn.judgements, metrics: RandomEvaluation.metrics)
            for (row, metric) in card.metrics.enumerated() {
                for (column, query) in card.queries.enumerated() {
                    let naive = NaiveMetrics(
                        hits: drawn.run.hits(of: query), grades: drawn.judgements.grades(of: query))
                    let (found, expected) = (card.values[row][column], naive.value(of: metric))
                    #expect(
                        abs(found - expected) < 1e-9,
                        "\(metric.name) of \(query) is \(found), not \(expected): seed \(seed), round \(round)")
                    #expect(found >= 0 && found <= 1 + 1e-12)
                }
            }
        }
    }
}
