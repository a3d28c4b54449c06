/// A set of document numbers below `count`, one bit each: filters, live documents, matches.
struct BitSet: Sendable, Equatable {
    private(set) var words: [UInt64]
    let count: Int

    init(count: Int, all: Bool = false) {
        self.count = count
        words = Array(repeating: all ? .max : 0, count: (count + 63) / 64)
        if all { clearTail() }
    }

    /// `words` as they stand on disk or in a window; bits past `count` are dropped.
    init(words: [UInt64], count: Int) {
        precondition(words.count == (count + 63) / 64)
        self.words = words
        self.count = count
        clearTail()
    }

    private mutating func clearTail() {
        if count % 64 != 0 { words[words.count - 1] &= (1 << UInt64(count % 64)) - 1 }
    }

    @inline(__always)
    func contains(_ index: Int) -> Bool { words[index >> 6] >> UInt64(index & 63) & 1 == 1 }

    @inline(__always)
    mutating func insert(_ index: Int) {
        precondition(index < count)
        words[index >> 6] |= 1 << UInt64(index & 63)
    }

    @inline(__always)
    mutating func remove(_ index: Int) { words[index >> 6] &= ~(1 << UInt64(index & 63)) }

    mutating func setWord(_ index: Int, _ word: UInt64) { words[index] = word }

    var population: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// About how many there are: exact for small sets, by some thousand words evenly spread for large ones.
    var estimatedPopulation: Int {
        let step = max(1, words.count / 1024)
        var sum = 0
        for i in stride(from: 0, to: words.count, by: step) { sum += words[i].nonzeroBitCount }
        return sum * step
    }

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    mutating func formUnion(_ other: BitSet) {
        precondition(count == other.count)
        for i in words.indices { words[i] |= other.words[i] }
    }

    mutating func formIntersection(_ other: BitSet) {
        precondition(count == other.count)
        for i in words.indices { words[i] &= other.words[i] }
    }

    mutating func subtract(_ other: BitSet) {
        precondition(count == other.count)
        for i in words.indices { words[i] &= ~other.words[i] }
    }

    mutating func complement() {
        for i in words.indices { words[i] = ~words[i] }
        if !words.isEmpty { clearTail() }
    }

    /// The first member at or after `index`, or nil.
    func next(atLeast index: Int) -> Int? {
        guard index < count else { return nil }
        var at = index >> 6
        var word = words[at] & (.max << UInt64(index & 63))
        while word == 0 {
            at += 1
            guard at < words.count else { return nil }
            word = words[at]
        }
        return at << 6 + word.trailingZeroBitCount
    }

    @inline(__always)
    func forEach<E: Error>(_ body: (Int) throws(E) -> Void) throws(E) {
        for (i, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                try body(i << 6 + rest.trailingZeroBitCount)
                rest &= rest &- 1
            }
        }
    }
}

extension UInt64 {
    /// How many places `appendPlaces` writes at a time.
    static let placesAStep = 4

    /// Writes the places of the word's bits, `base` added, behind the `count` that are there. They are written some at a time, so
    /// that how many there are is seldom guessed wrong; what is written too much is written over.
    ///
    /// SAFETY: `places` must have room for `count`, the bits of the word, and `placesAStep` more.
    @inline(__always)
    func appendPlaces(from base: UInt32, to places: UnsafeMutablePointer<UInt32>, _ count: inout Int) {
        if self == 0 { return }
        var rest = self
        var at = count
        while rest != 0 {
            for _ in 0..<Self.placesAStep {
                places[at] = base &+ UInt32(truncatingIfNeeded: (rest | 1 << 63).trailingZeroBitCount)
                rest &= rest &- 1
                at += 1
            }
        }
        count += nonzeroBitCount
    }
}
