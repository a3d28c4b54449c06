/// A term's list in one segment, a block at a time, with what its documents score: the term is a word of its own, in one
/// field. Targets come in rising order. One thread; whoever holds the list holds the segment.
///
/// SAFETY: `documents` has 8 places behind a block, filled with a number above all documents, so that reading eight from
/// any place of the block stays inside. `BlockReader` leaves only documents below the segment's count, which is the number
/// of lengths (checked when the field was opened). Scores of frequencies below 8 lie in a table of 8 * 256.
/// PERF: table and unchecked access are a part of what brought a union of two words from 635 to 257 microseconds (a million
/// documents of eleven words, `Benchmarks/run --only union`); they were not measured apart.
final class ScoredList {
    static let none = UInt32.max
    private static let padding = 8
    private static let tableRows: UInt32 = 8

    private var reader: BlockReader
    private let lengths: Bytes
    private let norms: NormTable
    private let weight: WordWeight
    /// No document of the list scores more.
    let limit: Int32

    private let documents = Slab<UInt32>(count: BlockReader.blockLength + padding, filledWith: none)
    private let frequencies = Slab<UInt32>(count: BlockReader.blockLength, filledWith: 1)
    private let table: Slab<Int32>
    private var hasRow: UInt32 = 0
    /// The block the list is at: -1 before the first.
    private(set) var block = -1
    private var decoded = BlockReader.Decoded()
    private var isDecoded = false
    private var place = 0

    init(
        _ field: PostingsField, _ entry: TermEntry, lengths: Bytes, norms: NormTable, factor: Float, _ weight: WordWeight
    ) throws(Damage) {
        reader = try BlockReader(field, entry)
        self.lengths = lengths
        self.norms = factor == 1 ? norms : NormTable(values: norms.values.map { $0 * factor })
        self.weight = weight
        table = Slab(count: Int(Self.tableRows) * 256, filledWith: 0)
        let best = PackedImpacts(bits: entry.impacts).bound { [norms = self.norms] frequency, length in
            weight.units(Float(frequency) * norms[length])
        }
        limit = entry.impacts == 0 ? weight.limit : best
    }

    var documentCount: UInt32 { reader.entry.documentCount }
    var isAtEnd: Bool { block >= reader.blockCount }

    // MARK: Scores

    @inline(__always)
    private func score(_ frequency: UInt32, _ length: UInt8) -> Int32 {
        guard frequency < Self.tableRows else { return weight.units(Float(frequency) * norms[length]) }
        if hasRow >> frequency & 1 == 0 { fillRow(frequency) }
        return table.pointer[Int(frequency) << 8 | Int(length)]
    }

    private func fillRow(_ frequency: UInt32) {
        for length in 0..<256 {
            table[Int(frequency) << 8 | length] = weight.units(Float(frequency) * norms[UInt8(length)])
        }
        hasRow |= 1 << frequency
    }

    // MARK: Blocks

    /// Moves to the first block that may hold a document not before `target`, without decoding it.
    @inline(__always)
    func seekBlock(_ target: UInt32) {
        if block >= 0, isAtEnd || target <= lastDocument(block) { return }
        move(to: reader.facts.count == 0 ? block + 1 : reader.facts.firstBlock(from: max(block, 0), reaching: target))
    }

    func nextBlock() { move(to: block + 1) }

    private func move(to next: Int) {
        block = next
        isDecoded = false
        place = 0
    }

    /// Of lists without facts nothing is known before they are decoded.
    @inline(__always)
    private func lastDocument(_ block: Int) -> UInt32 {
        if reader.facts.count > 0 { return reader.facts.lastDocument(block) }
        return isDecoded ? documents.pointer[decoded.count - 1] : Self.none - 1
    }

    /// The last document of the block the list is at, as far as it is known.
    var blockEnd: UInt32 { isAtEnd ? Self.none : lastDocument(block) }

    /// No document before this one, and not before `target`, is in the list; `none` at its end.
    func lowerBound(_ target: UInt32) -> UInt32 {
        seekBlock(target)
        if isAtEnd { return Self.none }
        if isDecoded {
            advance(to: target)
            return documents.pointer[place] == Self.none ? target : documents.pointer[place]
        }
        return block == 0 || reader.facts.count == 0 ? target : max(target, reader.facts.lastDocument(block - 1) + 1)
    }

