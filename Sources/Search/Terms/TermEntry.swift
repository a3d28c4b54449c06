/// What a term's entry says: how often it occurs, and where its postings lie. In a `TermDictionary`'s block, all numbers
/// varint, addresses as differences to the term before:
///
/// ```
/// document count
/// occurrence count - document count                      fields with frequencies
/// only document (count 1) | postings address difference  (count > 1)
/// positions address difference                           fields with frequencies
/// first block difference                                 count >= 128
/// impacts of the whole list u64                          count >= 128, fields with frequencies: see `Impacts`
/// ```
struct TermEntry: Equatable {
    /// Documents that hold the term, at least 1.
    var documentCount: UInt32 = 0
    /// Occurrences in all of them; equal to `documentCount` where frequencies are not kept.
    var occurrenceCount: UInt64 = 0
    /// The document of a term that has only one; its postings lie here and nowhere else.
    var onlyDocument: UInt32 = 0
    /// Address of the first block, for two documents and more.
    var postings: UInt64 = 0
    /// Address of the first position, where positions are kept.
    var positions: UInt64 = 0
    /// Number of the first block's facts, for 128 documents and more.
    var firstBlock: UInt64 = 0
    /// What the best documents have, for 128 documents and more where frequencies are kept; 0 otherwise.
    var impacts: UInt64 = 0
}

extension TermEntry {
    init(_ reader: inout ByteReader, after previous: TermEntry, hasFrequencies: Bool) throws(Malformed) {
        self = previous
        let at = reader.offset
        let count = try reader.getVarint()
        guard count >= 1, count <= UInt64(UInt32.max) else { throw Malformed(offset: at, reason: "document count \(count)") }
        documentCount = UInt32(count)
        occurrenceCount = count
        if hasFrequencies { occurrenceCount = count &+ (try reader.getVarint()) }
        if count == 1 {
            onlyDocument = UInt32(try reader.getCount(upTo: Int(UInt32.max)))
        } else {
            postings = previous.postings &+ (try reader.getVarint())
        }
        if hasFrequencies { positions = previous.positions &+ (try reader.getVarint()) }
        impacts = 0
        if count >= 128 {
            firstBlock = previous.firstBlock &+ (try reader.getVarint())
            if hasFrequencies { impacts = try reader.get() }
        }
    }

    /// - Returns: what the next entry's differences count from: an address that a term does not have keeps the value of
    ///   the last that had one, as it does for the reader.
    func write(to writer: inout ByteWriter, after previous: TermEntry, hasFrequencies: Bool) -> TermEntry {
        var last = previous
        writer.putVarint(UInt64(documentCount))
        if hasFrequencies { writer.putVarint(occurrenceCount - UInt64(documentCount)) }
        if documentCount == 1 {
            writer.putVarint(UInt64(onlyDocument))
        } else {
            writer.putVarint(postings &- previous.postings)
            last.postings = postings
        }
        if hasFrequencies {
            writer.putVarint(positions &- previous.positions)
            last.positions = positions
        }
        if documentCount >= 128 {
            writer.putVarint(firstBlock - previous.firstBlock)
            last.firstBlock = firstBlock
            if hasFrequencies { writer.put(impacts) }
        }
        return last
    }
}
