/// The documents that a query names in whole: somebody who asks for "notebook" wants the category of that name before the
/// sleeves, locks and batteries for notebooks, however often those say the word.
///
/// These documents may be far behind the best hits by their words alone, so they are lifted before those are chosen, not
/// by the closer look. Named are they by all words of the query as they were typed, or by their stems: not by what else a search
/// finds for them, such as compounds and synonyms.
struct WholeNames {
    private let words: [TypedWord]
    private let title: FieldID
    private let binder: QueryBinder
    private let snapshot: Snapshot
    private let deadline: Deadline

    /// Longer queries name nothing as a whole.
    private static let wordLimit = 3
    /// Languages of a field whose words may be in several, that are tried.
    private static let languageLimit = 4

    /// What naming is worth to the documents that the query names.
    /// - Parameter fields: where names are looked for; nil: where `SignalFields` says. A later page looks where the first did,
    ///   whatever the fields have become by then.
    /// - Returns: nil where nothing is named; the fields that were looked in.
    static func bonus(
        in query: BoundQuery, _ binder: QueryBinder, _ ranking: Ranking, fields: Set<FieldID>?
    ) throws -> (bonus: BoundBonus?, fields: Set<FieldID>) {
        let all = SignalWord.words(of: query)
        guard ranking.window > 0, ranking.signals.whole > 0, let names = try WholeNames(query, binder, all) else { return (nil, []) }
        let own = SignalFields(all, binder)
        let asked = fields ?? own.short.union(own.keywords)
        let found: [BitSet?]
        // Who has no time for names has some for hits: they come in the order of their words.
        do { found = try names.documents(asked) } catch is OutOfTime { return (nil, []) }
        guard found.contains(where: { $0 != nil }) else { return (nil, asked) }
        let total = all.reduce(0) { $0 + Double($1.weight) }
        let bonus = BoundBonus(documents: found, points: Float(ranking.signals.whole * total), label: SignalScore.wholeLabel)
        return (bonus, asked)
    }

    /// Nil: the query names nothing as a whole.
    private init?(_ query: BoundQuery, _ binder: QueryBinder, _ all: [SignalWord]) throws {
        guard (1...Self.wordLimit).contains(all.count), let texts = query.wordTexts, texts.count == all.count,
            let title = SignalFields(all, binder).title
        else { return nil }
        // What is still being typed is no name yet.
        guard !all.contains(where: { $0.parts.contains { $0.begun != nil || !$0.forms.prefixes.isEmpty } }) else { return nil }
        var words: [TypedWord] = []
        for text in texts {
            let typed = try TypedWord.words(of: text)
            guard typed.count == 1 else { return nil }
            if !words.contains(where: { $0.folded == typed[0].folded }) { words += typed }
        }
        self.words = words
        self.title = title
        self.binder = binder
        snapshot = binder.snapshot
        deadline = binder.deadline.half
    }

    /// For each segment; nil where it has none.
    private func documents(_ fields: Set<FieldID>) throws -> [BitSet?] {
        try snapshot.views.indices.map { number in
            var all: BitSet?
            for field in fields.sorted() {
                try deadline.check()
                let found = try snapshot.schema[field].type == .text ? texts(field, number) : values(field, number)
                guard let found, found.next(atLeast: 0) != nil else { continue }
                if all == nil { all = found } else { all?.formUnion(found) }
            }
            return all
        }
    }

    /// Texts of a short field that are just these words. Of an array's texts there must be only one: whether others stand beside it
    /// the lists of these words do not tell.
    private func texts(_ field: FieldID, _ number: Int) throws -> BitSet? {
        let segment = snapshot.views[number].segment
        let postings = try segment.postings(field)
        let lists = try words.map { word in
            try binder.ownTerms(of: word, in: field).compactMap { try postings.dictionary.find($0)?.entry }
        }
        guard lists.allSatisfy({ !$0.isEmpty }) else { return nil }
        var pace = PostingsPace(deadline)
        var having: BitSet?
        for list in lists {
            var bits = PostingsBits(documentCount: segment.documentCount)
            for entry in list {
                try pace.list(of: entry.documentCount)
                try bits.add(postings, entry)
            }
            if having == nil { having = bits.set } else { having?.formIntersection(bits.set) }
        }
        guard let having else { return nil }
        let lengths = try segment.lengths(field)
        let length = FieldLength.encode(words.count)
        var whole = BitSet(count: segment.documentCount)
        having.forEach { document in
            if lengths[document] == length { whole.insert(document) }
        }
        guard snapshot.schema[field].isArray, words.count > 1 else { return whole }
        return try together(lists, of: whole, postings)
    }

    /// Those of the documents whose words stand in one text: between those of an array there is a gap.
    private func together(_ lists: [[TermEntry]], of documents: BitSet, _ postings: PostingsField) throws -> BitSet {
        var places: [Int: ClosedRange<UInt32>] = [:]
        for entry in lists.joined() {
            var list = try PhraseWord(postings, entry, dense: nil)
            try documents.forEach { document in
                guard try list.seek(UInt32(document)) else { return }
                try list.readPositions()
                for place in list.positions {
                    let known = places[document] ?? place...place
                    places[document] = min(known.lowerBound, place)...max(known.upperBound, place)
                }
            }
        }
        var together = BitSet(count: documents.count)
        for (document, range) in places where range.count <= words.count { together.insert(document) }
        return together
    }

    /// Documents with a value that is just these words.
    private func values(_ field: FieldID, _ number: Int) throws -> BitSet? {
        let segment = snapshot.views[number].segment
        let postings = try segment.exactPostings(field)
        var pace = PostingsPace(deadline)
        var bits: PostingsBits?
        var analyzers = [snapshot.schema[title].analyzer]
        if analyzers == [.auto] {
            analyzers = [.standard] + (try binder.languages(of: title).prefix(Self.languageLimit).map { .snowball($0) })
        }
        for analyzer in analyzers {
            let terms = try words.compactMap { try $0.terms(for: analyzer).first }
            guard terms.count == words.count else { continue }
            var cursor = postings.dictionary.cursor()
            for ordinal in try segment.valueNames(field, analyzer, until: deadline).values(of: terms) {
                try cursor.move(to: Int(ordinal))
                let entry = try cursor.entry()
                try pace.list(of: entry.documentCount)
                if bits == nil { bits = PostingsBits(documentCount: segment.documentCount) }
                try bits?.add(postings, entry)
            }
        }
        return bits?.set
    }
}

extension BoundQuery {
    /// The words asked for, as they were typed; nil where the query is not of words alone.
    fileprivate var wordTexts: [String]? {
        switch self {
        case .word(let word): return [word.text]
        case .either(let ways): return ways.first?.wordTexts
        case .boosted(let query, _): return query.wordTexts
        case .boolean(let boolean):
            // What is excluded names nothing.
            var all: [String] = []
            for part in boolean.must + boolean.should {
                guard let texts = part.wordTexts else { return nil }
                all += texts
            }
            return all
        case .all, .nothing, .filter, .phrase, .bonus: return nil
        }
    }
}
