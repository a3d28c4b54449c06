/// One list of postings in one segment, read by windows of document numbers.
///
/// `fill` decodes the blocks that overlap a window straight into one buffer; `start ..< end` are then the window's
/// documents in it. Frequencies are decoded a block at a time when first asked for, positions only for single documents.
/// Windows come in rising order. One thread; whoever holds the cursor holds the segment.
///
/// SAFETY: raw pointers go to `BitPacking` only, for blocks whose room in the buffers is checked just before.
final class PostingsCursor {
    /// Documents in a window; see `Window`.
    static let windowLength = 2048

    private var reader: BlockReader
    private let documents: Slab<UInt32>
    private let frequencies: Slab<UInt32>
    private(set) var start = 0
    private(set) var end = 0
    private var count = 0
    private var loaded: [Loaded] = []
    private var nextBlock = 0
    private var positionReader: PositionReader
    /// Occurrences in a block before the place for which positions were last asked.
    private var counted = (block: -1, place: 0, occurrences: 0)

    /// A block in the buffer.
    private struct Loaded {
        let block: Int
        let offset: Int
        var decoded: BlockReader.Decoded
    }

    init(_ field: PostingsField, _ entry: TermEntry) throws(Damage) {
        reader = try BlockReader(field, entry)
        positionReader = PositionReader(field.pages)
        let blocks = min(reader.blockCount, Self.windowLength / BlockReader.blockLength + 2)
        documents = Slab(count: blocks * BlockReader.blockLength, filledWith: 0)
        frequencies = Slab(count: blocks * BlockReader.blockLength, filledWith: 1)
    }

    var field: PostingsField { reader.field }
    var entry: TermEntry { reader.entry }
    var facts: BlockFacts { reader.facts }
    var blockCount: Int { reader.blockCount }

    /// No document before this one can come next; `UInt32.max` when the list is at its end.
    func lowerBound(_ base: UInt32) -> UInt32 {
        if start < count, documents[count - 1] >= base {
            var i = start
            while documents[i] < base { i += 1 }
            return documents[i]
        }
        if nextBlock >= blockCount { return .max }
        if facts.count == 0 { return base }
        let block = facts.firstBlock(from: nextBlock, reaching: base)
        if block >= blockCount { return .max }
        return block == 0 ? base : max(base, facts.lastDocument(block - 1) &+ 1)
    }

    /// Makes `start ..< end` the documents of `base ..< limit`.
    func fill(_ base: UInt32, _ limit: UInt32) throws(Damage) {
        dropBlocks(before: base)
        if facts.count > 0, loaded.isEmpty { nextBlock = facts.firstBlock(from: nextBlock, reaching: base) }
        while nextBlock < blockCount, count == 0 || documents[count - 1] < limit &- 1 {
            if facts.count > 0, nextBlock > 0, facts.lastDocument(nextBlock - 1) >= limit &- 1 { break }
            try load(nextBlock)
            nextBlock += 1
        }
        while start < count, documents[start] < base { start += 1 }
        end = max(end, start)
        if count > 0, documents[count - 1] < limit {
            end = count
        } else {
            while end < count, documents[end] < limit { end += 1 }
        }
    }

    /// Keeps at most the last block of the buffer, moved to its front.
    private func dropBlocks(before base: UInt32) {
        guard let last = loaded.last else { return }
        if documents[count - 1] < base {
            loaded.removeAll(keepingCapacity: true)
            (count, start, end) = (0, 0, 0)
            return
        }
        guard loaded.count > 1 || last.offset > 0 else { return }
        for i in 0..<last.decoded.count {
            documents[i] = documents[last.offset + i]
            if last.decoded.hasFrequencies { frequencies[i] = frequencies[last.offset + i] }
        }
        loaded.removeAll(keepingCapacity: true)
        loaded.append(Loaded(block: last.block, offset: 0, decoded: last.decoded))
        count = last.decoded.count
        start = max(0, start - last.offset)
        end = start
    }

    private func load(_ block: Int) throws(Damage) {
        precondition(count + BlockReader.blockLength <= documents.count)
        let decoded = try reader.decode(block, documents.pointer + count, frequencies.pointer + count)
        loaded.append(Loaded(block: block, offset: count, decoded: decoded))
        count += decoded.count
    }

    @inline(__always)
    func document(_ index: Int) -> UInt32 { documents[index] }

    /// Calls `body` with each stretch of the window that lies in one block: buffer indexes `from ..< to`, in order.
    /// Frequencies of the stretch are decoded when `body` asks by `loadFrequencies`.
    @inline(__always)
    func forEachBlock<E: Error>(_ body: (Int, Range<Int>) throws(E) -> Void) throws(E) {
        for (number, block) in loaded.enumerated() {
            let from = max(start, block.offset)
            let to = min(end, block.offset + block.decoded.count)
            if from < to { try body(number, from..<to) }
        }
    }

    @inline(__always)
    func loadFrequencies(_ number: Int) {
        if !loaded[number].decoded.hasFrequencies {
            reader.loadFrequencies(&loaded[number].decoded, frequencies.pointer + loaded[number].offset)
        }
    }

    /// Occurrences in the document at a buffer index whose block's frequencies are loaded.
    @inline(__always)
    func frequency(_ index: Int) -> UInt32 { frequencies[index] }

    var documentPointer: UnsafePointer<UInt32> { UnsafePointer(documents.pointer) }
    var frequencyPointer: UnsafePointer<UInt32> { UnsafePointer(frequencies.pointer) }

    /// The positions of the document at a buffer index, in rising order, into `target`. Indexes rise within a window.
    func positions(_ index: Int, into target: inout [UInt32]) throws(Damage) {
        guard let number = loaded.firstIndex(where: { index >= $0.offset && index < $0.offset + $0.decoded.count }) else {
            preconditionFailure("the document is not in the buffer")
        }
        loadFrequencies(number)
        let block = loaded[number]
        let place = index - block.offset
        if counted.block != block.block || counted.place > place { counted = (block.block, 0, 0) }
        while counted.place < place {
            counted.occurrences += Int(frequencies[block.offset + counted.place])
            counted.place += 1
        }
        if !positionReader.isAt(block: block.block, notPast: counted.occurrences) {
            try positionReader.enter(block.block, of: reader)
        }
        try positionReader.read(from: counted.occurrences, count: Int(frequencies[index]), into: &target)
    }
}
