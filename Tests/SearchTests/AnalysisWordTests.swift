import Testing

@testable import Search

@Suite("Analysis: words")
struct AnalysisWordTests {
    @Test("the words of Unicode's test of word breaks are found, each with its bytes")
    func wordBreakTest() throws {
        guard let file = try AnalysisSupport.corpus("truth/unicode/WordBreakTest.txt") else { return }
        let analyzer = try Analyzer(.standard)
        var buffer = TokenBuffer()
        let reference = try AnalysisSupport.Reference()
        var cases = 0
        for line in String(decoding: file, as: UTF8.self).split(separator: "\n") {
            let rule = line.split(separator: "#", omittingEmptySubsequences: false)[0]
            let (text, segments) = Self.parse(String(rule))
            guard !segments.isEmpty else { continue }
            let found = AnalysisSupport.tokens(text, analyzer, &buffer).map(\.range)
            #expect(found == segments.filter { Self.isWord(text, $0) }, "\(rule)")
            #expect(reference.tokens(text).map(\.range) == found, "ICU alone: \(rule)")
            cases += 1
        }
        #expect(cases == 1823)
    }

    /// `÷ 0061 × 0308 ÷ 0020 ÷`: a break or none between code points.
    private static func parse(_ rule: String) -> (text: [UInt8], segments: [Range<Int>]) {
        var text: [UInt8] = []
        var breaks: [Int] = []
        for part in rule.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
            if part == "÷" { breaks.append(text.count) }
            if let scalar = UInt32(part, radix: 16) { UTF8Reading.append(scalar, to: &text) }
        }
        return (text, zip(breaks, breaks.dropFirst()).map { $0..<$1 })
    }

    /// A word has a letter or a digit, by Unicode's own properties.
    private static func isWord(_ text: [UInt8], _ range: Range<Int>) -> Bool {
        String(decoding: text[range], as: UTF8.self).unicodeScalars.contains {
            $0.properties.isAlphabetic && $0.properties.generalCategory != .otherSymbol || $0.properties.numericType == .decimal
        }
    }

    @Test("every four of letters, digits, signs and spaces break as ICU breaks them")
    func asciiExhaustive() throws {
        let analyzer = try Analyzer(.standard)
        var buffer = TokenBuffer()
        let reference = try AnalysisSupport.Reference()
        let alphabet = Array("aZ5_.,:;'\"- @\n/é".utf8CodePoints)
        var wrong = 0
        for first in alphabet {
            for second in alphabet {
                for third in alphabet {
                    for fourth in alphabet {
                        var text: [UInt8] = []
                        for scalar in [first, second, third, fourth] { UTF8Reading.append(scalar, to: &text) }
                        if AnalysisSupport.tokens(text, analyzer, &buffer) != reference.tokens(text) { wrong += 1 }
                    }
                }
            }
        }
        #expect(wrong == 0)
    }

    @Test("random text of every kind gives the words and folds of ICU", arguments: Alphabet.allCases)
    func randomText(_ alphabet: Alphabet) throws {
        var random = AnalysisRandom("random text, \(alphabet)")
        let full = try Analyzer(.standard)
        var scanner = try WordScanner(depth: .caseOnly)
        let (reference, caseReference) = (try AnalysisSupport.Reference(), try AnalysisSupport.Reference(depth: .caseOnly))
        var buffer = TokenBuffer()
        let scalars = alphabet.scalars
        for round in 0..<4000 {
            let text = random.text(scalars, upTo: round % 10 == 0 ? 400 : 40)
            let found = AnalysisSupport.tokens(text, full, &buffer)
            let expected = reference.tokens(text)
            try #require(expected == found, "\(AnalysisSupport.difference(text, expected, found))")
            guard round % 4 == 0 else { continue }
            buffer.removeAll()
            scanner.scan(text.span, into: &buffer)
            let terms = buffer.tokens.map { String(decoding: buffer.term($0), as: UTF8.self) }
            try #require(caseReference.tokens(text).map(\.term) == terms, "\(text)")
        }
    }

    enum Alphabet: String, CaseIterable {
        case ascii, asciiSigns, europe, signsOfEurope, plane, east, marks, hebrew, anything

        var scalars: [UInt32] {
            switch self {
            case .ascii: Array(0x20...0x7E) + Array(0x61...0x7A) + [9, 10, 13]
            case .asciiSigns: Array("aB7_.,:;' \"".utf8CodePoints)
            case .europe: Array("aé ßøłđæİıŁöÄñçœžΩάςйёїўѓьЖ7.,' -’".utf8CodePoints)
            case .signsOfEurope: Array("aéя7_.:;,'’·‐ ".utf8CodePoints) + [0x308, 0xAD, 0x2060, 0xFF0E, 0xFE55]
            case .plane: Array(0...0xD7FF) + Array(0xE000...0xFFFF)
            case .east: Array("カタひら漢字한글กขไทยあ、。 aｶﾞＡ１ーゝ々〆".utf8CodePoints) + [0x3099, 0x301, 0x200D]
            case .marks: Array("aе일はहิ्ा 5".utf8CodePoints) + Array(0x300...0x345) + [0x5B0, 0x64B, 0x653, 0x640, 0x200C]
            case .hebrew: Array("אבג'\"׳״ a5.,".utf8CodePoints) + [0x5B0, 0x5C1]
            case .anything:
                Array(0x20...0x7E) + Array(0xA0...0x24F) + Array(0x1F1E6...0x1F1FF) + Array(0x1F600...0x1F64F)
                    + Array(0x1F3FB...0x1F3FF) + [0x200D, 0xFE0F, 0x231A, 0xA9, 0x10400, 0x1D400, 0x20000, 0xE0061]
            }
        }
    }

    @Test("bytes that are no UTF-8 never trap, and separate words as ICU has it")
    func illFormed() throws {
        var random = AnalysisRandom("ill-formed")
        let analyzer = try Analyzer(.standard)
        let reference = try AnalysisSupport.Reference()
        var buffer = TokenBuffer()
        let favourites: [UInt8] = [
            0x61, 0x20, 0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0x98, 0x80, 0xED, 0xA0, 0xC0, 0xFF, 0xE3, 0x81, 0x82,
        ]
        for round in 0..<20000 {
            let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                round & 1 == 0 ? UInt8.random(in: 0...255, using: &random) : favourites.randomElement(using: &random) ?? 0
            }
            let found = AnalysisSupport.tokens(text, analyzer, &buffer)
            try #require(reference.tokens(text) == found, "\(text)")
        }
    }

    @Test("no token is lost, moved or cut inside a character, in any analyzer")
    func ranges() throws {
        var random = AnalysisRandom("ranges")
        let reference = try AnalysisSupport.Reference()
        var buffer = TokenBuffer()
        let languages: [SnowballLanguage] = [.english, .turkish, .tamil]
        for kind in [AnalyzerKind.standard, .auto, .identifier] + languages.map(AnalyzerKind.snowball) {
            let analyzer = try Analyzer(kind)
            for _ in 0..<2000 {
                let text = random.text(Alphabet.plane.scalars + Alphabet.europe.scalars, upTo: 60)
                analyzer.analyze(text.span, into: &buffer)
                var last = 0
                // Stems stand over the word they are of.
                let words = buffer.tokens.filter { kind != .auto || LanguageStem.language(of: buffer.term($0)) == nil }
                for token in words {
                    try #require(token.end > token.start && token.end <= text.count && token.termLength > 0)
                    for edge in [token.start, token.end] where edge < text.count {
                        try #require(!UTF8Reading.isContinuation(text[Int(edge)]))
                    }
                    if kind == .identifier { continue }
                    try #require(Int(token.start) >= last)
                    last = Int(token.end)
                }
                if kind != .identifier {
                    try #require(reference.tokens(text).map(\.range) == words.map { Int($0.start)..<Int($0.end) })
                    try #require(words.map { Int($0.position) } == Array(words.indices))
                }
            }
        }
    }

    @Test("a word longer than a term keeps its first bytes, on a boundary, and its whole range",
        arguments: ["a", "é", "ß", "ﬁ", "漢", "ा", "０"])
    func longWords(_ letter: String) throws {
        let reference = try AnalysisSupport.Reference()
        for count in [84, 85, 86, 127, 128, 254, 255, 256, 257, 300, 1000, 70_000] {
            let text = "k" + String(repeating: letter, count: count)
            guard letter != "漢" || count < 300 else { continue }
            let tokens = try analyzedTokens(of: text, with: .standard)
            #expect(tokens == reference.tokens(Array(text.utf8)))
            #expect(tokens.allSatisfy { $0.term.utf8.count <= 255 && !$0.term.contains("\u{FFFD}") })
            if letter != "漢" { #expect(tokens.map(\.range) == [0..<text.utf8.count]) }
        }
    }

    @Test("letters without end before an ideograph are looked at twice at most")
    func longWordThenIdeograph() throws {
        let text = String(repeating: "é", count: 2_000_000) + "漢 b"
        let tokens = try analyzedTokens(of: text, with: .standard)
        #expect(tokens.map(\.range) == [0..<4_000_000, 4_000_000..<4_000_003, 4_000_004..<4_000_005])
    }

    @Test("a stretch without separators beyond 64 KiB is cut, and loses no letter")
    func longStretch() throws {
        let text = String(repeating: "日本語の文章をどこで切るか", count: 6000)
        let tokens = try analyzedTokens(of: text, with: .standard)
        #expect(tokens.first?.range.lowerBound == 0 && tokens.last?.range.upperBound == text.utf8.count)
        #expect(zip(tokens, tokens.dropFirst()).allSatisfy { $0.range.upperBound == $1.range.lowerBound })
    }

    @Test("Thai, Chinese and Japanese are cut into words that cover every letter",
        arguments: [
        ("สวัสดีครับยินดีต้อนรับ", 3), ("我们在北京的工厂生产螺丝", 4), ("東京都で六角ボルトを買いました", 5),
        ("ຍິນດີຕ້ອນຮັບ", 2), ("កម្ពុជាជាប្រទេស", 2),
    ])
    func dictionaries(_ text: String, _ least: Int) throws {
        let tokens = try analyzedTokens(of: text, with: .standard)
        #expect(tokens.count >= least)
        #expect(tokens.reduce(0) { $0 + $1.range.count } == text.utf8.count)
    }
}

extension String {
    var utf8CodePoints: [UInt32] { unicodeScalars.map(\.value) }
}
