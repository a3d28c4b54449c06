/// Finds the words of a text and folds them, in one pass.
///
/// Words are those of UAX #29 as `WordBreakRules` gives them to ICU: same segments, same byte ranges. ICU itself is asked only
/// for stretches with Han, kana, South-East Asian scripts, joiners or characters beyond U+FFFF; everything else is broken
/// here: ASCII words by `AsciiScanner`, words with other letters by `LetterTable`.
/// The start of a word is a boundary whatever stands before it, and so are both sides of a character of class `other`; so a
/// stretch handed to ICU from the one to the other gives the words that ICU finds in the whole text.
///
/// PERF, one thread, this and (in brackets) ICU's word breaks without folding: English 410 (41) MB/s, fourteen European languages
/// with diacritics 230 (43), Russian, Ukrainian, Bulgarian and Greek 130 (53), Japanese and Chinese 12 (12, all of it ICU's
/// dictionary), texts of twenty languages mixed 84 (31).
struct WordScanner {
    let depth: FoldDepth
    private let breaker: WordBreaker
    private var folding = Folding()

    /// A stretch without any separator is cut after so many bytes, on a code-point boundary: the dictionaries need memory
    /// of many times the text's size. Real text has a comma every hundred bytes.
    private static let maximumStretchSizeBytes = 1 << 16

    init(depth: FoldDepth) throws(AnalysisError) {
        self.depth = depth
        breaker = try WordBreaker()
    }

    /// Appends the tokens of `text` to an empty `buffer`.
    mutating func scan(_ text: Span<UInt8>, into buffer: inout TokenBuffer) {
        AsciiScanner.appendLowercased(text, to: &buffer.terms)
        let index = AsciiScanner.scan(buffer.terms, from: 0, to: text.count, into: &buffer.tokens)
        // The table is built when the first text needs it, and looked up once a text.
        if index < text.count { scan(text, from: index, table: depth == .full ? .full : .caseOnly, into: &buffer) }
    }

    /// The rest of a text from the first place on that is not ASCII alone.
    private mutating func scan(
        _ text: Span<UInt8>, from start: Int, table: borrowing LetterTable, into buffer: inout TokenBuffer
    ) {
        var index = start
        while index < text.count {
            index = scanWord(text, from: index, table: table, into: &buffer)
            // Such words come in a row; the ASCII scanner would look at a whole block to step over one space.
            if index < text.count, text[index] == 0x20 { index += 1 }
            if index < text.count, text[index] < 0x80 {
                index = AsciiScanner.scan(buffer.terms, from: index, to: text.count, into: &buffer.tokens)
            }
        }
    }

    /// One word, or one separator, that begins at `start` and is not pure ASCII.
    /// - Returns: where to go on.
    private mutating func scanWord(
        _ text: Span<UInt8>, from start: Int, table: borrowing LetterTable, into buffer: inout TokenBuffer
    ) -> Int {
        let termStart = buffer.terms.count
        var word = OpenWord()
        var end = start
        // One reservation a word: checking the array for each byte would cost more than all the rest.
        buffer.terms.append(addingCapacity: OpenWord.termCapacity) { term in
            end = Self.walk(text, from: start, table, &word, &term)
        }
        if word.asksICU {
            buffer.terms.removeLast(buffer.terms.count - termStart)
            return scanStretch(text, from: start, askedAt: end, table, &buffer)
        }
        // A separator; or a mark that follows none, or middle punctuation.
        if end == start { return start + UTF8Reading.decode(text, at: start).size }
        finish(word, text, start..<end, termStart, &buffer)
        return end
    }

    /// Follows a word from `start` to its end, folding as it goes.
    /// - Returns: the end, which is `start` when no word begins there; or where ICU must be asked.
    private static func walk(
        _ text: Span<UInt8>, from start: Int, _ table: borrowing LetterTable, _ word: inout OpenWord,
        _ term: inout OutputSpan<UInt8>
    ) -> Int {
        var index = start
        while index < text.count {
            let (scalar, size) = UTF8Reading.decode(text, at: index)
            let entry = table[scalar]
            switch entry.wordClass {
            case .letter, .hebrewLetter, .numeric, .extendNumLet, .hangul:
                guard word.joins(entry.wordClass) else { return index }
                word.take(entry, &term)
            case .extend:
                guard let last = word.last else { return index }
                word.append(entry, &term)
                // Rules join syllables only directly; ICU knows the odd rest.
                if last == .hangul { word.asksICU = true }
            case .midLetter, .midNum, .midNumLet, .singleQuote, .doubleQuote:
                guard word.bridges(entry.wordClass, to: follower(text, after: index + size, table)) else { return index }
                word.append(entry, &term)
            case .dictionary, .context, .beyond: word.asksICU = true
            case .other, .pictograph: return index
            }
            if word.asksICU { return index }
            index += size
        }
        return index
    }

