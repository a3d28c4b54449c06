internal import Synchronization

/// One immutable piece of an index, read from its file. Parts are opened, and their bytes checked, when first needed.
final class Segment: Sendable {
    let file: SectionFile
    let meta: SegmentMeta
    let schema: Schema
    private let opened = Mutex(Opened())

    private struct Opened {
        var postings: [Int: PostingsField] = [:]
        var lengths: [Int: Bytes] = [:]
        var numbers: [Int: NumberColumn] = [:]
        var keywords: [Int: KeywordColumn] = [:]
        var grams: [Int: NumberGrams] = [:]
        var endings: [Int: TermEndings] = [:]
        var stemLanguages: [Int: [SnowballLanguage]] = [:]
        var near: [Int: NearTerms] = [:]
        var surfaceWords: [AnalyzerKind: SurfaceWords] = [:]
        var valueNames: [Int: [AnalyzerKind: ValueNames]] = [:]
        var documents: DocumentStore?
        var keys: KeyTable?
        var sequences: SequenceColumn?
    }

    /// - Throws: `StorageError`, `Damage`; also `Damage` where the file is not the one that `expected` describes.
    init(_ expected: SegmentFile, schema: Schema, in directory: any FileSystem) throws {
        file = try SectionFile(expected.name, in: directory)
        guard file.identity == expected.identity, file.sizeBytes == expected.sizeBytes else {
            throw Damage(file: expected.name, offset: 0, reason: "not the file that the manifest names")
        }
        let section = try file.section("meta")
        meta = try SegmentMeta(section)
        self.schema = schema
        guard meta.documentCount == expected.documentCount, meta.fields.map(\.type) == schema.fields.map(\.type) else {
            throw section.damage(0, "fields or documents differ from the manifest's")
        }
    }

    var documentCount: Int { meta.documentCount }

    /// The part, made when first asked for. Two closures, since a key path costs a search as much as the rest of it.
    private func open<Part: Sendable, E: Error>(
        _ known: (inout Opened) -> Part?, _ keep: (inout Opened, Part) -> Void, _ make: () throws(E) -> Part
    ) throws(E) -> Part {
        if let part = opened.withLock({ known(&$0) }) { return part }
        let part = try make()
        opened.withLock { keep(&$0, part) }
        return part
    }

    /// Words of a text field.
    func postings(_ field: FieldID) throws(Damage) -> PostingsField { try postings(number: Int(field.rawValue), hasFrequencies: true) }

    private func postings(number: Int, hasFrequencies: Bool) throws(Damage) -> PostingsField {
        try open({ $0.postings[number] }, { $0.postings[number] = $1 }) { () throws(Damage) in
            try PostingsField(file, field: number, documentLimit: UInt32(documentCount), hasFrequencies: hasFrequencies)
        }
    }

    /// The terms of a text or identifier field, to find those near another.
    func nearTerms(_ field: FieldID) throws(Damage) -> NearTerms {
        let number = Int(field.rawValue)
        let dictionary = try postings(field).dictionary
        return try open({ $0.near[number] }, { $0.near[number] = $1 }) { () throws(Damage) in try NearTerms(dictionary) }
    }

    /// The words that a stemmed analysis of text fields made its terms of.
    func surfaceWords(_ analyzer: AnalyzerKind) throws(Damage) -> SurfaceWords {
        try open({ $0.surfaceWords[analyzer] }, { $0.surfaceWords[analyzer] = $1 }) { () throws(Damage) in
            try SurfaceWords(try file.section(SurfaceWords.name(analyzer)))
        }
    }

    /// Lists of one document in this many and more are dense: what they match is kept as bits.
    private static let denseShare = 32
    private static let denseLeast: UInt32 = 4096

    /// The documents of a dense list as bits, u64 words by document: made when first asked for, and kept in the cache of
    /// inflated pages. Nil for other lists.
    func denseBits(_ field: FieldID, _ entry: TermEntry) throws(Damage) -> Page? {
        guard entry.documentCount >= Self.denseLeast, Int(entry.documentCount) >= documentCount / Self.denseShare else { return nil }
        let key = PageCache.Key(
            file: ObjectIdentifier(file), kind: .dense(field: Int(field.rawValue)), number: Int(truncatingIfNeeded: entry.firstBlock))
        let owner = try PageCache.shared.page(key) { () throws(Damage) in
            var bits = PostingsBits(documentCount: documentCount)
            try bits.add(try postings(field), entry)
            return InflatedPage(bits.words)
        }
        return Page(bytes: owner.bytes, owner: owner)
    }

    /// The documents that have a term of the field beginning with `prefix`, which is of 8 bytes at most, as bits like those of
    /// `denseBits`, and how many they are: made when first asked for, and kept in the cache of inflated pages.
    func begun(_ field: FieldID, _ prefix: [UInt8], until deadline: Deadline) throws -> (page: Page, count: Int) {
        precondition(prefix.count <= 8)
        let number = prefix.reduce(0) { $0 << 8 | Int($1) }
        let key = PageCache.Key(file: ObjectIdentifier(file), kind: .begun(field: Int(field.rawValue), size: prefix.count), number: number)
        let owner = try PageCache.shared.page(key) {
            let postings = try postings(field)
            var bits = PostingsBits(documentCount: documentCount)
            var pace = PostingsPace(deadline)
            try postings.dictionary.forEach(prefix: prefix) { _, entry in
                try pace.list(of: entry.documentCount)
                try bits.add(postings, entry)
                return true
            }
            return InflatedPage(bits.words + [UInt64(bits.words.reduce(0) { $0 + $1.nonzeroBitCount })])
        }
        let size = owner.bytes.count - 8
        return (Page(bytes: owner.bytes[0..<size], owner: owner), Int(owner.bytes.load(size, as: UInt64.self)))
    }

