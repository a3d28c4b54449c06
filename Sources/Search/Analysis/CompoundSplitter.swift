/// Takes compounds that are written as one word apart: `Kinderschuh` into `Kind` and `Schuh`, where the catalogue itself has both.
///
/// A split counts by the geometric mean of how many documents have its parts, and must not be too rare beside the compound
/// itself: P. Koehn and K. Knight, "Empirical methods for compound splitting", EACL 2003. Words are stems, folded, as an
/// index has them. In a compound only the last part is stemmed with the whole; from the first one the letters that link
/// (`Kind|er|schuh`) are taken, and the rest is stemmed.
struct CompoundSplitter {
    static let languages: [SnowballLanguage] = [.german, .dutch, .danish, .norwegian, .swedish]
    /// The first part has so many letters at least: shorter words are found inside others by chance.
    static let leastPartLetters = 4
    /// And the last part's stem, of a word of about four: `wag` of `Kinderwagen`.
    static let leastStemLetters = 3
    static let leastLetters = leastPartLetters + leastStemLetters
    /// A compound with a part in fewer documents is not split: of many, one may have any nonsense.
    static func leastDocuments(of documentCount: Int) -> Int { documentCount < 10_000 ? 1 : 2 }
    /// And one that is in more than so many times the documents of its parts' mean.
    static let mostDocuments = 4.0

    private let leastDocuments: Int
    private let stem: ([UInt8]) throws -> [UInt8]
    private let documentCount: ([UInt8]) throws -> Int
    private let links: [[UInt8]]

    /// - Parameters:
    ///   - stem: of a word, folded.
    ///   - documentCount: how many documents have a stem.
    init(
        _ language: SnowballLanguage, leastDocuments: Int, stem: @escaping ([UInt8]) throws -> [UInt8],
        documentCount: @escaping ([UInt8]) throws -> Int
    ) {
        self.leastDocuments = leastDocuments
        self.stem = stem
        self.documentCount = documentCount
        links = Self.links(language).map { Array($0.utf8) }
    }

    private static func links(_ language: SnowballLanguage) -> [String] {
        switch language {
        case .german: ["", "s", "es", "n", "en", "er", "e"]
        case .dutch: ["", "s", "en", "e", "er"]
        case .danish, .norwegian: ["", "s", "e", "er"]
        case .swedish: ["", "s", "e", "o", "u"]
        default: []
        }
    }

    struct Split: Equatable {
        /// Stems.
        var modifier: [UInt8]
        var head: [UInt8]
    }

    /// Nil: no compound, as far as the documents know.
    func split(_ word: [UInt8]) throws -> Split? {
        guard word.count >= Self.leastLetters, word.allSatisfy({ $0 &- 0x61 < 26 }) else { return nil }
        var best: (split: Split, mean: Double)?
        for place in Self.leastPartLetters...word.count - Self.leastStemLetters {
            let head = Array(word[place...])
            let headCount = try documentCount(head)
            guard headCount >= leastDocuments, let (modifier, count) = try modifier(word[..<place]) else { continue }
            let mean = (Double(headCount) * Double(count)).squareRoot()
            if mean > best?.mean ?? 0 { best = (Split(modifier: modifier, head: head), mean) }
        }
        guard let best, Double(try documentCount(word)) <= Self.mostDocuments * best.mean else { return nil }
        return best.split
    }

    enum Role { case modifier, head }

    /// What a word is in a compound, whose head may itself be one; the innermost head is a head.
    static func role(of stem: [UInt8], in compound: [UInt8], split: ([UInt8]) throws -> Split?) throws -> Role? {
        var (rest, isModifier) = (compound, false)
        while rest.count > stem.count, let parts = try split(rest) {
            if parts.head == stem { return .head }
            if parts.modifier == stem { isModifier = true }
            rest = parts.head
        }
        return isModifier ? .modifier : nil
    }

    /// The most frequent word that the first part can be.
    private func modifier(_ part: ArraySlice<UInt8>) throws -> (stem: [UInt8], count: Int)? {
        var best: (stem: [UInt8], count: Int)?
        for link in links where part.count - link.count >= Self.leastPartLetters && part.suffix(link.count).elementsEqual(link) {
            let stem = try stem(Array(part.dropLast(link.count)))
            let count = try documentCount(stem)
            if count >= leastDocuments, count > best?.count ?? 0 { best = (stem, count) }
        }
        return best
    }
}

extension AnalyzerKind {
    /// Whether its terms may be compounds written as one word.
    var mayHaveCompounds: Bool {
        switch self {
        case .snowball(let language): CompoundSplitter.languages.contains(language)
        case .auto: true
        case .standard, .identifier: false
        }
    }
}
