@testable import Search

/// Sets of documents, 64 of them at a time, against one flag a document.
func measureSets() {
    let count = 1 << 18
    var third = BitSet(count: count)
    var seventh = BitSet(count: count)
    for i in stride(from: 0, to: count, by: 3) { third.insert(i) }
    for i in stride(from: 0, to: count, by: 7) { seventh.insert(i) }
    let thirdFlags = (0..<count).map { $0 % 3 == 0 }
    let seventhFlags = (0..<count).map { $0 % 7 == 0 }

    let counting = nanoseconds(an: count) { sink &+= UInt64(third.population) }
    let countingFlags = nanoseconds(an: count) { sink &+= UInt64(thirdFlags.count { $0 }) }
    report("count", counting, countingFlags, unit: "ns a document")

    let union = nanoseconds(an: count) {
        var merged = third
        merged.formUnion(seventh)
        sink &+= UInt64(merged.next(atLeast: count / 2) ?? 0)
    }
    let unionOfFlags = nanoseconds(an: count) {
        var merged = thirdFlags
        for i in 0..<count { merged[i] = merged[i] || seventhFlags[i] }
        sink &+= merged[count / 2] ? 1 : 0
    }
    report("merge, union", union, unionOfFlags, unit: "ns a document")

    let intersection = nanoseconds(an: count) {
        var merged = third
        merged.formIntersection(seventh)
        sink &+= UInt64(merged.next(atLeast: count / 2) ?? 0)
    }
    let intersectionOfFlags = nanoseconds(an: count) {
        var merged = thirdFlags
        for i in 0..<count { merged[i] = merged[i] && seventhFlags[i] }
        sink &+= merged[count / 2] ? 1 : 0
    }
    report("merge, intersection", intersection, intersectionOfFlags, unit: "ns a document")
}
