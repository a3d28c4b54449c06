/// Suggestions from the words of text fields: what was typed with its last word completed, and texts that have the words.
extension Suggester {
    /// How many ways to complete the last word are tried, how many offered, and in how many categories the first.
    private static let triedLimit = 6
    private static let completedLimit = 3
    private static let scopeLimit = 2

    /// What was typed as a query for a field's words, the last one perhaps unfinished.
    private func typedWords(_ field: FieldID) -> WordsQuery {
        WordsQuery(text: request.prefix, fields: [schema[field].name], match: .all, lastIsPrefix: !isWordFinished)
    }

    private func search(_ query: WordsQuery, limit: Int) -> SearchRequest {
        var search = SearchRequest()
        search.structured = .words(query)
        search.total = .none
        search.limit = limit
        search.deadline = request.deadline
        search.enforced = request.enforced
        search.fields = []
        return search
    }

    /// The texts of the best documents, and how many documents there are.
    /// - Parameter isCounted: false: they need not be counted, and 0 says nothing.
    private func found(
        _ field: FieldID, _ query: WordsQuery, limit: Int, isCounted: Bool
    ) throws -> (texts: [SuggestReply.Suggestion], count: Int) {
        let name = schema[field].name
        var search = search(query, limit: limit)
        search.total = isCounted ? .exact : .none
        search.fields = [name]
        search.highlight = [name]
        let reply = try snapshot.search(search)
        let texts: [SuggestReply.Suggestion] = reply.hits.compactMap { hit in
            guard let text = StoredText.values(of: name, in: hit.document ?? []).first.map({ String(decoding: $0, as: UTF8.self) }) else {
                return nil
            }
            return .init(text: text, kind: .text, field: name, count: 1, highlighted: hit.highlights.first?.html ?? text)
        }
        return (texts, reply.total.value)
    }

    private func texts(_ field: FieldID, as query: WordsQuery) throws -> [SuggestReply.Suggestion] {
        try found(field, query, limit: request.limit, isCounted: false).texts
    }

    /// The commonest words that the last one begins are tried first, for each is found at once; only where they leave room are all
    /// of them gathered, and the texts found tell how the last word goes on.
    func wordsAndTexts(_ field: FieldID, _ withTypos: Bool) throws -> [SuggestReply.Suggestion] {
        guard !isWordFinished, let last = try TypedWord.words(of: request.prefix).last else {
            return try texts(field, as: typedWords(field))
        }
        let before = String(decoding: Array(request.prefix.utf8)[..<last.range.lowerBound], as: UTF8.self)
        var words: [SuggestReply.Suggestion] = []
        var texts: [SuggestReply.Suggestion] = []
        let completions = try snapshot.completions(field)
        for place in places(of: last, in: completions, withTypos)
        where hasTime && (words.count < Self.completedLimit || texts.count < request.limit) {
            let word = try text(of: completions.shown[place], field)
            let limit = texts.count < request.limit ? request.limit : 0
            guard let found = try completed(before, word, commonness: Int(completions.counts[place]), field, limit: limit) else { continue }
            if words.count < Self.completedLimit { words.append(found.words) }
            texts += found.texts
        }
        if texts.count < request.limit, hasTime {
            let rest = try self.texts(field, as: typedWords(field))
            if words.isEmpty {
                for word in try nextWords(last.folded, in: rest).prefix(Self.completedLimit) {
                    if let found = try completed(before, word, commonness: nil, field, limit: 0) { words.append(found.words) }
                }
            }
            texts += rest
        }
        words.sort { $0.count != $1.count ? $0.count > $1.count : $0.text < $1.text }
        if let first = words.first, hasTime { words += try scopes(of: first.text, in: field) }
        return words + texts
    }

    /// The commonest of the words that begin with the last one; where none does, of those that do but for a typo.
    private func places(of last: TypedWord, in completions: Completions, _ withTypos: Bool) -> [Int] {
        var best: [Int] = []
        let beginning = completions.places(beginning: last.folded)
        completions.addBest(of: beginning, limit: Self.triedLimit, to: &best)
        if withTypos, beginning.isEmpty, mayBeMistyped(last.folded) {
            for places in completions.places(near: last.folded) { completions.addBest(of: places, limit: Self.triedLimit, to: &best) }
        }
        return best
    }

    private func wholeWords(_ text: String, _ field: FieldID) -> WordsQuery {
        WordsQuery(text: text, fields: [schema[field].name], match: .all)
    }

    private func text(of home: Completions.Home, _ field: FieldID) throws -> String {
        let segment = snapshot.views[Int(home.segment)].segment
        if schema[field].analyzer.isStemmed {
            return String(decoding: try segment.surfaceWords(schema[field].analyzer).word(at: Int(home.ordinal)), as: UTF8.self)
        }
        return String(decoding: try segment.postings(field).dictionary.term(at: Int(home.ordinal)), as: UTF8.self)
    }

    /// What was typed before the last word, and the word, with at most `limit` texts that have it all; nil where none has.
    /// - Parameter commonness: documents that have the word, for all that is known.
    private func completed(
        _ before: String, _ word: String, commonness: Int?, _ field: FieldID, limit: Int
    ) throws -> (words: SuggestReply.Suggestion, texts: [SuggestReply.Suggestion])? {
        let text = String((before + word).drop(while: \.isWhitespace))
        // Of one word alone the dictionary knows it, as long as no document is deleted and no other word has its stem.
        let hasDeleted = snapshot.views.contains { $0.live != nil }
        let isKnown = !schema[field].analyzer.isStemmed && !hasDeleted && request.enforced.isEmpty
        let isCounted = commonness == nil || text.utf8.count > word.utf8.count || !isKnown
        var texts: [SuggestReply.Suggestion] = []
        var count = commonness ?? 0
        if isCounted || limit > 0 {
            let found = try found(field, wholeWords(text, field), limit: limit, isCounted: isCounted)
            texts = found.texts
            if isCounted { count = found.count }
        }
        guard count > 0 else { return nil }
        let words = SuggestReply.Suggestion(
            text: text, kind: .words, field: schema[field].name, count: count, highlighted: marked(Array(text.utf8), from: 0, false))
        return (words, texts)
    }

    /// The words that begin so in some texts, those of most texts first.
    private func nextWords(_ beginning: [UInt8], in texts: [SuggestReply.Suggestion]) throws -> [String] {
        var counts: [[UInt8]: Int] = [:]
        for text in texts {
            let tokens = try AnalyzerPool.shared.tokens(of: Array(text.text.utf8), with: .standard)
            for word in Set(tokens.map(\.term)) where word.starts(with: beginning) { counts[word, default: 0] += 1 }
        }
        return counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key.lexicographicallyPrecedes($1.key) }
            .map { String(decoding: $0.key, as: UTF8.self) }
    }

    /// The categories that have most documents with all of these words.
    private func scopes(of text: String, in field: FieldID) throws -> [SuggestReply.Suggestion] {
        try fields.filter { schema[$0].type == .path }.flatMap { path in
            var facet = FacetRequest(field: schema[path].name)
            facet.limit = Self.scopeLimit
            var search = search(wholeWords(text, field), limit: 0)
            search.facets = [facet]
            guard case .values(let values)? = try snapshot.search(search).facets.first?.facet else { return [SuggestReply.Suggestion]() }
            return values.values.map { value in
                .init(
                    text: text, kind: .scope, field: schema[path].name, count: value.count,
                    highlighted: marked(Array(text.utf8), from: 0, false), scope: value.value)
            }
        }
    }
}
