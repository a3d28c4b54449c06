import Testing

@testable import Evaluation

@Suite struct RunTests {
    @Test("a run file's scores, tag and queries are read, its ranks are not")
    func reading() throws {
        let run = try Run(text: "q1 Q0 a 7 1.5 mine\nq1\tQ0\tb\tx\t-2e-3\tmine\nq2 0 a 1 3 other\n", name: "r")
        #expect(run.tag == "mine")
        #expect(run.queries == ["q1", "q2"])
        #expect(run.hits(of: "q1") == [.init(document: "a", score: 1.5), .init(document: "b", score: -0.002)])
        #expect(run.hits(of: "q3").isEmpty)
    }

    @Test(
        "a bad line is refused with file, line and what was expected",
        arguments: [
            ("q Q0 a 1 2.0", "\"query Q0 document rank score tag\""), ("q Q0 a 1 2.0 t t", "7 columns"),
            ("q Q0 a 1 high t", "\"high\""), ("q Q0 a 1 nan t", "finite"), ("q Q0 a 1 inf t", "finite"),
            ("q Q0 a 1 1e999 t", "finite"), ("q Q0 a 1 0x10 t", "decimal"),
        ])
    func badLine(line: String, said: String) throws {
        let error = try #require(throws: EvaluationError.self) {
            try Run(text: "q Q0 z 1 2.0 t\n\(line)\n", name: "some.run")
        }
        #expect(error.description.hasPrefix("some.run:2: expected "))
        #expect(error.description.contains(said))
    }

    @Test("a document twice for a query is refused, naming both lines")
    func duplicates() throws {
        let error = try #require(throws: EvaluationError.self) {
            try Run(text: "q Q0 a 1 2 t\np Q0 a 1 2 t\nq Q0 a 2 1 t\n", name: "r")
        }
        #expect(error.description == "r:3: document a for query q was already given in line 1")
    }

    @Test("what is written reads back the same, bit for bit")
    func roundTrip() throws {
        let seed = testSeed()
        var random = SplitMix64(state: seed)
        for _ in 0..<200 {
            let first = try RandomEvaluation(using: &random).run
            let second = try Run(text: first.trecText(), name: "again")
            #expect(second.tag == first.tag)
            #expect(second.queries == first.queries)
            for query in first.queries {
                #expect(second.hits(of: query) == TieRule.trecEval.sorted(first.hits(of: query)), "seed \(seed)")
            }
        }
    }

    @Test("hits are written best first, ties by descending id, with ranks from 1")
    func written() throws {
        let run = try Run(text: "q Q0 a 1 1 t\nq Q0 c 1 2.5 t\nq Q0 b 1 1 t\n", name: "r")
        #expect(try run.trecText() == "q Q0 c 1 2.5 t\nq Q0 b 2 1.0 t\nq Q0 a 3 1.0 t\n")
    }

    @Test("an id with a blank in it is refused when written, not smuggled in", arguments: ["a b", "", "a\tb", "a\n"])
    func unwritable(id: String) throws {
        let set = try QuerySet(text: "q\ttext", name: "q")
        let run = try Run(answering: set, topK: 5) { _ in [(id, 1)] }
        #expect(throws: EvaluationError.unwritableIdentifier(id)) { try run.trecText() }
    }
}

@Suite struct AnsweringTests {
    private let questions: QuerySet

    init() throws { questions = try QuerySet(text: "q1\tone\nq2\ttwo\n", name: "q") }

    @Test("each query is asked once by its text, and at most k hits are kept")
    func asking() throws {
        var asked: [String] = []
        let run = try Run(answering: questions, topK: 2, tag: "t") { text in
            asked.append(text)
            return text == "one" ? [("a", 3), ("b", 2), ("c", 1)] : []
        }
        #expect(asked == ["one", "two"])
        #expect(run.hits(of: "q1").map(\.document) == ["a", "b"])
        #expect(run.queries == ["q1", "q2"])
        #expect(run.hits(of: "q2").isEmpty)
    }

    @Test("scores that differ only beyond 32 bits become a tie for every rule")
    func rounding() throws {
        let run = try Run(answering: questions, topK: 5) { _ in [("a", 1.000_000_000_1), ("b", 1)] }
        #expect(TieRule.gdeval.sorted(run.hits(of: "q1")).map(\.document) == ["b", "a"])
        #expect(TieRule.trecEval.sorted(run.hits(of: "q1")).map(\.document) == ["b", "a"])
    }

    @Test("an answer with a document twice or without a finite score is refused", arguments: [Double.nan, .infinity, 1e300])
    func unusable(score: Double) {
        #expect(throws: EvaluationError.self) { try Run(answering: questions, topK: 5) { _ in [("a", score)] } }
        #expect(throws: EvaluationError.unusableHits(query: "q1", reason: "document a was found twice")) {
            try Run(answering: questions, topK: 5) { _ in [("a", 2), ("a", 1)] }
        }
    }

    @Test("what the search throws comes out as it is")
    func throwing() {
        struct Broken: Error {}
        #expect(throws: Broken.self) { try Run(answering: questions, topK: 5) { _ in throw Broken() } }
    }
}

@Suite struct TieRuleTests {
    private let hits: [Run.Hit] = [
        .init(document: "b", score: 1), .init(document: "a", score: 1 + 1e-12), .init(document: "c", score: 1),
        .init(document: "B", score: 2),
    ]

    @Test("each program's rule breaks ties its own way")
    func rules() {
        #expect(TieRule.trecEval.sorted(hits).map(\.document) == ["B", "c", "b", "a"])
        #expect(TieRule.gdeval.sorted(hits).map(\.document) == ["B", "a", "c", "b"])
        #expect(TieRule.ascendingID.sorted(hits).map(\.document) == ["B", "a", "b", "c"])
    }

    @Test("ids are ordered by their bytes, not as words or numbers")
    func bytes() {
        let ids: [DocumentID] = ["\u{1D11E}", "\u{FFEE}", "\u{E9}", "e\u{301}", "a", "B", "10", "9", ""]
        #expect(ids.sorted() == ["", "10", "9", "B", "a", "e\u{301}", "\u{E9}", "\u{FFEE}", "\u{1D11E}"])
    }
}
