internal import Glibc

/// Words that stand for one that was typed amiss.
extension QueryBinder {
    /// What the likeliest near word counts, and what the least likely ones still do.
    private static let correctedFactor: Float = 0.5
    private static let leastFactor: Float = 1 / 64

    /// Looks for the near words where nobody has the one typed: see `Speller.Reach.cautious`. None in identifiers. All of
    /// them are found, each weighing as much as it is likely beside the likeliest.
    mutating func correct(_ word: TypedWord, _ parts: inout [BoundPart]) throws {
        var speller = Speller(snapshot, fields: parts.map(\.field))
        let candidates = try speller.candidates(for: word.folded, .cautious, while: { hasTime() })
        guard let best = candidates.first else { return }
        for candidate in candidates {
            let factor = max(Self.correctedFactor * expf(best.cost - candidate.cost), Self.leastFactor)
            for place in candidate.places {
                // Several words may have one stem: the likeliest comes first.
                guard let i = parts.firstIndex(where: { $0.field == place.field }), !parts[i].forms.terms.contains(place.term) else {
                    continue
                }
                parts[i].forms.terms.insert(place.term)
                for (number, entry) in place.entries.enumerated() {
                    if let entry { parts[i].entries[number].append(WeightedEntry(entry: entry, factor: factor)) }
                }
            }
        }
        if !isNegated { corrections.append(.init(from: word.text, to: best.text)) }
    }

    mutating func bind(_ query: FuzzyQuery) throws -> BoundQuery {
        guard let word = try TypedWord.words(of: query.text).last else { return .nothing }
        var parts: [BoundPart] = []
        for field in try searchedFields(query.fields) {
            if snapshot.schema[field].type == .identifier {
                // A number that is near another is another part.
                if let part = try exactPart(field, of: word, at: 0, NumberReading()) { parts.append(part) }
                continue
            }
            var part = try emptyPart(field)
            // Beyond that nothing is near but the word itself.
            if word.folded.unicodeLength > LevenshteinAutomaton.patternLimit { try add(exact: word.folded, to: &part) }
            let limit = min(max(query.distance, 0), 2)
            for (number, view) in snapshot.views.enumerated() {
                let terms = try view.segment.nearTerms(field)
                let dictionary = try view.segment.postings(field).dictionary
                for found in terms.near(word.folded, limit: limit, prefixLength: query.prefixLength, while: { hasTime() }) {
                    let (term, entry) = try dictionary.entry(at: found.ordinal)
                    let factor: Float = found.edits == 0 ? 1 : found.edits == 1 ? 0.5 : 0.25
                    part.entries[number].append(WeightedEntry(entry: entry, factor: factor))
                    part.forms.terms.insert(term)
                }
            }
            parts.append(part)
        }
        return .word(try finish(query.text, parts))
    }
}
