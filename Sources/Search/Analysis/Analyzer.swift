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
        var identifiers: IdentifierScanner?

        mutating func run(_ text: Span<UInt8>, into buffer: inout TokenBuffer) {
            words?.scan(text, into: &buffer)
            stems?.apply(to: &buffer)
            identifiers?.scan(text, into: &buffer)
        }
    }

    init(_ kind: AnalyzerKind) throws(AnalysisError) {
        self.kind = kind
        switch kind {
        case .standard, .auto: stages = Stages(words: try WordScanner(depth: .full))
        case .identifier: stages = Stages(identifiers: IdentifierScanner())
        case .snowball(let language):
            stages = Stages(words: try WordScanner(depth: .caseOnly), stems: try StemFilter(language))
        }
    }

    /// Replaces what is in `buffer` by the tokens of `text`.
    ///
    /// Every segment of UAX #29 that has a letter or a digit gives exactly one token with its byte range; ranges ascend and do
    /// not overlap (but for `identifier`, where the whole comes first). `text` may be any bytes: those that are no UTF-8
    /// separate words. Of a text beyond `TokenBuffer.maximumTextSizeBytes` the rest is left out.
    func analyze(_ text: Span<UInt8>, into buffer: inout TokenBuffer) {
        buffer.removeAll()
        let size = UTF8Reading.boundary(text, atOrBefore: TokenBuffer.maximumTextSizeBytes)
        stages.run(text.extracting(0..<size), into: &buffer)
    }
}

/// A token by itself, for tests, tools and explanations.
package struct AnalyzedToken: Hashable, Sendable {
    package let term: String
    /// Bytes of the text's UTF-8.
    package let range: Range<Int>
    package let position: Int
}

/// The tokens of one text. Opens an analyzer for it: not for loops.
package func analyzedTokens(of text: String, with kind: AnalyzerKind) throws(AnalysisError) -> [AnalyzedToken] {
    let analyzer = try Analyzer(kind)
    var buffer = TokenBuffer()
    analyzer.analyze(Array(text.utf8).span, into: &buffer)
    return buffer.tokens.map { token in
        AnalyzedToken(
            term: String(decoding: buffer.term(token), as: UTF8.self), range: Int(token.start)..<Int(token.end),
            position: Int(token.position))
    }
}
