/// Says how a hit's score came about: the same formula as the scorers, one document, in words.
struct Explainer {
    let run: SearchRun
    let candidate: Candidate

    private var segment: Segment { run.snapshot.views[candidate.segment].segment }
    private var formula: BM25 { run.binder.formula }

    func explanation(addedBy phase: SecondPhase?) throws -> Explanation {
        let words = try explain(run.scoring) ?? Explanation("no part of the query adds to the score", value: 0)
        let added = try phase?.parts(candidate) ?? []
        if added.isEmpty { return words }
        return Explanation("words, and what a closer look adds", sumOf: [words] + added.map { Explanation($0.label, value: $0.points) })
    }

    /// Nil where the part adds nothing.
    private func explain(_ query: BoundQuery) throws -> Explanation? { try judge(query).explanation }

    private func judge(_ query: BoundQuery) throws -> (isMatch: Bool, explanation: Explanation?) {
        switch query {
        case .all: return (true, nil)
        case .nothing: return (false, nil)
        case .filter(let filter): return (try filter.documents(in: segment).contains(candidate.document), nil)
        case .word(let word):
            let explanation = try explain(word)
            return (explanation != nil, explanation)
        case .phrase(let phrase):
            let explanation = try explain(phrase)
            return (explanation != nil, explanation)
        case .boolean(let boolean):
            let must = try boolean.must.map { try judge($0) }
            let should = try boolean.should.map { try judge($0) }.filter(\.isMatch)
            let mustNot = try boolean.mustNot.map { try judge($0) }
            guard must.allSatisfy(\.isMatch), should.count >= boolean.minimumShould, !mustNot.contains(where: \.isMatch) else {
                return (false, nil)
            }
            let parts = (must + should).compactMap(\.explanation)
            return (true, parts.isEmpty ? nil : Explanation("sum of the words", sumOf: parts))
        case .either(let parts):
            let matching = try parts.map { try judge($0) }.filter(\.isMatch)
            let explanations = matching.compactMap(\.explanation)
            if explanations.count < 2 { return (!matching.isEmpty, explanations.first) }
            return (true, Explanation("the best of several ways to say it", bestOf: explanations))
        case .boosted(let query, let boosts): return try judge(query, boosts)
        case .bonus(let bonus):
            guard bonus.documents[candidate.segment]?.contains(candidate.document) == true else { return (false, nil) }
            return (true, Explanation(bonus.label, value: Double(bonus.points)))
        }
    }

    private func judge(_ query: BoundQuery, _ boosts: BoundBoosts) throws -> (isMatch: Bool, explanation: Explanation?) {
        let (isMatch, explanation) = try judge(query)
        guard isMatch else { return (false, nil) }
        let own = explanation ?? (boosts.base > 0 ? Explanation("nothing is asked that has a score", value: Double(boosts.base)) : nil)
        guard let own else { return (true, nil) }
        var factors: [Explanation] = []
        for boost in boosts.boosts where try boost.filter.documents(in: segment).contains(candidate.document) {
            factors.append(Explanation(boost.label, value: boost.factor))
        }
        if factors.isEmpty { return (true, own) }
        let product = Explanation("rules", productOf: factors)
        let limited = product.value > boosts.most ? [Explanation("rules, at most", value: boosts.most)] : factors
        return (true, Explanation("lifted or sunk by rules", productOf: [own] + limited))
    }

