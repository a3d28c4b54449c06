@testable import Search

/// Another way to say some words of a query.
struct NaiveWay {
    let text: String
    var weight: Double
}

/// Synonyms and stop words straight from what they mean: every synonym is held against every row of words.
extension NaiveMatching {
    struct NaiveGroup {
        let words: Range<Int>
        let ways: [NaiveWay]
    }

    private var kinds: [AnalyzerKind] { [.standard] + schema.fields.filter { $0.type == .text }.map(\.analyzer) }

    func naiveGroups(_ pieces: [Piece]) throws -> [NaiveGroup] {
        var groups: [NaiveGroup] = []
        var start = 0
        while start < pieces.count {
            var found: NaiveGroup?
            for end in (start + 1...pieces.count).reversed() where found == nil {
                let ways = try naiveWays(Array(pieces[start..<end]))
                if !ways.isEmpty { found = NaiveGroup(words: start..<end, ways: ways) }
            }
            if let found { groups.append(found) }
            start = found?.words.upperBound ?? start + 1
        }
        return groups
    }

    private func forms(_ words: [String], _ kind: AnalyzerKind) throws -> [ByteString] {
        try words.map { try analysis.tokens($0, kind).first?.term ?? ByteString($0) }
    }

    private func naiveWays(_ typed: [Piece]) throws -> [NaiveWay] {
        var ways: [NaiveWay] = []
        let words = typed.map(\.text)
        for synonym in settings.synonyms {
            for (place, asked) in (synonym.roots.isEmpty ? synonym.synonyms : synonym.roots).enumerated() {
                let other = try pieces(asked).map(\.text)
                guard other.count == words.count, try kinds.contains(where: { try forms(words, $0) == forms(other, $0) }) else { continue }
                for (term, text) in synonym.synonyms.enumerated() where !synonym.roots.isEmpty || term != place {
                    if try pieces(text).isEmpty || pieces(text).map(\.folded) == forms(words, .standard) { continue }
                    if let known = ways.firstIndex(where: { $0.text == text }) {
                        ways[known].weight = max(ways[known].weight, synonym.weight)
                    } else {
                        ways.append(NaiveWay(text: text, weight: synonym.weight))
                    }
                }
            }
        }
        return ways
    }

    /// Numbers of words that need not be met.
    func naiveOptional(_ query: WordsQuery, _ pieces: [Piece], _ fields: [Int]) throws -> Set<Int> {
        let lists = settings.stopWords.filter { list in
            switch query.stopWords {
            case .none: false
            case .all: list.language.map { language in fields.contains { schema.fields[$0].analyzer.name == language } } ?? true
            case .named(let names): names.contains(list.id)
            }
        }
        let words = Set(try lists.flatMap(\.words).flatMap { try self.pieces($0).map(\.folded) })
        return Set(pieces.indices.filter { words.contains(pieces[$0].folded) && !(query.lastIsPrefix && $0 == pieces.count - 1) })
    }
}

/// Settings that fit a random corpus: mostly of its own words.
struct SettingsMaker {
    let queries: QueryMaker

    func settings(_ dice: inout Dice) -> SearchSettings {
        var settings = SearchSettings()
        for _ in 0..<dice.pick([0, 1, 4, 12]) {
            var synonym = Synonym(synonyms: (0..<dice.within(2...4)).map { _ in term(&dice) })
            if dice.chance(40) { synonym.roots = (0..<dice.within(1...2)).map { _ in term(&dice) } }
            if dice.chance(30) { synonym.weight = dice.pick([0.3, 1]) }
            settings.synonyms.append(synonym)
        }
        Synonym.named(&settings.synonyms)
        for number in 0..<dice.pick([0, 0, 1, 2]) {
            let words = (0..<dice.within(1...6)).map { _ in oneWord(&dice) }
            settings.stopWords.append(StopWordList(id: "list\(number)", language: dice.pick([nil, nil, "english", "german"]), words: words))
        }
        for number in 0..<dice.pick([0, 0, 1, 2]) { settings.rules.append(rule("rule\(number)", &dice)) }
        return settings
    }

