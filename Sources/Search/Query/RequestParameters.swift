/// The parameters of a search, in one table for `GET /search`, `POST /search` and the command line: what each is called,
/// what it takes, and what to say of it. `RequestReader` is the one place that checks their values.
package enum RequestParameter: String, Sendable, CaseIterable {
    case q, filter, facets, facetLimit, sort, limit, offset, cursor, fields, highlight, match, typo, prefix
    case group, groupLimit, total, explain
    case ranking, weights, k1, b, signals, boost, expand
    case context, pinned, hidden, synonyms, rules, stopwords

    package enum Shape: Sendable, Equatable {
        case text
        case wholeNumber(ClosedRange<Int>)
        case number(ClosedRange<Double>)
        /// `title:4,brand:2`; in JSON also an object.
        case weights
        /// `log(sales)*0.3,step(stock,1)*0.1`; in JSON also an array of such.
        case boosts
        case flag
        case choice([String])
        /// Names, with commas between them; in JSON also an array.
        case names
        /// `price:asc,_score:desc`; in JSON also an array of such, or of {"field", "order"}.
        case sortKeys
        /// `brand,price(ranges:[0,10,50])`; in JSON also an array of names, or of objects.
        case facets
        /// `ID:1,ID:3`; in JSON also an array of such, or of {"id", "position"}.
        case pins
    }

    package var shape: Shape {
        switch self {
        case .q, .filter, .cursor, .group: .text
        case .facets: .facets
        case .sort: .sortKeys
        case .fields, .highlight: .names
        case .limit: .wholeNumber(0...100)
        // Each page this deep costs as much as all before it; the cursor goes on from there without a limit.
        case .offset: .wholeNumber(0...100_000)
        case .facetLimit: .wholeNumber(0...1000)
        case .groupLimit: .wholeNumber(1...100)
        case .match: .choice(SearchRequest.Match.allCases.map(\.rawValue))
        case .typo: .choice(SearchRequest.Typo.allCases.map(\.rawValue))
        case .prefix: .choice(["last", "off"])
        case .total: .choice(SearchRequest.TotalMode.allCases.map(\.rawValue))
        case .explain: .flag
        case .ranking: .choice(["best", "plain"])
        case .weights, .signals: .weights
        case .k1: .number(0...10)
        case .b: .number(0...1)
        case .boost: .boosts
        case .expand: .choice(["auto", "off"])
        case .context, .hidden, .stopwords: .names
        case .pinned: .pins
        case .synonyms, .rules: .choice(["on", "off"])
        }
    }

    /// One line for help pages and the OpenAPI document.
    package var summary: String {
        switch self {
        case .q: "What was typed: words, \"phrases\", -word, field:word, word*"
        case .filter: "A condition such as brand IN [\"Bosch\", \"SKF\"] AND price 10 TO 50"
        case .facets:
            "Fields to count: brand,price(ranges:[0,10,50]),categories(under:\"Fasteners > Bolts\"); "
                + "options limit, order, under, ranges"
        case .facetLimit: "Values to return for each facet that has no limit of its own (10)"
        case .sort: "price:asc,_score:desc; fields rise and _score falls unless said otherwise"
        case .limit: "Hits to return (20)"
        case .offset: "Hits to skip (0); for deep pages use cursor, which has no limit"
        case .cursor: "nextCursor of the reply before, for the hits that follow it"
        case .fields: "Members of the document to return; all where left out, none where empty"
        case .highlight: "Fields to return with what matched between <em> and </em>"
        case .match:
            "all: every word; most: all but a third; any: at least one; exact: as typed, in this order; "
                + "auto: all, and where few have all, most or any"
        case .typo: "auto: correct words that no document has; off: take them as typed"
        case .prefix: "last: the last word also stands for the words it begins, as while typing; off (the default)"
        case .group: "A field whose values group the hits"
        case .groupLimit: "Hits to return for each group (3)"
        case .total: "exact, or none: the total is a lower bound, and the search may be faster"
        case .explain: "true: each hit's score as a tree of parts that add up to it"
        case .ranking: "best (the default): BM25F, then a closer look at the best hits; plain: BM25F alone, k1 1.2 and b 0.75"
        case .weights: "What fields count, in place of the schema's weights: title:4,brand:2; 0: not searched"
        case .k1: "How soon more occurrences of a word stop to count: 0 at once, 2 late (0.9; plain 1.2)"
        case .b: "How much a long field takes from its words: 0 nothing, 1 all (0.6; plain 0.75)"
        case .signals:
            "What is added to the scores of words, as parts of what all words are worth: "
                + "allWords:0.2,proximity:0.1,coverage:0.1,head:0.2,whole:0.2; "
                + "window:50 hits are looked at, window:0 none"
        case .boost:
            "What numbers add: log(sales)*0.3, linear(margin)*0.1, step(stock,1)*0.2, decay(updatedAt,30d)*0.2, decay(price,50,100)*0.1"
        case .expand: "auto (the default): the best hits' own words lift others like them, for queries of four words and more; off"
        case .context: "What is known of who asks, such as group:acme: rules may ask for it"
        case .pinned: "Documents at fixed places among the hits, counted from 1: A-17:1,B-4:3"
        case .hidden: "Ids of documents that shall not be hits"
        case .synonyms: "on (the default): words also find their synonyms in the index's settings; off"
        case .rules: "on (the default): the rules of the index's settings are applied; off"
        case .stopwords: "Lists of stop words that count: their ids, on (all, the default) or off"
        }
    }

    /// What a good value is, for messages.
    var expectation: String {
        switch shape {
        case .text: "a string"
        case .wholeNumber(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
        case .weights: "names with numbers, such as title:4,brand:2"
        case .boosts: "functions with factors, such as log(sales)*0.3,step(stock,1)*0.2"
        case .flag: "true or false"
        case .choice(let names): names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
        case .names: "\(self == .fields || self == .highlight ? "field names" : "names") with commas between them"
        case .sortKeys: "sort keys such as price:asc,_score:desc"
        case .facets: "facets such as brand,price(ranges:[0,10,50])"
        case .pins: "ids with positions from 1 to 1000 such as A-17:1,B-4:3"
        }
    }

    /// - Throws: `RequestError` for an unknown name, with the parameter that was likely meant.
    init(named name: String, kind: String) throws(RequestError) {
        if let known = RequestParameter(rawValue: name) {
            self = known
            return
        }
        let known = Self.allCases.map(\.rawValue)
        let near = Self.elsewhere[name.lowercased()].map { [$0.rawValue] } ?? nearest(to: name, among: known)
        let hint = near.isEmpty ? "" : "did you mean \(near.joined(separator: " or "))? "
        let shown = name.count > 60 ? name.prefix(60) + "..." : name
        throw RequestError(
            String(name.prefix(60)), .unknownParameter,
            "unknown \(kind) '\(shown)'; \(hint)Known are \(known.joined(separator: ", "))")
    }

    /// What other engines call them: hints only, never taken for them.
    private static let elsewhere: [String: RequestParameter] = [
        "query": .q, "search": .q, "filters": .filter, "filter_by": .filter, "facet": .facets, "facet_by": .facets,
        "sort_by": .sort, "order": .sort, "size": .limit, "per_page": .limit, "hitsperpage": .limit, "rows": .limit,
        "from": .offset, "page": .offset, "start": .offset, "group_by": .group, "distinct": .group,
        "attributestoretrieve": .fields, "attributestohighlight": .highlight, "pinned_hits": .pinned, "hidden_hits": .hidden,
        "rulecontexts": .context, "enablerules": .rules, "enable_synonyms": .synonyms, "enable_overrides": .rules,
    ]
}

extension SearchRequest {
    /// Reads the parameters of a URL or a command line, percent-decoded. A list may also be given in several parameters
    /// of one name. An empty `cursor`, `filter` or `group` is as none.
    /// - Throws: `RequestError` that names the parameter and the way out.
    package init(parameters: [(name: String, value: String)], schema: Schema) throws(RequestError) {
        var values: [RequestParameter: JSONValue] = [:]
        for (name, text) in parameters {
            let parameter = try RequestParameter(named: name, kind: "parameter")
            guard let earlier = values[parameter] else {
                values[parameter] = parameter.value(ofText: text)
                continue
            }
            guard parameter.isList, let before = earlier.string else { throw parameter.repeated }
            values[parameter] = .string(before + "," + text)
        }
        self = try RequestReader(values: values, schema: schema).request()
    }

    /// Reads the JSON body of `POST /search`: one object with the parameters as members. null is as if left out.
    /// - Throws: `RequestError` that names the member and the way out; `body` where it is not a JSON object.
    package init(json: [UInt8], schema: Schema) throws(RequestError) {
        let example = "send an object such as {\"q\": \"hex bolt\", \"limit\": 20}"
        if json.isEmpty { throw RequestError("body", .badJSON, "the body is empty; \(example)") }
        let body: JSONValue
        do { body = try JSONValue(parsing: json) } catch {
            let place = Schema.place(of: error.offset, in: json)
            let characters = json[..<min(error.offset, json.count)].count { $0 & 0xC0 != 0x80 }
            throw RequestError("body", .badJSON, "not JSON: \(place): \(error.reason)", at: characters)
        }
        guard let members = body.members else {
            throw RequestError("body", .badJSON, "expected an object, found \(body.kindName); \(example)")
        }
        var values: [RequestParameter: JSONValue] = [:]
        for (name, value) in members {
            let parameter = try RequestParameter(named: name, kind: "member")
            if value == .null { continue }
            guard values.updateValue(value, forKey: parameter) == nil else { throw parameter.repeated }
        }
        self = try RequestReader(values: values, schema: schema).request()
    }
}

extension RequestParameter {
    fileprivate var isList: Bool { [.names, .sortKeys, .facets, .weights, .boosts, .pins].contains(shape) }

    fileprivate var repeated: RequestError { RequestError(rawValue, .duplicateParameter, "given more than once") }

    /// A parameter's text as the JSON value that says the same; where it does not fit the shape it stays a string, for
    /// the reader to refuse.
    fileprivate func value(ofText text: String) -> JSONValue {
        switch (shape, text) {
        case (.wholeNumber, _): Int(text).map { .number(Double($0)) } ?? .string(text)
        case (.number, _): Double(text).map { .number($0) } ?? .string(text)
        case (.flag, "true"), (.flag, "1"): .bool(true)
        case (.flag, "false"), (.flag, "0"): .bool(false)
        default: .string(text)
        }
    }
}
