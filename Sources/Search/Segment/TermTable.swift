/// Distinct byte strings, each with a payload of its own, numbered by where their records lie.
///
/// ```
/// record  payload | length u32 | bytes, each record at a multiple of 8
/// slot    upper half of the hash u32 << 32 | record / 8 + 1; 0: free. At most half of the slots are taken
/// ```
/// Text and payload share a cache line, so a word known already costs one load of its slot and one of its record.
struct TermTable<Payload: BitwiseCopyable>: ~Copyable {
    private var records = Arena<UInt8>()
    /// Record / 8, in the order in which the strings first came.
    private var order = Arena<UInt32>()
    private var slots: Slab<UInt64>

    init() { slots = Slab(count: 1 << 4, filledWith: 0) }

    var count: Int { order.count }
    var sizeBytes: Int { records.sizeBytes + order.sizeBytes + slots.count * 8 }

    private static var textOffset: Int { MemoryLayout<Payload>.stride + 4 }

    /// The string's record, and whether it is new; a new one's payload is to be set.
    @inline(__always)
    mutating func insert(_ term: Bytes) -> (record: Int, isNew: Bool) {
        let hash = stableHash(term)
        let high = hash & 0xFFFF_FFFF_0000_0000
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let value = slots[slot]
            if value == 0 { break }
            if value & 0xFFFF_FFFF_0000_0000 == high {
                let record = (Int(value & 0xFFFF_FFFF) - 1) * 8
                if self.term(record) == term { return (record, false) }
            }
            slot = (slot + 1) & mask
        }
        return (append(term, hash: hash, slot: slot), true)
    }

    private mutating func append(_ term: Bytes, hash: UInt64, slot: Int) -> Int {
        let record = records.count
        records.extend(by: Self.textOffset)
        records.store(UInt32(term.count), at: record + Self.textOffset - 4)
        records.append(term)
        records.extend(by: (8 - records.count % 8) % 8)
        order.append(UInt32(record / 8))
        slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(record / 8 + 1)
        if order.count * 2 > slots.count { grow() }
        return record
    }

    private mutating func grow() {
        let larger = Slab<UInt64>(count: slots.count * 2, filledWith: 0)
        let mask = larger.count - 1
        for i in 0..<order.count {
            let hash = stableHash(term(Int(order[i]) * 8))
            var slot = Int(truncatingIfNeeded: hash) & mask
            while larger[slot] != 0 { slot = (slot + 1) & mask }
            larger[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(order[i] + 1)
        }
        slots = larger
    }

    /// A view that holds until the table grows.
    @inline(__always)
    func term(_ record: Int) -> Bytes {
        let length = Int(records.load(record + Self.textOffset - 4, as: UInt32.self))
        return records.bytes(record + Self.textOffset, count: length)
    }

    /// The payload of a record.
    @inline(__always)
    subscript(record: Int) -> Payload {
        get { records.load(record, as: Payload.self) }
        nonmutating set { records.store(newValue, at: record) }
    }

    /// The records in rising order of their strings' bytes.
    func sorted() -> [Int] {
        // Eight leading bytes, big-endian, decide nearly all comparisons without a load of the text.
        var keys: [(prefix: UInt64, record: UInt32)] = []
        keys.reserveCapacity(count)
        for i in 0..<count {
            let term = term(Int(order[i]) * 8)
            var prefix: UInt64 = 0
            if term.count >= 8 {
                prefix = term.load(0, as: UInt64.self).byteSwapped
            } else {
                for i in 0..<term.count { prefix |= UInt64(term[i]) << UInt64(56 - 8 * i) }
            }
            keys.append((prefix, order[i]))
        }
        keys.sort { a, b in
            a.prefix != b.prefix ? a.prefix < b.prefix : term(Int(a.record) * 8).compare(term(Int(b.record) * 8)) < 0
        }
        return keys.map { Int($0.record) * 8 }
    }
}