    /// A rule that always applies.
    private func rule(_ id: String, _ dice: inout Dice) -> Rule {
        var action = Rule.Action()
        let filters = queries.filterMaker
        func boosts(_ dice: inout Dice) -> [Rule.Boost] {
            (0..<dice.pick([0, 1, 2])).map { _ in Rule.Boost(filter: filters.filter(&dice).text, factor: dice.pick([1.5, 2, 7])) }
        }
        action.boosts = boosts(&dice)
        action.buries = boosts(&dice)
        if dice.chance(15) { action.filter = filters.filter(&dice).text }
        if dice.chance(50) { action.pins = Self.pins(queries.keys, &dice) }
        if dice.chance(30) { action.hidden = (0..<dice.within(1...3)).map { _ in dice.pick(queries.keys) } }
        return Rule(id: id, then: action)
    }

    static func pins(_ keys: [String], _ dice: inout Dice) -> [Rule.Pin] {
        var pins: [Rule.Pin] = []
        for _ in 0..<dice.within(1...4) {
            let id = dice.pick(keys)
            if !pins.contains(where: { $0.id == id }) { pins.append(Rule.Pin(id: id, position: dice.pick([1, 1, 2, 3, 5, 20, 1000]))) }
        }
        return pins
    }

    private func oneWord(_ dice: inout Dice) -> String {
        let word = queries.vocabulary.word(&dice)
        return word.contains(where: \.isWhitespace) ? "bolt" : word
    }

    private func term(_ dice: inout Dice) -> String { queries.vocabulary.text(&dice, count: dice.pick([1, 1, 1, 2, 3])) }
}

/// What settings and a request make of a list of hits, a document at a time.
struct NaiveCuration {
    struct Pin {
        let key: String
        let place: Int
    }

    private(set) var hidden: Set<String>
    private(set) var pins: [(key: String, position: Int)]
    private(set) var filters: [Filter] = []
    private(set) var boosts: [(filter: Filter, factor: Double)] = []

    init(_ request: SearchRequest, _ settings: SearchSettings, _ schema: Schema) throws {
        hidden = Set(request.hidden)
        pins = request.pins.filter { !request.hidden.contains($0.id) }.map { ($0.id, $0.position) }
        for rule in settings.rules where request.usesRules {
            let action = rule.action
            if let text = action.filter { filters.append(try Filter(parsing: text, schema: schema)) }
            for boost in action.boosts { boosts.append((try Filter(parsing: boost.filter, schema: schema), boost.factor)) }
            for bury in action.buries { boosts.append((try Filter(parsing: bury.filter, schema: schema), 1 / bury.factor)) }
            let known = hidden.union(pins.map(\.key))
            if request.sort.isEmpty && request.group == nil {
                pins += action.pins.filter { !known.contains($0.id) }.map { ($0.id, $0.position) }
            }
            hidden.formUnion(action.hidden.filter { !known.contains($0) })
        }
    }

    /// Whether the query alone gives no document a score.
    static func isScoreless(_ query: Query, _ matching: NaiveMatching) throws -> Bool {
        switch query {
        case .all, .nothing, .filter: true
        case .words(let words): try matching.pieces(words.text).isEmpty
        case .phrase(let phrase): try matching.pieces(phrase.text).isEmpty
        case .prefix(let text, _): try matching.pieces(text).isEmpty
        case .fuzzy(let fuzzy): try matching.pieces(fuzzy.text).isEmpty
        case .boolean(let boolean): try (boolean.must + boolean.should).allSatisfy { try isScoreless($0, matching) }
        case .either(let parts): try parts.allSatisfy { try isScoreless($0, matching) }
        case .boosted(let query, _): try isScoreless(query, matching)
        }
    }

    /// Places from 0, of those pins that are `kept`; a taken place makes way to the next.
    func places(_ kept: Set<String>) -> [Pin] {
        var placed: [Pin] = []
        for position in 1...1001 {
            for pin in pins where pin.position == position && kept.contains(pin.key) && !hidden.contains(pin.key) {
                placed.append(Pin(key: pin.key, place: max(position - 1, (placed.last?.place ?? -1) + 1)))
            }
        }
        return placed
    }

    /// The whole list: a pin's key, or nil for the next hit found.
    static func layout(_ pins: [Pin], found: Int) -> [String?] {
        var list: [String?] = []
        var left = found
        var rest = pins[...]
        while left > 0 || !rest.isEmpty {
            if let pin = rest.first, pin.place <= list.count || left == 0 {
                list.append(pin.key)
                rest.removeFirst()
            } else {
                list.append(nil)
                left -= 1
            }
        }
        return list
    }
}
