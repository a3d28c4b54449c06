/// Finds the best documents of one segment for words that each are one list, without looking at those that cannot be
/// among them; or counts all of them, where that is not more than some times the work. Of words that must all be had, some
/// others may only add to what these find.
///
/// Unions by MaxScore (Turtle and Flood, "Query evaluation: strategies and optimizations", 1995) over windows of documents:
/// lists that together cannot lift a document over the threshold only add to documents that others bring. With one list
/// left to bring documents, and for intersections, that list leads block by block, and what its blocks can hold (Ding and
/// Suel, "Faster top-k document retrieval using block-max indexes", 2011) decides which are decoded at all. A filter that
/// leaves few documents leads all lists.
///
/// SAFETY: the places of a window's bits fit `hits`, which has room for all of a window and what `appendPlaces` writes more.
/// PERF: unions of 3 to 5 take 0.94 of the time that asking bit after bit took, with `ScoredList`s in one piece of memory.
final class TopSearch {
    /// What is wanted of the documents that match.
    struct Aims {
        /// The best of them.
        var best: Bool
        /// How many there are.
        var count: Bool
    }

    private let lists: Row<ScoredList>
    private let mustHaveAll: Bool
    /// Lists from here on only add to what the others find, where those must all be had.
    private let firstOptional: Int
    /// Counting two lists, any of which will do: what is counted are the documents of both.
    private let countsByDifference: Bool
    private let aims: Aims
    private let progress: SearchProgress
    private let documentCount: UInt32
    /// Nil: all documents.
    private let accepted: BitSet?
    private let acceptedLead: Bool
    /// Scores tell which documents have a word, too.
    private let needsScores: Bool
    private let deadline: Deadline
    private var step = 0
    /// For each list, what no document scores more than: in the whole segment, or in the window that is searched.
    private let limits: Slab<Int32>
    /// The same for the documents beside a block of the list that leads.
    private let near: Slab<Int32>
    /// The lists, weakest first by `limits`.
    private var order: [Int]
    private let hits = PartialHits()
    private let scores = WindowScores()
    private let bits = WindowBits()
    private var counted = 0

    /// `required`: only documents that are in all of so many first lists; 0: in any list.
    init(
        _ lists: Row<ScoredList>, required: Int, documentCount: Int, accepted: BitSet?, _ aims: Aims, progress: SearchProgress,
        deadline: Deadline
    ) {
        let difference = !aims.best && required == 0 && lists.count == 2 && accepted == nil
        let all = required > 0 && lists.count > 1 || difference
        let firstOptional = required > 0 ? required : lists.count
        // Intersections keep this order: the rarest list leads, the most frequent is asked last, behind it those that need not be had.
        let byCount = (0..<lists.count).sorted { a, b in
            let (isOptional, isOtherOptional) = (a >= firstOptional, b >= firstOptional)
            return isOptional != isOtherOptional ? isOptional : lists[a].documentCount > lists[b].documentCount
        }
        countsByDifference = difference
        self.mustHaveAll = all
        self.firstOptional = firstOptional
        self.lists = lists
        self.documentCount = UInt32(documentCount)
        self.accepted = accepted
        self.aims = aims
        self.progress = progress
        self.deadline = deadline
        limits = Slab(count: lists.count, filledWith: 0)
        near = Slab(count: lists.count, filledWith: 0)
        order = byCount
        needsScores = aims.best || !all
        acceptedLead = accepted.map { Self.leads($0, lists, mustHaveAll: all, rarest: byCount[byCount.count - 1]) } ?? false
    }

    /// Whether to ask the lists for each document accepted is less work than to ask for each of theirs whether it is.
    private static func leads(_ accepted: BitSet, _ lists: Row<ScoredList>, mustHaveAll: Bool, rarest: Int) -> Bool {
        let few = accepted.estimatedPopulation
        if mustHaveAll { return few * 4 < Int(lists[rarest].documentCount) }
        return few * 8 < sum(of: lists)
    }

    private static func sum(of lists: Row<ScoredList>) -> Int { (0..<lists.count).reduce(0) { $0 + Int(lists[$1].documentCount) } }

    /// Whether `total` is known after `run`.
    var counts: Bool { aims.count && (lists.count == 1 || mustHaveAll || acceptedLead) }

