/// The terms of a field that may be compounds, in the order of their letters read from behind: to find those that end in a word.
///
/// ```
/// ordinals  of the terms, u32, in the order of their bytes read backwards
/// trailer   term count of the dictionary u32 | 0 u32                                                        8 bytes
/// ```
struct TermEndings: Sendable {
    static let trailerSizeBytes = 8

    static func name(_ field: Int) -> String { "\(field).endings" }

    private let section: Section
    private let ordinals: Bytes
    private let dictionary: TermDictionary

    init(_ section: Section, dictionary: TermDictionary) throws(Damage) {
        let bytes = try section.verified()
        guard bytes.count >= Self.trailerSizeBytes, bytes.count % 4 == 0 else { throw section.damage(0, "cut short") }
        ordinals = bytes[0..<bytes.count - Self.trailerSizeBytes]
        guard Int(bytes.load(bytes.count - 8, as: UInt32.self)) == dictionary.count, ordinals.count / 4 <= dictionary.count else {
            throw section.damage(bytes.count - 8, "endings of another dictionary")
        }
        self.section = section
        self.dictionary = dictionary
    }

    var count: Int { ordinals.count / 4 }

    /// The ordinal of the term in this place. - Throws: `Damage` where the dictionary has no such term.
    func ordinal(_ place: Int) throws(Damage) -> Int {
        let ordinal = Int(ordinals.load(place * 4, as: UInt32.self))
        guard ordinal < dictionary.count else { throw section.damage(place * 4, "term \(ordinal) of \(dictionary.count)") }
        return ordinal
    }

    /// Calls `body` with each term that ends in `ending` and is longer, until it says false.
    func forEach(ending: [UInt8], _ body: (_ term: [UInt8], TermEntry) throws -> Bool) throws {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if Self.precedes(try dictionary.term(at: try ordinal(middle)), ending) { low = middle + 1 } else { high = middle }
        }
        while low < count {
            let (term, entry) = try dictionary.entry(at: try ordinal(low))
            guard term.count >= ending.count, term[(term.count - ending.count)...].elementsEqual(ending) else { return }
            if term.count > ending.count, try !body(term, entry) { return }
            low += 1
        }
    }

    /// Whether `a` comes before `b`, read from behind.
    static func precedes(_ a: [UInt8], _ b: [UInt8]) -> Bool { a.reversed().lexicographicallyPrecedes(b.reversed()) }

    /// Which terms are among them: long enough for two words, without a digit, in a language with compounds.
    static func takes(_ term: ArraySlice<UInt8>, of analyzer: AnalyzerKind) -> Bool {
        let stem: ArraySlice<UInt8>
        switch analyzer {
        case .snowball: stem = term
        case .auto:
            guard let language = LanguageStem.language(of: term), CompoundSplitter.languages.contains(language) else { return false }
            stem = term.dropFirst(LanguageStem.markSizeBytes)
        case .standard, .identifier: return false
        }
        return stem.count >= CompoundSplitter.leastLetters && stem.allSatisfy { $0 &- 0x61 < 26 }
    }
}

/// Makes a field's `TermEndings` while the terms of its dictionary are written, in their order.
struct TermEndingsWriter {
    private let analyzer: AnalyzerKind
    private var terms: [(reversed: [UInt8], ordinal: UInt32)] = []
    private var count = 0

    /// Nil: the language, if any, has no compounds.
    init?(_ analyzer: AnalyzerKind) {
        guard analyzer.mayHaveCompounds else { return nil }
        self.analyzer = analyzer
    }

    mutating func add(_ term: Bytes) {
        let bytes = term.array
        if TermEndings.takes(bytes[...], of: analyzer) { terms.append((bytes.reversed(), UInt32(count))) }
        count += 1
    }

    consuming func finish() -> [UInt8] {
        terms.sort { $0.reversed.lexicographicallyPrecedes($1.reversed) }
        var writer = ByteWriter()
        for term in terms { writer.put(term.ordinal) }
        writer.put(UInt32(count))
        writer.put(UInt32(0))
        return writer.bytes
    }
}
