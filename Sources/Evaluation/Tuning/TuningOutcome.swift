/// The metric of some queries before and after tuning.
package struct Paired: Sendable, Equatable {
    package let count: Int
    package let start: Double
    package let tuned: Double
    package let interval: ConfidenceInterval?
    package let randomisation: RandomisationTest

    package var difference: Double { tuned - start }

    init(_ queries: [Int], _ start: [Double], _ tuned: [Double]) {
        let differences = queries.map { tuned[$0] - start[$0] }
        count = queries.count
        self.start = mean(queries.map { start[$0] })
        self.tuned = mean(queries.map { tuned[$0] })
        interval = Bootstrap().intervals(ofRows: [differences])?[0]
        randomisation = RandomisationTest(differences: differences, trials: 20_000)
    }
}

/// What tuning found, and what it is worth on queries that had no say in it.
package struct TuningOutcome: Sendable {
    package struct Fold: Sendable {
        package let point: TuningPoint
        package let training: Paired
        package let heldOut: Paired
        /// Those held out.
        let queries: [Int]
        private let tunedValues: [Double]

        init(point: TuningPoint, training: Paired, heldOut: Paired, queries: [Int], tuned: [Double]) {
            self.point = point
            self.training = training
            self.heldOut = heldOut
            self.queries = queries
            tunedValues = queries.map { tuned[$0] }
        }

        fileprivate func fill(_ values: inout [Double]) {
            for (query, value) in zip(queries, tunedValues) { values[query] = value }
        }
    }

    package let dimensions: [TuningDimension]
    package let folds: [Fold]
    /// The settings found on all queries.
    package let point: TuningPoint
    /// All queries under them, which is more than they are worth: they were chosen for it.
    package let all: Paired
    /// Each query once, under the settings that the others chose.
    package let heldOut: Paired
    /// Means over the folds, under the settings each chose.
    package let trainingStart: Double
    package let trainingTuned: Double
    /// Different settings that were tried.
    package let tried: Int
    /// Time ended a search: with another machine the outcome may be another.
    package let wasCutShort: Bool

    init(
        dimensions: [TuningDimension], folds: [Fold], point: TuningPoint, all: Paired, start: [Double], tried: Int, wasCutShort: Bool
    ) {
        self.dimensions = dimensions
        self.folds = folds
        self.point = point
        self.all = all
        self.tried = tried
        self.wasCutShort = wasCutShort
        var values = start
        for fold in folds { fold.fill(&values) }
        heldOut = Paired(Array(start.indices), start, values)
        trainingStart = mean(folds.map(\.training.start))
        trainingTuned = mean(folds.map(\.training.tuned))
    }

    /// Whether the gain on held-out queries is more than chance explains.
    package var survives: Bool { isChanged && (heldOut.interval.map { $0.low > 0 } ?? false) }

    package var isChanged: Bool { zip(point, dimensions).contains { $0 != $1.start } }

    /// The numbers that differ from where tuning began.
    package var changes: [(name: String, from: Double, to: Double)] {
        zip(point, dimensions).compactMap { place, dimension in
            place == dimension.start ? nil : (dimension.name, dimension.values[dimension.start], dimension.values[place])
        }
    }

    /// What to do, in a sentence.
    package var verdict: String {
        let gain = "\(signed(heldOut.difference)) on held-out queries"
            + (heldOut.interval.map { " (95 % interval \(signed($0.low)) to \(signed($0.high)))" } ?? "")
        guard isChanged else { return "Nothing that was tried is better: keep the settings you have." }
        if survives { return "The gain survives cross-validation: \(gain)." }
        return "The gain does not survive cross-validation: \(gain). Keep the settings you have."
    }
}

// MARK: For people

extension TuningOutcome {
    /// Tables of what each fold gained on its own and on held-out queries, and of what was changed. Ends with a line feed.
    package func text(metric: String) -> String {
        var table = TextTable(header: [metric, "queries", "start", "tuned", "difference", "from", "to", "p (randomisation)"])
        for (number, fold) in folds.enumerated() {
            append("fold \(number + 1) train", fold.training, to: &table)
            append("fold \(number + 1) held out", fold.heldOut, to: &table)
        }
        table.append([
            "all folds train", "-", fourDecimals(trainingStart), fourDecimals(trainingTuned), signed(trainingTuned - trainingStart),
            "-", "-", "-",
        ])
        append("all folds held out", heldOut, to: &table)
        append("settings below, on all", all, to: &table)
        var text = table.text + "\n\(tried) settings tried" + (wasCutShort ? ", fewer than allowed: time was up" : "") + ".\n"
        if isChanged {
            var changed = TextTable(header: ["setting", "start", "tuned", "tuned in folds"])
            for (index, dimension) in dimensions.enumerated() where point[index] != dimension.start {
                let inFolds = folds.map { decimals(dimension.values[$0.point[index]], 3) }
                changed.append([
                    dimension.name, decimals(dimension.values[dimension.start], 3), decimals(dimension.values[point[index]], 3),
                    inFolds.joined(separator: " "),
                ])
            }
            text += "\n" + changed.text
        }
        return text + "\n" + verdict + "\n"
    }

    private func append(_ name: String, _ paired: Paired, to table: inout TextTable) {
        table.append([
            name, String(paired.count), fourDecimals(paired.start), fourDecimals(paired.tuned), signed(paired.difference),
            paired.interval.map { signed($0.low) } ?? "-", paired.interval.map { signed($0.high) } ?? "-",
            probability(paired.randomisation.p),
        ])
    }
}
