/// One number that is tuned, and the values it may take.
package struct TuningDimension: Sendable, Equatable {
    package let name: String
    /// Rising.
    package let values: [Double]
    /// The place among them that tuning begins from, and falls back to.
    package let start: Int

    /// Places `start` among `values`. The values are those that lie within `range`, each once.
    package init(name: String, start: Double, values: [Double], range: ClosedRange<Double>) {
        self.name = name
        let all = Set(values.filter(range.contains) + [start]).sorted()
        self.values = all
        self.start = all.firstIndex(of: start) ?? 0
    }
}

/// A place for each dimension among its values.
package typealias TuningPoint = [Int]

/// Searches settings by k-fold cross-validation: for each part of the queries, the best settings for the others are found, and
/// are then judged on that part, which had no say in them. The settings handed out in the end are found on all queries; what
/// they are worth is told by the parts held out.
///
/// A search draws points at random, then climbs from the best of them along one dimension at a time (coordinate ascent: Metzler
/// and Croft, "Linear feature-based models for information retrieval", Information Retrieval 10(3), 2007), and then takes back
/// changes as long as what is lost stays within a standard error, since fewer changes survive better (the "1 SE rule" of
/// Breiman, Friedman, Olshen and Stone, "Classification and Regression Trees", 1984).
package struct Tuner {
    package let dimensions: [TuningDimension]
    /// Parts that the queries are cut into, at least 2.
    package let folds: Int
    /// Settings that each search may try.
    package let trials: Int
    package let seed: UInt64

    /// Standard errors of the difference that changes must gain, or are taken back.
    static let leastGain = 1.0

    package init(dimensions: [TuningDimension], folds: Int, trials: Int, seed: UInt64) {
        precondition(folds >= 2 && trials >= 1 && !dimensions.isEmpty, "there is something to tune and to hold out")
        self.dimensions = dimensions
        self.folds = folds
        self.trials = trials
        self.seed = seed
    }

    package var start: TuningPoint { dimensions.map(\.start) }

    /// - Parameters:
    ///   - queries: how many there are, at least one a fold.
    ///   - evaluate: the metric of each query under the settings of a point.
    ///   - isOver: asked before each trial with the share of all trials that should be done by now; true ends the search that
    ///     runs.
    package func tune(
        queries: Int, evaluate: @escaping (TuningPoint) throws -> [Double], isOver: @escaping (Double) -> Bool = { _ in false }
    ) throws -> TuningOutcome {
        precondition(queries >= folds, "each fold holds out a query")
        var order = Array(0..<queries)
        var random = SplitMix64(state: seed)
        random.shuffle(&order)
        let parts = (0..<folds).map { fold in order.indices.filter { $0 % folds == fold }.map { order[$0] }.sorted() }
        let pool = randomPoints(&random)
        let evaluations = Evaluations(queries: queries, evaluate: evaluate)
        let base = try evaluations.values(start)
        var found: [TuningOutcome.Fold] = []
        var wasCutShort = false
        func best(for training: [Int], search number: Int) throws -> TuningPoint {
            let share = Double(number + 1) / Double(folds + 1)
            let search = Search(self, evaluations, training, seed: seed &+ UInt64(number) &+ 1) { isOver(share) }
            let point = try search.run(pool: pool)
            if search.wasCutShort { wasCutShort = true }
            return point
        }
        for (number, heldOut) in parts.enumerated() {
            let training = (0..<queries).filter { !heldOut.contains($0) }
            let point = try best(for: training, search: number)
            let tuned = try evaluations.values(point)
            found.append(
                TuningOutcome.Fold(
                    point: point, training: Paired(training, base, tuned), heldOut: Paired(heldOut, base, tuned), queries: heldOut,
                    tuned: tuned))
        }
        let point = try best(for: Array(0..<queries), search: folds)
        return TuningOutcome(
            dimensions: dimensions, folds: found, point: point,
            all: Paired(Array(0..<queries), base, try evaluations.values(point)), start: base, tried: evaluations.count,
            wasCutShort: wasCutShort)
    }

    /// A third of the trials: all dimensions somewhere, half of them where they began.
    private func randomPoints(_ random: inout SplitMix64) -> [TuningPoint] {
        (0..<trials / 3).map { _ in
            dimensions.map { dimension in
                random.unit() < 0.5 ? dimension.start : random.index(below: dimension.values.count)
            }
        }
    }
}

