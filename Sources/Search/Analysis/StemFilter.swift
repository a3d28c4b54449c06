/// How many stems are kept, as powers of two, in lines of 64 bytes.
enum StemCache: Int {
    /// For the few words of a query.
    case small = 8
    /// For a language among many.
    case medium = 14
    /// For the words of documents.
    case large = 16
}

/// Turns the words of a buffer, folded by case alone, into stems, folded fully.
///
/// Snowball knows words with their diacritics, people type without: so a word is stemmed first, and its stem folded. A word
/// with a digit is a size or a part number and keeps its end (`cls` means nothing in `350cls`). Scripts that no Snowball
/// language is written in (Han, kana, Hangul) pass as they are.
///
/// PERF: a stem costs 200 to 500 ns, so stems are kept in a table, of 65,536 lines (4 MiB) for documents, found by hash and replaced on
/// collision. English text of 148,631 different words: 13 MB/s without the table, 39 with 16,384 lines, 54 with 65,536.
struct StemFilter {
    /// Nil: words are folded, not stemmed.
    private let stemmer: Stemmer?
    private var folding = Folding()
    private var word: [UInt8] = []
    /// Hears how often each word was stemmed, as it is written but for its case: now and then, and at last in `reportCounts`.
    var onWords: ((_ word: ArraySlice<UInt8>, _ count: Int) -> Void)?

    /// Lines of 64 bytes: key size, stem size, count u16, 30 bytes of key, 30 bytes of stem. A key size of 0 is an empty line.
    /// The highest bit of the stem size says that the key begins with the stem. The count is of uses not reported yet.
    private var lines: [UInt8]
    private static let lineSize = 64
    private let lineBits: Int
    private static let keyStart = 4
    private static let keyCapacity = 30
    private static let beginsKey: UInt8 = 0x80

    /// - Parameter stemmer: nil: words are only folded.
    init(_ stemmer: Stemmer?, _ cache: StemCache) {
        self.stemmer = stemmer
        lineBits = cache.rawValue
        lines = [UInt8](repeating: 0, count: Self.lineSize << lineBits)
    }

    mutating func apply(to buffer: inout TokenBuffer) {
        for index in buffer.tokens.indices { apply(to: &buffer.tokens[index], of: &buffer.terms) }
    }

    /// Makes a token's term its stem; new bytes go behind the others.
    @inline(__always)
    mutating func apply(to token: inout TokenBuffer.Token, of terms: inout [UInt8]) {
        let start = Int(token.termStart)
        let size = Int(token.termLength)
        // From U+3000 on, whose UTF-8 begins with E3, no script has a stemmer, and folding case has folded all.
        if terms[start] >= 0xE3 { return }
        let key = Key(terms.span.extracting(start..<start + size))
        if !key.isForeign, key.hasDigit || stemmer == nil { return }
        if key.hasDigit || size > Self.keyCapacity {
            findStem(of: terms[start..<start + size], isStemmed: !key.hasDigit)
            if !key.hasDigit { onWords?(terms[start..<start + size], 1) }
        } else if let known = recall(start..<start + size, hash: key.hash, in: terms) {
            if known.isBeginning {
                token.termLength = UInt32(known.range.count)
                return
            }
            word.removeAll(keepingCapacity: true)
            word.append(contentsOf: lines[known.range])
        } else {
            findStem(of: terms[start..<start + size], isStemmed: true)
            remember(terms[start..<start + size], hash: key.hash)
        }
        token.termStart = UInt32(terms.count)
        token.termLength = UInt32(word.count)
        terms.append(contentsOf: word)
    }

    /// What one pass over a word tells.
    private struct Key {
        var hash: UInt64 = 0
        var hasDigit = false
        /// Not ASCII.
        var isForeign = false

        @inline(__always)
        init(_ word: Span<UInt8>) {
            var all: UInt8 = 0
            var chunk = UInt64(word.count)
            for index in word.indices {
                let byte = word[index]
                all |= byte
                if byte &- 0x30 < 10 { hasDigit = true }
                chunk = chunk << 8 | chunk >> 56
                chunk ^= UInt64(byte)
                if index & 7 == 7 { mix(chunk) }
            }
            mix(chunk)
            isForeign = all >= 0x80
        }

        @inline(__always)
        private mutating func mix(_ chunk: UInt64) {
            hash = (hash ^ chunk) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
        }
    }

    private func line(_ hash: UInt64) -> Int {
        // The last mix left the low half the better one.
        Int(hash & (1 << UInt64(lineBits) - 1)) * Self.lineSize
    }

    /// Where the stem of a word lies in `lines`, if it is there; and whether it is the word's own beginning.
    @inline(__always)
    private mutating func recall(_ range: Range<Int>, hash: UInt64, in terms: [UInt8]) -> (range: Range<Int>, isBeginning: Bool)? {
        let line = line(hash)
        guard Int(lines[line]) == range.count else { return nil }
        for offset in 0..<range.count where lines[line + Self.keyStart + offset] != terms[range.lowerBound + offset] { return nil }
        if onWords != nil { count(line) }
        let size = lines[line + 1]
        let stemStart = line + Self.keyStart + Self.keyCapacity
        return (stemStart..<stemStart + Int(size & ~Self.beginsKey), size & Self.beginsKey != 0)
    }

    /// Keeps what `findStem` left in `word`.
    private mutating func remember(_ key: ArraySlice<UInt8>, hash: UInt64) {
        guard word.count <= Self.keyCapacity else {
            onWords?(key, 1)
            return
        }
        let line = line(hash)
        reportCount(of: line)
        lines[line] = UInt8(key.count)
        lines[line + 1] = UInt8(word.count) | (key.starts(with: word) ? Self.beginsKey : 0)
        lines.replaceSubrange(line + Self.keyStart..<line + Self.keyStart + key.count, with: key)
        let stemStart = line + Self.keyStart + Self.keyCapacity
        lines.replaceSubrange(stemStart..<stemStart + word.count, with: word)
        if onWords != nil { count(line) }
    }

    @inline(__always)
    private mutating func count(_ line: Int) {
        lines[line + 2] &+= 1
        guard lines[line + 2] == 0 else { return }
        lines[line + 3] &+= 1
        // What overflows is reported as a whole.
        if lines[line + 3] == 0 { onWords?(lines[line + Self.keyStart..<line + Self.keyStart + Int(lines[line])], 1 << 16) }
    }

    private mutating func reportCount(of line: Int) {
        guard let onWords, lines[line + 2] | lines[line + 3] != 0 else { return }
        let count = Int(lines[line + 2]) | Int(lines[line + 3]) << 8
        onWords(lines[line + Self.keyStart..<line + Self.keyStart + Int(lines[line])], count)
        lines[line + 2] = 0
        lines[line + 3] = 0
    }

    mutating func reportCounts() {
        for line in stride(from: 0, to: lines.count, by: Self.lineSize) { reportCount(of: line) }
    }

    /// Leaves in `word` the stem of `source`, or `source` itself where it is not to be stemmed, folded.
    private mutating func findStem(of source: ArraySlice<UInt8>, isStemmed: Bool) {
        word.removeAll(keepingCapacity: true)
        word.append(contentsOf: source)
        if isStemmed { stemmer?.stem(&word) }
        if word.contains(where: { $0 >= 0x80 }) { folding.finish(&word) }
        // Some rules lengthen a word; a term stays within its maximum.
        word.removeLast(word.count - UTF8Reading.boundary(word.span, atOrBefore: TokenBuffer.maximumTermSizeBytes))
    }
}
