/// A text field of the segment being built: its words inverted, its lengths.
final class TextFieldBuilder {
    let analyzer: Analyzer
    private var measures: MeasureScanner?
    private var inverter = Inverter()
    private var lengths = Arena<UInt8>()
    private(set) var statistics = TextStatistics()
    private var nextPosition = 0
    private var length = 0
    /// Between the values of an array lie so many positions, so that no phrase spans two.
    static let elementGap = 100

    init(_ analyzer: Analyzer) {
        self.analyzer = analyzer
        measures = analyzer.kind == .identifier ? nil : MeasureScanner()
    }

    var sizeBytes: Int { inverter.sizeBytes + lengths.sizeBytes }

    func add(_ text: Bytes, document: UInt32, buffer: inout TokenBuffer) {
        text.withSpan { analyzer.analyze($0, into: &buffer) }
        guard let last = buffer.tokens.last else { return }
        let wordCount = buffer.wordCount
        text.withSpan { measures?.apply($0, to: &buffer) }
        if length > 0 { nextPosition += Self.elementGap }
        Bytes.of(buffer.terms) { terms in
            inverter.add(buffer.tokens, of: terms, document: document, position: UInt32(nextPosition))
        }
        nextPosition += Int(last.position) + 1
        length += wordCount
    }

    func endDocument() {
        lengths.append(FieldLength.encode(length))
        statistics.tokenCount += UInt64(length)
        if length > 0 { statistics.documentCount += 1 }
        nextPosition = 0
        length = 0
    }

    func write(to file: SectionFileWriter, field number: Int, compressor: ZstdCompressor) throws {
        let lengthBytes = Array(lengths.elements)
        try PostingsFile.write(file, field: number, lengths: lengthBytes, analyzer: analyzer.kind, compressor: compressor) {
            postings, dictionary in try inverter.write(to: postings, &dictionary)
        }
        try file.section("\(number).lengths", lengthBytes)
    }
}

/// What scoring needs to know of a text field as a whole; deleted documents count until a merge drops them.
struct TextStatistics: Equatable, Sendable {
    /// Words in all documents.
    var tokenCount: UInt64 = 0
    /// Documents with at least one word.
    var documentCount: UInt64 = 0

    static func + (a: TextStatistics, b: TextStatistics) -> TextStatistics {
        // Counts come from files and may be any number.
        TextStatistics(tokenCount: a.tokenCount &+ b.tokenCount, documentCount: a.documentCount &+ b.documentCount)
    }
}

/// Writes the sections of one field's postings around whoever brings the terms.
enum PostingsFile {
    /// - Parameter analyzer: what made the terms; nil: they are values as they stand.
    static func write(
        _ file: SectionFileWriter, field number: Int, lengths: [UInt8]?, analyzer: AnalyzerKind? = nil, compressor: ZstdCompressor,
        terms: (PostingsWriter, inout TermDictionaryWriter) throws -> Void
    ) throws {
        let names = PostingsField.names(number)
        try file.begin(names.pages)
        let pages = PageWriter(file, streamCount: 2, compressor: compressor)
        let postings = PostingsWriter(pages, hasFrequencies: lengths != nil, lengths: lengths ?? [])
        var dictionary = TermDictionaryWriter(hasFrequencies: lengths != nil, analyzer: analyzer)
        try terms(postings, &dictionary)
        let directory = try pages.finish()
        file.end()
        try file.section(names.directory, directory)
        try file.section(names.facts, postings.factBytes)
        try file.section(names.terms, dictionary.finish())
        if let grams = dictionary.gramBytes { try file.section(NumberGrams.name(number), grams) }
        if let endings = dictionary.endings { try file.section(TermEndings.name(number), endings.finish()) }
    }
}
