/// Holds the segments of an index against each other, which `SegmentCheck` looks at one by one: sequences rise from segment
/// to segment, and over all of them a key has one live document and leads to it.
///
/// Each live key is looked up in the tables of its segment and those behind it, so nothing is held but the tables as they
/// are mapped, however many keys there are.
struct SegmentComparison {
    private struct Part {
        let name: String
        let keys: KeyTable
        let sequences: SequenceColumn
        /// Nil: all documents live.
        let live: BitSet?

        func isLive(_ document: Int) -> Bool { live?.contains(document) ?? true }
    }

    private let nextSequence: UInt64
    private var parts: [Part] = []

    /// - Parameter nextSequence: what the manifest says the next document gets.
    init(nextSequence: UInt64) { self.nextSequence = nextSequence }

    /// Adds a segment that is sound in itself; segments come in the order of the manifest.
    mutating func add(_ segment: Segment, live: BitSet?) throws(Damage) {
        parts.append(Part(name: segment.file.name, keys: try segment.keys(), sequences: try segment.sequences(), live: live))
    }

    /// - Parameter onDamage: hears of the first fault of each kind that a segment has.
    func run(onDamage: (Damage) -> Void) {
        for number in parts.indices {
            for check in [checkSequences, checkKeys] {
                do throws(Damage) { try check(number) } catch { onDamage(error) }
            }
        }
    }

    private func checkSequences(of number: Int) throws(Damage) {
        let part = parts[number]
        guard part.keys.count > 0 else { return }
        let first = part.sequences[0]
        let last = part.sequences[part.keys.count - 1]
        guard last < nextSequence else {
            throw Damage(file: part.name, offset: 0, reason: "has sequence \(last), but the manifest gives \(nextSequence) next")
        }
        guard let before = parts[..<number].last(where: { $0.keys.count > 0 }) else { return }
        let end = before.sequences[before.keys.count - 1]
        guard first > end else {
            throw Damage(file: part.name, offset: 0, reason: "begins with sequence \(first), but \(before.name) before it ends with \(end)")
        }
    }

    private func checkKeys(of number: Int) throws(Damage) {
        let part = parts[number]
        for document in 0..<part.keys.count where part.isLive(document) {
            let key = try part.keys.key(of: document)
            let hash = stableHash(key)
            var isFound = false
            for (i, other) in parts[number...].enumerated() {
                try other.keys.forEachDocument(key, hash: hash) { candidate throws(Damage) in
                    guard other.isLive(candidate) else { return false }
                    guard i == 0, candidate == document else {
                        let both = "document \(candidate) and document \(document) of \(part.name)"
                        throw Damage(file: other.name, offset: 0, reason: "key '\(key.string)' has two live documents, \(both)")
                    }
                    isFound = true
                    return false
                }
            }
            guard isFound else {
                throw Damage(file: part.name, offset: 0, reason: "key '\(key.string)' does not lead to its live document \(document)")
            }
        }
    }
}
