/// Which neighbouring segments to write as one. Segments come in the order of their sequences and only neighbours are
/// merged, so that order of documents and order of sequences stay one.
struct MergePolicy: Sendable {
    /// A run of so many segments of about one size becomes one.
    var fanIn = 8
    /// Sizes within this factor count as one size.
    var tierFactor = 8.0
    /// A segment with more deleted than this is written anew alone.
    var deletedShare = 0.5
    /// Segments below this size count as that large: small ones are merged eagerly.
    var floorBytes = 1 << 20
    /// Larger ones are left to `optimize`.
    var ceilingBytes = 4 << 30

    struct Candidate {
        var sizeBytes: Int
        var documentCount: Int
        var liveCount: Int
    }

    /// A range of neighbours worth merging, or nil.
    func plan(_ segments: [Candidate]) -> Range<Int>? {
        let tiers = segments.map { segment -> Int in
            let share = segment.documentCount == 0 ? 0 : Double(segment.liveCount) / Double(segment.documentCount)
            let size = max(Double(segment.sizeBytes) * share, Double(floorBytes))
            return Int(logarithm(size / Double(floorBytes)) / logarithm(tierFactor))
        }
        var start = 0
        while start < segments.count {
            guard segments[start].sizeBytes <= ceilingBytes else {
                start += 1
                continue
            }
            var end = start + 1
            // A smaller segment between larger ones goes with them, or runs would never form.
            while end < segments.count, tiers[end] <= tiers[start], segments[end].sizeBytes <= ceilingBytes { end += 1 }
            if tiers[start..<end].count(where: { $0 == tiers[start] }) >= fanIn { return start..<end }
            start += 1
        }
        return segments.firstIndex {
            $0.documentCount > 0 && Double($0.documentCount - $0.liveCount) > deletedShare * Double($0.documentCount)
        }.map { $0..<$0 + 1 }
    }

    private func logarithm(_ value: Double) -> Double {
        var exponent = 0.0
        var rest = value
        while rest >= 2 {
            rest /= 2
            exponent += 1
        }
        return exponent + (rest - 1)
    }
}
