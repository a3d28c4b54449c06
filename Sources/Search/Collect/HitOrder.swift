/// A hit while hits are being chosen.
struct Candidate {
    /// Not a number where it is not known yet, because the order does not need it.
    var score: Float
    /// The score while hits are sought: see `ScoreGrid`. `unscored` where a field settles the order; the score is no number
    /// then, until the hits shown are scored.
    var units: Int32 = 0
    static let unscored: Int32 = -1
    /// Sort keys, already turned so that less is better; empty when hits are ordered by score alone.
    var keys: [Int64] = []
    var segment: Int
    var document: Int
    var sequence: UInt64
}

/// The order of hits: by the sort keys, or by score, and at last by sequence, so that no two are equal.
struct HitOrder {
    let bySortKeys: Bool

    /// Whether `a` comes before `b`.
    @inline(__always)
    func precedes(_ a: Candidate, _ b: Candidate) -> Bool {
        if bySortKeys {
            for i in a.keys.indices where a.keys[i] != b.keys[i] { return a.keys[i] < b.keys[i] }
        } else if a.score != b.score {
            return a.score > b.score
        }
        return a.sequence < b.sequence
    }
}

/// The best `limit` of the candidates offered: a heap whose root is the worst kept.
struct BestHits {
    let limit: Int
    private let order: HitOrder
    private var heap: [Candidate] = []

    init(limit: Int, order: HitOrder) {
        self.limit = limit
        self.order = order
    }

    var isFull: Bool { heap.count >= limit }

    /// The candidate that a further one must precede, once full.
    var worst: Candidate? { isFull ? heap.first : nil }

    mutating func offer(_ candidate: Candidate) {
        if limit == 0 { return }
        if heap.count < limit {
            heap.append(candidate)
            siftUp(heap.count - 1)
        } else if order.precedes(candidate, heap[0]) {
            heap[0] = candidate
            siftDown(0)
        }
    }

    private mutating func siftUp(_ start: Int) {
        var at = start
        while at > 0 {
            let parent = (at - 1) / 2
            guard order.precedes(heap[parent], heap[at]) else { return }
            heap.swapAt(parent, at)
            at = parent
        }
    }

    private mutating func siftDown(_ start: Int) {
        var at = start
        while true {
            var worst = at
            for child in [2 * at + 1, 2 * at + 2] where child < heap.count && order.precedes(heap[worst], heap[child]) { worst = child }
            if worst == at { return }
            heap.swapAt(worst, at)
            at = worst
        }
    }

    /// Best first.
    func sorted() -> [Candidate] { heap.sorted { order.precedes($0, $1) } }
}
