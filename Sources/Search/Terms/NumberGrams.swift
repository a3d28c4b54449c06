/// Which numbers of an identifier field have three bytes in a row: to find what stands inside them.
///
/// A needle of three and more characters stands only in numbers that have all of its grams; these are few, and each is
/// compared. Grams are bytes, so characters beyond ASCII are found as well. Segments stand in their wholes, so only wholes
/// are here.
///
/// ```
/// lists    for each gram: the ordinals of the terms that have it, rising: gaps varint, the first from -1
/// grams    for each, rising by gram: gram << 40 | end of its list, u64
/// trailer  gram count u32 | term count of the dictionary u32                                                8 bytes
/// ```
/// Source: Zobel, Moffat and Sacks-Davis, "Searching large lexicons for partially specified terms using compressed inverted
/// files", VLDB 1993.
struct NumberGrams: Sendable {
    static let size = 3
    static let trailerSizeBytes = 8
    private static let endMask: UInt64 = 1 << 40 - 1

    static func name(_ field: Int) -> String { "\(field).grams" }

    private let section: Section
    private let lists: Bytes
    private let grams: Bytes
    let termCount: Int

    init(_ section: Section) throws(Damage) {
        let bytes = try section.verified()
        guard bytes.count >= Self.trailerSizeBytes else { throw section.damage(0, "cut short") }
        let gramCount = Int(bytes.load(bytes.count - 8, as: UInt32.self))
        termCount = Int(bytes.load(bytes.count - 4, as: UInt32.self))
        let place = bytes.count - Self.trailerSizeBytes - gramCount * 8
        guard place >= 0 else { throw section.damage(bytes.count - 8, "\(gramCount) grams do not fit") }
        self.section = section
        lists = bytes[0..<place]
        grams = bytes[place..<place + gramCount * 8]
        var last: UInt64 = 0
        for i in 0..<gramCount {
            let entry = grams.load(i * 8, as: UInt64.self)
            guard i == 0 || entry >> 40 > last >> 40, entry & Self.endMask > last & Self.endMask else {
                throw section.damage(place + i * 8, "gram \(i) does not rise")
            }
            last = entry
        }
        guard last & Self.endMask == UInt64(place) else { throw section.damage(place, "lists of other sizes") }
    }

    var count: Int { grams.count / 8 }

    private func entry(_ place: Int) -> UInt64 { grams.load(place * 8, as: UInt64.self) }

    func gram(_ place: Int) -> UInt32 { UInt32(entry(place) >> 40) }

    /// The bytes of a gram's list; nil where no number has it.
    private func list(of gram: UInt32) -> Bytes? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self.gram(middle) < gram { low = middle + 1 } else { high = middle }
        }
        guard low < count, self.gram(low) == gram else { return nil }
        return list(low)
    }

    private func list(_ place: Int) -> Bytes {
        lists[(place == 0 ? 0 : Int(entry(place - 1) & Self.endMask))..<Int(entry(place) & Self.endMask)]
    }

    /// The ordinals in a list, rising, each below the term count.
    func ordinals(_ place: Int) throws(Damage) -> [Int] { try ordinals(list(place)) }

    private func ordinals(_ list: Bytes) throws(Damage) -> [Int] {
        var reader = ByteReader(list)
        var found: [Int] = []
        var last = -1
        do throws(Malformed) {
            while reader.remaining > 0 {
                last += try reader.getCount(upTo: termCount)
                guard last >= 0, last < termCount, found.last != last else {
                    throw Malformed(offset: reader.offset, reason: "ordinal \(last) of \(termCount)")
                }
                found.append(last)
            }
        } catch {
            throw section.damage(error)
        }
        return found
    }

    /// The ordinals of terms that may have `needle` inside: those with all its grams. Lists longer than what is left by
    /// shorter ones by far are not read, since comparing is cheaper.
    func candidates(for needle: [UInt8]) throws(Damage) -> [Int] {
        var lists: [Bytes] = []
        for gram in Set(Self.grams(of: needle[...])) {
            guard let list = list(of: gram) else { return [] }
            lists.append(list)
        }
        lists.sort { $0.count < $1.count }
        guard let first = lists.first else { return [] }
        var left = try ordinals(first)
        for list in lists.dropFirst() where list.count < left.count * 64 {
            let other = try ordinals(list)
            var place = 0
            left = left.filter { ordinal in
                while place < other.count, other[place] < ordinal { place += 1 }
                return place < other.count && other[place] == ordinal
            }
        }
        return left
    }

    static func grams(of text: ArraySlice<UInt8>) -> [UInt32] {
        guard text.count >= size else { return [] }
        return (text.startIndex...text.endIndex - size).map { gram(text[$0], text[$0 + 1], text[$0 + 2]) }
    }

    @inline(__always)
    fileprivate static func gram(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> UInt32 { UInt32(a) << 16 | UInt32(b) << 8 | UInt32(c) }
}

