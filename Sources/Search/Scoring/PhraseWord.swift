/// A word of a phrase: its list, and where the word stands in the document the list is at.
///
/// SAFETY: frequencies are read in the block that is decoded, at the place of a document that `seek` has found.
struct PhraseWord: ~Copyable {
    var cursor: BlockCursor
    private var reader: PositionReader
    private(set) var positions: [UInt32] = []
    /// Occurrences in a block before a place of it.
    private var counted = (block: -1, place: 0, occurrences: 0)

    init(_ field: PostingsField, _ entry: TermEntry, dense: Page?) throws(Damage) {
        cursor = try BlockCursor(field, entry, dense: dense)
        reader = PositionReader(field.pages)
    }

    var documentCount: UInt32 { cursor.entry.documentCount }

    /// Whether the word stands in the document, at which its list is then.
    @inline(__always)
    mutating func seek(_ document: UInt32) throws(Damage) -> Bool {
        guard try cursor.seek(document) else { return false }
        cursor.loadFrequencies()
        return true
    }

    /// How often it stands there.
    var frequency: UInt32 { cursor.frequencies.pointer[cursor.place] }

    mutating func readPositions() throws(Damage) {
        if counted.block != cursor.block { counted = (cursor.block, 0, 0) }
        let frequencies = cursor.frequencies.pointer
        for i in counted.place..<max(counted.place, cursor.place) { counted.occurrences += Int(frequencies[i]) }
        counted.place = cursor.place
        if !reader.isAt(block: cursor.block, notPast: counted.occurrences) { try reader.enter(cursor.block, of: cursor.reader) }
        try reader.read(from: counted.occurrences, count: Int(frequency), into: &positions)
    }

    /// How many of the positions read have one of `other`'s so far behind them.
    borrowing func count(followedBy other: borrowing PhraseWord, at distance: UInt32) -> UInt32 {
        var found: UInt32 = 0
        var (i, j) = (0, 0)
        while i < positions.count, j < other.positions.count {
            let (a, b) = (UInt64(positions[i]) + UInt64(distance), UInt64(other.positions[j]))
            found += a == b ? 1 : 0
            i += a <= b ? 1 : 0
            j += b <= a ? 1 : 0
        }
        return found
    }
}
