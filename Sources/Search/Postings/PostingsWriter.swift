/// The postings of one field.
///
/// A list of n documents is n / 128 full blocks and a tail of n % 128. Block facts let a block be judged and skipped
/// without touching its page; they are kept for lists of 128 and more.
///
/// ```
/// block    128 document gaps less one, packed | 128 frequencies less one, packed          (BitPacking)
/// tail     for each document: varint (gap less one) << 1 | (frequency = 1) [frequency - 2 varint]; without
///          frequencies: varint gap less one
/// positions of a list, in document order, each less the one before in its document: runs of up to 128 in one piece:
///          count u8 | width u8 | packed in four lanes, if 128, else varints
/// facts    for each block and the tail: last document u32 | address u64 lower 40 bits, document width u8, frequency
///          width u8, 0 u8 | address of positions u64 lower 40 bits, positions to skip there u24 | impacts 8 bytes   28 bytes
/// ```
/// The gap of the first document of a list counts from -1. All addresses of a list lie in its own field's pages.
enum PostingsLayout {
    static let factSizeBytes = 28
    static let postingsStream = 0
    static let positionsStream = 1
}

/// Writes the lists of one field, one after the other, term by term in the dictionary's order.
///
/// SAFETY: pointers go to `BitPacking` only, to slabs of the 128 values it reads.
final class PostingsWriter {
    private let pages: PageWriter
    private let hasFrequencies: Bool
    /// Length bytes by document, for impacts; empty for fields without frequencies.
    private let lengths: [UInt8]
    private var facts = ByteWriter()
    private var impacts: Impacts.Gatherer
    private var listImpacts: Impacts.Gatherer

    private var gaps = Slab<UInt32>(count: 128, filledWith: 0)
    private var frequencies = Slab<UInt32>(count: 128, filledWith: 0)
    private var fill = 0
    private var nextDocument: UInt32 = 0
    private var entry = TermEntry()
    private var listBlocks: [BlockFacts] = []

    private var positionRun = Slab<UInt32>(count: 128, filledWith: 0)
    private var positionFill = 0
    /// Address of the run that is being filled, once known, is the next one written; so facts wait for it.
    private var positionRuns: [UInt64] = []
    private var positionCount: UInt64 = 0
    private var blockPositionStart: UInt64 = 0

    private struct BlockFacts {
        var lastDocument: UInt32
        var address: UInt64
        var documentWidth: Int
        var frequencyWidth: Int
        var positionStart: UInt64
        var impacts: Impacts
    }

    init(_ pages: PageWriter, hasFrequencies: Bool, lengths: [UInt8]) {
        self.pages = pages
        self.hasFrequencies = hasFrequencies
        self.lengths = lengths
        impacts = Impacts.Gatherer(lengths: lengths)
        listImpacts = impacts
    }

    /// The facts of all lists, once all are written.
    var factBytes: [UInt8] { facts.bytes }

    func begin() {
        entry = TermEntry()
        fill = 0
        nextDocument = 0
        listBlocks.removeAll(keepingCapacity: true)
        positionFill = 0
        positionRuns.removeAll(keepingCapacity: true)
        positionCount = 0
        blockPositionStart = 0
    }

    /// A document after all before it in the list, with its positions in rising order (none without frequencies).
    func add(document: UInt32, positions: Span<UInt32>) throws(StorageError) {
        precondition(document >= nextDocument, "documents come in rising order")
        gaps[fill] = document - nextDocument
        nextDocument = document + 1
        entry.documentCount += 1
        if hasFrequencies {
            frequencies[fill] = UInt32(positions.count) - 1
            entry.occurrenceCount += UInt64(positions.count)
            impacts.add(frequency: UInt32(positions.count), length: lengths[Int(document)])
            var previous: UInt32 = 0
            for i in positions.indices {
                try add(positionGap: positions[i] - previous)
                previous = positions[i]
            }
        } else {
            entry.occurrenceCount += 1
        }
        fill += 1
        if fill == 128 { try closeBlock() }
    }

