import Foundation
import Testing

@testable import Search

@Suite("Analysis: real text")
struct AnalysisCorpusTests {
    /// Compared whole, JSON and all: the marks of a wire format are odd text too.
    @Test("real text gives the words and folds of ICU", arguments: [
        "catalogues/tate-artworks.jsonl.zst", "catalogues/kicad-components.jsonl.zst", "catalogues/debian-packages.jsonl.zst",
        "relevance/chorus-icecat/docs.jsonl.zst", "relevance/esci-us-sample/docs.jsonl.zst", "relevance/cranfield/docs.jsonl.zst",
        "relevance/vaswani-npl/docs.jsonl.zst", "taxonomy/cpv.jsonl.zst", "truth/segmentation/ja.jsonl",
        "truth/segmentation/zh.jsonl", "scale/mixed-1m.jsonl.zst", "truth/unicode/CaseFolding.txt",
    ])
    func equalsICU(_ path: String) throws {
        guard let bytes = try AnalysisSupport.corpus(path, limit: 3 << 20) else { return }
        let analyzer = try Analyzer(.standard)
        let breaker = try WordBreaker()
        var buffer = TokenBuffer()
        var folding = Folding()
        var expected: [UInt8] = []
        var words = 0
        for line in AnalysisSupport.lines(Array(bytes.prefix(3 << 20))) {
            let text = Array(line)
            analyzer.analyze(text.span, into: &buffer)
            var index = 0
            var same = true
            breaker.forEachSegment(of: text.span, in: 0..<text.count) { range in
                guard AnalysisSupport.hasLetterOrDigit(text, range) else { return }
                guard same, index < buffer.tokens.count else { return same = false }
                let token = buffer.tokens[index]
                expected.removeAll(keepingCapacity: true)
                _ = folding.append(text.span.extracting(range), depth: .full, to: &expected)
                if expected.count > 255 { expected = Array(expected[..<UTF8Reading.boundary(expected.span, atOrBefore: 255)]) }
                same = range == Int(token.start)..<Int(token.end) && buffer.term(token).elementsEqual(expected)
                index += 1
            }
            try #require(same && index == buffer.tokens.count, "\(String(decoding: text, as: UTF8.self))")
            words += index
        }
        print("\(path): \(words) words")
    }

    @Test("the words of Japanese and Chinese sentences are mostly those that linguists see", arguments: [("ja", 0.70), ("zh", 0.70)])
    func segmentation(_ language: String, _ least: Double) throws {
        guard let bytes = try AnalysisSupport.corpus("truth/segmentation/\(language).jsonl") else { return }
        let analyzer = try Analyzer(.standard)
        var buffer = TokenBuffer()
        var (found, gold, common) = (0, 0, 0)
        for line in AnalysisSupport.lines(bytes) {
            let sentence = try JSONDecoder().decode(Sentence.self, from: Data(line))
            let ours = Set(AnalysisSupport.tokens(Array(sentence.text.utf8), analyzer, &buffer).map(\.range))
            let theirs = Set(sentence.ranges)
            (found, gold, common) = (found + ours.count, gold + theirs.count, common + ours.intersection(theirs).count)
        }
        let score = 2 * Double(common) / Double(found + gold)
        print("\(language): words in common, F1 \(score)")
        #expect(score > least)
    }

    private struct Sentence: Decodable {
        let text: String
        let forms: [String]

        /// Bytes of the forms that are words.
        var ranges: [Range<Int>] {
            let bytes = Array(text.utf8)
            var index = 0
            var ranges: [Range<Int>] = []
            for form in forms {
                while index < bytes.count, !bytes[index...].starts(with: form.utf8) { index += 1 }
                let end = index + form.utf8.count
                if form.unicodeScalars.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil }) {
                    ranges.append(index..<end)
                }
                index = end
            }
            return ranges
        }
    }
}
