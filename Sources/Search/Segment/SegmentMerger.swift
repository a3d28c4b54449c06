/// Writes several segments as one, leaving deleted documents out. Documents keep their order: the segments come in the
/// order of their sequences, and sequences of different segments do not interleave.
struct SegmentMerger {
    struct Source {
        let segment: Segment
        /// Nil: all.
        let live: BitSet?
    }

    private let sources: [Source]
    private let schema: Schema
    /// For each source, the new number of each document; `UInt32.max` for one left out.
    private let numbers: [[UInt32]]
    private let documentCount: Int

    init(_ sources: [Source], schema: Schema) {
        self.sources = sources
        self.schema = schema
        var next: UInt32 = 0
        numbers = sources.map { source in
            (0..<source.segment.documentCount).map { document in
                guard source.live?.contains(document) ?? true else { return .max }
                defer { next += 1 }
                return next
            }
        }
        documentCount = Int(next)
    }

    /// The new number of a document, or nil where it was left out.
    func number(of document: Int, inSource source: Int) -> Int? {
        let number = numbers[source][document]
        return number == .max ? nil : Int(number)
    }

    func write(as name: String, in directory: any FileSystem, progress: (Double) -> Void = { _ in }) throws -> SegmentFile {
        let file = try SectionFileWriter(name, in: directory)
        let steps = Double(schema.fields.count + 2)
        try writeDocuments(to: file)
        progress(1 / steps)
        try writeKeys(to: file)
        forgetSources()
        progress(2 / steps)
        let compressor = ZstdCompressor(level: 1)
        var meta = SegmentMeta(documentCount: documentCount, fields: [])
        for (number, field) in schema.fields.enumerated() {
            let id = FieldID(rawValue: UInt16(number))
            var statistics = TextStatistics()
            if field.type.isSearched { statistics = try writeText(id, to: file, compressor) }
            if field.type.isKeyword {
                let exact = number + (field.type == .identifier ? SegmentMeta.exactOffset : 0)
                try writeKeywords(id, number: exact, to: file, compressor)
            }
            if field.type.isNumeric || field.type == .geo { try writeNumbers(id, field.type, to: file) }
            meta.fields.append((field.type, statistics))
            forgetSources()
            progress(Double(number + 3) / steps)
        }
        for analyzer in SurfaceWords.analyzers(of: schema) {
            let name = SurfaceWords.name(analyzer)
            var words: [Section] = []
            for source in sources { words.append(try source.segment.file.section(name)) }
            try file.section(name, try SurfaceWordsBuilder.merged(words))
        }
        try file.section("meta", meta.bytes())
        let end = try file.finish()
        return SegmentFile(name: name, sizeBytes: end.sizeBytes, identity: end.identity, documentCount: documentCount)
    }

    /// Gives back the memory of what was read of the sources: each part is read once.
    private func forgetSources() {
        for source in sources { source.segment.file.forget() }
    }

    private func writeDocuments(to file: SectionFileWriter) throws {
        let stores = try sources.map { try $0.segment.documents() }
        let writer = try DocumentStoreWriter(file, dictionary: stores.lazy.compactMap(\.anyDictionary).first)
        for (i, store) in stores.enumerated() {
            let copied = sources[i].live == nil ? try writer.copyBlocks(of: store) : 0
            try store.forEach(fromBlock: copied) { document, bytes in
                if numbers[i][document] != .max { try writer.add(bytes) }
            }
        }
        try writer.finish()
    }

    private func writeKeys(to file: SectionFileWriter) throws {
        var keys = KeyTableWriter()
        var sequences: [UInt64] = []
        for (i, source) in sources.enumerated() {
            let table = try source.segment.keys()
            let column = try source.segment.sequences()
            for document in 0..<source.segment.documentCount where numbers[i][document] != .max {
                let key = try table.key(of: document)
                keys.add(key, hash: stableHash(key))
                sequences.append(column[document])
            }
        }
        try keys.write(to: file)
        try SequenceColumn.write(sequences, to: file)
    }

    private func writeText(
        _ field: FieldID, to file: SectionFileWriter, _ compressor: ZstdCompressor
    ) throws -> TextStatistics {
        var lengths: [UInt8] = []
        lengths.reserveCapacity(documentCount)
        for (i, source) in sources.enumerated() {
            let bytes = try source.segment.lengths(field)
            for document in 0..<source.segment.documentCount where numbers[i][document] != .max { lengths.append(bytes[document]) }
        }
        let postings = try sources.map { try $0.segment.postings(field) }
        var statistics = TextStatistics()
        let number = Int(field.rawValue)
        try PostingsFile.write(
            file, field: number, lengths: lengths, analyzer: schema[field].analyzer, compressor: compressor
        ) { writer, dictionary in
            try ListMerger(postings, numbers: numbers).write(to: writer, &dictionary) { entry, isWord in
                if isWord { statistics.tokenCount += entry.occurrenceCount }
            }
        }
        statistics.documentCount = UInt64(lengths.count { $0 > 0 })
        try file.section("\(number).lengths", lengths)
        return statistics
    }

    private func writeKeywords(
        _ field: FieldID, number: Int, to file: SectionFileWriter, _ compressor: ZstdCompressor
    ) throws {
        let columns = try sources.map { try $0.segment.keywords(field) }
        let postings = try sources.map { try $0.segment.exactPostings(field) }
        let merger = ListMerger(postings, numbers: numbers, tracksOrdinals: true)
        try PostingsFile.write(file, field: number, lengths: nil, compressor: compressor) { writer, dictionary in
            try merger.write(to: writer, &dictionary)
        }
        var writer = KeywordColumnWriter()
        var row: [UInt32] = []
        for (i, (column, ordinals)) in zip(columns, merger.ordinals).enumerated() {
            for document in 0..<sources[i].segment.documentCount where numbers[i][document] != .max {
                row.removeAll(keepingCapacity: true)
                column.forEachOrdinal(of: document) { row.append(ordinals[$0]) }
                writer.add(row)
            }
        }
        try file.section(KeywordColumn.name(number), writer.bytes())
    }

    private func writeNumbers(_ field: FieldID, _ type: FieldType, to file: SectionFileWriter) throws {
        var writer = NumberColumnWriter(isDouble: type == .double)
        for (i, source) in sources.enumerated() {
            let column = try source.segment.numbers(field)
            for document in 0..<source.segment.documentCount where numbers[i][document] != .max {
                for place in column.presence.values(of: document) { writer.add(column.key(place)) }
                writer.endDocument()
            }
        }
        try file.section("\(Int(field.rawValue)).numbers", writer.bytes())
    }
}
