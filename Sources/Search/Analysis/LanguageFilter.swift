/// Finds out what language each passage of a text is in, and puts beside each word, at its position, its stem in that language
/// (`LanguageStem`). Words come folded by case alone and leave folded fully.
///
/// A passage is what stands between sentence ends, lines, slashes, brackets; its neighbours in the text speak for it as
/// loud as half a word of its own. Where the best language is not likelier by a factor of e than the next, a word has no stem;
/// nor has one with a digit, or a function word.
struct LanguageFilter {
    private let model = LanguageModel.shared
    private var folding: StemFilter
    private let stemmers: [Stemmer?]
    private let marks = TextLanguage.allCases.map { $0.snowball.map(LanguageStem.mark) ?? [] }
    /// Made when the first word of the language comes.
    private var stems: [StemFilter?] = Array(repeating: nil, count: TextLanguage.allCases.count)
    private let stemCache: StemCache
    /// What words say, by their hash, replaced on collision.
    private var known: [(hash: UInt64, evidence: LanguageEvidence)]
    private static let lineBits = 14

    private var words: [Word] = []
    private var passages: [Passage] = []
    private var languages: [(latin: TextLanguage?, cyrillic: TextLanguage?)] = []
    private var tokens: [TokenBuffer.Token] = []

    private struct Word {
        var script: WordScript
        var functionWordOf: UInt32
        var passage: Int
    }

    private struct Passage {
        /// By script that has several languages: sums of scores, and of how many words.
        var scores = SIMD32<Int16>()
        var latinCount: Float = 0
        var cyrillicCount: Float = 0

        /// So many words are enough, and their scores cannot overflow.
        static let mostWords: Float = 250

        @inline(__always)
        mutating func add(_ evidence: LanguageEvidence, _ script: WordScript) {
            guard latinCount + cyrillicCount < Self.mostWords else { return }
            scores &+= evidence.scores
            if script == .latin { latinCount += 1 } else { cyrillicCount += 1 }
        }

        func count(_ script: WordScript) -> Float { script == .latin ? latinCount : cyrillicCount }
    }

    /// A text's passages together.
    private struct Whole {
        private(set) var scores = [Float](repeating: 0, count: 32)
        private var latinCount: Float = 0
        private var cyrillicCount: Float = 0

        init(_ passages: [Passage]) {
            // A text of one passage, as most are, has no neighbours.
            guard passages.count > 1 else { return }
            for passage in passages {
                for lane in 0..<32 { scores[lane] += Float(passage.scores[lane]) }
                latinCount += passage.latinCount
                cyrillicCount += passage.cyrillicCount
            }
        }

        func count(_ script: WordScript) -> Float { script == .latin ? latinCount : cyrillicCount }
    }

    init(_ cache: StemCache) throws(AnalysisError) {
        folding = StemFilter(nil, cache == .large ? .medium : .small)
        stemCache = cache == .large ? .medium : .small
        stemmers = try TextLanguage.allCases.map { language throws(AnalysisError) in
            guard let snowball = language.snowball else { return nil }
            return try Stemmer(snowball)
        }
        known = Array(repeating: (0, LanguageEvidence()), count: 1 << (cache == .large ? Self.lineBits : 8))
    }

    mutating func apply(to buffer: inout TokenBuffer, of text: Span<UInt8>) {
        gather(buffer, text)
        let whole = Whole(passages)
        languages.removeAll(keepingCapacity: true)
        for passage in passages {
            languages.append((Self.language(of: passage, in: whole, .latin), Self.language(of: passage, in: whole, .cyrillic)))
        }
        tokens.removeAll(keepingCapacity: true)
        for (index, word) in words.enumerated() {
            let token = buffer.tokens[index]
            let language =
                switch word.script {
                case .latin: languages[word.passage].latin
                case .cyrillic: languages[word.passage].cyrillic
                default: word.script.onlyLanguage
                }
            var plain = token
            folding.apply(to: &plain, of: &buffer.terms)
            tokens.append(plain)
            guard let language, language.snowball != nil else { continue }
            let isFunctionWord = language.rawValue < 32 && word.functionWordOf >> UInt32(language.rawValue) & 1 == 1
            if !isFunctionWord { appendStem(of: token, language, &buffer) }
        }
        buffer.formCount = tokens.count - buffer.tokens.count
        swap(&buffer.tokens, &tokens)
    }

