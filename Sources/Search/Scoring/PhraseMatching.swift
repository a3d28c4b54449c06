/// How often a phrase stands in a document, and where.
enum PhraseMatching {
    /// Equal numbers for equal terms.
    static func numbers(_ terms: [[UInt8]]) -> [Int] { terms.map { term in terms.firstIndex(of: term) ?? 0 } }

    /// The number of the first word's positions from which the others can be reached: writing each word's position less
    /// its offset, all lie within `slop`. No occurrence serves two words.
    static func count(_ positions: [[UInt32]], offsets: [UInt32], terms: [Int], slop: UInt32) -> UInt32 {
        var count: UInt32 = 0
        for anchor in positions[0] {
            let shifted = Int64(anchor) - Int64(offsets[0])
            if slop == 0 {
                if isExact(positions, offsets, shifted: shifted) { count += 1 }
            } else if reached(positions, offsets, terms, anchor: anchor, shifted: shifted, slop: Int64(slop)) != nil {
                count += 1
            }
        }
        return count
    }

    /// The positions of the words at each place that `count` counts.
    static func occurrences(_ positions: [[UInt32]], offsets: [UInt32], terms: [Int], slop: UInt32) -> [[UInt32]] {
        positions[0].compactMap { anchor in
            let shifted = Int64(anchor) - Int64(offsets[0])
            if slop == 0 {
                return isExact(positions, offsets, shifted: shifted) ? offsets.map { UInt32(shifted + Int64($0)) } : nil
            }
            return reached(positions, offsets, terms, anchor: anchor, shifted: shifted, slop: Int64(slop))
        }
    }

    @inline(__always)
    private static func isExact(_ positions: [[UInt32]], _ offsets: [UInt32], shifted: Int64) -> Bool {
        (1..<positions.count).allSatisfy { contains(positions[$0], shifted + Int64(offsets[$0])) }
    }

    /// The words' occurrences in some stretch of shifted positions, `slop` long and over the anchor's, that has one of
    /// each. The stretch may begin at the first of the occurrences chosen, so only places where a word stands are tried.
    private static func reached(
        _ positions: [[UInt32]], _ offsets: [UInt32], _ terms: [Int], anchor: UInt32, shifted: Int64, slop: Int64
    ) -> [UInt32]? {
        for word in positions.indices {
            for position in positions[word] {
                let low = Int64(position) - Int64(offsets[word])
                guard low >= shifted - slop else { continue }
                if low > shifted { break }
                if let found = fitting(positions, offsets, terms, anchor: anchor, low: low, slop: slop) { return found }
            }
        }
        return nil
    }

    /// An occurrence of each word in its part of the stretch of shifted positions `low ... low + slop`, the first word's
    /// at `anchor`. Equal words take their occurrences in order: their parts move right together.
    private static func fitting(
        _ positions: [[UInt32]], _ offsets: [UInt32], _ terms: [Int], anchor: UInt32, low: Int64, slop: Int64
    ) -> [UInt32]? {
        var taken = [anchor]
        for word in 1..<positions.count {
            let from = low + Int64(offsets[word])
            let chosen = positions[word].first { position in
                Int64(position) >= from && Int64(position) <= from + slop
                    && !taken.indices.contains { terms[$0] == terms[word] && taken[$0] == position }
            }
            guard let chosen else { return nil }
            taken.append(chosen)
        }
        return taken
    }

    private static func contains(_ sorted: [UInt32], _ position: Int64) -> Bool {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if Int64(sorted[middle]) < position { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && Int64(sorted[low]) == position
    }
}
