/// What rules, and the request itself, make of a search beyond its words.
struct Curation {
    struct Pin: Equatable {
        var id: String
        /// From 1.
        var position: Int
        /// Nil: pinned by the request.
        var rule: String?
    }

    struct Boost: Equatable {
        var filter: Filter
        var factor: Double
        var rule: String
    }

    /// Microseconds since 1970 at which rules were looked at.
    let time: Int64
    /// What is searched, which may be other than what was typed.
    var typed: TypedQuery
    /// Beside the request's own filter; they narrow every facet.
    var filters: [Filter] = []
    var boosts: [Boost] = []
    var pins: [Pin] = []
    var hidden: [String] = []
    /// Ids of the rules that were applied, in their order.
    var rules: [String] = []
    var redirect: String?
    var userData: [JSONValue] = []

    /// - Parameter time: microseconds since 1970, for rules that begin and end.
    init(_ request: SearchRequest, _ typed: TypedQuery, in snapshot: Snapshot, at time: Int64) throws {
        self.typed = typed
        // Where nothing depends on it, equal requests have equal cursors.
        self.time = snapshot.settings.settings.rules.isEmpty ? 0 : time
        hidden = request.hidden
        pins = request.pins.map { Pin(id: $0.id, position: $0.position) }.filter { !request.hidden.contains($0.id) }
        guard request.usesRules, !snapshot.settings.settings.rules.isEmpty, let settings = try snapshot.compiledSettings() else { return }
        let words = try CurationWords(typed, settings.cutter)
        var removed: Set<Int> = []
        var replacement: String?
        for match in settings.rulesFitting(words.words) {
            let rule = settings.rules[match.rule]
            guard holds(rule, request, settings, at: time) else { continue }
            // The buyer's own order, and groups, have no places to pin to.
            let pins = request.sort.isEmpty && request.group == nil
            apply(rule, settings, pins: pins)
            if rule.action.removesMatch { removed.formUnion(match.words) }
            replacement = replacement ?? rule.action.replacement
            if rule.action.stops { break }
        }
        if let replacement {
            self.typed = try snapshot.withoutOperator(TypedQuery(parsing: replacement, schema: snapshot.schema))
        } else if !removed.isEmpty {
            self.typed = words.without(removed, typed)
        }
    }

    private func holds(_ rule: Rule, _ request: SearchRequest, _ settings: CompiledSettings, at time: Int64) -> Bool {
        let condition = rule.condition
        if let from = condition.from, time < from { return false }
        if let to = condition.to, time >= to { return false }
        if !condition.contexts.isEmpty, !condition.contexts.contains(where: request.contexts.contains) { return false }
        guard rule.filters.allSatisfy({ settings.filter($0) != nil }) else { return false }
        guard let text = condition.filter, let filter = settings.filter(text) else { return true }
        return request.filter.narrows(by: filter)
    }

    private mutating func apply(_ rule: Rule, _ settings: CompiledSettings, pins arePinned: Bool) {
        rules.append(rule.id)
        let action = rule.action
        if let text = action.filter, let filter = settings.filter(text) { filters.append(filter) }
        for (boosts, isBury) in [(action.boosts, false), (action.buries, true)] {
            for boost in boosts {
                guard let filter = settings.filter(boost.filter) else { continue }
                self.boosts.append(Boost(filter: filter, factor: isBury ? 1 / boost.factor : boost.factor, rule: rule.id))
            }
        }
        // What an earlier rule, or the request, says of a document stands.
        let known = Set(hidden + pins.map(\.id))
        if arePinned {
            for pin in action.pins where !known.contains(pin.id) { pins.append(Pin(id: pin.id, position: pin.position, rule: rule.id)) }
        }
        for id in action.hidden where !known.contains(id) { hidden.append(id) }
        redirect = redirect ?? action.redirect
        if let data = action.userData { userData.append(data) }
    }
}

/// The words that rules are held against: those typed by themselves and in quotes, not those excluded or of one field.
private struct CurationWords {
    private(set) var words: [CutWord] = []
    /// For each word, the clause it is in.
    private var clauses: [Int] = []

    init(_ typed: TypedQuery, _ cutter: WordCutter) throws {
        for (number, clause) in typed.clauses.enumerated() where !clause.isExcluded && clause.field == nil {
            if words.count > CompiledSettings.mostWords { return }
            if case .filter = clause.kind { continue }
            let own = try cutter.words(of: clause.text)
            words += own
            clauses += own.map { _ in number }
        }
    }

    /// What was typed without some of the words.
    func without(_ removed: Set<Int>, _ typed: TypedQuery) -> TypedQuery {
        var left: [TypedQuery.Clause] = []
        for (number, clause) in typed.clauses.enumerated() {
            let own = words.indices.filter { clauses[$0] == number }
            let gone = own.filter(removed.contains)
            if gone.isEmpty {
                left.append(clause)
            } else if gone.count < own.count {
                var clause = clause
                var utf8 = Array(clause.text.utf8)
                for word in gone.reversed() { utf8.replaceSubrange(words[word].range, with: [0x20]) }
                clause.text = String(decoding: utf8, as: UTF8.self)
                left.append(clause)
            }
        }
        return TypedQuery(clauses: left, isTruncated: typed.isTruncated)
    }
}

extension Filter {
    /// Whether this keeps nothing that `other` would not keep, as far as the parts of both tell: each part of `other` is one
    /// of this, or a part of this asks for a place below it.
    func narrows(by other: Filter) -> Bool {
        let parts = conjuncts
        return other.conjuncts.allSatisfy { wanted in parts.contains { $0 == wanted || $0.isBelow(wanted) } }
    }

    private var conjuncts: [Filter] {
        switch self {
        case .all: []
        case .and(let parts): parts.flatMap(\.conjuncts)
        case .isIn(let field, let values) where values.count == 1: [.equals(field: field, values[0])]
        default: [self]
        }
    }

    /// `categories = "Fasteners > Bolts"` is below `categories = "Fasteners"`.
    private func isBelow(_ other: Filter) -> Bool {
        guard case .equals(let field, .string(let path)) = self, case .equals(field, .string(let above)) = other else { return false }
        return path.hasPrefix(above + " > ")
    }
}
