/// The stem of a word by the rules of the language that its text is in, as a term of its own beside the word: where the
/// languages of a field are found word by word (`auto`), a stem means nothing without its language.
///
/// ```
/// term  01 | 02 + number of the language | 01 | the stem, folded
/// ```
/// No word has such signs, so neither a beginning nor a misspelling that someone types leads to a stem.
enum LanguageStem {
    static let opening: UInt8 = 0x01
    static let markSizeBytes = 3
    /// A word this much longer than others is not stemmed: its term would exceed the maximum.
    static let longestStemSizeBytes = TokenBuffer.maximumTermSizeBytes - markSizeBytes

    /// By number. Numbers are in index files: new languages come last.
    static let languages: [SnowballLanguage] = [
        .arabic, .armenian, .basque, .catalan, .danish, .dutch, .english, .finnish, .french, .german, .greek, .hindi, .hungarian,
        .indonesian, .irish, .italian, .lithuanian, .norwegian, .portuguese, .romanian, .russian, .serbian, .spanish, .swedish,
        .tamil, .turkish,
    ]

    private static let firstNumber: UInt8 = 0x02

    private static let marks = Dictionary(
        uniqueKeysWithValues: languages.enumerated().map { ($1, [opening, firstNumber + UInt8($0), opening]) })

    static func mark(_ language: SnowballLanguage) -> [UInt8] {
        guard let mark = marks[language] else { preconditionFailure("auto finds no such language") }
        return mark
    }

    /// Nil: the term is a word.
    static func language(of term: ArraySlice<UInt8>) -> SnowballLanguage? {
        guard term.count > markSizeBytes, term.first == opening else { return nil }
        let number = Int(term[term.startIndex + 1]) - Int(firstNumber)
        return languages.indices.contains(number) && term[term.startIndex + 2] == opening ? languages[number] : nil
    }
}
