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

/// Walks whole lists front to back, for checks: all parts decoded.
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
}
