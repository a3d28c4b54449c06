/// The values of a keyword or path field of one segment in the order of their folded text (of paths: of its last part), so
/// that completions of a beginning lie side by side. Made when first asked for and kept with the segment.
struct FoldedValues: Sendable {
    /// Folded texts end to end; that of ordinal i ends at `ends[i]`.
    private var text: [UInt8] = []
    private var ends: [UInt32] = []
    /// Ordinals in the order of their folded texts.
    private var order: [UInt32] = []
    /// Documents of each ordinal, deleted ones included.
    private var counts: [UInt32] = []

    init(_ dictionary: TermDictionary, isPath: Bool) throws(Damage) {
        var folding = Folding()
        var cursor = dictionary.cursor()
        while try cursor.advance() {
            let value = isPath ? PathValue.lastPart(cursor.term) : cursor.term
            text += folding.fold(value.span, depth: .full)
            ends.append(UInt32(truncatingIfNeeded: text.count))
            counts.append(try cursor.entry().documentCount)
        }
        var sorted = Array(0..<UInt32(ends.count))
        Bytes.of(text) { bytes in
            sorted.sort { a, b in
                let order = bytes[range(a)].compare(bytes[range(b)])
                return order != 0 ? order < 0 : a < b
            }
        }
        order = sorted
    }

    private func range(_ ordinal: UInt32) -> Range<Int> { (ordinal == 0 ? 0 : Int(ends[Int(ordinal) - 1]))..<Int(ends[Int(ordinal)]) }

    /// Where the values lie whose folded texts begin with `typed`: places in the order of folded texts.
    func places(beginning typed: [UInt8]) -> Range<Int> {
        let low = firstPlace { $0.compare($1) >= 0 }
        return low..<firstPlace(from: low) { $0.commonPrefix($1) < $1.count }

        func firstPlace(from: Int = 0, _ isThere: (Bytes, Bytes) -> Bool) -> Int {
            Bytes.of(text) { text in
                Bytes.of(typed) { typed in
                    var low = from
                    var high = order.count
                    while low < high {
                        let middle = (low + high) / 2
                        if isThere(text[range(order[middle])], typed) { high = middle } else { low = middle + 1 }
                    }
                    return low
                }
            }
        }
    }

    /// Calls `body` with each value whose folded text begins with `typed`, and the number of its documents.
    func forEach(beginning typed: [UInt8], _ body: (_ ordinal: Int, _ count: Int) throws -> Void) rethrows {
        for place in places(beginning: typed) { try body(ordinal(at: place), count(at: place)) }
    }

    func ordinal(at place: Int) -> Int { Int(order[place]) }

    /// Documents that have the value, deleted ones included.
    func count(at place: Int) -> Int { Int(counts[Int(order[place])]) }

    /// Eight bytes of a folded text from `skipped` on, as a number that has their order.
    fileprivate func key(at place: Int, after skipped: Int) -> UInt64 {
        let range = range(order[place])
        var key: UInt64 = 0
        let start = range.lowerBound + skipped
        for i in start..<start + 8 { key = key << 8 | (i < range.upperBound ? UInt64(text[i]) : 0) }
        return key
    }

    fileprivate func text(at place: Int) -> ArraySlice<UInt8> { text[range(order[place])] }
}

/// The values of several segments that begin as typed, in the order of their folded texts, those of one text together.
struct FoldedMerge {
    /// A value of one segment.
    typealias Value = (segment: Int, ordinal: Int, count: Int)

    /// What of one segment is still to come.
    private struct List {
        var place: Int
        let end: Int
        /// Of the text at `place`: what most texts differ by.
        var key: UInt64
    }

    private let segments: [FoldedValues]
    private let skipped: Int
    private var lists: [List] = []
    /// Those with values still to come, the one with the least text at the root.
    private var heap: [Int] = []
    /// The values that `next` has found: of one folded text.
    private(set) var group: [Value] = []

    init(_ segments: [FoldedValues], beginning typed: [UInt8]) {
        self.segments = segments
        skipped = typed.count
        for values in segments {
            let places = values.places(beginning: typed)
            let key = places.isEmpty ? 0 : values.key(at: places.lowerBound, after: skipped)
            if !places.isEmpty { heap.append(lists.count) }
            lists.append(List(place: places.lowerBound, end: places.upperBound, key: key))
        }
        for at in stride(from: heap.count / 2, through: 0, by: -1) { siftDown(at) }
    }

    /// Makes `group` the values of the next text. - Returns: false at the end.
    mutating func next() -> Bool {
        group.removeAll(keepingCapacity: true)
        guard let first = heap.first else { return false }
        let (place, key) = (lists[first].place, lists[first].key)
        repeat { take() } while !heap.isEmpty && lists[heap[0]].key == key
            && segments[heap[0]].text(at: lists[heap[0]].place) == segments[first].text(at: place)
        return true
    }

    private func precedes(_ a: Int, _ b: Int) -> Bool {
        if lists[a].key != lists[b].key { return lists[a].key < lists[b].key }
        return segments[a].text(at: lists[a].place).lexicographicallyPrecedes(segments[b].text(at: lists[b].place))
    }

    /// Takes the value of the heap's root.
    private mutating func take() {
        let i = heap[0]
        let place = lists[i].place
        group.append((i, segments[i].ordinal(at: place), segments[i].count(at: place)))
        lists[i].place = place + 1
        if place + 1 < lists[i].end {
            lists[i].key = segments[i].key(at: place + 1, after: skipped)
        } else {
            heap[0] = heap[heap.count - 1]
            heap.removeLast()
        }
        siftDown(0)
    }

    private mutating func siftDown(_ start: Int) {
        var at = start
        while true {
            var least = at
            for child in 2 * at + 1...2 * at + 2 where child < heap.count && precedes(heap[child], heap[least]) { least = child }
            if least == at { return }
            heap.swapAt(least, at)
            at = least
        }
    }
}
