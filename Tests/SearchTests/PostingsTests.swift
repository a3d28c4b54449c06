import Testing
@testable import Search

@Suite("Postings give back the lists that were written")
struct PostingsTests {
    /// Around the ends of blocks, and long.
    private static let counts = [1, 2, 3, 127, 128, 129, 255, 256, 257, 384, 1000, 6000]

    private func forEachDraft(_ test: StaticString, _ count: Int, _ body: (PostingsDraft, inout Dice) throws -> Void) {
        Seed.forEachCase(test, count) { index, dice in
            let hasFrequencies = index % 3 != 0
            // Length bytes of all documents are held in memory where there are frequencies.
            let limit = dice.pick(hasFrequencies ? [6000, 20_000, 300_000] : [6000, 300_000, (1 << 31) - 1])
            let lists = (0..<dice.within(1...12)).map { _ in
                ListDraft(dice.pick(ListDraft.Style.allCases), count: dice.pick(Self.counts), below: limit, hasFrequencies: hasFrequencies, &dice)
            }
            try body(try PostingsDraft(lists, limit: limit, hasFrequencies: hasFrequencies, &dice), &dice)
        }
    }

    @Test("a scan gives every document, frequency and position, and entries count them")
    func scans() {
        forEachDraft("scans of lists", 60) { draft, _ in
            for (number, list) in draft.lists.enumerated() {
                let entry = try draft.entry(number)
                try expectSame(Int(entry.documentCount), list.documents.count, "documents of list \(number)")
                let occurrences = draft.hasFrequencies ? list.positions.reduce(0) { $0 + $1.count } : list.documents.count
                try expectSame(Int(entry.occurrenceCount), occurrences, "occurrences of list \(number)")
                var place = 0
                var scan = try PostingsScan(draft.field, entry)
                try scan.forEach(withPositions: draft.hasFrequencies) { document, frequency, positions in
                    let what = "list \(number) of \(list.documents.count), place \(place)"
                    guard place < list.documents.count else { throw Mismatch("\(what): there are no more") }
                    try expectSame(document, list.documents[place], "\(what): document")
                    try expectSame(frequency, draft.frequency(number, place), "\(what): frequency")
                    if draft.hasFrequencies {
                        try expectSame(positions.indices.map { positions[$0] }, list.positions[place], "\(what): positions")
                    }
                    place += 1
                }
                try expectSame(place, list.documents.count, "list \(number): documents read")
            }
        }
    }

    @Test("a window has exactly its documents, whichever windows come before it")
    func windows() {
        forEachDraft("windows of lists", 60) { draft, dice in
            for (number, list) in draft.lists.enumerated() {
                let cursor = try draft.cursor(number)
                var base: UInt32 = 0
                for _ in 0..<400 {
                    base = max(base, nextBase(list, after: base, draft, &dice))
                    guard Int(base) < draft.limit else { break }
                    let top = UInt32(min(draft.limit, Int(base) + dice.pick([1, 64, 700, PostingsCursor.windowLength])))
                    try check(cursor, base..<top, draft, number, &dice)
                    base = top
                }
            }
        }
    }

    /// Mostly where something is, sometimes far on.
    private func nextBase(_ list: ListDraft, after base: UInt32, _ draft: PostingsDraft, _ dice: inout Dice) -> UInt32 {
        switch dice.below(10) {
        case 0: base &+ UInt32(dice.below(draft.limit / 3 + 1))
        case 1: dice.pick(list.documents)
        case 2...5: base
        default: list.documents.first { $0 >= base } ?? base
        }
    }

    private func check(_ cursor: PostingsCursor, _ window: Range<UInt32>, _ draft: PostingsDraft, _ number: Int, _ dice: inout Dice) throws {
        let list = draft.lists[number]
        let what = "list \(number) of \(list.documents.count), window \(window)"
        let first = list.documents.partitioningIndex { $0 >= window.lowerBound }
        let last = list.documents.partitioningIndex { $0 >= window.upperBound }
        if dice.chance(70) {
            let bound = cursor.lowerBound(window.lowerBound)
            let next = first < list.documents.count ? list.documents[first] : .max
            try expectTrue(bound <= next && (bound >= window.lowerBound), "\(what): lower bound \(bound), next \(next)")
        }
        try cursor.fill(window.lowerBound, window.upperBound)
        try expectSame((cursor.start..<cursor.end).map { cursor.document($0) }, Array(list.documents[first..<last]), "\(what): documents")
        guard dice.chance(60) else { return }
        cursor.forEachBlock { number, _ in cursor.loadFrequencies(number) }
        let frequencies = (cursor.start..<cursor.end).map { cursor.frequency($0) }
        try expectSame(frequencies, (first..<last).map { draft.frequency(number, $0) }, "\(what): frequencies")
        guard draft.hasFrequencies, dice.chance(70) else { return }
        var positions: [UInt32] = []
        let share = dice.pick([3, 30, 100])
        for i in first..<last where dice.chance(share) {
            try cursor.positions(cursor.start + i - first, into: &positions)
            try expectSame(positions, list.positions[i], "\(what): positions of document \(list.documents[i])")
        }
    }

