extension Snapshot {
    /// Words of a query beyond which none is looked at: each costs some tenths of a millisecond.
    static let spelledWordLimit = 10
    /// Hits that fill a page.
    private static let plenty = 20

    /// The query as it may have been meant, where that finds no less: its words replaced by those that `Speller` holds likelier.
    /// - Parameter reply: what the query found as it was typed.
    func didYouMean(_ request: SearchRequest, _ typed: TypedQuery, _ reply: SearchReply) throws -> SearchReply.DidYouMean? {
        guard request.typo == .auto, request.cursor == nil, reply.match != .exact, !reply.isPartial else { return nil }
        // A rule has changed what is searched: places of its words are none of what was typed.
        guard try typed == withoutOperator(TypedQuery(parsing: request.query, schema: schema)) else { return nil }
        let words = Array(try TypedWord.loose(in: typed).prefix(Self.spelledWordLimit))
        if words.isEmpty { return nil }
        // Where there is plenty, words are what they are, if they are any.
        let isPoor = reply.match != .all || reply.total.value < Self.plenty
        var binder = QueryBinder(self, deadline: Deadline(request.deadline))
        var speller = Speller(self, fields: schema.searchedTextFields)
        var scalars = Array(request.query.unicodeScalars)
        var corrections: [SearchReply.Correction] = []
        var texts = words.map { word in reply.corrections.first { $0.from == word.word.text }?.to ?? word.word.text }
        // Next to nothing has all the words, so that one of them is not what was meant.
        let isMissing = reply.match != .all || reply.total.value == 0
        var replacesKnown = false
        // From behind, so that places stay right where a word changes its length.
        for (number, (word, range)) in words.enumerated().reversed() {
            guard binder.hasTime() else { return nil }
            // What the word begins is found already.
            if request.lastIsPrefix, number == words.count - 1, reply.total.value > 0 { continue }
            if texts[number] != word.text { continue }
            if !isPoor, try word.folded.hasDigit || speller.isKnown(word) { continue }
            // They stand beside everything, and say nothing of it.
            if words.count > 1, try binder.isFunctionWord(word, speller.fields) { continue }
            let best: Speller.Candidate?
            if words.count > 1 {
                best = try speller.likeliest(
                    for: word, after: number > 0 ? texts[number - 1] : nil, before: number + 1 < words.count ? texts[number + 1] : nil,
                    isMissing: isMissing, &binder)
            } else {
                best = try speller.likelier(than: word, while: { binder.hasTime() })
            }
            guard let best else { continue }
            if try speller.isKnown(word) { replacesKnown = true }
            scalars.replaceSubrange(range, with: best.text.unicodeScalars)
            texts[number] = best.text
            corrections.insert(SearchReply.Correction(from: word.text, to: best.text), at: 0)
        }
        if corrections.isEmpty { return nil }
        var other = request
        other.query = String(String.UnicodeScalarView(scalars))
        other.limit = 0
        other.offset = 0
        other.facets = []
        other.group = nil
        other.total = .exact
        let found = try run(other, curation(other, nil), .all, as: .all, nil)
        // Words that are there must give way to more. Others may find something by their stems, and are not what was meant.
        guard found.total.value > 0, isMissing || !replacesKnown || found.total.value >= reply.total.value else { return nil }
        return SearchReply.DidYouMean(query: other.query, corrections: corrections)
    }
}

extension Schema {
    /// The text fields that a query looks in where it names none.
    var searchedTextFields: [FieldID] {
        fields.filter { $0.type == .text && $0.weight > 0 }.compactMap { id(of: $0.name) }
    }
}

extension TypedWord {
    /// The words of a query that stand by themselves, each with its place in the query in Unicode scalar values.
    static func loose(in query: TypedQuery) throws(AnalysisError) -> [(word: TypedWord, range: Range<Int>)] {
        var found: [(word: TypedWord, range: Range<Int>)] = []
        for clause in query.clauses where clause.isLoose && clause.kind == .word {
            let utf8 = Array(clause.text.utf8)
            // Only a quote that was dropped may stand before the text.
            let start = clause.range.upperBound - clause.text.unicodeScalars.count
            for word in try words(of: clause.text) {
                let from = start + utf8[..<word.range.lowerBound].count { $0 & 0xC0 != 0x80 }
                found.append((word, from..<from + utf8[word.range].count { $0 & 0xC0 != 0x80 }))
            }
        }
        return found
    }
}
