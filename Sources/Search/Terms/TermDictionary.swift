/// What a term's entry says: how often it occurs, and where its postings lie.
struct TermEntry: Equatable {
    /// Documents that hold the term, at least 1.
    var documentCount: UInt32 = 0
    /// Occurrences in all of them; equal to `documentCount` where frequencies are not kept.
    var occurrenceCount: UInt64 = 0
    /// The document of a term that has only one; its postings lie here and nowhere else.
    var onlyDocument: UInt32 = 0
    /// Address of the first block, for two documents and more.
    var postings: UInt64 = 0
    /// Address of the first position, where positions are kept.
    var positions: UInt64 = 0
    /// Number of the first block's facts, for 128 documents and more.
    var firstBlock: UInt64 = 0
}

/// The terms of one field, sorted by bytes, each with its place (ordinal) and entry.
///
/// ```
/// blocks   of 32 terms: for each term: shared prefix length varint, rest length varint, rest
///          then for each term its entry, all numbers varint, addresses as differences to the term before:
///            document count
///            occurrence count - document count                      (fields with frequencies)
///            only document (count 1) | postings address difference  (count > 1)
///            positions address difference                           (fields with frequencies)
///            first block difference                                 (count >= 128)
/// offsets  of each block, u32; then u32 0
/// trailer  term count u32 | block count u32 | offsets' place u64 | flags u32 (1: frequencies) | 0 u32     24 bytes
/// ```
/// The first term of a block shares nothing and so can be compared where it lies.
struct TermDictionary: Sendable {
    static let blockLength = 32
    static let trailerSizeBytes = 24
    static let termSizeLimit = 4096

