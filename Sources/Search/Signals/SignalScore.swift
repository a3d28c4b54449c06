/// What each signal says of one document, from 0 to 1.
struct SignalScore: Equatable {
    var allWords: Double = 0
    var proximity: Double = 0
    var coverage: Double = 0
    var head: Double = 0
    var whole: Double = 0

    /// Neighbours in the query that stand farther apart than this in the title are strangers there.
    private static let reach: UInt32 = 5
    /// Shorter queries say too little of what is meant for the title to be held against them.
    private static let leastWords = 3

    /// Of the `place`-th document. - Parameter isTitled: there is a title beside other text.
    init(_ places: WordPlaces, _ place: Int, isTitled: Bool) {
        let weights = places.words.map { Double($0.weight) }
        let total = weights.reduce(0, +)
        guard total > 0 else { return }
        let present = places.present[place]
        if weights.count > 1, present == UInt32.max >> UInt32(32 - weights.count) { allWords = 1 }
        for word in weights.indices.dropLast() {
            let closeness = Self.closeness(
                places.positions(document: place, word: word), places.positions(document: place, word: word + 1))
            proximity += closeness * min(weights[word], weights[word + 1]) / total
        }
        guard isTitled, weights.count >= Self.leastWords else { return }
        for (word, weight) in weights.enumerated() {
            guard let first = places.positions(document: place, word: word).first else { continue }
            coverage += weight / total
            if first < places.cuts[place] { head += weight / total }
        }
    }

    /// 1 where the second word follows the first somewhere, less the farther they are from each other at best, 0 out of reach.
    static func closeness(_ a: ArraySlice<UInt32>, _ b: ArraySlice<UInt32>) -> Double {
        var nearest = UInt32.max
        var (i, j) = (a.startIndex, b.startIndex)
        while i < a.endIndex, j < b.endIndex {
            if a[i] < b[j] {
                if b[j] - a[i] == 1 { return 1 }
                nearest = min(nearest, b[j] - a[i])
                i += 1
            } else {
                // One word typed twice stands beside itself only where it stands twice.
                if a[i] > b[j] { nearest = min(nearest, a[i] - b[j]) }
                j += 1
            }
        }
        return nearest > reach ? 0 : 0.5 / Double(nearest)
    }

    /// The signals, for explanations, in the order of `points`.
    static let labels = [
        "every word is there", "words stand together in the title", "words in the title",
        "words in the title before it says what it is for", wholeLabel,
    ]
    static let wholeLabel = "a field whose whole value the query names"

    /// What each signal adds, of `total` points.
    func points(_ signals: Ranking.Signals, of total: Double) -> [Double] {
        [
            allWords * signals.allWords * total, proximity * signals.proximity * total, coverage * signals.coverage * total,
            head * signals.head * total, whole * signals.whole * total,
        ]
    }
}
