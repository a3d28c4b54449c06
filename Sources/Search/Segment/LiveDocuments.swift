/// A segment's documents less those deleted since, as a file of its own beside the segment's.
///
/// ```
/// live  document count u64 | one bit a document, u64 words
/// ```
enum LiveDocuments {
    static func name(segment: String, generation: UInt64) -> String { "\(segment).\(generation).live" }

    static func write(
        _ live: BitSet, as name: String, in directory: any FileSystem
    ) throws(StorageError) -> (sizeBytes: Int, identity: UInt32) {
        let file = try SectionFileWriter(name, in: directory)
        var writer = ByteWriter(capacity: 8 + live.words.count * 8)
        writer.put(UInt64(live.count))
        for word in live.words { writer.put(word) }
        try file.section("live", writer.bytes)
        return try file.finish()
    }

    static func read(_ name: String, identity: UInt32, documentCount: Int, in directory: any FileSystem) throws -> BitSet {
        let file = try SectionFile(name, in: directory)
        let section = try file.section("live")
        let bytes = try section.verified()
        guard file.identity == identity else {
            throw Damage(file: name, offset: 0, reason: "not the file that the manifest names")
        }
        let wordCount = (documentCount + 63) / 64
        guard bytes.count == 8 + wordCount * 8, bytes.load(0, as: UInt64.self) == UInt64(documentCount) else {
            throw section.damage(0, "not the live documents of a segment of \(documentCount)")
        }
        return BitSet(words: (0..<wordCount).map { bytes.load(8 + $0 * 8) }, count: documentCount)
    }
}
