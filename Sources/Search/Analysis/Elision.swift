/// Articles and pronouns that lose their vowel before the next word and become one word with it by UAX #29: `l'homme`,
/// `dell'acqua`. The stem is that of the noun; the token still spans both.
struct Elision {
    private let prefixes: [[UInt8]]

    init?(_ language: SnowballLanguage) {
        let prefixes: [String]
        switch language {
        case .french:
            prefixes = ["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"]
        case .italian:
            prefixes = [
                "l", "d", "c", "m", "t", "s", "v", "un", "all", "coll", "dall", "dell", "nell", "sull", "dagl", "degl", "negl",
                "sugl", "gl", "quell", "quest", "sant", "bell",
            ]
        case .catalan: prefixes = ["l", "d", "m", "t", "s", "n"]
        default: return nil
        }
        self.prefixes = prefixes.map { Array($0.utf8) }
    }

    /// Drops the prefix and its apostrophe when something follows.
    func strip(_ word: inout [UInt8]) {
        guard let apostrophe = word.firstIndex(of: UInt8(ascii: "'")), apostrophe + 1 < word.count else { return }
        guard prefixes.contains(where: { word[..<apostrophe].elementsEqual($0) }) else { return }
        word.removeFirst(apostrophe + 1)
    }
}
