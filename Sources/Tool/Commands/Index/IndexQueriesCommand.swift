internal import ArgumentParser
internal import Search

struct IndexQueriesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queries",
        abstract: "Sets the past queries that complete what people type.",
        discussion: """
            A line a query: text, or text TAB how often, or a JSON object {"query": "hex bolt", "count": 12}. The list replaces the \
            one before, in one step; an empty file removes it. A running server takes it up with the next commit.

            Examples:
              souk index queries --index shop queries.tsv
              cut -f 2 access.log | souk index queries --index shop -
            """)

    @OptionGroup var location: IndexOption
    @Argument(help: "File of queries, or - for standard input.")
    var file: String

    func run() throws {
        let snapshot = try location.snapshot()
        let count = try PastQueries.replace(in: location.path, with: try Self.queries(in: try readFile(file), name: file))
        Terminal.say("\(grouped(count)) queries complete what is typed in an index of \(grouped(snapshot.documentCount)) documents")
    }

    static func queries(in bytes: [UInt8], name: String) throws -> [(text: String, count: Int)] {
        var queries: [(text: String, count: Int)] = []
        for (number, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            if line.isEmpty { continue }
            func refused(_ reason: String) -> InputError { InputError(file: name, line: number + 1, reason: reason) }
            guard let text = String(validating: line, as: UTF8.self) else { throw refused("not UTF-8") }
            if line.first == UInt8(ascii: "{") {
                let row = try? JSONValue(parsing: Array(line))
                guard let query = row?["query"]?.string else { throw refused("expected {\"query\": \"...\", \"count\": 1}") }
                let count = row?["count"].map { $0.int ?? -1 } ?? 1
                guard count >= 0 else { throw refused("\"count\" must be a whole number") }
                queries.append((query, count))
                continue
            }
            let parts = text.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
            guard let count = parts.count == 1 ? 1 : Int(parts[1]), count >= 0 else {
                throw refused("expected text TAB how often, found '\(parts[1].prefix(40))' behind the tab")
            }
            queries.append((String(parts[0]), count))
        }
        return queries
    }
}
