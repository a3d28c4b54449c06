internal import ArgumentParser
internal import Evaluation
internal import Search

struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measures how fast an index answers, on one thread and in process.",
        discussion: """
            Every query is run --warmup times unmeasured and --repeat times measured, a pass over all queries at a time; \
            a query's time is its best. Times are in microseconds.

            Modes: any and all words, phrase, count (documents with any of the words, no hits), prefix, fuzzy (one typo), \
            suggest; and search: the query as a person types it, with all that a search does.

            Examples:
              souk bench --index shop --queries q.tsv --mode any
              souk bench --index shop --queries q.tsv --mode all --field title --top 100 --total none --json
              souk bench --index shop --queries q.tsv --mode any --facets brand,price --times times.tsv
            """)

    enum Mode: String, ExpressibleByArgument, CaseIterable { case any, all, phrase, count, prefix, fuzzy, suggest, search }

    @OptionGroup var location: IndexOption
    @Option(help: ArgumentHelp("Queries: id TAB text, or with a header.", valueName: "file"))
    var queries: String
    @Option(help: "What is asked.")
    var mode: Mode
    @Option(
        name: .customLong("field"), parsing: .upToNextOption,
        help: ArgumentHelp("Fields to look in, instead of all.", valueName: "field"))
    var fields: [String] = []
    @Option(help: "Hits to find.")
    var top = 10
    @Option(help: "How hits are ordered: plain (BM25F alone, as other engines do), or best (the default of --mode search).")
    var ranking: String?
    @Option(help: "Whether all matching documents are counted: exact or none.")
    var total = SearchRequest.TotalMode.exact
    @Option(help: ArgumentHelp("Fields to count values of.", valueName: "fields"))
    var facets: String?
    @Option(help: ArgumentHelp("Stored fields to fetch for each hit.", valueName: "fields"))
    var fetch: String?
    @Option(help: ArgumentHelp("Keep only what fits.", valueName: "filter"))
    var filter: String?
    @Option(name: .customLong("repeat"), help: "Measured passes.")
    var repeats = 3
    @Option(help: "Passes before the measured ones.")
    var warmup = 1
    @Option(help: ArgumentHelp("Write query id, rank, document id and score of each hit to this file.", valueName: "file"))
    var hits: String?
    @Option(help: ArgumentHelp("Write query id, nanoseconds and total of each query to this file.", valueName: "file"))
    var times: String?
    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard (0...100_000).contains(top) else { throw ValidationError("--top must be between 0 and 100,000") }
        guard repeats >= 1, warmup >= 0 else { throw ValidationError("--repeat must be at least 1, --warmup at least 0") }
        if mode == .count, total == .none { throw ValidationError("--mode count counts: --total none makes no sense with it") }
        if mode == .search, !fields.isEmpty {
            throw ValidationError("--field does not go with --mode search: name fields in the query, title:bolt")
        }
        if mode == .suggest, filter != nil || facets != nil || fetch != nil {
            throw ValidationError("--filter, --facets and --fetch do not go with --mode suggest")
        }
    }

    func run() throws {
        let questions = try readQueries(queries).queries
        guard !questions.isEmpty else { throw InputError(file: queries, reason: "there are no queries in it") }
        let snapshot = try location.snapshot()
        let course = try questions.map { Lap(id: $0.id.text, work: try work(for: $0.text, snapshot)) }
        for _ in 0..<warmup {
            for lap in course { _ = try lap.work.run(snapshot) }
        }
        var best = [Int64](repeating: .max, count: course.count)
        var outcomes = [Outcome](repeating: Outcome(), count: course.count)
        for _ in 0..<repeats {
            for (i, lap) in course.enumerated() {
                let start = monotonicNanoseconds()
                let outcome = try lap.work.run(snapshot)
                best[i] = min(best[i], monotonicNanoseconds() - start)
                outcomes[i] = outcome
            }
        }
        try writeFiles(course, best, outcomes)
        let figures = Figures(best)
        try printData(json ? figures.json(mode: mode.rawValue) + "\n" : figures.text)
    }

    /// What is done for one query, prepared outside the clock: parsing options is not the engine's work.
    private enum Work {
        case search(SearchRequest)
        case suggest(SuggestRequest)

        func run(_ snapshot: Snapshot) throws -> Outcome {
            switch self {
            case .search(let request):
                let reply = try snapshot.search(request)
                return Outcome(total: reply.total.value, hits: reply.hits.map { ($0.id, $0.score) })
            case .suggest(let request):
                let reply = try snapshot.suggest(request)
                return Outcome(
                    total: reply.suggestions.count, hits: reply.suggestions.map { ($0.text, Float($0.count)) })
            }
        }
    }

    private struct Lap {
        let id: String
        let work: Work
    }

    private struct Outcome {
        var total = 0
        var hits: [(id: String, score: Float)] = []
    }

    private func work(for text: String, _ snapshot: Snapshot) throws -> Work {
        if mode == .suggest { return .suggest(SuggestRequest(prefix: text, fields: fields, limit: top)) }
        let ranking = ranking ?? (mode == .search ? "best" : "plain")
        let parameters = [("filter", filter), ("facets", facets), ("ranking", ranking)].compactMap { name, value in
            value.map { (name: name, value: $0) }
        }
        var request = try SearchRequest(parameters: parameters, schema: snapshot.schema)
        request.query = mode == .search ? text : ""
        request.structured =
            switch mode {
            case .search: nil
            case .any, .count, .suggest: .words(WordsQuery(text: text, fields: fields, match: .any))
            case .all: .words(WordsQuery(text: text, fields: fields, match: .all))
            case .phrase: .phrase(PhraseQuery(text: text, fields: fields))
            case .prefix: .prefix(text: text, fields: fields)
            case .fuzzy: .fuzzy(FuzzyQuery(text: text, fields: fields))
            }
        request.limit = mode == .count ? 0 : top
        request.total = total
        request.fields = names(fetch)
        return .search(request)
    }

    private func writeFiles(_ course: [Lap], _ best: [Int64], _ outcomes: [Outcome]) throws {
        if let hits {
            let file = try DataOutput(path: hits)
            for (lap, outcome) in zip(course, outcomes) {
                for (rank, hit) in outcome.hits.enumerated() {
                    try file.write("\(lap.id)\t\(rank + 1)\t\(hit.id)\t\(hit.score)\n")
                }
            }
            try file.close()
        }
        if let times {
            let file = try DataOutput(path: times)
            for (i, lap) in course.enumerated() { try file.write("\(lap.id)\t\(best[i])\t\(outcomes[i].total)\n") }
            try file.close()
        }
    }
}

