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

/// What an analyzer makes of a text, for people who wonder why a word is found or not.
package struct AnalyzedText: Sendable {
    package struct Token: Sendable {
        package let token: AnalyzedToken
        /// The script of the word's first letter by Unicode's name for it: Latin, Han, Thai; Common of a number.
        package let script: String
        /// The language by whose rules the term is a stem; nil: the term is the word, or the text's language is not known.
        package let language: String?
    }
    package let text: String
    package let analyzer: AnalyzerKind
    package let tokens: [Token]

    package init(_ text: String, with analyzer: AnalyzerKind) throws(AnalysisError) {
        self.text = text
        self.analyzer = analyzer
        let utf8 = Array(text.utf8)
        tokens = try analyzedTokens(of: text, with: analyzer).map { token in
            let word = String(decoding: utf8[token.range], as: UTF8.self).unicodeScalars
            let letter = word.first { $0.properties.isAlphabetic } ?? word.first
            let script = ICU.scriptName(letter?.value ?? 0)
            let term = Array(token.term.utf8)
            guard analyzer == .auto, let language = LanguageStem.language(of: term[...]) else {
                return Token(token: token, script: script, language: analyzer.language?.rawValue)
            }
            let stem = String(decoding: term[LanguageStem.markSizeBytes...], as: UTF8.self)
            let shown = AnalyzedToken(term: stem, range: token.range, position: token.position)
            return Token(token: shown, script: script, language: language.rawValue)
        }
    }

    package var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("text", text)
            writer.member("analyzer", analyzer.name)
            writer.list("tokens", tokens) { writer, token in
                writer.object { writer in
                    writer.member("term", token.token.term)
                    for (name, number) in [
                        ("start", token.token.range.lowerBound), ("end", token.token.range.upperBound), ("position", token.token.position),
                    ] {
                        writer.key(name)
                        writer.number(number)
                    }
                    writer.member("script", token.script)
                    if let language = token.language { writer.member("language", language) }
                }
            }
        }
        return writer.bytes
    }
}
