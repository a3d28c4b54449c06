import Testing

@testable import Evaluation

@Suite struct ReportTests {
    private let base: Scorecard
    private let card: Scorecard

    init() throws {
        let judgements = try Judgements(text: "q1 0 a 1\nq2 0 a 1\nq3 0 b 1\nq\"4 0 b 0\n", name: "j")
        let metrics = try Metric.list("ndcg@10,mrr")
        let runs = [
            "q1 Q0 a 1 2 old\nq2 Q0 x 1 2 old\nq2 Q0 a 2 1 old\n", "q1 Q0 x 1 2 new\nq1 Q0 a 2 1 new\nq2 Q0 a 1 2 new\n",
        ]
        let cards = try runs.map { try Scorecard(Run(text: $0, name: "r"), against: judgements, metrics: metrics) }
        (base, card) = (cards[0], cards[1])
    }

    @Test("the table lines up means to four decimals and says what was averaged")
    func table() {
        #expect(
            Report(card).text == """
                run     ndcg@10     mrr
                new      0.5436  0.5000
                  from   0.0000  0.0000
                  to     1.0000  1.0000

                Mean over 3 queries with relevant documents, 1 of them without a hit and counted as 0; \
                1 judged without a relevant document, left out.
                From and to: 95 % confidence interval (percentile bootstrap over queries, 10000 resamples, seed 1).

                """)
    }

    @Test("with a row a query, the mean comes last")
    func perQuery() {
        let lines = Report(card, perQuery: true).text.split(separator: "\n").map(String.init)
        #expect(lines[0...6] == [
            "query   ndcg@10     mrr", "q1       0.6309  0.5000", "q2       1.0000  1.0000", "q3       0.0000  0.0000",
            "mean     0.5436  0.5000", "  from   0.0000  0.0000", "  to     1.0000  1.0000",
        ])
    }

    @Test("a comparison shows both means, what moved, and how sure that is")
    func comparison() {
        let text = Report(card, baseline: base).text
        #expect(
            text.hasSuffix(
                """
                metric      old     new  difference     from       to  up  down  same  p (t-test)  p (randomisation)
                ndcg@10  0.5436  0.5436      0.0000  -0.3691  +0.3691   1     1     1      1.0000             1.0000
                mrr      0.5000  0.5000      0.0000  -0.5000  +0.5000   1     1     1      1.0000             1.0000

                """))
    }

    @Test("JSON is one object a line, with the whole precision and with names escaped")
    func json() {
        let lines = Report(card, baseline: base, perQuery: true).jsonLines.split(separator: "\n").map(String.init)
        #expect(lines.count == 1 + 3 + 2)
        #expect(
            lines[0] == """
                {"type":"summary","run":"new","queries":3,"unanswered":["q3"],"withoutRelevant":["q\\"4"],\
                "metrics":{"ndcg@10":\(card.mean(ofRow: 0)),"mrr":0.5},\
                "intervals":{"ndcg@10":[0,1],"mrr":[0,1]},\
                "confidence":{"method":"percentile bootstrap","level":0.95,"resamples":10000,"seed":1}}
                """)
        #expect(
            lines[1] == """
                {"type":"query","query":"q1","metrics":{"ndcg@10":\(card.values[0][0]),"mrr":0.5}}
                """)
        #expect(lines[4].hasPrefix("{\"type\":\"comparison\",\"metric\":\"ndcg@10\",\"run\":\"new\",\"baseline\":\"old\","))
        #expect(lines[4].contains("\"up\":1,\"down\":1,\"same\":1,\"tTest\":{\"t\":0,\"degreesOfFreedom\":2,\"p\":1}"))
        #expect(lines[4].hasSuffix("\"randomisation\":{\"p\":1,\"trials\":4,\"seed\":1}}"))
    }

    @Test("a single query has no t-test, and the report says so without a number")
    func singleQuery() throws {
        let judgements = try Judgements(text: "q1 0 a 1\n", name: "j")
        let one = try Scorecard(
            Run(text: "q1 Q0 a 1 2 one\n", name: "r"), against: judgements, metrics: [.ndcg(cutoff: 5)])
        let report = Report(one, baseline: one)
        #expect(report.jsonLines.contains("\"tTest\":null"))
        #expect(report.text.contains("Mean over 1 query with relevant documents."))
        #expect(report.text.contains("   -  "))
    }

    @Test("the queries that changed most come with the hits of both runs, their grades, titles and how they moved")
    func changes() throws {
        let runs = ["q1 Q0 a 1 2 old\nq2 Q0 x 1 2 old\nq2 Q0 a 2 1 old\n", "q1 Q0 x 1 2 new\nq1 Q0 a 2 1 new\nq2 Q0 a 1 2 new\n"]
        let (old, new) = (try Run(text: runs[0], name: "r"), try Run(text: runs[1], name: "r"))
        let judgements = try Judgements(text: "q1 0 a 1\nq2 0 a 1\nq3 0 b 1\nq\"4 0 b 0\n", name: "j")
        let questions = try QuerySet(text: "q1\thex bolt\nq2\tnut\n", name: "q")
        let listing = HitListing(run: new, baseline: old, judgements: judgements, questions: questions, count: 5) { "A\n \($0)" }
        var report = Report(card, baseline: base)
        report.mainMetric = .reciprocalRank(cutoff: nil)
        try report.addChanges(most: 1, listing: listing)
        report.add([try Gate("mrr:-0.1"), try Gate("mrr:+1%")], listing: listing)
        #expect(report.changed.map(\.change) == [QueryChange(query: "q1", baseline: 1, value: 0.5)])
        #expect(
            report.text.hasSuffix(
                """
                q1  hex bolt  1.0000 to 0.5000 (-0.5000)
                  old                                                         new
                   1 [1] a  A a                                                1 new [-] x  A x
                                                                               2 -1  [1] a  A a

                """))
        let lines = report.jsonLines.split(separator: "\n").map(String.init)
        #expect(lines[3].hasPrefix("{\"type\":\"change\",\"metric\":\"mrr\",\"query\":\"q1\",\"text\":\"hex bolt\",\"baseline\":1,"))
        #expect(lines[3].hasSuffix("{\"rank\":2,\"document\":\"a\",\"grade\":1,\"title\":\"A\\n a\"}]}"))
        #expect(report.verdicts.map(\.isPassed) == [true, false])
        #expect(report.verdicts[1].sentence.hasSuffix("lowest that passes 0.5050; fell most: q1 \"hex bolt\" 1.0000 to 0.5000"))
        #expect(lines[5].contains("\"gate\":\"mrr:+1%\",\"metric\":\"mrr\",\"passed\":false,\"baselineMean\":0.5,\"mean\":0.5"))
    }

    @Test(
        "four decimals round to the nearest and keep a sign only where something is left",
        arguments: [
            (0.0, "0.0000"), (1, "1.0000"), (0.73514, "0.7351"), (0.73516, "0.7352"), (-0.00001, "0.0000"),
            (-0.5, "-0.5000"), (12.00004, "12.0000"), (0.99999, "1.0000"), (-3.0625, "-3.0625"),
        ])
    func decimals(value: Double, text: String) { #expect(fourDecimals(value) == text) }
}
