import Glibc
import Testing

@testable import Evaluation

@Suite struct ClickLogTests {
    private func outcome(_ text: String, fewest: Int = 1, questions: QuerySet? = nil) throws -> ClickOutcome {
        var log = ClickLog(name: "clicks", questions: questions)
        let next = records(text, name: "clicks")
        while let record = try next() { try log.add(record) }
        var judging = ClickJudging()
        judging.fewestClicks = fewest
        return try log.judged(judging)
    }

    private func row(_ query: String, _ document: String, _ position: Int, _ clicked: Bool) -> String {
        "{\"query\": \"\(query)\", \"document\": \"\(document)\", \"position\": \(position), \"clicked\": \(clicked)}\n"
    }

    @Test("a document far down that is clicked as often as one on top is worth more")
    func positions() throws {
        var text = ""
        for answer in 0..<100 {
            text += row("bolt", "top", 1, answer < 40) + row("bolt", "low", 9, answer < 30) + row("bolt", "none", 2, false)
        }
        let found = try outcome(text)
        #expect(found.examination.source == .logarithmic)
        // Worth 0.4 of a look for the first, 0.3 / (1 / log2(10)) = 1.0 for the second: 40 % of it.
        #expect(found.collection.judgements.grades(of: "bolt") == ["low": 3, "top": 2, "none": 0])
        #expect(found.collection.questions.queries.map(\.text) == ["bolt"])
    }

    @Test("clicks alone are weighed by the inverse of what is looked at, and judge nothing as bad")
    func clicksAlone() throws {
        var text = ""
        for _ in 0..<10 { text += "{\"query\": \"nut\", \"document\": \"a\", \"position\": 1, \"type\": \"click\"}\n" }
        for _ in 0..<10 { text += "{\"query\": \"nut\", \"document\": \"b\", \"position\": 7, \"type\": \"click\"}\n" }
        text += "{\"query\": \"nut\", \"document\": \"c\", \"position\": 1, \"type\": \"click\"}\n"
        let grades = try outcome(text).collection.judgements.grades(of: "nut")
        #expect(grades == ["b": 3, "a": 2, "c": 0])
    }

    @Test("a purchase says more than a click")
    func purchases() throws {
        var text = ""
        for answer in 0..<50 {
            for document in ["a", "b"] {
                text += "{\"query\": \"nut\", \"document\": \"\(document)\", \"position\": 1, \"type\": \"impression\"}\n"
                if answer < 10 { text += "{\"query\": \"nut\", \"document\": \"\(document)\", \"position\": 1, \"type\": \"click\"}\n" }
            }
            if answer < 10 { text += "{\"query\": \"nut\", \"document\": \"b\", \"position\": 1, \"type\": \"purchase\"}\n" }
        }
        #expect(try outcome(text).collection.judgements.grades(of: "nut") == ["a": 1, "b": 3])
    }

    @Test("queries with few clicks, events of others' queries and documents seldom looked at are left out")
    func leftOut() throws {
        let questions = try QuerySet(text: "1\tbolt\n2\tnut\n", name: "q")
        var text = row("washer", "x", 1, true) + row("nut", "y", 1, true) + row("bolt", "seldom", 3, false)
        for _ in 0..<5 { text += row("Bolt", "a", 1, true) + row("bolt", "b", 2, false) }
        let found = try outcome(text, fewest: 5, questions: questions)
        #expect(found.collection.judgements.queries == ["1"])
        #expect(found.collection.judgements.grades(of: "1") == ["a": 3, "b": 0])
        #expect(found.leftOut == 1 && found.strayEvents == 1 && found.events == 13)
    }

    @Test("how far people look is found again in made-up clicks, and good documents low in the answer with it")
    func estimation() throws {
        let seed = testSeed()
        var random = SplitMix64(state: seed)
        // Steeper than the logarithm: 1, 0.5, 0.33, 0.25, 0.2.
        let looked = (1...5).map { 1 / Double($0) }
        var log = ClickLog(name: "clicks", questions: nil)
        var attraction: [String: Double] = [:]
        for query in 0..<60 {
            var documents = (0..<5).map { "d\(query)-\($0)" }
            for document in documents { attraction[document] = 0.05 + 0.7 * random.unit() }
            for _ in 0..<200 {
                // Rankings change now and then: what a document attracts and where it stands are two things.
                if random.unit() < 0.3 { random.shuffle(&documents) }
                for (index, document) in documents.enumerated() {
                    let clicked = random.unit() < looked[index] * (attraction[document] ?? 0)
                    try log.add(Record(file: "c", line: 1, json: Array(row("q\(query)", document, index + 1, clicked).utf8)))
                }
            }
        }
        var judging = ClickJudging()
        let estimated = try log.judged(judging)
        #expect(estimated.examination.source == .estimated(pairs: 300))
        for (estimate, truth) in zip(estimated.examination.estimates, looked) { #expect(abs(estimate - truth) < 0.06, "seed \(seed)") }
        judging.examination = .logarithmic
        let plain = try log.judged(judging)
        // Of pairs of one query, how many are graded in the order of what documents attract?
        func wrong(_ outcome: ClickOutcome) -> Int {
            outcome.collection.judgements.queries.reduce(0) { sum, query in
                let grades = outcome.collection.judgements.grades(of: query)
                return sum + grades.reduce(0) { sum, a in
                    sum + grades.count { b in
                        a.value > b.value && (attraction[a.key.text] ?? 0) < (attraction[b.key.text] ?? 0) - 0.1
                    }
                }
            }
        }
        // Both are few; one or two more are chance.
        #expect(wrong(estimated) <= wrong(plain) + 2, "seed \(seed)")
        #expect(wrong(estimated) < 12, "seed \(seed)")
    }

    @Test("the curve goes on below the last position that has data, and never reaches 0")
    func tail() {
        let cell = ClickLog.Cell(shown: 1000, clicks: 100, gain: 100)
        let pairs = (0..<100).map { _ in [(position: 1, cell: cell), (position: 2, cell: ClickLog.Cell(shown: 1000, clicks: 50, gain: 50))] }
        let examination = Examination(.auto, pairs: pairs)
        #expect(examination.estimates.count == 2 && abs(examination.probability(at: 2) - 0.5) < 0.05)
        #expect(abs(examination.probability(at: 6) - examination.probability(at: 2) * log2(3) / log2(7)) < 1e-12)
        #expect(examination.probability(at: 10_000) >= 0.01)
        #expect(Examination(.auto, pairs: []).probability(at: 3) == 0.5)
    }

    @Test(
        "a bad event is refused with file, line and what was expected",
        arguments: [
            ("{\"query\": \"x\", \"document\": \"a\", \"clicked\": true}", "position (or rank)"),
            ("{\"query\": \"x\", \"document\": \"a\", \"position\": 0, \"clicked\": true}", "from 1 to 10000 as position"),
            ("{\"query\": \"x\", \"document\": \"a\", \"position\": 1}", "true or false in a column clicked"),
            ("{\"query\": \"x\", \"document\": \"a\", \"position\": 1, \"clicked\": \"maybe\"}", "true or false as clicked"),
            ("{\"query\": \"x\", \"document\": \"a\", \"position\": 1, \"type\": \"hover\"}", "found \"hover\""),
        ])
    func refused(row: String, said: String) throws {
        let error = try #require(throws: EvaluationError.self) { try outcome("\n" + row) }
        #expect(error.description.hasPrefix("clicks:2: "), "\(error)")
        #expect(error.description.contains(said), "\(error)")
    }
}
