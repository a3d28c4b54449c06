/// Turns the words of documents, as they come, into the postings of each term: the growing half of a text field.
///
/// Each term owns a stream of bytes in a pool, in slices that double as it grows; the last four bytes of a full slice say
/// where the next begins. (Lucene's byte block pool does the same.)
///
/// ```
/// stream   for each document: document gap varint | for each occurrence: position gap + 1 varint | 0 between documents
/// slice    12 bytes, then 24, 48, ... up to 768; the last 4: address of the next slice u32
/// ```
struct Inverter: ~Copyable {
    private struct State {
        var lastDocument: UInt32
        var lastPosition: UInt32
        var firstSlice: UInt32
        var writeAt: UInt32
        var sliceEnd: UInt32
        var sliceSize: UInt32
    }

    private var table = TermTable<State>()
    private var pool = Arena<UInt8>()
    private let hashes = Slab<UInt64>(count: lookAhead, filledWith: 0)
    private static let lookAhead = 64
    private static let firstSliceSizeBytes: UInt32 = 12
    private static let largestSliceSizeBytes: UInt32 = 768

    init() {}

    var sizeBytes: Int { table.sizeBytes + pool.sizeBytes }

    /// The occurrences that a text's tokens are, `position` added to theirs. Documents never fall, positions never fall
    /// within one.
    ///
    /// PERF: nearly every word costs a load from memory for its slot, and one for its record. A few words are looked ahead, so
    /// that many loads are on their way at once: one after the other, this was 18 to 23 % of indexing.
    mutating func add(_ tokens: [TokenBuffer.Token], of terms: Bytes, document: UInt32, position: UInt32) {
        var first = 0
        while first < tokens.count {
            let count = min(tokens.count - first, Self.lookAhead)
            for i in 0..<count {
                hashes[i] = stableHash(Self.term(tokens[first + i], terms))
                table.prefetchSlot(hashes[i])
            }
            for i in 0..<count { table.prefetchRecord(hashes[i]) }
            for i in 0..<count {
                let token = tokens[first + i]
                add(Self.term(token, terms), hash: hashes[i], document: document, position: position + token.position)
            }
            first += count
        }
    }

    @inline(__always)
    private static func term(_ token: TokenBuffer.Token, _ terms: Bytes) -> Bytes {
        terms[Int(token.termStart)..<Int(token.termStart + token.termLength)]
    }

    @inline(__always)
    private mutating func add(_ term: Bytes, hash: UInt64, document: UInt32, position: UInt32) {
        let (record, isNew) = table.insert(term, hash: hash)
        if isNew {
            let state = begin(document, position)
            table[record] = state
            return
        }
        var state = table[record]
        if state.lastDocument != document {
            put(0, &state)
            putVarint(document - state.lastDocument, &state)
            state.lastDocument = document
            state.lastPosition = 0
        }
        putVarint(position - state.lastPosition + 1, &state)
        state.lastPosition = position
        table[record] = state
    }

    private mutating func begin(_ document: UInt32, _ position: UInt32) -> State {
        let slice = UInt32(pool.count)
        pool.extend(by: Int(Self.firstSliceSizeBytes))
        var state = State(
            lastDocument: document, lastPosition: position, firstSlice: slice, writeAt: slice,
            sliceEnd: slice + Self.firstSliceSizeBytes - 4, sliceSize: Self.firstSliceSizeBytes)
        putVarint(document, &state)
        putVarint(position + 1, &state)
        return state
    }

    @inline(__always)
    private mutating func put(_ byte: UInt8, _ state: inout State) {
        if state.writeAt == state.sliceEnd { nextSlice(&state) }
        pool[Int(state.writeAt)] = byte
        state.writeAt += 1
    }

    @inline(__always)
    private mutating func putVarint(_ value: UInt32, _ state: inout State) {
        var rest = value
        while rest >= 0x80 {
            put(UInt8(truncatingIfNeeded: rest) | 0x80, &state)
            rest >>= 7
        }
        put(UInt8(rest), &state)
    }

    private mutating func nextSlice(_ state: inout State) {
        let slice = UInt32(pool.count)
        state.sliceSize = min(state.sliceSize * 2, Self.largestSliceSizeBytes)
        pool.extend(by: Int(state.sliceSize))
        for i in 0..<4 { pool[Int(state.sliceEnd) + i] = UInt8(truncatingIfNeeded: slice >> UInt32(8 * i)) }
        state.writeAt = slice
        state.sliceEnd = slice + state.sliceSize - 4
    }

    /// Reads one term's stream back.
    private struct Stream {
        var at: Int
        var end: Int
        var size: Int

        mutating func get(_ pool: borrowing Arena<UInt8>) -> UInt8 {
            if at == end {
                var next = 0
                for i in 0..<4 { next |= Int(pool[end + i]) << (8 * i) }
                size = min(size * 2, Int(Inverter.largestSliceSizeBytes))
                at = next
                end = next + size - 4
            }
            defer { at += 1 }
            return pool[at]
        }

        mutating func getVarint(_ pool: borrowing Arena<UInt8>) -> UInt32 {
            var value: UInt32 = 0
            var shift: UInt32 = 0
            while true {
                let byte = get(pool)
                value |= UInt32(byte & 0x7F) << shift
                if byte < 0x80 { return value }
                shift += 7
            }
        }
    }

    /// Writes all terms in order: their lists to `postings`, themselves to `dictionary`.
    func write(to postings: PostingsWriter, _ dictionary: inout TermDictionaryWriter) throws(StorageError) {
        var positions: [UInt32] = []
        let sorted = table.sorted()
        for (place, record) in sorted.enumerated() {
            // In the order of terms, records and streams lie anywhere.
            if place + 16 < sorted.count { table.prefetch(sorted[place + 16]) }
            if place + 8 < sorted.count { pool.prefetch(Int(table[sorted[place + 8]].firstSlice)) }
            let state = table[record]
            var stream = Stream(
                at: Int(state.firstSlice), end: Int(state.firstSlice + Self.firstSliceSizeBytes) - 4,
                size: Int(Self.firstSliceSizeBytes))
            postings.begin()
            var document: UInt32 = 0
            var isFirst = true
            while isFirst || stream.at != Int(state.writeAt) {
                document += stream.getVarint(pool)
                isFirst = false
                positions.removeAll(keepingCapacity: true)
                var position: UInt32 = 0
                while stream.at != Int(state.writeAt) {
                    let gap = stream.getVarint(pool)
                    if gap == 0 { break }
                    position += gap - 1
                    positions.append(position)
                }
                try postings.add(document: document, positions: positions.span)
            }
            dictionary.append(table.term(record), try postings.end())
        }
    }
}
