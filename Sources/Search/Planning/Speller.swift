internal import Glibc

/// Looks for the words that somebody may have meant by what was typed: words of text fields, as they are written there, ranked by
/// a noisy channel. How likely the error is (`ErrorModel`) weighs against how common the word is.
struct Speller {
    let snapshot: Snapshot
    /// Text fields.
    let fields: [FieldID]
    private var model = ErrorModel()

    /// How far a word may be from what was typed.
    enum Reach {
        /// For searching at once for other words than were typed: one edit from five letters on, two from nine. What
        /// changes the first letter counts double.
        case cautious
        /// For words that are only offered: one edit from three letters on, two from five.
        case wide

        fileprivate func limit(letters: Int) -> Int {
            switch self {
            case .cautious: letters >= 9 ? 2 : letters >= 5 ? 1 : 0
            case .wide: letters >= 5 ? 2 : letters >= 3 ? 1 : 0
            }
        }
    }

    struct Candidate {
        /// As it is written, but for case.
        var text: String
        /// Where it is found: for each field, its term there, and the entry in each segment.
        var places: [Place]
        /// Documents, or in stemmed fields occurrences, of the word as it is written: the most of any field.
        var count: Int
        /// The cost of the error that makes of it what was typed.
        var error: Float

        /// How unlikely it is that this was meant: a negative logarithm but for a constant.
        var cost: Float { error - Speller.frequency(count) }
    }

    struct Place {
        var field: FieldID
        var term: [UInt8]
        var entries: [TermEntry?]
    }

    /// A word of the vocabulary near what was typed.
    private struct Near {
        var folded: [UInt8]
        var edits: Int
        /// As in `Candidate`.
        var count = 0
    }

    init(_ snapshot: Snapshot, fields: [FieldID]) {
        self.snapshot = snapshot
        self.fields = fields.filter { snapshot.schema[$0].type == .text }
    }

    /// The words that some document has within reach of one, the likeliest first; the word itself is none of them. None for
    /// words with a digit: a size or a number that is nearly right is wrong.
    /// - Parameters:
    ///   - limit: how many are wanted.
    ///   - goesOn: asked now and then; false ends the search early.
    ///   - isWanted: by how common a word is and what its error costs.
    mutating func candidates(
        for folded: [UInt8], _ reach: Reach, limit: Int = .max, while goesOn: () -> Bool = { true },
        where isWanted: (_ count: Int, _ error: Float) -> Bool = { _, _ in true }
    ) throws -> [Candidate] {
        let typed = String(decoding: folded, as: UTF8.self).unicodeScalars.map(\.value)
        let edits = reach.limit(letters: typed.count)
        guard edits > 0, !folded.hasDigit else { return [] }
        let near = try words { terms in
            switch reach {
            case .wide: return terms.near(folded, limit: edits, while: goesOn).filter { $0.edits > 0 }
            case .cautious:
                let found = terms.near(folded, limit: edits, prefixLength: 1, while: goesOn)
                let others = edits > 1 ? terms.near(folded, limit: edits - 1, while: goesOn) : []
                return (found + others).filter { $0.edits > 0 }
            }
        }
        // Those that may be the likeliest come first: once enough are likelier than the rest can be, that need not be looked at.
        let promising = near.map { text, word in
            (text: text, word: word, least: Float(word.edits) * ErrorModel.leastCost - Self.frequency(word.count))
        }
            .sorted { $0.least < $1.least }
        var ranked: [(text: [UInt8], word: Near, error: Float, cost: Float)] = []
        for (text, word, least) in promising {
            if limit < .max, ranked.count >= limit, least > ranked[limit - 1].cost { break }
            let error = model.cost(of: typed, meant: String(decoding: word.folded, as: UTF8.self).unicodeScalars.map(\.value))
            guard isWanted(word.count, error) else { continue }
            let cost = error - Self.frequency(word.count)
            // Of one word with and without diacritics, the one with.
            let place = ranked.firstIndex { $0.cost != cost ? $0.cost > cost : $0.text.lexicographicallyPrecedes(text) } ?? ranked.count
            ranked.insert((text, word, error, cost), at: place)
        }
        var found: [Candidate] = []
        for (text, word, error, _) in ranked where found.count < limit {
            guard let places = try places(of: text, word) else { continue }
            found.append(Candidate(text: String(decoding: text, as: UTF8.self), places: places, count: word.count, error: error))
        }
        return found
    }

    fileprivate static func frequency(_ count: Int) -> Float { ErrorModel.frequencyExponent * logf(Float(count) + 1) }

    /// Among all words that people type, one in so many is mistyped (as a logarithm).
    private static let oddsOfTyping: Float = 2

    /// How often the word is there as it is typed, as in `Candidate.count`; 0 also where only others have its stem.
    func count(of word: TypedWord) throws -> Int {
        try words { $0.near(word.folded, limit: 0) }.values.reduce(0) { max($0, $1.count) }
    }

    /// Whether some text has the word as it is typed. Told at once for words that are written without diacritics.
    func isKnown(_ word: TypedWord) throws -> Bool {
        for view in snapshot.views {
            for field in fields {
                let analyzer = snapshot.schema[field].analyzer
                let isThere = try analyzer.isStemmed
                    ? view.segment.surfaceWords(analyzer).contains(word.folded)
                    : view.segment.postings(field).dictionary.find(word.folded) != nil
                if isThere { return true }
            }
        }
        return try count(of: word) > 0
    }

