internal import Synchronization

/// Analyzers between uses: opening one costs more than analysing a query.
///
/// SAFETY: an analyzer is used by one thread at a time; the pool hands it to one caller and takes it back after.
final class AnalyzerPool: Sendable {
    static let shared = AnalyzerPool()

    private struct Idle: @unchecked Sendable { let analyzer: Analyzer }
    private let idle = Mutex<[AnalyzerKind: [Idle]]>([:])

    /// The tokens of a text, each with its term's bytes.
    func tokens(of text: [UInt8], with kind: AnalyzerKind) throws(AnalysisError) -> [QueryToken] {
        let analyzer: Analyzer
        if let known = idle.withLock({ $0[kind]?.popLast() }) { analyzer = known.analyzer } else { analyzer = try Analyzer(kind, .small) }
        let returned = Idle(analyzer: analyzer)
        defer { idle.withLock { $0[kind, default: []].append(returned) } }
        var buffer = TokenBuffer()
        analyzer.analyze(text.span, into: &buffer)
        return buffer.tokens.map {
            QueryToken(term: Array(buffer.term($0)), range: Int($0.start)..<Int($0.end), position: $0.position)
        }
    }
}

/// A token that owns its bytes: for queries and highlights, where there are few.
struct QueryToken: Equatable {
    var term: [UInt8]
    /// Bytes of the text it was cut from.
    var range: Range<Int>
    var position: UInt32
}

/// Text without case, width and diacritics, as `standard` terms are: for filters that look inside keywords.
func folded(_ text: [UInt8]) -> [UInt8] {
    var folding = Folding()
    return folding.fold(text.span, depth: .full)
}
