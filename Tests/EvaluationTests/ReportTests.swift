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
                run  ndcg@10     mrr
                new   0.5436  0.5000

                Mean over 3 queries with relevant documents, 1 of them without a hit and counted as 0; \
                1 judged without a relevant document, left out.

                """)
    }

    @Test("with a row a query, the mean comes last")
    func perQuery() {
        let lines = Report(card, perQuery: true).text.split(separator: "\n").map(String.init)
        #expect(lines[0...4] == [
            "query  ndcg@10     mrr", "q1      0.6309  0.5000", "q2      1.0000  1.0000", "q3      0.0000  0.0000",
            "mean    0.5436  0.5000",
        ])
    }

    @Test("a comparison shows both means, what moved, and how sure that is")
    func comparison() {
        let text = Report(card, baseline: base).text
        #expect(
            text.hasSuffix(
                """
                metric      old     new  difference  up  down  same  p (t-test)  p (randomisation)
                ndcg@10  0.5436  0.5436      0.0000   1     1     1      1.0000             1.0000
                mrr      0.5000  0.5000      0.0000   1     1     1      1.0000             1.0000

                """))
    }

    @Test("JSON is one object a line, with the whole precision and with names escaped")
    func json() {
        let lines = Report(card, baseline: base, perQuery: true).jsonLines.split(separator: "\n").map(String.init)
        #expect(lines.count == 1 + 3 + 2)
        #expect(
            lines[0] == """
                {"type":"summary","run":"new","queries":3,"unanswered":["q3"],"withoutRelevant":["q\\"4"],\
                "metrics":{"ndcg@10":\(card.mean(ofRow: 0)),"mrr":0.5}}
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

    @Test(
        "four decimals round to the nearest and keep a sign only where something is left",
        arguments: [
            (0.0, "0.0000"), (1, "1.0000"), (0.73514, "0.7351"), (0.73516, "0.7352"), (-0.00001, "0.0000"),
            (-0.5, "-0.5000"), (12.00004, "12.0000"), (0.99999, "1.0000"), (-3.0625, "-3.0625"),
        ])
    func decimals(value: Double, text: String) { #expect(fourDecimals(value) == text) }
}
