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

    /// Calls `body` with each value whose folded text begins with `typed`, and the number of its documents.
    func forEach(beginning typed: [UInt8], _ body: (_ ordinal: Int, _ count: Int) throws -> Void) rethrows {
        try Bytes.of(text) { bytes throws in
            try Bytes.of(typed) { typed throws in
                var low = 0
                var high = order.count
                while low < high {
                    let middle = (low + high) / 2
                    if bytes[range(order[middle])].compare(typed) < 0 { low = middle + 1 } else { high = middle }
                }
                while low < order.count, bytes[range(order[low])].commonPrefix(typed) == typed.count {
                    try body(Int(order[low]), Int(counts[Int(order[low])]))
                    low += 1
                }
            }
        }
    }
}
