/// Turns text into tokens, the same way for documents and for queries.
///
/// One for each thread: it owns an ICU iterator, a stemmer and scratch memory, all used again for every text.
final class Analyzer {
    let kind: AnalyzerKind
    private var stages: Stages

    /// What the text goes through, in this order; which of them exist depends on the kind.
    private struct Stages {
        var words: WordScanner?
        var stems: StemFilter?
        var languages: LanguageFilter?
        var identifiers: IdentifierScanner?

        mutating func run(_ text: Span<UInt8>, into buffer: inout TokenBuffer) {
            words?.scan(text, into: &buffer)
            stems?.apply(to: &buffer)
            languages?.apply(to: &buffer, of: text)
            identifiers?.scan(text, into: &buffer)
        }
    }

    init(_ kind: AnalyzerKind, _ cache: StemCache = .large) throws(AnalysisError) {
        self.kind = kind
        switch kind {
        case .standard: stages = Stages(words: try WordScanner(depth: .full))
        case .auto: stages = Stages(words: try WordScanner(depth: .caseOnly), languages: try LanguageFilter(cache))
        case .identifier: stages = Stages(identifiers: IdentifierScanner())
        case .snowball(let language):
            stages = Stages(words: try WordScanner(depth: .caseOnly), stems: StemFilter(try Stemmer(language), cache))
        }
    }

    /// From now on `body` hears how often each word was stemmed, as it is written but for its case; of the last ones when
    /// `reportStemmedWords` is called.
    func onStemmedWords(_ body: @escaping (_ word: ArraySlice<UInt8>, _ count: Int) -> Void) { stages.stems?.onWords = body }

    func reportStemmedWords() { stages.stems?.reportCounts() }

    /// Replaces what is in `buffer` by the tokens of `text`.
    ///
    /// Every segment of UAX #29 that has a letter or a digit gives exactly one token with its byte range, and under `auto`
    /// perhaps one more of the same range and position behind it; ranges ascend and do not overlap (but for `identifier`,
    /// where the whole comes first). `text` may be any bytes: those that are no UTF-8
    /// separate words. Of a text beyond `TokenBuffer.maximumTextSizeBytes` the rest is left out.
    func analyze(_ text: Span<UInt8>, into buffer: inout TokenBuffer) {
        buffer.removeAll()
        let size = UTF8Reading.boundary(text, atOrBefore: TokenBuffer.maximumTextSizeBytes)
        stages.run(text.extracting(0..<size), into: &buffer)
    }
}
