/// Turns the words of a buffer, folded by case alone, into stems, folded fully.
///
/// Snowball knows words with their diacritics, people type without: so a word is stemmed first, and its stem folded. A word
/// with a digit is a size or a part number and keeps its end (`cls` means nothing in `350cls`).
///
/// PERF: stems are kept in a table of 16,384 lines of 64 bytes, found by hash and replaced on collision. See the figures in
/// `AsciiScanner`.
struct StemFilter {
    private let stemmer: Stemmer
    private let elision: Elision?
    private var folding = Folding()
    private var word: [UInt8] = []

    /// Lines of `lineSize` bytes: key size, stem size, `keyCapacity` bytes of key, `keyCapacity` bytes of stem.
    private var lines: [UInt8]
    private static let lineSize = 64
    private static let keyCapacity = 31
    private static let lineBits = 14

    init(_ language: SnowballLanguage) throws(AnalysisError) {
        stemmer = try Stemmer(language)
        elision = Elision(language)
        lines = [UInt8](repeating: 0, count: Self.lineSize << Self.lineBits)
    }

    mutating func apply(to buffer: inout TokenBuffer) {
        for index in buffer.tokens.indices {
            let start = Int(buffer.tokens[index].termStart)
            let size = Int(buffer.tokens[index].termLength)
            let key = Key(buffer.terms.span.extracting(start..<start + size))
            if key.hasDigit && !key.hasForeign { continue }
            let stemSize = key.hasDigit || size > Self.keyCapacity
                ? appendStem(of: start..<start + size, isStemmed: !key.hasDigit, to: &buffer.terms)
                : appendCachedStem(of: start..<start + size, hash: key.hash, to: &buffer.terms)
            // What was appended is the term; nothing appended says that the term is the beginning of the word.
            if case .beginning(let size) = stemSize {
                buffer.tokens[index].termLength = UInt32(size)
            } else if case .appended(let size) = stemSize {
                buffer.tokens[index].termStart = UInt32(buffer.terms.count - size)
                buffer.tokens[index].termLength = UInt32(size)
            }
        }
    }

    private enum Result { case beginning(Int), appended(Int) }

    /// What one pass over a word tells.
    private struct Key {
        var hash: UInt64 = 0
        var hasDigit = false
        var hasForeign = false

        init(_ word: Span<UInt8>) {
            var all: UInt8 = 0
            var chunk: UInt64 = UInt64(word.count)
            for index in word.indices {
                let byte = word[index]
                all |= byte
                if byte &- 0x30 < 10 { hasDigit = true }
                chunk = chunk << 8 | chunk >> 56
                chunk ^= UInt64(byte)
                if index & 7 == 7 {
                    hash = (hash ^ chunk) &* 0x9E37_79B9_7F4A_7C15
                    hash ^= hash >> 32
                }
            }
            hash = (hash ^ chunk) &* 0x9E37_79B9_7F4A_7C15
            hasForeign = all >= 0x80
        }
    }

    private mutating func appendCachedStem(of range: Range<Int>, hash: UInt64, to terms: inout [UInt8]) -> Result {
        let line = Int(hash >> UInt64(64 - Self.lineBits)) * Self.lineSize
        let keyStart = line + 2
        let stemStart = keyStart + Self.keyCapacity
        if lines[line] == UInt8(range.count), matches(range, of: terms, at: keyStart) {
            let size = Int(lines[line + 1])
            if size <= range.count, matches(range.lowerBound..<range.lowerBound + size, of: terms, at: stemStart) {
                return .beginning(size)
            }
            terms.append(contentsOf: lines[stemStart..<stemStart + size])
            return .appended(size)
        }
        let result = appendStem(of: range, isStemmed: true, to: &terms)
        guard word.count <= Self.keyCapacity else { return result }
        lines[line] = UInt8(range.count)
        lines[line + 1] = UInt8(word.count)
        for offset in 0..<range.count { lines[keyStart + offset] = terms[range.lowerBound + offset] }
        for offset in word.indices { lines[stemStart + offset] = word[offset] }
        return result
    }

    private func matches(_ range: Range<Int>, of terms: [UInt8], at start: Int) -> Bool {
        for offset in 0..<range.count where lines[start + offset] != terms[range.lowerBound + offset] { return false }
        return true
    }

    /// Leaves the stem in `word` as well.
    private mutating func appendStem(of range: Range<Int>, isStemmed: Bool, to terms: inout [UInt8]) -> Result {
        word.removeAll(keepingCapacity: true)
        word.append(contentsOf: terms[range])
        if isStemmed {
            elision?.strip(&word)
            stemmer.stem(&word)
        }
        if word.contains(where: { $0 >= 0x80 }) { folding.finish(&word) }
        cut()
        terms.append(contentsOf: word)
        return .appended(word.count)
    }

    /// Some rules lengthen a word; a term stays within its maximum.
    private mutating func cut() {
        guard word.count > TokenBuffer.maximumTermSizeBytes else { return }
        let size = UTF8Reading.boundary(word.span, atOrBefore: TokenBuffer.maximumTermSizeBytes)
        word.removeLast(word.count - size)
    }
}
