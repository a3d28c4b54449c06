internal import ArgumentParser
internal import Evaluation

extension ExaminationChoice: ExpressibleByArgument {}

/// Where queries and judgements come from.
struct CollectionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Queries: id TAB text, or with a header.", valueName: "file"))
    var queries: String?
    @Option(help: ArgumentHelp("Judgements: query 0 document grade, or with a header.", valueName: "file"))
    var qrels: String?
    @Option(help: ArgumentHelp("Events to judge by, instead of --qrels: query, document, position, clicked or type.", valueName: "file"))
    var clicks: String?
    @Option(
        help: """
            How likely each position is looked at, by which clicks are weighed: estimated from the log by the position-based \
            model, logarithmic (1/log2(position + 1)), or auto (estimated where 100 documents or more moved between positions).
            """)
    var examination = ExaminationChoice.auto
    @Option(
        name: .customLong("min-clicks"),
        help: ArgumentHelp("Clicks that a query needs to be judged by them.", valueName: "number"))
    var fewestClicks = 10
    @Option(
        name: .customLong("write-judgements"),
        help: ArgumentHelp("Write the judgements as query,document,grade, which --qrels reads.", valueName: "file"))
    var judgementsFile: String?

    func validate() throws {
        guard (qrels == nil) != (clicks == nil) else {
            throw ValidationError("one of --qrels and --clicks says what good answers are; give either")
        }
        guard fewestClicks >= 1 else { throw ValidationError("--min-clicks must be at least 1") }
        guard [queries, qrels, clicks].count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("standard input can be only one of --queries, --qrels and --clicks")
        }
    }

    /// What is asked and judged; words on what was left out go to standard error.
    func read() throws -> TestCollection {
        let questions = try queries.map(readQueries)
        let collection = try qrels.map { try Self.judged($0, questions) } ?? clicked(clicks ?? "", questions)
        if !collection.notAsked.isEmpty {
            let names = collection.notAsked.prefix(5).map(\.text).joined(separator: ", ")
            let more = collection.notAsked.count > 5 ? ", ..." : ""
            Terminal.say("\(grouped(collection.notAsked.count)) judged queries are not asked, and count as unanswered: \(names)\(more)")
        }
        if let judgementsFile { try write(collection.judgementsCSV, to: judgementsFile) }
        return collection
    }

    private static func judged(_ path: String, _ questions: QuerySet?) throws -> TestCollection {
        switch try RecordFile(path: path) {
        case .records(let records):
            return try TestCollection(questions: questions, judgementsNamed: records.name, records: records.next)
        case .lines(let bytes):
            let judgements = try Judgements(bytes: bytes, name: path)
            guard let questions else {
                throw AskedWrongly("\(path) names queries by id alone: give what was typed with --queries FILE")
            }
            return TestCollection(questions: questions, judgements: judgements)
        }
    }

    private func clicked(_ path: String, _ questions: QuerySet?) throws -> TestCollection {
        guard case .records(let records) = try RecordFile(path: path) else {
            throw InputError(
                file: path, line: 1,
                reason: "expected a header such as query,document,position,clicked (CSV or TSV), or one JSON object a line")
        }
        var log = ClickLog(name: path, questions: questions)
        while let record = try records.next() { try log.add(record) }
        var judging = ClickJudging()
        judging.fewestClicks = fewestClicks
        judging.examination = examination
        let outcome = try log.judged(judging)
        Terminal.say(outcome.sentence)
        guard !outcome.collection.questions.queries.isEmpty else {
            throw InputError(
                file: path,
                reason: "no query has \(fewestClicks) clicks or more; lower --min-clicks, or gather events for longer")
        }
        return outcome.collection
    }
}
