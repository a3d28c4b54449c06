/// What shall happen when somebody searches for something: merchandisers know it as a rule or a curation.
///
/// ```
/// {"id": "wrenches",
///  "when": {"query": ["torque wrench"], "match": "contains", "filter": "brand = \"Drehwerk\"", "context": ["group:acme"],
///           "from": "2026-03-01T00:00:00Z", "to": "2026-04-01T00:00:00Z"},
///  "then": {"pin": [{"id": "T-1", "position": 1}], "hide": ["T-9"], "boost": [{"filter": "stock > 0", "by": 2}],
///           "bury": [{"filter": "discontinued = true", "by": 4}], "filter": "price > 0", "replace": "torque spanner",
///           "remove": true, "redirect": "https://...", "userData": {...}, "stop": true}}
/// ```
/// All of `when` must hold; what is left out holds always.
package struct Rule: SettingsItem {
    /// How a pattern must lie in what was typed; compared are words, without case, accents and endings.
    package enum Match: String, Sendable, CaseIterable { case `is`, contains, startsWith, endsWith }

    package struct Condition: Sendable, Equatable {
        /// Any of these; empty: whatever was typed.
        package var queries: [String] = []
        package var match: Match = .is
        /// The request's filter narrows at least by this, as on the page of a category.
        package var filter: String?
        /// The request names any of these; empty: whatever it names.
        package var contexts: [String] = []
        /// Microseconds since 1970, the first included, the second not.
        package var from: Int64?
        package var to: Int64?
    }

    package struct Pin: Sendable, Equatable {
        package var id: String
        /// From 1.
        package var position: Int

        package init(id: String, position: Int) {
            self.id = id
            self.position = position
        }
    }

    /// Scores of what the filter keeps are multiplied: by `factor` to lift, by one over it to sink.
    package struct Boost: Sendable, Equatable {
        package var filter: String
        package var factor: Double
    }

    package struct Action: Sendable, Equatable {
        package var pins: [Pin] = []
        package var hidden: [String] = []
        package var boosts: [Boost] = []
        package var buries: [Boost] = []
        package var filter: String?
        /// Searched instead of what was typed.
        package var replacement: String?
        /// What the pattern matched is taken out of what was typed.
        package var removesMatch = false
        package var redirect: String?
        package var userData: JSONValue?
        /// No later rule is applied.
        package var stops = false
    }

    package var id: String
    package var isEnabled: Bool
    package var condition: Condition
    package var action: Action

    package init(id: String, when condition: Condition = Condition(), then action: Action) {
        self.id = id
        isEnabled = true
        self.condition = condition
        self.action = action
    }

    package static let singular = "rule"
    package static let plural = "rules"
    package static let limit = 20_000
    package static func items(of settings: SearchSettings) -> [Rule] { settings.rules }
    package static func set(_ items: [Rule], in settings: inout SearchSettings) { settings.rules = items }
    package var suggestedID: String { condition.queries.first ?? action.redirect ?? "" }

    package init(json: JSONValue, at place: String) throws(SettingsProblem) {
        let reader = try SettingsReader(json, at: place).object(known: ["id", "enabled", "when", "then"])
        id = try reader.id()
        isEnabled = try reader.flag("enabled") ?? true
        condition = try Condition(json["when"].flatMap { $0 == .null ? nil : $0 } ?? .object([]), at: reader.path("when"))
        guard let then = json["then"], then != .null else {
            throw reader.problem("then", .missing, "expected what shall happen, such as {\"pin\": [{\"id\": \"T-1\", \"position\": 1}]}")
        }
        action = try Action(then, at: reader.path("then"))
        if action.removesMatch, condition.queries.isEmpty {
            throw reader.problem("then.remove", .badValue, "there is nothing to take out without \"query\" in \"when\"")
        }
        if action.removesMatch, action.replacement != nil {
            throw reader.problem("then.remove", .badValue, "a query that is replaced has nothing to take out: leave out remove, or replace")
        }
    }

    package var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = [("id", .string(id))]
        if !isEnabled { members.append(("enabled", .bool(false))) }
        members.append(("when", condition.json))
        members.append(("then", action.json))
        return .object(members)
    }
}

extension Rule.Condition {
    fileprivate init(_ json: JSONValue, at place: String) throws(SettingsProblem) {
        let reader = try SettingsReader(json, at: place).object(known: ["query", "match", "filter", "context", "from", "to"])
        queries = try reader.texts("query", limit: 100)
        match = try reader.choice("match", Rule.Match.self) ?? .is
        filter = try reader.text("filter")
        contexts = try reader.texts("context", limit: 100)
        from = try reader.date("from")
        to = try reader.date("to")
        if let from, let to, from >= to { throw reader.problem("to", .badValue, "is not after from, so the rule would never apply") }
        if queries.isEmpty, let match = json["match"], match != .null {
            throw reader.problem("match", .badValue, "says how \"query\" is matched, which is missing")
        }
    }

