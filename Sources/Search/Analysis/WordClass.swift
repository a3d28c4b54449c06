internal import CICU

/// How a character takes part in word breaks: Word_Break of UAX #29, with what only ICU can break set apart. Raw values fit
/// four bits.
enum WordClass: UInt32 {
    /// Surely a boundary on both sides, whatever stands there.
    case other
    /// As `other`, unless a joiner stands before it.
    case pictograph
    case letter, hebrewLetter, hangul, numeric, extendNumLet
    case midLetter, midNum, midNumLet, singleQuote, doubleQuote
    /// Belongs to whatever it follows.
    case extend
    /// Only ICU can tell: dictionary scripts, joiners, flags, and all beyond the table.
    case dictionary

    var isLetterOrDigit: Bool { rawValue >= Self.letter.rawValue && rawValue <= Self.numeric.rawValue }
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
            default: .dictionary
            }
    }
}
