internal import Synchronization

/// What the documents of a commit know of the compounds of one language in one field. Remembers what it has worked out.
final class CompoundLexicon: Sendable {
    /// What the field's terms of this language begin with.
    let mark: [UInt8]
    private let segments: [Segment]
    private let field: FieldID
    private let language: SnowballLanguage
    private let leastDocuments: Int
    private let known = Mutex(Known())

    private struct Known {
        var counts: [[UInt8]: Int] = [:]
        var stems: [[UInt8]: [UInt8]] = [:]
        var splits: [[UInt8]: CompoundSplitter.Split?] = [:]

        var count: Int { counts.count + stems.count + splits.count }

        /// Begins anew rather than grow: whoever sends words without end finds no memory to fill.
        mutating func makeRoom() {
            if count >= knownLimit { self = Known() }
        }
    }

    /// Facts that are remembered, each of at most some hundred bytes (`wordLimitBytes`): about 20 MB at most.
    static let knownLimit = 100_000
    /// Longer words are none that anybody puts together.
    private static let wordLimitBytes = 48

    init(_ segments: [Segment], _ field: FieldID, _ language: SnowballLanguage, _ mark: [UInt8]) {
        self.segments = segments
        self.field = field
        self.language = language
        self.mark = mark
        leastDocuments = CompoundSplitter.leastDocuments(of: segments.reduce(0) { $0 + $1.documentCount })
    }

    func split(_ stem: [UInt8]) throws -> CompoundSplitter.Split? {
        guard stem.count <= Self.wordLimitBytes else { return nil }
        if let split = known.withLock({ $0.splits[stem] }) { return split }
        let splitter = CompoundSplitter(language, leastDocuments: leastDocuments, stem: self.stem(of:), documentCount: count)
        let split = try splitter.split(stem)
        known.withLock { known in
            known.makeRoom()
            known.splits[stem] = .some(split)
        }
        return split
    }

    /// How much is remembered.
    var knownCount: Int { known.withLock { $0.count } }

    func role(of stem: [UInt8], in compound: [UInt8]) throws -> CompoundSplitter.Role? {
        try CompoundSplitter.role(of: stem, in: compound, split: split)
    }

    private func stem(of word: [UInt8]) throws -> [UInt8] {
        if let stem = known.withLock({ $0.stems[word] }) { return stem }
        let stem = try AnalyzerPool.shared.tokens(of: word, with: .snowball(language)).first?.term ?? word
        known.withLock { known in
            known.makeRoom()
            known.stems[word] = stem
        }
        return stem
    }

    private func count(_ stem: [UInt8]) throws -> Int {
        if let count = known.withLock({ $0.counts[stem] }) { return count }
        let term = mark + stem
        let count = try segments.reduce(0) { $0 + Int(try $1.postings(field).dictionary.find(term)?.entry.documentCount ?? 0) }
        // Of most cuts of a word nothing is known: they are looked up again.
        guard count > 0 else { return 0 }
        known.withLock { known in
            known.makeRoom()
            known.counts[stem] = count
        }
        return count
    }
}
