/// How hits are ordered by score. All of it may differ from search to search: nothing is indexed again.
///
/// The first phase scores every match by BM25F (`BM25`), and lifts what the query names in whole (`Signals.whole`). The second
/// looks closer at the best `Signals.window` of them and adds what their words' places say, what numbers of the documents say, and
/// what the best hits' own words say.
package struct Ranking: Sendable, Equatable {
    /// How soon further occurrences of a word stop to count; see `BM25`.
    package var k1 = 1.2
    /// How much a long field takes from its words, 0 to 1; see `BM25`.
    package var b = 0.75
    /// What "the", "what", "ohne" count beside words that name something, where the language is known: in a small collection
    /// they may be rare, and rare words count much.
    package var functionWords = 1.0
    /// In place of the schema's weights; fields not named keep theirs.
    package var weights: [String: Double] = [:]
    package var signals = Signals.none
    package var boosts: [Boost] = []
    package var expansion: Expansion?

    package init() {}

    /// BM25F alone, as other engines have it.
    package static let plain = Ranking()

    /// What people get who set nothing. Chosen on two sets of product queries and two of abstracts, as round numbers in the
    /// middle of what did well on all four (`scripts/check-relevance`).
    package static let best: Ranking = {
        var ranking = Ranking()
        ranking.k1 = 0.9
        ranking.b = 0.6
        ranking.functionWords = 0.1
        ranking.signals = .best
        ranking.expansion = Expansion()
        return ranking
    }()

    /// What is added for words, each as a part of what all words together are worth (the sum of their idf); 0: off.
    package struct Signals: Sendable, Equatable {
        /// Every word of the query is there.
        package var allWords = 0.0
        /// Words that follow each other in the query do so in the title, or stand near each other there.
        package var proximity = 0.0
        /// The share of the words that the title has; for queries of three words and more.
        package var coverage = 0.0
        /// The share of the words that the title has before it goes on to say what the thing is for ("case for ..."); for
        /// queries of three words and more.
        package var head = 0.0
        /// The query names all of a short field or value: a brand, a category. Where all its words do, the first phase adds it.
        package var whole = 0.0
        /// How many of the best hits are looked at.
        package var window = 50

        package static let none = Signals()
        package static let best = Signals(allWords: 0.2, proximity: 0.1, coverage: 0.1, head: 0.2, whole: 0.2)

        /// Their names in requests, and where they are kept.
        package static let names: [(name: String, path: any WritableKeyPath<Signals, Double> & Sendable)] = [
            ("allWords", \.allWords), ("proximity", \.proximity), ("coverage", \.coverage), ("head", \.head), ("whole", \.whole),
        ]

        var isOff: Bool { self == Signals(window: window) || window == 0 }
    }

    /// Words that the best hits have in common and the rest of the collection has not: they lift further hits like them. They
    /// find nothing by themselves. The weights are those of Bo1 (Amati, "Probability models for information retrieval based on
    /// divergence from randomness", 2003).
    package struct Expansion: Sendable, Equatable {
        /// Hits that are learned from.
        package var documents = 10
        /// Words that are taken.
        package var words = 10
        /// What the best of them counts beside a word of the query.
        package var weight = 0.5
        /// Shorter queries say too little to learn from their hits.
        package var leastWords = 4

        package init() {}
    }

    /// What a number of the document adds: `weight` times a value from 0 to 1, as a part of what all words are worth.
    package struct Boost: Sendable, Equatable {
        package enum Curve: Sendable, Equatable {
            /// log(1 + value) / log(1 + the index's largest): counts of sales, of ratings.
            case log
            /// (value - smallest) / (largest - smallest) in the index: margins, ratings.
            case linear
            /// 2^(-distance from the origin / half): dates (seconds, the origin is now) and numbers.
            case decay(half: Double, origin: Double?)
            /// 1 from this value on: in stock.
            case step(from: Double)
        }
        package var field: String
        package var curve: Curve
        package var weight: Double

        package init(field: String, curve: Curve, weight: Double) {
            self.field = field
            self.curve = curve
            self.weight = weight
        }
    }

    /// How many of the best hits get a closer look. What numbers say may lift hits from farther down than what words say.
    var window: Int {
        if boosts.isEmpty { return signals.isOff ? 0 : signals.window }
        return signals.window == 0 ? 0 : max(signals.window, 200)
    }
}