    /// The number under which the exact values of a keyword, path or identifier field lie.
    private func exactNumber(_ field: FieldID) -> Int {
        Int(field.rawValue) + (schema[field].type == .identifier ? SegmentMeta.exactOffset : 0)
    }

    /// Documents by exact value.
    func exactPostings(_ field: FieldID) throws(Damage) -> PostingsField { try postings(number: exactNumber(field), hasFrequencies: false) }

    /// The documents whose value of a keyword, path or identifier field is this one, as bits like those of `denseBits`.
    func exactBits(_ field: FieldID, _ entry: TermEntry) throws(Damage) -> Page {
        var bits = PostingsBits(documentCount: documentCount)
        try bits.add(try exactPostings(field), entry)
        let owner = InflatedPage(bits.words)
        return Page(bytes: owner.bytes, owner: owner)
    }

    /// What finds the numbers of an identifier field by what is inside them.
    func numberGrams(_ field: FieldID) throws(Damage) -> NumberGrams {
        let number = Int(field.rawValue)
        let termCount = try postings(field).dictionary.count
        return try open({ $0.grams[number] }, { $0.grams[number] = $1 }) { () throws(Damage) in
            let section = try file.section(NumberGrams.name(number))
            let grams = try NumberGrams(section)
            guard grams.termCount == termCount else { throw section.damage(0, "grams of \(grams.termCount) terms") }
            return grams
        }
    }

    /// Length bytes of a text field by document (`FieldLength`).
    func lengths(_ field: FieldID) throws(Damage) -> Bytes {
        let number = Int(field.rawValue)
        return try open({ $0.lengths[number] }, { $0.lengths[number] = $1 }) { () throws(Damage) in
            let section = try file.section("\(number).lengths")
            guard section.count == documentCount else { throw section.damage(0, "\(section.count) lengths") }
            return try section.verified()
        }
    }

    func numbers(_ field: FieldID) throws(Damage) -> NumberColumn {
        let number = Int(field.rawValue)
        return try open({ $0.numbers[number] }, { $0.numbers[number] = $1 }) { () throws(Damage) in
            let section = try file.section("\(number).numbers")
            let column = try NumberColumn(section)
            guard column.documentCount == documentCount else { throw section.damage(0, "values of \(column.documentCount) documents") }
            return column
        }
    }

    func places(_ field: FieldID) throws(Damage) -> GeoColumn { GeoColumn(try numbers(field)) }

    func keywords(_ field: FieldID) throws(Damage) -> KeywordColumn {
        let number = exactNumber(field)
        let dictionary = try exactPostings(field).dictionary
        return try open({ $0.keywords[number] }, { $0.keywords[number] = $1 }) { () throws(Damage) in
            let section = try file.section(KeywordColumn.name(number))
            let column = try KeywordColumn(section, dictionary: dictionary)
            guard column.presence.documentCount == documentCount else { throw section.damage(0, "values of other documents") }
            return column
        }
    }

    /// The values of a keyword or path field by their words, as a text field analyses them.
    func valueNames(_ field: FieldID, _ analyzer: AnalyzerKind, until deadline: Deadline) throws -> ValueNames {
        let number = Int(field.rawValue)
        return try open({ $0.valueNames[number]?[analyzer] }, { $0.valueNames[number, default: [:]][analyzer] = $1 }) {
            try ValueNames(
                try exactPostings(field).dictionary, isPath: schema[field].type == .path, analyzer: analyzer, until: deadline)
        }
    }

    /// The words of a text field that may be compounds. - Precondition: its analyzer `mayHaveCompounds`.
    func endings(_ field: FieldID) throws(Damage) -> TermEndings {
        let number = Int(field.rawValue)
        let dictionary = try postings(field).dictionary
        return try open({ $0.endings[number] }, { $0.endings[number] = $1 }) { () throws(Damage) in
            try TermEndings(try file.section(TermEndings.name(number)), dictionary: dictionary)
        }
    }

    /// The languages of which a field has stems beside its words (`LanguageStem`).
    func stemLanguages(_ field: FieldID) throws(Damage) -> [SnowballLanguage] {
        let number = Int(field.rawValue)
        let dictionary = try postings(field).dictionary
        return try open({ $0.stemLanguages[number] }, { $0.stemLanguages[number] = $1 }) { () throws(Damage) in
            var cursor = dictionary.cursor()
            var languages: [SnowballLanguage] = []
            for language in LanguageStem.languages {
                let mark = LanguageStem.mark(language)
                guard try Bytes.of(mark, { bytes throws(Damage) in try cursor.seek(bytes) }) else { break }
                if cursor.term.starts(with: mark) { languages.append(language) }
            }
            return languages
        }
    }

    func documents() throws(Damage) -> DocumentStore {
        try open({ $0.documents }, { $0.documents = $1 }) { () throws(Damage) in try DocumentStore(file, documentCount: documentCount) }
    }

    func keys() throws(Damage) -> KeyTable {
        try open({ $0.keys }, { $0.keys = $1 }) { () throws(Damage) in try KeyTable(file, documentCount: documentCount) }
    }

    func sequences() throws(Damage) -> SequenceColumn {
        try open({ $0.sequences }, { $0.sequences = $1 }) { () throws(Damage) in
            try SequenceColumn(try file.section("seq"), documentCount: documentCount)
        }
    }
}
