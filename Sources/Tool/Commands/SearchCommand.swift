internal import ArgumentParser
internal import Search

struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Searches an index.",
        discussion: """
            The query is what a person types: words, "phrases", -word, field:word. The parameters are those of GET /search, \
            and --json prints its reply.

            Examples:
              souk search --index shop "hex bolt m8"
              souk search --index shop bearing --filter 'brand IN ["SKF"] AND price 10 TO 50' --facets brand,price
              souk search --index shop "" --sort price:asc --limit 5 --json
              souk search --index shop "hex bolt" --explain
            """)

    @OptionGroup var location: IndexOption
    @OptionGroup var parameters: SearchParameters
    @Flag(help: "Print HTTP's reply.")
    var json = false
    @Argument(help: "What to search for; \"\" finds everything.")
    var query: String

    func run() throws {
        let snapshot = try location.snapshot()
        var request = try SearchRequest(parameters: parameters.list(query: query), schema: snapshot.schema)
        let page = ResultPage(schema: snapshot.schema)
        if !json, request.highlight.isEmpty { request.highlight = page.highlightedFields }
        let reply = try snapshot.search(request)
        guard json else { return try printData(page.text(reply, of: request)) }
        // No clicks come back from a terminal, so the search needs no name to remember it by.
        try printData(reply.json(query: query, queryID: nil) + [UInt8(ascii: "\n")])
    }
}

/// The parameters of `GET /search`, as options. What each takes is checked where HTTP's are, in one place.
struct SearchParameters: ParsableArguments {
    @Option(help: Self.help(.filter)) var filter: String?
    @Option(help: Self.help(.facets)) var facets: String?
    @Option(name: .customLong("facet-limit"), help: Self.help(.facetLimit)) var facetLimit: String?
    @Option(help: Self.help(.sort)) var sort: String?
    @Option(help: Self.help(.limit)) var limit: String?
    @Option(help: Self.help(.offset)) var offset: String?
    @Option(help: Self.help(.cursor)) var cursor: String?
    @Option(help: Self.help(.fields)) var fields: String?
    @Option(help: Self.help(.highlight)) var highlight: String?
    @Option(help: Self.help(.match)) var match: String?
    @Option(help: Self.help(.typo)) var typo: String?
    @Option(help: Self.help(.prefix)) var prefix: String?
    @Option(help: Self.help(.group)) var group: String?
    @Option(name: .customLong("group-limit"), help: Self.help(.groupLimit)) var groupLimit: String?
    @Option(help: Self.help(.total)) var total: String?
    @Option(help: Self.help(.ranking)) var ranking: String?
    @Option(help: Self.help(.weights)) var weights: String?
    @Option(help: Self.help(.k1)) var k1: String?
    @Option(help: Self.help(.b)) var b: String?
    @Option(help: Self.help(.signals)) var signals: String?
    @Option(help: Self.help(.boost)) var boost: String?
    @Option(help: Self.help(.expand)) var expand: String?
    @Option(help: Self.help(.context)) var context: String?
    @Option(help: Self.help(.pinned)) var pinned: String?
    @Option(help: Self.help(.hidden)) var hidden: String?
    @Option(help: Self.help(.synonyms)) var synonyms: String?
    @Option(help: Self.help(.rules)) var rules: String?
    @Option(help: Self.help(.stopwords)) var stopwords: String?
    @Flag(help: "Show each score as a tree of parts that add up to it") var explain = false

    private static func help(_ parameter: RequestParameter) -> ArgumentHelp {
        ArgumentHelp(stringLiteral: parameter.summary)
    }

    /// As they stand in a query string.
    func list(query: String) -> [(name: String, value: String)] {
        let all: [(RequestParameter, String?)] = [
            (.q, query), (.filter, filter), (.facets, facets), (.facetLimit, facetLimit), (.sort, sort), (.limit, limit),
            (.offset, offset), (.cursor, cursor), (.fields, fields), (.highlight, highlight), (.match, match),
            (.typo, typo), (.prefix, prefix), (.group, group), (.groupLimit, groupLimit), (.total, total),
            (.explain, explain ? "true" : nil), (.ranking, ranking), (.weights, weights), (.k1, k1), (.b, b), (.signals, signals),
            (.boost, boost), (.expand, expand), (.context, context), (.pinned, pinned), (.hidden, hidden), (.synonyms, synonyms),
            (.rules, rules), (.stopwords, stopwords),
        ]
        return all.compactMap { parameter, value in value.map { (parameter.rawValue, $0) } }
    }
}
