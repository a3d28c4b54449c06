/// Where a word stands in one field of one segment: a term, or words in a row. Windows as for `Matcher`.
protocol OccurrenceSource: AnyObject {
    func lowerBound(_ document: UInt32) -> UInt32
    /// Adds the window's documents to `bits`.
    func match(_ window: Window, _ bits: borrowing WindowBits) throws(Damage)
    /// Adds weight * occurrences / normalised length to `sums` for those of `survivors` that have the word.
    /// `match` has been called for the window.
    func accumulate(_ window: Window, _ survivors: borrowing WindowBits, _ sums: borrowing WindowSums) throws(Damage)
    /// No document of the window gets more by `accumulate`.
    func bound(_ window: Window) -> Float
}

/// A term of a field.
final class TermSource: OccurrenceSource {
    private let cursor: PostingsCursor
    private let lengths: Bytes
    private let norms: NormTable
    /// What the list matches, where it is so dense that this is kept: then postings are read for scores only.
    private let dense: Page?
    private var filledBase = UInt32.max

    /// `factor` weighs the term against others of its word: 1, or less for one that is only near what was asked.
    init(
        _ field: PostingsField, _ entry: TermEntry, dense: Page?, lengths: Bytes, norms: NormTable, factor: Float
    ) throws(Damage) {
        cursor = try PostingsCursor(field, entry)
        self.dense = dense
        self.lengths = lengths
        self.norms = factor == 1 ? norms : NormTable(values: norms.values.map { $0 * factor })
    }

    func lowerBound(_ document: UInt32) -> UInt32 { dense == nil ? cursor.lowerBound(document) : document }

    func match(_ window: Window, _ bits: borrowing WindowBits) throws(Damage) {
        if let dense { return bits.formUnion(dense.bytes, window) }
        try fill(window)
        let documents = cursor.documentPointer
        let words = bits.words.pointer
        for i in cursor.start..<cursor.end {
            let place = documents[i] &- window.base
            words[Int(place >> 6)] |= 1 << UInt64(place & 63)
        }
    }

    private func fill(_ window: Window) throws(Damage) {
        if filledBase == window.base { return }
        try cursor.fill(window.base, window.limit)
        filledBase = window.base
    }

    func accumulate(_ window: Window, _ survivors: borrowing WindowBits, _ sums: borrowing WindowSums) throws(Damage) {
        try fill(window)
        forEachOccurrence(window, survivors) { place, x in sums[place] += x }
    }

    /// Adds the finished score of a word that has only this source.
    func addScores(
        _ window: Window, _ survivors: borrowing WindowBits, _ weight: WordWeight, _ scores: borrowing WindowScores
    ) throws(Damage) {
        try fill(window)
        forEachOccurrence(window, survivors) { place, x in scores[place] += weight.units(x) }
    }

    @inline(__always)
    private func forEachOccurrence(_ window: Window, _ survivors: borrowing WindowBits, _ body: (Int, Float) -> Void) {
        let documents = cursor.documentPointer
        let frequencies = cursor.frequencyPointer
        let words = survivors.words.pointer
        // SAFETY: `fill` leaves only documents of the window below the segment's document count, which is the number of
        // lengths (checked when the field was opened), so places fit the window and documents the lengths.
        // PERF: without checks for each posting a union of two frequent terms takes a third less time.
        let lengthBytes = lengths.base.assumingMemoryBound(to: UInt8.self)
        norms.values.withUnsafeBufferPointer { norms in
            cursor.forEachBlock { number, range in
                var isLoaded = false
                for i in range {
                    let document = documents[i]
                    let place = Int(document &- window.base)
                    if words[place >> 6] >> UInt64(place & 63) & 1 == 0 { continue }
                    if !isLoaded {
                        cursor.loadFrequencies(number)
                        isLoaded = true
                    }
                    body(place, Float(frequencies[i]) * norms[Int(lengthBytes[Int(document)])])
                }
            }
        }
    }

    func bound(_ window: Window) -> Float {
        let facts = cursor.facts
        if facts.count == 0 { return .infinity }
        var best: Float = 0
        var block = facts.firstBlock(from: 0, reaching: window.base)
        while block < facts.count {
            if block > 0, facts.lastDocument(block - 1) >= window.limit - 1 { break }
            facts.impacts(block).forEach { frequency, length in
                best = max(best, frequency == 255 ? .infinity : Float(frequency) * norms[length])
            }
            block += 1
        }
        return best
    }
}

/// Words in a row, or nearly, in one field: see `PhraseQuery`.
final class PhraseSource: OccurrenceSource {
    private let cursors: [PostingsCursor]
    private let offsets: [UInt32]
    private let terms: [Int]
    private let slop: UInt32
    private let lengths: Bytes
    private let norms: NormTable
    private let counts = Slab<UInt32>(count: Window.length, filledWith: 0)
    private let own = WindowBits()
    private let other = WindowBits()
    private var indexes: [Int]
    private var positions: [[UInt32]]

    /// `offsets`: each word's place in the phrase, rising. `terms`: equal numbers for equal words.
    init(
        _ cursors: [PostingsCursor], offsets: [UInt32], terms: [Int], slop: Int, lengths: Bytes, norms: NormTable
    ) {
        self.cursors = cursors
        self.offsets = offsets
        self.terms = terms
        self.slop = UInt32(clamping: slop)
        self.lengths = lengths
        self.norms = norms
        indexes = Array(repeating: 0, count: cursors.count)
        positions = Array(repeating: [], count: cursors.count)
    }

    func lowerBound(_ document: UInt32) -> UInt32 {
        var bound = document
        while true {
            var next = bound
            for cursor in cursors { next = max(next, cursor.lowerBound(next)) }
            if next == bound || next == .max { return next }
            bound = next
        }
    }

    func match(_ window: Window, _ bits: borrowing WindowBits) throws(Damage) {
        own.clear()
        for (number, cursor) in cursors.enumerated() {
            try cursor.fill(window.base, window.limit)
            other.clear()
            for i in cursor.start..<cursor.end { other.insert(Int(cursor.document(i) - window.base)) }
            if number == 0 { own.copy(other) } else { own.formIntersection(other) }
            if own.isEmpty { return }
        }
        for i in cursors.indices { indexes[i] = cursors[i].start }
        try own.forEach { place throws(Damage) in
            let count = try occurrences(in: window.base + UInt32(place))
            counts[place] = count
            if count > 0 { bits.insert(place) } else { own.words[place >> 6] &= ~(1 << UInt64(place & 63)) }
        }
    }

    private func occurrences(in document: UInt32) throws(Damage) -> UInt32 {
        for i in cursors.indices {
            while cursors[i].document(indexes[i]) < document { indexes[i] += 1 }
            try cursors[i].positions(indexes[i], into: &positions[i])
        }
        return PhraseMatching.count(positions, offsets: offsets, terms: terms, slop: slop)
    }

    func accumulate(_ window: Window, _ survivors: borrowing WindowBits, _ sums: borrowing WindowSums) {
        own.forEach { place in
            if survivors.contains(place) {
                sums[place] += Float(counts[place]) * norms[lengths[Int(window.base) + place]]
            }
        }
    }

    func bound(_ window: Window) -> Float { .infinity }
}

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
