/// The documents that a query names in whole: somebody who asks for "notebook" wants the category of that name before the
/// sleeves, locks and batteries for notebooks, however often those say the word.
///
/// These documents may be far behind the best hits by their words alone, so they are lifted before those are chosen, not
/// by the closer look.
struct WholeNames {
    private let words: [SignalWord]
    private let fields: SignalFields
    private let snapshot: Snapshot
    private let deadline: Deadline

    /// Longer queries name nothing as a whole.
    private static let wordLimit = 4
    /// Of a word's forms in the title's analysis so many are tried, each with those of the others.
    private static let formLimit = 4

    /// What naming is worth to the documents that the query names; nil: none.
    static func bonus(in query: BoundQuery, _ binder: QueryBinder, _ ranking: Ranking) throws -> BoundBonus? {
        guard ranking.window > 0, ranking.signals.whole > 0, let names = WholeNames(query, binder) else { return nil }
        let found: [BitSet]?
        // Who runs out of time here does so again where hits are gathered, and says so there.
        do { found = try names.documents() } catch is OutOfTime { return nil }
        guard let documents = found else { return nil }
        let total = SignalWord.words(of: query).reduce(0) { $0 + Double($1.weight) }
        return BoundBonus(documents: documents, points: Float(ranking.signals.whole * total), label: SignalScore.wholeLabel)
    }

    /// Nil: the query names nothing as a whole.
    private init?(_ query: BoundQuery, _ binder: QueryBinder) {
        var words: [SignalWord] = []
        for word in SignalWord.words(of: query) where !words.contains(where: { $0.isSame(as: word) }) { words.append(word) }
        // What is still being typed is no name yet.
        guard (1...Self.wordLimit).contains(words.count), !words.contains(where: { $0.parts.contains { $0.begun != nil } }) else {
            return nil
        }
        self.words = words
        fields = SignalFields(words, binder)
        snapshot = binder.snapshot
        deadline = binder.deadline
    }

    /// For each segment; nil where there are none.
    private func documents() throws -> [BitSet]? {
        let names = try self.names()
        var isAny = false
        let sets = try snapshot.views.indices.map { number in
            var set = BitSet(count: snapshot.views[number].segment.documentCount)
            for field in fields.short.sorted() {
                guard let found = try texts(field, number) else { continue }
                set.formUnion(found)
                isAny = true
            }
            for field in fields.keywords {
                guard let found = try values(field, names, number) else { continue }
                set.formUnion(found)
                isAny = true
            }
            return set
        }
        return isAny ? sets : nil
    }

    /// Texts of a short field that are just these words.
    private func texts(_ field: FieldID, _ number: Int) throws -> BitSet? {
        let lists = words.map { $0.parts.filter { $0.field == field }.flatMap { $0.entries[number] } }
        guard lists.allSatisfy({ !$0.isEmpty }) else { return nil }
        let segment = snapshot.views[number].segment
        let postings = try segment.postings(field)
        var pace = PostingsPace(deadline)
        var found: BitSet?
        for list in lists {
            var bits = PostingsBits(documentCount: segment.documentCount)
            for term in list {
                try pace.list(of: term.entry.documentCount)
                try bits.add(postings, term.entry)
            }
            if found == nil { found = bits.set } else { found?.formIntersection(bits.set) }
        }
        guard let having = found else { return nil }
        let lengths = try segment.lengths(field)
        let length = FieldLength.encode(words.count)
        var whole = BitSet(count: segment.documentCount)
        var isAny = false
        having.forEach { document in
            guard lengths[document] == length else { return }
            whole.insert(document)
            isAny = true
        }
        return isAny ? whole : nil
    }

    /// The ways to say the query as sorted terms of the title's analysis.
    private func names() throws -> [[[UInt8]]] {
        guard let title = fields.title else { return [] }
        var names: [[[UInt8]]] = [[]]
        for word in words {
            let forms = Set(word.parts.filter { $0.field == title }.flatMap(\.forms.terms))
            guard (1...Self.formLimit).contains(forms.count) else { return [] }
            names = names.flatMap { name in forms.map { name + [$0] } }
        }
        return names.map { Set($0).sorted { $0.lexicographicallyPrecedes($1) } }
    }

    /// Documents with a value that one of the names is.
    private func values(_ field: FieldID, _ names: [[[UInt8]]], _ number: Int) throws -> BitSet? {
        guard let title = fields.title, !names.isEmpty else { return nil }
        let segment = snapshot.views[number].segment
        let analyzer = snapshot.schema[title].analyzer
        let isPath = snapshot.schema[field].type == .path
        let postings = try segment.exactPostings(field)
        let values = try segment.valueNames(field, analyzer)
        var pace = PostingsPace(deadline)
        var bits = PostingsBits(documentCount: segment.documentCount)
        var isAny = false
        for name in names {
            for ordinal in values.candidates(name) {
                let value = try postings.dictionary.term(at: Int(ordinal))
                guard try ValueNames.terms(of: value, isPath: isPath, analyzer: analyzer) == name,
                    let entry = try postings.dictionary.find(value)?.entry
                else { continue }
                try pace.list(of: entry.documentCount)
                try bits.add(postings, entry)
                isAny = true
            }
        }
        return isAny ? bits.set : nil
    }
}
