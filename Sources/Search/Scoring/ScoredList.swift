/// A term's list in one segment, a block at a time, with what its documents score: the term is a word of its own, in one
/// field. Targets come in rising order. One thread; whoever holds the list holds the segment.
///
/// SAFETY: `BlockCursor` leaves only documents below the segment's count, which is the number of lengths (checked when the
/// field was opened), and pads blocks so that eight can be read from any place. Hits are fewer than their slabs' places:
/// they come from one block, or one window. Scores of frequencies below 8 lie in a table of 8 * 256.
/// PERF: table and unchecked access are a part of what brought a union of two words from 635 to 257 microseconds (a million
/// documents of eleven words, `Benchmarks/run --only union`); they were not measured apart.
struct ScoredList: ~Copyable {
    static let none = BlockCursor.none
    private static let tableRows: UInt32 = 8

    private var cursor: BlockCursor
    private let lengths: Bytes
    private let norms: NormTable
    private let weight: WordWeight
    /// No document of the list scores more.
    let limit: Int32

    /// By frequency and length byte; 0 where it has not been computed yet.
    private let table = Slab<Int32>(count: Int(tableRows) * 256, filledWith: 0)

    init(
        _ field: PostingsField, _ entry: TermEntry, dense: Page?, lengths: Bytes, norms: NormTable, factor: Float,
        _ weight: WordWeight
    ) throws(Damage) {
        cursor = try BlockCursor(field, entry, dense: dense)
        self.lengths = lengths
        self.norms = factor == 1 ? norms : NormTable(values: norms.values.map { $0 * factor })
        self.weight = weight
        let best = PackedImpacts(bits: entry.impacts).bound { [norms = self.norms] frequency, length in
            weight.units(Float(frequency) * norms[length])
        }
        limit = entry.impacts == 0 ? weight.limit : best
    }

    var documentCount: UInt32 { cursor.entry.documentCount }
    var isAtEnd: Bool { cursor.isAtEnd }
    /// The last document of the block the list is at, as far as it is known.
    var blockEnd: UInt32 { cursor.blockEnd }
    /// Where the list is kept as bits: those, u64 words by document.
    var bits: Bytes? { cursor.bits }

    mutating func seekBlock(_ target: UInt32) { cursor.seekBlock(target) }
    mutating func nextBlock() { cursor.nextBlock() }
    /// No document before this one, and not before `target`, is in the list; `none` at its end.
    mutating func lowerBound(_ target: UInt32) -> UInt32 { cursor.lowerBound(target) }

    // MARK: Scores

    @inline(__always)
    private func score(_ frequency: UInt32, _ length: UInt8) -> Int32 {
        guard frequency < Self.tableRows else { return weight.units(Float(frequency) * norms[length]) }
        let at = Int(frequency) << 8 | Int(length)
        let known = table.pointer[at]
        // Scores are at least 1.
        if known > 0 { return known }
        let units = weight.units(Float(frequency) * norms[length])
        table.pointer[at] = units
        return units
    }

    /// No document of the block the list is at scores more.
    @inline(__always)
    mutating func blockLimit() -> Int32 {
        if cursor.isAtEnd { return 0 }
        if cursor.facts.count == 0 { return limit }
        return cursor.facts.impacts(cursor.block).bound { score($0, $1) }
    }

    /// No document of `base ..< end` scores more. The list is at the first block that reaches `base`.
    mutating func limit(from base: UInt32, to end: UInt32) throws(Damage) -> Int32 {
        cursor.seekBlock(base)
        if cursor.isAtEnd { return 0 }
        let facts = cursor.facts
        if facts.count == 0 {
            try cursor.decode()
            return cursor.lowerBound(base) < end ? limit : 0
        }
        var best: Int32 = 0
        var at = cursor.block
        while at < facts.count, at == 0 || facts.lastDocument(at - 1) < end - 1 {
            best = max(best, facts.impacts(at).bound { score($0, $1) })
            at += 1
        }
        return best
    }

    // MARK: What searches ask

    /// Makes `hits` the documents of the block the list is at that lie in `from ..< to` and score more than `minimum`.
    /// Without `scores` all of them, with no units.
    mutating func collect(from: UInt32, to: UInt32, above minimum: Int32, scores: Bool, into hits: PartialHits) throws(Damage) {
        try cursor.decode()
        cursor.advance(to: from)
        let lengths = lengths.base.assumingMemoryBound(to: UInt8.self)
        let documents = cursor.documents.pointer
        let frequencies = cursor.frequencies.pointer
        if scores { cursor.loadFrequencies() }
        var count = 0
        var i = cursor.place
        while i < cursor.count {
            let document = documents[i]
            if document >= to { break }
            let units = scores ? score(frequencies[i], lengths[Int(document)]) : 0
            hits.documents.pointer[count] = document
            hits.units.pointer[count] = units
            count += !scores || units > minimum ? 1 : 0
            i += 1
        }
        hits.count = count
    }

