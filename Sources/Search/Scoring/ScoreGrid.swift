/// While hits are sought, scores are whole numbers: units of a small fraction of a point. Sums of them are exact, so a
/// document's score does not depend on the order in which its words are added up, equal documents tie whatever path found
/// them, and a bound is a bound without a margin for rounding.
struct ScoreGrid {
    /// Units a point: the power of two with which the most that a document can score is just below 2^30.
    let unitsPerPoint: Float

    /// `most`: no document scores more points than this.
    init(most: Float) {
        unitsPerPoint = most > 0 ? Float(sign: .plus, exponent: 29 - most.exponent, significand: 1) : 1
    }

    func points(_ units: Int32) -> Float { Float(units) / unitsPerPoint }

    /// All digits of it: units have more than a `Float` tells apart, and hits are in their order.
    func exactPoints(_ units: Int32) -> Double { Double(units) / Double(unitsPerPoint) }
}

/// What a word is worth: `BM25`'s idf * x / (k1 + x), written idf - idf * k1 / (k1 + x). Each step of that never falls as
/// x rises, rounding included, so what is computed from a block's best occurrences bounds all of its documents.
struct WordWeight {
    private let most: Float
    private let mostTimesK1: Float
    private let k1: Float

    /// `most`: in points, the idf, times what the query boosts the word by.
    init(most: Float, k1: Float, grid: ScoreGrid) {
        self.most = most * grid.unitsPerPoint
        self.k1 = k1
        mostTimesK1 = self.most * k1
    }

    /// Units for the weighted and normalised occurrences `x`; at least 1, so that a word that is there always counts.
    @inline(__always)
    func units(_ x: Float) -> Int32 { max(1, Int32(most - mostTimesK1 / (k1 + x) + 0.5)) }

    /// What no document exceeds.
    var limit: Int32 { max(1, Int32(most + 0.5)) }
}