    /// No document of the block the list is at scores more.
    @inline(__always)
    var blockLimit: Int32 {
        if isAtEnd { return 0 }
        if reader.facts.count == 0 { return limit }
        return reader.facts.impacts(block).bound { score($0, $1) }
    }

    /// No document of `base ..< end` scores more. The list is at the first block that reaches `base`.
    func limit(from base: UInt32, to end: UInt32) -> Int32 {
        seekBlock(base)
        if isAtEnd { return 0 }
        if reader.facts.count == 0 { return limit }
        var best: Int32 = 0
        var at = block
        while at < reader.blockCount, at == 0 || reader.facts.lastDocument(at - 1) < end - 1 {
            best = max(best, reader.facts.impacts(at).bound { score($0, $1) })
            at += 1
        }
        return best
    }

    private func decode() throws(Damage) {
        if isDecoded { return }
        decoded = try reader.decode(block, documents.pointer, frequencies.pointer)
        for i in 0..<Self.padding { documents.pointer[decoded.count + i] = Self.none }
        isDecoded = true
        place = 0
    }

    /// Moves `place` to the first document of the block not before `target`; to the padding where there is none.
    @inline(__always)
    private func advance(to target: UInt32) {
        let documents = documents.pointer
        var at = place
        while at + 8 <= decoded.count, documents[at + 7] < target { at += 8 }
        var less = 0
        for i in 0..<8 { less += documents[at + i] < target ? 1 : 0 }
        place = at + less
    }

    // MARK: What searches ask

    /// Appends the documents of the block the list is at that lie in `from ..< to` and score more than `minimum`.
    func collect(from: UInt32, to: UInt32, above minimum: Int32, into hits: PartialHits) throws(Damage) {
        try decode()
        advance(to: from)
        let lengths = lengths.base.assumingMemoryBound(to: UInt8.self)
        let documents = documents.pointer
        reader.loadFrequencies(&decoded, frequencies.pointer)
        var count = 0
        var i = place
        while i < decoded.count {
            let document = documents[i]
            if document >= to { break }
            let units = score(frequencies.pointer[i], lengths[Int(document)])
            hits.documents.pointer[count] = document
            hits.units.pointer[count] = units
            count += units > minimum ? 1 : 0
            i += 1
        }
        place = i
        hits.count = count
    }

    /// Adds the list's scores to those of a window that begins at `base`, and marks its documents.
    func accumulate(from base: UInt32, to end: UInt32, _ scores: borrowing WindowScores, _ bits: borrowing WindowBits) throws(Damage) {
        let lengths = lengths.base.assumingMemoryBound(to: UInt8.self)
        seekBlock(base)
        while !isAtEnd {
            try decode()
            advance(to: base)
            reader.loadFrequencies(&decoded, frequencies.pointer)
            let documents = documents.pointer
            let words = bits.words.pointer
            let values = scores.values.pointer
            var i = place
            while i < decoded.count {
                let document = documents[i]
                if document >= end { break }
                let at = Int(document &- base)
                values[at] &+= score(frequencies.pointer[i], lengths[Int(document)])
                words[at >> 6] |= 1 << UInt64(at & 63)
                i += 1
            }
            place = i
            if i < decoded.count { return }
            nextBlock()
        }
    }

    /// What `document` scores, or 0 where the list does not have it. Where even the block's best does not exceed `needed`
    /// the answer may be 0 as well.
    @inline(__always)
    func units(of document: UInt32, above needed: Int32) throws(Damage) -> Int32 {
        seekBlock(document)
        if isAtEnd { return 0 }
        if !isDecoded {
            if needed > 0, blockLimit <= needed { return 0 }
            try decode()
        }
        advance(to: document)
        guard documents.pointer[place] == document else {
            if place >= decoded.count, reader.facts.count == 0 { move(to: reader.blockCount) }
            return 0
        }
        reader.loadFrequencies(&decoded, frequencies.pointer)
        return score(frequencies.pointer[place], lengths.base.assumingMemoryBound(to: UInt8.self)[Int(document)])
    }
}

/// Documents of a block that may still become hits, with the units they have so far.
final class PartialHits {
    let documents = Slab<UInt32>(count: Window.length, filledWith: 0)
    let units = Slab<Int32>(count: Window.length, filledWith: 0)
    var count = 0
}
