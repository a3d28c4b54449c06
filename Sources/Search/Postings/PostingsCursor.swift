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

    let field: PostingsField
    let entry: TermEntry
    let facts: BlockFacts
    private let hasFrequencies: Bool
    let blockCount: Int

    private let documents: Slab<UInt32>
    private let frequencies: Slab<UInt32>
    private(set) var start = 0
    private(set) var end = 0
    private var count = 0
    private var loaded: [Loaded] = []
    private var nextBlock = 0
    private var positionReader: PositionReader?
    private var tail: [UInt32] = []

    /// A block in the buffer.
    private struct Loaded {
        let block: Int
        let offset: Int
        let count: Int
        var hasFrequencies: Bool
        /// Where the packed frequencies lie, and the page that keeps them.
        var packed: Page
        var width: Int
    }

    init(_ field: PostingsField, _ entry: TermEntry) throws(Damage) {
        self.field = field
        self.entry = entry
        facts = try field.facts(of: entry)
        hasFrequencies = field.dictionary.hasFrequencies
        blockCount = max(facts.count, 1)
        let capacity = min((Int(entry.documentCount) + 127) / 128 * 128, Self.windowLength + 256)
        documents = Slab(count: capacity, filledWith: 0)
        frequencies = Slab(count: hasFrequencies ? capacity : 0, filledWith: 1)
    }

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
        for i in 0..<last.count {
            documents[i] = documents[last.offset + i]
            if hasFrequencies && last.hasFrequencies { frequencies[i] = frequencies[last.offset + i] }
        }
        loaded.removeAll(keepingCapacity: true)
        loaded.append(
            Loaded(
                block: last.block, offset: 0, count: last.count, hasFrequencies: last.hasFrequencies, packed: last.packed,
                width: last.width))
        count = last.count
        start = max(0, start - last.offset)
        end = start
    }

    private func load(_ block: Int) throws(Damage) {
        if entry.documentCount == 1 {
            guard entry.onlyDocument < field.documentLimit else { throw field.damage("document \(entry.onlyDocument)") }
            documents[0] = entry.onlyDocument
            if hasFrequencies { frequencies[0] = UInt32(truncatingIfNeeded: min(entry.occurrenceCount, UInt64(UInt32.max))) }
            append(block, count: 1, hasFrequencies: true, packed: Page(bytes: .empty, owner: nil), width: 0)
            return
        }
        let length = min(128, Int(entry.documentCount) - block * 128)
        let from = block == 0 ? 0 : facts.lastDocument(block - 1) &+ 1
        if length == 128 { try loadPacked(block, from: from) } else { try loadTail(block, from: from, length: length) }
        let last = documents[count - 1]
        guard last < field.documentLimit, facts.count == 0 || last == facts.lastDocument(block) else {
            throw field.damage("block \(block) of a list ends at document \(last)")
        }
    }

    private func append(_ block: Int, count added: Int, hasFrequencies: Bool, packed: Page, width: Int) {
        loaded.append(
            Loaded(block: block, offset: count, count: added, hasFrequencies: hasFrequencies, packed: packed, width: width))
        count += added
    }

    private func loadPacked(_ block: Int, from: UInt32) throws(Damage) {
        let place = facts.postings(block)
        guard place.documentWidth <= 32, place.frequencyWidth <= 32 else { throw field.damage("block \(block): widths") }
        let page = try field.pages.bytes(at: place.address)
        let size = BitPacking.packedSize(width: place.documentWidth)
        let frequencySize = hasFrequencies ? BitPacking.packedSize(width: place.frequencyWidth) : 0
        guard let packed = page.bytes.part(0..<size), let rest = page.bytes.part(size..<size + frequencySize) else {
            throw field.damage("block \(block) of a list is past its page")
        }
        precondition(count + 128 <= documents.count)
        guard BitPacking.unpackIncreasing(packed, width: place.documentWidth, from: from, into: documents.pointer + count) else {
            throw field.damage("block \(block): documents do not rise")
        }
        append(
            block, count: 128, hasFrequencies: !hasFrequencies, packed: Page(bytes: rest, owner: page.owner),
            width: place.frequencyWidth)
    }

    private func loadTail(_ block: Int, from: UInt32, length: Int) throws(Damage) {
        let address = facts.count == 0 ? entry.postings : facts.postings(block).address
        let page = try field.pages.bytes(at: address)
        var reader = ByteReader(page.bytes)
        var next = UInt64(from)
        do throws(Malformed) {
            for i in 0..<length {
                var gap = try reader.getVarint()
                if hasFrequencies {
                    frequencies[count + i] = gap & 1 == 1 ? 1 : UInt32(try reader.getCount(upTo: Int(UInt32.max) - 2)) + 2
                    gap >>= 1
                }
                guard gap < UInt64(field.documentLimit), next + gap < UInt64(field.documentLimit) else {
                    throw Malformed(offset: reader.offset, reason: "document past the segment's end")
                }
                documents[count + i] = UInt32(next + gap)
                next += gap + 1
            }
        } catch {
            throw field.damage("tail of a list: \(error.reason)")
        }
        append(block, count: length, hasFrequencies: true, packed: page, width: 0)
    }

    @inline(__always)
    func document(_ index: Int) -> UInt32 { documents[index] }

    /// Calls `body` with each stretch of the window that lies in one block: buffer indexes `from ..< to`, in order.
    /// Frequencies of the stretch are decoded when `body` asks by `loadFrequencies`.
    @inline(__always)
    func forEachBlock<E: Error>(_ body: (Int, Range<Int>) throws(E) -> Void) throws(E) {
        for (number, block) in loaded.enumerated() {
            let from = max(start, block.offset)
            let to = min(end, block.offset + block.count)
            if from < to { try body(number, from..<to) }
        }
    }

    @inline(__always)
    func loadFrequencies(_ number: Int) {
        if !loaded[number].hasFrequencies { unpackFrequencies(number) }
    }

    private func unpackFrequencies(_ number: Int) {
        let block = loaded[number]
        precondition(block.offset + 128 <= frequencies.count)
        let target = frequencies.pointer + block.offset
        BitPacking.unpack(block.packed.bytes, width: block.width, into: target)
        for i in 0..<128 { target[i] &+= 1 }
        loaded[number].hasFrequencies = true
    }

    /// Occurrences in the document at a buffer index whose block's frequencies are loaded.
    @inline(__always)
    func frequency(_ index: Int) -> UInt32 { hasFrequencies ? frequencies[index] : 1 }

    var documentPointer: UnsafePointer<UInt32> { UnsafePointer(documents.pointer) }
    var frequencyPointer: UnsafePointer<UInt32> { UnsafePointer(frequencies.pointer) }

    /// The positions of the document at a buffer index, in rising order, into `target`.
    func positions(_ index: Int, into target: inout [UInt32]) throws(Damage) {
        guard let number = loaded.firstIndex(where: { index >= $0.offset && index < $0.offset + $0.count }) else {
            preconditionFailure("the document is not in the buffer")
        }
        loadFrequencies(number)
        let block = loaded[number]
        var before = 0
        for i in block.offset..<index { before += Int(frequencies[i]) }
        let place = facts.count == 0 ? (address: entry.positions, skip: 0) : facts.positions(block.block)
        if positionReader == nil || !positionReader!.isAt(block: block.block, notPast: before) {
            positionReader = try PositionReader(field.pages, block: block.block, address: place.address, skip: place.skip)
        }
        try positionReader!.read(from: before, count: Int(frequencies[index]), into: &target)
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
            if runPlace == run.count { try nextRun() }
            let step = min(rest, run.count - runPlace)
            runPlace += step
            rest -= step
        }
        consumed += count
    }

    private mutating func nextRun() throws(Damage) {
        if reader.remaining == 0 {
            guard let next = pages.next(after: pageNumber) else { throw pages.damage("positions end too early") }
            page = try pages.page(next)
            pageNumber = next
            reader = ByteReader(page.bytes)
        }
        runPlace = 0
        do throws(Malformed) {
            let count = Int(try reader.get(UInt8.self))
            let width = Int(try reader.get(UInt8.self))
            guard count >= 1, count <= 128, width <= 32 else { throw Malformed(offset: reader.offset, reason: "run of \(count)") }
            if count == 128 {
                let packed = try reader.getBytes(BitPacking.packedSize(width: width))
                run = [UInt32](unsafeUninitializedCapacity: 128) { target, filled in
                    BitPacking.unpack(packed, width: width, into: target.baseAddress!)
                    filled = 128
                }
            } else {
                run.removeAll(keepingCapacity: true)
                for _ in 0..<count { run.append(UInt32(try reader.getCount(upTo: Int(UInt32.max)))) }
            }
        } catch {
            throw pages.damage("positions: \(error.reason)")
        }
    }
}
