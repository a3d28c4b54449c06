/// A query bound to a snapshot: terms looked up, weights settled, filters understood.
indirect enum BoundQuery {
    case all
    case nothing
    case word(BoundWord)
    case phrase(BoundPhrase)
    case filter(BoundFilter)
    case boolean(BoundBoolean)
    /// Two or more, of which the best counts.
    case either([BoundQuery])
    case boosted(BoundQuery, BoundBoosts)
    case bonus(BoundBonus)
}

extension BoundQuery {
    /// Points that no document exceeds.
    var mostPoints: Float {
        switch self {
        case .all, .nothing, .filter: 0
        case .word(let word): word.weight
        case .phrase(let phrase): phrase.weight
        case .boolean(let boolean): (boolean.must + boolean.should).reduce(0) { $0 + $1.mostPoints }
        case .either(let parts): parts.reduce(0) { max($0, $1.mostPoints) }
        case .boosted(let query, let boosts): (query.mostPoints + boosts.base) * Float(boosts.most)
        case .bonus(let bonus): bonus.points
        }
    }
}

struct BoundBoolean {
    var must: [BoundQuery]
    var should: [BoundQuery]
    var mustNot: [BoundQuery]
    var minimumShould: Int
}

/// What scores are multiplied by in documents that filters keep.
struct BoundBoosts {
    struct Boost {
        var filter: BoundFilter
        var factor: Double
        /// For explanations.
        var label: String
    }
    var boosts: [Boost]
    /// Points that each document has beforehand.
    var base: Float

    /// No document's scores are multiplied by more; that there is a limit keeps scores finite.
    var most: Double { min(boosts.reduce(1) { $0 * max(1, $1.factor) }, 1e6) }
}

/// Documents that each get so many points. Beside a query it lifts some of what that finds.
struct BoundBonus {
    /// For each segment; nil: none.
    var documents: [BitSet?]
    var points: Float
    /// For explanations.
    var label: String
}

/// A term's entry in one segment's dictionary, and how much it counts beside others of its word.
struct WeightedEntry {
    var entry: TermEntry
    var factor: Float
}

/// One word of a query in all its fields and forms.
struct BoundWord {
    /// As typed, for explanations.
    var text: String
    var idf: Float
    /// What the query multiplies the word's scores by.
    var boost: Float
    var parts: [BoundPart]
    /// Text fields in which the word is several in a row.
    var phrases: [BoundPhrasePart] = []

    var weight: Float { idf * boost }
}

/// A word in one field.
struct BoundPart {
    var field: FieldID
    var norms: NormTable
    /// For each segment, the terms that stand for the word there.
    var entries: [[WeightedEntry]]
    /// What to mark in the field's text.
    var forms: TermForms
    /// Beside `entries`: the word is the beginning of others, too many to be told apart.
    var begun: Begun?
    /// Beside `entries`: values that are what was typed, byte for byte. Their documents have one of `entries` too.
    var verbatim: [Verbatim] = []

    struct Verbatim {
        /// For each segment, the value among the exact ones.
        var entries: [TermEntry?]
        /// What each of the documents gets for it.
        var x: Float
    }

    /// Up to three letters begin so many words that how often, and in how long a text, says nothing: a document that has
    /// any of them has it once, in a text of usual length.
    struct Begun {
        static let mostLetters = 3
        var prefix: [UInt8]
        /// What the field and the word's being only begun make of the one occurrence.
        var x: Float
    }
}

/// Which terms of a field's text a query part matched.
struct TermForms: Equatable {
    var terms: Set<[UInt8]> = []
    var prefixes: [[UInt8]] = []
    /// What stands inside part numbers.
    var insides: [[UInt8]] = []
    /// Matched only where their words stand in a row.
    var phrases: [PhraseForm] = []

    mutating func formUnion(_ other: TermForms) {
        terms.formUnion(other.terms)
        prefixes += other.prefixes
        insides += other.insides
        phrases += other.phrases
    }

    /// Whether the term is matched wherever it stands.
    func contains(_ term: ArraySlice<UInt8>) -> Bool {
        terms.contains(Array(term)) || prefixes.contains { term.starts(with: $0) }
    }
}

/// The words of a phrase as terms of a field, with their places.
struct PhraseForm: Equatable {
    var terms: [[UInt8]]
    var offsets: [UInt32]
    var slop: Int
}

struct BoundPhrase {
    var text: String
    var idf: Float
    var boost: Float
    var slop: Int
    var parts: [BoundPhrasePart]

    var weight: Float { idf * boost }
}

/// A phrase in one field: its words in order, with their places.
struct BoundPhrasePart {
    var field: FieldID
    var norms: NormTable
    var terms: [[UInt8]]
    var offsets: [UInt32]
    /// For each segment the words' entries; nil where one of them is missing there.
    var entries: [[TermEntry]?]
}

/// What a search needs to know of the whole collection, as numbers that a cursor can carry: with them the next page is
/// scored as the first was, whatever has been indexed since.
struct FrozenStatistics: Equatable {
    var averageLengths: [UInt16: Float] = [:]
    /// In the order in which binding asks for them.
    var idfs: [Float] = []
}
