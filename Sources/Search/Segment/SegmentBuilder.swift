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
    private var sequences = Arena<UInt64>()
    private var fields: [FieldBuilder] = []
    private var buffer = TokenBuffer()
    private var surfaceWords: [SurfaceWordsBuilder] = []

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
        for kind in SurfaceWords.analyzers(of: schema) {
            if let analyzer = analyzers[kind] { surfaceWords.append(SurfaceWordsBuilder(hearing: analyzer)) }
        }
    }

    var name: String { file.name }
    var documentCount: Int { keys.count }

    /// Memory that grows with the documents added.
    var sizeBytes: Int {
        var size = keys.sizeBytes + sequences.sizeBytes + documents.sizeBytes
        for words in surfaceWords { size += words.sizeBytes }
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

    /// Adds a document. That its key may have an earlier one here is the caller's business.
    func add(_ view: DocumentView, sequence: UInt64) throws(StorageError) {
        let document = UInt32(documentCount)
        for (field, value) in view.values {
            add(value, to: fields[Int(field.rawValue)], document, row: view.row, scratch: view.scratch)
        }
        for field in fields { endDocument(field) }
        keys.add(view.key, hash: stableHash(view.key))
        sequences.append(sequence)
        try documents.add(view.stored)
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
        for words in surfaceWords { try file.section(SurfaceWords.name(words.kind), words.bytes()) }
        try file.section("meta", meta.bytes())
        let end = try file.finish()
        return SegmentFile(name: file.name, sizeBytes: end.sizeBytes, identity: end.identity, documentCount: documentCount)
    }
}
