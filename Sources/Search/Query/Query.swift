/// What is asked, as a value: nothing here knows an index.
package indirect enum Query: Sendable, Equatable {
    case all
    case nothing
    case words(WordsQuery)
    case phrase(PhraseQuery)
    /// Documents with a word that begins with `text`.
    case prefix(text: String, fields: [String])
    case fuzzy(FuzzyQuery)
    /// Documents a filter keeps, each with score 0.
    case filter(Filter)
    case boolean(BooleanQuery)
    /// Documents that any part matches, each worth its best part, not their sum: ways to say one thing. Known as
    /// disjunction max.
    case either([Query])
    /// What the query matches, its scores times `by`, above 0.
    case boosted(Query, by: Double)
}

/// Words in any order. Empty `fields` means every searched field whose weight is above 0.
package struct WordsQuery: Sendable, Equatable {
    package enum Match: Sendable, Equatable {
        case any, all
        /// All but a third of the words, and all but one of two: see `least`.
        case most
        /// At least this many of the words, and at least one.
        case minimum(Int)
    }
    package var text: String
    package var fields: [String] = []
    package var match: Match = .all

    /// How many of so many words `most` asks for: 1 of 2, 2 of 3, 3 of 4, 4 of 5 and of 6.
    package static func least(of words: Int) -> Int { max(1, words - max(1, words / 3)) }

    /// The last word stands for every word that begins with it (exact included), as in search as you type.
    package var lastIsPrefix = false
    /// A word that no document has is replaced by the nearest words that some have.
    package var correctsTypos = false
    /// Words also stand for their synonyms in the index's settings.
    package var usesSynonyms = false
    /// Words of these lists need not be met, as long as there are others.
    package var stopWords: StopWordChoice = .none

    package init(text: String, fields: [String] = [], match: Match = .all, lastIsPrefix: Bool = false, correctsTypos: Bool = false) {
        self.text = text
        self.fields = fields
        self.match = match
        self.lastIsPrefix = lastIsPrefix
        self.correctsTypos = correctsTypos
    }
}

/// Which of the lists of stop words in the index's settings count.
package enum StopWordChoice: Sendable, Equatable {
    case none, all
    case named([String])
}

/// Words in this order. With `slop` s, a match may be stretched or reordered: writing each word's position less its
/// place in the phrase, the largest and smallest of them differ by at most s. 0: exactly as written.
package struct PhraseQuery: Sendable, Equatable {
    package var text: String
    package var fields: [String] = []
    package var slop = 0

    package init(text: String, fields: [String] = [], slop: Int = 0) {
        self.text = text
        self.fields = fields
        self.slop = slop
    }
}

/// Words within `distance` edits (insert, delete, replace, swap neighbours; optimal string alignment, at most 2) of the
/// one word of `text`, whose first `prefixLength` characters stay as they are.
package struct FuzzyQuery: Sendable, Equatable {
    package var text: String
    package var fields: [String] = []
    package var distance = 1
    package var prefixLength = 0

    package init(text: String, fields: [String] = [], distance: Int = 1, prefixLength: Int = 0) {
        self.text = text
        self.fields = fields
        self.distance = distance
        self.prefixLength = prefixLength
    }
}

/// All of `must`, at least `minimumShould` of `should`, none of `mustNot`. Scores of `must` and `should` add up.
package struct BooleanQuery: Sendable, Equatable {
    package var must: [Query] = []
    package var should: [Query] = []
    package var mustNot: [Query] = []
    /// Nil: one where `must` is empty, else none.
    package var minimumShould: Int?

    package init(must: [Query] = [], should: [Query] = [], mustNot: [Query] = [], minimumShould: Int? = nil) {
        self.must = must
        self.should = should
        self.mustNot = mustNot
        self.minimumShould = minimumShould
    }
}
