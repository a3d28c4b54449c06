/// The facts of a segment as a whole.
///
/// ```
/// meta  document count u32 | field count u32 | for each field: type u8 | words u64 | documents with words u64
/// ```
struct SegmentMeta {
    var documentCount: Int
    var fields: [(type: FieldType, statistics: TextStatistics)]

    /// An identifier field has words under its own number and exact values under this much more.
    static let exactOffset = 10_000

    init(documentCount: Int, fields: [(type: FieldType, statistics: TextStatistics)]) {
        self.documentCount = documentCount
        self.fields = fields
    }

    init(_ section: Section) throws(Damage) {
        var reader = ByteReader(try section.verified())
        do throws(Malformed) {
            documentCount = Int(try reader.get(UInt32.self))
            let count = Int(try reader.get(UInt32.self))
            fields = []
            for _ in 0..<count {
                let type = Int(try reader.get(UInt8.self))
                guard type < FieldType.allCases.count else { throw Malformed(offset: reader.offset, reason: "field type \(type)") }
                let statistics = TextStatistics(tokenCount: try reader.get(), documentCount: try reader.get())
                fields.append((FieldType.allCases[type], statistics))
            }
            guard documentCount < 1 << 31 else { throw Malformed(offset: 0, reason: "\(documentCount) documents") }
        } catch {
            throw section.damage(error)
        }
    }

    func bytes() -> [UInt8] {
        var writer = ByteWriter()
        writer.put(UInt32(documentCount))
        writer.put(UInt32(fields.count))
        for field in fields {
            writer.put(UInt8(FieldType.allCases.firstIndex(of: field.type)!))
            writer.put(field.statistics.tokenCount)
            writer.put(field.statistics.documentCount)
        }
        return writer.bytes
    }
}

/// The sequence of each document: a number that rises with each put, and so orders documents across segments and merges.
///
/// ```
/// seq  packed integers: sequence - document number      documents put one after the other take no bits
/// ```
struct SequenceColumn: Sendable {
    private let differences: PackedIntegers

    init(_ section: Section, documentCount: Int) throws(Damage) {
        do {
            differences = try PackedIntegers(try section.verified())
        } catch let error as Damage {
            throw error
        } catch {
            throw section.damage(0, "\(error)")
        }
        guard differences.count == documentCount else { throw section.damage(0, "\(differences.count) sequences") }
    }

    @inline(__always)
    subscript(document: Int) -> UInt64 { UInt64(bitPattern: differences[document] &+ Int64(document)) }

    static func write(_ sequences: [UInt64], to file: SectionFileWriter) throws(StorageError) {
        var writer = ByteWriter()
        PackedIntegers.pack(sequences.enumerated().map { Int64(bitPattern: $1) &- Int64($0) }, into: &writer)
        try file.section("seq", writer.bytes)
    }
}
