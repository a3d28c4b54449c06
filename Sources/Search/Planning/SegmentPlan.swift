/// Makes the matchers of a bound query for one segment.
struct SegmentPlan {
    let segment: Segment
    let number: Int
    let formula: BM25
    let grid: ScoreGrid
    let progress: SearchProgress
    let deadline: Deadline

    /// A word of more terms than this is read beforehand.
    private static let gatherLimit = 24
    /// And one of fewer postings than one for so many documents.
    private static let gatherShare = 64

    /// Nil: nothing in this segment matches. `isOptional`: documents may lack this part.
    func matcher(for query: BoundQuery, isOptional: Bool = false) throws -> (any Matcher)? {
        switch query {
        case .all: return SetMatcher(BitSet(count: segment.documentCount, all: true))
        case .nothing: return nil
        case .word(let word): return try matcher(for: word)
        case .phrase(let phrase): return try matcher(for: phrase)
        case .filter(let filter): return SetMatcher(try filter.documents(in: segment, until: deadline))
        case .boolean(let boolean): return try matcher(for: boolean, isOptional: isOptional)
        case .either(let parts): return try matcher(forEither: parts)
        case .boosted(let query, let boosts):
            guard let matcher = try inner.matcher(for: query, isOptional: isOptional) else { return nil }
            let sets = try boosts.boosts.map { (documents: try $0.filter.documents(in: segment, until: deadline), factor: $0.factor) }
            return BoostMatcher(matcher, sets, base: Int32(boosts.base * grid.unitsPerPoint), most: boosts.most)
        case .bonus(let bonus): return bonus.documents[number].map { SetMatcher($0, units: bonus.units(grid)) }
        }
    }

    /// Whether making the matcher is much of the work: then it is made once, and scores while it matches.
    func gathers(_ query: BoundQuery) -> Bool {
        switch query {
        case .all, .nothing, .phrase, .bonus: false
        case .filter: true
        case .word(let word): isGathered(word) && word.phrases.isEmpty
        case .boolean(let boolean): (boolean.must + boolean.should + boolean.mustNot).contains { gathers($0) }
        case .either(let parts): parts.contains { gathers($0) }
        case .boosted: true
        }
    }

    /// What the query is worth to some documents that it matches.
    func scores(of query: BoundQuery, _ documents: [UInt32]) throws -> [UInt32: Float] {
        var found: [UInt32: Float] = [:]
        if case .all = query { return found }
        // What does not match is worth nothing, though a part of it may be there.
        guard let matcher = try matcher(for: query, isOptional: true) else { return found }
        let bits = WindowBits()
        let scores = WindowScores()
        var rest = documents.sorted()[...]
        while let first = rest.first {
            // A word of documents at a time: others need not be looked at.
            let window = Window(at: first, documentCount: segment.documentCount, length: 64)
            let inside = rest.prefix { $0 < window.limit }
            rest = rest.dropFirst(inside.count)
            bits.clear()
            for document in inside { bits.insert(Int(document - window.base)) }
            bits.forEach { scores[$0] = 0 }
            try matcher.score(window, bits, scores)
            for document in inside { found[document] = grid.points(scores[Int(document - window.base)]) }
        }
        return found
    }

    /// Whether a word's lists are read beforehand: very many, or so short that windows of documents would cost more than they.
    private func isGathered(_ word: BoundWord) -> Bool {
        let termCount = termCount(word)
        return termCount > Self.gatherLimit || termCount > 1 && postingCount(word) < segment.documentCount / Self.gatherShare
    }

    private func postingCount(_ word: BoundWord) -> Int {
        word.parts.reduce(0) { $0 + $1.entries[number].reduce(0) { $0 + Int($1.entry.documentCount) } }
    }

    private func termCount(_ word: BoundWord) -> Int { word.parts.reduce(0) { $0 + $1.entries[number].count } }

    /// The threshold is for whole documents: a part inside another must not leave out what other parts lift over it.
    private var inner: SegmentPlan {
        SegmentPlan(segment: segment, number: number, formula: formula, grid: grid, progress: SearchProgress(prunes: false),
            deadline: deadline)
    }

    private func matcher(forEither parts: [BoundQuery]) throws -> (any Matcher)? {
        let inner = inner
        let matchers = try parts.compactMap { try inner.matcher(for: $0, isOptional: true) }
        return matchers.count > 1 ? EitherMatcher(matchers, progress: progress) : matchers.first
    }

