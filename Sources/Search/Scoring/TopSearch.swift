/// Finds the best documents of one segment for words that each are one list, without looking at those that cannot be
/// among them.
///
/// Unions by MaxScore (Turtle and Flood, "Query evaluation: strategies and optimizations", 1995) over windows of documents:
/// lists that together cannot lift a document over the threshold only add to documents that others bring. With one list
/// left to bring documents, and for intersections, that list leads block by block, and what its blocks can hold (Ding and
/// Suel, "Faster top-k document retrieval using block-max indexes", 2011) decides which are decoded at all.
final class TopSearch {
    private let lists: [ScoredList]
    private let mustHaveAll: Bool
    private let progress: SearchProgress
    private let documentCount: UInt32
    /// Nil: all documents.
    private let accepted: BitSet?
    private let deadline: Int64?
    private var step = 0
    private let hits = PartialHits()
    private let scores = WindowScores()
    private let bits = WindowBits()

    /// `mustHaveAll`: only documents that are in all lists.
    init(
        _ lists: [ScoredList], mustHaveAll: Bool, documentCount: Int, accepted: BitSet?, progress: SearchProgress, deadline: Int64?
    ) {
        self.lists = mustHaveAll ? lists.sorted { $0.documentCount < $1.documentCount } : lists
        self.mustHaveAll = mustHaveAll && lists.count > 1
        self.documentCount = UInt32(documentCount)
        self.accepted = accepted
        self.progress = progress
        self.deadline = deadline
    }

    /// Calls `offer` with documents, rising, and their units; it raises the threshold of `progress`.
    /// - Returns: false where the deadline came first.
    func run(_ offer: (UInt32, Int32) -> Void) throws(Damage) -> Bool {
        if mustHaveAll {
            let others = Array(lists.dropFirst())
            return try lead(lists[0], others, others.map(\.limit), from: 0, to: documentCount, offer)
        }
        return try union(offer)
    }

    private func cannotReach(_ bound: Int32) -> Bool { bound <= progress.threshold }

    /// The clock costs as much as a tenth of a block.
    private func isLate() -> Bool {
        defer { step &+= 1 }
        return step & 15 == 0 && deadline.map { monotonicNanoseconds() > $0 } ?? false
    }

    // MARK: Union

    private func union(_ offer: (UInt32, Int32) -> Void) throws(Damage) -> Bool {
        var ranked = lists.map { (limit: $0.limit, list: $0) }
        ranked.sort { $0.limit < $1.limit }
        var from: UInt32 = 0
        while from < documentCount {
            if isLate() { return false }
            let weak = weakCount(ranked)
            if weak == ranked.count { return true }
            if weak == ranked.count - 1 { return try lead(ranked, from: from, to: documentCount, offer) }
            var first = ScoredList.none
            for item in ranked[weak...] { first = min(first, item.list.lowerBound(from)) }
            if first >= documentCount { return true }
            let window = Window(at: max(first, from), documentCount: Int(documentCount))
            guard try search(window, ranked, offer) else { return false }
            from = window.limit
        }
        return true
    }

    /// How many of the lists, weakest first, cannot lift a document over the threshold together.
    private func weakCount(_ ranked: [(limit: Int32, list: ScoredList)]) -> Int {
        var sum: Int32 = 0
        for (number, item) in ranked.enumerated() {
            sum += item.limit
            if !cannotReach(sum) { return number }
        }
        return ranked.count
    }

    private func search(
        _ window: Window, _ ranked: [(limit: Int32, list: ScoredList)], _ offer: (UInt32, Int32) -> Void
    ) throws(Damage) -> Bool {
        var ranked = ranked
        for i in ranked.indices { ranked[i].limit = ranked[i].list.limit(from: window.base, to: window.limit) }
        ranked.sort { $0.limit < $1.limit }
        let weak = weakCount(ranked)
        if weak == ranked.count { return true }
        if weak == ranked.count - 1 { return try lead(ranked, from: window.base, to: window.limit, offer) }
        for item in ranked[weak...] { try item.list.accumulate(from: window.base, to: window.limit, scores, bits) }
        var rest: Int32 = 0
        for item in ranked[..<weak] { rest += item.limit }
        takeHits(window, above: progress.threshold - rest)
        let others = ranked[..<weak].reversed()
        try add(others.map(\.list), others.map(\.limit), rest)
        offerHits(offer)
        return true
    }

    /// Makes `hits` the marked documents with more units than `minimum`, and empties the window.
    private func takeHits(_ window: Window, above minimum: Int32) {
        var count = 0
        bits.forEach { place in
            hits.documents[count] = window.base + UInt32(place)
            hits.units[count] = scores[place]
            count += scores[place] > minimum ? 1 : 0
            scores[place] = 0
        }
        bits.clear()
        hits.count = count
    }

    private func lead(
        _ ranked: [(limit: Int32, list: ScoredList)], from: UInt32, to end: UInt32, _ offer: (UInt32, Int32) -> Void
    ) throws(Damage) -> Bool {
        let others = ranked.dropLast().reversed()
        return try lead(ranked[ranked.count - 1].list, others.map(\.list), others.map(\.limit), from: from, to: end, offer)
    }

    // MARK: One list leads

    /// Looks at the documents of `list` in `from ..< end`; `others`, which score no more than `limits`, add to them.
    private func lead(
        _ list: ScoredList, _ others: [ScoredList], _ limits: [Int32], from: UInt32, to end: UInt32, _ offer: (UInt32, Int32) -> Void
    ) throws(Damage) -> Bool {
        let rest = limits.reduce(0, +)
        list.seekBlock(from)
        while !list.isAtEnd {
            if cannotReach(list.limit + rest) || list.lowerBound(from) >= end { return true }
            if !cannotReach(list.blockLimit + rest) {
                if isLate() { return false }
                try list.collect(from: from, to: end, above: progress.threshold - rest, into: hits)
                dropRefused()
                try add(others, limits, rest)
                offerHits(offer)
            }
            if list.blockEnd >= end { return true }
            list.nextBlock()
        }
        return true
    }

    private func dropRefused() {
        guard let accepted else { return }
        keep { document, _ in accepted.contains(Int(document)) }
    }

    @inline(__always)
    private func keep(_ isKept: (UInt32, Int32) -> Bool) {
        var count = 0
        for i in 0..<hits.count {
            let document = hits.documents[i]
            let value = hits.units[i]
            hits.documents[count] = document
            hits.units[count] = value
            count += isKept(document, value) ? 1 : 0
        }
        hits.count = count
    }

    /// Adds what each of `others` gives, dropping hits on the way that can no longer exceed the threshold.
    private func add(_ others: [ScoredList], _ limits: [Int32], _ total: Int32) throws(Damage) {
        var rest = total
        for (number, list) in others.enumerated() {
            if hits.count == 0 { return }
            rest -= limits[number]
            let minimum = progress.threshold - rest
            var count = 0
            for i in 0..<hits.count {
                let document = hits.documents[i]
                let gained = try list.units(of: document, above: minimum - hits.units[i])
                if mustHaveAll && gained == 0 { continue }
                hits.documents[count] = document
                hits.units[count] = hits.units[i] + gained
                count += hits.units[count] > minimum ? 1 : 0
            }
            hits.count = count
        }
    }

    private func offerHits(_ offer: (UInt32, Int32) -> Void) {
        for i in 0..<hits.count where hits.units[i] > progress.threshold {
            let document = hits.documents[i]
            if accepted?.contains(Int(document)) ?? true { offer(document, hits.units[i]) }
        }
    }
}
