/// Binds a query to a snapshot. What it learns on the way (statistics, corrections, terms to highlight) is kept.
struct QueryBinder {
    let snapshot: Snapshot
    let formula: BM25
    /// What function words count; see `Ranking`.
    let functionWordWeight: Float
    /// In place of the schema's weights.
    private let weights: [String: Double]
    private let frozen: FrozenStatistics?
    let deadline: Deadline
    /// Whether the deadline came while terms were gathered, so that some are missing.
    var isPartial = false
    private(set) var statistics = FrozenStatistics()
    var corrections: [SearchReply.Correction] = []
    /// By field, what positive parts of the query match: for highlights.
    var forms: [FieldID: TermForms] = [:]
    var isNegated = false
    /// What the parts around multiply scores by.
    private(set) var boost: Float = 1

    init(_ snapshot: Snapshot, _ ranking: Ranking = .plain, frozen: FrozenStatistics? = nil, deadline: Deadline = .none) {
        self.snapshot = snapshot
        formula = BM25(k1: Float(ranking.k1), b: Float(ranking.b))
        weights = ranking.weights
        functionWordWeight = Float(ranking.functionWords)
        self.frozen = frozen
        self.deadline = deadline
    }

    mutating func bind(_ query: Query) throws -> BoundQuery {
        switch query {
        case .all: return .all
        case .nothing: return .nothing
        case .words(let words): return try bind(words)
        case .phrase(let phrase): return try bind(phrase)
        case .prefix(let text, let fields): return try bindPrefix(text, fields)
        case .fuzzy(let fuzzy): return try bind(fuzzy)
        case .filter(let filter): return .filter(try BoundFilter(filter, snapshot.schema))
        case .boolean(let boolean): return try bind(boolean)
        case .either(let parts): return try bind(either: parts)
        case .boosted(let query, let factor):
            return try boosted(by: factor > 0 ? Float(min(factor, Self.boostLimit)) : 0) { try $0.bind(query) }
        }
    }

    /// Binds something whose scores count `factor` times as much.
    mutating func boosted<Bound>(by factor: Float, _ bind: (inout QueryBinder) throws -> Bound) throws -> Bound {
        let outer = boost
        boost *= factor
        defer { boost = outer }
        return try bind(&self)
    }

    private static let boostLimit = 1e6

    private mutating func bind(either parts: [Query]) throws -> BoundQuery {
        let bound = try parts.map { try bind($0) }.filter { if case .nothing = $0 { false } else { true } }
        return bound.count > 1 ? .either(bound) : bound.first ?? .nothing
    }

    private mutating func bind(_ query: BooleanQuery) throws -> BoundQuery {
        let must = try query.must.map { try bind($0) }
        let should = try query.should.map { try bind($0) }
        let wasNegated = isNegated
        isNegated = true
        let mustNot = try query.mustNot.map { try bind($0) }
        isNegated = wasNegated
        let minimum = max(0, query.minimumShould ?? (query.must.isEmpty && !query.should.isEmpty ? 1 : 0))
        if minimum > should.count { return .nothing }
        if must.isEmpty && minimum == 0 {
            // Nothing is required: everything but what is excluded, better where an optional part matches.
            return .boolean(BoundBoolean(must: [.all], should: should, mustNot: mustNot, minimumShould: 0))
        }
        return .boolean(BoundBoolean(must: must, should: should, mustNot: mustNot, minimumShould: minimum))
    }

    /// False from the deadline on: whatever is not gathered by then is left out.
    mutating func hasTime() -> Bool {
        if deadline.isPast { isPartial = true }
        return !isPartial
    }

    func searchedFields(_ names: [String]) throws(RequestError) -> [FieldID] {
        let schema = snapshot.schema
        guard !names.isEmpty else {
            return schema.fields.filter { $0.type.isSearched && (weights[$0.name] ?? $0.weight) > 0 }.compactMap { schema.id(of: $0.name) }
        }
        var fields: [FieldID] = []
        for name in names {
            guard let id = schema.id(of: name) else {
                throw RequestError(parameter: "q", code: "unknown_field", message: "there is no field '\(name)'")
            }
            guard schema[id].type.isSearched else {
                throw RequestError(
                    parameter: "q", code: "not_searchable",
                    message: "'\(name)' is a \(schema[id].type.rawValue) field, which has no words: use a filter")
            }
            fields.append(id)
        }
        return fields
    }

    mutating func idf(_ documentCount: Int) -> Float {
        let place = statistics.idfs.count
        let value: Float
        if let frozen, place < frozen.idfs.count {
            value = frozen.idfs[place]
        } else {
            value = BM25.idf(documentCount: documentCount, of: snapshot.physicalCount)
        }
        statistics.idfs.append(value)
        return value
    }

    mutating func norms(_ field: FieldID) -> NormTable {
        let average: Float
        if let known = frozen?.averageLengths[field.rawValue] {
            average = known
        } else {
            let totals = snapshot.statistics(field)
            average = totals.documentCount == 0 ? 1 : Float(Double(totals.tokenCount) / Double(totals.documentCount))
        }
        statistics.averageLengths[field.rawValue] = average
        // Of a part number's segments more are not less.
        var formula = formula
        if snapshot.schema[field].type == .identifier { formula.b = 0 }
        return formula.norms(weight: fieldWeight(field), averageLength: average)
    }

    /// A field asked for by name counts, even one that weighs nothing otherwise.
    func fieldWeight(_ field: FieldID) -> Float {
        let weight = Float(weights[snapshot.schema[field].name] ?? snapshot.schema[field].weight)
        return weight > 0 ? weight : 1
    }
}
