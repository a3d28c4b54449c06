/// The best `limit` of documents offered in the order of their sequences: of equal ones the first.
///
/// PERF: a heap of `Candidate`, which has an array of keys, took a tenth of the time of the hundred best of a frequent word.
struct TopScores {
    let limit: Int
    /// A heap whose root is the worst kept.
    private var heap: [Entry] = []
    private var offered: UInt32 = .max

    /// `rank` is units above, and below how many documents were still to come: less for those that come later.
    private struct Entry {
        let rank: UInt64
        let segment: UInt32
        let document: UInt32
    }

    init(limit: Int) { self.limit = limit }

    /// Units that a further document must exceed.
    var threshold: Int32 { heap.count < limit ? -1 : limit == 0 ? .max : Int32(heap[0].rank >> 32) }

    /// `units` are more than `threshold`.
    mutating func offer(_ units: Int32, segment: Int, document: Int) {
        guard limit > 0 else { return }
        offered &-= 1
        let entry = Entry(rank: UInt64(units) << 32 | UInt64(offered), segment: UInt32(segment), document: UInt32(document))
        if heap.count < limit {
            heap.append(entry)
            siftUp(heap.count - 1)
        } else if entry.rank > heap[0].rank {
            siftDown(entry)
        }
    }

    private mutating func siftUp(_ start: Int) {
        let entry = heap[start]
        var at = start
        while at > 0 {
            let parent = (at - 1) / 2
            if heap[parent].rank <= entry.rank { break }
            heap[at] = heap[parent]
            at = parent
        }
        heap[at] = entry
    }

    /// Puts an entry in the place of the worst.
    private mutating func siftDown(_ entry: Entry) {
        var at = 0
        while true {
            var child = 2 * at + 1
            if child >= heap.count { break }
            if child + 1 < heap.count, heap[child + 1].rank < heap[child].rank { child += 1 }
            if entry.rank <= heap[child].rank { break }
            heap[at] = heap[child]
            at = child
        }
        heap[at] = entry
    }

    /// Best first.
    func sorted() -> [(units: Int32, segment: Int, document: Int)] {
        heap.sorted { $0.rank > $1.rank }.map { (Int32($0.rank >> 32), Int($0.segment), Int($0.document)) }
    }
}
