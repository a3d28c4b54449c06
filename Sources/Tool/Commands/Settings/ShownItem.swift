internal import Search

/// What the commands say of a kind of settings, and how they show one.
protocol ShownItem {
    static var abstract: String { get }
    /// What may follow the command's name.
    static var examples: [String] { get }
    /// How one is typed.
    static var form: String { get }
    static var fileForm: String { get }
    static var fileExample: String { get }
    /// What a table shows beside the id.
    var cells: [String] { get }
    /// Reads what was typed as one argument.
    static func read(typed: [UInt8]) throws(SettingsError) -> [Self]
    static func read(file: [UInt8], _ format: SynonymFormat?) throws(SettingsError) -> [Self]
}

extension ShownItem where Self: SettingsItem {
    static func read(typed: [UInt8]) throws(SettingsError) -> [Self] { try readItems(typed) }
    static func read(file: [UInt8], _ format: SynonymFormat?) throws(SettingsError) -> [Self] { try readItems(file) }
    static var fileForm: String { "A JSON array of \(plural), as list --json prints it." }
    static var fileExample: String { "\(plural).json" }
}

extension Synonym: ShownItem {
    static var abstract: String { "Words that mean the same to those who search." }
    static var examples: [String] {
        [
            "put --index shop 'tv, television, flat screen'", "put --index shop 'pants => jeans, chinos'",
            #"put --index shop '{"id": "tv", "synonyms": ["tv", "television"], "weight": 0.5}'"#, "import --index shop synonyms.txt",
            "import --index shop wn_s.pl", "list --index shop", "delete --index shop tv",
        ]
    }
    static var form: String { "'a, b, c' (each finds the others), 'a => b, c' (who asks for a also finds b and c), or JSON." }
    static var fileForm: String {
        "Lines as Solr has them ('a, b, c' and 'a => b, c'), WordNet's prolog file wn_s.pl, or JSON as list --json prints it."
    }
    static var fileExample: String { "synonyms.txt" }

    var cells: [String] {
        [roots.isEmpty ? synonyms.joined(separator: ", ") : "\(roots.joined(separator: ", ")) => \(synonyms.joined(separator: ", "))"]
            + (weight == Self.defaultWeight ? [] : ["weight \(weight)"])
    }

    static func read(typed: [UInt8]) throws(SettingsError) -> [Synonym] { try read(typed, as: SynonymFormat(of: typed)) }
    static func read(file: [UInt8], _ format: SynonymFormat?) throws(SettingsError) -> [Synonym] {
        try read(file, as: format ?? SynonymFormat(of: file))
    }
}

extension StopWordList: ShownItem {
    static var abstract: String { "Words that a query may leave unmet, as long as it has others." }
    static var examples: [String] {
        [
            #"put --index shop '{"id": "fillers", "language": "english", "words": ["cheap", "best"]}'"#, "list --index shop",
            "import --index shop stopwords.json", "delete --index shop fillers",
        ]
    }
    static var form: String { #"JSON such as {"id": "fillers", "language": "english", "words": ["cheap", "best"]}"# }
    var cells: [String] { [language ?? "", words.joined(separator: " ")] }
}

extension Rule: ShownItem {
    static var abstract: String { "What shall happen when somebody searches for something: pin, hide, boost, bury, redirect." }
    static var examples: [String] {
        [
            #"put --index shop '{"when": {"query": "torque wrench"}, "then": {"pin": [{"id": "T-1", "position": 1}]}}'"#,
            #"put --index shop '{"id": "sale", "when": {"query": "sale", "match": "contains"}, "then": {"redirect": "/sale"}}'"#,
            "import --index shop rules.json", "list --index shop", "delete --index shop sale",
        ]
    }
    static var form: String {
        #"JSON such as {"when": {"query": "sale", "match": "contains", "context": "group:acme", "from": "2026-03-01"}, "#
            + #""then": {"pin": [{"id": "T-1", "position": 1}], "hide": ["T-2"], "filter": "stock > 0"}}"#
    }

    var cells: [String] {
        let members = json.members ?? []
        func text(_ name: String) -> String {
            let parts = members.first { $0.key == name }?.value.members ?? []
            return parts.map { "\($0.key) \($0.value.string ?? $0.value.text)" }.joined(separator: ", ")
        }
        let when = text("when")
        return [isEnabled ? "" : "off", when.isEmpty ? "always" : when, text("then")]
    }
}