/// What was measured of points, each once: searches of different folds meet at the same ones.
private final class Evaluations {
    private let queries: Int
    private let evaluate: (TuningPoint) throws -> [Double]
    private var known: [TuningPoint: [Double]] = [:]

    init(queries: Int, evaluate: @escaping (TuningPoint) throws -> [Double]) {
        self.queries = queries
        self.evaluate = evaluate
    }

    var count: Int { known.count }

    func values(_ point: TuningPoint) throws -> [Double] {
        if let values = known[point] { return values }
        let values = try evaluate(point)
        precondition(values.count == queries, "a value a query")
        known[point] = values
        return values
    }
}

/// One search for the best settings of some of the queries.
private final class Search {
    private let tuner: Tuner
    private let evaluations: Evaluations
    private let training: [Int]
    private let isOver: () -> Bool
    private var random: SplitMix64
    private var visited: Set<TuningPoint> = []
    private var best: (point: TuningPoint, mean: Double)
    private(set) var wasCutShort = false

    init(_ tuner: Tuner, _ evaluations: Evaluations, _ training: [Int], seed: UInt64, isOver: @escaping () -> Bool) {
        self.tuner = tuner
        self.evaluations = evaluations
        self.training = training
        self.isOver = isOver
        random = SplitMix64(state: seed)
        best = (tuner.start, -.infinity)
    }

    func run(pool: [TuningPoint]) throws -> TuningPoint {
        for point in [tuner.start] + pool { _ = try take(point) }
        for step in [4, 2, 1] {
            while try climb({ [$0 + step, $0 - step] }) {}
        }
        // What lies behind a dip is found by looking everywhere, one dimension at a time.
        while try climb({ place in (0..<64).filter { $0 != place } }) {}
        try simplify()
        return best.point
    }

    /// The mean of a point over the queries trained on; nil once trials or time are used up.
    private func mean(_ point: TuningPoint) throws -> Double? {
        if !visited.contains(point) {
            if isOver() { wasCutShort = true }
            if wasCutShort || visited.count >= tuner.trials { return nil }
            visited.insert(point)
        }
        return try meanOfTraining(point)
    }

    private func meanOfTraining(_ point: TuningPoint) throws -> Double {
        let values = try evaluations.values(point)
        return training.reduce(0) { $0 + values[$1] } / Double(training.count)
    }

    /// Goes on from a point where it is better; nil once trials or time are used up.
    private func take(_ point: TuningPoint) throws -> Bool? {
        guard let mean = try mean(point) else { return nil }
        guard mean > best.mean + QueryChange.equalWithin else { return false }
        best = (point, mean)
        return true
    }

    /// Tries other places of each dimension, in random order; whether anything became better.
    private func climb(_ others: (Int) -> [Int]) throws -> Bool {
        var order = Array(tuner.dimensions.indices)
        random.shuffle(&order)
        var isBetter = false
        for dimension in order {
            let places = tuner.dimensions[dimension].values.indices
            for place in others(best.point[dimension]) where places.contains(place) {
                var point = best.point
                point[dimension] = place
                guard let taken = try take(point) else { return false }
                isBetter = isBetter || taken
            }
        }
        return isBetter
    }

    /// Takes back what gains too little, the least first. A few more settings may be tried for it than are allowed.
    private func simplify() throws {
        let start = tuner.start
        let most = try evaluations.values(best.point)
        while true {
            var simpler: (point: TuningPoint, mean: Double)?
            for dimension in start.indices where best.point[dimension] != start[dimension] {
                var point = best.point
                point[dimension] = start[dimension]
                let mean = try meanOfTraining(point)
                if mean > simpler?.mean ?? -.infinity { simpler = (point, mean) }
            }
            guard let simpler else { return }
            let lost = try evaluations.values(simpler.point)
            guard Self.isWithinError(training.map { most[$0] - lost[$0] }) else { return }
            best = simpler
        }
    }

    /// Whether a mean loss is small beside its standard error.
    private static func isWithinError(_ losses: [Double]) -> Bool {
        let (count, center) = (Double(losses.count), Evaluation.mean(losses))
        let squares = losses.reduce(0) { $0 + ($1 - center) * ($1 - center) }
        return center <= Tuner.leastGain * (squares / max(count - 1, 1) / count).squareRoot()
    }
}
