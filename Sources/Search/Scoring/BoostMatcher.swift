/// What another matcher finds, its scores multiplied where documents are in given sets.
final class BoostMatcher: Matcher {
    private let inner: any Matcher
    private let boosts: [(documents: BitSet, factor: Double)]
    /// Units that each document has beforehand: where the query gives none, there is something to multiply.
    private let base: Int32
    /// No document's scores are multiplied by more.
    private let most: Double
    private let own = WindowScores()

    init(_ inner: any Matcher, _ boosts: [(documents: BitSet, factor: Double)], base: Int32, most: Double) {
        self.inner = inner
        self.boosts = boosts
        self.base = base
        self.most = most
    }

    func lowerBound(_ document: UInt32) -> UInt32 { inner.lowerBound(document) }

    func match(_ window: Window, _ bits: borrowing WindowBits) throws(Damage) { try inner.match(window, bits) }

    func score(_ window: Window, _ survivors: borrowing WindowBits, _ scores: borrowing WindowScores) throws(Damage) {
        survivors.forEach { own[$0] = base }
        try inner.score(window, survivors, own)
        survivors.forEach { place in
            var factor = 1.0
            for boost in boosts where boost.documents.contains(Int(window.base) + place) { factor *= boost.factor }
            scores[place] += Self.scaled(own[place], min(factor, most))
        }
    }

    func bound(_ window: Window) -> Int32 { Self.scaled(inner.bound(window) + base, most) }

    private static func scaled(_ units: Int32, _ factor: Double) -> Int32 { Int32(min(Double(units) * factor + 0.5, 2e9)) }
}
