/// Finds and scores the documents of one segment that answer a part of a query, a window at a time.
///
/// Windows come in rising order. For each, `match` may be called once and `score` once, in this order; `score` also alone.
/// One call a window is dynamic; what runs for each document is inside.
protocol Matcher: AnyObject {
    /// No document before this one and not before `document` matches; `UInt32.max`: none at all.
    func lowerBound(_ document: UInt32) -> UInt32

    /// Makes `bits` the matching documents of the window. With pruning (`SearchProgress.prunes`) documents that cannot be
    /// among the best may be left out.
    func match(_ window: Window, _ bits: borrowing WindowBits) throws(Damage)

    /// Adds what this part is worth to the scores of those of `survivors` that it matches.
    func score(_ window: Window, _ survivors: borrowing WindowBits, _ scores: borrowing WindowScores) throws(Damage)

    /// No document of the window scores more by this part.
    func bound(_ window: Window) -> Int32
}

/// What the matchers of a search know of how far it is.
final class SearchProgress {
    /// Whether documents that cannot be among the best hits may be skipped: nobody counts them.
    let prunes: Bool
    /// Units that a further hit must exceed.
    var threshold: Int32 = -1

    init(prunes: Bool) { self.prunes = prunes }

    @inline(__always)
    func cannotReach(_ bound: Int32) -> Bool { prunes && bound <= threshold }
}

/// A given set of documents, each worth the same: nothing for filters.
final class SetMatcher: Matcher {
    private let set: BitSet
    private let units: Int32

    init(_ set: BitSet, units: Int32 = 0) {
        self.set = set
        self.units = units
    }

    func lowerBound(_ document: UInt32) -> UInt32 { set.next(atLeast: Int(document)).map { UInt32($0) } ?? .max }

    func match(_ window: Window, _ bits: borrowing WindowBits) {
        bits.clear()
        bits.formUnion(set, window)
    }

    func score(_ window: Window, _ survivors: borrowing WindowBits, _ scores: borrowing WindowScores) {
        guard units > 0 else { return }
        survivors.forEach { place in
            if set.contains(Int(window.base) + place) { scores[place] += units }
        }
    }

    func bound(_ window: Window) -> Int32 {
        guard units > 0 else { return 0 }
        let words = Int(window.base >> 6)..<min(Int(window.base >> 6) + Window.wordCount, set.words.count)
        return set.words[words].contains { $0 != 0 } ? units : 0
    }
}
