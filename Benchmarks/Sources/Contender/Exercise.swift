@testable import Search

/// What to do with a set of queries: `queries=union2 kind=any top=10 total=none seconds=5 facets=section,year`.
struct Exercise {
    enum Kind: String { case any, all, phrase, prefix, fuzzy, suggest }

    let queries: String
    let kind: Kind
    let seconds: Double
    let top: Int
    private let template: SearchRequest

    init(parsing line: String) {
        var settings: [String: String] = [:]
        for word in line.split(separator: " ") {
            guard let mark = word.firstIndex(of: "=") else { fail("'\(word)' is not NAME=VALUE") }
            settings[String(word[..<mark])] = String(word[word.index(after: mark)...])
        }
        guard let queries = settings["queries"], let kind = settings["kind"].flatMap({ Kind(rawValue: $0) }),
            let top = settings["top"].flatMap({ Int($0) }), let seconds = settings["seconds"].flatMap({ Double($0) })
        else { fail("queries, kind, top or seconds is wrong in '\(line)'") }
        self.queries = queries
        self.kind = kind
        self.seconds = seconds
        self.top = top
        var template = SearchRequest()
        template.limit = top
        template.total = settings["total"] == "exact" ? .exact : .none
        template.fields = settings["fetch"].map { [$0] } ?? []
        template.facets = (settings["facets"] ?? "").split(separator: ",").map { name in
            var facet = FacetRequest(field: String(name))
            facet.limit = 100
            return facet
        }
        if let field = settings["sort"] { template.sort = [SortKey(.field(field), isDescending: true)] }
        // Popularity is spread evenly over 0 ..< 10,000.
        if let below = settings["below"].flatMap({ Double($0) }) {
            template.filter = .range(field: "popularity", lower: nil, upper: .init(.number(below), isIncluded: false))
        }
        self.template = template
    }

    func request(for text: String) -> SearchRequest {
        let fields = ["text"]
        var request = template
        request.structured =
            switch kind {
            case .any, .suggest: .words(WordsQuery(text: text, fields: fields, match: .any))
            case .all: .words(WordsQuery(text: text, fields: fields, match: .all))
            case .phrase: .phrase(PhraseQuery(text: text, fields: fields))
            case .prefix: .prefix(text: text, fields: fields)
            case .fuzzy: .fuzzy(FuzzyQuery(text: text, fields: fields))
            }
        return request
    }

    /// Where values are counted, the documents that the first field's values count together: each has one value.
    func total(of reply: SearchReply) -> Int {
        if case .values(let facet)? = reply.facets.first?.facet { return facet.values.reduce(0) { $0 + $1.count } }
        return template.total == .exact ? reply.total.value : -1
    }
}
