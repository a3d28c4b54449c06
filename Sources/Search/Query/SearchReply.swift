/// What a search returns. Documents are JSON bytes, ready to be spliced into a reply.
package struct SearchReply: Sendable {
    package struct Total: Sendable, Equatable {
        package var value: Int
        /// False: there are at least `value`.
        package var isExact: Bool
    }

    package struct Hit: Sendable {
        package var id: String
        package var score: Float
        /// The stored document as JSON, cut to the fields asked for; nil where none were.
        package var document: [UInt8]?
        /// Field, and its text with what matched between <em> and </em>; all else is escaped for HTML.
        package var highlights: [(field: String, html: String)] = []
        package var matchedOn: MatchedOn = .text
        /// Whether the request or a rule gave it its place.
        package var isPinned = false
        package var explanation: Explanation?
        /// The values the hit was sorted by, in the order of the sort keys.
        package var sortValues: [JSONValue] = []
    }

    package enum MatchedOn: String, Sendable { case text, identifier, all }

    package struct Group: Sendable {
        /// The value that the group shares; nil for a document without one, which is a group of its own.
        package var value: String?
        /// All matching documents of the group.
        package var count: Int
        package var hits: [Hit]
    }

    package struct Correction: Sendable, Equatable {
        package var from: String
        package var to: String
    }

    /// A query that finds more, and differs by words that are likely to have been meant.
    package struct DidYouMean: Sendable, Equatable {
        /// All of what was typed, with these words replaced.
        package var query: String
        package var corrections: [Correction]
    }

    /// Matching documents, also where hits are grouped.
    package var total = Total(value: 0, isExact: true)
    /// With grouping: how many groups the matching documents form.
    package var groupTotal: Int?
    package var hits: [Hit] = []
    package var groups: [Group] = []
    package var facets: [(field: String, facet: Facet)] = []
    package var corrections: [Correction] = []
    package var didYouMean: DidYouMean?
    /// How the words were matched in the end: `auto` says here whether it was `all`, `most` or `any`.
    package var match: SearchRequest.Match = .all
    package var nextCursor: String?
    /// Ids of the rules that were applied, in their order, and what they hand on to whoever shows the hits.
    package var rules: [String] = []
    /// Where to go instead of showing the hits.
    package var redirect: String?
    package var userData: [JSONValue] = []
    /// Hits among all that have their place by a pin.
    var pinnedCount = 0
    /// The deadline came before the end: hits and counts cover only a part of the index.
    package var isPartial = false
    package var tookNanoseconds: Int64 = 0
    /// The commit that was searched.
    package var generation: UInt64 = 0

    package init() {}
}

package enum Facet: Sendable {
    case values(ValueFacet)
    case numbers(NumberFacet)
}

package struct ValueFacet: Sendable {
    package struct Value: Sendable, Equatable {
        package var value: String
        package var count: Int
        package var isSelected: Bool
    }
    package var values: [Value] = []
    /// How many distinct values the matching documents have, returned or not.
    package var totalValues = 0
}

package struct NumberFacet: Sendable {
    package struct Bucket: Sendable, Equatable {
        /// Closed; nil: no lower bound.
        package var from: NumberValue?
        /// Open; nil: no upper bound.
        package var to: NumberValue?
        package var count: Int
    }
    /// Documents with a value; nil minimum, maximum and mean where there is none.
    package var count = 0
    package var minimum: NumberValue?
    package var maximum: NumberValue?
    package var mean: NumberValue?
    package var buckets: [Bucket] = []
}

/// A score as a tree: a node's value is the sum, the product or the greatest of its parts, or stands for itself.
package struct Explanation: Sendable {
    package enum Rule: String, Sendable { case sum, product, maximum, value }
    package var label: String
    package var value: Double
    package var rule: Rule
    package var parts: [Explanation] = []

    package init(_ label: String, value: Double) {
        self.label = label
        self.value = value
        rule = .value
    }

    package init(_ label: String, sumOf parts: [Explanation]) {
        self.label = label
        self.parts = parts
        rule = .sum
        value = parts.reduce(0) { $0 + $1.value }
    }

    package init(_ label: String, productOf parts: [Explanation]) {
        self.label = label
        self.parts = parts
        rule = .product
        value = parts.reduce(1) { $0 * $1.value }
    }

    package init(_ label: String, bestOf parts: [Explanation]) {
        self.label = label
        self.parts = parts
        rule = .maximum
        value = parts.reduce(0) { max($0, $1.value) }
    }
}
