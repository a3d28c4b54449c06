/// Walks whole lists front to back, for merges and checks: no windows, all parts decoded.
struct PostingsScan {
    private let cursor: PostingsCursor
    private let limit: UInt32
    private var base: UInt32 = 0
    private(set) var positions: [UInt32] = []

    init(_ field: PostingsField, _ entry: TermEntry) throws(Damage) {
        cursor = try PostingsCursor(field, entry)
        limit = field.documentLimit
    }

    /// Calls `body` with each document and its frequency, in order; positions are those of the call where asked for.
    mutating func forEach(
        withPositions: Bool, _ body: (UInt32, UInt32, UnsafeBufferPointer<UInt32>) throws -> Void
    ) throws {
        while base < limit {
            let next = cursor.lowerBound(base)
            if next == .max { break }
            base = max(base, next)
            let top = min(limit, base &+ UInt32(PostingsCursor.windowLength))
            try cursor.fill(base, top)
            try cursor.forEachBlock { number, range in
                cursor.loadFrequencies(number)
                for i in range {
                    if withPositions { try cursor.positions(i, into: &positions) }
                    try positions.withUnsafeBufferPointer { try body(cursor.document(i), withPositions ? cursor.frequency(i) : 1, $0) }
                }
            }
            base = top
        }
    }
}
