/// The terms of one field, sorted by bytes, each with its place (ordinal) and entry.
///
/// ```
/// blocks   of 32 terms: size of the terms that follow varint
///          then for each term: shared prefix length varint, rest length varint, rest
///          then for each term its entry: see `TermEntry`
/// heads    for each block the first 8 bytes of its first term as a big-endian number, 0 behind its end: u64
/// offsets  of each block, u32
/// trailer  term count u32 | block count u32 | heads' place u64 | flags u32 (1: frequencies) | 0 u32     24 bytes
/// ```
/// The first term of a block shares nothing and so can be compared where it lies. Most searches are decided by the heads
/// alone, a quarter of a byte a term that stays in the processor's cache; the one block then found is read once.
struct TermDictionary: Sendable {
    static let blockLength = 32
    static let trailerSizeBytes = 24
    static let termSizeLimit = 4096

    private let section: Section
    private let blocks: Bytes
    private let heads: Bytes
    private let offsets: Bytes
    let count: Int
    let hasFrequencies: Bool

    init(_ section: Section) throws(Damage) {
        let bytes = try section.verified()
        guard bytes.count >= Self.trailerSizeBytes else { throw section.damage(0, "cut short") }
        let trailer = bytes[bytes.count - Self.trailerSizeBytes..<bytes.count]
        count = Int(trailer.load(0, as: UInt32.self))
        let blockCount = Int(trailer.load(4, as: UInt32.self))
        let place = trailer.load(8, as: UInt64.self)
        hasFrequencies = trailer.load(16, as: UInt32.self) & 1 == 1
        guard blockCount == (count + Self.blockLength - 1) / Self.blockLength,
            place <= UInt64(bytes.count), Int(place) + blockCount * 12 + Self.trailerSizeBytes == bytes.count
        else { throw section.damage(bytes.count - Self.trailerSizeBytes, "sizes do not fit") }
        self.section = section
        blocks = bytes[0..<Int(place)]
        heads = bytes[Int(place)..<Int(place) + blockCount * 8]
        offsets = bytes[Int(place) + blockCount * 8..<Int(place) + blockCount * 12]
        var previous = -1
        for block in 0..<blockCount {
            let offset = Int(offsets.load(block * 4, as: UInt32.self))
            guard offset > previous, offset < blocks.count, block == 0 || head(block - 1) <= head(block) else {
                throw section.damage(Int(place) + block * 4, "offset or head of block \(block)")
            }
            previous = offset
        }
    }

    var blockCount: Int { offsets.count / 4 }

    @inline(__always)
    private func head(_ block: Int) -> UInt64 { heads.load(block * 8) }

    /// The first eight bytes as a number that sorts as they do.
    @inline(__always)
    static func head(of term: Bytes) -> UInt64 {
        if term.count >= 8 { return term.load(0, as: UInt64.self).byteSwapped }
        var value: UInt64 = 0
        for i in 0..<term.count { value |= UInt64(term[i]) << UInt64(56 - 8 * i) }
        return value
    }

    func damage(_ malformed: Malformed) -> Damage { section.damage(malformed) }

    private func firstTerm(_ block: Int) throws(Malformed) -> Bytes {
        var reader = reader(of: block)
        _ = try reader.getVarint()
        _ = try reader.getVarint()
        let length = try reader.getCount(upTo: Self.termSizeLimit)
        return try reader.getBytes(length)
    }

    /// Reads a block from its beginning to its end.
    func reader(of block: Int) -> ByteReader {
        let end = block + 1 < blockCount ? Int(offsets.load(block * 4 + 4, as: UInt32.self)) : blocks.count
        return ByteReader(blocks[0..<end], at: Int(offsets.load(block * 4, as: UInt32.self)))
    }

    func termCount(of block: Int) -> Int { Swift.min(Self.blockLength, count - block * Self.blockLength) }

    /// The last block, from `first` on, whose first term is not after `term`; `first` where all are.
    func block(for term: Bytes, from first: Int = 0) throws(Damage) -> Int {
        let wanted = Self.head(of: term)
        // Blocks below `low` begin before `term`, those from `high` on after it. Short ways are the rule for a cursor that
        // seeks on and on: gallop, then halve.
        var low = first
        var high = first + 1
        var step = 1
        do throws(Malformed) {
            while high < blockCount, try begins(high, wanted, notAfter: term) {
                low = high
                step *= 2
                high += step
            }
            high = Swift.min(high, blockCount)
            while low + 1 < high {
                let middle = (low + high) / 2
                if try begins(middle, wanted, notAfter: term) { low = middle } else { high = middle }
            }
        } catch {
            throw damage(error)
        }
        return low
    }

