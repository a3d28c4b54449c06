/// What an index's settings make of the words of a query: other ways to say them, and words that need not be met.
struct WordSettings {
    var groups: [CompiledSettings.Group] = []
    /// Numbers of words.
    var optional: Set<Int> = []

    func group(of word: Int) -> CompiledSettings.Group? { groups.first { $0.words.contains(word) } }

    /// Of a word that is a group by itself: its other ways that are plain words, which share its bag.
    func singles(of word: Int) throws(AnalysisError) -> [WeightedWord] {
        guard let group = group(of: word), group.words.count == 1 else { return [] }
        var singles: [WeightedWord] = []
        for way in group.ways where !way.mayBeNumber {
            let words = try TypedWord.words(of: way.text)
            if words.count == 1 { singles.append(WeightedWord(word: words[0], factor: Float(way.weight))) }
        }
        return singles
    }
}

/// A word that stands for another, and what it counts beside it.
struct WeightedWord {
    var word: TypedWord
    var factor: Float
}

/// One of the things that a query asks for: a word, words that are one number, or words that may be one.
struct WordClause {
    /// By their numbers.
    var words: Range<Int>
    var query: BoundQuery
    /// Of the words as they were typed.
    var idf: Float
    var isNumber = false

    init(words: Range<Int>, word: BoundWord, isNumber: Bool) {
        self.words = words
        query = .word(word)
        idf = word.idf
        self.isNumber = isNumber
    }

    init(words: Range<Int>, query: BoundQuery) {
        self.words = words
        self.query = query
        idf = query.idf
    }
}

extension CompiledSettings.Way {
    /// Part numbers are asked for as such, whatever they stand for.
    fileprivate var mayBeNumber: Bool { text.utf8.contains { $0 &- 0x30 < 10 } }
}

extension QueryBinder {
    func wordSettings(_ query: WordsQuery, _ typed: [TypedWord], _ fields: [FieldID]) throws -> WordSettings {
        var found = WordSettings()
        if query.match == .all || functionWordWeight < 1 {
            // Function words need not be there, but count where they are.
            for (number, word) in typed.enumerated() where try isFunctionWord(word, fields) { found.optional.insert(number) }
        }
        guard query.usesSynonyms || query.stopWords != .none, let settings = try snapshot.compiledSettings() else { return found }
        if query.usesSynonyms, settings.hasSynonyms {
            found.groups = settings.groups(try typed.map { try settings.cutter.word($0.text) })
        }
        let languages = fields.compactMap { snapshot.schema[$0].analyzer.language?.rawValue }
        let stopWords = settings.stopWords(query.stopWords, languages: Set(languages))
        // The last word while it is typed may become another.
        let settled = query.lastIsPrefix ? typed.dropLast() : typed[...]
        for (number, word) in settled.enumerated() where stopWords.contains(word.folded) { found.optional.insert(number) }
        return found
    }

    /// The words of a query, each met by itself or by another way to say what it is a part of.
    ///
    /// A way to say n words is worth its share, one n-th, at each of them: whoever has it has them all, and a document that has
    /// some of the words and the way loses nothing. Beside its weight, a way is worth no more than what was typed.
    mutating func withWays(_ clauses: [WordClause], _ settings: WordSettings, _ names: [String]) throws -> [BoundQuery] {
        var all = clauses.map(\.query)
        for group in settings.groups {
            let members = clauses.indices.filter { clauses[$0].words.overlaps(group.words) }
            let isInBag = group.words.count == 1 && !members.contains { clauses[$0].isNumber }
            let own = members.reduce(Float(0)) { $0 + clauses[$1].idf }
            var ways: [BoundQuery] = []
            for way in group.ways where !members.isEmpty {
                if try isInBag && !way.mayBeNumber && TypedWord.words(of: way.text).count == 1 { continue }
                let bound =
                    try way.mayBeNumber
                    ? bind(WordsQuery(text: way.text, fields: names)) : bind(PhraseQuery(text: way.text, fields: names))
                if let way = bound.weighted(Float(way.weight) / Float(members.count), most: own) { ways.append(way) }
            }
            if ways.isEmpty { continue }
            for member in members { all[member] = .either([all[member]] + ways) }
        }
        return all
    }

    /// Puts words together: optional ones add to the score only, unless there are no others.
    func joined(_ words: [BoundQuery], _ optional: [BoundQuery], _ match: WordsQuery.Match) -> BoundQuery {
        if words.isEmpty { return joined(optional, [], match) }
        if optional.isEmpty, words.count == 1 { return words[0] }
        let optional = optional.map { $0.multiplied(by: functionWordWeight) }
        switch match {
        case .all: return .boolean(BoundBoolean(must: words, should: optional, mustNot: [], minimumShould: 0))
        case .any, .most, .minimum:
            var minimum = 1
            if case .minimum(let count) = match { minimum = min(max(count, 1), words.count) }
            if match == .most { minimum = WordsQuery.least(of: words.count) }
            let needed = BoundBoolean(must: [], should: words, mustNot: [], minimumShould: minimum)
            if optional.isEmpty { return .boolean(needed) }
            let must = words.count == 1 ? words[0] : .boolean(needed)
            return .boolean(BoundBoolean(must: [must], should: optional, mustNot: [], minimumShould: 0))
        }
    }

    /// A bound query with the boosts of rules around it.
    func boosted(_ query: BoundQuery, by boosts: [Curation.Boost]) throws -> BoundQuery {
        if boosts.isEmpty { return query }
        let bound = try boosts.map { boost in
            BoundBoosts.Boost(
                filter: try BoundFilter(boost.filter, snapshot.schema), factor: boost.factor,
                label: "rule '\(boost.rule)': where \(boost.filter.text)")
        }
        return .boosted(query, BoundBoosts(boosts: bound, base: query.mostPoints > 0 ? 0 : 1))
    }
}

extension BoundQuery {
    /// Words worth `share` of their idf, or of `most` where that is less; nil for what is worth nothing.
    fileprivate func weighted(_ share: Float, most: Float) -> BoundQuery? {
        let own = idf
        return own > 0 ? multiplied(by: share * min(1, most / own)) : nil
    }

    fileprivate var idf: Float {
        switch self {
        case .word(let word): word.idf
        case .phrase(let phrase): phrase.idf
        case .boolean(let boolean): (boolean.must + boolean.should).reduce(0) { $0 + $1.idf }
        // The word itself comes first among the ways to say it.
        case .either(let ways): ways.first?.idf ?? 0
        case .all, .nothing, .filter, .boosted, .bonus: 0
        }
    }

    func multiplied(by factor: Float) -> BoundQuery {
        switch self {
        case .word(var word):
            word.boost *= factor
            return .word(word)
        case .phrase(var phrase):
            phrase.boost *= factor
            return .phrase(phrase)
        case .boolean(var boolean):
            boolean.must = boolean.must.map { $0.multiplied(by: factor) }
            boolean.should = boolean.should.map { $0.multiplied(by: factor) }
            return .boolean(boolean)
        case .either(let ways): return .either(ways.map { $0.multiplied(by: factor) })
        case .all, .nothing, .filter, .boosted, .bonus: return self
        }
    }
}
