/// Runs a matcher over one segment, window by window, and hands what it finds to those who keep it.
struct SegmentSearch {
    let view: SegmentView
    let matcher: any Matcher
    let progress: SearchProgress
    /// Kept of the matches before counting them as hits: filters that a facet of their own field does not see.
    let hitFilter: BitSet?
    let needsScores: Bool
    let deadline: Deadline

    /// Calls `onMatches` with each window's live matches before `hitFilter`, `onHits` with those after it.
    /// - Returns: false where the deadline came first.
    func run(
        onMatches: (Window, borrowing WindowBits) -> Void, onHits: (Window, borrowing WindowBits, borrowing WindowScores) throws -> Void
    ) throws -> Bool {
        let bits = WindowBits()
        let scores = WindowScores()
        let count = view.segment.documentCount
        var next: UInt32 = 0
        while next < UInt32(count) {
            let document = matcher.lowerBound(next)
            guard document < UInt32(count) else { break }
            if deadline.isPast { return false }
            let window = Window(at: max(document, next), documentCount: count)
            if progress.prunes, progress.cannotReach(matcher.bound(window)) {
                next = window.limit
                continue
            }
            try matcher.match(window, bits)
            if let live = view.live { bits.formIntersection(live, window) }
            if !bits.isEmpty {
                onMatches(window, bits)
                if let hitFilter { bits.formIntersection(hitFilter, window) }
                if needsScores {
                    bits.forEach { scores[$0] = 0 }
                    try matcher.score(window, bits, scores)
                }
                try onHits(window, bits, scores)
            }
            next = window.limit
        }
        return true
    }
}