    /// What is known of a word while its end is sought.
    private struct OpenWord {
        /// A term of the maximum and one more character, to see that it was cut.
        static let termCapacity = TokenBuffer.maximumTermSizeBytes + 8

        var last: WordClass?
        var hasLetterOrDigit = false
        var needsFolding = false
        var asksICU = false

        @inline(__always)
        func joins(_ next: WordClass) -> Bool {
            last == nil || (last == .hangul) == (next == .hangul)
        }

        @inline(__always)
        mutating func take(_ entry: LetterTable.Entry, _ term: inout OutputSpan<UInt8>) {
            last = entry.wordClass
            hasLetterOrDigit = hasLetterOrDigit || entry.wordClass.isLetterOrDigit
            append(entry, &term)
        }

        @inline(__always)
        mutating func append(_ entry: LetterTable.Entry, _ term: inout OutputSpan<UInt8>) {
            needsFolding = needsFolding || entry.needsFolding
            guard term.count <= TokenBuffer.maximumTermSizeBytes else { return }
            var folded = entry.folded
            for _ in 0..<entry.foldedSize {
                term.append(UInt8(truncatingIfNeeded: folded))
                folded >>= 8
            }
        }

        /// WB6, WB7, WB11, WB12: whether the word goes on over `middle`, given what stands behind that. May ask ICU instead.
        mutating func bridges(_ middle: WordClass, to next: WordClass?) -> Bool {
            guard let last else { return false }
            if next?.asksICU == true || last == .hebrewLetter && (middle == .singleQuote || middle == .doubleQuote) {
                asksICU = true
                return true
            }
            let joinsBoth = middle == .midNumLet || middle == .singleQuote
            switch (last, next) {
            case (.letter, .letter), (.letter, .hebrewLetter), (.hebrewLetter, .letter), (.hebrewLetter, .hebrewLetter):
                return joinsBoth || middle == .midLetter
            case (.numeric, .numeric): return joinsBoth || middle == .midNum
            default: return false
            }
        }
    }

    /// The class of the first character from `index` on that is not attached to the one before it (WB4).
    private static func follower(_ text: Span<UInt8>, after index: Int, _ table: borrowing LetterTable) -> WordClass? {
        var index = index
        while index < text.count {
            let (scalar, size) = UTF8Reading.decode(text, at: index)
            let wordClass = table[scalar].wordClass
            guard wordClass == .extend else { return wordClass }
            index += size
        }
        return nil
    }

    private mutating func finish(
        _ word: OpenWord, _ text: Span<UInt8>, _ range: Range<Int>, _ termStart: Int, _ buffer: inout TokenBuffer
    ) {
        guard word.hasLetterOrDigit else { return buffer.terms.removeLast(buffer.terms.count - termStart) }
        if word.needsFolding {
            buffer.terms.removeLast(buffer.terms.count - termStart)
            _ = folding.append(text.extracting(range), depth: depth, to: &buffer.terms)
        }
        buffer.append(termFrom: termStart, range: range)
    }

    /// Hands the text from `start`, a boundary, to the first sure boundary behind `asked` to ICU.
    /// - Returns: where to go on, which is behind `asked`: a word is never looked at a third time.
    private mutating func scanStretch(
        _ text: Span<UInt8>, from start: Int, askedAt asked: Int, _ table: borrowing LetterTable, _ buffer: inout TokenBuffer
    ) -> Int {
        var end = asked
        repeat {
            let (scalar, size) = UTF8Reading.decode(text, at: end)
            if end > asked, table[scalar].wordClass == .other { break }
            end += size
        } while end < text.count && end - asked < Self.maximumStretchSizeBytes
        breaker.forEachSegment(of: text, in: start..<end) { range in
            appendSegment(text, range, table, &buffer)
        }
        return end
    }

    /// A segment that ICU found, if it is a word.
    private mutating func appendSegment(
        _ text: Span<UInt8>, _ range: Range<Int>, _ table: borrowing LetterTable, _ buffer: inout TokenBuffer
    ) {
        let termStart = buffer.terms.count
        var word = OpenWord()
        buffer.terms.append(addingCapacity: OpenWord.termCapacity) { term in
            var index = range.lowerBound
            while index < range.upperBound {
                let (scalar, size) = UTF8Reading.decode(text, at: index)
                let entry = table[scalar]
                word.take(entry, &term)
                if entry.wordClass == .beyond, ICU.wordClass(scalar).isLetterOrDigit { word.hasLetterOrDigit = true }
                index += size
            }
        }
        finish(word, text, range, termStart, &buffer)
    }
}