    private let section: Section
    private let blocks: Bytes
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
            place <= UInt64(bytes.count), Int(place) + blockCount * 4 + Self.trailerSizeBytes == bytes.count
        else { throw section.damage(bytes.count - Self.trailerSizeBytes, "sizes do not fit") }
        self.section = section
        blocks = bytes[0..<Int(place)]
        offsets = bytes[Int(place)..<Int(place) + blockCount * 4]
        var previous = -1
        for block in 0..<blockCount {
            let offset = Int(offsets.load(block * 4, as: UInt32.self))
            guard offset > previous, offset < blocks.count else { throw section.damage(Int(place) + block * 4, "offset of block \(block)") }
            previous = offset
        }
    }

    private var blockCount: Int { offsets.count / 4 }

    private func blockStart(_ block: Int) -> Int { Int(offsets.load(block * 4, as: UInt32.self)) }

    func damage(_ malformed: Malformed) -> Damage { section.damage(malformed) }

    private func firstTerm(_ block: Int) throws(Malformed) -> Bytes {
        var reader = ByteReader(blocks, at: blockStart(block))
        _ = try reader.getVarint()
        let length = try reader.getCount(upTo: Self.termSizeLimit)
        return try reader.getBytes(length)
    }

    /// The last block whose first term is not after `term`; 0 where all are.
    private func block(for term: Bytes) throws(Malformed) -> Int {
        var low = 0
        var high = blockCount - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if try firstTerm(middle).compare(term) <= 0 { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// The entry and ordinal of exactly this term, or nil.
    func find(_ term: Bytes) throws(Damage) -> (ordinal: Int, entry: TermEntry)? {
        var cursor = try seek(term)
        guard let found = try cursor.next(), cursor.compareTerm(term) == 0 else { return nil }
        return found
    }

    func find(_ term: [UInt8]) throws(Damage) -> (ordinal: Int, entry: TermEntry)? {
        try Bytes.of(term) { bytes throws(Damage) in try find(bytes) }
    }

    /// A cursor before the first term not less than `term`.
    func seek(_ term: Bytes) throws(Damage) -> TermCursor {
        var cursor = TermCursor(self)
        guard count > 0 else { return cursor }
        do {
            cursor.enter(block: try block(for: term))
            try cursor.skip(before: term)
        } catch {
            throw damage(error)
        }
        return cursor
    }

    func cursor() -> TermCursor { TermCursor(self) }

    /// The term at a place in the order, 0 ..< count.
    func term(at ordinal: Int) throws(Damage) -> [UInt8] {
        try entry(at: ordinal).term
    }

    func entry(at ordinal: Int) throws(Damage) -> (term: [UInt8], entry: TermEntry) {
        guard ordinal >= 0 && ordinal < count else { throw section.damage(0, "term \(ordinal) of \(count)") }
        var cursor = TermCursor(self)
        cursor.enter(block: ordinal / Self.blockLength)
        while let found = try cursor.next() {
            if found.ordinal == ordinal { return (cursor.term, found.entry) }
        }
        throw section.damage(0, "term \(ordinal) is missing")
    }

    fileprivate func open(block: Int) throws(Malformed) -> (reader: ByteReader, length: Int) {
        let length = Swift.min(Self.blockLength, count - block * Self.blockLength)
        let end = block + 1 < blockCount ? blockStart(block + 1) : blocks.count
        return (ByteReader(blocks[0..<end], at: blockStart(block)), length)
    }

    fileprivate var lastBlock: Int { blockCount - 1 }
}

/// Walks the terms of a dictionary in order. One thread; the dictionary's segment must be held.
struct TermCursor {
    private let dictionary: TermDictionary
    /// The terms of the open block, end to end; `ends[i]` is where term i ends.
    private var text: [UInt8] = []
    private var ends: [Int] = []
    private var entries: [TermEntry] = []
    private var block = -1
    private var place = 0
    private var isOpen = false

    fileprivate init(_ dictionary: TermDictionary) { self.dictionary = dictionary }

    fileprivate mutating func enter(block: Int) {
        self.block = block
        place = 0
        isOpen = false
    }

    private func withTerm<R>(_ index: Int, _ body: (Bytes) -> R) -> R {
        Bytes.of(text) { body($0[(index == 0 ? 0 : ends[index - 1])..<ends[index]]) }
    }

    /// The term that `next` returned last.
    var term: [UInt8] { withTerm(place - 1) { $0.array } }

    func compareTerm(_ other: Bytes) -> Int { withTerm(place - 1) { $0.compare(other) } }

    /// The next term's ordinal and entry, or nil at the end.
    mutating func next() throws(Damage) -> (ordinal: Int, entry: TermEntry)? {
        do {
            if !isOpen || place == entries.count {
                if isOpen || block < 0 { block += 1 }
                guard block <= dictionary.lastBlock else { return nil }
                if !isOpen || place == entries.count { try load() }
            }
        } catch {
            throw dictionary.damage(error)
        }
        place += 1
        return (block * TermDictionary.blockLength + place - 1, entries[place - 1])
    }

    fileprivate mutating func skip(before term: Bytes) throws(Malformed) {
        try load()
        while place < entries.count, withTerm(place, { $0.compare(term) < 0 }) { place += 1 }
    }

    private mutating func load() throws(Malformed) {
        var (reader, length) = try dictionary.open(block: block)
        text.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
        var start = 0
        for _ in 0..<length {
            let shared = try reader.getCount(upTo: text.count - start)
            let rest = try reader.getCount(upTo: TermDictionary.termSizeLimit)
            let suffix = try reader.getBytes(rest)
            let from = start
            start = text.count
            text.append(contentsOf: text[from..<from + shared])
            text.append(contentsOf: suffix.buffer)
            ends.append(text.count)
        }
        var previous = TermEntry()
        for _ in 0..<length {
            previous = try TermEntry(&reader, after: previous, hasFrequencies: dictionary.hasFrequencies)
            entries.append(previous)
        }
        place = 0
        isOpen = true
    }
}

extension TermEntry {
    fileprivate init(_ reader: inout ByteReader, after previous: TermEntry, hasFrequencies: Bool) throws(Malformed) {
        self = previous
        let at = reader.offset
        let count = try reader.getVarint()
        guard count >= 1, count <= UInt64(UInt32.max) else { throw Malformed(offset: at, reason: "document count \(count)") }
        documentCount = UInt32(count)
        occurrenceCount = count
        if hasFrequencies { occurrenceCount = count &+ (try reader.getVarint()) }
        if count == 1 {
            onlyDocument = UInt32(try reader.getCount(upTo: Int(UInt32.max)))
        } else {
            postings = previous.postings &+ (try reader.getVarint())
        }
        if hasFrequencies { positions = previous.positions &+ (try reader.getVarint()) }
        if count >= 128 { firstBlock = previous.firstBlock &+ (try reader.getVarint()) }
    }

    fileprivate func write(to writer: inout ByteWriter, after previous: TermEntry, hasFrequencies: Bool) {
        writer.putVarint(UInt64(documentCount))
        if hasFrequencies { writer.putVarint(occurrenceCount - UInt64(documentCount)) }
        if documentCount == 1 {
            writer.putVarint(UInt64(onlyDocument))
        } else {
            writer.putVarint(postings &- previous.postings)
        }
        if hasFrequencies { writer.putVarint(positions &- previous.positions) }
        if documentCount >= 128 { writer.putVarint(firstBlock - previous.firstBlock) }
    }
}

/// Writes a `TermDictionary`: terms must come in rising order of bytes.
struct TermDictionaryWriter {
    private let hasFrequencies: Bool
    private var blocks = ByteWriter()
    private var offsets = ByteWriter()
    private var entries: [TermEntry] = []
    private var terms: [[UInt8]] = []
    private(set) var count = 0

    init(hasFrequencies: Bool) { self.hasFrequencies = hasFrequencies }

    var sizeBytes: Int { blocks.count + offsets.count }

    mutating func append(_ term: Bytes, _ entry: TermEntry) {
        if terms.count == TermDictionary.blockLength { closeBlock() }
        terms.append(term.array)
        entries.append(entry)
        count += 1
    }

    private mutating func closeBlock() {
        if terms.isEmpty { return }
        offsets.put(UInt32(blocks.count))
        var previous: [UInt8] = []
        for term in terms {
            var shared = 0
            while shared < Swift.min(previous.count, term.count), previous[shared] == term[shared] { shared += 1 }
            blocks.putVarint(shared)
            blocks.putVarint(term.count - shared)
            blocks.put(bytes: term[shared...])
            previous = term
        }
        var last = TermEntry()
        for entry in entries {
            entry.write(to: &blocks, after: last, hasFrequencies: hasFrequencies)
            // An address that a term does not have keeps the last one's value, as the reader does.
            if entry.documentCount > 1 { last.postings = entry.postings }
            if hasFrequencies { last.positions = entry.positions }
            if entry.documentCount >= 128 { last.firstBlock = entry.firstBlock }
        }
        terms.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
    }

    mutating func finish() -> [UInt8] {
        closeBlock()
        let place = UInt64(blocks.count)
        let blockCount = UInt32(offsets.count / 4)
        blocks.put(bytes: offsets.bytes)
        blocks.put(UInt32(count))
        blocks.put(blockCount)
        blocks.put(place)
        blocks.put(UInt32(hasFrequencies ? 1 : 0))
        blocks.put(UInt32(0))
        return blocks.bytes
    }
}
