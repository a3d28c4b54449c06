@testable import Search

/// Sections in memory, for parts that are read from a file.
extension SectionFile {
    /// A file of what `write` puts into it.
    static func made(_ write: (SectionFileWriter) throws -> Void) throws -> SectionFile {
        let disk = SimulatedDirectory()
        let writer = try SectionFileWriter("part", in: disk)
        try write(writer)
        _ = try writer.finish()
        return try SectionFile("part", in: disk)
    }
}

/// Random terms, sorted and distinct, and an entry for each.
struct TermDraft {
    let hasFrequencies: Bool
    let terms: [[UInt8]]
    let entries: [TermEntry]

    enum Style: CaseIterable {
        /// Words of few letters, so that many begin alike and lie near each other.
        case words
        /// Scalars of one to four bytes.
        case unicode
        /// Any bytes, of any length, the empty term among them.
        case bytes
    }

    init(_ style: Style, count: Int, hasFrequencies: Bool, _ dice: inout Dice) {
        var terms: Set<[UInt8]> = []
        while terms.count < count { terms.insert(Self.term(style, &dice)) }
        self.terms = terms.sorted { $0.lexicographicallyPrecedes($1) }
        self.hasFrequencies = hasFrequencies
        var blocks: UInt64 = 0
        entries = self.terms.map { _ in Self.entry(hasFrequencies, &blocks, &dice) }
    }

    static func term(_ style: Style, _ dice: inout Dice) -> [UInt8] {
        switch style {
        case .words: return Array(String((0..<dice.within(1...9)).map { _ in dice.pick(Array("abcdeé")) }).utf8)
        case .unicode: return Array(String((0..<dice.within(1...5)).map { _ in dice.pick(Array("aé漢🙂\u{10FFFF}ß")) }).utf8)
        case .bytes:
            let length = dice.pick([0, 1, 2, 3, 3, 3, 8, 40, 600, TermDictionary.termSizeLimit])
            let few: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF]
            return (0..<length).map { _ in dice.pick(few) }
        }
    }

    private static func entry(_ hasFrequencies: Bool, _ blocks: inout UInt64, _ dice: inout Dice) -> TermEntry {
        var entry = TermEntry()
        entry.documentCount = UInt32(dice.pick([1, 1, 2, 3, 127, 128, 129, 5000, Int(UInt32.max)]))
        entry.occurrenceCount = UInt64(entry.documentCount)
        // Addresses mostly rise, but nothing rests on it.
        if hasFrequencies {
            entry.occurrenceCount += dice.pick([0, 1, 70_000, 1 << 40])
            entry.positions = dice.next() >> UInt64(dice.within(10...60))
        }
        if entry.documentCount == 1 { entry.onlyDocument = UInt32(truncatingIfNeeded: dice.next()) }
        if entry.documentCount > 1 { entry.postings = dice.next() >> UInt64(dice.within(10...60)) }
        if entry.documentCount >= 128 {
            blocks += UInt64(dice.within(2...100))
            entry.firstBlock = blocks
            if hasFrequencies { entry.impacts = dice.next() }
        }
        return entry
    }

    func dictionary() throws -> TermDictionary {
        let file = try SectionFile.made { file in
            var writer = TermDictionaryWriter(hasFrequencies: hasFrequencies)
            for (term, entry) in zip(terms, entries) { Bytes.of(term) { writer.append($0, entry) } }
            try file.section("terms", writer.finish())
        }
        return try TermDictionary(try file.section("terms"))
    }

    /// Fails where an entry says anything else than the one at `place`; what a term does not have may be anything.
    func expect(_ actual: TermEntry, at place: Int) throws {
        var actual = actual
        let expected = entries[place]
        if expected.documentCount == 1 { actual.postings = 0 } else { actual.onlyDocument = 0 }
        if !hasFrequencies { actual.positions = 0 }
        if expected.documentCount < 128 { actual.firstBlock = 0 }
        try expectSame(actual, expected, "entry of term \(place), \(terms[place])")
    }

    /// The place of the first term that is not less.
    func lowerBound(_ term: [UInt8]) -> Int { terms.firstIndex { !$0.lexicographicallyPrecedes(term) } ?? terms.count }

    /// One of the terms, or nearly, or any other.
    func question(_ style: Style, _ dice: inout Dice) -> [UInt8] {
        guard !terms.isEmpty, dice.chance(80) else { return Self.term(style, &dice) }
        var term = dice.pick(terms)
        switch dice.below(5) {
        case 0: term.append(0)
        case 1: term.removeLast(min(1, term.count))
        case 2 where !term.isEmpty: term[term.count - 1] &+= 1
        default: break
        }
        return term
    }
}
