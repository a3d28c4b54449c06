/// How a row names its query: by id, by what was typed, or by what may be either.
struct QueryName {
    var id: String?
    var text: String?
    var either: String?
}

/// Finds the query that a row means, by id or by text, among those of a file; or, where there is no such file, makes queries
/// of the texts as they come.
struct QueryNames {
    private(set) var queries: [QuerySet.Query] = []
    private let isOpen: Bool
    private var ids: Set<QueryID> = []
    private var idByText: [String: QueryID] = [:]

    /// With `questions`, only those are known; without, every text is a query.
    init(_ questions: QuerySet?) {
        isOpen = questions == nil
        for query in questions?.queries ?? [] { append(query) }
    }

    private mutating func append(_ query: QuerySet.Query) {
        queries.append(query)
        ids.insert(query.id)
        let key = Self.key(query.text)
        if idByText[key] == nil { idByText[key] = query.id }
    }

    /// The query meant; nil where it is not among those known. Throws where a query is only known by its id and nothing says
    /// what was typed.
    mutating func id(of name: QueryName, in record: Record) throws(EvaluationError) -> QueryID? {
        // Ids that were made here are nobody's to name a query by.
        for text in [name.id, isOpen ? nil : name.either] {
            if let text, ids.contains(QueryID(text)) { return QueryID(text) }
        }
        let typed = name.text ?? name.either
        if name.id == nil, let typed, let known = idByText[Self.key(typed)] { return known }
        guard isOpen else { return nil }
        guard let typed else {
            throw record.bad(
                expected: "what was typed for query \(name.id ?? "") in a column query, or a file of queries (--queries)",
                found: record.found)
        }
        let id = name.id.map { QueryID($0) } ?? unusedID(for: typed)
        append(QuerySet.Query(id: id, text: oneLine(typed)))
        return id
    }

    /// An id that says what was typed, and stays the same when other queries come and go.
    private func unusedID(for text: String) -> QueryID {
        let stem = oneLine(text).replacing(" ", with: "_")
        var id = QueryID(stem)
        var number = 2
        while ids.contains(id) {
            id = QueryID("\(stem)-\(number)")
            number += 1
        }
        return id
    }

    /// People type the same query in small and capital letters, and with blanks to spare.
    private static func key(_ text: String) -> String { oneLine(text.lowercased()) }
}

extension QuerySet {
    /// Queries of records with `query` (or `text`) and perhaps an id. The same text twice without ids is one query.
    package init(name: String, records: () throws -> Record?) throws {
        var names = QueryNames(nil)
        var lineByID: [QueryID: Int] = [:]
        while let record = try records() {
            let name = try record.queryName()
            let id = try name.id ?? record.ownID()
            guard let text = name.text ?? name.either else {
                throw record.bad(expected: "what was typed in a column \(Record.listed(Record.Column.query.names))", found: record.found)
            }
            if let id, id.utf8.contains(where: \.isBlank) {
                throw record.bad(expected: "an id without blanks, as runs and judgements have", found: "\"\(id)\"")
            }
            if let id, let first = lineByID.updateValue(record.line, forKey: QueryID(id)) {
                throw EvaluationError.duplicate(file: record.file, line: record.line, firstLine: first, what: "query \(id)")
            }
            _ = try names.id(of: QueryName(id: id, text: text), in: record)
        }
        self.init(name: name, queries: names.queries)
    }
}
