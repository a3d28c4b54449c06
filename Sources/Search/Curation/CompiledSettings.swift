/// Settings made ready for one index's queries: words cut as its fields cut them, filters understood.
final class CompiledSettings: Sendable {
    /// Another way to say what was typed.
    struct Way: Sendable, Equatable {
        var text: String
        var weight: Double
    }

    /// Words of a query, by their numbers, that have other ways to say them.
    struct Group: Sendable, Equatable {
        var words: Range<Int>
        var ways: [Way]
    }

    let cutter: WordCutter
    let rules: [Rule]
    private let synonyms: [Synonym]
    private let synonymTable: WordTable
    private let stopLists: [(list: StopWordList, words: Set<[UInt8]>)]
    /// Rules that apply whatever was typed.
    private let alwaysAsked: [Int]
    private let patterns: WordTable
    private let filters: [String: Filter]

    /// Of a word with more meanings than that the first ones count.
    private static let mostWays = 50
    /// Terms of a synonym are numbered below it.
    private static let termStride = 1024
    /// Rules look at this many words of a query.
    static let mostWords = 100

    init(_ settings: SearchSettings, schema: Schema) throws {
        let cutter = WordCutter(schema)
        self.cutter = cutter
        synonyms = settings.synonyms
        rules = settings.rules
        var table = WordTable()
        for (number, synonym) in settings.synonyms.enumerated() {
            let asked = synonym.roots.isEmpty ? synonym.synonyms : synonym.roots
            for (term, text) in asked.enumerated() { table.add(try cutter.words(of: text), number * Self.termStride + term) }
        }
        synonymTable = table
        stopLists = try settings.stopWords.map { list in
            (list, Set(try list.words.flatMap { try cutter.words(of: $0).map(\.folded) }))
        }
        var patterns = WordTable()
        var always: [Int] = []
        var filters: [String: Filter] = [:]
        for (number, rule) in settings.rules.enumerated() where rule.isEnabled {
            if rule.condition.queries.isEmpty { always.append(number) }
            for query in rule.condition.queries { patterns.add(try cutter.words(of: query), number) }
            for text in rule.filters where filters[text] == nil {
                // One that the schema can't take is refused when it is set; a rule that has one all the same never applies.
                filters[text] = try? Filter(parsing: text, schema: schema)
            }
        }
        self.patterns = patterns
        alwaysAsked = always
        self.filters = filters
    }

    func filter(_ text: String) -> Filter? { filters[text] }

    var hasSynonyms: Bool { !synonymTable.isEmpty }

    /// The words that are parts of synonyms. The longest row of words wins, of equal ones the first; none is in two.
    func groups(_ words: [CutWord]) -> [Group] {
        var groups: [Group] = []
        var start = 0
        while start < words.count {
            let most = min(synonymTable.longest, words.count - start)
            let found = stride(from: most, to: 0, by: -1).lazy.compactMap { count -> Group? in
                let range = start..<start + count
                let ways = self.ways(of: words[range])
                return ways.isEmpty ? nil : Group(words: range, ways: ways)
            }.first
            if let found { groups.append(found) }
            start = found?.words.upperBound ?? start + 1
        }
        return groups
    }

    private func ways(of words: ArraySlice<CutWord>) -> [Way] {
        var ways: [Way] = []
        let typed = words.map(\.folded)
        for number in synonymTable.find(words) {
            let synonym = synonyms[number / Self.termStride]
            for (term, text) in synonym.synonyms.enumerated() {
                if synonym.roots.isEmpty && term == number % Self.termStride { continue }
                guard ways.count < Self.mostWays, let cut = try? cutter.words(of: text), !cut.isEmpty, cut.map(\.folded) != typed else {
                    continue
                }
                if let known = ways.firstIndex(where: { $0.text == text }) {
                    ways[known].weight = max(ways[known].weight, synonym.weight)
                } else {
                    ways.append(Way(text: text, weight: synonym.weight))
                }
            }
        }
        return ways
    }

    /// Folded words that need not be met, by the lists chosen.
    func stopWords(_ choice: StopWordChoice, languages: Set<String>) -> Set<[UInt8]> {
        var words: Set<[UInt8]> = []
        for (list, own) in stopLists {
            switch choice {
            case .none: continue
            case .all: if let language = list.language, !languages.contains(language) { continue }
            case .named(let names): if !names.contains(list.id) { continue }
            }
            words.formUnion(own)
        }
        return words
    }

    /// A rule whose query fits, and which of the words it fits: none where it asks for no words.
    struct Match {
        var rule: Int
        var words: Range<Int>
    }

    /// Rules whose query, and nothing else yet, fits, in their order; each once.
    func rulesFitting(_ allWords: [CutWord]) -> [Match] {
        var found = alwaysAsked.map { Match(rule: $0, words: 0..<0) }
        let words = allWords.prefix(Self.mostWords)
        for start in words.indices {
            for count in 1...max(1, patterns.longest) where start + count <= words.count {
                let range = start..<start + count
                for number in patterns.find(words[range]) where rules[number].condition.match.fits(range, of: allWords.count) {
                    if !found.contains(where: { $0.rule == number }) { found.append(Match(rule: number, words: range)) }
                }
            }
        }
        return found.sorted { $0.rule < $1.rule }
    }
}

extension Rule.Match {
    fileprivate func fits(_ range: Range<Int>, of count: Int) -> Bool {
        switch self {
        case .is: range == 0..<count
        case .contains: true
        case .startsWith: range.lowerBound == 0
        case .endsWith: range.upperBound == count
        }
    }
}

extension Rule {
    /// Every filter that is written in the rule.
    var filters: [String] {
        [condition.filter, action.filter].compactMap { $0 } + (action.boosts + action.buries).map(\.filter)
    }
}

extension Snapshot {
    /// The settings, made ready for this index's queries; nil where there are none.
    func compiledSettings() throws -> CompiledSettings? {
        if settings.settings.isEmpty { return nil }
        return try settings.kept { try CompiledSettings($0, schema: schema) }
    }
}
