/// What `WordScanner` knows of each character up to U+FFFF: how it takes part in word breaks, and what it folds to.
///
/// Built once from ICU's properties and from `Folding`, so it can't disagree with them; a character whose folding depends on
/// its neighbours, or takes more than three bytes, is marked for `Folding` to see the whole word. Characters beyond U+FFFF
/// (emoji, rare Han, historic scripts) have no entry: ICU breaks them.
///
/// An entry, from the lowest bit:
///
///     | class 4 | needs folding 1 | size of folded 2 | unused 1 | folded, UTF-8, first byte lowest 24 |
struct LetterTable: Sendable {
    struct Entry {
        let bits: UInt32

        static let beyond = Entry(bits: WordClass.beyond.rawValue | 1 << 4)

        @inline(__always)
        var wordClass: WordClass { WordClass(rawValue: bits & 0xF) ?? .beyond }
        @inline(__always)
        var needsFolding: Bool { bits & 1 << 4 != 0 }
        @inline(__always)
        var foldedSize: Int { Int(bits >> 5 & 3) }
        @inline(__always)
        var folded: UInt32 { bits >> 8 }
    }

    private var entries: [UInt32]

    static let caseOnly = LetterTable(depth: .caseOnly)
    static let full = LetterTable(depth: .full)

    @inline(__always)
    subscript(scalar: UInt32) -> Entry {
        scalar < 0x10000 ? Entry(bits: entries[Int(scalar)]) : .beyond
    }

    private init(depth: FoldDepth) {
        entries = []
        entries.reserveCapacity(0x10000)
        var folding = Folding()
        var source: [UInt8] = []
        var folded: [UInt8] = []
        for scalar in UInt32(0)..<0x10000 {
            // Most of the plane is Han and Hangul, which fold to themselves (Han compatibility forms lie elsewhere) and
            // private use and surrogates, which are no letters: asking ICU for each would triple the time this takes.
            if scalar >= 0xD800, scalar < 0xF900 {
                entries.append(WordClass.other.rawValue)
                continue
            }
            source.removeAll(keepingCapacity: true)
            UTF8Reading.append(scalar, to: &source)
            folded.removeAll(keepingCapacity: true)
            let isIdeograph = scalar >= 0x4E00 && scalar < 0xA000
            let isHangul = scalar >= 0xAC00 && scalar <= 0xD7A3
            if isIdeograph || isHangul {
                folded.append(contentsOf: source)
            } else if ICU.isIndependent(scalar), !ICU.isNonspacingMark(scalar) {
                folded.append(contentsOf: folding.fold(source.span, depth: depth))
            }
            entries.append(Self.entry(isIdeograph ? .dictionary : ICU.wordClass(scalar), folded))
        }
    }

    /// An empty or long `folded` says that `Folding` must see the word.
    private static func entry(_ wordClass: WordClass, _ folded: [UInt8]) -> UInt32 {
        let isMark = wordClass == .extend || wordClass == .context
        guard (1...3).contains(folded.count), !isMark, isIndependent(folded) else { return wordClass.rawValue | 1 << 4 }
        var bits = wordClass.rawValue | UInt32(folded.count) << 5
        for (index, byte) in folded.enumerated() { bits |= UInt32(byte) << UInt32(8 + 8 * index) }
        return bits
    }

    /// Whether it folds alike whatever stands before it.
    private static func isIndependent(_ folded: [UInt8]) -> Bool {
        let first = UTF8Reading.decode(folded.span, at: 0).scalar
        return ICU.isIndependent(first) && !ICU.isNonspacingMark(first)
    }
}