    /// Adds the list's scores to those of a window that begins at `base`, and marks its documents.
    mutating func accumulate(
        from base: UInt32, to end: UInt32, _ scores: borrowing WindowScores, _ bits: borrowing WindowBits
    ) throws(Damage) {
        let lengths = lengths.base.assumingMemoryBound(to: UInt8.self)
        let words = bits.words.pointer
        let values = scores.values.pointer
        let documents = cursor.documents.pointer
        let frequencies = cursor.frequencies.pointer
        cursor.seekBlock(base)
        while !cursor.isAtEnd {
            try cursor.decode()
            cursor.advance(to: base)
            cursor.loadFrequencies()
            var i = cursor.place
            while i < cursor.count {
                let document = documents[i]
                if document >= end { break }
                let at = Int(document &- base)
                values[at] &+= score(frequencies[i], lengths[Int(document)])
                words[at >> 6] |= 1 << UInt64(at & 63)
                i += 1
            }
            cursor.pass(to: i)
            if i < cursor.count { return }
            cursor.nextBlock()
        }
    }

    /// Adds to hits, which rise, what the list gives them, and leaves those that have more units than `minimum` then; where
    /// the list `mustHave` them, none that it has not. Blocks whose best would not lift a hit over `minimum` are not decoded.
    /// Without `scores` nothing is added.
    mutating func join(_ hits: PartialHits, mustHave: Bool, above minimum: Int32, scores: Bool) throws(Damage) {
        if mustHave && cursor.isDense {
            hits.keep { cursor.mayHold($0) }
            if !scores { return }
        }
        let count = hits.count
        let hitDocuments = hits.documents.pointer
        let hitUnits = hits.units.pointer
        hits.count = 0
        var next = 0
        while next < count {
            cursor.seekBlock(hitDocuments[next])
            if cursor.isAtEnd {
                if !mustHave { hits.take(next..<count, above: minimum) }
                return
            }
            if cursor.facts.count == 0 { try cursor.decode() }
            let last = cursor.blockEnd
            if !cursor.isDecoded {
                // The best of the hits in the block's reach that may be in it.
                var best = Int32.min
                var end = next
                while end < count, hitDocuments[end] <= last {
                    if cursor.mayHold(hitDocuments[end]) { best = max(best, hitUnits[end]) }
                    end += 1
                }
                if best == .min || scores && best &+ blockLimit() <= minimum {
                    if !mustHave { hits.take(next..<end, above: minimum) }
                    next = end
                    continue
                }
                try cursor.decode()
            }
            next = merge(hits, next..<count, upTo: last, mustHave: mustHave, above: minimum, scores: scores)
        }
    }

    /// `join` for the hits up to the last document of the block. - Returns: the first hit behind it.
    private mutating func merge(
        _ hits: PartialHits, _ range: Range<Int>, upTo last: UInt32, mustHave: Bool, above minimum: Int32, scores: Bool
    ) -> Int {
        let lengths = lengths.base.assumingMemoryBound(to: UInt8.self)
        let documents = cursor.documents.pointer
        let frequencies = cursor.frequencies.pointer
        let hitDocuments = hits.documents.pointer
        let hitUnits = hits.units.pointer
        if scores { cursor.loadFrequencies() }
        var kept = hits.count
        var next = range.lowerBound
        while next < range.upperBound {
            let document = hitDocuments[next]
            if document > last { break }
            cursor.advance(to: document)
            var units = hitUnits[next]
            var isKept = !mustHave
            if documents[cursor.place] == document {
                if scores { units += score(frequencies[cursor.place], lengths[Int(document)]) }
                isKept = true
            }
            hitDocuments[kept] = document
            hitUnits[kept] = units
            kept += isKept && units > minimum ? 1 : 0
            next += 1
        }
        hits.count = kept
        return next
    }
}

/// Documents that may still become hits, in rising order, with the units they have so far.
final class PartialHits {
    static let limit = Window.length
    let documents = Slab<UInt32>(uninitialized: limit + UInt64.placesAStep)
    let units = Slab<Int32>(uninitialized: limit)
    var count = 0

    /// Makes them documents of a set, from a word of it on, with no units. - Returns: the first word that is not taken.
    func fill(from set: BitSet, word first: Int) -> Int {
        count = 0
        var word = first
        while word < set.words.count, count <= Self.limit - 64 {
            set.words[word].appendPlaces(from: UInt32(word << 6), to: documents.pointer, &count)
            word += 1
        }
        units.fill(0, 0..<count)
        return word
    }

    /// Leaves those that have units.
    func keepScored() {
        let all = count
        count = 0
        take(0..<all, above: 0)
    }

    /// Leaves those that pass.
    @inline(__always)
    func keep(_ passes: (UInt32) -> Bool) {
        var kept = 0
        for i in 0..<count {
            let document = documents[i]
            documents[kept] = document
            units[kept] = units[i]
            kept += passes(document) ? 1 : 0
        }
        count = kept
    }

    /// Appends hits of `range`, which lies behind what is kept.
    func take(_ range: Range<Int>, above minimum: Int32) {
        for i in range {
            documents[count] = documents[i]
            units[count] = units[i]
            count += units[i] > minimum ? 1 : 0
        }
    }
}
