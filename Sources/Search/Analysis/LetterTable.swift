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
        // Surrogates and private use: no letters.
        entries = [UInt32](repeating: Self.entry(.other, []), count: 0x10000)
        var folding = Folding()
        var source: [UInt8] = []
        for scalar in UInt32(0)..<0x10000 where !(0xD800..<0xF900).contains(scalar) {
            // Unified ideographs and Hangul syllables, half of the plane, fold to themselves: ICU need not say it of each.
            let isIdeograph = (0x3400..<0x4DC0).contains(scalar) || (0x4E00..<0xA000).contains(scalar)
            let isHangul = (0xAC00...0xD7A3).contains(scalar)
            let wordClass = isIdeograph ? WordClass.dictionary : isHangul ? .hangul : ICU.wordClass(scalar)
            source.removeAll(keepingCapacity: true)
            UTF8Reading.append(scalar, to: &source)
            let folded: [UInt8] =
                switch wordClass {
                case .other, .pictograph, .extend, .context, .beyond: []
                case _ where isIdeograph || isHangul: source
                case _ where !ICU.isIndependent(scalar) || ICU.isNonspacingMark(scalar): []
                default: folding.fold(source.span, depth: depth)
                }
            entries[Int(scalar)] = Self.entry(wordClass, folded)
        }
    }

    /// An empty or long `folded` says that `Folding` must see the word; so it does for all marks.
    private static func entry(_ wordClass: WordClass, _ folded: [UInt8]) -> UInt32 {
        guard (1...3).contains(folded.count), isIndependent(folded) else { return wordClass.rawValue | 1 << 4 }
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
