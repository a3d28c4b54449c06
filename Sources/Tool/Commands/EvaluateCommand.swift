internal import ArgumentParser
internal import Evaluation
internal import Search

extension SearchRequest.Match: ExpressibleByArgument {}
extension SearchRequest.Typo: ExpressibleByArgument {}

struct EvaluateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measures how good the answers are, by judgements people made.",
        discussion: """
            Queries are lines "id TAB text", judgements TREC's "query 0 document grade". Each query is searched as a \
            person would type it; --settings adds parameters of POST /search to each, as a JSON object.
            Metrics: \(Metric.validNames).

            Examples:
              souk evaluate --index shop --queries q.tsv --qrels q.qrels
              souk evaluate --index shop --queries q.tsv --qrels q.qrels --run today.run --per-query --json
              souk evaluate --index shop --queries q.tsv --qrels q.qrels --compare yesterday.run
            """)

    @OptionGroup var location: IndexOption
    @Option(help: ArgumentHelp("Queries: id TAB text.", valueName: "file"))
    var queries: String
    @Option(help: ArgumentHelp("Judgements: query 0 document grade.", valueName: "file"))
    var qrels: String
    @Option(help: ArgumentHelp("What to report, separated by commas.", valueName: "names"))
    var metrics: String?
    @Option(help: "How words match: all, any, auto or exact.")
    var match = SearchRequest.Match.any
    @Option(help: "Whether misspelt words are mended: auto or off.")
    var typo = SearchRequest.Typo.auto
    @Option(help: "Hits of each query that are judged.")
    var depth = 1000
    @Option(name: .customLong("run"), help: ArgumentHelp("Write the hits to this file, in TREC's format.", valueName: "file"))
    var runFile: String?
    @Option(help: ArgumentHelp("Compare with the run in this file, and test whether the difference means anything.", valueName: "file"))
    var compare: String?
    @Option(help: ArgumentHelp("Search parameters for each query: {\"filter\": ..., \"typo\": \"off\"}.", valueName: "file"))
    var settings: String?
    @Flag(name: .customLong("per-query"), help: "A row for each query too.")
    var perQuery = false
    @Flag(help: "Print JSON, an object a line.")
    var json = false

    func validate() throws {
        guard (1...100_000).contains(depth) else { throw ValidationError("--depth must be between 1 and 100,000") }
    }

    func run() throws {
        let chosen = try metrics.map { try Metric.list($0) } ?? Metric.standard
        let questions = try QuerySet(bytes: readFile(queries), name: queries)
        let judgements = try Judgements(bytes: readFile(qrels), name: qrels)
        let baseline = try compare.map { try Run(bytes: readFile($0), name: $0) }
        let snapshot = try location.snapshot()
        let parameters = try settings.map { try Self.parameters(of: $0) } ?? []
        let answers = try Run(answering: questions, topK: depth) { text in
            var request = try SearchRequest(parameters: parameters, schema: snapshot.schema)
            request.query = text
            if !parameters.contains(where: { $0.name == "match" }) { request.match = match }
            if !parameters.contains(where: { $0.name == "typo" }) { request.typo = typo }
            request.limit = depth
            request.fields = []
            request.total = .none
            return try snapshot.search(request).hits.map { ($0.id, Double($0.score)) }
        }
        if let runFile {
            let file = try DataOutput(path: runFile)
            try file.write(answers.trecText())
            try file.close()
        }
        let report = Report(
            try Scorecard(answers, against: judgements, metrics: chosen),
            baseline: try baseline.map { try Scorecard($0, against: judgements, metrics: chosen) }, perQuery: perQuery)
        try printData(json ? report.jsonLines : report.text)
    }

    /// The members of a JSON object as search parameters: what a query string would say, with lists of names as lists.
    private static func parameters(of path: String) throws -> [(name: String, value: String)] {
        let text = try readFile(path)
        let members: [(key: String, value: JSONValue)]
        do {
            guard let found = try JSONValue(parsing: text).members else {
                throw AskedWrongly("\(path): expected a JSON object of search parameters")
            }
            members = found
        } catch let error as JSONError {
            throw AskedWrongly("\(path): \(Schema.place(of: error.offset, in: text)): \(error.reason)")
        }
        return members.map { key, value in
            (key, value.string ?? value.array?.map { $0.string ?? $0.text }.joined(separator: ",") ?? value.text)
        }
    }
}
