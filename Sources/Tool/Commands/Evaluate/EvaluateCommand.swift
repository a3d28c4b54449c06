internal import ArgumentParser
internal import Evaluation
internal import Search

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measures how good the answers are, by judgements people made or by clicks.",
        discussion: """
            Each query is searched as a person would type it; --settings adds parameters of POST /search to each, as a JSON \
            object.
            Metrics: \(Metric.validNames).

            Queries are lines "id TAB text"; judgements are TREC's "query 0 document grade". Both may also be CSV or TSV with a \
            header, or NDJSON: id,query and query,document,grade. There the query may be what was typed, and then --queries \
            may be left out. A log of events is judged by clicks: query,document,position,clicked (true or false), or type \
            (impression, click, cart, purchase) in place of clicked.

            With --compare, differences are tested (paired t-test, Fisher's randomisation test), and the queries that changed \
            most are shown with the hits of both runs. With --gate too, the command exits with 1 where a metric falls too far.

            --tune searches weights of fields, k1, b and signals for the best mean of the first metric. Queries are cut into \
            parts; settings found on the others are judged on each part, so that a gain is told from one that was only \
            fitted. What does not survive that is not written to --tuned.

            Examples:
              souk evaluate --index shop --queries q.tsv --qrels q.qrels
              souk evaluate --index shop --queries q.tsv --qrels q.qrels --run today.run --per-query --json
              souk evaluate --index shop --queries q.tsv --qrels q.qrels --compare yesterday.run --changed 10
              souk evaluate --index shop --qrels judged.csv --compare accepted.run --gate ndcg@10:-0.5% --gate map:-0.002
              souk evaluate --index shop --queries q.tsv --qrels q.qrels --compare yesterday.run --report today.html
              souk evaluate --index shop --clicks events.ndjson --write-judgements judged.csv
              souk evaluate --index shop --qrels judged.csv --tune --metrics ndcg@10 --tuned better.json
            """)

    @OptionGroup var location: IndexOption
    @OptionGroup var collection: CollectionOptions
    @OptionGroup var asking: AskingOptions
    @OptionGroup var comparing: ComparingOptions
    @OptionGroup var tuning: TuneOptions
    @Option(help: ArgumentHelp("What to report, separated by commas.", valueName: "names"))
    var metrics: String?
    @Option(name: .customLong("run"), help: ArgumentHelp("Write the hits to this file, in TREC's format.", valueName: "file"))
    var runFile: String?
    @Option(name: .customLong("report"), help: ArgumentHelp("Write an HTML page of plots and hits to this file.", valueName: "file"))
    var reportFile: String?
    @Option(help: "What the draws of confidence intervals and of the randomisation test follow from.")
    var seed: UInt64 = 1
    @Flag(name: .customLong("per-query"), help: "A row for each query too.")
    var perQuery = false
    @Flag(help: "Print JSON, an object a line.")
    var json = false

    func validate() throws {
        if tuning.tune, runFile != nil || reportFile != nil || comparing.compare != nil || perQuery {
            throw ValidationError("--tune goes without --run, --report, --compare and --per-query: evaluate with --settings afterwards")
        }
    }

    func run() throws {
        if tuning.tune { return try runTuning() }
        let gates = try comparing.parsedGates()
        var chosen = try metrics.map { try Metric.list($0) } ?? Metric.standard
        let changedMetric = try comparing.by.map { try Metric(name: $0) } ?? chosen[0]
        for metric in gates.map(\.metric) + [changedMetric] where !chosen.contains(metric) { chosen.append(metric) }
        let baseline = try comparing.baseline()
        let snapshot = try location.snapshot()
        let asker = try asking.asker(snapshot)
        let judged = try collection.read()
        let answers = try Run(answering: judged.questions, topK: asking.depth) { try asker.hits(of: $0, depth: asking.depth) }
        if let runFile { try write(answers.trecText(), to: runFile) }

        var bootstrap = Bootstrap()
        bootstrap.seed = seed
        var report = Report(
            try Scorecard(answers, against: judged.judgements, metrics: chosen),
            baseline: try baseline.map { try Scorecard($0, against: judged.judgements, metrics: chosen) }, perQuery: perQuery,
            bootstrap: bootstrap)
        let titles = try DocumentTitles(snapshot, field: comparing.title)
        let listing = HitListing(
            run: answers, baseline: baseline, judgements: judged.judgements, questions: judged.questions, count: comparing.hits,
            title: titles.title)
        report.mainMetric = changedMetric
        if baseline != nil {
            try report.addChanges(most: comparing.changed, listing: listing)
            report.add(gates, listing: listing)
        }
        if let reportFile {
            let page = try ReportPage(report, listing: listing, collection: judged, settings: settings(asker))
            try write(page.html, to: reportFile)
        }
        try printData(json ? report.jsonLines : Terminal.printable(report.text))
        for verdict in report.verdicts { Terminal.say(verdict.sentence) }
        if report.verdicts.contains(where: { !$0.isPassed }) { throw ExitStatus.failed }
    }

    private func runTuning() throws {
        let metric = try comparing.by.map { try Metric(name: $0) } ?? metrics.map { try Metric.list($0) }?[0] ?? Metric.standard[0]
        let asker = try asking.asker(try location.snapshot())
        let tuner = SettingsTuner(
            asker: asker, collection: try collection.read(), metric: metric,
            // Deep enough that no tie at the cutoff is decided by what was cut off.
            depth: metric.cutoff.map { min(max($0 * 2, 100), asking.depth) } ?? asking.depth, seed: seed)
        try tuner.run(tuning, json: json)
    }

    private func settings(_ asker: Asker) -> [(name: String, value: String)] {
        let snapshot = asker.snapshot
        var settings = [
            ("Index", "\(location.path): \(grouped(snapshot.documentCount)) documents, commit \(snapshot.generation)"),
            ("Search", asker.parameters.map { "\($0.key) \($0.value.string ?? $0.value.text)" }.joined(separator: ", ")),
            ("Depth", "\(grouped(asking.depth)) hits of each query are judged"),
        ]
        let files = [
            ("Queries", collection.queries), ("Judgements", collection.qrels), ("Clicks", collection.clicks),
            ("Compared with", comparing.compare),
        ]
        for case (let name, let file?) in files { settings.append((name, file)) }
        return settings
    }
}

