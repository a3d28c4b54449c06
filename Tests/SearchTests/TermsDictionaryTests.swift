import Testing
@testable import Search

@Suite("A dictionary of terms answers as a sorted array does")
struct TermsDictionaryTests {
    private static let counts = [0, 1, 31, 32, 33, 64, 65, 700]

    private func forEachDraft(_ test: StaticString, _ count: Int, _ body: (TermDraft, TermDictionary, TermDraft.Style, inout Dice) throws -> Void) {
        Seed.forEachCase(test, count) { index, dice in
            let style = TermDraft.Style.allCases[index % 3]
            let draft = TermDraft(style, count: dice.pick(Self.counts), hasFrequencies: dice.chance(50), &dice)
            try body(draft, try draft.dictionary(), style, &dice)
        }
    }

    @Test("a walk gives all terms in order, each with its entry")
    func walk() {
        forEachDraft("walk over terms", 60) { draft, dictionary, _, _ in
            try expectSame(dictionary.count, draft.terms.count, "count")
            try expectSame(dictionary.hasFrequencies, draft.hasFrequencies, "kind")
            var cursor = dictionary.cursor()
            for (place, term) in draft.terms.enumerated() {
                guard let next = try cursor.next() else { throw Mismatch("ends at \(place) of \(draft.terms.count)") }
                try expectSame(next.ordinal, place, "ordinal")
                try expectSame(cursor.term, term, "term \(place)")
                try draft.expect(next.entry, at: place)
            }
            try expectTrue(try cursor.next() == nil, "goes on behind the last term")
            try expectTrue(try cursor.next() == nil, "goes on after its end")
        }
    }

    @Test("a term is found exactly where it is, and no other is found")
    func find() {
        forEachDraft("finding terms", 60) { draft, dictionary, style, dice in
            for (place, term) in draft.terms.enumerated() {
                guard let found = try dictionary.find(term) else { throw Mismatch("term \(place), \(term), is not found") }
                try expectSame(found.ordinal, place, "\(term)")
                try draft.expect(found.entry, at: place)
                try expectSame(try dictionary.term(at: place), term, "term at \(place)")
                try draft.expect(try dictionary.entry(at: place).entry, at: place)
            }
            let known = Set(draft.terms)
            for _ in 0..<200 {
                let term = draft.question(style, &dice)
                try expectSame(try dictionary.find(term) != nil, known.contains(term), "\(term)")
            }
            for outside in [-1, draft.terms.count] { #expect(throws: Damage.self) { try dictionary.term(at: outside) } }
        }
    }

    @Test("seeking stops before the first term that is not less")
    func seek() {
        forEachDraft("seeking terms", 60) { draft, dictionary, style, dice in
            for _ in 0..<200 {
                let term = draft.question(style, &dice)
                let place = draft.lowerBound(term)
                var cursor = dictionary.cursor()
                var isThere = try Bytes.of(term) { try cursor.seek($0) }
                for expected in place..<min(place + 40, draft.terms.count) {
                    guard isThere else { throw Mismatch("seek(\(term)) ends before \(expected)") }
                    try expectSame(cursor.ordinal, expected, "seek(\(term))")
                    try expectSame(cursor.term, draft.terms[expected], "seek(\(term))")
                    if expected.isMultiple(of: 3) { try draft.expect(try cursor.entry(), at: expected) }
                    isThere = try cursor.advance()
                }
                if place == draft.terms.count { try expectTrue(!isThere, "seek(\(term)) finds something") }
            }
        }
    }

    @Test("a cursor seeks on and on as it would from the beginning")
    func seekOn() {
        forEachDraft("seeking on", 60) { draft, dictionary, style, dice in
            for _ in 0..<20 {
                var cursor = dictionary.cursor()
                let questions = (0..<dice.within(1...30)).map { _ in draft.question(style, &dice) }
                for term in questions.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
                    let place = draft.lowerBound(term)
                    let isThere = try Bytes.of(term) { try cursor.seek($0) }
                    try expectSame(isThere, place < draft.terms.count, "seek on to \(term)")
                    guard isThere else { break }
                    try expectSame(cursor.ordinal, place, "seek on to \(term)")
                    try expectSame(cursor.term, draft.terms[place], "seek on to \(term)")
                    try draft.expect(try cursor.entry(), at: place)
                }
            }
        }
    }

