/// Documents that any of the parts matches, each worth its best part.
///
/// Where only the best are wanted, parts that cannot lift a document over the threshold do not look for documents in that
/// window: a document that only they match cannot be among the best, and one that another part lifts over it is worth what
/// that part gives.
final class EitherMatcher: Matcher {
    /// Each gives a score only to documents that it matches.
    private let parts: [any Matcher]
    private let progress: SearchProgress
    private let other = WindowBits()
    private let best = WindowScores()
    private let scores = WindowScores()

    init(_ parts: [any Matcher], progress: SearchProgress) {
        self.parts = parts
        self.progress = progress
    }

    func lowerBound(_ document: UInt32) -> UInt32 { parts.lazy.map { $0.lowerBound(document) }.min() ?? .max }

    func match(_ window: Window, _ bits: borrowing WindowBits) throws(Damage) {
        bits.clear()
        for part in parts where !(progress.prunes && progress.cannotReach(part.bound(window))) {
            try part.match(window, other)
            bits.formUnion(other)
        }
    }

    func score(_ window: Window, _ survivors: borrowing WindowBits, _ sums: borrowing WindowScores) throws(Damage) {
        survivors.forEach { best[$0] = 0 }
        for part in parts {
            survivors.forEach { scores[$0] = 0 }
            try part.score(window, survivors, scores)
            survivors.forEach { best[$0] = max(best[$0], scores[$0]) }
        }
        survivors.forEach { sums[$0] += best[$0] }
    }

    func bound(_ window: Window) -> Int32 { parts.reduce(0) { max($0, $1.bound(window)) } }
}
