/// What Snowball's later releases (3.0, 2025) do to a word before its suffixes, for the release a system has (2.2 on Debian 12).
///
/// - French, Italian, Catalan: articles and pronouns that lose their vowel before the next word are one word with it by UAX #29
///   (`l'homme`, `dell'acqua`); the stem is that of the noun, the token still spans both.
/// - Turkish: what follows the apostrophe of a proper noun is a suffix (`Ankara'nın`).
/// - Romanian: `ș` and `ț` are written with a comma; 2.2 knows only the cedilla of old encodings (`ş`, `ţ`).
/// - Spanish: `-acion`, `-ucion` typed without their accent.
struct StemPreparation {
    private let language: SnowballLanguage
    private let elided: [[UInt8]]

    init(_ language: SnowballLanguage) {
        self.language = language
        let elided: [String] =
            switch language {
            case .french: ["l", "d", "j", "m", "t", "s", "n", "c", "qu"]
            case .italian:
                [
                    "l", "d", "c", "m", "t", "s", "v", "un", "all", "coll", "dall", "dell", "nell", "sull", "dagl", "degl", "negl",
                    "sugl", "gl", "quell", "quest", "sant", "bell",
                ]
            case .catalan: ["l", "d", "m", "t", "s", "n"]
            default: []
            }
        self.elided = elided.map { Array($0.utf8) }
    }

    func prepare(_ word: inout [UInt8]) {
        switch language {
        case .french, .italian, .catalan: stripElided(&word)
        case .turkish:
            // Not after a single letter: `ç'den` is an abbreviation, and too short to lose anything.
            let second = word.indices.dropFirst().first { !UTF8Reading.isContinuation(word[$0]) } ?? word.endIndex
            let apostrophe = word[second...].dropFirst().firstIndex(of: Self.apostrophe)
            if let apostrophe { word.removeSubrange(apostrophe...) }
        case .romanian: replace(Self.commas, by: Self.cedillas, in: &word)
        case .spanish:
            for ending in ["acion", "ucion"] where word.ends(with: ending) {
                word.removeLast(4)
                word.append(contentsOf: "ción".utf8)
            }
        default: break
        }
    }

    func restore(_ stem: inout [UInt8]) {
        if language == .romanian { replace(Self.cedillas, by: Self.commas, in: &stem) }
    }

    private static let apostrophe = UInt8(ascii: "'")
    /// ș ț, and ş ţ.
    private static let commas: [[UInt8]] = [[0xC8, 0x99], [0xC8, 0x9B]]
    private static let cedillas: [[UInt8]] = [[0xC5, 0x9F], [0xC5, 0xA3]]

    /// Drops the prefix and its apostrophe when something follows.
    private func stripElided(_ word: inout [UInt8]) {
        guard let apostrophe = word.firstIndex(of: Self.apostrophe), apostrophe + 1 < word.count else { return }
        guard elided.contains(where: { word[..<apostrophe].elementsEqual($0) }) else { return }
        word.removeFirst(apostrophe + 1)
    }

    private func replace(_ letters: [[UInt8]], by others: [[UInt8]], in word: inout [UInt8]) {
        for index in word.indices.dropLast() {
            for (letter, other) in zip(letters, others) where word[index] == letter[0] && word[index + 1] == letter[1] {
                word[index] = other[0]
                word[index + 1] = other[1]
            }
        }
    }
}

extension [UInt8] {
    fileprivate func ends(with ending: String) -> Bool { suffix(ending.utf8.count).elementsEqual(ending.utf8) }
}
