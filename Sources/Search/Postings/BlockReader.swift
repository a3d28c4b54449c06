/// Decodes the blocks of one list, in any order. Keeps the page it is at, in which the neighbours mostly lie too. One
/// thread; whoever holds the reader holds the segment.
///
/// SAFETY: targets have room for a whole block; the callers allocate them so. Bytes are measured before they are unpacked.
/// PERF: keeping the page is a part of what brought a union of two words from 635 to 257 microseconds (a million documents of
/// eleven words, `Benchmarks/run --only union`); it was not measured apart.
struct BlockReader {
    static let blockLength = BitPacking.blockLength

    let field: PostingsField
    let entry: TermEntry
    let facts: BlockFacts
    let hasFrequencies: Bool
    /// The tail counts as a block.
    let blockCount: Int
    private var page = Page(bytes: .empty, owner: nil)
    private var pageNumber = -1

    /// A block's documents are decoded, its frequencies perhaps not yet.
    struct Decoded {
        var count = 0
        var hasFrequencies = false
        /// Where the packed frequencies lie; `owner` keeps them.
        fileprivate var packed = Bytes.empty
        fileprivate var owner: InflatedPage?
        fileprivate var width = 0
    }

    init(_ field: PostingsField, _ entry: TermEntry) throws(Damage) {
        self.field = field
        self.entry = entry
        facts = try field.facts(of: entry)
        hasFrequencies = field.dictionary.hasFrequencies
        blockCount = max(facts.count, 1)
    }

    /// Documents of a block: 128, or fewer in the tail.
    func length(of block: Int) -> Int { min(Self.blockLength, Int(entry.documentCount) - block * Self.blockLength) }

    /// Writes the documents of a block to `documents`. Frequencies are written only where they come along; see `Decoded`.
    mutating func decode(
        _ block: Int, _ documents: UnsafeMutablePointer<UInt32>, _ frequencies: UnsafeMutablePointer<UInt32>
    ) throws(Damage) -> Decoded {
        if entry.documentCount == 1 {
            guard entry.onlyDocument < field.documentLimit else { throw field.damage("document \(entry.onlyDocument)") }
            documents[0] = entry.onlyDocument
            frequencies[0] = UInt32(truncatingIfNeeded: min(entry.occurrenceCount, UInt64(UInt32.max)))
            return Decoded(count: 1, hasFrequencies: true)
        }
        let length = length(of: block)
        let from = block == 0 ? 0 : facts.lastDocument(block - 1) &+ 1
        let decoded = length == Self.blockLength
            ? try decodePacked(block, from, documents) : try decodeTail(block, from, length, documents, frequencies)
        let last = documents[length - 1]
        guard last < field.documentLimit, facts.count == 0 || last == facts.lastDocument(block) else {
            throw field.damage("block \(block) of a list ends at document \(last)")
        }
        return decoded
    }

    private mutating func bytes(at address: UInt64) throws(Damage) -> Bytes {
        let number = Int(truncatingIfNeeded: address >> Pages.shift)
        if number != pageNumber {
            page = try field.pages.page(number)
            pageNumber = number
        }
        let offset = Int(address & UInt64(Pages.sizeBytes - 1))
        guard offset <= page.bytes.count else { throw field.damage("address \(address) is past its page") }
        return page.bytes[offset..<page.bytes.count]
    }

    private mutating func decodePacked(
        _ block: Int, _ from: UInt32, _ documents: UnsafeMutablePointer<UInt32>
    ) throws(Damage) -> Decoded {
        let place = facts.postings(block)
        guard place.documentWidth <= 32, place.frequencyWidth <= 32 else { throw field.damage("block \(block): widths") }
        let bytes = try bytes(at: place.address)
        let size = BitPacking.packedSize(width: place.documentWidth)
        let frequencySize = hasFrequencies ? BitPacking.packedSize(width: place.frequencyWidth) : 0
        guard let packed = bytes.part(0..<size), let rest = bytes.part(size..<size + frequencySize) else {
            throw field.damage("block \(block) of a list is past its page")
        }
        guard BitPacking.unpackIncreasing(packed, width: place.documentWidth, from: from, into: documents) else {
            throw field.damage("block \(block): documents do not rise")
        }
        return Decoded(count: Self.blockLength, packed: rest, owner: page.owner, width: place.frequencyWidth)
    }

    private mutating func decodeTail(
        _ block: Int, _ from: UInt32, _ length: Int, _ documents: UnsafeMutablePointer<UInt32>,
        _ frequencies: UnsafeMutablePointer<UInt32>
    ) throws(Damage) -> Decoded {
        var reader = ByteReader(try bytes(at: facts.count == 0 ? entry.postings : facts.postings(block).address))
        var next = UInt64(from)
        do throws(Malformed) {
            for i in 0..<length {
                var gap = try reader.getVarint()
                var frequency: UInt32 = 1
                if hasFrequencies {
                    if gap & 1 == 0 { frequency = UInt32(try reader.getCount(upTo: Int(UInt32.max) - 2)) + 2 }
                    gap >>= 1
                }
                guard gap < UInt64(field.documentLimit), next + gap < UInt64(field.documentLimit) else {
                    throw Malformed(offset: reader.offset, reason: "document past the segment's end")
                }
                documents[i] = UInt32(next + gap)
                frequencies[i] = frequency
                next += gap + 1
            }
        } catch {
            throw field.damage("tail of a list: \(error.reason)")
        }
        return Decoded(count: length, hasFrequencies: true)
    }

    /// Writes the frequencies of a block whose documents are decoded.
    func loadFrequencies(_ decoded: inout Decoded, _ target: UnsafeMutablePointer<UInt32>) {
        if decoded.hasFrequencies { return }
        decoded.hasFrequencies = true
        if decoded.width == 0 {
            target.update(repeating: 1, count: Self.blockLength)
            return
        }
        BitPacking.unpack(decoded.packed, width: decoded.width, into: target)
        for i in 0..<Self.blockLength { target[i] &+= 1 }
    }
}
