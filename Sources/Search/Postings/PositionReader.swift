/// The positions of one list's documents, block after block, front to back in each.
///
/// SAFETY: `run` has the 128 places that `BitPacking` writes.
struct PositionReader: ~Copyable {
    private let pages: PageReader
    private var page = Page(bytes: .empty, owner: nil)
    private var pageNumber = -1
    private var reader = ByteReader(.empty)
    private let run = Slab<UInt32>(count: BitPacking.blockLength, filledWith: 0)
    private var runLength = 0
    private var runPlace = 0
    private var block = -1
    /// Occurrences of the block that are behind.
    private var consumed = 0

    init(_ pages: PageReader) { self.pages = pages }

    /// Whether `read` can go on from the `occurrence`-th of the block.
    func isAt(block: Int, notPast occurrence: Int) -> Bool { self.block == block && consumed <= occurrence }

    /// Goes to the first position of a block of the list.
    mutating func enter(_ block: Int, of list: BlockReader) throws(Damage) {
        let (address, skip) = list.facts.count == 0 ? (list.entry.positions, 0) : list.facts.positions(block)
        try enter(address, skip: skip)
        self.block = block
    }

    /// Goes to the first position of a list, which is often in the same page as those before.
    mutating func enter(_ list: TermEntry) throws(Damage) {
        try enter(list.positions, skip: 0)
        block = 0
    }

    private mutating func enter(_ address: UInt64, skip: Int) throws(Damage) {
        let index = Int(truncatingIfNeeded: address >> Pages.shift)
        if index != pageNumber {
            page = try pages.page(index)
            pageNumber = index
        }
        let offset = Int(address & UInt64(Pages.sizeBytes - 1))
        guard offset <= page.bytes.count else { throw pages.damage("address \(address) is past its page") }
        reader = ByteReader(page.bytes[offset..<page.bytes.count])
        runLength = 0
        runPlace = 0
        try advance(by: skip)
        consumed = 0
    }

    /// Makes `target` the `count` positions, rising, of the document whose first is the `from`-th of the block.
    mutating func read(from: Int, count: Int, into target: inout [UInt32]) throws(Damage) {
        if from > consumed { try advance(by: from - consumed) }
        target.removeAll(keepingCapacity: true)
        var position: UInt32 = 0
        for _ in 0..<count {
            if runPlace == runLength { try nextRun() }
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
            if runPlace == runLength {
                if try skipRun(ofAtMost: rest) {
                    rest -= BitPacking.blockLength
                    continue
                }
                try nextRun()
            }
            let step = min(rest, runLength - runPlace)
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
                BitPacking.unpack(try reader.getBytes(BitPacking.packedSize(width: width)), width: width, into: run.pointer)
            } else {
                for i in 0..<count { run[i] = UInt32(try reader.getCount(upTo: Int(UInt32.max))) }
            }
            runLength = count
        } catch {
            throw pages.damage("positions: \(error.reason)")
        }
    }
}