    private func explain(_ word: BoundWord) throws -> Explanation? {
        var parts: [Explanation] = []
        for part in word.parts {
            let field = run.snapshot.schema[part.field]
            let isIdentifier = field.type == .identifier
            let postings = try segment.postings(part.field)
            let lengths = try segment.lengths(part.field)
            let length = lengths[candidate.document]
            var sum: Float = 0
            var count: UInt32 = 0
            for term in part.entries[candidate.segment] {
                let frequency = try PostingsCursor(postings, term.entry).frequency(inDocument: UInt32(candidate.document))
                count &+= frequency
                let x = term.factor * Float(frequency) * part.norms[length]
                sum += x
                guard isIdentifier, frequency > 0 else { continue }
                let meaning = QueryBinder.NumberWeights.meaning(of: term.factor)
                parts.append(Explanation("'\(field.name)' \(meaning) (weight \(field.weight))", value: Double(x)))
            }
            if count > 0, !isIdentifier { parts.append(inField(part.field, count: count, length: length, x: sum)) }
            let verbatim = try part.verbatim.filter { try isVerbatim($0, part.field) }
            if let first = verbatim.first {
                parts.append(Explanation("'\(field.name)' is as typed, letter for letter", value: Double(first.x) * Double(verbatim.count)))
            }
            if let begun = part.begun, try run.hasBegun(begun, part.field, candidate) {
                parts.append(Explanation("begins a word in '\(field.name)' (counts as one of usual length)", value: Double(begun.x)))
            }
        }
        parts += try inRow(word.phrases, slop: 0)
        return parts.isEmpty ? nil : scored("word '\(word.text)'", idf: word.idf, boost: word.boost, parts)
    }

    private func isVerbatim(_ verbatim: BoundPart.Verbatim, _ field: FieldID) throws -> Bool {
        guard let entry = verbatim.entries[candidate.segment] else { return false }
        let bits = try segment.exactBits(field, entry)
        return bits.bytes[candidate.document >> 3] >> UInt8(candidate.document & 7) & 1 == 1
    }

    private func explain(_ phrase: BoundPhrase) throws -> Explanation? {
        let parts = try inRow(phrase.parts, slop: phrase.slop)
        return parts.isEmpty ? nil : scored("phrase '\(phrase.text)'", idf: phrase.idf, boost: phrase.boost, parts)
    }

    /// What each field adds in which the words stand in a row.
    private func inRow(_ fields: [BoundPhrasePart], slop: Int) throws -> [Explanation] {
        var parts: [Explanation] = []
        for part in fields {
            guard let entries = part.entries[candidate.segment] else { continue }
            let postings = try segment.postings(part.field)
            let length = try segment.lengths(part.field)[candidate.document]
            var positions: [[UInt32]] = []
            for entry in entries {
                let cursor = try PostingsCursor(postings, entry)
                guard try cursor.frequency(inDocument: UInt32(candidate.document)) > 0 else { break }
                var own: [UInt32] = []
                try cursor.positions(cursor.start, into: &own)
                positions.append(own)
            }
            guard positions.count == entries.count else { continue }
            let terms = PhraseMatching.numbers(part.terms)
            let count = PhraseMatching.count(positions, offsets: part.offsets, terms: terms, slop: UInt32(clamping: slop))
            if count > 0 { parts.append(inField(part.field, count: count, length: length, x: Float(count) * part.norms[length])) }
        }
        return parts
    }

    private func inField(_ field: FieldID, count: UInt32, length: UInt8, x: Float) -> Explanation {
        let times = count == 1 ? "once" : "\(count) times"
        let weight = run.binder.fieldWeight(field)
        let name = run.snapshot.schema[field].name
        return Explanation(
            "\(times) in '\(name)' (weight \(weight), about \(FieldLength.decode(length)) words long)", value: Double(x))
    }

    private func scored(_ label: String, idf: Float, boost: Float, _ parts: [Explanation]) -> Explanation {
        let x = parts.reduce(Float(0)) { $0 + Float($1.value) }
        var saturation = Explanation("occurrences, saturated: x / (\(formula.k1) + x)", value: Double(x / (formula.k1 + x)))
        saturation.parts = [Explanation("x: occurrences by weight and length", sumOf: parts)]
        var factors = [Explanation("rarity (idf)", value: Double(idf)), saturation]
        if boost != 1 { factors.append(Explanation("weight in the query", value: Double(boost))) }
        return Explanation(label, productOf: factors)
    }
}