extension SearchRequest.TotalMode: ExpressibleByArgument {}

/// The times of all queries, summed up. Percentiles are nearest-rank.
private struct Figures {
    private let sorted: [Int64]
    private let sum: Int64

    init(_ nanoseconds: [Int64]) {
        sorted = nanoseconds.sorted()
        sum = nanoseconds.reduce(0, +)
    }

    private func percentile(_ share: Double) -> Double {
        let rank = Int((share * Double(sorted.count)).rounded(.up))
        return Double(sorted[max(rank, 1) - 1]) / 1000
    }

    private var mean: Double { Double(sum) / Double(sorted.count) / 1000 }
    private var queriesPerSecond: Double { Double(sorted.count) / (Double(max(sum, 1)) / 1e9) }

    private var microseconds: [(name: String, value: Double)] {
        [("p50", percentile(0.5)), ("p95", percentile(0.95)), ("p99", percentile(0.99)), ("mean", mean)]
    }

    var text: String {
        var table = AlignedTable()
        table.append(["queries", grouped(sorted.count)])
        for (name, value) in microseconds { table.append([name, "\(fixed(value, 1)) us"]) }
        table.append(["queries a second", fixed(queriesPerSecond, 1)])
        return table.text
    }

    func json(mode: String) -> String {
        var writer = JSONWriter()
        writer.object { object in
            object.key("mode")
            object.string(mode)
            object.key("queries")
            object.number(sorted.count)
            object.key("unit")
            object.string("us")
            for (name, value) in microseconds {
                object.key(name)
                object.number((value * 1000).rounded() / 1000)
            }
            object.key("qps")
            object.number((queriesPerSecond * 10).rounded() / 10)
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