    /// How many documents match, where that is known without looking: for one list.
    private var knownTotal: Int? { lists.count == 1 && accepted == nil ? Int(lists[0].documentCount) : nil }

    /// How many documents match, where `counts` and the run came to its end.
    var total: Int {
        countsByDifference ? Self.sum(of: lists) - counted : knownTotal ?? counted
    }

    /// Whether each document must be looked at.
    private var looksAtAll: Bool { counts && knownTotal == nil }

    /// Calls `offer` with documents, rising, and their units; it raises the threshold of `progress`.
    /// - Returns: false where the deadline came first.
    func run(_ offer: (UInt32, Int32) -> Void) throws(Damage) -> Bool {
        if !aims.best, knownTotal != nil { return true }
        if !aims.best, mustHaveAll, (0..<lists.count).allSatisfy({ lists[$0].bits != nil }) { return countBits() }
        if acceptedLead { return try leadAccepted(offer) }
        if !mustHaveAll && lists.count > 1 { return try union(offer) }
        for i in 0..<lists.count { limits[i] = lists[i].limit }
        return try lead(from: 0, to: documentCount, offer)
    }

    private func cannotReach(_ bound: Int32) -> Bool { bound <= progress.threshold }

    /// The clock costs as much as a tenth of a block.
    private func isLate() -> Bool {
        defer { step &+= 1 }
        return step & 15 == 0 && deadline.isPast
    }

    // MARK: Union

    private func union(_ offer: (UInt32, Int32) -> Void) throws(Damage) -> Bool {
        var from: UInt32 = 0
        while from < documentCount {
            if isLate() { return false }
            for i in order { limits[i] = lists[i].limit }
            let weak = rank()
            if weak == order.count { return true }
            if weak == order.count - 1 { return try lead(from: from, to: documentCount, offer) }
            var first = ScoredList.none
            for i in order[weak...] { first = min(first, lists[i].lowerBound(from)) }
            if first >= documentCount { return true }
            let window = Window(at: max(first, from), documentCount: Int(documentCount))
            from = window.limit
            guard try search(window, &from, offer) else { return false }
        }
        return true
    }

    /// Puts the lists in order. - Returns: how many of them, weakest first, cannot lift a document over the threshold together.
    private func rank() -> Int {
        for i in order.indices {
            var at = i
            while at > 0, limits[order[at]] < limits[order[at - 1]] {
                order.swapAt(at, at - 1)
                at -= 1
            }
        }
        var sum: Int32 = 0
        for (number, i) in order.enumerated() {
            sum += limits[i]
            if !cannotReach(sum) { return number }
        }
        return order.count
    }

    /// `end`: where the search goes on; raised where more than the window is searched.
    private func search(_ window: Window, _ end: inout UInt32, _ offer: (UInt32, Int32) -> Void) throws(Damage) -> Bool {
        for i in order { limits[i] = try lists[i].limit(from: window.base, to: window.limit) }
        let weak = rank()
        if weak == order.count { return true }
        if weak == order.count - 1 {
            if limit(ofWeakest: weak) == 0 {
                // The other lists are elsewhere, up to the first of them.
                end = documentCount
                for i in order[..<weak] { end = min(end, lists[i].lowerBound(window.limit)) }
                // Windows begin at multiples of 64: the next one must not reach back behind this end.
                if end < documentCount { end = max(window.limit, end & ~63) }
            }
            return try lead(from: window.base, to: end, offer)
        }
        for i in order[weak...] { try lists[i].accumulate(from: window.base, to: window.limit, scores, bits) }
        let rest = limit(ofWeakest: weak)
        for i in order[..<weak] { near[i] = limits[i] }
        takeHits(window, above: progress.threshold - rest)
        dropRefused()
        try addWeakest(weak, rest)
        offerHits(offer)
        return true
    }

    private func limit(ofWeakest count: Int) -> Int32 {
        var sum: Int32 = 0
        for i in order[..<count] { sum += limits[i] }
        return sum
    }

    /// Makes `hits` the marked documents with more units than `minimum`, and empties the window.
    private func takeHits(_ window: Window, above minimum: Int32) {
        var all = 0
        for i in 0..<Window.wordCount { bits.words[i].appendPlaces(from: UInt32(i) << 6, to: hits.documents.pointer, &all) }
        bits.clear()
        var count = 0
        for i in 0..<all {
            let place = Int(hits.documents[i])
            let units = scores[place]
            hits.documents[count] = window.base + UInt32(place)
            hits.units[count] = units
            count += units > minimum ? 1 : 0
            scores[place] = 0
        }
        hits.count = count
    }

