import Testing

@testable import Evaluation

@Suite struct BootstrapTests {
    @Test("the interval of a mean holds the true mean about as often as it says")
    func coverage() throws {
        let seed = testSeed()
        var random = SplitMix64(state: seed)
        var bootstrap = Bootstrap()
        bootstrap.resamples = 1000
        let rounds = 600
        var held = 0
        for round in 0..<rounds {
            // Skewed and with a lump at 0, as metrics of queries are; the mean is 0.75 / 3 = 0.25.
            let values = (0..<60).map { _ in random.unit() < 0.25 ? 0 : Double.pow2(random.unit()) }
            bootstrap.seed = UInt64(round)
            let interval = try #require(bootstrap.intervals(ofRows: [values])?[0])
            if interval.low <= 0.25, interval.high >= 0.25 { held += 1 }
        }
        // Four standard deviations of a share of 600 are 0.036; the percentile method falls short of 0.95 by about 0.01.
        let share = Double(held) / Double(rounds)
        #expect(share > 0.89 && share < 0.985, "\(share)")
    }

    @Test("many values give the interval of the normal distribution")
    func normalLimit() throws {
        let values = (0..<2000).map { Double($0) / 1999 }
        let interval = try #require(Bootstrap().intervals(ofRows: [values])?[0])
        let halfWidth = 1.96 * (1.0 / 12).squareRoot() / 2000.0.squareRoot()
        #expect(abs(interval.low - (0.5 - halfWidth)) < halfWidth / 10)
        #expect(abs(interval.high - (0.5 + halfWidth)) < halfWidth / 10)
    }

    @Test("rows share their draws, the same seed gives the same interval, and one query gives none")
    func seeds() throws {
        let values = [0.1, 0.9, 0.4, 0.3]
        let (plain, shifted) = (values, values.map { $0 + 1 })
        let both = try #require(Bootstrap().intervals(ofRows: [plain, shifted]))
        #expect(abs(both[1].low - both[0].low - 1) < 1e-12 && abs(both[1].high - both[0].high - 1) < 1e-12)
        #expect(Bootstrap().intervals(ofRows: [plain]) == [both[0]])
        #expect(Bootstrap().intervals(ofRows: [[0.5]]) == nil)
        let same = try #require(Bootstrap().intervals(ofRows: [[0.5, 0.5, 0.5]])?[0])
        #expect(same == ConfidenceInterval(low: 0.5, high: 0.5))
        #expect(!same.containsZero && ConfidenceInterval(low: -1, high: 0).containsZero)
    }
}

extension Double {
    fileprivate static func pow2(_ value: Double) -> Double { value * value }
}

@Suite struct GateTests {
    private func comparison(_ before: [Double], _ after: [Double]) throws -> Comparison {
        let judgements = try Judgements(text: before.indices.map { "q\($0) 0 a 1\n" }.joined(), name: "j")
        // A relevant document at rank r has a reciprocal rank of 1/r.
        func card(_ values: [Double]) throws -> Scorecard {
            var text = ""
            for (query, value) in values.enumerated() where value > 0 {
                let rank = Int((1 / value).rounded())
                for place in 1...rank { text += "q\(query) Q0 \(place == rank ? "a" : "x\(place)") 1 \(-place) t\n" }
            }
            return try Scorecard(Run(text: text, name: "r"), against: judgements, metrics: [.reciprocalRank(cutoff: nil)])
        }
        return Comparison.all(of: try card(after), over: try card(before))[0]
    }

    @Test("a gate is passed up to its bound, and not beyond")
    func bounds() throws {
        let fallen = try comparison([1, 1, 1, 1], [1, 1, 1, 0.5])
        #expect(fallen.difference == -0.125)
        for passing in ["mrr:-12.5%", "mrr:-0.125", "mrr:-13%", "mrr:-1", "mrr:-100%"] { #expect(try Gate(passing).passes(fallen), "\(passing)") }
        for failing in ["mrr:-12.4%", "mrr:-0.124", "mrr:0", "mrr:+0.1%", "mrr:0%"] { #expect(try !Gate(failing).passes(fallen), "\(failing)") }
        let risen = try comparison([0, 0.5], [0.5, 0.5])
        for passing in ["mrr:0", "mrr:+100%", "mrr:+0.25", "mrr:-5%"] { #expect(try Gate(passing).passes(risen), "\(passing)") }
        #expect(try !Gate("mrr:+0.26").passes(risen))
        #expect(try Gate("mrr:-1%").passes(comparison([0], [0])))
    }

    @Test(
        "what is no gate is refused with what would be one",
        arguments: ["ndcg@10", "ndcg@10:", "ndcg@10:-", "ndcg@10:0.5%", "ndcg@10:-0.5 %%", "map:-2", "map:-nan", "map:-0x1", "map:-101%", ":-1%"])
    func refused(text: String) throws {
        let error = try #require(throws: EvaluationError.self) { try Gate(text) }
        #expect(error.isOfTheCommandLine)
        if text != ":-1%" { #expect(error.description.contains("ndcg@10:-0.5%")) }
    }

    @Test("changes are listed by size, with the queries that stayed the same left out")
    func changes() throws {
        let judgements = try Judgements(text: "a 0 x 1\nb 0 x 1\nc 0 x 1\nd 0 x 1\n", name: "j")
        let metrics: [Metric] = [.reciprocalRank(cutoff: nil)]
        let before = try Scorecard(
            Run(text: "a Q0 x 1 1 t\nb Q0 y 1 2 t\nb Q0 x 1 1 t\nc Q0 x 1 1 t\n", name: "r"), against: judgements, metrics: metrics)
        let after = try Scorecard(
            Run(text: "a Q0 y 1 2 t\na Q0 x 1 1 t\nb Q0 x 1 1 t\nc Q0 x 1 1 t\nd Q0 x 1 1 t\n", name: "r"), against: judgements,
            metrics: metrics)
        #expect(
            after.changes(ofRow: 0, since: before) == [
                QueryChange(query: "d", baseline: 0, value: 1), QueryChange(query: "a", baseline: 1, value: 0.5),
                QueryChange(query: "b", baseline: 0.5, value: 1),
            ])
    }
}