    private mutating func appendStem(
        of token: TokenBuffer.Token, _ language: TextLanguage, _ buffer: inout TokenBuffer
    ) {
        let place = Int(language.rawValue)
        if stems[place] == nil { stems[place] = StemFilter(stemmers[place], stemCache) }
        var stem = token
        stems[place]?.apply(to: &stem, of: &buffer.terms)
        guard Int(stem.termLength) <= LanguageStem.longestStemSizeBytes else { return }
        let start = buffer.terms.count
        buffer.terms.append(contentsOf: marks[place])
        for index in Int(stem.termStart)..<Int(stem.termStart + stem.termLength) { buffer.terms.append(buffer.terms[index]) }
        stem.termStart = UInt32(truncatingIfNeeded: start)
        stem.termLength += UInt32(LanguageStem.markSizeBytes)
        tokens.append(stem)
    }

    /// Looks at every word, and cuts the text into passages.
    private mutating func gather(_ buffer: TokenBuffer, _ text: Span<UInt8>) {
        words.removeAll(keepingCapacity: true)
        passages.removeAll(keepingCapacity: true)
        passages.append(Passage())
        var last = 0
        for token in buffer.tokens {
            let term = buffer.terms.span.extracting(Int(token.termStart)..<Int(token.termStart + token.termLength))
            let passage = passages.count - 1
            let isFirst = passages[passage].latinCount + passages[passage].cyrillicCount == 0
            if !isFirst, Self.isDivided(text, last..<Int(token.start)) { passages.append(Passage()) }
            last = Int(token.end)
            var word = Word(script: WordScript(ofWord: term), functionWordOf: 0, passage: passages.count - 1)
            if Self.hasDigit(term) { word.script = .other }
            if !word.script.lanes.isEmpty {
                let evidence = evidence(of: term)
                word.functionWordOf = evidence.functionWordOf
                passages[passages.count - 1].add(evidence, word.script)
            }
            words.append(word)
        }
    }

    private static func hasDigit(_ word: Span<UInt8>) -> Bool {
        for index in word.indices where word[index] &- 0x30 < 10 { return true }
        return false
    }

    private static func isDivided(_ text: Span<UInt8>, _ gap: Range<Int>) -> Bool {
        for index in gap {
            switch text[index] {
            case 0x0A, 0x0D, UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: ")"),
                UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
                return true
            default: continue
            }
        }
        return false
    }

    /// Two different words of one hash are no matter: one of them speaks for the other's language.
    private mutating func evidence(of word: Span<UInt8>) -> LanguageEvidence {
        let hash = Self.hash(word)
        let line = Int(hash >> 32) & (known.count - 1)
        if known[line].hash != hash { known[line] = (hash, model.evidence(of: word)) }
        return known[line].evidence
    }

    /// Never 0, which is an empty line's.
    private static func hash(_ word: Span<UInt8>) -> UInt64 {
        var hash = UInt64(word.count)
        for index in word.indices { hash = (hash ^ UInt64(word[index])) &* 0x0000_0100_0000_01B3 }
        hash = (hash ^ hash >> 29) &* 0x9E37_79B9_7F4A_7C15
        return (hash ^ hash >> 32) | 1
    }

    /// How much of the other passages' evidence a word's worth of them counts.
    private static let neighbourWords: Float = 0.5
    /// Twice a logarithm, as scores are.
    private static let leastMargin: Float = 2

    private static func language(of passage: Passage, in whole: Whole, _ script: WordScript) -> TextLanguage? {
        let own = passage.count(script)
        guard own > 0 else { return nil }
        let others = whole.count(script) - own
        let share = others > 0 ? neighbourWords / others : 0
        var (best, second, lane): (Float, Float, Int) = (0, 0, -1)
        for i in script.lanes {
            let score = Float(passage.scores[i])
            let all = score + (whole.scores[i] - score) * share
            if all > best {
                (best, second, lane) = (all, best, i)
            } else if all > second {
                second = all
            }
        }
        return lane >= 0 && best - second >= leastMargin ? TextLanguage(rawValue: UInt8(lane)) : nil
    }
}