    private func matcher(for query: BoundBoolean, isOptional: Bool) throws -> (any Matcher)? {
        let inner = inner
        var must: [any Matcher] = []
        for part in query.must {
            guard let matcher = try inner.matcher(for: part, isOptional: isOptional) else { return nil }
            must.append(matcher)
        }
        let should = try query.should.compactMap { try inner.matcher(for: $0, isOptional: true) }
        guard should.count >= query.minimumShould else { return nil }
        let mustNot = try query.mustNot.compactMap { try inner.matcher(for: $0) }
        if mustNot.isEmpty, must.count + should.count == 1 { return must.first ?? should[0] }
        return BooleanMatcher(
            must: must, should: should, mustNot: mustNot, minimumShould: query.minimumShould,
            isOptional: isOptional, progress: progress)
    }

    /// The short way to the best hits or to their number, for words that are one list each, all or any of them asked for,
    /// or all and some that need not be there; nil for other queries.
    func topSearch(for query: BoundQuery, accepted: BitSet?, _ aims: TopSearch.Aims) throws -> TopSearch? {
        let words: [BoundQuery]
        var required = 0
        switch query {
        case .word: words = [query]
        case .boolean(let boolean) where boolean.mustNot.isEmpty && !boolean.must.isEmpty && boolean.minimumShould == 0:
            // What need not be there changes no count.
            words = boolean.must + (aims.best ? boolean.should : [])
            required = boolean.must.count
        case .boolean(let boolean) where boolean.mustNot.isEmpty && boolean.must.isEmpty && boolean.minimumShould == 1:
            words = boolean.should
        default: return nil
        }
        var terms: [(part: BoundPart, term: WeightedEntry, weight: Float)] = []
        for (place, word) in words.enumerated() {
            if place == required, terms.count < required { return nil }
            guard case .word(let word) = word, termCount(word) <= 1, word.phrases.isEmpty,
                !word.parts.contains(where: { $0.begun != nil || !$0.verbatim.isEmpty })
            else { return nil }
            for part in word.parts {
                if let term = part.entries[number].first { terms.append((part, term, word.weight)) }
            }
        }
        if terms.isEmpty || terms.count < required { return nil }
        let lists = try Row(count: terms.count) {
            let (part, term, points) = terms[$0]
            return try ScoredList(
                try segment.postings(part.field), term.entry, dense: try segment.denseBits(part.field, term.entry),
                lengths: try segment.lengths(part.field), norms: part.norms, factor: term.factor, weight(points))
        }
        return TopSearch(
            lists, required: required, documentCount: segment.documentCount, accepted: accepted, aims, progress: progress,
            deadline: deadline)
    }

    /// All documents that match, where sets are the shortest way to them; nil for other queries.
    func matches(_ query: BoundQuery) throws -> BitSet? {
        try deadline.check()
        switch query {
        case .all: return BitSet(count: segment.documentCount, all: true)
        case .nothing: return BitSet(count: segment.documentCount)
        case .phrase: return nil
        case .filter(let filter): return try filter.documents(in: segment, until: deadline)
        case .word(let word): return try matches(word)
        case .boolean(let boolean):
            guard boolean.minimumShould <= 1 else { return nil }
            var all: BitSet?
            if boolean.minimumShould == 1 {
                for part in boolean.should {
                    guard let set = try matches(part) else { return nil }
                    if all == nil { all = set } else { all?.formUnion(set) }
                }
            }
            for part in boolean.must {
                guard let set = try matches(part) else { return nil }
                if all == nil { all = set } else { all?.formIntersection(set) }
            }
            for part in boolean.mustNot {
                guard let set = try matches(part) else { return nil }
                all?.subtract(set)
            }
            return all
        case .either(let parts):
            var all = BitSet(count: segment.documentCount)
            for part in parts {
                guard let set = try matches(part) else { return nil }
                all.formUnion(set)
            }
            return all
        case .boosted(let query, _): return try matches(query)
        case .bonus(let bonus): return bonus.documents[number] ?? BitSet(count: segment.documentCount)
        }
    }