    /// Whether a block's first term is not after `term`, whose head is `wanted`.
    @inline(__always)
    private func begins(_ block: Int, _ wanted: UInt64, notAfter term: Bytes) throws(Malformed) -> Bool {
        let head = head(block)
        return head != wanted ? head < wanted : try firstTerm(block).compare(term) <= 0
    }

    /// The entry and ordinal of exactly this term, or nil.
    func find(_ term: Bytes) throws(Damage) -> (ordinal: Int, entry: TermEntry)? {
        var cursor = cursor()
        guard try cursor.seek(term), cursor.compareTerm(term) == 0 else { return nil }
        return (cursor.ordinal, try cursor.entry())
    }

    func find(_ term: [UInt8]) throws(Damage) -> (ordinal: Int, entry: TermEntry)? {
        try Bytes.of(term) { bytes throws(Damage) in try find(bytes) }
    }

    /// A cursor before the first term.
    func cursor() -> TermCursor { TermCursor(self) }

    /// The term at a place in the order, 0 ..< count.
    func term(at ordinal: Int) throws(Damage) -> [UInt8] { try cursor(at: ordinal).term }

    func entry(at ordinal: Int) throws(Damage) -> (term: [UInt8], entry: TermEntry) {
        var cursor = try cursor(at: ordinal)
        return (cursor.term, try cursor.entry())
    }

    private func cursor(at ordinal: Int) throws(Damage) -> TermCursor {
        guard ordinal >= 0 && ordinal < count else { throw section.damage(0, "term \(ordinal) of \(count)") }
        var cursor = TermCursor(self)
        try cursor.move(to: ordinal)
        return cursor
    }
}

/// Writes a `TermDictionary`: terms must come in rising order of bytes.
struct TermDictionaryWriter {
    private let hasFrequencies: Bool
    private var blocks = ByteWriter()
    private var heads = ByteWriter()
    private var offsets = ByteWriter()
    private var entries: [TermEntry] = []
    private var block = ByteWriter()
    private var last: [UInt8] = []
    private(set) var count = 0
    private var grams: NumberGramsWriter?
    private(set) var endings: TermEndingsWriter?

    /// - Parameter analyzer: what made the terms. Of part numbers `NumberGrams` are made as they come, of words that may be
    ///   compounds `TermEndings`.
    init(hasFrequencies: Bool, analyzer: AnalyzerKind? = nil) {
        self.hasFrequencies = hasFrequencies
        grams = analyzer == .identifier ? NumberGramsWriter() : nil
        endings = analyzer.flatMap { TermEndingsWriter($0) }
    }

    var sizeBytes: Int { blocks.count + heads.count + offsets.count }

    mutating func append(_ term: Bytes, _ entry: TermEntry) {
        if entries.count == TermDictionary.blockLength { closeBlock() }
        var shared = 0
        if entries.isEmpty {
            heads.put(TermDictionary.head(of: term))
        } else {
            while shared < Swift.min(last.count, term.count), last[shared] == term[shared] { shared += 1 }
        }
        let rest = term[shared..<term.count]
        block.putVarint(shared)
        block.putVarint(rest.count)
        block.put(bytes: rest.buffer)
        last.removeSubrange(shared...)
        last.append(contentsOf: rest.buffer)
        entries.append(entry)
        grams?.add(term, ordinal: count)
        endings?.add(term)
        count += 1
    }

    /// The bytes of the `NumberGrams` of the terms so far; nil where none were asked for.
    var gramBytes: [UInt8]? { grams?.bytes(termCount: count) }

    private mutating func closeBlock() {
        if entries.isEmpty { return }
        offsets.put(UInt32(blocks.count))
        blocks.putVarint(block.count)
        blocks.put(bytes: block.bytes)
        var previous = TermEntry()
        for entry in entries { previous = entry.write(to: &blocks, after: previous, hasFrequencies: hasFrequencies) }
        block.removeAll()
        last.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
    }

    mutating func finish() -> [UInt8] {
        closeBlock()
        let place = UInt64(blocks.count)
        let blockCount = UInt32(offsets.count / 4)
        blocks.put(bytes: heads.bytes)
        blocks.put(bytes: offsets.bytes)
        blocks.put(UInt32(count))
        blocks.put(blockCount)
        blocks.put(place)
        blocks.put(UInt32(hasFrequencies ? 1 : 0))
        blocks.put(UInt32(0))
        return blocks.bytes
    }
}
