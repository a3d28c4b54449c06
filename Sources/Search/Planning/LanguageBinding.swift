/// A word in the languages of a field: beside the word itself its stems, and the compounds that it is a part of.
extension QueryBinder {
    /// What the word itself counts where its stem stands beside it, and what the stem does: a word as it was typed counts 1.
    static let wordFactor: Float = 0.4
    static let stemFactor: Float = 0.6
    /// What compounds count that end in the word (`Schuhe`: `Kinderschuhe`), and that begin with it (`Kinder`).
    static let headFactor: Float = 0.5
    static let modifierFactor: Float = 0.25
    /// What the parts of a compound that was typed count each, somewhere in a document, beside the compound.
    static let partBoost: Float = 0.3

    /// The languages that words of a field have been taken to be in.
    func languages(of field: FieldID) throws -> [SnowballLanguage] {
        switch snapshot.schema[field].analyzer {
        case .snowball(let language): return [language]
        case .auto:
            let held = try snapshot.views.map { try $0.segment.stemLanguages(field) }
            return LanguageStem.languages.filter { language in held.contains { $0.contains(language) } }
        case .standard, .identifier: return []
        }
    }

    /// The word's stems in a field, each with what its terms begin with.
    private func stems(of word: TypedWord, in field: FieldID) throws -> [(language: SnowballLanguage, mark: [UInt8], stem: [UInt8])] {
        let isMarked = snapshot.schema[field].analyzer == .auto
        return try languages(of: field).compactMap { language in
            // Where the words themselves are stems, only compounds need them.
            guard isMarked || CompoundSplitter.languages.contains(language) else { return nil }
            guard let stem = try word.stem(language) else { return nil }
            return (language, isMarked ? LanguageStem.mark(language) : [], stem)
        }
    }

    /// The terms of a field that are the word itself, or its stems: no compounds.
    func ownTerms(of word: TypedWord, in field: FieldID) throws -> [[UInt8]] {
        let analyzer = snapshot.schema[field].analyzer
        let stems = try analyzer == .auto ? stems(of: word, in: field).map { $0.mark + $0.stem } : []
        return try word.terms(for: analyzer) + stems
    }

    /// Adds the terms that stand for a word in a field; `terms`: the word itself.
    mutating func add(_ word: TypedWord, _ terms: [[UInt8]], to part: inout BoundPart) throws {
        let stems = try stems(of: word, in: part.field)
        let isMarked = snapshot.schema[part.field].analyzer == .auto && !stems.isEmpty
        for term in terms { try add(exact: term, isMarked ? Self.wordFactor : 1, to: &part) }
        for (language, mark, stem) in stems {
            if isMarked { try add(exact: mark + stem, Self.stemFactor, to: &part) }
            if let lexicon = snapshot.compounds(part.field, language, mark) { try add(compoundsOf: stem, lexicon, to: &part) }
        }
    }

    private mutating func add(compoundsOf stem: [UInt8], _ lexicon: CompoundLexicon, to part: inout BoundPart) throws {
        let mark = lexicon.mark
        guard stem.count >= CompoundSplitter.leastStemLetters else { return }
        for (i, view) in snapshot.views.enumerated() {
            func take(_ term: [UInt8], _ entry: TermEntry, _ factor: Float) {
                part.entries[i].append(WeightedEntry(entry: entry, factor: factor))
                part.forms.terms.insert(term)
            }
            try view.segment.endings(part.field).forEach(ending: stem) { term, entry in
                let isOne = try term.starts(with: mark) && lexicon.role(of: stem, in: Array(term[mark.count...])) == .head
                if isOne { take(term, entry, Self.headFactor) }
                return hasTime()
            }
            try view.segment.postings(part.field).dictionary.forEach(prefix: mark + stem) { term, entry in
                if try lexicon.role(of: stem, in: Array(term[mark.count...])) == .modifier { take(term, entry, Self.modifierFactor) }
                return hasTime()
            }
        }
    }

    /// The parts of a word that is a compound, all of them somewhere in a document; nil: it is none in any field.
    mutating func bindParts(of word: TypedWord, _ fields: [FieldID]) throws -> BoundQuery? {
        var modifiers: [BoundPart] = []
        var heads: [BoundPart] = []
        for field in fields where snapshot.schema[field].analyzer.mayHaveCompounds {
            for (language, mark, stem) in try stems(of: word, in: field) {
                guard let split = try snapshot.compounds(field, language, mark)?.split(stem) else { continue }
                modifiers.append(try emptyPart(field))
                heads.append(try emptyPart(field))
                try add(exact: mark + split.modifier, to: &modifiers[modifiers.count - 1])
                try add(exact: mark + split.head, to: &heads[heads.count - 1])
                break
            }
        }
        guard !heads.isEmpty else { return nil }
        var words = [try finish(word.text, modifiers), try finish(word.text, heads)]
        for i in words.indices { words[i].boost *= Self.partBoost }
        return .boolean(BoundBoolean(must: words.map { .word($0) }, should: [], mustNot: [], minimumShould: 0))
    }

    /// Whether it is one in a language of each field that has any.
    func isFunctionWord(_ word: TypedWord, _ fields: [FieldID]) throws -> Bool {
        let known = try fields.map { try languages(of: $0) }.filter { !$0.isEmpty }
        return !known.isEmpty && known.allSatisfy { $0.contains { FunctionWords.contains(word.folded, of: $0) } }
    }
}
