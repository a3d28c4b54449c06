/// Words in a row, or nearly, in one field: see `PhraseQuery`.
///
/// The rarest word leads, block by block. Where only the best documents are wanted, a block of it is passed over whose best
/// would not do if the phrase stood there as often as the word does, and positions are read only in documents that would do if
/// it stood there as often as the rarest of its words (Lucene's phrase scorer prunes by the same bounds).
final class PhraseSource: OccurrenceSource {
    /// What says whether a document can still be among the best: only where the phrase is all that is asked.
    struct Pruning {
        let progress: SearchProgress
        let weight: WordWeight
    }

    /// In the order of the phrase.
    private let words: Row<PhraseWord>
    /// By how many documents they have: the first leads.
    private let order: Slab<Int>
    private let wordCount: Int
    private let offsets: Slab<UInt32>
    private let terms: [Int]
    private let slop: UInt32
    private let lengths: Bytes
    private let norms: NormTable
    private let pruning: Pruning?
    private let counts = Slab<UInt32>(count: Window.length, filledWith: 0)
    private let own = WindowBits()
    private let candidates = PartialHits()
    /// Places of the words' positions that have been compared.
    private let places: Slab<Int>

    /// `offsets`: each word's place in the phrase, rising. `terms`: equal numbers for equal words.
    init(
        _ words: Row<PhraseWord>, offsets: [UInt32], terms: [Int], slop: Int, lengths: Bytes, norms: NormTable, pruning: Pruning?
    ) {
        self.words = words
        wordCount = words.count
        let byCount = (0..<words.count).sorted { words[$0].documentCount < words[$1].documentCount }
        order = Slab(count: wordCount, filledWith: 0)
        for i in byCount.indices { order[i] = byCount[i] }
        self.offsets = Slab(count: wordCount, filledWith: 0)
        for i in offsets.indices { self.offsets[i] = offsets[i] }
        self.terms = terms
        self.slop = UInt32(clamping: slop)
        self.lengths = lengths
        self.norms = norms
        self.pruning = pruning
        places = Slab(count: words.count, filledWith: 0)
    }

    func lowerBound(_ document: UInt32) -> UInt32 {
        var bound = document
        while true {
            skipHopelessBlocks(bound)
            var next = bound
            for i in 0..<wordCount { next = max(next, words[i].cursor.lowerBound(next)) }
            if next == bound || next == BlockCursor.none { return next }
            bound = next
        }
    }

    private func cannotReach(_ frequency: UInt32, _ length: UInt8) -> Bool {
        guard let pruning else { return false }
        return pruning.progress.cannotReach(pruning.weight.units(Float(frequency) * norms[length]))
    }

    private func skipHopelessBlocks(_ target: UInt32) {
        // Nearly in a row a phrase may stand oftener than its rarest word.
        guard slop == 0, let pruning else { return }
        let lead = order[0]
        words[lead].cursor.seekBlock(target)
        while !words[lead].cursor.isAtEnd, words[lead].cursor.facts.count > 0 {
            let impacts = words[lead].cursor.facts.impacts(words[lead].cursor.block)
            if !pruning.progress.cannotReach(impacts.bound { pruning.weight.units(Float($0) * norms[$1]) }) { return }
            words[lead].cursor.nextBlock()
        }
    }

    func match(_ window: Window, _ bits: borrowing WindowBits) throws(Damage) {
        own.clear()
        let lead = order[0]
        var from = window.base
        while true {
            skipHopelessBlocks(from)
            if words[lead].cursor.isAtEnd || words[lead].cursor.lowerBound(from) >= window.limit { return }
            try words[lead].cursor.decode()
            let end = words[lead].cursor.blockEnd
            candidates.take(&words[lead].cursor, from..<window.limit)
            for i in 1..<wordCount where words[order[i]].cursor.isDense {
                candidates.keep { words[order[i]].cursor.mayHold($0) }
            }
            for i in 0..<candidates.count {
                let document = candidates.documents[i]
                let count = try occurrences(in: document)
                if count == 0 { continue }
                let place = Int(document - window.base)
                counts[place] = count
                own.insert(place)
                bits.insert(place)
            }
            if end >= window.limit - 1 { return }
            words[lead].cursor.nextBlock()
            from = end + 1
        }
    }

    private func occurrences(in document: UInt32) throws(Damage) -> UInt32 {
        var least = UInt32.max
        for i in 0..<wordCount {
            guard try words[order[i]].seek(document) else { return 0 }
            least = min(least, words[order[i]].frequency)
        }
        // Nearly in a row: counted by the first word's places.
        if cannotReach(slop == 0 ? least : words[0].frequency, lengths[Int(document)]) { return 0 }
        for i in 0..<wordCount { try words[i].readPositions() }
        if slop == 0 { return exactCount() }
        let positions = (0..<wordCount).map { words[$0].positions }
        return PhraseMatching.count(positions, offsets: (0..<wordCount).map { offsets[$0] }, terms: terms, slop: slop)
    }

    /// How often all words stand at their offsets: their positions rise, so one walk through each finds them.
    private func exactCount() -> UInt32 {
        if wordCount == 2 {
            return words[0].count(followedBy: words[1], at: offsets[1] - offsets[0])
        }
        var count: UInt32 = 0
        for i in 0..<wordCount { places[i] = 0 }
        anchors: for anchor in words[0].positions {
            // Offsets rise from the first word's.
            for i in 1..<wordCount {
                let target = UInt64(anchor) + UInt64(offsets[i] - offsets[0])
                var place = places[i]
                while place < words[i].positions.count, UInt64(words[i].positions[place]) < target { place += 1 }
                places[i] = place
                if place == words[i].positions.count { return count }
                if UInt64(words[i].positions[place]) != target { continue anchors }
            }
            count += 1
        }
        return count
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

extension PartialHits {
    /// Makes them the documents of the block a list is at, as far as they lie in `range`.
    fileprivate func take(_ list: inout BlockCursor, _ range: Range<UInt32>) {
        list.advance(to: range.lowerBound)
        var count = 0
        for i in list.place..<list.count {
            let document = list.documents[i]
            if document >= range.upperBound { break }
            documents[count] = document
            count += 1
        }
        units.fill(0, 0..<count)
        self.count = count
    }
}
