extension Snapshot {
    /// Answers a request.
    /// - Throws: `RequestError` (the caller's fault), `Damage`, `StorageError`, `AnalysisError`.
    package func search(_ request: SearchRequest) throws -> SearchReply {
        let began = monotonicNanoseconds()
        guard request.limit >= 0, request.offset >= 0 else {
            throw RequestError(parameter: "limit", code: "bad_value", message: "limit and offset are not negative")
        }
        let cursor = try request.cursor.map { text throws(RequestError) in try Cursor(parsing: text) }
        let curation = try curation(request, cursor)
        var reply: SearchReply
        switch cursor?.match ?? request.match {
        case .auto:
            reply = try run(request, curation, .all, as: .all, cursor)
            if cursor == nil, !reply.isPartial, curation.typed.clauses.count(where: \.isLoose) > 1 {
                try relax(request, curation, &reply)
            }
        case .all: reply = try run(request, curation, .all, as: .all, cursor)
        case .most: reply = try run(request, curation, .most, as: .most, cursor)
        case .any: reply = try run(request, curation, .any, as: .any, cursor)
        case .exact: reply = try run(request, curation, .exact, as: .exact, cursor)
        }
        reply.didYouMean = try didYouMean(request, curation.typed, reply)
        reply.generation = generation
        reply.tookNanoseconds = monotonicNanoseconds() - began
        return reply
    }

    /// Fewer hits than this are few.
    private static let few = 3

    /// Where few documents have all words, those that have most come behind them, and where none has most, any.
    private func relax(_ request: SearchRequest, _ curation: Curation, _ reply: inout SearchReply) throws {
        for (mode, match) in [(TypedQuery.Match.most, SearchRequest.Match.most), (.any, .any)] {
            guard reply.total.value - reply.pinnedCount < (match == .any ? 1 : Self.few), !reply.isPartial else { return }
            let relaxed = try run(request, curation, mode, as: match, nil)
            if relaxed.total.value > reply.total.value { reply = relaxed }
        }
    }

    /// What settings and the request make of the search; for later pages as it was for the first.
    func curation(_ request: SearchRequest, _ cursor: Cursor?) throws -> Curation {
        if case .named(let names) = request.stopWords {
            let known = settings.settings.stopWords.map(\.id)
            for name in names where !known.contains(name) {
                let list = known.isEmpty ? "there are none" : "known are \(known.prefix(20).joined(separator: ", "))"
                throw RequestError("stopwords", .badValue, "no list of stop words '\(name.prefix(60))'; \(list)")
            }
        }
        let revision = settings.settings.revision
        if let cursor, cursor.curation.revision != revision {
            throw RequestError(
                parameter: "cursor", code: "settings_changed",
                message: "synonyms, rules or stop words have changed since the page before: begin again without a cursor")
        }
        let typed = try withoutOperator(TypedQuery(parsing: request.query, schema: schema))
        return try Curation(request, typed, in: self, at: cursor?.curation.time ?? request.time ?? wallClockMicroseconds())
    }

    func run(
        _ request: SearchRequest, _ curation: Curation, _ mode: TypedQuery.Match, as match: SearchRequest.Match, _ cursor: Cursor?
    ) throws -> SearchReply {
        let isExact = match == .exact
        var request = request
        // Whatever else lifts a hit, one that has all words stays before those that have most.
        if match == .most, !request.ranking.signals.isOff { request.ranking.signals.allWords = max(request.ranking.signals.allWords, 1) }
        var query = curation.typed.query(
            match: mode, lastIsPrefix: request.lastIsPrefix && !isExact, correctsTypos: request.typo == .auto && !isExact,
            usesSynonyms: request.usesSynonyms && !isExact, stopWords: isExact ? .none : request.stopWords)
        if let structured = request.structured {
            query = query == .all ? structured : .boolean(BooleanQuery(must: [query, structured]))
        }
        let run = try SearchRun(self, request, query, curation, match: match, cursor)
        return try run.reply()
    }
}
