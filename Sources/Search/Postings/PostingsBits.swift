/// Lists as one set of documents: a bit for each document of the segment.
///
/// SAFETY: `block` and `frequencies` have room for the whole block that `BlockReader` decodes into them; it leaves only
/// documents below the field's limit.
struct PostingsBits: ~Copyable {
    private(set) var words: [UInt64]
    private let block = Slab<UInt32>(count: BlockReader.blockLength, filledWith: 0)
    private let frequencies = Slab<UInt32>(count: BlockReader.blockLength, filledWith: 0)

    private let documentCount: Int

    init(documentCount: Int) {
        self.documentCount = documentCount
        words = Array(repeating: 0, count: (documentCount + 63) / 64)
    }

    var set: BitSet { BitSet(words: words, count: documentCount) }

    /// `set`: u64 words by document, as many as there are here.
    mutating func add(_ set: Bytes) {
        precondition(set.count == words.count * 8)
        for i in words.indices { words[i] |= set.load(i * 8, as: UInt64.self) }
    }

    mutating func add(_ field: PostingsField, _ entry: TermEntry) throws(Damage) {
        if entry.documentCount == 1 {
            // Of all terms most are such.
            guard entry.onlyDocument < field.documentLimit else { throw field.damage("document \(entry.onlyDocument)") }
            words[Int(entry.onlyDocument >> 6)] |= 1 << UInt64(entry.onlyDocument & 63)
            return
        }
        var reader = try BlockReader(field, entry)
        for number in 0..<reader.blockCount {
            let decoded = try reader.decode(number, block.pointer, frequencies.pointer)
            for i in 0..<decoded.count { words[Int(block[i] >> 6)] |= 1 << UInt64(block[i] & 63) }
        }
    }
}
