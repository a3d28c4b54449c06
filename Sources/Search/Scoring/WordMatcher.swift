/// Documents that have a word, in any of its fields and forms, scored by BM25F.
final class WordMatcher: Matcher {
    private let sources: [any OccurrenceSource]
    /// The only source, where it is a term: the common case, scored without sums.
    private let single: TermSource?
    private let weight: WordWeight
    private let own = WindowBits()
    private let sums = WindowSums()
    private var matchedBase: UInt32 = .max

    init(_ sources: [any OccurrenceSource], _ weight: WordWeight) {
        self.sources = sources
        single = sources.count == 1 ? sources[0] as? TermSource : nil
        self.weight = weight
    }

    func lowerBound(_ document: UInt32) -> UInt32 {
        var least = UInt32.max
        for source in sources {
            least = min(least, source.lowerBound(document))
            if least <= document { return document }
        }
        return least
    }

    func match(_ window: Window, _ bits: borrowing WindowBits) throws(Damage) {
        bits.clear()
        for source in sources { try source.match(window, bits) }
        matchedBase = window.base
        if single == nil { own.copy(bits) }
    }

    func score(_ window: Window, _ survivors: borrowing WindowBits, _ scores: borrowing WindowScores) throws(Damage) {
        if matchedBase != window.base {
            own.clear()
            for source in sources { try source.match(window, own) }
            matchedBase = window.base
        }
        if let single { return try single.addScores(window, survivors, weight, scores) }
        for source in sources { try source.accumulate(window, survivors, sums) }
        own.forEach { place in
            if survivors.contains(place) {
                scores[place] += weight.units(sums[place])
                sums[place] = 0
            }
        }
    }

    func bound(_ window: Window) -> Int32 {
        var x: Float = 0
        for source in sources { x += source.bound(window) }
        return x == .infinity ? weight.limit : weight.units(x)
    }
}
