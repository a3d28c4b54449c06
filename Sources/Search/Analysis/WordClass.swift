internal import CICU

/// How a character takes part in word breaks: Word_Break of UAX #29, with what only ICU can break set apart. Raw values fit
/// four bits.
enum WordClass: UInt32 {
    /// Surely a boundary on both sides, whatever stands there.
    case other
    /// As `other`, unless a joiner stands before it.
    case pictograph
    case letter, hebrewLetter, hangul, numeric
    /// Han, kana and South-East Asian letters: ICU's dictionaries break them.
    case dictionary
    case extendNumLet
    case midLetter, midNum, midNumLet, singleQuote, doubleQuote
    /// Belongs to whatever it follows.
    case extend
    /// No letter, but bound to its neighbours in ways only ICU follows: joiners, flags, South-East Asian marks.
    case context
    /// What lies beyond `LetterTable`: ICU must say what it is.
    case beyond

    var isLetterOrDigit: Bool { rawValue >= Self.letter.rawValue && rawValue <= Self.dictionary.rawValue }
    /// Whether a stretch with it goes to ICU.
    var asksICU: Bool { self == .dictionary || self == .context || self == .beyond }
}

extension WordClass {
    init(_ wordClass: cicu_word_class) {
        self =
            switch wordClass {
            case CICU_WORD_OTHER: .other
            case CICU_WORD_PICTOGRAPH: .pictograph
            case CICU_WORD_LETTER: .letter
            case CICU_WORD_HEBREW_LETTER: .hebrewLetter
            case CICU_WORD_HANGUL_SYLLABLE: .hangul
            case CICU_WORD_NUMERIC: .numeric
            case CICU_WORD_EXTEND_NUM_LET: .extendNumLet
            case CICU_WORD_MID_LETTER: .midLetter
            case CICU_WORD_MID_NUM: .midNum
            case CICU_WORD_MID_NUM_LET: .midNumLet
            case CICU_WORD_SINGLE_QUOTE: .singleQuote
            case CICU_WORD_DOUBLE_QUOTE: .doubleQuote
            case CICU_WORD_EXTEND: .extend
            case CICU_WORD_DICTIONARY: .dictionary
            default: .context
            }
    }
}
