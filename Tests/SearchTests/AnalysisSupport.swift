import Foundation
import Testing

@testable import Search

/// What the tests of analysis share: a plain reference, odd text from a seed, and the way to the corpora.
enum AnalysisSupport {
    /// The words of a text by ICU alone, over the whole of it, each folded by `Folding` alone: what `Analyzer` must equal.
    final class Reference {
        private let breaker: WordBreaker
        private var folding = Folding()
        private let depth: FoldDepth

        init(depth: FoldDepth = .full) throws {
            breaker = try WordBreaker()
            self.depth = depth
        }

        func tokens(_ text: [UInt8]) -> [AnalyzedToken] {
            var tokens: [AnalyzedToken] = []
            guard !text.isEmpty else { return [] }
            breaker.forEachSegment(of: text.span, in: 0..<text.count) { range in
                guard AnalysisSupport.hasLetterOrDigit(text, range) else { return }
                var term: [UInt8] = []
                _ = folding.append(text.span.extracting(range), depth: depth, to: &term)
                let size = UTF8Reading.boundary(term.span, atOrBefore: TokenBuffer.maximumTermSizeBytes)
                let word = String(decoding: term[..<size], as: UTF8.self)
                tokens.append(AnalyzedToken(term: word, range: range, position: tokens.count))
            }
            return tokens
        }
    }

    /// Signs, marks and joiners alone make no word, nor does `_`.
    static func hasLetterOrDigit(_ text: [UInt8], _ range: Range<Int>) -> Bool {
        String(decoding: text[range], as: UTF8.self).unicodeScalars.contains { scalar in
            ICU.wordClass(scalar.value).isLetterOrDigit
        }
    }

    static func tokens(_ text: [UInt8], _ analyzer: Analyzer, _ buffer: inout TokenBuffer) -> [AnalyzedToken] {
        analyzer.analyze(text.span, into: &buffer)
        return buffer.tokens.map { token in
            AnalyzedToken(
                term: String(decoding: buffer.term(token), as: UTF8.self), range: Int(token.start)..<Int(token.end),
                position: Int(token.position))
        }
    }

    static func terms(_ text: String, _ kind: AnalyzerKind = .standard) throws -> [String] {
        try analyzedTokens(of: text, with: kind).map(\.term)
    }

    /// Where two lists of tokens part, for the message of a failed test.
    static func difference(_ text: [UInt8], _ expected: [AnalyzedToken], _ found: [AnalyzedToken]) -> String {
        let index = zip(expected, found).enumerated().first { $1.0 != $1.1 }?.offset ?? min(expected.count, found.count)
        let (first, second) = (expected.dropFirst(index).first, found.dropFirst(index).first)
        let start = min(first?.range.lowerBound ?? 0, second?.range.lowerBound ?? 0)
        let around = text[max(0, start - 8)..<min(text.count, start + 24)]
        return "\(String(describing: first)) is \(String(describing: second)) in \(Array(around))"
    }

    // MARK: Corpora

    /// The folder of real data beside the repository, or nil.
    static let corpora: URL? = {
        let environment = ProcessInfo.processInfo.environment["SOUK_CORPORA"].map { URL(filePath: $0) }
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let folder = environment ?? package.appending(path: "../shared/corpora").standardizedFileURL
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    /// A corpus file, inflated by `zstd` where it is compressed; nil with a word why when it is not there.
    static func corpus(_ path: String, limit: Int = .max) throws -> [UInt8]? {
        guard let file = corpora?.appending(path: path), FileManager.default.fileExists(atPath: file.path) else {
            print("skipped: \(path) is absent (set SOUK_CORPORA to the folder of corpora)")
            return nil
        }
        guard file.pathExtension == "zst" else { return Array(try Data(contentsOf: file)) }
        // A pipe of the C library: Foundation's `Process` waits on a run loop, which tests that run side by side starve.
        guard let pipe = popen("zstd -dcq '\(file.path)' 2>/dev/null", "r") else { return nil }
        defer { pclose(pipe) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while bytes.count < limit {
            let size = fread(&chunk, 1, chunk.count, pipe)
            if size == 0 { break }
            bytes.append(contentsOf: chunk[..<size])
        }
        guard !bytes.isEmpty else {
            print("skipped: zstd could not inflate \(path)")
            return nil
        }
        return bytes
    }

    static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] { bytes.split(separator: 10) }
}

/// Random numbers from a seed that is printed, and can be given again as SOUK_SEED (SplitMix64, Steele et al. 2014).
struct AnalysisRandom: RandomNumberGenerator {
    private var state: UInt64

    init(_ test: String) {
        let given = ProcessInfo.processInfo.environment["SOUK_SEED"].flatMap { UInt64($0) }
        state = given ?? UInt64.random(in: 0..<1 << 32)
        print("\(test): SOUK_SEED=\(state)")
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// Text of up to `size` characters drawn from `alphabet`.
    mutating func text(_ alphabet: [UInt32], upTo size: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...size, using: &self) {
            UTF8Reading.append(alphabet[Int.random(in: 0..<alphabet.count, using: &self)], to: &bytes)
        }
        return bytes
    }
}
