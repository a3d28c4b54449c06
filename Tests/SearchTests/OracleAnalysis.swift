@testable import Search

/// Text by its bytes: Swift's own `String` holds "é" and "e" with an accent for equal, an index does not.
struct ByteString: Hashable, Comparable, CustomStringConvertible {
    let bytes: [UInt8]

    init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }
    init(_ text: String) { bytes = Array(text.utf8) }

    static func < (a: ByteString, b: ByteString) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }

    func hasPrefix(_ other: ByteString) -> Bool { bytes.starts(with: other.bytes) }

    func contains(_ other: ByteString) -> Bool {
        if other.bytes.isEmpty { return true }
        return bytes.indices.contains { bytes[$0...].starts(with: other.bytes) }
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var description: String { "\"\(text)\"" }
}

/// Words of texts, remembered, since the same texts come again and again.
///
/// The engine's own analyzers: that they cut text rightly is shown by tests of their own.
final class NaiveAnalysis {
    struct Token: Equatable {
        let term: ByteString
        let range: Range<Int>
        let position: Int
    }

    private struct Key: Hashable {
        let kind: AnalyzerKind
        let text: ByteString
    }

    private var analyzers: [AnalyzerKind: Analyzer] = [:]
    private var known: [Key: [Token]] = [:]
    private var folding = Folding()

    func tokens(_ text: String, _ kind: AnalyzerKind) throws -> [Token] {
        let key = Key(kind: kind, text: ByteString(text))
        if let tokens = known[key] { return tokens }
        let analyzer = try analyzers[kind] ?? Analyzer(kind)
        analyzers[kind] = analyzer
        var buffer = TokenBuffer()
        analyzer.analyze(key.text.bytes.span, into: &buffer)
        let tokens = buffer.tokens.map {
            Token(term: ByteString(buffer.term($0)), range: Int($0.start)..<Int($0.end), position: Int($0.position))
        }
        known[key] = tokens
        return tokens
    }

    /// The measures in a text, each at the place of one of its words or of a word beside it. (That measures are read rightly is shown
    /// by tests of their own.)
    func measures(_ text: String, _ kind: AnalyzerKind) throws -> [Token] {
        let tokens = try tokens(text, kind)
        var found: [MeasureScanner.Found] = []
        MeasureScanner.find(Array(text.utf8).span, into: &found)
        return found.map { measure in
            let inside = tokens.first { $0.range.overlaps(measure.range) }
            let behind = tokens.first { $0.range.lowerBound >= measure.range.upperBound } ?? tokens.last
            return Token(term: ByteString(measure.term), range: measure.range, position: (inside ?? behind)?.position ?? 0)
        }
    }

    /// How keyword values are compared where letter case does not count.
    func folded(_ text: ByteString) -> ByteString { ByteString(folding.fold(text.bytes.span, depth: .full)) }
}
