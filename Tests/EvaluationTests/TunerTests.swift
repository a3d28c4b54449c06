import Testing

@testable import Evaluation

@Suite struct TunerTests {
    private static let dimensions = [
        TuningDimension(name: "k1", start: 1.2, values: [0.2, 0.5, 0.8, 1.2, 1.6, 2, 3], range: 0...10),
        TuningDimension(name: "b", start: 0.75, values: (0...10).map { Double($0) / 10 }, range: 0...1),
        TuningDimension(name: "title", start: 4, values: [0, 1, 2, 4, 8, 16], range: 0...1000),
        TuningDimension(name: "idle", start: 1, values: [0, 1, 2], range: 0...10),
    ]

    private func tuner(trials: Int = 120, folds: Int = 5, seed: UInt64 = 1) -> Tuner {
        Tuner(dimensions: Self.dimensions, folds: folds, trials: trials, seed: seed)
    }

    private func values(_ point: TuningPoint) -> [Double] { zip(point, Self.dimensions).map { $1.values[$0] } }

    /// A number from 0 to 1 that follows from a point and a query alone.
    private func noise(_ point: TuningPoint, _ query: Int) -> Double {
        var random = SplitMix64(state: point.reduce(UInt64(query)) { $0 &* 1_000_003 &+ UInt64($1) })
        return random.unit()
    }

    @Test("values lie within the range, rise, and hold the one to begin from")
    func dimensions() {
        let dimension = TuningDimension(name: "b", start: 0.75, values: [2, 1, 0.5, 0.5, -1], range: 0...1)
        #expect(dimension.values == [0.5, 0.75, 1] && dimension.start == 1)
    }

    @Test("where one setting is better for all queries it is found, and the gain survives; what gains nothing is left alone")
    func hill() throws {
        for seed in UInt64(1)...5 {
            let outcome = try tuner(seed: seed).tune(queries: 60) { point in
                let value = values(point)
                let hill = 0.6 - abs(value[0] - 2) * 0.1 - abs(value[1] - 0.3) * 0.2 - (value[2] == 8 ? 0 : 0.05)
                return (0..<60).map { hill + noise(point, $0) * 0.02 + Double($0 % 7) * 0.02 }
            }
            #expect(values(outcome.point) == [2, 0.3, 8, 1], "seed \(seed)")
            #expect(outcome.survives && outcome.verdict.hasPrefix("The gain survives"))
            #expect(outcome.heldOut.difference > 0.15 && outcome.heldOut.count == 60)
            #expect(outcome.changes.map(\.name) == ["k1", "b", "title"])
            #expect(!outcome.wasCutShort)
        }
    }

    @Test("where settings differ by chance alone, training gains and held-out queries do not, and that is said")
    func chance() throws {
        var survived = 0
        var gains = (training: 0.0, heldOut: 0.0)
        for seed in UInt64(1)...20 {
            let outcome = try tuner(seed: seed).tune(queries: 40) { point in (0..<40).map { noise(point, $0 &+ Int(seed) * 1000) } }
            survived += outcome.survives ? 1 : 0
            gains.training += outcome.trainingTuned - outcome.trainingStart
            gains.heldOut += outcome.heldOut.difference
            if !outcome.survives, outcome.isChanged { #expect(outcome.text(metric: "map").contains("Keep the settings you have.")) }
        }
        // One in forty would be expected, since the interval leaves 2.5 % above; folds are not independent.
        #expect(survived <= 3)
        #expect(gains.training / 20 > 0.05 && abs(gains.heldOut / 20) < 0.04)
    }

    @Test("each query is held out once, by the fold that did not train on it")
    func folds() throws {
        let outcome = try tuner(folds: 3).tune(queries: 10) { point in (0..<10).map { noise(point, $0) } }
        #expect(outcome.folds.map(\.heldOut.count).sorted() == [3, 3, 4])
        #expect(outcome.folds.allSatisfy { $0.training.count + $0.heldOut.count == 10 })
        #expect(outcome.folds.flatMap(\.queries).sorted() == Array(0..<10))
        for fold in outcome.folds {
            let tuned = fold.queries.map { noise(fold.point, $0) }
            #expect(abs(fold.heldOut.tuned - mean(tuned)) < 1e-12)
        }
        let sum = outcome.folds.reduce(0) { $0 + $1.heldOut.tuned * Double($1.heldOut.count) }
        #expect(abs(outcome.heldOut.tuned - sum / 10) < 1e-12)
    }

    @Test("the same seed finds the same, and no search tries more than it may")
    func budget() throws {
        func run(_ seed: UInt64, trials: Int) throws -> (TuningOutcome, tried: Int) {
            var tried = 0
            let outcome = try tuner(trials: trials, seed: seed).tune(queries: 30) { point in
                tried += 1
                return (0..<30).map { noise(point, $0) }
            }
            return (outcome, tried)
        }
        let (first, tried) = try run(7, trials: 40)
        let (second, _) = try run(7, trials: 40)
        #expect(first.point == second.point && first.folds.map(\.point) == second.folds.map(\.point))
        #expect(first.tried == tried)
        // Six searches of 40, and what taking back four dimensions costs.
        #expect(tried <= 6 * (40 + 10))
        let single = try run(7, trials: 1)
        #expect(!single.0.isChanged && single.0.tried == 1 && single.0.verdict.contains("keep the settings"))
    }

    @Test("time that is up ends each search in its turn, and the outcome says so")
    func timeLimit() throws {
        var asked = 0
        let outcome = try tuner().tune(queries: 30) { point in
            (0..<30).map { noise(point, $0) }
        } isOver: { share in
            asked += 1
            #expect(share > 0 && share <= 1)
            return asked > 20
        }
        #expect(outcome.wasCutShort && outcome.tried <= 40)
        #expect(outcome.text(metric: "map").contains("time was up"))
    }
}
