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
    private var positionReader: PositionReader?
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
        return block == 0 ? base : max(base, facts.lastDocument(block - 1) + 1)
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
        let start = facts.count == 0 ? (address: entry.positions, skip: 0) : facts.positions(block.block)
        if positionReader == nil || !positionReader!.isAt(block: block.block, notPast: counted.occurrences) {
            positionReader = try PositionReader(field.pages, block: block.block, address: start.address, skip: start.skip)
        }
        try positionReader!.read(from: counted.occurrences, count: Int(frequencies[index]), into: &target)
    }
}

/// The positions of one block's documents, front to back.
struct PositionReader {
    private let pages: PageReader
    private let block: Int
    private var page: Page
    private var pageNumber: Int
    private var reader: ByteReader
    private var run: [UInt32] = []
    private var runPlace = 0
    private var consumed = 0

    init(_ pages: PageReader, block: Int, address: UInt64, skip: Int) throws(Damage) {
        self.pages = pages
        self.block = block
        page = try pages.bytes(at: address)
        pageNumber = Int(address >> Pages.shift)
        reader = ByteReader(page.bytes)
        try advance(by: skip)
        consumed = 0
    }

    func isAt(block: Int, notPast place: Int) -> Bool { self.block == block && consumed <= place }

    /// Reads `count` positions after skipping to the `from`-th of the block.
    mutating func read(from: Int, count: Int, into target: inout [UInt32]) throws(Damage) {
        try advance(by: from - consumed)
        target.removeAll(keepingCapacity: true)
        var position: UInt32 = 0
        for _ in 0..<count {
            if runPlace == run.count { try nextRun() }
            let (next, wraps) = position.addingReportingOverflow(run[runPlace])
            if wraps { throw pages.damage("positions of a document fall") }
            position = next
            target.append(position)
            runPlace += 1
        }
        consumed += count
    }

    private mutating func advance(by count: Int) throws(Damage) {
        var rest = count
        while rest > 0 {
            if runPlace == run.count, try skipRun(ofAtMost: rest) {
                rest -= BitPacking.blockLength
                continue
            }
            if runPlace == run.count { try nextRun() }
            let step = min(rest, run.count - runPlace)
            runPlace += step
            rest -= step
        }
        consumed += count
    }

    private mutating func openPage() throws(Damage) {
        guard reader.remaining == 0 else { return }
        guard let next = pages.next(after: pageNumber) else { throw pages.damage("positions end too early") }
        page = try pages.page(next)
        pageNumber = next
        reader = ByteReader(page.bytes)
    }

    /// Goes past a full run without unpacking it, where it holds no more than `limit` positions. - Returns: whether it did.
    private mutating func skipRun(ofAtMost limit: Int) throws(Damage) -> Bool {
        guard limit >= BitPacking.blockLength else { return false }
        try openPage()
        var ahead = reader
        do throws(Malformed) {
            guard try ahead.get(UInt8.self) == BitPacking.blockLength else { return false }
            _ = try ahead.getBytes(BitPacking.packedSize(width: Int(try ahead.get(UInt8.self))))
        } catch {
            throw pages.damage("positions: \(error.reason)")
        }
        reader = ahead
        return true
    }

    private mutating func nextRun() throws(Damage) {
        try openPage()
        runPlace = 0
        do throws(Malformed) {
            let count = Int(try reader.get(UInt8.self))
            let width = Int(try reader.get(UInt8.self))
            guard count >= 1, count <= BitPacking.blockLength, width <= 32 else {
                throw Malformed(offset: reader.offset, reason: "run of \(count)")
            }
            if count == BitPacking.blockLength {
                let packed = try reader.getBytes(BitPacking.packedSize(width: width))
                if run.count != count { run = Array(repeating: 0, count: count) }
                run.withUnsafeMutableBufferPointer { BitPacking.unpack(packed, width: width, into: $0.baseAddress!) }
            } else {
                run.removeAll(keepingCapacity: true)
                for _ in 0..<count { run.append(UInt32(try reader.getCount(upTo: Int(UInt32.max)))) }
            }
        } catch {
            throw pages.damage("positions: \(error.reason)")
        }
    }
}