    private func add(positionGap gap: UInt32) throws(StorageError) {
        positionRun[positionFill] = gap
        positionFill += 1
        positionCount += 1
        if positionFill == 128 { try closePositions() }
    }

    private func closePositions() throws(StorageError) {
        if positionFill == 0 { return }
        var piece = ByteWriter(capacity: 2 + 512)
        piece.put(UInt8(positionFill))
        if positionFill == 128 {
            let width = BitPacking.width(positionRun.pointer, count: 128)
            piece.put(UInt8(width))
            BitPacking.pack(positionRun.pointer, width: width, into: &piece)
        } else {
            piece.put(UInt8(0))
            for i in 0..<positionFill { piece.putVarint(UInt64(positionRun[i])) }
        }
        positionRuns.append(try pages.append(piece.bytes, to: PostingsLayout.positionsStream))
        positionFill = 0
    }

    private func closeBlock() throws(StorageError) {
        let documentWidth = BitPacking.width(gaps.pointer, count: 128)
        let frequencyWidth = hasFrequencies ? BitPacking.width(frequencies.pointer, count: 128) : 0
        var piece = ByteWriter(capacity: 1024)
        BitPacking.pack(gaps.pointer, width: documentWidth, into: &piece)
        if hasFrequencies { BitPacking.pack(frequencies.pointer, width: frequencyWidth, into: &piece) }
        try close(piece, documentWidth, frequencyWidth)
    }

    private func closeTail() throws(StorageError) {
        var piece = ByteWriter(capacity: 512)
        for i in 0..<fill {
            if hasFrequencies {
                piece.putVarint(UInt64(gaps[i]) << 1 | (frequencies[i] == 0 ? 1 : 0))
                if frequencies[i] > 0 { piece.putVarint(UInt64(frequencies[i] - 1)) }
            } else {
                piece.putVarint(UInt64(gaps[i]))
            }
        }
        try close(piece, 0, 0)
    }

    private func close(_ piece: ByteWriter, _ documentWidth: Int, _ frequencyWidth: Int) throws(StorageError) {
        let address = try pages.append(piece.bytes, to: PostingsLayout.postingsStream)
        listBlocks.append(
            BlockFacts(
                lastDocument: nextDocument - 1, address: address, documentWidth: documentWidth,
                frequencyWidth: frequencyWidth, positionStart: blockPositionStart,
                impacts: hasFrequencies ? impacts.take() : Impacts()))
        blockPositionStart = positionCount
        fill = 0
    }

    /// Ends the list. - Returns: what the dictionary says of it.
    func end() throws(StorageError) -> TermEntry {
        precondition(entry.documentCount > 0, "a term has at least one document")
        if entry.documentCount == 1 {
            entry.onlyDocument = nextDocument - 1
            if hasFrequencies { _ = impacts.take() }
        } else if fill > 0 {
            try closeTail()
        }
        try closePositions()
        entry.positions = positionRuns.first ?? 0
        entry.postings = listBlocks.first?.address ?? 0
        if entry.documentCount >= 128 {
            entry.firstBlock = UInt64(facts.count / PostingsLayout.factSizeBytes)
            for block in listBlocks {
                write(block)
                for pair in block.impacts.pairs { listImpacts.add(frequency: UInt32(pair.frequency), length: pair.length) }
            }
            if hasFrequencies { entry.impacts = listImpacts.take().packed.bits }
        }
        return entry
    }

    private func write(_ block: BlockFacts) {
        facts.put(block.lastDocument)
        facts.put(block.address | UInt64(block.documentWidth) << 40 | UInt64(block.frequencyWidth) << 48)
        let run = hasFrequencies ? positionRuns[Int(block.positionStart / 128)] : 0
        facts.put(run | (block.positionStart % 128) << 40)
        facts.put(block.impacts.packed.bits)
    }
}