    /// The word that is likelier to have been meant than the one typed; where nobody has that, any.
    mutating func likelier(than word: TypedWord, while goesOn: () -> Bool = { true }) throws -> Candidate? {
        let own = try count(of: word)
        // How much commoner another word is must outweigh its error, and that most words are typed right.
        func isLikelier(_ count: Int, error: Float) -> Bool {
            own == 0 || logf((Float(count) + 1) / (Float(own) + 1)) > error + Self.oddsOfTyping
        }
        guard isLikelier(snapshot.physicalCount, error: ErrorModel.leastCost) else { return nil }
        return try candidates(for: word.folded, .wide, limit: 1, while: goesOn, where: isLikelier).first
    }

    /// Candidates whose neighbours are looked at, and the number of pairs beyond which all are many.
    private static let contextLimit = 5
    private static let pairLimit = 1000
    /// A word that so many documents have beside a neighbour is what was meant.
    private static let settledPairs = 100
    /// What a word's own frequency counts beside one pair.
    private static let backoff: Float = 0.1

    /// The word that is likeliest beside its neighbours; nil: the one typed. What is likely is told by how many documents have it
    /// beside each neighbour, and where none has, by how common it is: a bigram model, counted as it is needed.
    /// - Parameters:
    ///   - isMissing: nothing has all the words as they were typed, so that one of them is not what was meant.
    mutating func likeliest(
        for word: TypedWord, after: String?, before: String?, isMissing: Bool, _ binder: inout QueryBinder
    ) throws -> Candidate? {
        let names = fields.map { snapshot.schema[$0].name }
        func pairs(_ text: String, upTo limit: Int, _ binder: inout QueryBinder) throws -> Int {
            var pairs = 0
            for pair in [after.map { "\($0) \(text)" }, before.map { "\(text) \($0)" }].compactMap({ $0 }) where pairs < limit {
                let phrase = try binder.bind(PhraseQuery(text: pair, fields: names))
                if case .phrase = phrase { pairs += try binder.documentCount(of: phrase, upTo: limit) }
            }
            return pairs
        }
        func cost(_ pairs: Int, count: Int, error: Float) -> Float {
            error - logf(Float(pairs) + Self.backoff * (Float(count) + 1) / (Float(snapshot.physicalCount) + 1))
        }
        let own = try count(of: word)
        let odds = isMissing ? 0 : Self.oddsOfTyping
        var least = Float.infinity
        if own > 0 {
            let known = try pairs(word.text, upTo: Self.settledPairs, &binder)
            if known >= Self.settledPairs { return nil }
            least = cost(known, count: own, error: 0)
        }
        var best: Candidate?
        for candidate in try candidates(for: word.folded, .wide, limit: Self.contextLimit, while: { binder.hasTime() }) {
            let pairs = try pairs(candidate.text, upTo: Self.pairLimit, &binder)
            let cost = cost(pairs, count: candidate.count, error: candidate.error + odds)
            if cost < least { (least, best) = (cost, candidate) }
        }
        return best
    }

    /// The words of the vocabulary that `find` finds, as they are written.
    private func words(_ find: (NearTerms) -> [NearTerms.Found]) throws -> [[UInt8]: Near] {
        var words: [[UInt8]: Near] = [:]
        var known: Set<AnalyzerKind> = []
        for field in fields {
            let analyzer = snapshot.schema[field].analyzer
            let isStemmed = analyzer.isStemmed
            // Words as they are written are kept for all fields of an analysis together.
            guard !isStemmed || known.insert(analyzer).inserted else { continue }
            var own: [[UInt8]: Near] = [:]
            for view in snapshot.views {
                let surface = isStemmed ? try view.segment.surfaceWords(analyzer) : nil
                let terms = try surface?.near ?? view.segment.nearTerms(field)
                var seen: Set<Int> = []
                for found in find(terms) where seen.insert(found.ordinal).inserted {
                    let folded = Array(terms.term(at: found.ordinal))
                    own[surface?.word(at: found.ordinal) ?? folded, default: Near(folded: folded, edits: found.edits)].count
                        += terms.count(at: found.ordinal)
                }
            }
            words.merge(own) { $0.count >= $1.count ? $0 : $1 }
        }
        return words
    }

    /// Where the word is found; nil where nobody has it.
    private func places(of text: [UInt8], _ word: Near) throws -> [Place]? {
        var places: [Place] = []
        var terms: [AnalyzerKind: [UInt8]] = [:]
        for field in fields {
            let analyzer = snapshot.schema[field].analyzer
            let term = try terms[analyzer]
                ?? (analyzer.isStemmed ? AnalyzerPool.shared.tokens(of: text, with: analyzer).first?.term : nil) ?? word.folded
            terms[analyzer] = term
            let entries = try snapshot.views.map { try $0.segment.postings(field).dictionary.find(term)?.entry }
            if entries.contains(where: { $0 != nil }) { places.append(Place(field: field, term: term, entries: entries)) }
        }
        return places.isEmpty ? nil : places
    }
}

extension AnalyzerKind {
    /// Whether terms are stems, beside which words are kept as they are written.
    var isStemmed: Bool { if case .snowball = self { true } else { false } }
}
