/// Accepts the words within `limit` (0, 1 or 2) edits of a pattern: insertions, deletions, replacements and swaps of
/// neighbours (optimal string alignment), by code points.
///
/// The automaton is never built: it is run as a set of states in bits. Bit i of row j: the word read so far, with at most
/// j edits, is the pattern's first i code points. Source: Wu and Manber, "Fast text searching allowing errors", 1992.
struct LevenshteinAutomaton {
    /// Longer patterns do not fit the bits.
    static let patternLimit = 62

    private let pattern: [UInt32]
    let limit: Int
    private let valid: UInt64
    /// For each ASCII character, where it stands in the pattern.
    private var ascii = [UInt64](repeating: 0, count: 128)

    init?(_ pattern: [UInt32], limit: Int) {
        guard pattern.count <= Self.patternLimit, limit >= 0, limit <= 2 else { return nil }
        self.pattern = pattern
        self.limit = limit
        valid = (2 << UInt64(pattern.count)) - 1
        for (i, scalar) in pattern.enumerated() where scalar < 128 { ascii[Int(scalar)] |= 1 << UInt64(i) }
    }

    struct State {
        /// Rows of the pattern's beginnings reached with at most 0, 1, 2 edits.
        fileprivate var rows: (UInt64, UInt64, UInt64)
        /// Row j: the first half of a swap has been read, and there were at most j edits before it.
        fileprivate var swaps: (UInt64, UInt64)
    }

    var start: State {
        State(rows: (1, limit >= 1 ? 0b11 & valid : 0, limit >= 2 ? 0b111 & valid : 0), swaps: (0, 0))
    }

    private func places(of scalar: UInt32) -> UInt64 {
        if scalar < 128 { return ascii[Int(scalar)] }
        var mask: UInt64 = 0
        for (i, other) in pattern.enumerated() where other == scalar { mask |= 1 << UInt64(i) }
        return mask
    }

    /// The state after one more code point.
    func step(_ state: State, _ scalar: UInt32) -> State {
        let places = places(of: scalar)
        let (r0, r1, r2) = state.rows
        var next = State(rows: ((r0 & places) << 1, 0, 0), swaps: (0, 0))
        if limit >= 1 {
            let swapped = (state.swaps.0 & places) << 2
            next.rows.1 = ((r1 & places) << 1 | r0 | r0 << 1 | next.rows.0 << 1 | swapped) & valid
            next.swaps.0 = r0 & places >> 1
        }
        if limit >= 2 {
            let swapped = (state.swaps.1 & places) << 2
            next.rows.2 = ((r2 & places) << 1 | r1 | r1 << 1 | next.rows.1 << 1 | swapped) & valid
            next.swaps.1 = r1 & places >> 1
        }
        return next
    }

    private func lastRow(_ state: State) -> UInt64 {
        limit == 0 ? state.rows.0 : limit == 1 ? state.rows.1 : state.rows.2
    }

    private func lastSwaps(_ state: State) -> UInt64 { limit == 0 ? 0 : limit == 1 ? state.swaps.0 : state.swaps.1 }

    /// Whether some word that goes on from here is accepted.
    func isAlive(_ state: State) -> Bool { lastRow(state) | lastSwaps(state) != 0 }

    /// Edits of the word that ends here, or nil where it is not accepted.
    func edits(_ state: State) -> Int? {
        let end: UInt64 = 1 << UInt64(pattern.count)
        if state.rows.0 & end != 0 { return 0 }
        if state.rows.1 & end != 0 { return 1 }
        return state.rows.2 & end != 0 ? 2 : nil
    }
}