/// Makes a field's `NumberGrams` while the terms of its dictionary are written, in their order.
struct NumberGramsWriter {
    private struct List {
        var last = -1
        var bytes: [UInt8] = []
    }
    /// Nearly all grams are of these 36 characters, and find their lists without a search.
    private var usual = [List](repeating: List(), count: 36 * 36 * 36)
    private var others: [UInt32: List] = [:]

    /// Takes the next term, if it is a whole number.
    mutating func add(_ term: Bytes, ordinal: Int) {
        guard term.count > NumberGrams.size, term[term.count - 1] == IdentifierScanner.mark else { return }
        for i in 0..<term.count - NumberGrams.size {
            let (a, b, c) = (Self.digit(term[i]), Self.digit(term[i + 1]), Self.digit(term[i + 2]))
            if a | b | c < 64 {
                Self.append(ordinal, to: &usual[(a * 36 + b) * 36 + c])
            } else {
                Self.append(ordinal, to: &others[NumberGrams.gram(term[i], term[i + 1], term[i + 2]), default: List()])
            }
        }
    }

    /// 0 ..< 36, or 64.
    @inline(__always)
    private static func digit(_ byte: UInt8) -> Int {
        byte &- 0x30 < 10 ? Int(byte &- 0x30) : byte &- 0x61 < 26 ? Int(byte &- 0x61) + 10 : 64
    }

    private static func append(_ ordinal: Int, to list: inout List) {
        if list.last == ordinal { return }
        var gap = ordinal - list.last
        list.last = ordinal
        while gap >= 0x80 {
            list.bytes.append(UInt8(truncatingIfNeeded: gap) | 0x80)
            gap >>= 7
        }
        list.bytes.append(UInt8(gap))
    }

    func bytes(termCount: Int) -> [UInt8] {
        var writer = ByteWriter()
        var lists = others
        let characters = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)
        for (place, list) in usual.enumerated() where !list.bytes.isEmpty {
            lists[NumberGrams.gram(characters[place / 1296], characters[place / 36 % 36], characters[place % 36])] = list
        }
        var grams: [UInt64] = []
        for (gram, list) in lists.sorted(by: { $0.key < $1.key }) {
            writer.put(bytes: list.bytes)
            grams.append(UInt64(gram) << 40 | UInt64(writer.count))
        }
        for gram in grams { writer.put(gram) }
        writer.put(UInt32(grams.count))
        writer.put(UInt32(termCount))
        return writer.bytes
    }
}

extension TermDictionary {
    /// Calls `body` with each whole number that has `needle` inside or at its beginning, in order, until it says false.
    /// - Parameters:
    ///   - needle: at least `NumberGrams.size` bytes.
    ///   - goesOn: asked now and then, also where nothing is found; false ends the search early.
    func forEach(
        inside needle: [UInt8], _ grams: NumberGrams, while goesOn: () -> Bool, _ body: (_ term: [UInt8], TermEntry) throws -> Bool
    ) throws {
        var cursor = cursor()
        for (step, ordinal) in try grams.candidates(for: needle).enumerated() {
            if step & 255 == 255, !goesOn() { return }
            try cursor.move(to: ordinal)
            guard cursor.term.contains(needle) else { continue }
            guard try body(cursor.term, try cursor.entry()) else { return }
        }
    }
}

extension [UInt8] {
    /// Whether `part` stands somewhere in these bytes.
    func contains(_ part: [UInt8]) -> Bool {
        if part.isEmpty { return true }
        guard count >= part.count else { return false }
        return (0...count - part.count).contains { self[$0..<$0 + part.count].elementsEqual(part) }
    }
}
