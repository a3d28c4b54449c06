/// Words that a query may leave unmet: a document without them still answers, one with them is worth more. A query of nothing
/// else asks for them as for any words.
///
/// `{"id": "fillers", "language": "english", "words": ["for", "with"]}`
package struct StopWordList: SettingsItem {
    package var id: String
    /// The list counts only where a field of this language is searched; nil: everywhere.
    package var language: String?
    package var words: [String]

    package init(id: String = "", language: String? = nil, words: [String]) {
        self.id = id
        self.language = language
        self.words = words
    }

    package static let singular = "stop word list"
    package static let plural = "stopwords"
    package static let limit = 1000
    private static let wordLimit = 10_000
    package static func items(of settings: SearchSettings) -> [StopWordList] { settings.stopWords }
    package static func set(_ items: [StopWordList], in settings: inout SearchSettings) { settings.stopWords = items }
    package var suggestedID: String { language ?? words.first ?? "" }

    package init(json: JSONValue, at place: String) throws(SettingsProblem) {
        let reader = try SettingsReader(json, at: place).object(known: ["id", "language", "words"])
        self.init(id: try reader.id(), language: try reader.text("language"), words: try reader.texts("words", limit: Self.wordLimit))
        if let language, SnowballLanguage(rawValue: language) == nil {
            let known = SnowballLanguage.allCases.map(\.rawValue).joined(separator: ", ")
            throw reader.problem("language", .badValue, "'\(language.prefix(40))' is no language of fields; known are \(known)")
        }
        if words.isEmpty { throw reader.problem("words", .missing, "expected at least one word") }
        for (i, word) in words.enumerated() where word.contains(where: \.isWhitespace) {
            throw reader.problem("words[\(i)]", .badValue, "'\(word.prefix(40))' is several words; list each by itself")
        }
    }

    package var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = [("id", .string(id))]
        if let language { members.append(("language", .string(language))) }
        members.append(("words", .array(words.map { .string($0) })))
        return .object(members)
    }
}