    @Test("a prefix stands for all terms that begin with it, in order")
    func prefixes() {
        forEachDraft("prefixes", 60) { draft, dictionary, style, dice in
            for _ in 0..<100 {
                let prefix = Array(draft.question(style, &dice).prefix(dice.below(5)))
                var found: [[UInt8]] = []
                try dictionary.forEach(prefix: prefix) { term, _ in
                    found.append(term)
                    return true
                }
                try expectSame(found, draft.terms.filter { $0.starts(with: prefix) }, "prefix \(prefix)")
            }
        }
    }

    /// Optimal string alignment by its definition.
    private func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var table = Array(repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in 0...a.count {
            for j in 0...b.count {
                guard i > 0, j > 0 else {
                    table[i][j] = i + j
                    continue
                }
                var best = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, table[i - 2][j - 2] + 1) }
                table[i][j] = best
            }
        }
        return table[a.count][b.count]
    }

    @Test("near a term are those that the definition of the distance says, with their distance", arguments: [0, 1, 2])
    func near(_ limit: Int) {
        Seed.forEachCase("near terms", 40) { _, dice in
            let style = dice.pick([TermDraft.Style.words, .words, .unicode])
            let draft = TermDraft(style, count: dice.pick([0, 1, 33, 700, 1500]), hasFrequencies: true, &dice)
            let terms = try NearTerms(try draft.dictionary())
            for _ in 0..<8 {
                let pattern = dice.chance(60) && !draft.terms.isEmpty ? dice.pick(draft.terms) : TermDraft.term(style, &dice)
                let prefixLength = dice.pick([0, 0, 1, 2, 20])
                let scalars = Array(String(decoding: pattern, as: UTF8.self).unicodeScalars)
                let fixed = scalars.prefix(prefixLength)
                let expected = draft.terms.enumerated().compactMap { place, term -> String? in
                    let other = Array(String(decoding: term, as: UTF8.self).unicodeScalars)
                    let edits = distance(scalars, other)
                    return edits <= limit && other.starts(with: fixed) ? "\(place) \(edits)" : nil
                }
                var found: [String] = []
                for near in terms.near(pattern, limit: limit, prefixLength: prefixLength) {
                    try expectSame(Array(terms.term(at: near.ordinal)), draft.terms[near.ordinal], "term")
                    found.append("\(near.ordinal) \(near.edits)")
                }
                try expectSame(found, expected, "near \(String(decoding: pattern, as: UTF8.self)), prefix \(prefixLength)")
            }
        }
    }

    @Test("near terms are known ones, whatever bytes they and the pattern are, and those of a walk cut short are a part", arguments: [0, 1, 2])
    func nearInAnyBytes(_ limit: Int) {
        Seed.forEachCase("near any bytes", 200) { _, dice in
            let bytes: [UInt8] = [0, 1, 0x61, 0x62, 0x7F, 0x80, 0xA0, 0xBF, 0xC2, 0xE0, 0xED, 0xF0, 0xF4, 0xFF]
            func any() -> [UInt8] { (0..<dice.pick([0, 1, 2, 3, 5, 60, 64, 65, 300, 4096])).map { _ in dice.pick(bytes) } }
            var terms: Set<[UInt8]> = [[0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0xBF, 0xBF, 0xBF]]
            for _ in 0..<dice.within(1...200) { terms.insert(any()) }
            for word in ["apple", "bolt", "bold", "漢", "éa"] { terms.insert(Array(word.utf8)) }
            let sorted = terms.sorted { $0.lexicographicallyPrecedes($1) }
            var builder = NearTerms.Builder()
            for term in sorted { builder.add(term, count: 1) }
            let near = builder.finish()
            let pattern = dice.chance(50) ? any() : Array(dice.pick(["bolt", "漢", "a", "ab", "é"]).utf8)
            let found = near.near(pattern, limit: limit)
            for found in found { try expectSame(Array(near.term(at: found.ordinal)), sorted[found.ordinal], "term \(found.ordinal)") }
            let own = String(decoding: pattern, as: UTF8.self).unicodeScalars.count
            if let place = sorted.firstIndex(of: pattern), own <= LevenshteinAutomaton.patternLimit, String(validating: pattern, as: UTF8.self) != nil {
                try expectTrue(found.contains { $0.ordinal == place && $0.edits == 0 }, "the term itself is not found")
            }
            var questions = 0
            let part = near.near(pattern, limit: limit, while: { questions += 1; return questions < 2 })
            try expectTrue(part.allSatisfy(found.contains), "a part has what the whole has not")
        }
    }
}
