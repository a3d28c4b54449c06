internal import CICU

/// How far a word is folded.
enum FoldDepth {
    /// What a stemmer wants: letters keep their diacritics.
    case caseOnly
    /// What the index holds.
    case full
}

/// Folds words to terms: the slow and exact way, through ICU. `LetterTable` holds its results for single characters.
///
/// Case (`caseOnly`): NFKC_Casefold (Unicode 15.0, D146: compatibility forms, case, `ß` to `ss`, soft hyphens and joiners
/// dropped), then digits of every script to `0...9`, typographic apostrophes to `'`, and the dot that `İ` leaves on its `i` dropped.
///
/// Diacritics (`full`), because people leave them out when they type: marks are dropped
/// - on Latin and Greek letters, digits and symbols: all;
/// - on Cyrillic letters: `ё` becomes `е` and stress marks go, but `й`, `ї`, `ў`, `ѓ`, `ќ` stay, being letters of their own;
/// - in Hebrew and Arabic: points and vowel signs, and the Arabic stretch `ـ`; hamza and madda stay;
/// - elsewhere none: Indic vowel signs, Thai tones and the Japanese voicing marks make the word what it is.
/// Latin letters that carry their stroke inside lose it too (`ø` o, `ł` l, `đ` d, `ı` i), and `æ`, `œ`, `þ` become two.
/// The result is NFC. A word that folds to nothing (a lone stretch sign) stays as it is, so no token is lost.
struct Folding {
    private var first: [UInt8] = []
    private var second: [UInt8] = []

    /// Appends the folded form of `word` to `terms`. Reads the first 1,024 bytes at most, four times what a term keeps.
    /// - Returns: how many bytes it appended, at least one for a word of at least one.
    mutating func append(_ word: Span<UInt8>, depth: FoldDepth, to terms: inout [UInt8]) -> Int {
        let before = terms.count
        terms.append(contentsOf: fold(word, depth: depth))
        if terms.count == before {
            let size = UTF8Reading.boundary(word, atOrBefore: TokenBuffer.maximumTermSizeBytes)
            for index in 0..<size { terms.append(word[index]) }
        }
        return terms.count - before
    }

    /// The folded form of the first 1,024 bytes of `word`, empty when nothing of it is left.
    mutating func fold(_ word: Span<UInt8>, depth: FoldDepth) -> [UInt8] {
        let size = UTF8Reading.boundary(word, atOrBefore: ICU.maximumInputSizeBytes)
        guard ICU.normalize(word.extracting(0..<size), to: .caseFolded, into: &first) else { return [] }
        foldSigns()
        if depth == .full { foldDiacritics() }
        return first
    }

    /// Replaces `word`, already folded by case, by its fully folded form. For stems.
    mutating func finish(_ word: inout [UInt8]) {
        first.removeAll(keepingCapacity: true)
        first.append(contentsOf: word)
        foldDiacritics()
        if !first.isEmpty { swap(&first, &word) }
    }

    /// Folds what lies in `first`: digits, apostrophes, the dot of `İ`.
    private mutating func foldSigns() {
        second.removeAll(keepingCapacity: true)
        Self.foldSigns(of: first, into: &second)
        swap(&first, &second)
    }

    private static func foldSigns(of bytes: [UInt8], into out: inout [UInt8]) {
        let text = bytes.span
        var index = 0
        var last: UInt32 = 0
        while index < text.count {
            let (scalar, size) = UTF8Reading.decode(text, at: index)
            index += size
            if scalar == 0x307, last == 0x69 { continue }
            last = sign(scalar)
            UTF8Reading.append(last, to: &out)
        }
    }

    private static func sign(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case ..<0x80: scalar
        case 0x2018, 0x2019, 0x201B, 0x2BC: 0x27
        default: ICU.digit(scalar).map { 0x30 + $0 } ?? scalar
        }
    }

    /// Folds what lies in `first`: decompose, drop marks, map letters, compose.
    private mutating func foldDiacritics() {
        // Casefolding may have made a long word longer; what is cut here lies far beyond what a term keeps.
        first.removeLast(first.count - UTF8Reading.boundary(first.span, atOrBefore: ICU.maximumInputSizeBytes))
        guard ICU.normalize(first, to: .decomposed, into: &second) else { return }
        first.removeAll(keepingCapacity: true)
        Self.dropMarks(of: second, into: &first)
        if ICU.normalize(first, to: .composed, into: &second) { swap(&first, &second) }
    }

    private static func dropMarks(of bytes: [UInt8], into out: inout [UInt8]) {
        let text = bytes.span
        var base = MarkedLetter(letter: 0, script: CICU_SCRIPT_OTHER)
        var index = 0
        while index < text.count, out.count < ICU.maximumInputSizeBytes - 4 {
            let (scalar, size) = UTF8Reading.decode(text, at: index)
            index += size
            if scalar >= 0x300, ICU.isNonspacingMark(scalar) {
                if base.drops(scalar) { continue }
            } else {
                base = MarkedLetter(letter: scalar, script: ICU.script(scalar))
                if scalar == 0x640 { continue }
            }
            let (one, two) = spelledOut(scalar)
            UTF8Reading.append(one, to: &out)
            if let two { UTF8Reading.append(two, to: &out) }
        }
    }

    /// The last character that was no mark.
    private struct MarkedLetter {
        var letter: UInt32
        var script: cicu_script

        func drops(_ mark: UInt32) -> Bool {
            switch script {
            case CICU_SCRIPT_LATIN, CICU_SCRIPT_GREEK, CICU_SCRIPT_COMMON, CICU_SCRIPT_HEBREW: return true
            case CICU_SCRIPT_ARABIC: return !(0x653...0x655).contains(mark)
            case CICU_SCRIPT_CYRILLIC:
                // Diaeresis on е; grave and acute on vowels, where they mark stress (on г and к they make another letter).
                if mark == 0x308 { return letter == 0x435 }
                let vowels: [UInt32] = [0x430, 0x435, 0x438, 0x43E, 0x443, 0x44B, 0x44D, 0x44E, 0x44F, 0x454, 0x456, 0x457]
                return mark <= 0x301 && vowels.contains(letter)
            default: return false
            }
        }
    }

    /// Latin letters whose stroke, tail or ligature Unicode does not decompose.
    private static func spelledOut(_ scalar: UInt32) -> (UInt32, UInt32?) {
        switch scalar {
        case ..<0xE6: (scalar, nil)
        case 0xE6: (0x61, 0x65)  // æ
        case 0xF0, 0x111, 0x256, 0x257: (0x64, nil)  // ð đ ɖ ɗ
        case 0xF8, 0x275: (0x6F, nil)  // ø ɵ
        case 0xFE: (0x74, 0x68)  // þ
        case 0x127: (0x68, nil)  // ħ
        case 0x131, 0x268: (0x69, nil)  // ı ɨ
        case 0x142, 0x19A: (0x6C, nil)  // ł ƚ
        case 0x14B: (0x6E, nil)  // ŋ
        case 0x153: (0x6F, 0x65)  // œ
        case 0x167: (0x74, nil)  // ŧ
        case 0x180: (0x62, nil)  // ƀ
        case 0x1B6: (0x7A, nil)  // ƶ
        case 0x1E5: (0x67, nil)  // ǥ
        case 0x237: (0x6A, nil)  // ȷ
        default: (scalar, nil)
        }
    }
}
