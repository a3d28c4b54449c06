/// One order for a keyword field's values over all segments: what sorting, facets and groups count by.
/// Made by walking the segments' dictionaries side by side; with one segment it is that dictionary's own order.
struct GlobalOrdinals: Sendable {
    /// For each segment, the global place of each of its ordinals; nil: the same.
    private let places: [[UInt32]?]
    private let dictionaries: [TermDictionary]
    /// For each global place, a segment that has the value, and its ordinal there.
    private let homes: [(segment: UInt32, ordinal: UInt32)]
    let count: Int

    init(_ dictionaries: [TermDictionary]) throws {
        self.dictionaries = dictionaries
        guard dictionaries.count > 1 else {
            places = dictionaries.map { _ in nil }
            homes = []
            count = dictionaries.first?.count ?? 0
            return
        }
        var places = dictionaries.map { [UInt32](repeating: 0, count: $0.count) }
        var homes: [(segment: UInt32, ordinal: UInt32)] = []
        var heads: [(cursor: TermCursor, term: [UInt8]?, ordinal: Int)] = dictionaries.map { ($0.cursor(), nil, 0) }
        func advance(_ i: Int) throws {
            if let next = try heads[i].cursor.next() {
                heads[i].term = heads[i].cursor.term
                heads[i].ordinal = next.ordinal
            } else {
                heads[i].term = nil
            }
        }
        for i in heads.indices { try advance(i) }
        while let least = heads.compactMap(\.term).min(by: { $0.lexicographicallyPrecedes($1) }) {
            let place = UInt32(homes.count)
            var hasHome = false
            for i in heads.indices where heads[i].term == least {
                places[i][heads[i].ordinal] = place
                if !hasHome { homes.append((UInt32(i), UInt32(heads[i].ordinal))) }
                hasHome = true
                try advance(i)
            }
        }
        self.places = places
        self.homes = homes
        count = homes.count
    }

    @inline(__always)
    func place(_ ordinal: Int, segment: Int) -> Int { places[segment].map { Int($0[ordinal]) } ?? ordinal }

    func value(at place: Int) throws(Damage) -> [UInt8] {
        guard dictionaries.count > 1 else { return try dictionaries[0].term(at: place) }
        let home = homes[place]
        return try dictionaries[Int(home.segment)].term(at: Int(home.ordinal))
    }

    /// The first place whose value is not less than `value`, and whether it is that value.
    func firstPlace(notLessThan value: [UInt8]) throws(Damage) -> (place: Int, isExact: Bool) {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if try self.value(at: middle).lexicographicallyPrecedes(value) { low = middle + 1 } else { high = middle }
        }
        let isExact = low < count ? try self.value(at: low) == value : false
        return (low, isExact)
    }
}
