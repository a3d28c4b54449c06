/// The terms of a dictionary, laid out to find those that are a few edits from another. Made in memory when first asked for.
///
/// A term's signature counts its letters: an edit adds one letter, takes one away or does both, so terms `k` edits apart
/// differ in few bits of it, and by at most `k` in length. One pass over the signatures of the lengths in question leaves
/// one term in a thousand (one edit) or in a hundred (two), whose letters are then compared.
///
/// PERF: a dictionary of 251,424 words in many languages, words with one typo: on average 59 terms are compared for one edit,
/// 960 for two.
struct NearTerms: Sendable {
    /// Longer terms are not found: no word that a person types is longer.
    static let longest = LevenshteinAutomaton.patternLimit + 2

    /// Terms end to end; that of ordinal i ends at `ends[i]`.
    private var text: [UInt8] = []
    private var ends: [UInt32] = []
    private var counts: [UInt32] = []
    /// Ordinals by length in code points, those of too long terms last, and the signature of each in this order.
    private var order: [UInt32] = []
    private var signatures: [UInt64] = []
    /// Where each length begins in `order`; one more than there are lengths.
    private var starts = [Int](repeating: 0, count: longest + 3)

    /// Takes terms in the order of their ordinals.
    struct Builder {
        private var terms = NearTerms()
        private var facts: [(length: UInt8, signature: UInt64)] = []
        private static let tooLong = longest + 1

        /// `count`: how common the term is, for whoever ranks those found.
        mutating func add(_ term: some Collection<UInt8>, count: UInt32) {
            terms.counts.append(count)
            let before = terms.text.count
            var length = 0
            var signature = Signature()
            if term.count <= NearTerms.longest * 4, before < Int(UInt32.max) - NearTerms.longest * 4 {
                terms.text.append(contentsOf: term)
                var at = before
                while at < terms.text.count {
                    let (scalar, size) = terms.text.scalar(at: at)
                    signature.add(scalar)
                    length += 1
                    at += size
                }
            }
            let isFound = length > 0 && length <= NearTerms.longest || term.isEmpty
            if !isFound { terms.text.removeSubrange(before...) }
            length = isFound ? length : Self.tooLong
            terms.ends.append(UInt32(terms.text.count))
            facts.append((UInt8(length), signature.bits))
        }

        consuming func finish() -> NearTerms {
            for fact in facts { terms.starts[Int(fact.length) + 1] += 1 }
            for length in 1..<terms.starts.count { terms.starts[length] += terms.starts[length - 1] }
            var next = terms.starts
            terms.order = [UInt32](repeating: 0, count: facts.count)
            terms.signatures = [UInt64](repeating: 0, count: facts.count)
            for (ordinal, fact) in facts.enumerated() {
                let place = next[Int(fact.length)]
                next[Int(fact.length)] += 1
                terms.order[place] = UInt32(ordinal)
                terms.signatures[place] = fact.signature
            }
            return terms
        }
    }

    private init() {}

    init(_ dictionary: TermDictionary) throws(Damage) {
        var builder = Builder()
        var cursor = dictionary.cursor()
        while let next = try cursor.next() { builder.add(cursor.term, count: next.entry.documentCount) }
        self = builder.finish()
    }

    /// The first two occurrences of each letter as a bit each; letters other than a to z share classes.
    private struct Signature {
        private(set) var bits: UInt64 = 0

        mutating func add(_ scalar: UInt32) {
            let letter = scalar &- 0x61
            let shift = UInt64(letter < 26 ? letter : scalar < 0x80 ? 26 + scalar % 6 : scalar % 32) * 2
            let count = bits >> shift & 3
            bits |= (count << 1 | 1) << shift & 3 << shift
        }
    }

    struct Found: Equatable {
        var ordinal: Int
        var edits: Int
    }

    /// The terms within `limit` (0, 1 or 2) edits of `pattern`, of which the first `prefixLength` code points must be the same,
    /// by their ordinals: see `LevenshteinAutomaton`. None where the pattern is too long for it.
    /// - Parameter goesOn: asked now and then; false ends the search early, with what is found by then.
    func near(_ pattern: [UInt8], limit: Int, prefixLength: Int = 0, while goesOn: () -> Bool = { true }) -> [Found] {
        let prefixLength = max(prefixLength, 0)
        let scalars = String(decoding: pattern, as: UTF8.self).unicodeScalars
        let fixed = Array(String(String.UnicodeScalarView(scalars.prefix(prefixLength))).utf8)
        // Beginnings in common change no distance, so only what follows them is compared.
        guard scalars.count <= LevenshteinAutomaton.patternLimit,
            let automaton = LevenshteinAutomaton(scalars.dropFirst(prefixLength).map(\.value), limit: limit)
        else { return [] }
        var wanted = Signature()
        for scalar in scalars { wanted.add(scalar.value) }
        var found: [Found] = []
        for length in max(0, scalars.count - limit)...min(Self.longest, scalars.count + limit) {
            // An edit that changes the length touches one bit, another two.
            let most = 2 * limit - abs(length - scalars.count)
            var from = starts[length]
            while from < starts[length + 1] {
                guard goesOn() else { return found }
                let to = min(from + 1 << 16, starts[length + 1])
                for place in from..<to where (signatures[place] ^ wanted.bits).nonzeroBitCount <= most {
                    let ordinal = Int(order[place])
                    if let edits = edits(ordinal, automaton, after: fixed) { found.append(Found(ordinal: ordinal, edits: edits)) }
                }
                from = to
            }
        }
        return found.sorted { $0.ordinal < $1.ordinal }
    }

    /// Documents that have the term, or what else it was counted by.
    func count(at ordinal: Int) -> Int { Int(counts[ordinal]) }

    func term(at ordinal: Int) -> ArraySlice<UInt8> { text[range(ordinal)] }

    var count: Int { ends.count }

    private func range(_ ordinal: Int) -> Range<Int> { (ordinal == 0 ? 0 : Int(ends[ordinal - 1]))..<Int(ends[ordinal]) }

    /// Nil where there are too many.
    private func edits(_ ordinal: Int, _ automaton: LevenshteinAutomaton, after fixed: [UInt8]) -> Int? {
        let range = range(ordinal)
        guard fixed.isEmpty || text[range].starts(with: fixed) else { return nil }
        var state = automaton.start
        var at = range.lowerBound + fixed.count
        while at < range.upperBound {
            let (scalar, size) = text.scalar(at: at)
            state = automaton.step(state, scalar)
            guard automaton.isAlive(state) else { return nil }
            at += size
        }
        return automaton.edits(state)
    }
}

extension [UInt8] {
    /// The code point at a place of UTF-8, and its size; a byte that begins none stands for itself, above all code points.
    fileprivate func scalar(at place: Int) -> (UInt32, size: Int) {
        let first = UInt32(self[place])
        if first < 0x80 { return (first, 1) }
        let size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard first >= 0xC2, first <= 0xF4, place + size <= count else { return (first << 24, 1) }
        var value = first & (0x7F >> UInt32(size))
        for i in 1..<size {
            guard self[place + i] & 0xC0 == 0x80 else { return (first << 24, 1) }
            value = value << 6 | UInt32(self[place + i] & 0x3F)
        }
        let least: UInt32 = size == 2 ? 0x80 : size == 3 ? 0x800 : 0x10000
        return value >= least && Unicode.Scalar(value) != nil ? (value, size) : (first << 24, 1)
    }
}
