@testable import Search

/// A list of documents as a test knows it: numbers that rise, and for each its positions that rise.
struct ListDraft {
    var documents: [UInt32] = []
    /// Empty for lists without frequencies.
    var positions: [[UInt32]] = []

    /// How the documents lie.
    enum Style: CaseIterable { case dense, sparse, clustered, mixed }

    init(_ style: Style, count: Int, below limit: Int, hasFrequencies: Bool, _ dice: inout Dice) {
        documents = Self.numbers(style, count, limit, &dice)
        guard hasFrequencies else { return }
        let usual = dice.pick([1, 1, 2, 12])
        positions = documents.map { _ in Self.positions(dice.chance(1) ? dice.pick([255, 256, 3000]) : dice.within(1...usual), &dice) }
    }

    private static func numbers(_ style: Style, _ count: Int, _ limit: Int, _ dice: inout Dice) -> [UInt32] {
        let count = min(count, limit)
        let room = limit - count
        let gaps: [Int] =
            switch style {
            case .dense: [0, 0, 0, 1]
            case .sparse: [room / max(count, 1)]
            case .clustered: [0, 0, 0, 0, 0, 0, 0, 0, 0, room / max(count, 1) * 4]
            case .mixed: [0, 1, 2, 100, room / max(count, 1)]
            }
        var left = room
        var next = 0
        var numbers: [UInt32] = []
        for _ in 0..<count {
            let gap = min(left, dice.within(0...dice.pick(gaps)))
            left -= gap
            next += gap
            numbers.append(UInt32(next))
            next += 1
        }
        // Some lists reach the last document.
        if dice.chance(30), let last = numbers.indices.last { numbers[last] = UInt32(limit - 1) }
        return numbers
    }

    static func positions(_ count: Int, _ dice: inout Dice) -> [UInt32] {
        let gap = dice.pick([0, 1, 5, 5, 1000, Int(UInt32.max) / (count + 1)])
        var position = dice.below(gap + 1)
        return (0..<count).map { _ in
            defer { position += dice.within(0...gap) }
            return UInt32(position)
        }
    }
}

/// Lists written as one field and read back; `lists[i]` is the list of the i-th term.
struct PostingsDraft {
    let lists: [ListDraft]
    let limit: Int
    let hasFrequencies: Bool
    let field: PostingsField

    init(_ lists: [ListDraft], limit: Int, hasFrequencies: Bool, _ dice: inout Dice) throws {
        self.lists = lists
        self.limit = limit
        self.hasFrequencies = hasFrequencies
        let lengths = hasFrequencies ? (0..<limit).map { _ in UInt8(truncatingIfNeeded: dice.below(60)) } : nil
        let file = try SectionFile.made { file in
            try PostingsFile.write(file, field: 0, lengths: lengths, compressor: ZstdCompressor(level: 1)) { writer, dictionary in
                for (number, list) in lists.enumerated() {
                    writer.begin()
                    for (i, document) in list.documents.enumerated() {
                        let own = hasFrequencies ? list.positions[i] : []
                        try writer.add(document: document, positions: own.span)
                    }
                    let entry = try writer.end()
                    Bytes.of(Self.term(number)) { dictionary.append($0, entry) }
                }
            }
        }
        field = try PostingsField(file, field: 0, documentLimit: UInt32(limit), hasFrequencies: hasFrequencies)
    }

    static func term(_ number: Int) -> [UInt8] { [UInt8(number >> 8), UInt8(number & 255)] }

    func entry(_ number: Int) throws -> TermEntry {
        guard let found = try field.dictionary.find(Self.term(number)) else { throw Mismatch("list \(number) has no entry") }
        return found.entry
    }

    func cursor(_ number: Int) throws -> PostingsCursor { try PostingsCursor(field, try entry(number)) }

    /// Occurrences in the i-th document of a list.
    func frequency(_ number: Int, _ i: Int) -> UInt32 { hasFrequencies ? UInt32(lists[number].positions[i].count) : 1 }
}
