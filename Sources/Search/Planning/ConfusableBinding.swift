/// Part numbers that look like one that was typed.
extension QueryBinder {
    /// The characters that people take for each other in part numbers: `O` and `0`; `I`, `l` and `1`.
    private static let confusable: [[UInt8]] = [Array("0o".utf8), Array("1il".utf8)]

    /// Where nobody has the number: adds those that look like it, and reports the first as a correction.
    mutating func addConfusable(_ number: TypedNumber, to parts: inout [BoundPart], _ weights: NumberWeights) throws {
        var best: (term: [UInt8], count: UInt32)?
        for i in parts.indices where snapshot.schema[parts[i].field].type == .identifier {
            for (place, view) in snapshot.views.enumerated() {
                let dictionary = try view.segment.postings(parts[i].field).dictionary
                for found in try Self.confusable(with: number.form, in: dictionary, while: { hasTime() }) {
                    parts[i].entries[place].append(WeightedEntry(entry: found.entry, factor: weights.whole))
                    parts[i].forms.terms.insert(found.term)
                    if best.map({ found.entry.documentCount > $0.count }) ?? true { best = (found.term, found.entry.documentCount) }
                }
            }
        }
        guard let best, !isNegated else { return }
        corrections.append(
            .init(from: String(decoding: number.text, as: UTF8.self), to: String(decoding: best.term.dropLast(), as: UTF8.self)))
    }

    /// The whole numbers of a dictionary that differ from `form` only in characters that look alike.
    ///
    /// A walk through beginnings in the order of the dictionary, which changes only characters that may be others, and goes on
    /// with a beginning only where some term has it. One cursor passes by each term once: 1,000 numbers that nobody has cost as
    /// much as 1,000 that somebody has.
    static func confusable(
        with form: [UInt8], in dictionary: TermDictionary, while goesOn: () -> Bool = { true }
    ) throws -> [(term: [UInt8], entry: TermEntry)] {
        let wanted = form + [IdentifierScanner.mark]
        var found: [(term: [UInt8], entry: TermEntry)] = []
        var beginnings: [[UInt8]] = [[]]
        var cursor = dictionary.cursor()
        var steps = 0
        while let beginning = beginnings.popLast() {
            steps += 1
            if steps & 255 == 0, !goesOn() { return found }
            // On to the next character that may be another.
            var term = beginning
            while term.count < wanted.count, alternatives(wanted[term.count]).isEmpty { term.append(wanted[term.count]) }
            let isThere = try Bytes.of(term) { bytes throws(Damage) in
                if cursor.ordinal >= 0, cursor.compareTerm(bytes) >= 0 { return true }
                return try cursor.seek(bytes)
            }
            guard isThere else { return found }
            guard cursor.term.starts(with: term) else { continue }
            if term.count == wanted.count {
                if cursor.term == term { found.append((term, try cursor.entry())) }
            } else {
                for other in alternatives(wanted[term.count]).reversed() { beginnings.append(term + [other]) }
            }
        }
        return found
    }

    private static func alternatives(_ character: UInt8) -> [UInt8] { confusable.first { $0.contains(character) } ?? [] }
}
