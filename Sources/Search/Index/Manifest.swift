/// What an index consists of after a commit. A commit is a new manifest renamed into place; a file that no manifest
/// names is not part of the index.
///
/// ```
/// magic "SOUKMNFT" u64 | version u32 | 0 u32 | generation u64 | next segment u64 | next sequence u64 | applied u64
/// schema: length varint, JSON | segment count u32
/// each: name (length varint, bytes) | size u64 | identity u32 | documents u32 | has live u8
///       [live name | identity u32 | live documents u32]
/// CRC-32C of all before u32
/// ```
/// `applied` is the number up to which the caller's own log is in this commit; the engine only keeps it.
struct Manifest: Equatable, Sendable {
    struct Live: Equatable, Sendable {
        var name: String
        var identity: UInt32
        var count: Int
    }

    struct Entry: Equatable, Sendable {
        var file: SegmentFile
        var live: Live?
    }

    var generation: UInt64 = 0
    var nextSegment: UInt64 = 1
    var nextSequence: UInt64 = 1
    var applied: UInt64 = 0
    var schema: Schema
    var segments: [Entry] = []

    private static let magic: UInt64 = 0x5446_4E4D_4B55_4F53  // "SOUKMNFT"
    private static let version: UInt32 = 1
    static let files = NumberedFiles(prefix: "manifest-")

    static func name(_ generation: UInt64) -> String { files.name(generation) }

    static func generation(ofName name: String) -> UInt64? { files.number(ofName: name) }

    var fileNames: [String] { segments.flatMap { [$0.file.name] + ($0.live.map { [$0.name] } ?? []) } }

    /// The newest manifest's name in a folder, or nil where there is none. A manifest is renamed into place only when it
    /// is whole on disk, so one that does not verify is damage, never a crash's trace.
    static func newest(in directory: any FileSystem) throws(StorageError) -> String? {
        newest(among: try directory.list())
    }

    static func newest(among names: [String]) -> String? { names.filter { generation(ofName: $0) != nil }.max() }

    static func read(_ name: String, in directory: any FileSystem) throws -> Manifest {
        let file = try directory.read(name)
        defer { withExtendedLifetime(file) {} }
        let bytes = file.bytes
        func damage(_ offset: Int, _ reason: String) -> Damage { Damage(file: name, offset: UInt64(offset), reason: reason) }
        guard bytes.count >= 24, bytes[0..<bytes.count - 4].crc32c == bytes.load(bytes.count - 4, as: UInt32.self) else {
            throw damage(0, "checksum of the manifest differs, or it was cut short")
        }
        guard bytes.load(0, as: UInt64.self) == magic else { throw damage(0, "not a manifest") }
        guard bytes.load(8, as: UInt32.self) == version else {
            throw damage(8, "format version \(bytes.load(8, as: UInt32.self)); this program reads \(version)")
        }
        var reader = ByteReader(bytes[0..<bytes.count - 4], at: 16)
        do {
            let manifest = try Manifest(&reader)
            guard Self.name(manifest.generation) == name else { throw damage(16, "generation \(manifest.generation) under another name") }
            return manifest
        } catch let error as Malformed {
            throw damage(error.offset, error.reason)
        } catch let error as SchemaError {
            throw damage(0, "schema: \(error)")
        }
    }

    private init(_ reader: inout ByteReader) throws {
        generation = try reader.get()
        nextSegment = try reader.get()
        nextSequence = try reader.get()
        applied = try reader.get()
        // Far beyond what can be reached by counting, and far enough below the end that counting on never overflows.
        guard max(generation, nextSegment, nextSequence) < 1 << 62 else {
            throw Malformed(offset: reader.offset, reason: "generation \(generation), segment \(nextSegment), sequence \(nextSequence)")
        }
        schema = try Schema(parsing: Array(try reader.getString().utf8))
        let count = try reader.get(UInt32.self)
        for _ in 0..<count {
            let name = try reader.getString()
            let file = SegmentFile(
                name: name, sizeBytes: Int(clamping: try reader.get(UInt64.self)), identity: try reader.get(),
                documentCount: Int(try reader.get(UInt32.self)))
            var entry = Entry(file: file, live: nil)
            if try reader.get(UInt8.self) == 1 {
                let liveName = try reader.getString()
                entry.live = Live(name: liveName, identity: try reader.get(), count: Int(try reader.get(UInt32.self)))
            }
            segments.append(entry)
        }
    }

    init(schema: Schema) { self.schema = schema }

    /// Makes this the index's state: when it returns, it survives any crash.
    func write(to directory: any FileSystem) throws(StorageError) {
        var writer = ByteWriter()
        writer.put(Self.magic)
        writer.put(Self.version)
        writer.put(UInt32(0))
        writer.put(generation)
        writer.put(nextSegment)
        writer.put(nextSequence)
        writer.put(applied)
        writer.put(string: schema.json)
        writer.put(UInt32(segments.count))
        for segment in segments {
            writer.put(string: segment.file.name)
            writer.put(UInt64(segment.file.sizeBytes))
            writer.put(segment.file.identity)
            writer.put(UInt32(segment.file.documentCount))
            writer.put(UInt8(segment.live == nil ? 0 : 1))
            if let live = segment.live {
                writer.put(string: live.name)
                writer.put(live.identity)
                writer.put(UInt32(live.count))
            }
        }
        writer.put(crc32c(writer.bytes))
        // The names of the segments are durable before the name that makes them matter.
        try Self.files.write(generation, writer.bytes, to: directory)
    }
}
