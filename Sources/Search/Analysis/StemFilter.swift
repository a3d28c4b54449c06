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

    /// Lines of 64 bytes: key size, stem size, 31 bytes of key, 31 bytes of stem. A key size of 0 is an empty line. The highest
    /// bit of the stem size says that the key begins with the stem.
    private var lines: [UInt8]
    private static let lineSize = 64
    private let lineBits: Int
    private static let keyCapacity = 31
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
    private func recall(_ range: Range<Int>, hash: UInt64, in terms: [UInt8]) -> (range: Range<Int>, isBeginning: Bool)? {
        let line = line(hash)
        guard Int(lines[line]) == range.count else { return nil }
        for offset in 0..<range.count where lines[line + 2 + offset] != terms[range.lowerBound + offset] { return nil }
        let size = lines[line + 1]
        let stemStart = line + 2 + Self.keyCapacity
        return (stemStart..<stemStart + Int(size & ~Self.beginsKey), size & Self.beginsKey != 0)
    }

    /// Keeps what `findStem` left in `word`.
    private mutating func remember(_ key: ArraySlice<UInt8>, hash: UInt64) {
        guard word.count <= Self.keyCapacity else { return }
        let line = line(hash)
        lines[line] = UInt8(key.count)
        lines[line + 1] = UInt8(word.count) | (key.starts(with: word) ? Self.beginsKey : 0)
        lines.replaceSubrange(line + 2..<line + 2 + key.count, with: key)
        let stemStart = line + 2 + Self.keyCapacity
        lines.replaceSubrange(stemStart..<stemStart + word.count, with: word)
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
