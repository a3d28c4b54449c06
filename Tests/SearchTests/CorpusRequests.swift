@testable import Search

/// Makes whole requests: a query with filter, order, facets or groups around it.
struct RequestMaker {
    let queries: QueryMaker

    private var schema: Schema { queries.schema }

    func request(_ dice: inout Dice) -> SearchRequest {
        var request = SearchRequest()
        request.structured = queries.query(&dice)
        request.limit = dice.pick([0, 1, 3, 10, 10, 50, 1000])
        if dice.chance(15) { request.offset = dice.within(1...20) }
        request.sort = sort(&dice)
        request.facets = facets(&dice)
        request.filter = filter(for: request.facets, &dice)
        request.group = group(&dice)
        if request.group == nil, dice.chance(15) { request.pins = SettingsMaker.pins(queries.keys, &dice) }
        if dice.chance(10) { request.hidden = (0..<dice.within(1...3)).map { _ in dice.pick(queries.keys) } }
        request.usesRules = dice.chance(80)
        return request
    }

    /// Half of them select values of the facets asked for, as people do who click on one.
    private func filter(for facets: [FacetRequest], _ dice: inout Dice) -> Filter {
        let maker = queries.filterMaker
        if dice.chance(45) { return .all }
        var parts: [Filter] = dice.chance(50) ? [maker.filter(&dice)] : []
        for facet in facets where dice.chance(60) {
            if let field = schema.field(named: facet.field) { parts.append(maker.leaf(field, &dice)) }
        }
        if parts.isEmpty { return maker.filter(&dice) }
        return parts.count == 1 && dice.chance(50) ? parts[0] : .and(parts.shuffled(using: &dice))
    }

    private func sort(_ dice: inout Dice) -> [SortKey] {
        if dice.chance(50) { return [] }
        let fields = schema.fields.filter { $0.type.isNumeric || $0.type == .keyword || $0.type == .path }
        var keys = fields.shuffled(using: &dice).prefix(dice.within(1...3)).map {
            SortKey(.field($0.name), isDescending: dice.chance(50))
        }
        if dice.chance(30) { keys.insert(SortKey(.score, isDescending: dice.chance(85)), at: dice.below(keys.count + 1)) }
        return Array(keys.prefix(3))
    }

    private func facets(_ dice: inout Dice) -> [FacetRequest] {
        if dice.chance(40) { return [] }
        let fields = schema.fields.filter { $0.type.isNumeric || $0.type == .keyword || $0.type == .path }
        return fields.shuffled(using: &dice).prefix(dice.within(1...4)).map { facet($0, &dice) }
    }

    private func facet(_ field: Field, _ dice: inout Dice) -> FacetRequest {
        var facet = FacetRequest(field: field.name)
        facet.limit = dice.pick([0, 1, 3, 10, 100])
        facet.order = dice.pick([.count, .count, .value])
        switch field.type {
        case .path:
            facet.under = dice.pick([nil, nil, "Fasteners", "Fasteners > Bolts", "Safety", "Nowhere", "A > B"])
        case .keyword:
            facet.under = dice.chance(20) ? dice.pick(["B", "b", "Fis", "Mü", "x", ""]) : nil
        case .int, .double:
            if dice.chance(50) {
                facet.edges = Set((0..<dice.within(1...5)).map { _ in Double(dice.within(-8...40)) / 2 }).sorted().map { .real($0) }
                if field.type == .int, dice.chance(20) { facet.edges += [.whole(9_007_199_254_740_993), .whole(.max)] }
            }
        case .date:
            if dice.chance(50) {
                facet.edges = Set((0..<dice.within(1...5)).compactMap { _ in parseDate(DocumentMaker.date(&dice)) }).sorted().map { .date($0) }
            }
        case .text, .identifier, .bool, .geo: break
        }
        return facet
    }

    private func group(_ dice: inout Dice) -> GroupRequest? {
        let fields = schema.fields.filter { $0.type == .keyword }
        if fields.isEmpty || dice.chance(80) { return nil }
        return GroupRequest(field: dice.pick(fields).name, limit: dice.within(1...4))
    }
}
