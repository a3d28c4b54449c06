/// Words that stand for one that was typed amiss.
extension QueryBinder {
    /// Looks for the nearest words where nobody has the one typed: one edit from five letters on, two from nine, none
    /// where there is a digit, none in identifiers.
    mutating func correct(_ word: TypedWord, _ parts: inout [BoundPart]) throws {
        let letters = word.folded.unicodeLength
        let limit = letters >= 9 ? 2 : letters >= 5 ? 1 : 0
        guard limit > 0, !word.folded.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return }
        for distance in 1...limit {
            var counts: [[UInt8]: Int] = [:]
            for i in parts.indices where snapshot.schema[parts[i].field].type == .text {
                try add(near: word.folded, limit: distance, prefixLength: 0, to: &parts[i], &counts)
            }
            let best = counts.max { a, b in
                a.value != b.value ? a.value < b.value : b.key.lexicographicallyPrecedes(a.key)
            }
            guard let best else { continue }
            if !isNegated {
                corrections.append(.init(from: word.text, to: String(decoding: best.key, as: UTF8.self)))
            }
            return
        }
    }

    mutating func add(
        near pattern: [UInt8], limit: Int, prefixLength: Int, to part: inout BoundPart, _ counts: inout [[UInt8]: Int]
    ) throws {
        for (i, view) in snapshot.views.enumerated() {
            let dictionary = try view.segment.postings(part.field).dictionary
            try dictionary.forEach(near: pattern, limit: limit, prefixLength: prefixLength, while: { hasTime() }) { term, entry, edits in
                let factor: Float = edits == 0 ? 1 : edits == 1 ? 0.5 : 0.25
                part.entries[i].append(WeightedEntry(entry: entry, factor: factor))
                part.forms.terms.insert(term)
                counts[term, default: 0] += Int(entry.documentCount)
            }
        }
    }

    mutating func bind(_ query: FuzzyQuery) throws -> BoundQuery {
        guard let word = try TypedWord.words(of: query.text).last else { return .nothing }
        var parts: [BoundPart] = []
        var counts: [[UInt8]: Int] = [:]
        for field in try searchedFields(query.fields) {
            if snapshot.schema[field].type == .identifier {
                // A number that is near another is another part.
                if let part = try exactPart(field, of: word, at: 0, NumberReading()) { parts.append(part) }
                continue
            }
            var part = try emptyPart(field)
            try add(near: word.folded, limit: min(max(query.distance, 0), 2), prefixLength: query.prefixLength, to: &part, &counts)
            parts.append(part)
        }
        return .word(try finish(query.text, parts))
    }
}
