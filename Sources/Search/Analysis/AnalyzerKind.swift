/// How the text of a field becomes terms, under the name a schema gives it.
package enum AnalyzerKind: Hashable, Sendable {
    /// Words of any script, case and diacritics folded, no stemming.
    case standard
    /// The right thing for text whose language is not known, or that is of several: the words of `standard`, and beside each
    /// its stem by the language that its passage is in. See `LanguageFilter`.
    case auto
    /// Part numbers and other codes: delimiters and case do not matter. See `IdentifierScanner`.
    case identifier
    /// `standard` with each word stemmed by the rules of one language.
    case snowball(SnowballLanguage)

    package init?(name: String) {
        switch name {
        case "standard": self = .standard
        case "auto": self = .auto
        case "identifier": self = .identifier
        default:
            guard let language = SnowballLanguage(rawValue: name) else { return nil }
            self = .snowball(language)
        }
    }

    package var name: String {
        switch self {
        case .standard: "standard"
        case .auto: "auto"
        case .identifier: "identifier"
        case .snowball(let language): language.rawValue
        }
    }

    /// The language that all text is held to be in, where one is set.
    var language: SnowballLanguage? {
        if case .snowball(let language) = self { language } else { nil }
    }

    /// Every name a schema may use, in the order a message lists them.
    package static var names: [String] {
        ["standard", "auto", "identifier"] + SnowballLanguage.allCases.map(\.rawValue)
    }
}

/// The stemmers of libstemmer 2.2, under Snowball's own names.
package enum SnowballLanguage: String, Hashable, Sendable, CaseIterable {
    case arabic, armenian, basque, catalan, danish, dutch, english, finnish, french, german, greek, hindi, hungarian
    case indonesian, irish, italian, lithuanian, nepali, norwegian
    /// Porter's algorithm of 1980 for English; `english` is its better successor.
    case porter
    case portuguese, romanian, russian, serbian, spanish, swedish, tamil, turkish, yiddish
}

/// What can keep an analyzer from opening. The system's libraries are at fault, never the text.
package enum AnalysisError: Error, Hashable, CustomStringConvertible {
    /// ICU did not take the word-break rules or had no memory for them; `code` is ICU's name for it.
    case wordBreaker(code: String)
    /// The installed libstemmer has no such language, or no memory.
    case stemmer(language: String)

    package var description: String {
        switch self {
        case .wordBreaker(let code): "ICU could not open its word-break iterator: \(code). Is libicu72 installed with its data?"
        case .stemmer(let language): "libstemmer has no stemmer for \(language). Is libstemmer 2.2 or later installed?"
        }
    }
}
