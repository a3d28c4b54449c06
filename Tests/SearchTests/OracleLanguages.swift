@testable import Search

/// What a word is in the languages of a field: its stems, and the compounds of the field that it is a part of.
final class NaiveLanguages {
    struct Stem {
        let language: SnowballLanguage
        let mark: ByteString
        let stem: ByteString

        var term: ByteString { ByteString(mark.bytes + stem.bytes) }
    }

    private let schema: Schema
    private let statistics: NaiveStatistics
    private let analysis: NaiveAnalysis
    private var splits: [String: CompoundSplitter.Split?] = [:]

    init(_ schema: Schema, _ statistics: NaiveStatistics, _ analysis: NaiveAnalysis) {
        self.schema = schema
        self.statistics = statistics
        self.analysis = analysis
    }

    private func terms(_ field: Int) -> some Collection<ByteString> { statistics.documentFrequencies[field].keys }

    /// Of a field that finds them by itself: those of which it has a stem.
    func languages(_ field: Int) -> [SnowballLanguage] {
        switch schema.fields[field].analyzer {
        case .snowball(let language): [language]
        case .auto:
            LanguageStem.languages.filter { language in
                terms(field).contains { $0.hasPrefix(ByteString(LanguageStem.mark(language))) }
            }
        case .standard, .identifier: []
        }
    }

    func stems(_ text: String, _ folded: ByteString, _ field: Int) throws -> [Stem] {
        try languages(field).compactMap { language in
            let hasDigit = folded.text.unicodeScalars.contains { ("0"..."9").contains($0) }
            guard !hasDigit, !FunctionWords.contains(folded.bytes, of: language),
                WordScript(ofWord: folded.bytes.span) == WordScript(of: language),
                let stem = try analysis.tokens(text, .snowball(language)).first?.term
            else { return nil }
            let isMarked = schema.fields[field].analyzer == .auto
            return Stem(language: language, mark: ByteString(isMarked ? LanguageStem.mark(language) : []), stem: stem)
        }
    }

    func isFunctionWord(_ folded: ByteString, _ fields: [Int]) -> Bool {
        let known = fields.map { languages($0) }.filter { !$0.isEmpty }
        return !known.isEmpty && known.allSatisfy { $0.contains { FunctionWords.contains(folded.bytes, of: $0) } }
    }

    func split(_ word: ByteString, _ language: SnowballLanguage, _ mark: ByteString, _ field: Int) throws -> CompoundSplitter.Split? {
        guard CompoundSplitter.languages.contains(language) else { return nil }
        let key = "\(field) \(language) \(word)"
        if let known = splits[key] { return known }
        let least = CompoundSplitter.leastDocuments(of: statistics.documentCount)
        let splitter = CompoundSplitter(language, leastDocuments: least) { part in
            try self.analysis.tokens(String(decoding: part, as: UTF8.self), .snowball(language)).first?.term.bytes ?? part
        } documentCount: { stem in
            self.statistics.documentFrequency(ByteString(mark.bytes + stem), field: field)
        }
        let split = try splitter.split(word.bytes)
        splits[key] = .some(split)
        return split
    }

    /// Every compound of the field with the stem for a part, and whether it is its head.
    func compounds(_ stem: Stem, _ field: Int) throws -> [(term: ByteString, isHead: Bool)] {
        guard CompoundSplitter.languages.contains(stem.language) else { return [] }
        return try terms(field).sorted().compactMap { term in
            guard term.hasPrefix(stem.mark) else { return nil }
            let word = Array(term.bytes.dropFirst(stem.mark.bytes.count))
            let isAtEnd = word.suffix(stem.stem.bytes.count).elementsEqual(stem.stem.bytes)
            let isAtStart = word.starts(with: stem.stem.bytes)
            guard word.count > stem.stem.bytes.count, isAtEnd || isAtStart else { return nil }
            let role = try CompoundSplitter.role(of: stem.stem.bytes, in: word) {
                try self.split(ByteString($0), stem.language, stem.mark, field)
            }
            guard stem.stem.bytes.count >= 3 else { return nil }
            if role == .head, isAtEnd { return (term, true) }
            if role == .modifier, isAtStart { return (term, false) }
            return nil
        }
    }
}
