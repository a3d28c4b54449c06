/// What a finished segment file is called and how to tell that it is the one.
struct SegmentFile: Equatable, Sendable {
    var name: String
    var sizeBytes: Int
    var identity: UInt32
    var documentCount: Int
}

/// One immutable piece of an index while it is being built: documents come in, a file goes out.
/// Stored documents go to the file at once; all else is in memory until `finish`, and `sizeBytes` says how much.
final class SegmentBuilder {
    private let schema: Schema
    private let file: SectionFileWriter
    private let documents: DocumentStoreWriter
    private var keys = KeyTableWriter()
    private var keySlots = [UInt32](repeating: 0, count: 1 << 10)
    private var sequences = Arena<UInt64>()
    private var fields: [FieldBuilder] = []
    private var buffer = TokenBuffer()
    private(set) var deleted: Set<Int> = []

    private enum FieldBuilder {
        case text(TextFieldBuilder)
        case keyword(KeywordFieldBuilder)
        case identifier(TextFieldBuilder, KeywordFieldBuilder)
        case number(NumberFieldBuilder)
    }

    private final class NumberFieldBuilder {
        var column: NumberColumnWriter
        init(isDouble: Bool) { column = NumberColumnWriter(isDouble: isDouble) }
    }

    init(schema: Schema, name: String, in directory: any FileSystem) throws {
        self.schema = schema
        file = try SectionFileWriter(name, in: directory)
        documents = try DocumentStoreWriter(file)
        var analyzers: [AnalyzerKind: Analyzer] = [:]
        for field in schema.fields {
            func text() throws -> TextFieldBuilder {
                let analyzer = try analyzers[field.analyzer] ?? Analyzer(field.analyzer)
                analyzers[field.analyzer] = analyzer
                return TextFieldBuilder(analyzer)
            }
            switch field.type {
            case .text: fields.append(.text(try text()))
            case .identifier: fields.append(.identifier(try text(), KeywordFieldBuilder(isPath: false)))
            case .keyword, .path: fields.append(.keyword(KeywordFieldBuilder(isPath: field.type == .path)))
            case .int, .bool, .date, .geo: fields.append(.number(NumberFieldBuilder(isDouble: false)))
            case .double: fields.append(.number(NumberFieldBuilder(isDouble: true)))
            }
        }
    }

    var name: String { file.name }
    var documentCount: Int { keys.count }

    /// Memory that grows with the documents added.
    var sizeBytes: Int {
        var size = keys.sizeBytes + keySlots.count * 4 + sequences.sizeBytes + documents.sizeBytes
        // A set of integers is at most three quarters full, and half that after it has grown.
        size += deleted.count * 24
        for field in fields {
            switch field {
            case .text(let text): size += text.sizeBytes
            case .keyword(let keyword): size += keyword.sizeBytes
            case .identifier(let text, let keyword): size += text.sizeBytes + keyword.sizeBytes
            case .number(let number): size += number.column.sizeBytes
            }
        }
        return size
    }

    /// Adds a document, and takes an earlier one with its key out.
    func add(_ parsed: borrowing ParsedDocument, row: Bytes, sequence: UInt64) throws(StorageError) {
        let document = UInt32(documentCount)
        let scratch = parsed.scratch
        Bytes.of(scratch) { scratchBytes in
            for (field, value) in parsed.values {
                add(value, to: fields[Int(field.rawValue)], document, row: row, scratch: scratchBytes)
            }
        }
        for field in fields { endDocument(field) }
        insertKey(parsed.key)
        sequences.append(sequence)
        if parsed.isStoredApart {
            try Bytes.of(parsed.stored) { bytes throws(StorageError) in try documents.add(bytes) }
        } else {
            try documents.add(row)
        }
    }

    private func add(_ value: ParsedDocument.Value, to field: FieldBuilder, _ document: UInt32, row: Bytes, scratch: Bytes) {
        switch (value, field) {
        case (.text(let range, let inScratch), .text(let text)):
            text.add((inScratch ? scratch : row)[range], document: document, buffer: &buffer)
        case (.text(let range, let inScratch), .keyword(let keyword)): keyword.add((inScratch ? scratch : row)[range])
        case (.text(let range, let inScratch), .identifier(let text, let keyword)):
            text.add((inScratch ? scratch : row)[range], document: document, buffer: &buffer)
            keyword.add((inScratch ? scratch : row)[range])
        case (.number(let key), .number(let number)): number.column.add(key)
        case (.point(let point), .number(let number)): number.column.add(point.packed)
        default: preconditionFailure("the reader gives a field values of its type")
        }
    }

    private func endDocument(_ field: FieldBuilder) {
        switch field {
        case .text(let text): text.endDocument()
        case .keyword(let keyword): keyword.endDocument()
        case .identifier(let text, let keyword):
            text.endDocument()
            keyword.endDocument()
        case .number(let number): number.column.endDocument()
        }
    }

    /// The live document of a key.
    func find(_ key: Bytes, hash: UInt64) -> Int? {
        let slot = keySlot(key, hash: hash)
        guard keySlots[slot] != 0 else { return nil }
        let document = Int(keySlots[slot]) - 1
        return deleted.contains(document) ? nil : document
    }

    private func keySlot(_ key: Bytes, hash: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: hash) & (keySlots.count - 1)
        while keySlots[slot] != 0 {
            let document = Int(keySlots[slot]) - 1
            if keys.hash(of: document) == hash, keys.key(of: document) == key { break }
            slot = (slot + 1) & (keySlots.count - 1)
        }
        return slot
    }

    private func insertKey(_ key: [UInt8]) {
        Bytes.of(key) { bytes in
            let hash = stableHash(bytes)
            if let old = find(bytes, hash: hash) { deleted.insert(old) }
            let slot = keySlot(bytes, hash: hash)
            keys.add(bytes, hash: hash)
            keySlots[slot] = UInt32(keys.count)
        }
        guard keys.count * 2 > keySlots.count else { return }
        keySlots = [UInt32](repeating: 0, count: keySlots.count * 2)
        // Later documents of a key overwrite earlier ones, so that the slot names the live one.
        for document in 0..<keys.count {
            keySlots[keySlot(keys.key(of: document), hash: keys.hash(of: document))] = UInt32(document + 1)
        }
    }

    func delete(_ document: Int) { deleted.insert(document) }

    /// Writes everything and makes the file durable.
    func finish() throws -> SegmentFile {
        try documents.finish()
        try keys.write(to: file)
        try SequenceColumn.write(Array(sequences.elements), to: file)
        let compressor = ZstdCompressor(level: 1)
        var meta = SegmentMeta(documentCount: documentCount, fields: [])
        for (number, field) in fields.enumerated() {
            switch field {
            case .text(let text):
                try text.write(to: file, field: number, compressor: compressor)
                meta.fields.append((schema.fields[number].type, text.statistics))
            case .keyword(let keyword):
                try keyword.write(to: file, field: number, compressor: compressor)
                meta.fields.append((schema.fields[number].type, TextStatistics()))
            case .identifier(let text, let keyword):
                try text.write(to: file, field: number, compressor: compressor)
                try keyword.write(to: file, field: number + SegmentMeta.exactOffset, compressor: compressor)
                meta.fields.append((schema.fields[number].type, text.statistics))
            case .number(let column):
                try file.section("\(number).numbers", column.column.bytes())
                meta.fields.append((schema.fields[number].type, TextStatistics()))
            }
        }
        try file.section("meta", meta.bytes())
        let end = try file.finish()
        return SegmentFile(name: file.name, sizeBytes: end.sizeBytes, identity: end.identity, documentCount: documentCount)
    }
}
