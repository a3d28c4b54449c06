/// Which documents have a value, and where an array field's values of a document lie.
///
/// ```
/// presence  flags u32 (1: some documents have none, 2: several values a document) | document count u32
///           flags & 1: one bit a document, u64 words
///           flags & 2: size u64, starts: packed integers, document count + 1 (document d has values starts[d] ..< starts[d + 1])
/// ```
/// Without several values, value d belongs to document d and is any number where the document has none.
struct Presence: Sendable {
    let documentCount: Int
    /// Nil: every document has a value.
    private let words: Bytes?
    /// Nil: one value a document.
    private let starts: PackedIntegers?
    private let valueCount: Int

    init(_ reader: inout ByteReader, valueCount: (inout ByteReader) throws(Malformed) -> Int) throws(Malformed) {
        let flags = try reader.get(UInt32.self)
        documentCount = Int(try reader.get(UInt32.self))
        words = flags & 1 == 1 ? try reader.getBytes((documentCount + 63) / 64 * 8) : nil
        if flags & 2 == 2 {
            let size = try reader.getCount64()
            let packed = try PackedIntegers(try reader.getBytes(size))
            guard packed.count == documentCount + 1 else {
                throw Malformed(offset: reader.offset, reason: "starts of \(packed.count) documents")
            }
            starts = packed
        } else {
            starts = nil
        }
        self.valueCount = try valueCount(&reader)
        guard starts != nil || self.valueCount == documentCount else {
            throw Malformed(offset: reader.offset, reason: "\(self.valueCount) values of \(documentCount) documents")
        }
    }

    var isMulti: Bool { starts != nil }

    @inline(__always)
    func has(_ document: Int) -> Bool {
        guard let words else { return true }
        return words.load(document >> 6 * 8, as: UInt64.self) >> UInt64(document & 63) & 1 == 1
    }

    /// The places of a document's values; empty where it has none.
    @inline(__always)
    func values(of document: Int) -> Range<Int> {
        guard let starts else { return has(document) ? document..<document + 1 : document..<document }
        let from = starts[document]
        let to = starts[document + 1]
        // Bytes that are no rising starts give no values rather than a trap.
        guard from >= 0, to >= from, to <= valueCount else { return 0..<0 }
        return Int(from)..<Int(to)
    }

    /// The documents without a value; nil: there are none.
    var missing: BitSet? {
        guard words != nil else { return nil }
        var bits = bits()
        bits.complement()
        return bits
    }

    /// The documents with a value.
    func bits() -> BitSet {
        guard let words else { return BitSet(count: documentCount, all: true) }
        return BitSet(words: (0..<words.count / 8).map { words.load($0 * 8) }, count: documentCount)
    }
}

extension ByteReader {
    /// A u64 that counts bytes of what follows.
    mutating func getCount64() throws(Malformed) -> Int {
        let at = offset
        let value = try get(UInt64.self)
        guard value <= UInt64(remaining) else { throw Malformed(offset: at, reason: "size \(value) is past the end") }
        return Int(value)
    }
}

/// Gathers presence while documents come in order: each document's values, then `endDocument`.
struct PresenceWriter {
    private var starts: [Int64] = [0]
    private var words: [UInt64] = []
    private(set) var documentCount = 0
    private var hasMissing = false
    private(set) var isMulti = false

    mutating func endDocument(valueCount: Int) {
        if documentCount & 63 == 0 { words.append(0) }
        if valueCount > 0 { words[documentCount >> 6] |= 1 << UInt64(documentCount & 63) } else { hasMissing = true }
        if valueCount > 1 { isMulti = true }
        starts.append(starts[documentCount] + Int64(valueCount))
        documentCount += 1
    }

    var sizeBytes: Int { starts.count * 8 + words.count * 8 }

    /// One place a document where there is at most one value, else the values as they came: what a column packs.
    func layOut<Value>(_ values: [Value], filler: Value) -> [Value] {
        if isMulti || !hasMissing { return values }
        var laid: [Value] = []
        laid.reserveCapacity(documentCount)
        for document in 0..<documentCount {
            let from = Int(starts[document])
            laid.append(from < Int(starts[document + 1]) ? values[from] : filler)
        }
        return laid
    }

    func write(to writer: inout ByteWriter) {
        writer.put(UInt32((hasMissing ? 1 : 0) | (isMulti ? 2 : 0)))
        writer.put(UInt32(documentCount))
        if hasMissing { for word in words { writer.put(word) } }
        if isMulti {
            var packed = ByteWriter()
            PackedIntegers.pack(starts, into: &packed)
            writer.put(UInt64(packed.count))
            writer.put(bytes: packed.bytes)
        }
    }
}
