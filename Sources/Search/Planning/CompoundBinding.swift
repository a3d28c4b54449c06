/// Words written apart that others write together, and the other way round: `basket ball`, `basketball`. Each counts like one typo,
/// and less where what was typed is found as well.
extension QueryBinder {
    /// What the other way of writing counts: where what was typed is not in the index, and where it is.
    private static let onlyFactor: Float = 0.5
    private static let besideFactor: Float = 0.1
    /// A word of fewer documents than this does not fill a page.
    private static let pageful = 20
    /// Letters of a word written together, and of each part of one that is taken apart.
    private static let leastJoined = 5
    private static let leastSplit = 6
    private static let leastPart = 3

    /// Two words that follow each other, or the one that both make, where there is that: documents that have it, and not by
    /// chance (`inthe`), as a slip among very many documents. Nil: there is none.
    mutating func bind(
        _ first: TypedWord, joined second: TypedWord, at place: Int, _ numbers: NumberReading, _ fields: [FieldID],
        _ match: WordsQuery.Match
    ) throws -> [BoundQuery]? {
        let texts = fields.filter { snapshot.schema[$0].type == .text }
        guard first.folded.unicodeLength + second.folded.unicodeLength >= Self.leastJoined, !first.hasDigit, !second.hasDigit,
            let joined = try TypedWord.words(of: first.text + second.text).only
        else { return nil }
        let count = try documentCount(of: joined, texts)
        guard count > 0 else { return nil }
        let apart = min(try documentCount(of: first, texts), try documentCount(of: second, texts))
        guard apart < Self.pageful || count >= apart / 4 else { return nil }
        if !isNegated { corrections.append(.init(from: first.text + " " + second.text, to: first.text + second.text)) }
        // Where one of the two is not there, it was no word of its own.
        let words = try [first, second].enumerated().compactMap { i, word in
            try bind(word, at: place + i, numbers, fields, isPrefix: false, correctsTypos: false).map { BoundQuery.word($0) }
        }
        let together = try boosted(by: apart == 0 ? Self.onlyFactor : Self.besideFactor) { binder in
            let parts = try binder.wordParts(joined, at: 0, NumberReading(), texts, isPrefix: false)
            return BoundQuery.word(try binder.finish(joined.text, parts))
        }
        switch match {
        case .any: return words + [together]
        case .all: return [.either([.boolean(BoundBoolean(must: words, should: [], mustNot: [], minimumShould: 0)), together])]
        // It stands for each of the two where they are counted.
        case .most, .minimum: return words.map { .either([$0, together]) }
        }
    }

    /// A word, corrected where nobody has it, or the two that it is made of, where it fills no page and some text has the two in
    /// a row.
    mutating func bind(splitting word: TypedWord, at place: Int, _ numbers: NumberReading, _ fields: [FieldID]) throws -> BoundQuery? {
        let bound = try bind(word, at: place, numbers, fields, isPrefix: false, correctsTypos: true).map { BoundQuery.word($0) }
        let texts = fields.filter { snapshot.schema[$0].type == .text }
        guard !texts.isEmpty, word.folded.unicodeLength >= Self.leastSplit, !word.hasDigit else { return bound }
        let count = try documentCount(of: word, texts)
        guard count < Self.pageful else { return bound }
        let names = texts.map { snapshot.schema[$0].name }
        for text in try parts(of: word, texts) {
            let phrase = try boosted(by: count == 0 ? Self.onlyFactor : Self.besideFactor) { binder in
                try binder.bind(PhraseQuery(text: text, fields: names))
            }
            guard case .phrase = phrase, try documentCount(of: phrase, upTo: 1) > 0 else { continue }
            if !isNegated { corrections.append(.init(from: word.text, to: text)) }
            return bound.map { .either([$0, phrase]) } ?? phrase
        }
        return bound
    }

    /// The ways to take a word apart into two that documents have, those of the commoner words first.
    private func parts(of word: TypedWord, _ fields: [FieldID]) throws -> [String] {
        let scalars = Array(String(decoding: word.folded, as: UTF8.self).unicodeScalars)
        var ways: [(text: String, count: Int)] = []
        for place in Self.leastPart...max(Self.leastPart, scalars.count - Self.leastPart) {
            let halves = [scalars[..<place], scalars[place...]].map { String(String.UnicodeScalarView($0)) }
            let words = try halves.compactMap { try TypedWord.words(of: $0).only }
            guard words.count == 2 else { continue }
            let count = min(try documentCount(of: words[0], fields), try documentCount(of: words[1], fields))
            if count > 0 { ways.append((halves.joined(separator: " "), count)) }
        }
        return ways.enumerated().sorted { a, b in
            a.element.count != b.element.count ? a.element.count > b.element.count : a.offset < b.offset
        }.map(\.element.text)
    }

    /// The most documents that any one field has the word in.
    private func documentCount(of word: TypedWord, _ fields: [FieldID]) throws -> Int {
        var most = 0
        for field in fields {
            guard let term = try word.terms(for: snapshot.schema[field].analyzer).first else { continue }
            var count = 0
            for view in snapshot.views { count += Int(try view.segment.postings(field).dictionary.find(term)?.entry.documentCount ?? 0) }
            most = max(most, count)
        }
        return most
    }
}

extension TypedWord {
    fileprivate var hasDigit: Bool { folded.hasDigit }
}

extension [TypedWord] {
    /// The element, where there is one alone.
    fileprivate var only: TypedWord? { count == 1 ? self[0] : nil }
}

// MARK: counting

extension QueryBinder {
    /// How many documents match, deleted ones included: counted until there are `limit`, or the deadline comes.
    mutating func documentCount(of query: BoundQuery, upTo limit: Int) throws -> Int {
        var count = 0
        for number in snapshot.views.indices where hasTime() && count < limit {
            let plan = SegmentPlan(
                segment: snapshot.views[number].segment, number: number, formula: formula, grid: ScoreGrid(most: query.mostPoints),
                progress: SearchProgress(prunes: false), deadline: deadline)
            guard let matcher = try plan.matcher(for: query) else { continue }
            let bits = WindowBits()
            var next = matcher.lowerBound(0)
            while next < UInt32(plan.segment.documentCount), count < limit, hasTime() {
                let window = Window(at: next, documentCount: plan.segment.documentCount)
                try matcher.match(window, bits)
                count += bits.population
                next = matcher.lowerBound(window.limit)
            }
        }
        return count
    }
}
