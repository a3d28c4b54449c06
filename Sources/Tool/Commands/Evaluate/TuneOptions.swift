internal import ArgumentParser
internal import Evaluation
internal import Search

/// Options of the search for better settings.
struct TuneOptions: ParsableArguments {
    @Flag(help: "Search for better ranking settings, and tell by cross-validation what they are worth.")
    var tune = false
    @Option(help: ArgumentHelp("Parts that queries are cut into; each is held out once.", valueName: "number"))
    var folds = 5
    @Option(help: ArgumentHelp("Settings to try for each part.", valueName: "number"))
    var trials = 150
    @Option(
        name: .customLong("time-limit"),
        help: ArgumentHelp("End the search after so many seconds; then the outcome depends on the machine.", valueName: "seconds"))
    var timeLimitSeconds: Double?
    @Option(
        name: .customLong("tuned"),
        help: ArgumentHelp(
            "Write the settings to use to this file, for --settings; those there were where the gain does not survive.",
            valueName: "file"))
    var tunedFile: String?

    func validate() throws {
        guard (2...100).contains(folds) else { throw ValidationError("--folds must be between 2 and 100") }
        guard (1...100_000).contains(trials) else { throw ValidationError("--trials must be between 1 and 100,000") }
        guard timeLimitSeconds.map({ $0 > 0 && $0 < 1e9 }) ?? true else { throw ValidationError("--time-limit must be above 0") }
        guard tune || tunedFile == nil else { throw ValidationError("--tuned is what --tune writes; add --tune") }
    }
}

/// The search for better settings of one index, by one metric.
struct SettingsTuner {
    let asker: Asker
    let collection: TestCollection
    let metric: Metric
    let depth: Int
    let seed: UInt64

    /// Prints what was found, and writes the settings to use.
    func run(_ options: TuneOptions, json: Bool) throws {
        let space = RankingSpace(asker)
        let start = try values(asker)
        guard !space.dimensions.isEmpty else { throw AskedWrongly("this index has no text to rank by") }
        guard start.count >= options.folds * 2 else {
            throw AskedWrongly(
                """
                \(start.count) queries with relevant documents are too few for \(options.folds) folds; lower --folds, or judge more \
                queries
                """)
        }
        let tuner = Tuner(dimensions: space.dimensions, folds: options.folds, trials: options.trials, seed: seed)
        var line = ProgressLine(isQuiet: false)
        let began = monotonicNanoseconds()
        var tried = 0
        let most = options.trials * (options.folds + 1)
        let outcome = try tuner.tune(queries: start.count) { point in
            tried += 1
            let now = monotonicNanoseconds()
            if line.isDue(at: now) {
                line.draw("\(grouped(tried)) settings tried, at most \(grouped(most))  \(timeText(seconds: Double(now - began) / 1e9))")
            }
            return try values(Asker(asker.snapshot, parameters: space.parameters(at: point)))
        } isOver: { share in
            options.timeLimitSeconds.map { Double(monotonicNanoseconds() - began) / 1e9 > $0 * share } ?? false
        }
        line.clear()
        let settings = JSONValue.object(space.parameters(at: outcome.point)).text
        if let file = options.tunedFile {
            try write((outcome.survives ? settings : JSONValue.object(asker.parameters).text) + "\n", to: file)
        }
        guard !json else { return try printData(outcome.json(metric: metric.name, settings: settings)) }
        let found = outcome.isChanged ? "\nSettings found:\n\(settings)\n" : ""
        try printData(Terminal.printable(outcome.text(metric: metric.name) + found))
    }

    private func values(_ asker: Asker) throws -> [Double] {
        let run = try Run(answering: collection.questions, topK: depth) { try asker.hits(of: $0, depth: depth) }
        return try Scorecard(run, against: collection.judgements, metrics: [metric]).values[0]
    }
}

/// What may be tuned of a search's ranking, and the search parameters that say so.
struct RankingSpace {
    let dimensions: [TuningDimension]
    private let setters: [Setter]
    /// What is asked anyway, the ranking's parameters among it.
    private let base: [(key: String, value: JSONValue)]

    private enum Setter {
        case member(String)
        /// A member of an object, such as a field's weight.
        case inner(String, String)
        /// `auto` or `off`.
        case flag(String)
    }

    init(_ asker: Asker) {
        base = asker.parameters
        let (schema, ranking) = (asker.snapshot.schema, asker.ranking)
        var found: [(TuningDimension, Setter)] = []
        // One field's weight alone changes no order but by k1.
        let texts = schema.fields.filter { $0.type.isSearched && ranking.weights[$0.name] ?? $0.weight > 0 }
        for field in texts where texts.count > 1 {
            let weight = ranking.weights[field.name] ?? field.weight
            let weights = [0, 0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4].map { rounded($0 * weight) }
            let dimension = TuningDimension(name: "weight of \(field.name)", start: weight, values: weights, range: 0...1000)
            found.append((dimension, .inner("weights", field.name)))
        }
        let k1 = [0.2, 0.4, 0.6, 0.9, 1.2, 1.5, 2, 2.5, 3.5]
        found.append((TuningDimension(name: "k1", start: ranking.k1, values: k1, range: 0...10), .member("k1")))
        let b = (0...10).map { Double($0) / 10 }
        found.append((TuningDimension(name: "b", start: ranking.b, values: b, range: 0...1), .member("b")))
        let signals = [0, 0.05, 0.1, 0.2, 0.3, 0.45, 0.7]
        for (name, path) in Ranking.Signals.names {
            let dimension = TuningDimension(name: name, start: ranking.signals[keyPath: path], values: signals, range: 0...10)
            found.append((dimension, .inner("signals", name)))
        }
        if ranking.expansion != nil {
            found.append((TuningDimension(name: "expand", start: 1, values: [0, 1], range: 0...1), .flag("expand")))
        }
        dimensions = found.map(\.0)
        setters = found.map(\.1)
    }

    /// The parameters of a search under the values of a point: what was asked to begin with, and what differs.
    func parameters(at point: TuningPoint) -> [(key: String, value: JSONValue)] {
        var members: [(key: String, value: JSONValue)] = []
        var objects: [(key: String, members: [(key: String, value: JSONValue)], isChanged: Bool)] = []
        for (index, dimension) in dimensions.enumerated() {
            let value = dimension.values[point[index]]
            let isChanged = point[index] != dimension.start
            switch setters[index] {
            case .member(let key): if isChanged { members.append((key, .number(value))) }
            case .flag(let key): if isChanged { members.append((key, .string(value > 0 ? "auto" : "off"))) }
            case .inner(let key, let name):
                let place = objects.firstIndex { $0.key == key } ?? objects.count
                if place == objects.count { objects.append((key, [], false)) }
                objects[place].members.append((name, .number(value)))
                if isChanged { objects[place].isChanged = true }
            }
        }
        let changed = objects.filter(\.isChanged).map { (key: $0.key, value: JSONValue.object($0.members)) } + members
        return base.filter { member in !changed.contains { $0.key == member.key } } + changed
    }
}

/// Three digits are more than data tell.
private func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