    private func matches(_ word: BoundWord) throws -> BitSet? {
        if !word.phrases.isEmpty { return nil }
        var bits = PostingsBits(documentCount: segment.documentCount)
        var pace = PostingsPace(deadline)
        for part in word.parts {
            if let begun = part.begun { bits.add(try segment.begun(part.field, begun.prefix, until: deadline).page.bytes) }
            let postings = try segment.postings(part.field)
            for term in part.entries[number] {
                try pace.list(of: term.entry.documentCount)
                if let dense = try segment.denseBits(part.field, term.entry) {
                    bits.add(dense.bytes)
                } else {
                    try bits.add(postings, term.entry)
                }
            }
        }
        return bits.set
    }

    private func weight(_ points: Float) -> WordWeight { WordWeight(most: points, k1: formula.k1, grid: grid) }

    private func matcher(for word: BoundWord) throws -> (any Matcher)? {
        var sources: [any OccurrenceSource] = []
        for part in word.parts {
            for verbatim in part.verbatim {
                guard let entry = verbatim.entries[number] else { continue }
                sources.append(BegunSource(try segment.exactBits(part.field, entry), x: verbatim.x))
            }
            guard let begun = part.begun else { continue }
            let (bits, count) = try segment.begun(part.field, begun.prefix, until: deadline)
            if count > 0 { sources.append(BegunSource(bits, x: begun.x)) }
        }
        for part in word.phrases where part.entries[number] != nil { sources.append(try phraseSource(part, slop: 0, pruning: nil)) }
        let termCount = termCount(word)
        if termCount + sources.count == 0 { return nil }
        if isGathered(word) { return WordMatcher(sources + [try gathered(word)], weight(word.weight)) }
        for part in word.parts where !part.entries[number].isEmpty {
            let postings = try segment.postings(part.field)
            let lengths = try segment.lengths(part.field)
            for term in part.entries[number] {
                let dense = try segment.denseBits(part.field, term.entry)
                sources.append(
                    try TermSource(postings, term.entry, dense: dense, lengths: lengths, norms: part.norms, factor: term.factor))
            }
        }
        return WordMatcher(sources, weight(word.weight))
    }

    private func gathered(_ word: BoundWord) throws -> any OccurrenceSource {
        var pace = PostingsPace(deadline)
        var gatherer = PostingsGatherer(documentCount: segment.documentCount, postingCount: postingCount(word))
        for part in word.parts where !part.entries[number].isEmpty {
            let postings = try segment.postings(part.field)
            let lengths = try segment.lengths(part.field)
            for term in part.entries[number] {
                try pace.list(of: term.entry.documentCount)
                try gatherer.add(postings, term.entry, lengths: lengths, norms: part.norms, factor: term.factor)
            }
        }
        return gatherer.finish()
    }

    private func matcher(for phrase: BoundPhrase) throws -> (any Matcher)? {
        var sources: [any OccurrenceSource] = []
        let parts = phrase.parts.filter { $0.entries[number] != nil }
        let weight = weight(phrase.weight)
        for part in parts {
            // In several fields a document's score is a sum.
            let pruning = parts.count == 1 && progress.prunes ? PhraseSource.Pruning(progress: progress, weight: weight) : nil
            sources.append(try phraseSource(part, slop: phrase.slop, pruning: pruning))
        }
        return sources.isEmpty ? nil : WordMatcher(sources, weight)
    }

    /// Whether some document has the words in a row.
    func occurs(_ phrase: BoundPhrasePart) throws -> Bool {
        guard phrase.entries[number] != nil else { return false }
        let source = try phraseSource(phrase, slop: 0, pruning: nil)
        let bits = WindowBits()
        var base: UInt32 = 0
        while true {
            try deadline.check()
            base = source.lowerBound(base)
            if Int(base) >= segment.documentCount { return false }
            let window = Window(at: base, documentCount: segment.documentCount)
            bits.clear()
            try source.match(window, bits)
            if bits.population > 0 { return true }
            base = window.limit
        }
    }

    private func phraseSource(_ part: BoundPhrasePart, slop: Int, pruning: PhraseSource.Pruning?) throws -> PhraseSource {
        let postings = try segment.postings(part.field)
        let entries = part.entries[number] ?? []
        let words = try Row(count: entries.count) {
            try PhraseWord(postings, entries[$0], dense: try segment.denseBits(part.field, entries[$0]))
        }
        return PhraseSource(
            words, offsets: part.offsets, terms: PhraseMatching.numbers(part.terms), slop: slop,
            lengths: try segment.lengths(part.field), norms: part.norms, pruning: pruning)
    }
}

extension BoundBonus {
    func units(_ grid: ScoreGrid) -> Int32 { Int32(points * grid.unitsPerPoint) }
}
