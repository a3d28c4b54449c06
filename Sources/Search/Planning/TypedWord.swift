/// A word of a query, and what it is a part of: `6205` of `6205-2RS`.
///
/// Words are what `standard` analysis cuts the text into. Each field's own analysis then says which term the word is
/// there. For part numbers the stretch between blanks counts too: see `TypedNumber`.
struct TypedWord {
    let text: String
    /// The word in `standard` form: what prefixes and typos are looked for with.
    let folded: [UInt8]
    /// The bytes of the stretch between blanks that the word lies in.
    let stretch: [UInt8]
    /// Where that stretch lies in the query: words of one stretch have the same.
    let stretchRange: Range<Int>
    /// The bytes of the query that the word is.
    let range: Range<Int>

    static func words(of text: String) throws(AnalysisError) -> [TypedWord] {
        let utf8 = Array(text.utf8)
        let tokens = try AnalyzerPool.shared.tokens(of: utf8, with: .standard)
        return tokens.map { token in
            var from = token.range.lowerBound
            var to = token.range.upperBound
            while from > 0, utf8[from - 1] > 0x20 { from -= 1 }
            while to < utf8.count, utf8[to] > 0x20 { to += 1 }
            return TypedWord(
                text: String(decoding: utf8[token.range], as: UTF8.self), folded: token.term, stretch: Array(utf8[from..<to]),
                stretchRange: from..<to, range: token.range)
        }
    }

    /// The terms that stand for the word in a field of this analysis; several stand for it equally.
    func terms(for analyzer: AnalyzerKind) throws(AnalysisError) -> [[UInt8]] {
        if analyzer == .identifier {
            guard let own = try TypedNumber(Array(text.utf8)), let all = try TypedNumber(stretch) else { return [] }
            return own == all ? [own.form, own.whole] : [own.form, own.whole, all.whole]
        }
        return try AnalyzerPool.shared.tokens(of: Array(text.utf8), with: analyzer).prefix(1).map(\.term)
    }

    /// The word's stem in a language, folded; nil where the language has none for it: it is a function word, has a digit, or is
    /// not in the language's script.
    func stem(_ language: SnowballLanguage) throws(AnalysisError) -> [UInt8]? {
        guard WordScript(ofWord: folded.span) == WordScript(of: language), !folded.hasDigit,
            !FunctionWords.contains(folded, of: language)
        else { return nil }
        return try AnalyzerPool.shared.tokens(of: Array(text.utf8), with: .snowball(language)).first?.term
    }

    /// What terms begin with that the word begins: of part numbers the whole, without delimiters.
    func prefix(for type: FieldType) throws(AnalysisError) -> [UInt8] {
        guard type == .identifier else { return folded }
        return try TypedNumber(stretch)?.form ?? folded
    }
}

/// A part number as typed: a stretch of the query between blanks, or several side by side.
struct TypedNumber: Equatable {
    /// As typed.
    let text: [UInt8]
    /// In one form for all ways to write it: folded, without delimiters.
    let form: [UInt8]

    /// Nil where there is no letter and no digit.
    init?(_ text: [UInt8]) throws(AnalysisError) {
        guard let first = try AnalyzerPool.shared.tokens(of: text, with: .identifier).first?.term else { return nil }
        self.text = text
        form = first.dropLast()
    }

    /// The term of the number as a whole, where `form` is that of a segment of it.
    var whole: [UInt8] { form + [IdentifierScanner.mark] }

    var hasDigit: Bool { form.hasDigit }

    /// Whether it has what tells a part number from a size or a count: three letters or digits in a row, or both kinds in a
    /// row. `74hc`, `1-100` and `B5` do, `1-1/4` does not.
    var isTelling: Bool {
        var row = 0
        var (letters, digits) = (false, false)
        for byte in text {
            let isDigit = byte &- 0x30 < 10
            guard isDigit || byte | 0x20 &- 0x61 < 26 || byte >= 0x80 else {
                (row, letters, digits) = (0, false, false)
                continue
            }
            row += 1
            if isDigit { digits = true } else { letters = true }
            if row >= 3 || letters && digits { return true }
        }
        return false
    }

    static func == (a: TypedNumber, b: TypedNumber) -> Bool { a.form == b.form }
}
