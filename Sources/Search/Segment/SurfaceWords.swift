/// The words that a stemmed analysis made its terms of, as they are written but for case: what is offered to people who
/// mistype, for a stem is no word. One for each such analysis of a segment, for all its fields together.
///
/// ```
/// words.english  word count u32 | for each word, in rising order of bytes: bytes it shares with the one before varint
///                | size of the rest varint | rest | occurrences - 1 varint
/// ```
/// A merge takes over all words of its segments with all their occurrences, also those of deleted documents: whether a word's
/// stem is in a field is seen when it is looked up.
struct SurfaceWords: Sendable {
    /// The words folded, by ordinal, since people type without diacritics, with their occurrences in all texts of this analysis.
    let near: NearTerms
    /// Those that folding changed.
    private let unfolded: [Int: [UInt8]]

    static func name(_ analyzer: AnalyzerKind) -> String { "words.\(analyzer.name)" }

    /// The analyses of a schema that have such words.
    static func analyzers(of schema: Schema) -> [AnalyzerKind] {
        var kinds: [AnalyzerKind] = []
        for field in schema.fields where field.type == .text && !kinds.contains(field.analyzer) {
            if case .snowball = field.analyzer { kinds.append(field.analyzer) }
        }
        return kinds
    }

    init(_ section: Section) throws(Damage) {
        var builder = NearTerms.Builder()
        var unfolded: [Int: [UInt8]] = [:]
        var folding = Folding()
        var cursor = try SurfaceWordCursor(section)
        var ordinal = 0
        while try cursor.advance() {
            if cursor.word.allSatisfy({ $0 < 0x80 }) {
                builder.add(cursor.word, count: cursor.count)
            } else {
                var folded = cursor.word
                folding.finish(&folded)
                builder.add(folded, count: cursor.count)
                if folded != cursor.word { unfolded[ordinal] = cursor.word }
            }
            ordinal += 1
        }
        near = builder.finish()
        self.unfolded = unfolded
    }

    /// Whether there is a word written so, but for its case.
    func contains(_ word: [UInt8]) -> Bool {
        var (low, high) = (0, near.count)
        while low < high {
            let middle = (low + high) / 2
            if self.word(at: middle).lexicographicallyPrecedes(word) { low = middle + 1 } else { high = middle }
        }
        return low < near.count && self.word(at: low) == word
    }

    /// The word as it is written, but for its case.
    func word(at ordinal: Int) -> [UInt8] { unfolded[ordinal] ?? Array(near.term(at: ordinal)) }
}

/// Reads the words of a section one after the other.
struct SurfaceWordCursor {
    private let section: Section
    private var reader: ByteReader
    private var left: Int
    private(set) var word: [UInt8] = []
    private(set) var count: UInt32 = 0

    init(_ section: Section) throws(Damage) {
        self.section = section
        reader = ByteReader(try section.verified())
        do { left = Int(try reader.get(UInt32.self)) } catch { throw section.damage(error) }
    }

    /// Moves to the next word. - Returns: false at the end.
    mutating func advance() throws(Damage) -> Bool {
        do throws(Malformed) {
            guard left > 0 else {
                if reader.remaining > 0 { throw Malformed(offset: reader.offset, reason: "bytes after the last word") }
                return false
            }
            let at = reader.offset
            let shared = try reader.getCount(upTo: word.count)
            let rest = try reader.getBytes(try reader.getCount(upTo: TokenBuffer.maximumTermSizeBytes))
            // They rise where the first byte that differs is larger.
            guard rest.count > 0, shared == word.count || rest[0] > word[shared] else {
                throw Malformed(offset: at, reason: "words do not rise")
            }
            guard shared + rest.count <= TokenBuffer.maximumTermSizeBytes else {
                throw Malformed(offset: at, reason: "a word of \(shared + rest.count) bytes")
            }
            word.removeSubrange(shared...)
            word.append(contentsOf: rest.buffer)
            count = UInt32(try reader.getCount(upTo: Int(UInt32.max) - 1)) + 1
            left -= 1
            return true
        } catch {
            throw section.damage(error)
        }
    }
}

/// Writes what `SurfaceWordCursor` reads: words in rising order.
struct SurfaceWordsWriter {
    private var writer = ByteWriter()
    private var last: [UInt8] = []
    private var count: UInt32 = 0

    init() { writer.put(UInt32(0)) }

    mutating func append(_ word: Bytes, count occurrences: UInt32) {
        let shared = Bytes.of(last) { $0.commonPrefix(word) }
        let rest = word[shared..<word.count]
        writer.putVarint(shared)
        writer.putVarint(rest.count)
        writer.put(bytes: rest)
        last.removeSubrange(shared...)
        last.append(contentsOf: rest.buffer)
        writer.putVarint(UInt64(max(occurrences, 1) - 1))
        count += 1
    }

    mutating func finish() -> [UInt8] {
        writer.overwrite(at: 0, with: count)
        return writer.bytes
    }
}

/// The words of one analysis of the segment being built.
final class SurfaceWordsBuilder {
    private let analyzer: Analyzer
    private var counts = TermTable<UInt32>()

    init(hearing analyzer: Analyzer) {
        self.analyzer = analyzer
        analyzer.onStemmedWords { [unowned self] word, count in add(word, count: UInt32(count)) }
    }

    var kind: AnalyzerKind { analyzer.kind }
    var sizeBytes: Int { counts.sizeBytes }

    private func add(_ word: ArraySlice<UInt8>, count: UInt32) {
        Bytes.of(word.span) { word in
            let (record, isNew) = counts.insert(word)
            counts[record] = isNew ? count : counts[record].addingCapped(count)
        }
    }

    func bytes() -> [UInt8] {
        analyzer.reportStemmedWords()
        var writer = SurfaceWordsWriter()
        for record in counts.sorted() { writer.append(counts.term(record), count: counts[record]) }
        return writer.finish()
    }

    /// The words of several segments as those of one.
    static func merged(_ sections: [Section]) throws(Damage) -> [UInt8] {
        var writer = SurfaceWordsWriter()
        var ahead: [SurfaceWordCursor] = []
        for section in sections {
            var cursor = try SurfaceWordCursor(section)
            if try cursor.advance() { ahead.append(cursor) }
        }
        while var least = ahead.first?.word {
            for cursor in ahead.dropFirst() where cursor.word.lexicographicallyPrecedes(least) { least = cursor.word }
            var count: UInt32 = 0
            // From behind, so that places stay right where one ends.
            for i in ahead.indices.reversed() where ahead[i].word == least {
                count = count.addingCapped(ahead[i].count)
                if try !ahead[i].advance() { ahead.remove(at: i) }
            }
            Bytes.of(least) { writer.append($0, count: count) }
        }
        return writer.finish()
    }
}

extension UInt32 {
    fileprivate func addingCapped(_ other: UInt32) -> UInt32 {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? .max : sum
    }
}