    @Test("a single document is found or not, by a cursor that has not gone past it")
    func singleDocuments() {
        forEachDraft("single documents", 40) { draft, dice in
            for (number, list) in draft.lists.enumerated() {
                for _ in 0..<30 {
                    let document = dice.chance(50) ? dice.pick(list.documents) : UInt32(dice.below(draft.limit))
                    let place = list.documents.partitioningIndex { $0 >= document }
                    let isThere = place < list.documents.count && list.documents[place] == document
                    let frequency = try draft.cursor(number).frequency(inDocument: document)
                    try expectSame(frequency, isThere ? draft.frequency(number, place) : 0, "list \(number), document \(document)")
                }
            }
        }
    }

    @Test("a document with a hundred thousand occurrences keeps its positions over many pages, and so do its neighbours")
    func hugeFrequencies() {
        Seed.forEachCase("huge frequencies", 3) { _, dice in
            var list = ListDraft(.dense, count: 300, below: 6000, hasFrequencies: true, &dice)
            for i in [0, 126, 127, 128, 299] { list.positions[i] = ListDraft.positions(dice.pick([40_000, 100_000]), &dice) }
            let draft = try PostingsDraft([list, list], limit: 6000, hasFrequencies: true, &dice)
            var place = 0
            var scan = try PostingsScan(draft.field, try draft.entry(1))
            try scan.forEach(withPositions: true) { _, frequency, positions in
                try expectSame(frequency, draft.frequency(1, place), "frequency of document \(place)")
                try expectTrue(positions.indices.allSatisfy { positions[$0] == list.positions[place][$0] }, "positions of document \(place)")
                place += 1
            }
            try expectSame(place, 300, "documents")
        }
    }

    @Test("what a block may score at most is never less than what its documents do")
    func impacts() {
        Seed.forEachCase("impacts", 300) { _, dice in
            var gatherer = Impacts.Gatherer(lengths: [])
            for round in 0..<2 {
                var pairs = (0..<128).map { _ in
                    (frequency: UInt32(dice.pick([1, 1, 2, 5, 254, 255, 256, 70_000])), length: UInt8(dice.below(256)))
                }
                if dice.chance(50) {
                    // A staircase: the more frequent the longer, so that none covers another and some must be joined.
                    pairs = (1...dice.within(5...40)).map { (frequency: UInt32($0 * 6), length: UInt8($0 * 6)) }
                }
                for pair in pairs { gatherer.add(frequency: pair.frequency, length: pair.length) }
                let impacts = gatherer.take()
                try expectTrue((1...Impacts.limit).contains(impacts.pairs.count), "round \(round): \(impacts.pairs.count) pairs")
                for pair in pairs {
                    let isCovered = impacts.pairs.contains { UInt32($0.frequency) >= min(pair.frequency, 255) && $0.length <= pair.length }
                    try expectSame(impacts.packed.covers(pair.frequency, pair.length), isCovered, "covers")
                    try expectTrue(isCovered, "round \(round): \(pair) is above \(impacts.pairs)")
                    func score(_ frequency: UInt32, _ length: UInt8) -> Int32 {
                        Int32(1_000_000 * Double(frequency) / (Double(frequency) + 1 + Double(length)))
                    }
                    let bound = impacts.packed.bound(score)
                    try expectTrue(score(pair.frequency, pair.length) <= bound, "round \(round): \(pair) scores more than \(bound)")
                }
            }
        }
    }

    @Test("where pairs are joined, the best of a block is raised no more than it must be")
    func bestPair() {
        Seed.forEachCase("best pair", 40) { _, dice in
            let lengths = (0..<128).map { _ in UInt8(dice.within(5...70)) }
            var gatherer = Impacts.Gatherer(lengths: lengths)
            let average = Double(lengths.reduce(0) { $0 + Int(FieldLength.decode($1)) }) / 128
            func worth(_ frequency: UInt32, _ length: UInt8) -> Double {
                Double(frequency) / (0.25 + 0.75 * Double(FieldLength.decode(length)) / average)
            }
            // Occurrences grow with the text, as those of frequent words do: many pairs of which none covers another.
            let documents = lengths.map { (frequency: UInt32(1 + Int($0) * dice.within(1...20) / 100), length: $0) }
            for document in documents { gatherer.add(frequency: document.frequency, length: document.length) }
            let best = documents.filter { one in
                !documents.contains { $0.frequency > one.frequency && $0.length <= one.length
                    || $0.frequency == one.frequency && $0.length < one.length }
            }.sorted { $0.frequency > $1.frequency }
            /// The least that the best of so many joined pairs can be worth, of the pairs from `first` on.
            func least(_ first: Int, _ groups: Int) -> Double {
                if first == best.count { return 0 }
                if groups == 0 { return .infinity }
                return (first..<best.count).map { max(worth(best[first].frequency, best[$0].length), least($0 + 1, groups - 1)) }.min() ?? 0
            }
            let bound = gatherer.take().pairs.map { worth(UInt32($0.frequency), $0.length) }.max() ?? 0
            let wanted = least(0, Impacts.limit)
            try expectTrue(bound <= wanted * 1.011, "bound \(bound), the least is \(wanted)")
        }
    }
}

extension [UInt32] {
    /// The first index whose element passes, where all after one that passes do.
    fileprivate func partitioningIndex(_ passes: (UInt32) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if passes(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
