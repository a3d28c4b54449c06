/// The distance of words from one word, in insertions, deletions, replacements and swaps of neighbours (optimal string
/// alignment), by code points. Words that come in sorted order share the work on their common beginnings.
struct EditDistance {
    private let pattern: [UInt32]
    private let limit: Int
    private let prefixLength: Int
    private let width: Int
    /// Row d: distances of the pattern's beginnings from the first d code points of the word.
    private var rows: [Int]
    private var word: [UInt32] = []

    /// Words farther than `limit` count as not near; the first `prefixLength` code points must be the same.
    init(_ pattern: [UInt8], limit: Int, prefixLength: Int) {
        self.pattern = String(decoding: pattern, as: UTF8.self).unicodeScalars.map(\.value)
        self.limit = limit
        self.prefixLength = min(prefixLength, self.pattern.count)
        width = self.pattern.count + 1
        rows = Array(0..<width)
    }

    enum Verdict: Equatable {
        case near(Int)
        case far
        /// No word that begins with these many bytes of the term is near.
        case dead(prefixSizeBytes: Int)
    }

    /// Judges a term; terms in sorted order are judged fastest.
    mutating func judge(_ term: [UInt8]) -> Verdict {
        var depth = 0
        var size = 0
        var isShared = true
        for scalar in String(decoding: term, as: UTF8.self).unicodeScalars {
            size += UTF8.width(scalar)
            let value = scalar.value
            if depth < prefixLength, depth >= pattern.count || pattern[depth] != value {
                word.removeSubrange(min(depth, word.count)...)
                return .dead(prefixSizeBytes: min(size, term.count))
            }
            if isShared, depth < word.count, word[depth] == value {
                depth += 1
                continue
            }
            if isShared {
                isShared = false
                word.removeSubrange(depth...)
                rows.removeSubrange((depth + 1) * width..<rows.count)
            }
            word.append(value)
            depth += 1
            if appendRow(depth) > limit {
                // A swap looks back two: this row may be beyond hope while the next is not.
                if depth >= 2, rowMinimum(depth - 1) <= limit - 1 { continue }
                let verdict = Verdict.dead(prefixSizeBytes: min(size, term.count))
                word.removeSubrange((depth - 1)...)
                rows.removeSubrange(depth * width..<rows.count)
                return verdict
            }
        }
        if isShared, depth < word.count {
            word.removeSubrange(depth...)
            rows.removeSubrange((depth + 1) * width..<rows.count)
        }
        if depth < prefixLength { return .far }
        let distance = rows[depth * width + width - 1]
        return distance <= limit ? .near(distance) : .far
    }

    private func rowMinimum(_ depth: Int) -> Int { rows[depth * width..<(depth + 1) * width].min() ?? 0 }

    private mutating func appendRow(_ depth: Int) -> Int {
        let above = (depth - 1) * width
        rows.append(depth)
        var least = depth
        for i in 1..<max(width, 1) where width > 1 {
            let same = pattern[i - 1] == word[depth - 1]
            var best = min(rows[above + i] + 1, rows[above + width + i - 1] + 1, rows[above + i - 1] + (same ? 0 : 1))
            if i >= 2, depth >= 2, pattern[i - 1] == word[depth - 2], pattern[i - 2] == word[depth - 1] {
                best = min(best, rows[above - width + i - 2] + 1)
            }
            rows.append(best)
            least = min(least, best)
        }
        return least
    }
}
