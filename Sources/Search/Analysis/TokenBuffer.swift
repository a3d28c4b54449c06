/// The tokens of one text, in flat arrays that are used again for the next: no allocation a token once warm.
///
///     tokens   one for each word, in the order of the text; alternatives of one position follow each other
///     terms    the bytes of the terms. Only the ranges that tokens name mean anything: the scanner first lays the whole
///              text there in lower case, so that an ASCII word is a range of it and costs no copy of its own
struct TokenBuffer {
    struct Token: Hashable {
        /// Where the term lies in `terms`.
        var termStart: UInt32
        /// 1...`maximumTermSizeBytes`, or more only for a text that was itself the term of an identifier.
        var termLength: UInt32
        /// Byte range in the original text, on code-point boundaries.
        var start: UInt32
        var end: UInt32
        /// Counts words from 0, for phrases. Tokens of one position are alternatives for each other.
        var position: UInt32

        /// Every number fits: texts end at `maximumTextSizeBytes`.
        @inline(__always)
        init(termStart: Int, termSize: Int, range: Range<Int>, position: Int) {
            self.termStart = UInt32(truncatingIfNeeded: termStart)
            self.termLength = UInt32(truncatingIfNeeded: termSize)
            self.start = UInt32(truncatingIfNeeded: range.lowerBound)
            self.end = UInt32(truncatingIfNeeded: range.upperBound)
            self.position = UInt32(truncatingIfNeeded: position)
        }
    }

    /// A longer word is kept by its first 255 bytes, cut on a code-point boundary: 255 so that a length fits one byte in the
    /// dictionary, and because no word anyone types is longer.
    static let maximumTermSizeBytes = 255

    /// Only so much of one text is analysed, so that offsets fit 32 bits even where folding makes a term eleven times its source.
    static let maximumTextSizeBytes = 1 << 28

    var terms: [UInt8] = []
    var tokens: [Token] = []
    /// How many of the tokens are only other forms of the word before them.
    var formCount = 0

    var wordCount: Int { tokens.count - formCount }

    /// The term's bytes. Copies: for tests and queries, not for indexing.
    func term(_ token: Token) -> ArraySlice<UInt8> {
        terms[Int(token.termStart)..<Int(token.termStart + token.termLength)]
    }

    mutating func removeAll() {
        terms.removeAll(keepingCapacity: true)
        tokens.removeAll(keepingCapacity: true)
        formCount = 0
    }

    /// A token at the next position whose term is what lies in `terms` from `termStart` on, cut to the maximum.
    mutating func append(termFrom termStart: Int, range: Range<Int>) {
        let size = terms.count - termStart
        let kept = size <= Self.maximumTermSizeBytes ? size : cutSize(termStart)
        tokens.append(.init(termStart: termStart, termSize: kept, range: range, position: tokens.count))
    }

    @inline(never)
    private func cutSize(_ termStart: Int) -> Int {
        UTF8Reading.boundary(terms.span.extracting(termStart...), atOrBefore: Self.maximumTermSizeBytes)
    }
}
