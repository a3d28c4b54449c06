/// What people searched for and how often: a file of its own beside the segments, replaced as a whole, which completes what is
/// typed. Read when a commit is opened.
///
/// ```
/// queries  section "queries": count u32 | for each: how often varint, size varint, UTF-8
/// ```
package struct PastQueries: Sendable {
    static let fileName = "queries"
    private static let sectionName = "queries"
    /// More are not kept: the most frequent cover nearly all that people type.
    package static let limit = 1_000_000
    /// Longer ones are no query that anybody types again.
    package static let textLimit = 200

    let texts: [[UInt8]]
    let completions: Completions

    /// - Throws: `Damage` where the file is not what was written. There need not be one.
    init(in directory: any FileSystem) throws {
        var texts: [[UInt8]] = []
        var builder = Completions.Builder()
        if let section = try Self.section(in: directory) {
            var reader = ByteReader(try section.verified())
            var folding = Folding()
            do throws(Malformed) {
                for number in 0..<(try reader.getCount32(upTo: Self.limit)) {
                    let count = try reader.getCount(upTo: Int(UInt32.max))
                    let text = try reader.getBytes(try reader.getCount(upTo: Self.textLimit * 4)).array
                    texts.append(text)
                    builder.add(
                        folded: folding.fold(text.span, depth: .full), count: UInt32(count), at: .init(segment: 0, ordinal: UInt32(number)))
                }
            } catch {
                throw section.damage(error)
            }
        }
        self.texts = texts
        completions = builder.finish()
    }

    private static func section(in directory: any FileSystem) throws -> Section? {
        do {
            return try SectionFile(fileName, in: directory).section(sectionName)
        } catch let error as StorageError where error.kind == .notFound {
            return nil
        }
    }

    /// Replaces the list, in one step that a crash does not halve: spaces at both ends dropped, texts that are the same added up,
    /// the least frequent left out beyond `limit`.
    /// - Returns: how many there are now.
    package static func replace(in path: String, with queries: [(text: String, count: Int)]) throws -> Int {
        try replace(in: PosixDirectory(path), with: queries)
    }

    static func replace(in directory: any FileSystem, with queries: [(text: String, count: Int)]) throws -> Int {
        var counts: [String: Int] = [:]
        for (text, count) in queries where count > 0 {
            let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            guard !words.isEmpty, words.unicodeScalars.count <= textLimit else { continue }
            counts[words] = min((counts[words] ?? 0) + min(count, Int(UInt32.max)), Int(UInt32.max))
        }
        let kept = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.prefix(limit)
        var writer = ByteWriter()
        writer.put(UInt32(kept.count))
        for (text, count) in kept {
            writer.putVarint(count)
            writer.put(string: text)
        }
        let file = try SectionFileWriter(fileName + ".new", in: directory)
        try file.section(sectionName, writer.bytes)
        _ = try file.finish()
        try directory.rename(fileName + ".new", to: fileName)
        try directory.syncDirectory()
        return kept.count
    }
}

extension ByteReader {
    /// A u32 that counts things in memory, and is no more than `limit`.
    fileprivate mutating func getCount32(upTo limit: Int) throws(Malformed) -> Int {
        let start = offset
        let value = Int(try get(UInt32.self))
        guard value <= limit else { throw Malformed(offset: start, reason: "count \(value) is more than \(limit)") }
        return value
    }
}
