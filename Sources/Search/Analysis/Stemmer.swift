internal import CStemmer

/// One Snowball stemmer. Used by one thread at a time.
final class Stemmer {
    // SAFETY: made in `init`, deleted in `deinit`, never handed out.
    private let stemmer: OpaquePointer
    private let preparation: StemPreparation

    init(_ language: SnowballLanguage) throws(AnalysisError) {
        guard let stemmer = sb_stemmer_new(language.rawValue, "UTF_8") else { throw .stemmer(language: language.rawValue) }
        self.stemmer = stemmer
        preparation = StemPreparation(language)
    }

    deinit { sb_stemmer_delete(stemmer) }

    /// Replaces `word` (well-formed UTF-8, lower case, composed, with its diacritics) by its stem, which is never empty.
    func stem(_ word: inout [UInt8]) {
        preparation.prepare(&word)
        guard let stem = sb_stemmer_stem(stemmer, word, Int32(word.count)) else { return }
        // SAFETY: libstemmer owns the stem until its next call, and it is copied before that; the length belongs to it.
        let bytes = UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(stemmer)))
        guard !bytes.isEmpty else { return }
        word.removeAll(keepingCapacity: true)
        word.append(contentsOf: bytes)
        preparation.restore(&word)
    }
}
