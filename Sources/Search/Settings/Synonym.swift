/// Words that mean the same to those who search.
///
/// `{"id": "tv", "synonyms": ["tv", "television", "flat screen"]}`: each also finds the others.
/// `{"id": "pants", "root": "pants", "synonyms": ["jeans", "chinos"]}`: who looks for the root also finds the synonyms, not the
/// other way round; `root` may be several.
package struct Synonym: SettingsItem {
    package var id: String
    /// Empty: all of `synonyms` stand for each other.
    package var roots: [String]
    package var synonyms: [String]
    /// What an occurrence of a synonym counts beside one of the word typed: above 0, at most 1.
    package var weight: Double

    package static let defaultWeight = 0.8
    private static let termLimit = 200

    package init(id: String = "", roots: [String] = [], synonyms: [String], weight: Double = Synonym.defaultWeight) {
        self.id = id
        self.roots = roots
        self.synonyms = synonyms
        self.weight = weight
    }

    package static let singular = "synonym"
    package static let plural = "synonyms"
    package static let limit = 200_000
    package static func items(of settings: SearchSettings) -> [Synonym] { settings.synonyms }
    package static func set(_ items: [Synonym], in settings: inout SearchSettings) { settings.synonyms = items }
    package var suggestedID: String { roots.first ?? synonyms.first ?? "" }

    package init(json: JSONValue, at place: String) throws(SettingsProblem) {
        let reader = try SettingsReader(json, at: place).object(known: ["id", "root", "synonyms", "weight"])
        self.init(
            id: try reader.id(), roots: try reader.texts("root", limit: Self.termLimit),
            synonyms: try reader.texts("synonyms", limit: Self.termLimit))
        weight = try reader.number("weight", above: 0, upTo: 1) ?? Self.defaultWeight
        if let problem = missing { throw reader.problem("synonyms", .missing, problem) }
    }

    /// What is wrong with how many there are.
    var missing: String? {
        if !roots.isEmpty { return synonyms.isEmpty ? "expected at least one word that the root also finds" : nil }
        return synonyms.count < 2 ? "expected at least two words that mean the same; for one way only, name the other as root" : nil
    }

    package var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = [("id", .string(id))]
        if !roots.isEmpty { members.append(("root", roots.count == 1 ? .string(roots[0]) : .array(roots.map { .string($0) }))) }
        members.append(("synonyms", .array(synonyms.map { .string($0) })))
        if weight != Self.defaultWeight { members.append(("weight", .number(weight))) }
        return .object(members)
    }
}
