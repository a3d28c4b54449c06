@testable import Search

/// The naive twin of the engine: the same answers, straight from the definitions, a document at a time.
struct NaiveSearch {
    let schema: Schema
    let documents: [NaiveDocument]
    let analysis: NaiveAnalysis
    let statistics: NaiveStatistics
    let settings: SearchSettings

    init(schema: Schema, documents: [NaiveDocument], analysis: NaiveAnalysis, settings: SearchSettings = SearchSettings()) {
        self.schema = schema
        self.settings = settings
        self.documents = documents.sorted { $0.sequence < $1.sequence }
        self.analysis = analysis
        statistics = NaiveStatistics(documents, fieldCount: schema.fields.count)
    }

    /// A document that answers, and what it is ordered by.
    struct Ranked {
        let document: Int
        let sequence: UInt64
        let score: Double
        let keys: [RankValue]
    }

    struct Answer {
        /// All that match, in order, but for the pinned ones.
        var ranked: [Ranked] = []
        var pins: [NaiveCuration.Pin] = []
        var groups: [NaiveGroup] = []
        var facets: [NaiveFacet] = []
    }

    func search(_ request: SearchRequest) throws -> Answer {
        let matching = NaiveMatching(schema: schema, statistics: statistics, analysis: analysis, settings: settings)
        let curation = try NaiveCuration(request, settings, schema)
        let query = request.structured ?? .all
        let filters = NaiveFilters(schema: schema, analysis: analysis)
        let rulesFilter = Filter.and(curation.filters)
        var found = try matching.scores(query, documents).filter {
            try documents[$0.key].isLive && !curation.hidden.contains(documents[$0.key].key) && filters.keeps(rulesFilter, documents[$0.key])
        }
        if !curation.boosts.isEmpty {
            let base = try NaiveCuration.isScoreless(query, matching) ? 1.0 : 0
            for (index, score) in found {
                found[index] = try curation.boosts.reduce(score + base) {
                    try filters.keeps($1.filter, documents[index]) ? $0 * $1.factor : $0
                }
            }
        }
        var answer = Answer()
        let kept = try documents.filter { try $0.isLive && filters.keeps(.and([request.filter, rulesFilter]), $0) }
        answer.pins = curation.places(Set(kept.map(\.key)))
        let pinned = Set(answer.pins.map(\.key))
        // A pin is a hit, whatever was asked.
        for index in documents.indices where documents[index].isLive && pinned.contains(documents[index].key) { found[index] = 0 }
        answer.ranked = try found.filter { try filters.keeps(request.filter, documents[$0.key]) && !pinned.contains(documents[$0.key].key) }
            .map { ranked($0.key, score: $0.value, by: request.sort) }
            .sorted { Self.precedes($0, $1, request.sort) }
        if let group = request.group { answer.groups = groups(answer.ranked, by: group.field) }
        answer.facets = try request.facets.map { facet in
            // What the facet's own field selects does not narrow it.
            let others = request.filter.conjuncts.filter { $0.mentioned != [facet.field] }
            let counted = try found.keys.filter { try filters.keeps(.and(others), documents[$0]) }
            return try self.facet(facet, counted.map { documents[$0] }, request.filter)
        }
        return answer
    }

    // MARK: order

    private func ranked(_ index: Int, score: Double, by sort: [SortKey]) -> Ranked {
        let keys = (sort.isEmpty ? [SortKey(.score, isDescending: true)] : sort).map { key -> RankValue in
            guard case .field(let name) = key.key, let id = schema.id(of: name) else { return .score(score) }
            let values = documents[index].fields[Int(id.rawValue)]
            if schema[id].type.isKeyword {
                return (key.isDescending ? values.keywords.last : values.keywords.first).map { .text($0) } ?? .missing
            }
            return (key.isDescending ? values.numbers.max() : values.numbers.min()).map { .number($0) } ?? .missing
        }
        return Ranked(document: index, sequence: documents[index].sequence, score: score, keys: keys)
    }

    static func precedes(_ a: Ranked, _ b: Ranked, _ sort: [SortKey]) -> Bool {
        for (place, (x, y)) in zip(a.keys, b.keys).enumerated() {
            let order = x.order(y, isDescending: sort.isEmpty || sort[place].isDescending)
            if order != 0 { return order < 0 }
        }
        return a.sequence < b.sequence
    }

    // MARK: groups

    struct NaiveGroup {
        let value: ByteString?
        /// In order; the first one places the group.
        var members: [Ranked]
    }

    private func groups(_ ranked: [Ranked], by name: String) -> [NaiveGroup] {
        guard let id = schema.id(of: name) else { return [] }
        var groups: [NaiveGroup] = []
        var known: [ByteString: Int] = [:]
        for hit in ranked {
            let value = documents[hit.document].fields[Int(id.rawValue)].keywords.first
            if let value, let at = known[value] {
                groups[at].members.append(hit)
            } else {
                if let value { known[value] = groups.count }
                groups.append(NaiveGroup(value: value, members: [hit]))
            }
        }
        return groups
    }
}

/// One thing that hits are ordered by. Missing ones come last, whichever way the order goes.
enum RankValue {
    case score(Double)
    case number(NaiveNumber)
    case text(ByteString)
    case missing

    /// Below 0 where this one comes first.
    func order(_ other: RankValue, isDescending: Bool) -> Int {
        func compare<T: Comparable>(_ a: T, _ b: T) -> Int { a == b ? 0 : (a < b) != isDescending ? -1 : 1 }
        return switch (self, other) {
        case (.missing, .missing): 0
        case (.missing, _): 1
        case (_, .missing): -1
        case (.score(let a), .score(let b)): compare(a, b)
        case (.number(let a), .number(let b)): compare(a, b)
        case (.text(let a), .text(let b)): compare(a, b)
        default: 0
        }
    }
}
