/// One search, as a person or a program asks it: the parameters of `souk search` and of `GET /search`.
package struct SearchRequest: Sendable {
    /// What was typed: words, "phrases", -word, field:word.
    package var query = ""
    /// An extra condition in the form of a query value, for callers that build one; nil for most.
    package var structured: Query?
    package var match: Match = .auto
    package var typo: Typo = .auto
    /// The last word typed also stands for the words it begins.
    package var lastIsPrefix = false
    package var filter: Filter = .all
    /// What holds for all that this caller may see. Unlike `filter`, no facet leaves it out of account: nothing else is counted.
    package var enforced: [Filter] = []
    package var facets: [FacetRequest] = []
    /// Empty: by score, best first.
    package var sort: [SortKey] = []
    package var limit = 20
    package var offset = 0
    package var cursor: String?
    /// Which members of the stored document to return; nil: all. Empty: none.
    package var fields: [String]?
    package var highlight: [String] = []
    package var explain = false
    package var group: GroupRequest?
    package var total: TotalMode = .exact
    package var ranking = Ranking.plain
    /// What is known of who asks, such as `group:acme`: rules may ask for it.
    package var contexts: [String] = []
    /// Documents at fixed places among the hits, and documents that are none.
    package var pins: [Rule.Pin] = []
    package var hidden: [String] = []
    /// Whether the settings of the index count.
    package var usesSynonyms = true
    package var usesRules = true
    package var stopWords: StopWordChoice = .all
    /// Microseconds since 1970 at which rules are looked at; nil: now.
    package var time: Int64?
    /// Monotonic time in nanoseconds at which the search returns what it has, marked partial.
    package var deadline: Int64?

    package init(query: String = "") { self.query = query }

    package enum Match: String, Sendable, CaseIterable {
        /// All words; where few documents have all, those that have most come behind them; where none has most, any.
        case auto
        case all, any
        /// All but a third of the words, and all but one of two; those with all come first.
        case most
        /// All words as typed, in this order: no typos, no prefixes.
        case exact
    }

    package enum Typo: String, Sendable, CaseIterable { case auto, off }

    package enum TotalMode: String, Sendable, CaseIterable {
        case exact
        /// The total is a lower bound, and documents that cannot be among the hits may be skipped.
        case none
    }
}

package struct SortKey: Sendable, Equatable {
    package enum Key: Sendable, Equatable { case score, field(String) }
    package var key: Key
    package var isDescending: Bool
    package init(_ key: Key, isDescending: Bool) {
        self.key = key
        self.isDescending = isDescending
    }
}

package struct FacetRequest: Sendable, Equatable {
    package enum Order: String, Sendable, CaseIterable { case count, value }
    package var field: String
    /// How many values to return.
    package var limit = 10
    package var order: Order = .count
    /// Path fields: only values one level below this one; nil: the top level. Keywords: only values with this prefix.
    package var under: String?
    /// Numbers: edges of the buckets, rising. Empty: about ten round ones.
    package var edges: [NumberValue] = []

    package init(field: String) { self.field = field }
}

package struct GroupRequest: Sendable, Equatable {
    package var field: String
    /// Hits returned for each group.
    package var limit = 3
    package init(field: String, limit: Int = 3) {
        self.field = field
        self.limit = limit
    }
}

/// Why a request can't be answered: the caller's fault, said so that the caller can mend it.
package struct RequestError: Error, Equatable, CustomStringConvertible {
    /// The parameter at fault: `filter`, `sort`, `facets`, `cursor`, ...
    package let parameter: String
    /// A stable word for programs: `unknown_field`, `bad_syntax`, ...
    package let code: String
    package let message: String
    /// Where in the parameter's text, in characters from 0, if one place is at fault.
    package let position: Int?

    package init(parameter: String, code: String, message: String, position: Int? = nil) {
        self.parameter = parameter
        self.code = code
        self.message = message
        self.position = position
    }

    package var description: String {
        "\(parameter): \(message)" + (position.map { " (at character \($0 + 1))" } ?? "")
    }
}
