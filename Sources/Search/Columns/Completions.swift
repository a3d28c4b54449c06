/// Texts in the order of their folded forms, so that what begins as typed lies side by side: values of a keyword or path field
/// of all segments, or queries of the past. Those that differ by case or accents alone are one, shown as most write it.
struct Completions: Sendable {
    /// Folded texts end to end, in order; that at place i ends at `ends[i]`.
    private var text: [UInt8] = []
    private var ends: [Int] = []
    /// Documents of each.
    private(set) var counts: [UInt32] = []
    /// Of each, where it is written as it is shown.
    private(set) var shown: [Home] = []
    /// The largest count of each `blockLength` places: most of a long stretch need not be looked at.
    private var largest: [UInt32] = []
    private static let blockLength = 64

    /// Where a text lies: its segment, and its ordinal there.
    struct Home: Comparable {
        var segment: UInt32
        var ordinal: UInt32

        static func < (a: Home, b: Home) -> Bool { (a.segment, a.ordinal) < (b.segment, b.ordinal) }
    }

    /// Takes texts in any order.
    struct Builder {
        /// A text while they are put in order: most are told apart by their first bytes.
        private struct Value {
            var key: UInt64
            var range: Range<Int>
            var count: UInt32
            var home: Home
        }

        private var text: [UInt8] = []
        private var values: [Value] = []

        mutating func add(folded: [UInt8], count: UInt32, at home: Home) {
            let key = Bytes.of(folded) { TermDictionary.head(of: $0) }
            values.append(Value(key: key, range: text.count..<text.count + folded.count, count: count, home: home))
            text += folded
        }

        consuming func finish() -> Completions {
            var made = Completions()
            let text = self.text
            var values = self.values
            Bytes.of(text) { bytes in
                values.sort { a, b in
                    if a.key != b.key { return a.key < b.key }
                    let order = bytes[a.range].compare(bytes[b.range])
                    // Of one text the commonest first, then as segments and their values come.
                    return order != 0 ? order < 0 : a.count != b.count ? a.count > b.count : a.home < b.home
                }
                var last: Value?
                for value in values {
                    if let last, last.key == value.key, bytes[last.range] == bytes[value.range] {
                        let (sum, overflows) = made.counts[made.counts.count - 1].addingReportingOverflow(value.count)
                        made.counts[made.counts.count - 1] = overflows ? .max : sum
                        continue
                    }
                    made.text.append(contentsOf: bytes[value.range].buffer)
                    made.ends.append(made.text.count)
                    made.counts.append(value.count)
                    made.shown.append(value.home)
                    last = value
                }
            }
            for start in stride(from: 0, to: made.counts.count, by: blockLength) {
                made.largest.append(made.counts[start..<min(start + blockLength, made.counts.count)].max() ?? 0)
            }
            return made
        }
    }

    private init() {}

    private func range(_ place: Int) -> Range<Int> { (place == 0 ? 0 : ends[place - 1])..<ends[place] }

    /// The places within `stretch` of the texts that begin with `beginning`.
    func places(beginning: [UInt8], in stretch: Range<Int>? = nil) -> Range<Int> {
        let stretch = stretch ?? 0..<counts.count
        return Bytes.of(text) { text in
            Bytes.of(beginning) { beginning in
                func first(from low: Int, _ isThere: (Bytes) -> Bool) -> Int {
                    var (low, high) = (low, stretch.upperBound)
                    while low < high {
                        let middle = (low + high) / 2
                        if isThere(text[range(middle)]) { high = middle } else { low = middle + 1 }
                    }
                    return low
                }
                let low = first(from: stretch.lowerBound) { $0.compare(beginning) >= 0 }
                return low..<first(from: low) { $0.commonPrefix(beginning) < beginning.count }
            }
        }
    }

    /// Puts the most frequent of some places into a list of at most `limit`, the most frequent first, then by order of texts.
    func addBest(of places: Range<Int>, limit: Int, to best: inout [Int]) {
        guard limit > 0 else { return }
        var place = places.lowerBound
        while place < places.upperBound {
            let block = place / Self.blockLength
            let end = min((block + 1) * Self.blockLength, places.upperBound)
            if best.count < limit || largest[block] >= counts[best[best.count - 1]] {
                for i in place..<end { offer(i, limit: limit, &best) }
            }
            place = end
        }
    }

    private func offer(_ place: Int, limit: Int, _ best: inout [Int]) {
        func precedes(_ other: Int) -> Bool { counts[place] != counts[other] ? counts[place] > counts[other] : place < other }
        if best.count == limit {
            guard precedes(best[limit - 1]) else { return }
        }
        guard !best.contains(place) else { return }
        if best.count == limit { best.removeLast() }
        best.insert(place, at: best.firstIndex(where: precedes) ?? best.count)
    }

    /// The places of texts whose beginning is one edit from what was typed, of which the first letter stays: stretches that may
    /// overlap. Branches of one beginning are followed one by one; each is a few searches in what the beginning leaves.
    func places(near typed: [UInt8]) -> [Range<Int>] {
        let letters = String(decoding: typed, as: UTF8.self).unicodeScalars.map { Array(String($0).utf8) }
        var found: [Range<Int>] = []
        var head: [UInt8] = []
        var stretch = 0..<counts.count
        func look(_ rest: [[UInt8]], in stretch: Range<Int>, after head: [UInt8]) {
            let places = self.places(beginning: head + rest.joined(), in: stretch)
            if !places.isEmpty { found.append(places) }
        }
        for (i, letter) in letters.enumerated() {
            if i > 0 {
                let rest = Array(letters[(i + 1)...])
                // One letter too many, two swapped, one missing, another one.
                look(rest, in: stretch, after: head)
                if let next = rest.first { look([next, letter] + rest.dropFirst(), in: stretch, after: head) }
                forEachBranch(of: stretch, after: head.count) { branch, places in
                    guard branch != letter else { return }
                    look([letter] + rest, in: places, after: head + branch)
                    look(rest, in: places, after: head + branch)
                }
            }
            head += letter
            stretch = places(beginning: head, in: stretch)
            if stretch.isEmpty { break }
        }
        return found
    }

    /// Calls `body` with each code point that follows after `size` bytes in some of the places, and those where it does.
    private func forEachBranch(of stretch: Range<Int>, after size: Int, _ body: ([UInt8], Range<Int>) -> Void) {
        var place = stretch.lowerBound
        while place < stretch.upperBound {
            let own = range(place)
            guard own.count > size else {
                place += 1
                continue
            }
            var end = own.lowerBound + size + 1
            while end < own.upperBound, text[end] & 0xC0 == 0x80 { end += 1 }
            let places = self.places(beginning: Array(text[own.lowerBound..<end]), in: place..<stretch.upperBound)
            body(Array(text[own.lowerBound + size..<end]), places)
            place = max(places.upperBound, place + 1)
        }
    }
}
