/// Distinct byte strings, numbered in the order in which they first came. Text and heads lie in arenas, slots in one
/// array of hash and number, so that a word known already costs one load of its slot and one of its text.
struct TermTable: ~Copyable {
    private struct Head {
        var start: UInt32
        var length: UInt32
    }

    private var text = Arena<UInt8>()
    private var heads = Arena<Head>()
    /// Upper half of the hash << 32 | number + 1; 0: free. At most half full.
    private var slots: Slab<UInt64>

    init() { slots = Slab(count: 1 << 12, filledWith: 0) }

    var count: Int { heads.count }
    var sizeBytes: Int { text.sizeBytes + heads.sizeBytes + slots.count * 8 }

    /// The string's number, and whether it is new.
    @inline(__always)
    mutating func insert(_ term: Bytes) -> (number: Int, isNew: Bool) {
        let hash = stableHash(term)
        let high = hash & 0xFFFF_FFFF_0000_0000
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let value = slots[slot]
            if value == 0 { break }
            if value & 0xFFFF_FFFF_0000_0000 == high {
                let number = Int(value & 0xFFFF_FFFF) - 1
                if self.term(number) == term { return (number, false) }
            }
            slot = (slot + 1) & mask
        }
        slots[slot] = high | UInt64(heads.count + 1)
        heads.append(Head(start: UInt32(text.count), length: UInt32(term.count)))
        text.append(term)
        if heads.count * 2 > slots.count { grow() }
        return (heads.count - 1, true)
    }

    private mutating func grow() {
        let larger = Slab<UInt64>(count: slots.count * 2, filledWith: 0)
        let mask = larger.count - 1
        for number in 0..<heads.count {
            let hash = stableHash(term(number))
            var slot = Int(truncatingIfNeeded: hash) & mask
            while larger[slot] != 0 { slot = (slot + 1) & mask }
            larger[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(number + 1)
        }
        slots = larger
    }

    /// A view that holds until the table grows.
    @inline(__always)
    func term(_ number: Int) -> Bytes {
        let head = heads[number]
        return text.bytes(Int(head.start), count: Int(head.length))
    }

    /// The numbers in rising order of their strings' bytes.
    func sorted() -> [UInt32] {
        // Eight leading bytes, big-endian, decide nearly all comparisons without a load of the text.
        var keys: [(prefix: UInt64, number: UInt32)] = []
        keys.reserveCapacity(count)
        for number in 0..<count {
            let term = term(number)
            var prefix: UInt64 = 0
            if term.count >= 8 {
                prefix = term.load(0, as: UInt64.self).byteSwapped
            } else {
                for i in 0..<term.count { prefix |= UInt64(term[i]) << UInt64(56 - 8 * i) }
            }
            keys.append((prefix, UInt32(number)))
        }
        keys.sort { a, b in
            a.prefix != b.prefix ? a.prefix < b.prefix : term(Int(a.number)).compare(term(Int(b.number))) < 0
        }
        return keys.map(\.number)
    }
}
