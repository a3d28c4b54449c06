@testable import Search

/// Sets of documents, 64 of them at a time, against one flag a document.
func measureSets() {
    let count = 1 << 18
    var third = BitSet(count: count)
    for i in stride(from: 0, to: count, by: 3) { third.insert(i) }
    let flags = (0..<count).map { $0 % 3 == 0 }
    let counting = nanoseconds(an: count) { sink &+= UInt64(third.population) }
    let countingFlags = nanoseconds(an: count) { sink &+= UInt64(flags.count { $0 }) }
    report("count", counting, countingFlags, unit: "ns a document")
    measureMerge("union", third, flags, { $0.formUnion($1) }, { $0 || $1 })
    measureMerge("intersection", third, flags, { $0.formIntersection($1) }, { $0 && $1 })
}

/// Merges a set with every seventh document.
@inline(__always)
private func measureMerge(
    _ name: String, _ set: BitSet, _ flags: [Bool], _ merge: (inout BitSet, BitSet) -> Void, _ mergeFlags: (Bool, Bool) -> Bool
) {
    var seventh = BitSet(count: set.count)
    for i in stride(from: 0, to: set.count, by: 7) { seventh.insert(i) }
    let seventhFlags = (0..<set.count).map { $0 % 7 == 0 }
    let bits = nanoseconds(an: set.count) {
        var merged = set
        merge(&merged, seventh)
        sink &+= UInt64(merged.next(atLeast: set.count / 2) ?? 0)
    }
    let plain = nanoseconds(an: set.count) {
        var merged = flags
        for i in merged.indices { merged[i] = mergeFlags(merged[i], seventhFlags[i]) }
        sink &+= merged[set.count / 2] ? 1 : 0
    }
    report("merge, \(name)", bits, plain, unit: "ns a document")
}

/// Values of the documents of a set, all places of a block written before they are read, against one document at a time.
func measureValues() {
    let count = 1 << 18
    var writer = ByteWriter()
    PackedIntegers.pack((0..<count).map { Int64($0 &* 2_654_435_761 & 31) }, into: &writer)
    Bytes.of(writer.bytes) { bytes in
        guard let packed = try? PackedIntegers(bytes) else { return }
        for step in [2, 7, 40] {
            var set = BitSet(count: count)
            for i in stride(from: 0, to: count, by: step) { set.insert(i) }
            let kernel = nanoseconds(an: count / step) {
                var sum: Int64 = 0
                packed.forEach(in: set) { sum &+= $0 }
                sink &+= UInt64(bitPattern: sum)
            }
            let twin = nanoseconds(an: count / step) {
                var sum: Int64 = 0
                set.forEach { sum &+= packed[$0] }
                sink &+= UInt64(bitPattern: sum)
            }
            report("values of one document in \(step)", kernel, twin, unit: "ns a value")
        }
    }
}
