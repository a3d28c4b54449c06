import Glibc
import Testing

@testable import Evaluation

@Suite struct MetricNameTests {
    @Test("every metric's name reads back as that metric")
    func roundTrip() throws {
        for metric in RandomEvaluation.metrics + Metric.standard {
            #expect(try Metric(name: metric.name) == metric)
        }
    }

    @Test("a list keeps its order, drops repetitions, and takes blanks and capitals")
    func list() throws {
        #expect(
            try Metric.list("nDCG@10, map,mrr@10 ,p@10,map,ndcg_exp@5")
                == [
                    .ndcg(cutoff: 10), .averagePrecision(cutoff: nil), .reciprocalRank(cutoff: 10),
                    .precision(cutoff: 10), .ndcgExponential(cutoff: 5),
                ])
    }

    @Test(
        "an unknown name is refused with the valid ones",
        arguments: [
            "", "precision", "p", "recall", "judged", "success", "ndcg_exp", "bpref@5", "ndcg@", "ndcg@0", "ndcg@-1",
            "ndcg@+1", "ndcg@ten", "ndcg@1.5", "ndcg@99999999999999999999", "ndcg@10@10", "@10",
        ])
    func unknown(name: String) throws {
        let error = try #require(throws: EvaluationError.self) { try Metric.list("map,\(name)") }
        #expect(error == .unknownMetric(name: name))
        #expect(error.description.contains("ndcg_exp@k") && error.description.contains("bpref"))
    }
}

/// Values worked out by hand from the definitions.
@Suite struct MetricValueTests {
    /// Judged: a 3, b 2, c 1, d 0, e -1; x, y are not. Found in the order d a x c e y; b is missed.
    private let ranking = JudgedRanking(
        hits: ["d", "a", "x", "c", "e", "y"].enumerated().map {
            Run.Hit(document: DocumentID($0.element), score: Double(10 - $0.offset))
        },
        judgements: ["a": 3, "b": 2, "c": 1, "d": 0, "e": -1], ties: .trecEval)

    private func value(_ name: String) throws -> Double { try Metric(name: name).value(of: ranking) }

    private func isClose(_ left: Double, _ right: Double) -> Bool { abs(left - right) < 1e-12 }

    @Test("nDCG divides linear gains by the best possible at the same cutoff")
    func ndcg() throws {
        let (second, third, fourth) = (log2(3.0), 2.0, log2(5.0))
        let ideal = 3 + 2 / second + 1 / third
        #expect(isClose(try value("ndcg"), (3 / second + 1 / fourth) / ideal))
        #expect(isClose(try value("ndcg@3"), 3 / second / ideal))
        #expect(isClose(try value("ndcg@2"), 3 / second / (3 + 2 / second)))
        #expect(try value("ndcg@1") == 0)
        #expect(try value("ndcg@1000") == value("ndcg"))
    }

    @Test("exponential nDCG gains 2^grade - 1")
    func exponential() throws {
        let (second, third, fourth) = (log2(3.0), 2.0, log2(5.0))
        let ideal = 7 + 3 / second + 1 / third
        #expect(isClose(try value("ndcg_exp@10"), (7 / second + 1 / fourth) / ideal))
        #expect(isClose(try value("ndcg_exp@2"), 7 / second / (7 + 3 / second)))
    }

    @Test("average precision counts what was missed, and cut off too divides by all that is relevant")
    func averagePrecision() throws {
        #expect(isClose(try value("map"), (1.0 / 2 + 2.0 / 4) / 3))
        #expect(isClose(try value("map@3"), (1.0 / 2) / 3))
        #expect(try value("map@1") == 0)
        #expect(try value("map@50") == value("map"))
    }

    @Test("reciprocal rank is that of the first relevant hit, if the cutoff reaches it")
    func reciprocalRank() throws {
        #expect(try value("mrr") == 0.5)
        #expect(try value("mrr@2") == 0.5)
        #expect(try value("mrr@1") == 0)
    }

    @Test("precision divides by the cutoff even where the list is shorter")
    func precision() throws {
        #expect(try value("p@2") == 0.5)
        #expect(isClose(try value("p@6"), 2.0 / 6))
        #expect(try value("p@100") == 0.02)
    }

    @Test("recall and success look no further than the cutoff")
    func recallAndSuccess() throws {
        #expect(try value("recall@1") == 0)
        #expect(isClose(try value("recall@2"), 1.0 / 3))
        #expect(isClose(try value("recall@100"), 2.0 / 3))
        #expect(try value("success@1") == 0)
        #expect(try value("success@2") == 1)
    }

    @Test("judged counts every grade, those below zero too, over the hits there are")
    func judged() throws {
        #expect(try value("judged@1") == 1)
        #expect(isClose(try value("judged@3"), 2.0 / 3))
        #expect(isClose(try value("judged@100"), 4.0 / 6))
    }

    @Test("bpref punishes a judged irrelevant document ahead, and neither unjudged nor negative ones")
    func bpref() throws {
        // One document of grade 0 stands before both relevant ones: each gains 1 - min(1, 3) / min(1, 3) = 0.
        #expect(try value("bpref") == 0)
        let better = JudgedRanking(grades: [nil, 2, -1, 1, 0, 1], pool: Pool(grades: [2, 1, 1, 1, 0, 0, -1]))
        // R = 4, N = 2: 1 + 1 + (1 - 1 / 2), over 4.
        #expect(Metric.bpref.value(of: better) == 2.5 / 4)
        let allRelevant = JudgedRanking(grades: [1, nil, 1], pool: Pool(grades: [1, 1]))
        #expect(Metric.bpref.value(of: allRelevant) == 1)
    }

    @Test("an empty answer and a query without relevant documents score 0, and never divide by it")
    func nothing() {
        let empty = JudgedRanking(grades: [], pool: Pool(grades: [1, 0]))
        let hopeless = JudgedRanking(grades: [0, nil, -1], pool: Pool(grades: [0, -1]))
        let unjudged = JudgedRanking(grades: [nil, nil], pool: Pool(grades: []))
        for metric in RandomEvaluation.metrics {
            #expect(metric.value(of: empty) == 0)
            #expect(metric.value(of: unjudged) == 0)
            if case .judged = metric { continue }
            #expect(metric.value(of: hopeless) == 0)
        }
    }

    @Test("the highest grade allowed still gives a finite figure")
    func highestGrade() {
        let grade = Judgements.grades.upperBound
        let ranking = JudgedRanking(grades: [1, grade], pool: Pool(grades: [grade, grade, 1]))
        let value = Metric.ndcgExponential(cutoff: 10).value(of: ranking)
        #expect(value > 0.3 && value < 0.5)
    }

    @Test("a tie falls as the metric's own program lets it fall")
    func ties() throws {
        let run = try Run(text: "q Q0 a 1 1 t\nq Q0 b 2 1 t\n", name: "r")
        let names = "ndcg@1,ndcg_exp@1,map,mrr,mrr@5,p@1,recall@1,success@1,judged@1"
        let judgements = try Judgements(text: "q 0 a 1\n", name: "j")
        let card = try Scorecard(run, against: judgements, metrics: Metric.list(names))
        #expect(card.values.map { $0[0] } == [0, 0, 0.5, 0.5, 1, 0, 0, 0, 1])
    }
}