    fileprivate var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = []
        if !queries.isEmpty {
            members.append(("query", .array(queries.map { .string($0) })))
            members.append(("match", .string(match.rawValue)))
        }
        if let filter { members.append(("filter", .string(filter))) }
        if !contexts.isEmpty { members.append(("context", .array(contexts.map { .string($0) }))) }
        if let from { members.append(("from", .string(formatDate(from)))) }
        if let to { members.append(("to", .string(formatDate(to)))) }
        return .object(members)
    }
}

extension Rule.Action {
    private static let known = [
        "pin", "hide", "boost", "bury", "filter", "replace", "remove", "redirect", "userData", "stop",
    ]
    static let pinLimit = 300
    static let hiddenLimit = 1000
    static let positionLimit = 1000

    fileprivate init(_ json: JSONValue, at place: String) throws(SettingsProblem) {
        let reader = try SettingsReader(json, at: place).object(known: Self.known)
        let isSaid = json.members?.contains { $0.value != .null && $0.key != "stop" } ?? false
        guard isSaid || json["stop"]?.bool == true else {
            throw SettingsProblem(place, .missing, "nothing shall happen; known are \(Self.known.joined(separator: ", "))")
        }
        pins = try Self.pins(reader)
        hidden = try reader.texts("hide", limit: Self.hiddenLimit, lengthLimit: 512)
        boosts = try Self.boosts(reader, "boost")
        buries = try Self.boosts(reader, "bury")
        filter = try reader.text("filter")
        replacement = try reader.text("replace")
        removesMatch = try reader.flag("remove") ?? false
        redirect = try reader.text("redirect")
        if let redirect {
            try reader.check(redirect, "redirect", 2000)
            guard redirect.hasPrefix("/") || redirect.hasPrefix("https://") || redirect.hasPrefix("http://") else {
                throw reader.problem("redirect", .badValue, "expected an address that begins with https://, http:// or /")
            }
        }
        userData = json["userData"].flatMap { $0 == .null ? nil : $0 }
        stops = try reader.flag("stop") ?? false
    }

    private static func pins(_ reader: SettingsReader) throws(SettingsProblem) -> [Rule.Pin] {
        let values = try reader.array("pin") ?? []
        guard values.count <= pinLimit else { throw reader.problem("pin", .tooMany, "\(values.count) are too many; at most \(pinLimit)") }
        var pins: [Rule.Pin] = []
        for (i, value) in values.enumerated() {
            let item = try SettingsReader(value, at: reader.path("pin[\(i)]")).object(known: ["id", "position"])
            guard let id = try item.text("id"), !id.isEmpty else { throw item.problem("id", .missing, "expected the id of a document") }
            let position = try item.wholeNumber("position", 1...positionLimit) ?? (pins.last?.position ?? 0) + 1
            guard position <= positionLimit else {
                throw item.problem("position", .missing, "expected a whole number up to \(positionLimit)")
            }
            if pins.contains(where: { $0.id == id }) { throw item.problem("id", .duplicate, "'\(id.prefix(60))' is pinned twice") }
            pins.append(Rule.Pin(id: id, position: position))
        }
        return pins
    }

    private static func boosts(_ reader: SettingsReader, _ name: String) throws(SettingsProblem) -> [Rule.Boost] {
        let values = try reader.array(name) ?? []
        guard values.count <= 20 else { throw reader.problem(name, .tooMany, "\(values.count) are too many; at most 20") }
        var boosts: [Rule.Boost] = []
        for (i, value) in values.enumerated() {
            let item = try SettingsReader(value, at: reader.path("\(name)[\(i)]")).object(known: ["filter", "by"])
            guard let filter = try item.text("filter") else {
                throw item.problem("filter", .missing, "expected a condition such as brand = \"Drehwerk\"")
            }
            boosts.append(Rule.Boost(filter: filter, factor: try item.number("by", above: 1, upTo: 1000) ?? 2))
        }
        return boosts
    }

    fileprivate var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = []
        func add(_ name: String, _ items: [JSONValue]) { if !items.isEmpty { members.append((name, .array(items))) } }
        add("pin", pins.map { .object([("id", .string($0.id)), ("position", .number(Double($0.position)))]) })
        add("hide", hidden.map { .string($0) })
        for (name, boosts) in [("boost", boosts), ("bury", buries)] {
            add(name, boosts.map { .object([("filter", .string($0.filter)), ("by", .number($0.factor))]) })
        }
        for (name, text) in [("filter", filter), ("replace", replacement), ("redirect", redirect)] {
            if let text { members.append((name, .string(text))) }
        }
        if removesMatch { members.append(("remove", .bool(true))) }
        if let userData { members.append(("userData", userData)) }
        if stops { members.append(("stop", .bool(true))) }
        return .object(members)
    }
}