/// Writes a file anew.
func write(_ text: String, to path: String) throws(OutputError) {
    let file = try DataOutput(path: path)
    try file.write(text)
    try file.close()
}

/// Options of what is compared with what.
struct ComparingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Compare with the run in this file, and test whether the difference means anything.", valueName: "file"))
    var compare: String?
    @Option(help: ArgumentHelp("Queries that changed most to show, with the hits of both runs.", valueName: "number"))
    var changed = 3
    @Option(help: ArgumentHelp("The metric whose changes are shown; the first of --metrics unless given.", valueName: "metric"))
    var by: String?
    @Option(help: ArgumentHelp("Hits to show of a query.", valueName: "number"))
    var hits = 10
    @Option(help: ArgumentHelp("The field to show of a hit; title, name or the heaviest text field unless given.", valueName: "field"))
    var title: String?
    @Option(
        name: .customLong("gate"),
        help: ArgumentHelp(
            "Exit with 1 if a metric changes by less than this: ndcg@10:-0.5% of its value before, map:-0.002. May be repeated.",
            valueName: "metric:change"))
    var gates: [String] = []

    func validate() throws {
        guard (0...1_000_000).contains(changed) else { throw ValidationError("--changed must be between 0 and 1,000,000") }
        guard (1...1000).contains(hits) else { throw ValidationError("--hits must be between 1 and 1,000") }
        guard gates.isEmpty || compare != nil else {
            throw ValidationError("--gate needs a run to compare with: --compare FILE, a file that --run wrote")
        }
    }

    /// Called by its file where its own name is that of the answers it is compared with.
    func baseline() throws -> Run? {
        guard let compare else { return nil }
        let run = try Run(bytes: readFile(compare), name: compare)
        let file = compare.split(separator: "/").last.map(String.init) ?? compare
        return run.tag == Run.defaultTag ? run.named(file) : run
    }

    func parsedGates() throws -> [Gate] { try gates.map { try Gate($0) } }
}
