extension PostingsCursor {
    /// Calls `body` with each document of the list and its frequency. For a cursor that has not been used.
    func forEachPosting(_ body: (UInt32, UInt32) throws -> Void) throws {
        try forEachWindow { cursor in
            for i in cursor.start..<cursor.end { try body(cursor.document(i), cursor.frequency(i)) }
        }
    }

    /// Fills window after window to the end of the list, with frequencies.
    fileprivate func forEachWindow(_ body: (PostingsCursor) throws -> Void) throws {
        var base: UInt32 = 0
        while base < field.documentLimit {
            let next = lowerBound(base)
            if next == .max { return }
            base = max(base, next)
            let top = min(field.documentLimit, base + UInt32(Self.windowLength))
            try fill(base, top)
            forEachBlock { number, _ in loadFrequencies(number) }
            try body(self)
            base = top
        }
    }
}

/// Walks whole lists front to back, for merges and checks: all parts decoded.
struct PostingsScan {
    private let cursor: PostingsCursor
    private var positions: [UInt32] = []

    init(_ field: PostingsField, _ entry: TermEntry) throws(Damage) { cursor = try PostingsCursor(field, entry) }

    /// Calls `body` with each document, its frequency and its positions (none unless asked for), in order.
    mutating func forEach(
        withPositions: Bool, _ body: (UInt32, UInt32, Span<UInt32>) throws -> Void
    ) throws {
        try cursor.forEachWindow { cursor in
            for i in cursor.start..<cursor.end {
                if withPositions {
                    try cursor.positions(i, into: &positions)
                    if positions.isEmpty { throw cursor.field.damage("a document of a list has no occurrence") }
                }
                try body(cursor.document(i), cursor.frequency(i), positions.span)
            }
        }
    }

    /// A bit for each document of the segment, in u64 words as they lie in memory.
    mutating func bits() throws(Damage) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: (Int(cursor.field.documentLimit) + 63) / 64)
        var base: UInt32 = 0
        while base < cursor.field.documentLimit {
            let top = min(cursor.field.documentLimit, base + UInt32(PostingsCursor.windowLength))
            try cursor.fill(base, top)
            for i in cursor.start..<cursor.end { words[Int(cursor.document(i) >> 6)] |= 1 << UInt64(cursor.document(i) & 63) }
            base = top
        }
        return words
    }
}
