/// What a person typed, taken apart. There is no wrong input: what is not an operator is a word.
///
/// | typed | means |
/// |---|---|
/// | `hex bolt` | words, in any order |
/// | `"hex bolt"` | a phrase; curly quotes do as well (1) |
/// | `-zinc`, `-"zinc plated"` | not these: only at a word's start and before a letter or quote, so `6205-2RS` and `-5V` are words |
/// | `title:bolt`, `title:"hex bolt"` | in this field, if the schema has one of that name (letter case aside); else words as typed |
/// | `brand:Bosch`, `stock:5` | in a keyword, path, number, bool or date field: this value, letter case as stored (2) |
/// | `bol*` | words that begin so; in keyword and path fields, values that do |
///
/// (1) A quote without its fellow is dropped; one within or after a word (`12" pipe`) is a part of it.
/// (2) A date without a time means that day. A value that the field can't hold (`price:cheap`) is words as typed.
///
/// The first 1,000 clauses within the first 20,000 characters count; `isTruncated` says that there were more.
package struct TypedQuery: Sendable, Equatable {
    package static let clauseLimit = 1000
    package static let characterLimit = 20_000

    package struct Clause: Sendable, Equatable {
        package enum Kind: Sendable, Equatable {
            case word
            /// A word typed with a star at its end, which is not in `text`.
            case prefix
            case phrase
            /// A value of a field that is not split into words.
            case filter(Filter)
        }
        package var kind: Kind
        /// Without operators and quotes.
        package var text: String
        package var field: String?
        package var isExcluded = false
        /// What was typed for it, operators and quotes too, in Unicode scalar values from 0.
        package var range: Range<Int>

        /// A word or prefix that stands by itself and may be in any field.
        var isLoose: Bool { field == nil && !isExcluded && (kind == .word || kind == .prefix) }
    }

    /// How many of the words must be there.
    package enum Match: Sendable, Equatable {
        case all, any
        /// All but a third of the loose words; phrases and fields stay required.
        case most
        /// At least this many of the loose words; phrases and fields stay required.
        case minimum(Int)
        /// The loose words as one phrase, in the order typed, without typos or prefixes.
        case exact
    }

    /// In the order typed.
    package let clauses: [Clause]
    package let isTruncated: Bool

    init(clauses: [Clause], isTruncated: Bool) {
        self.clauses = clauses
        self.isTruncated = isTruncated
    }

    /// The words that stand by themselves, as typed, with spaces between them.
    package var looseText: String {
        clauses.filter { $0.isLoose && $0.kind == .word }.map(\.text).joined(separator: " ")
    }

    /// The typed text as a query. Nothing typed, or only exclusions: all documents, less those.
    ///
    /// With `.all`, `.minimum` and `.exact`, loose words, phrases and fields are all required. With `.any`, one of the
    /// words and phrases is enough, while values of fields (`brand:Bosch`) still narrow.
    /// - Parameters:
    ///   - lastIsPrefix: the last word also stands for the words it begins, if it is the last thing typed.
    ///   - correctsTypos: for words, not for phrases, prefixes and exclusions.
    ///   - usesSynonyms, stopWords: the same.
    package func query(
        match: Match, lastIsPrefix: Bool = false, correctsTypos: Bool = false, usesSynonyms: Bool = false, stopWords: StopWordChoice = .none
    ) -> Query {
        var parts = QueryParts()
        let isExact = match == .exact
        let loose = clauses.filter { $0.isLoose && (isExact || $0.kind == .word) }
        let unwanted = isExact ? nil : Unwanted(loose)
        if !loose.isEmpty {
            let text = (unwanted?.wanted ?? loose).map(\.text).joined(separator: " ")
            var words = WordsQuery(
                text: text, match: match.ofWords, lastIsPrefix: lastIsPrefix && loose.last == clauses.last && unwanted == nil,
                correctsTypos: correctsTypos)
            words.usesSynonyms = usesSynonyms
            words.stopWords = stopWords
            parts.add(isExact ? .phrase(PhraseQuery(text: text)) : .words(words))
            if let unwanted { parts.lifting.append(.phrase(PhraseQuery(text: unwanted.phrase))) }
        }
        for (i, clause) in clauses.enumerated() where !(clause.isLoose && (isExact || clause.kind == .word)) {
            if clause.isExcluded {
                parts.excluded.append(clause.query(lastIsPrefix: false, correctsTypos: false))
            } else {
                let isLast = i == clauses.count - 1
                var query = clause.query(lastIsPrefix: lastIsPrefix && isLast && !isExact, correctsTypos: correctsTypos && !isExact)
                if clause.kind == .word, case .words(var words) = query {
                    words.usesSynonyms = usesSynonyms && !isExact
                    query = .words(words)
                }
                parts.add(query)
            }
        }
        return parts.query(isAny: match == .any)
    }
}

extension TypedQuery.Match {
    fileprivate var ofWords: WordsQuery.Match {
        switch self {
        case .all, .exact: .all
        case .any: .any
        case .most: .most
        case .minimum(let count): .minimum(count)
        }
    }
}

extension TypedQuery.Clause {
    fileprivate func query(lastIsPrefix: Bool, correctsTypos: Bool) -> Query {
        let fields = field.map { [$0] } ?? []
        return switch kind {
        case .word: .words(WordsQuery(text: text, fields: fields, match: .all, lastIsPrefix: lastIsPrefix, correctsTypos: correctsTypos))
        // One typed word may be several terms, as 6205-2* is: all of them, the last as a prefix.
        case .prefix: .words(WordsQuery(text: text, fields: fields, match: .all, lastIsPrefix: true))
        case .phrase: .phrase(PhraseQuery(text: text, fields: fields))
        case .filter(let filter): .filter(filter)
        }
    }
}

/// Clauses by what they do, put together in the simplest query that says it.
private struct QueryParts {
    var scored: [Query] = []
    var filters: [Query] = []
    var excluded: [Query] = []
    /// What makes hits better and finds none.
    var lifting: [Query] = []

    mutating func add(_ query: Query) {
        if case .filter = query { filters.append(query) } else { scored.append(query) }
    }

    func query(isAny: Bool) -> Query {
        if excluded.isEmpty && lifting.isEmpty {
            if scored.count + filters.count == 1 { return (scored + filters)[0] }
            if scored.isEmpty && filters.isEmpty { return .all }
        }
        var all = BooleanQuery(mustNot: excluded)
        if isAny && scored.count > 1 {
            let ways = Query.boolean(BooleanQuery(should: scored, minimumShould: 1))
            all = lifting.isEmpty
                ? BooleanQuery(must: filters, should: scored, mustNot: excluded, minimumShould: 1)
                : BooleanQuery(must: filters + [ways], should: lifting, mustNot: excluded)
        } else {
            all.should = lifting
            all.must = scored + filters
        }
        if all.must.isEmpty && all.should.isEmpty { all.must = [.all] }
        return .boolean(all)
    }
}
