/// A word as the analyses of an index's text fields see it: two words are the same where any of them says so.
struct CutWord: Sendable {
    let text: String
    /// Bytes of the text it was cut from.
    let range: Range<Int>
    /// The word's term under each analysis of a `WordCutter`; the first is `standard`.
    let forms: [[UInt8]]

    var folded: [UInt8] { forms[0] }
}

/// Cuts what is typed, and what settings say, into words that can be compared: without case and accents, and with the endings
/// that the fields of the index take off.
struct WordCutter: Sendable {
    private let analyzers: [AnalyzerKind]

    init(_ schema: Schema) {
        var kinds: [AnalyzerKind] = [.standard]
        for field in schema.fields where field.type == .text && !kinds.contains(field.analyzer) { kinds.append(field.analyzer) }
        analyzers = kinds
    }

    func words(of text: String) throws(AnalysisError) -> [CutWord] {
        let utf8 = Array(text.utf8)
        var words: [CutWord] = []
        for token in try AnalyzerPool.shared.tokens(of: utf8, with: .standard) {
            words.append(try word(Array(utf8[token.range]), token.range, folded: token.term))
        }
        return words
    }

    /// One word, already cut.
    func word(_ text: String) throws(AnalysisError) -> CutWord {
        let utf8 = Array(text.utf8)
        let folded = try AnalyzerPool.shared.tokens(of: utf8, with: .standard).first?.term ?? utf8
        return try word(utf8, utf8.indices, folded: folded)
    }

    private func word(_ utf8: [UInt8], _ range: Range<Int>, folded: [UInt8]) throws(AnalysisError) -> CutWord {
        var forms = [folded]
        for kind in analyzers.dropFirst() { forms.append(try AnalyzerPool.shared.tokens(of: utf8, with: kind).first?.term ?? folded) }
        return CutWord(text: String(decoding: utf8, as: UTF8.self), range: range, forms: forms)
    }
}

/// Finds numbers by words in a row.
struct WordTable: Sendable {
    private var numbers: [[UInt8]: [Int]] = [:]
    /// Words in the longest row.
    private(set) var longest = 0

    /// Longer rows would be looked for at every word of every query.
    static let lengthLimit = 20

    var isEmpty: Bool { numbers.isEmpty }

    /// Notes a number, once for each row of words; rows of no words, or of too many, are never found.
    mutating func add(_ words: [CutWord], _ number: Int) {
        guard (1...Self.lengthLimit).contains(words.count) else { return }
        longest = max(longest, words.count)
        for analysis in words[0].forms.indices {
            let key = Self.key(words[...], analysis)
            if numbers[key]?.last != number { numbers[key, default: []].append(number) }
        }
    }

    /// The numbers of just these words, rising.
    func find(_ words: ArraySlice<CutWord>) -> [Int] {
        guard let first = words.first else { return [] }
        var found: Set<Int> = []
        for analysis in first.forms.indices { found.formUnion(numbers[Self.key(words, analysis)] ?? []) }
        return found.sorted()
    }

    /// Terms hold no zero bytes but for hostile ones, whose rows may be taken for one another: harmless.
    private static func key(_ words: ArraySlice<CutWord>, _ analysis: Int) -> [UInt8] {
        var key = [UInt8(truncatingIfNeeded: analysis)]
        for word in words {
            key.append(contentsOf: word.forms[analysis])
            key.append(0)
        }
        return key
    }
}
