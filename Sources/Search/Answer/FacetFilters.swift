/// A filter taken apart for multi-select facets: what a facet's own field asks for does not narrow that facet, everything
/// else does.
struct FacetFilters {
    /// Narrows everything.
    var common: [Filter] = []
    /// Parts of the top-level conjunction that mention only one field, which is a facet of this search.
    var own: [(field: String, filter: Filter)] = []

    init(_ filter: Filter, facets: [FacetRequest]) {
        let names = Set(facets.map(\.field))
        for part in Self.conjuncts(filter) {
            let fields = Self.fields(part)
            if fields.count == 1, let field = fields.first, names.contains(field) {
                own.append((field, part))
            } else if part != .all {
                common.append(part)
            }
        }
    }

    private static func conjuncts(_ filter: Filter) -> [Filter] {
        guard case .and(let parts) = filter else { return [filter] }
        return parts.flatMap(conjuncts)
    }

    private static func fields(_ filter: Filter) -> Set<String> {
        switch filter {
        case .all: []
        case .equals(let field, _), .isIn(let field, _), .range(let field, _, _), .exists(let field), .contains(let field, _),
            .startsWith(let field, _), .geoDistance(let field, _, _, _):
            [field]
        case .and(let parts), .or(let parts): parts.reduce(into: []) { $0.formUnion(fields($1)) }
        case .not(let part): fields(part)
        }
    }

    /// The values that a field's own filter selects.
    func selected(_ field: String, isPath: Bool) -> Set<[UInt8]> {
        var values: Set<[UInt8]> = []
        func gather(_ filter: Filter) {
            switch filter {
            case .equals(_, let value): values.insert(value.asBytes(isPath: isPath))
            case .isIn(_, let all): for value in all { values.insert(value.asBytes(isPath: isPath)) }
            case .or(let parts), .and(let parts): parts.forEach(gather)
            default: return
            }
        }
        for (name, filter) in own where name == field { gather(filter) }
        return values
    }
}
