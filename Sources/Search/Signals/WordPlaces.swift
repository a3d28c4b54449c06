/// A word of the query as the signals see it: what it is worth, and the lists it is found by.
struct SignalWord {
    let weight: Float
    /// Alternatives of one word, as synonyms are, have the parts of all.
    let parts: [BoundPart]

    func isSame(as other: SignalWord) -> Bool {
        parts.count == other.parts.count && zip(parts, other.parts).allSatisfy { $0.field == $1.field && $0.forms == $1.forms }
    }

    /// The words that a query asks for, in its order. Phrases are whole in every hit and say nothing here.
    static func words(of query: BoundQuery) -> [SignalWord] {
        switch query {
        case .word(let word): [SignalWord(weight: word.weight, parts: word.parts)]
        case .boolean(let boolean): (boolean.must + boolean.should).flatMap { words(of: $0) }
        case .either(let ways):
            // Other ways to say it are one word here if each is one.
            ways.allSatisfy { if case .word = $0 { true } else { false } }
                ? [SignalWord(weight: query.mostPoints, parts: ways.flatMap { words(of: $0) }.flatMap(\.parts))]
                : ways.first.map { words(of: $0) } ?? []
        case .boosted(let query, _): words(of: query)
        case .all, .nothing, .filter, .phrase, .bonus: []
        }
    }
}

/// Where the words of a query stand in some documents of one segment.
///
/// Lists are read for these documents alone, block by block: for 50 documents about a microsecond a list and document.
struct WordPlaces {
    /// More words of a query than these say no more.
    static let wordLimit = 32

    let words: [SignalWord]
    /// Rising.
    let documents: [UInt32]
    /// A bit for each word that a document has in any field.
    private(set) var present: [UInt32]
    /// Where each word of each document stands in the title: `ranges[document * words + word]` of `positions`.
    private var ranges: [Range<Int>]
    private var positions: [UInt32] = []
    /// For each document, where the title goes on to say what the thing is for; `UInt32.max`: nowhere.
    private(set) var cuts: [UInt32]
    /// For each document, by field, how many of its words the query names, and a bit for each of those.
    private(set) var named: [[FieldID: (count: UInt32, words: UInt32)]]

    private let segment: Segment
    private let number: Int
    private let title: FieldID?

    /// - Parameters:
    ///   - markers: words that end the title's head, as terms of the title.
    ///   - short: fields whose words are counted.
    init(
        _ words: [SignalWord], in documents: [UInt32], of segment: Segment, _ number: Int, title: FieldID?, markers: [[UInt8]],
        short: Set<FieldID>
    ) throws {
        self.words = Array(words.prefix(Self.wordLimit))
        self.documents = documents
        self.segment = segment
        self.number = number
        self.title = title
        present = Array(repeating: 0, count: documents.count)
        cuts = Array(repeating: .max, count: documents.count)
        named = Array(repeating: [:], count: short.isEmpty ? 0 : documents.count)
        ranges = Array(repeating: 0..<0, count: documents.count * self.words.count)
        for word in self.words.indices {
            var found = Array(repeating: [UInt32](), count: documents.count)
            // A word typed twice stands in a text as often as one typed once.
            let isRepeated = self.words[..<word].contains { $0.isSame(as: self.words[word]) }
            for part in self.words[word].parts {
                // A single word is in every hit, and beside no other: all it can do is to be the whole of a short field.
                if self.words.count == 1, !short.contains(part.field) { continue }
                // What is still being typed is no name yet.
                let mayName = !isRepeated && part.forms.prefixes.isEmpty && short.contains(part.field)
                try read(part, word, isShort: mayName, &found)
            }
            for (place, all) in found.enumerated() where !all.isEmpty {
                ranges[place * self.words.count + word] = positions.count..<positions.count + all.count
                positions += all.sorted()
            }
        }
        if let title { try readCuts(markers, title) }
    }

    /// Where a word stands in a document's title, rising.
    func positions(document: Int, word: Int) -> ArraySlice<UInt32> { positions[ranges[document * words.count + word]] }

    private mutating func read(_ part: BoundPart, _ word: Int, isShort: Bool, _ found: inout [[UInt32]]) throws {
        let bit: UInt32 = 1 << UInt32(word)
        if let begun = part.begun {
            let bits = try segment.begun(part.field, begun.prefix, until: .none).page.bytes
            for (place, document) in documents.enumerated() where bits[Int(document >> 3)] >> UInt8(document & 7) & 1 == 1 {
                present[place] |= bit
            }
        }
        let postings = try segment.postings(part.field)
        // Of a word that stands for very many terms the most likely say enough.
        for term in part.entries[number].prefix(Self.termLimit) {
            var list = try PhraseWord(postings, term.entry, dense: try segment.denseBits(part.field, term.entry))
            for (place, document) in documents.enumerated() {
                guard try list.seek(document) else { continue }
                present[place] |= bit
                if isShort {
                    var count = named[place][part.field] ?? (0, 0)
                    count.count &+= list.frequency
                    count.words |= bit
                    named[place][part.field] = count
                }
                if part.field == title {
                    try list.readPositions()
                    found[place] += list.positions
                }
            }
        }
    }

    private static let termLimit = 24

    private mutating func readCuts(_ markers: [[UInt8]], _ title: FieldID) throws {
        let postings = try segment.postings(title)
        for marker in markers {
            guard let entry = try postings.dictionary.find(marker)?.entry else { continue }
            var list = try PhraseWord(postings, entry, dense: try segment.denseBits(title, entry))
            for (place, document) in documents.enumerated() where try list.seek(document) {
                try list.readPositions()
                // A title that begins so ("For Dogs: ...") has no head before it.
                if let first = list.positions.first(where: { $0 > 0 }) { cuts[place] = min(cuts[place], first) }
            }
        }
    }
}