    // MARK: One list leads

    /// Looks at the documents of the last list in order, in `from ..< end`; the others add to them.
    private func lead(from: UInt32, to end: UInt32, _ offer: (UInt32, Int32) -> Void) throws(Damage) -> Bool {
        let weak = order.count - 1
        let lead = order[weak]
        let most = limit(ofWeakest: weak)
        lists[lead].seekBlock(from)
        while !lists[lead].isAtEnd {
            let first = lists[lead].lowerBound(from)
            if !looksAtAll && cannotReach(lists[lead].limit + most) || first >= end { return true }
            let blockEnd = lists[lead].blockEnd
            let rest = try bound(ofWeakest: weak, most, from: first, to: min(end, blockEnd &+ 1))
            if looksAtAll || !cannotReach(lists[lead].blockLimit() + rest) {
                if isLate() { return false }
                try lists[lead].collect(from: from, to: end, above: minimum(rest), scores: needsScores, into: hits)
                dropRefused()
                try addWeakest(weak, rest)
                offerHits(offer)
            }
            if lists[lead].blockEnd >= end { return true }
            lists[lead].nextBlock()
        }
        return true
    }

    /// The documents that a block of the leading list may span for the other lists' blocks beside it to be looked at.
    private static let nearSpan: UInt32 = 8192

    /// Sets `near`, what the weakest lists add at most to a document of `from ..< end`. - Returns: the sum.
    private func bound(ofWeakest count: Int, _ most: Int32, from: UInt32, to end: UInt32) throws(Damage) -> Int32 {
        let isNear = !looksAtAll && end &- from <= Self.nearSpan
        var sum: Int32 = 0
        for i in order[..<count] {
            near[i] = isNear ? min(limits[i], try lists[i].limit(from: from, to: end)) : limits[i]
            sum += near[i]
        }
        return sum
    }

    /// What a hit must exceed that `rest` can still be added to.
    private func minimum(_ rest: Int32) -> Int32 { looksAtAll ? .min : progress.threshold - rest }

    private func dropRefused() {
        guard let accepted else { return }
        hits.keep { accepted.contains(Int($0)) }
    }

    /// Adds what each of the weakest lists gives, the strongest of them first, dropping hits on the way that can no longer
    /// exceed the threshold. `total`: the sum of their limits.
    private func addWeakest(_ weak: Int, _ total: Int32) throws(Damage) {
        var rest = total
        for i in order[..<weak].reversed() {
            if hits.count == 0 { return }
            rest -= near[i]
            try lists[i].join(hits, mustHave: mustHaveAll && i < firstOptional, above: minimum(rest), scores: needsScores)
        }
    }

    private func offerHits(_ offer: (UInt32, Int32) -> Void) {
        if looksAtAll { counted += hits.count }
        guard aims.best else { return }
        for i in 0..<hits.count where hits.units[i] > progress.threshold {
            offer(hits.documents[i], hits.units[i])
        }
    }

    /// All lists are kept as bits.
    private func countBits() -> Bool {
        let sets = (0..<lists.count).compactMap { lists[$0].bits }
        for word in 0..<(Int(documentCount) + 63) / 64 {
            var both = accepted?.words[word] ?? .max
            for set in sets { both &= set.load(word * 8, as: UInt64.self) }
            counted += both.nonzeroBitCount
        }
        return true
    }

    // MARK: The filter leads

    private func leadAccepted(_ offer: (UInt32, Int32) -> Void) throws(Damage) -> Bool {
        guard let accepted else { return true }
        for i in 0..<lists.count {
            limits[i] = lists[i].limit
            near[i] = limits[i]
        }
        if !mustHaveAll { _ = rank() }
        let rest = limit(ofWeakest: order.count)
        var word = 0
        while word < accepted.words.count {
            if deadline.isPast { return false }
            if !looksAtAll && cannotReach(rest) { return true }
            word = hits.fill(from: accepted, word: word)
            try addWeakest(order.count, rest)
            // A word that is there gives one unit at least.
            if !mustHaveAll { hits.keepScored() }
            offerHits(offer)
        }
        return true
    }
}
