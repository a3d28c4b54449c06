/// The strings of a field by document, as places (ordinals) in the field's dictionary.
///
/// ```
/// column  presence | ordinals: packed integers, rising within a document
/// ```
struct KeywordColumn: Sendable {
    let presence: Presence
    let ordinals: PackedIntegers
    let dictionary: TermDictionary

    static func name(_ number: Int) -> String { "\(number).ords" }

    init(_ section: Section, dictionary: TermDictionary) throws(Damage) {
        var reader = ByteReader(try section.verified())
        var packed = PackedIntegers.empty
        do {
            presence = try Presence(&reader) { reader throws(Malformed) in
                packed = try PackedIntegers(try reader.getBytes(reader.remaining))
                return packed.count
            }
        } catch {
            throw section.damage(error)
        }
        for block in 0..<packed.blockCount {
            let entry = packed.entry(block)
            guard entry.minimum >= 0, entry.maximum < Int64(max(dictionary.count, 1)) else {
                throw section.damage(0, "ordinals up to \(entry.maximum) of \(dictionary.count) terms")
            }
        }
        ordinals = packed
        self.dictionary = dictionary
    }

    /// The first (smallest) or last ordinal of a document, or nil.
    @inline(__always)
    func ordinal(of document: Int, largest: Bool) -> Int? {
        let places = presence.values(of: document)
        if places.isEmpty { return nil }
        let ordinal = Int(ordinals[largest ? places.upperBound - 1 : places.lowerBound])
        return isTerm(ordinal) ? ordinal : nil
    }

    @inline(__always)
    func forEachOrdinal(of document: Int, _ body: (Int) -> Void) {
        for place in presence.values(of: document) {
            let ordinal = Int(ordinals[place])
            if isTerm(ordinal) { body(ordinal) }
        }
    }

    /// Adds to `counts`, one for each term, how many of `documents` have it.
    func count(_ documents: BitSet, into counts: borrowing Slab<UInt32>) {
        if presence.isMulti {
            documents.forEach { document in forEachOrdinal(of: document) { counts[$0] &+= 1 } }
            return
        }
        var present = documents
        if let bits = presence.missing { present.subtract(bits) }
        guard dictionary.count <= Self.laneLimit else {
            return ordinals.forEach(in: present) { ordinal in
                if isTerm(Int(ordinal)) { counts[Int(ordinal)] &+= 1 }
            }
        }
        // Neighbours often have the same value: in turns four counters of it are raised, so that none waits for the last.
        let lanes = Slab<UInt32>(count: dictionary.count * 4, filledWith: 0)
        var lane = 0
        ordinals.forEach(in: present) { ordinal in
            if isTerm(Int(ordinal)) {
                lanes[Int(ordinal) << 2 | lane] &+= 1
                lane = (lane + 1) & 3
            }
        }
        for i in 0..<lanes.count { counts[i >> 2] &+= lanes[i] }
    }

    private static let laneLimit = 4096

    /// A block's bounds are checked at open, its values only here: bytes that lie may make them any number.
    @inline(__always)
    private func isTerm(_ ordinal: Int) -> Bool { UInt(bitPattern: ordinal) < UInt(bitPattern: dictionary.count) }
}

/// Gathers ordinals of documents in order.
struct KeywordColumnWriter {
    private var ordinals: [Int64] = []
    private var presence = PresenceWriter()

    /// A document's ordinals, distinct and rising.
    mutating func add(_ document: some Collection<UInt32>) {
        for ordinal in document { ordinals.append(Int64(ordinal)) }
        presence.endDocument(valueCount: document.count)
    }

    func bytes() -> [UInt8] {
        var writer = ByteWriter()
        presence.write(to: &writer)
        PackedIntegers.pack(presence.layOut(ordinals, filler: ordinals.first ?? 0), into: &writer)
        return writer.bytes
    }
}
