/// Reads the lists of one field one after the other in the dictionary's order, as merges do: front to back, all parts decoded,
/// each page once, and given back to the system when it is done with. One thread; whoever holds the reader holds the segment.
///
/// PERF: a cursor of its own for each list, which can skip and look back, made merging five segments of 56,000 short documents
/// cost as much as building them.
///
/// SAFETY: the pointers that go to `BlockReader` are to slabs of a whole block.
struct ListReader: ~Copyable {
    private let field: PostingsField
    private let documents = Slab<UInt32>(count: BlockReader.blockLength, filledWith: 0)
    private let frequencies = Slab<UInt32>(count: BlockReader.blockLength, filledWith: 1)
    private var positionReader: PositionReader
    private var positions: [UInt32] = []
    private var forgottenPage = 0
    /// So many pages are given back at once.
    private static let forgottenPages = 64

    init(_ field: PostingsField) {
        self.field = field.forReadingOnce()
        positionReader = PositionReader(self.field.pages)
    }

    /// Calls `body` with each document of a list and its positions (none where the field has none), in order.
    @inline(__always)
    mutating func forEach(_ entry: TermEntry, _ body: (UInt32, Span<UInt32>) throws -> Void) throws {
        let hasPositions = field.dictionary.hasFrequencies
        if hasPositions {
            try positionReader.enter(entry)
            forget(before: Int(truncatingIfNeeded: entry.positions >> Pages.shift))
        }
        var place = 0
        if entry.documentCount == 1 {
            // Of all terms most are such: no block is made of their document.
            guard entry.onlyDocument < field.documentLimit else { throw field.damage("document \(entry.onlyDocument)") }
            if hasPositions { try readPositions(Int(truncatingIfNeeded: entry.occurrenceCount), &place) }
            return try body(entry.onlyDocument, positions.span)
        }
        var reader = try BlockReader(field, entry)
        for block in 0..<reader.blockCount {
            var decoded = try reader.decode(block, documents.pointer, frequencies.pointer)
            if hasPositions { reader.loadFrequencies(&decoded, frequencies.pointer) }
            for i in 0..<decoded.count {
                if hasPositions { try readPositions(Int(frequencies[i]), &place) }
                try body(documents[i], positions.span)
            }
        }
        if !hasPositions { forget(before: Int(truncatingIfNeeded: entry.postings >> Pages.shift)) }
    }

    private mutating func readPositions(_ count: Int, _ place: inout Int) throws(Damage) {
        guard count > 0 else { throw field.damage("a document of a list has no occurrence") }
        try positionReader.read(from: place, count: count, into: &positions)
        place += count
    }

    private mutating func forget(before page: Int) {
        guard page >= forgottenPage + Self.forgottenPages else { return }
        forgottenPage = page
        // The pages of the other stream that are still to be read may be some way back: they are read again, if ever.
        field.pages.forget(before: page - Self.forgottenPages / 2)
    }
}
