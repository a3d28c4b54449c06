internal import Glibc

/// The numbers of a field by document: int, date (microseconds since 1970, UTC), bool (0, 1) and double.
///
/// ```
/// column  presence | kind u8 (0 whole numbers, 1 doubles by `sortable`, 2 + d doubles as whole numbers of 10^-d) | values: packed integers
/// ```
/// Prices and measures are decimals of few digits: as whole numbers they take a quarter of the room of doubles. A column
/// is stored so only if every value comes back to the bit.
struct NumberColumn: Sendable {
    let presence: Presence
    let values: PackedIntegers
    private let kind: UInt8
    private let scale: Double

    init(_ section: Section) throws(Damage) {
        let bytes = try section.verified()
        var reader = ByteReader(bytes)
        var packed = PackedIntegers.empty
        var kind: UInt8 = 0
        do {
            presence = try Presence(&reader) { reader throws(Malformed) in
                kind = try reader.get(UInt8.self)
                guard kind <= 2 + Self.digitLimit else { throw Malformed(offset: reader.offset, reason: "kind \(kind)") }
                packed = try PackedIntegers(try reader.getBytes(reader.remaining))
                return packed.count
            }
        } catch {
            throw section.damage(error)
        }
        self.kind = kind
        values = packed
        scale = kind >= 2 ? pow(10, Double(kind - 2)) : 1
    }

    static let digitLimit: UInt8 = 4

    var documentCount: Int { presence.documentCount }

    /// The smallest and the largest value; nil where there is none.
    var extremes: (low: Double, high: Double)? {
        var stored: (low: Int64, high: Int64)?
        for block in 0..<values.blockCount {
            let entry = values.entry(block)
            stored = (min(stored?.low ?? entry.minimum, entry.minimum), max(stored?.high ?? entry.maximum, entry.maximum))
        }
        return stored.map { (number(stored: $0.low), number(stored: $0.high)) }
    }

    /// A value as a number.
    @inline(__always)
    func number(_ place: Int) -> Double { number(stored: values[place]) }

    @inline(__always)
    func number(stored: Int64) -> Double {
        switch kind {
        case 0: Double(stored)
        case 1: unsortable(stored)
        default: Double(stored) / scale
        }
    }

    /// A value as a whole number whose order is the field's order in every segment.
    @inline(__always)
    func key(_ place: Int) -> Int64 { key(stored: values[place]) }

    /// Rises with what is stored.
    @inline(__always)
    func key(stored: Int64) -> Int64 { kind == 0 || kind == 1 ? stored : sortable(Double(stored) / scale) }

    /// The document's smallest or largest key, or nil where it has no value.
    @inline(__always)
    func key(of document: Int, largest: Bool) -> Int64? {
        let places = presence.values(of: document)
        guard var best = places.first.map({ key($0) }) else { return nil }
        for place in places.dropFirst() {
            let other = key(place)
            if largest ? other > best : other < best { best = other }
        }
        return best
    }

    /// Documents with a value whose key lies in `range`.
    func documents(in range: ClosedRange<Int64>) -> BitSet {
        var bits = BitSet(count: documentCount)
        guard let stored = storedRange(range) else { return bits }
        if presence.isMulti {
            for document in 0..<documentCount
            where presence.values(of: document).contains(where: { stored.contains(values[$0]) }) { bits.insert(document) }
            return bits
        }
        for number in 0..<values.blockCount {
            let block = values.entry(number)
            let first = number * PackedIntegers.blockLength
            if block.maximum < stored.lowerBound || block.minimum > stored.upperBound { continue }
            let takesAll = block.minimum >= stored.lowerBound && block.maximum <= stored.upperBound
            for place in 0..<min(PackedIntegers.blockLength, documentCount - first)
            where takesAll || stored.contains(values.value(place, in: block)) {
                if presence.has(first + place) { bits.insert(first + place) }
            }
        }
        return bits
    }

    /// A range of keys as the range of stored values it means, or nil where it can hold none.
    private func storedRange(_ range: ClosedRange<Int64>) -> ClosedRange<Int64>? {
        guard kind >= 2 else { return range }
        // Stored values rise with keys, so the bounds are found by halving over the values that fit a double exactly.
        func firstStored(_ isPast: (Int64) -> Bool) -> Int64 {
            var low: Int64 = -(1 << 53)
            var high: Int64 = 1 << 53
            while low < high {
                let middle = low + (high - low) / 2
                if isPast(sortable(Double(middle) / scale)) { high = middle } else { low = middle + 1 }
            }
            return low
        }
        let lower = firstStored { $0 >= range.lowerBound }
        let upper = firstStored { $0 > range.upperBound } - 1
        return lower <= upper ? lower...upper : nil
    }
}

/// Doubles as whole numbers of the same order; -0 counts as 0.
@inline(__always)
func sortable(_ value: Double) -> Int64 {
    let bits = Int64(bitPattern: (value == 0 ? 0 : value).bitPattern)
    return bits ^ (bits >> 63 & Int64.max)
}

@inline(__always)
func unsortable(_ key: Int64) -> Double { Double(bitPattern: UInt64(bitPattern: key ^ (key >> 63 & Int64.max))) }

/// Gathers the numbers of one field; values come as keys (see `NumberColumn.key`).
struct NumberColumnWriter {
    private let isDouble: Bool
    private var keys: [Int64] = []
    private var presence = PresenceWriter()
    private var pending = 0

    init(isDouble: Bool) { self.isDouble = isDouble }

    mutating func add(_ key: Int64) {
        keys.append(key)
        pending += 1
    }

    mutating func endDocument() {
        presence.endDocument(valueCount: pending)
        pending = 0
    }

    var sizeBytes: Int { keys.count * 8 + presence.sizeBytes }

    var isEmpty: Bool { keys.isEmpty }

    func bytes() -> [UInt8] {
        var writer = ByteWriter()
        presence.write(to: &writer)
        let digits = isDouble ? decimalDigits() : nil
        writer.put(isDouble ? digits.map { 2 + $0 } ?? 1 : UInt8(0))
        var stored = keys
        if let digits {
            let scale = pow(10, Double(digits))
            stored = keys.map { Int64((unsortable($0) * scale).rounded()) }
        }
        PackedIntegers.pack(presence.layOut(stored, filler: stored.first ?? 0), into: &writer)
        return writer.bytes
    }

    /// The fewest decimal digits with which every value comes back to the bit.
    private func decimalDigits() -> UInt8? {
        for digits in 0...NumberColumn.digitLimit {
            let scale = pow(10, Double(digits))
            let fits = keys.allSatisfy { key in
                let value = unsortable(key)
                let stored = (value * scale).rounded()
                return abs(stored) < 9e15 && stored / scale == value
            }
            if fits { return digits }
        }
        return nil
    }
}
