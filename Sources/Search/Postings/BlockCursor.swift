/// A list of postings read a block at a time: one that is passed over is not decoded. Targets come in rising order. One
/// thread; whoever holds the cursor holds the segment.
///
/// SAFETY: `documents` has 8 places behind a block, filled with a number above all documents, so that reading eight from
/// any place of the block stays inside; `place` is at most `decoded.count`. `dense`, where there is one, has a bit for each
/// document of the segment (checked by `init`), and is asked only for documents below that count.
/// PERF: unchecked access is a part of what brought a union of two words from 635 to 257 microseconds (a million documents
/// of eleven words, `Benchmarks/run --only union`); it was not measured apart.
struct BlockCursor: ~Copyable {
    /// Above all documents.
    static let none = UInt32.max
    private static let padding = 8

    private(set) var reader: BlockReader
    /// The list as bits: see `Segment.denseBits`.
    private let dense: Page?
    let documents = Slab<UInt32>(count: BlockReader.blockLength + padding, filledWith: none)
    let frequencies = Slab<UInt32>(count: BlockReader.blockLength, filledWith: 1)
    /// The block the list is at: -1 before the first.
    private(set) var block = -1
    private var decoded = BlockReader.Decoded()
    private(set) var isDecoded = false
    /// Where in the block the list is, once that is decoded: the first document not before the last target.
    private(set) var place = 0

    init(_ field: PostingsField, _ entry: TermEntry, dense: Page?) throws(Damage) {
        reader = try BlockReader(field, entry)
        precondition(dense == nil || dense!.bytes.count * 8 >= Int(field.documentLimit), "a bit for each document")
        self.dense = dense
    }

    var entry: TermEntry { reader.entry }
    var facts: BlockFacts { reader.facts }
    var isAtEnd: Bool { block >= reader.blockCount }
    var isDense: Bool { dense != nil }
    /// Where the list is kept as bits: those.
    var bits: Bytes? { dense?.bytes }
    /// Documents of the block the list is at, once that is decoded.
    var count: Int { decoded.count }

    /// False where it is known without decoding that the list does not have the document.
    @inline(__always)
    func mayHold(_ document: UInt32) -> Bool {
        guard let dense else { return true }
        return dense.bytes.base.assumingMemoryBound(to: UInt64.self)[Int(document >> 6)] >> UInt64(document & 63) & 1 == 1
    }

    /// Moves to the first block that may hold a document not before `target`, without decoding it.
    @inline(__always)
    mutating func seekBlock(_ target: UInt32) {
        if block >= 0, isAtEnd || target <= lastDocument(block) { return }
        move(to: reader.facts.count == 0 ? block + 1 : reader.facts.firstBlock(from: max(block, 0), reaching: target))
    }

    mutating func nextBlock() { move(to: block + 1) }

    private mutating func move(to next: Int) {
        block = next
        isDecoded = false
        place = 0
    }

    /// Of lists without facts nothing is known before they are decoded. Facts are held to the truth only then: until then they
    /// may say any number, of which the greatest means the end here.
    @inline(__always)
    private func lastDocument(_ block: Int) -> UInt32 {
        if reader.facts.count > 0 { return min(reader.facts.lastDocument(block), Self.none - 1) }
        return isDecoded ? documents.pointer[decoded.count - 1] : Self.none - 1
    }

    /// The last document of the block the list is at, as far as it is known.
    var blockEnd: UInt32 { isAtEnd ? Self.none : lastDocument(block) }

    /// No document before this one, and not before `target`, is in the list; `none` at its end.
    mutating func lowerBound(_ target: UInt32) -> UInt32 {
        seekBlock(target)
        if isAtEnd { return Self.none }
        if isDecoded {
            advance(to: target)
            return documents.pointer[place] == Self.none ? target : documents.pointer[place]
        }
        return block == 0 || reader.facts.count == 0 ? target : max(target, lastDocument(block - 1) + 1)
    }

    mutating func decode() throws(Damage) {
        if isDecoded { return }
        decoded = try reader.decode(block, documents.pointer, frequencies.pointer)
        for i in 0..<Self.padding { documents.pointer[decoded.count + i] = Self.none }
        isDecoded = true
        place = 0
    }

    /// Decodes the frequencies of the block, whose documents are.
    @inline(__always)
    mutating func loadFrequencies() {
        if !decoded.hasFrequencies { reader.loadFrequencies(&decoded, frequencies.pointer) }
    }

    /// Moves `place` to the first document of the block not before `target`; to the padding where there is none.
    @inline(__always)
    mutating func advance(to target: UInt32) {
        let documents = documents.pointer
        var at = place
        while at + 8 <= decoded.count, documents[at + 7] < target { at += 8 }
        var less = 0
        for i in 0..<8 { less += documents[at + i] < target ? 1 : 0 }
        place = at + less
    }

    /// Moves `place` past what has been read.
    @inline(__always)
    mutating func pass(to next: Int) {
        precondition(next >= place && next <= decoded.count)
        place = next
    }

    /// Whether the list has the document, at which `place` is then.
    @inline(__always)
    mutating func seek(_ document: UInt32) throws(Damage) -> Bool {
        seekBlock(document)
        if isAtEnd { return false }
        try decode()
        advance(to: document)
        if documents.pointer[place] == document { return true }
        if place >= decoded.count, reader.facts.count == 0 { move(to: reader.blockCount) }
        return false
    }
}
