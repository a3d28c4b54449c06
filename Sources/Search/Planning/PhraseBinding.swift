/// Words in a row.
extension QueryBinder {
    mutating func bind(_ query: PhraseQuery) throws -> BoundQuery {
        let fields = try searchedFields(query.fields)
        let words = try TypedWord.words(of: query.text)
        if words.isEmpty { return .nothing }
        // One word in a row is a word.
        if words.count == 1 {
            let parts = try wordParts(words[0], at: 0, NumberReading(), fields, isPrefix: false)
            return parts.isEmpty ? .nothing : .word(try finish(words[0].text, parts))
        }
        var parts: [BoundPhrasePart] = []
        var counts = Array(repeating: 0, count: words.count)
        for field in fields {
            guard let part = try bindPhrase(query, in: field, &counts) else { continue }
            parts.append(part)
        }
        if parts.isEmpty { return .nothing }
        let idf = counts.reduce(Float(0)) { $0 + self.idf($1) }
        return .phrase(BoundPhrase(text: query.text, idf: idf, boost: boost, slop: max(0, query.slop), parts: parts))
    }

    mutating func bindPhrase(_ query: PhraseQuery, in field: FieldID, _ counts: inout [Int]) throws -> BoundPhrasePart? {
        let analyzer = snapshot.schema[field].analyzer
        // A phrase is of words as they stand: of the tokens of `auto` those that are no stems, which `standard` gives.
        var tokens = try AnalyzerPool.shared.tokens(of: Array(query.text.utf8), with: analyzer == .auto ? .standard : analyzer)
        // The whole of a part number comes first among its tokens, and stands for all of them.
        if analyzer == .identifier { tokens = Array(tokens.prefix(1)) }
        guard let first = tokens.first else { return nil }
        var entries: [[TermEntry]?] = []
        var totals = Array(repeating: 0, count: tokens.count)
        for view in snapshot.views {
            let dictionary = try view.segment.postings(field).dictionary
            let found = try tokens.map { try dictionary.find($0.term)?.entry }
            for (i, entry) in found.enumerated() { totals[i] += Int(entry?.documentCount ?? 0) }
            entries.append(found.contains { $0 == nil } ? nil : found.compactMap { $0 })
        }
        for i in counts.indices { counts[i] = max(counts[i], totals[min(i, totals.count - 1)]) }
        let form = PhraseForm(
            terms: tokens.map(\.term), offsets: tokens.map { $0.position - first.position }, slop: max(0, query.slop))
        if !isNegated { forms[field, default: TermForms()].phrases.append(form) }
        return BoundPhrasePart(field: field, norms: norms(field), terms: form.terms, offsets: form.offsets, entries: entries)
    }
}
