/// The most frequent values so far, of equal ones those first in the order of their bytes.
struct BestCompletions {
    /// Of each segment: where its values are looked up.
    let postings: [PostingsField]
    private let limit: Int
    private(set) var found: [(value: [UInt8], count: Int)] = []
    /// Of each segment: ordinals below come before the last one found; known once they are asked for.
    private var precedingOrdinals: [Int?]

    init(_ postings: [PostingsField], limit: Int) {
        self.postings = postings
        self.limit = limit
        precedingOrdinals = Array(repeating: nil, count: postings.count)
    }

    var isFull: Bool { found.count == limit }
    /// Documents of the last one found; 0 where there is none.
    var leastCount: Int { found.last?.count ?? 0 }

    func value(of value: FoldedMerge.Value) throws(Damage) -> [UInt8] { try postings[value.segment].dictionary.term(at: value.ordinal) }

    func entry(of value: FoldedMerge.Value) throws(Damage) -> TermEntry {
        try postings[value.segment].dictionary.entry(at: value.ordinal).entry
    }

    /// Whether a value of so many documents is among the best so far.
    mutating func mayTake(_ value: FoldedMerge.Value, count: Int) throws(Damage) -> Bool {
        guard isFull, let last = found.last else { return true }
        if count != last.count { return count > last.count }
        if let known = precedingOrdinals[value.segment] { return value.ordinal < known }
        var cursor = postings[value.segment].dictionary.cursor()
        let isThere = try Bytes.of(last.value) { bytes throws(Damage) in try cursor.seek(bytes) }
        let preceding = isThere ? cursor.ordinal : postings[value.segment].dictionary.count
        precedingOrdinals[value.segment] = preceding
        return value.ordinal < preceding
    }

    mutating func insert(_ value: FoldedMerge.Value, count: Int) throws(Damage) {
        guard try mayTake(value, count: count) else { return }
        let bytes = try self.value(of: value)
        if isFull { found.removeLast() }
        let place = found.firstIndex { $0.count != count ? $0.count < count : bytes.lexicographicallyPrecedes($0.value) }
        found.insert((bytes, count), at: place ?? found.count)
        for i in precedingOrdinals.indices { precedingOrdinals[i] = nil }
    }
}
