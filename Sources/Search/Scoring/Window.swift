/// A stretch of document numbers of one segment, scored at a time: `base` is a multiple of 64.
struct Window {
    static let length = PostingsCursor.windowLength
    static let wordCount = length / 64
    let base: UInt32
    let limit: UInt32

    init(at document: UInt32, documentCount: Int, length: Int = Window.length) {
        base = document & ~63
        limit = UInt32(min(Int(base) + length, documentCount))
    }
}

/// A bit for each document of a window.
struct WindowBits: ~Copyable {
    let words = Slab<UInt64>(count: Window.wordCount, filledWith: 0)

    func clear() { words.fill(0) }

    @inline(__always)
    func insert(_ place: Int) { words[place >> 6] |= 1 << UInt64(place & 63) }

    @inline(__always)
    func contains(_ place: Int) -> Bool { words[place >> 6] >> UInt64(place & 63) & 1 == 1 }

    func copy(_ other: borrowing WindowBits) {
        for i in 0..<Window.wordCount { words[i] = other.words[i] }
    }

    func formUnion(_ other: borrowing WindowBits) {
        for i in 0..<Window.wordCount { words[i] |= other.words[i] }
    }

    func formIntersection(_ other: borrowing WindowBits) {
        for i in 0..<Window.wordCount { words[i] &= other.words[i] }
    }

    func subtract(_ other: borrowing WindowBits) {
        for i in 0..<Window.wordCount { words[i] &= ~other.words[i] }
    }

    /// Keeps what a segment's bit set has, too.
    func formIntersection(_ set: BitSet, _ window: Window) {
        let first = Int(window.base >> 6)
        for i in 0..<Window.wordCount { words[i] &= first + i < set.words.count ? set.words[first + i] : 0 }
    }

    /// Adds the window's part of a segment's bit set.
    func formUnion(_ set: BitSet, _ window: Window) {
        let first = Int(window.base >> 6)
        for i in 0..<min(Window.wordCount, set.words.count - first) { words[i] |= set.words[first + i] }
    }

    /// Adds the window's part of a bit for each document of the segment, in u64 words.
    func formUnion(_ set: Bytes, _ window: Window) {
        let first = Int(window.base >> 6)
        for i in 0..<min(Window.wordCount, set.count / 8 - first) { words[i] |= set.load((first + i) * 8, as: UInt64.self) }
    }

    var isEmpty: Bool {
        var all: UInt64 = 0
        for i in 0..<Window.wordCount { all |= words[i] }
        return all == 0
    }

    var population: Int {
        var count = 0
        for i in 0..<Window.wordCount { count += words[i].nonzeroBitCount }
        return count
    }

    /// Calls `body` with each place, rising.
    @inline(__always)
    func forEach<E: Error>(_ body: (Int) throws(E) -> Void) throws(E) {
        for i in 0..<Window.wordCount {
            var rest = words[i]
            while rest != 0 {
                try body(i << 6 + rest.trailingZeroBitCount)
                rest &= rest &- 1
            }
        }
    }
}

/// A number for each document of a window: scores in units (`ScoreGrid`), or sums that scores are made of.
struct WindowValues<Value: BitwiseCopyable & ExpressibleByIntegerLiteral>: ~Copyable {
    let values = Slab<Value>(count: Window.length, filledWith: 0)

    @inline(__always)
    subscript(place: Int) -> Value {
        get { values[place] }
        nonmutating set { values[place] = newValue }
    }
}

typealias WindowScores = WindowValues<Int32>
typealias WindowSums = WindowValues<Float>

extension BitSet {
    /// Adds what a window has.
    mutating func formUnion(_ bits: borrowing WindowBits, _ window: Window) {
        let first = Int(window.base >> 6)
        for i in 0..<min(Window.wordCount, words.count - first) { setWord(first + i, words[first + i] | bits.words[i]) }
    }
}
