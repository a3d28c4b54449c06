/// The languages that texts are told apart by. More than are stemmed: a Polish text must not be taken for the next best.
enum TextLanguage: UInt8, CaseIterable, Sendable {
    // Latin script: by their letters.
    case english, german, dutch, danish, norwegian, swedish, french, italian, spanish, catalan, portuguese, romanian
    case finnish, hungarian, turkish, lithuanian, basque, indonesian, irish, polish, czech, slovak, slovenian, croatian
    case estonian, latvian, maltese
    // Cyrillic script: likewise.
    case russian, ukrainian, bulgarian, serbian
    // By script alone.
    case greek, armenian, arabic, hindi, tamil

    private static let stemmers = allCases.map { SnowballLanguage(rawValue: "\($0)") }

    /// Nil: no stemmer is known for it.
    var snowball: SnowballLanguage? { Self.stemmers[Int(rawValue)] }
}

/// The scripts in which words have stems.
enum WordScript: UInt8 {
    case latin, cyrillic, greek, armenian, arabic, devanagari, tamil, other

    /// The script of a folded word, by its first character.
    init(ofWord word: Span<UInt8>) {
        let first = word[0]
        switch first {
        case 0x61...0x7A, 0xC3...0xC9: self = .latin
        case 0xE1 where word.count > 1 && (0xB8...0xBB).contains(word[1]): self = .latin
        case 0xCD...0xCF: self = .greek
        case 0xE1 where word.count > 1 && (0xBC...0xBF).contains(word[1]): self = .greek
        case 0xD0...0xD3: self = .cyrillic
        case 0xD4 where word.count > 1 && word[1] < 0xB0: self = .cyrillic
        case 0xD4...0xD6: self = .armenian
        case 0xD8...0xDB: self = .arabic
        case 0xE0 where word.count > 1 && (0xA4...0xA5).contains(word[1]): self = .devanagari
        case 0xE0 where word.count > 1 && (0xAE...0xAF).contains(word[1]): self = .tamil
        default: self = .other
        }
    }

    /// The script that a language's stems are found in.
    init(of language: SnowballLanguage) {
        switch language {
        case .russian, .serbian: self = .cyrillic
        case .greek: self = .greek
        case .armenian: self = .armenian
        case .arabic: self = .arabic
        case .hindi, .nepali: self = .devanagari
        case .tamil: self = .tamil
        default: self = .latin
        }
    }

    /// Languages that only their letters tell apart, as lanes of `LanguageEvidence`; empty where the script says it all.
    var lanes: Range<Int> {
        switch self {
        case .latin: Int(TextLanguage.english.rawValue)..<Int(TextLanguage.russian.rawValue)
        case .cyrillic: Int(TextLanguage.russian.rawValue)..<Int(TextLanguage.greek.rawValue)
        default: 0..<0
        }
    }

    /// The language of all text in the script, as far as there is a stemmer for any.
    var onlyLanguage: TextLanguage? {
        switch self {
        case .greek: .greek
        case .armenian: .armenian
        case .arabic: .arabic
        case .devanagari: .hindi
        case .tamil: .tamil
        case .latin, .cyrillic, .other: nil
        }
    }
}
