/// A word of a query, and what it is a part of: `6205` of `6205-2RS`.
///
/// Words are what `standard` analysis cuts the text into. Each field's own analysis then says which term the word is
/// there. For part numbers the stretch between blanks counts too: in an identifier field each of its words also stands
/// for the whole, so that `6205-2RS` finds the part however either was punctuated.
struct TypedWord {
    let text: String
    /// The word in `standard` form: what prefixes and typos are looked for with.
    let folded: [UInt8]
    /// The stretch between blanks that the word lies in, where it is more than the word.
    private let whole: [UInt8]?

    static func words(of text: String) throws(AnalysisError) -> [TypedWord] {
        let utf8 = Array(text.utf8)
        let tokens = try AnalyzerPool.shared.tokens(of: utf8, with: .standard)
        return tokens.map { token in
            var from = token.range.lowerBound
            var to = token.range.upperBound
            while from > 0, utf8[from - 1] > 0x20 { from -= 1 }
            while to < utf8.count, utf8[to] > 0x20 { to += 1 }
            let isPart = from != token.range.lowerBound || to != token.range.upperBound
            return TypedWord(
                text: String(decoding: utf8[token.range], as: UTF8.self), folded: token.term,
                whole: isPart ? Array(utf8[from..<to]) : nil)
        }
    }

    /// The terms that stand for the word in a field of this analysis.
    func terms(for analyzer: AnalyzerKind) throws(AnalysisError) -> [[UInt8]] {
        var terms: [[UInt8]] = []
        let word = try AnalyzerPool.shared.tokens(of: Array(text.utf8), with: analyzer)
        if let first = word.first { terms.append(first.term) }
        if analyzer == .identifier, let whole {
            let number = try AnalyzerPool.shared.tokens(of: whole, with: analyzer)
            if let first = number.first, !terms.contains(first.term) { terms.append(first.term) }
        }
        return terms
    }

    /// What terms begin with that the word begins: of part numbers the whole, without delimiters.
    func prefix(for type: FieldType) throws(AnalysisError) -> [UInt8] {
        guard type == .identifier else { return folded }
        return try AnalyzerPool.shared.tokens(of: whole ?? Array(text.utf8), with: .identifier).first?.term ?? folded
    }
}
