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

/// Documents that have any of very many words: see `BoundPart.Begun`.
final class BegunSource: OccurrenceSource {
    private let bits: Page
    private let x: Float

    /// `bits`: u64 words by document. `x`: what each of the documents gets.
    init(_ bits: Page, x: Float) {
        self.bits = bits
        self.x = x
    }

    func lowerBound(_ document: UInt32) -> UInt32 { document }

    func match(_ window: Window, _ bits: borrowing WindowBits) { bits.formUnion(self.bits.bytes, window) }

    func accumulate(_ window: Window, _ survivors: borrowing WindowBits, _ sums: borrowing WindowSums) {
        let first = Int(window.base >> 6)
        for i in 0..<min(Window.wordCount, bits.bytes.count / 8 - first) {
            var rest = bits.bytes.load((first + i) * 8, as: UInt64.self) & survivors.words[i]
            while rest != 0 {
                sums[i << 6 + rest.trailingZeroBitCount] += x
                rest &= rest &- 1
            }
        }
    }

    func bound(_ window: Window) -> Float { x }
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
