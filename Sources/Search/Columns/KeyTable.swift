/// The key of each document, and the last document of each key.
///
/// ```
/// keys   starts: size u64, packed integers (document count + 1) | key bytes, in document order
/// slots  slot count u32 | 0 u32 | slots u32: 0, or fingerprint << documentBits | document + 1
/// ```
/// `documentBits` are the bits of the document count; the rest of a slot is the key's hash from its low end, so nearly
/// every key that is not there is told by one load. A slot is found by multiplying the hash's high half (fast range,
/// Lemire 2016), then trying the next ones. A key has one slot, of the last document that has it: those before it were
/// replaced, and slots for them would be a run to be walked for each row with that key.
struct KeyTable: Sendable {
    static let keySizeLimitBytes = 512
    private let keys: Section
    private let starts: PackedIntegers
    private let textStart: Int
    private let slots: Section
    private let slotCount: Int
    private let documentBits: UInt32
    let count: Int

    init(_ file: SectionFile, documentCount: Int) throws(Damage) {
        keys = try file.section("keys")
        slots = try file.section("keyslots")
        count = documentCount
        documentBits = Self.documentBits(documentCount)
        do throws(Malformed) {
            guard keys.count >= 8, slots.count >= 8 else { throw Malformed(offset: 0, reason: "cut short") }
        } catch {
            throw keys.damage(error)
        }
        let size = try keys.verified(0..<8).load(0, as: UInt64.self)
        guard size <= UInt64(keys.count - 8) else { throw keys.damage(0, "starts of \(size) bytes") }
        textStart = 8 + Int(size)
        do {
            starts = try PackedIntegers(try keys.verified(8..<textStart))
        } catch let error as Malformed {
            throw keys.damage(error)
        } catch {
            throw keys.damage(0, "\(error)")
        }
        slotCount = Int(try slots.verified(0..<8).load(0, as: UInt32.self))
        guard starts.count == documentCount + 1, slots.count == 8 + slotCount * 4, slotCount > documentCount else {
            throw keys.damage(0, "\(starts.count - 1) keys of \(documentCount) documents in \(slotCount) slots")
        }
    }

    fileprivate static func documentBits(_ count: Int) -> UInt32 { UInt32(UInt32.bitWidth - UInt32(count).leadingZeroBitCount) }

    fileprivate static func documentMask(_ bits: UInt32) -> UInt32 { UInt32(truncatingIfNeeded: UInt64(1) << UInt64(bits) - 1) }

    fileprivate static func fingerprint(_ hash: UInt64, _ bits: UInt32) -> UInt32 { UInt32(truncatingIfNeeded: hash << UInt64(bits)) }

    fileprivate static func slot(_ hash: UInt64, of count: Int) -> Int { Int(((hash >> 32) * UInt64(count)) >> 32) }

    func key(of document: Int) throws(Damage) -> Bytes {
        precondition(document >= 0 && document < count)
        let from = starts[document]
        let to = starts[document + 1]
        guard from >= 0, from <= to, to <= Int64(keys.count - textStart) else { throw keys.damage(0, "key of document \(document)") }
        return try keys.verified(textStart + Int(from)..<textStart + Int(to))
    }

    /// Calls `body` with each document that the key leads to until it returns true: the last that has the key, whether it
    /// is live or not. (Tables that have a slot for every document are read too.)
    func forEachDocument(_ key: Bytes, hash: UInt64, until body: (Int) throws(Damage) -> Bool) throws(Damage) {
        var slot = Self.slot(hash, of: slotCount)
        let fingerprint = Self.fingerprint(hash, documentBits)
        let mask = Self.documentMask(documentBits)
        for _ in 0..<slotCount {
            let value = try slots.verified(8 + slot * 4..<12 + slot * 4).load(0, as: UInt32.self)
            if value == 0 { return }
            if value & ~mask == fingerprint {
                let document = Int(value & mask) - 1
                guard document >= 0, document < count else { throw slots.damage(8 + slot * 4, "slot of document \(document)") }
                if try self.key(of: document) == key, try body(document) { return }
            }
            slot = slot + 1 == slotCount ? 0 : slot + 1
        }
    }
}

/// Gathers keys of documents in order.
struct KeyTableWriter: ~Copyable {
    private var text = Arena<UInt8>()
    private var starts = Arena<UInt64>()
    private var hashes = Arena<UInt64>()

    init() { starts.append(0) }

    var count: Int { hashes.count }
    var sizeBytes: Int { text.sizeBytes + starts.sizeBytes + hashes.sizeBytes }

    mutating func add(_ key: Bytes, hash: UInt64) {
        text.append(key)
        starts.append(UInt64(text.count))
        hashes.append(hash)
    }

    func key(of document: Int) -> Bytes {
        text.bytes(Int(starts[document]), count: Int(starts[document + 1] - starts[document]))
    }

    func hash(of document: Int) -> UInt64 { hashes[document] }

    /// Writes both sections.
    func write(to file: SectionFileWriter) throws(StorageError) {
        var packed = ByteWriter()
        PackedIntegers.pack(starts.elements.map { Int64($0) }, into: &packed)
        var size = ByteWriter()
        size.put(UInt64(packed.count))
        try file.begin("keys")
        try file.append(size.bytes)
        try file.append(packed.bytes)
        try file.append(text.bytes(0, count: text.count))
        file.end()

        let slots = slots()
        var writer = ByteWriter(capacity: 8 + slots.count * 4)
        writer.put(UInt32(slots.count))
        writer.put(UInt32(0))
        for slot in slots { writer.put(slot) }
        try file.section("keyslots", writer.bytes)
    }

    private func slots() -> [UInt32] {
        let bits = KeyTable.documentBits(count)
        let mask = KeyTable.documentMask(bits)
        var slots = [UInt32](repeating: 0, count: count + count / 2 + 1)
        // From the last document down: the first of a key to come takes its slot.
        for document in (0..<count).reversed() {
            let fingerprint = KeyTable.fingerprint(hashes[document], bits)
            var slot = KeyTable.slot(hashes[document], of: slots.count)
            while slots[slot] != 0 {
                if slots[slot] & ~mask == fingerprint, hasSameKey(Int(slots[slot] & mask) - 1, document) { break }
                slot = slot + 1 == slots.count ? 0 : slot + 1
            }
            if slots[slot] == 0 { slots[slot] = fingerprint | UInt32(document + 1) }
        }
        return slots
    }

    private func hasSameKey(_ a: Int, _ b: Int) -> Bool { hashes[a] == hashes[b] && key(of: a) == key(of: b) }

    mutating func removeAll() {
        text.removeAll()
        starts.removeAll()
        hashes.removeAll()
        starts.append(0)
    }
}
