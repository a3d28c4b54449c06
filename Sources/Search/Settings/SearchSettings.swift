/// What the owner of a catalogue says of its words and its results: the next search goes by it, and nothing is indexed again.
package struct SearchSettings: Sendable, Equatable {
    /// Counts the changes; 0 where nothing was ever set.
    package var revision: UInt64 = 0
    package var synonyms: [Synonym] = []
    /// In the order in which they are applied.
    package var rules: [Rule] = []
    package var stopWords: [StopWordList] = []

    package init() {}

    package var isEmpty: Bool { synonyms.isEmpty && rules.isEmpty && stopWords.isEmpty }

    /// Everything, as `GET /search/settings` shows it and `PUT` takes it: `{"synonyms": [...], "rules": [...], "stopwords": [...]}`.
    package var json: JSONValue {
        .object([
            (Synonym.plural, .array(synonyms.map(\.json))), (Rule.plural, .array(rules.map(\.json))),
            (StopWordList.plural, .array(stopWords.map(\.json))),
        ])
    }

    /// Reads what `json` writes; members left out are empty, and `revision` stays 0.
    package init(json: JSONValue) throws(SettingsError) {
        do throws(SettingsProblem) {
            let reader = try SettingsReader(json, at: "").object(known: [Synonym.plural, Rule.plural, StopWordList.plural])
            for name in [Synonym.plural, Rule.plural, StopWordList.plural] { _ = try reader.array(name) }
        } catch { throw SettingsError(problems: [error]) }
        var problems: [SettingsProblem] = []
        synonyms = Self.items(json, &problems)
        rules = Self.items(json, &problems)
        stopWords = Self.items(json, &problems)
        if !problems.isEmpty { throw SettingsError(problems: problems) }
    }

    private static func items<Item: SettingsItem>(_ json: JSONValue, _ problems: inout [SettingsProblem]) -> [Item] {
        do { return try Item.read(json[Item.plural]?.array ?? [], at: Item.plural) } catch {
            problems += error.problems
            return []
        }
    }
}

/// One of the things that settings are lists of.
package protocol SettingsItem: Sendable, Equatable {
    /// What one and what several are called, in addresses, commands and messages: `rule`, `rules`.
    static var singular: String { get }
    static var plural: String { get }
    static var limit: Int { get }
    static func items(of settings: SearchSettings) -> [Self]
    static func set(_ items: [Self], in settings: inout SearchSettings)
    /// Names the item in addresses and replies: 1 to 128 letters, digits and `- . _ ~` of ASCII.
    var id: String { get set }
    /// What an item is called that came without an id.
    var suggestedID: String { get }
    var json: JSONValue { get }
    /// `place`: where the value stands, for messages, such as `rules[3]`.
    init(json: JSONValue, at place: String) throws(SettingsProblem)
}

extension SettingsItem {
    /// Reads a list. Items without an id get one, others' ids must differ.
    /// - Throws: `SettingsError` with the first problems of each item.
    package static func read(_ values: [JSONValue], at place: String) throws(SettingsError) -> [Self] {
        var items: [Self] = []
        var problems: [SettingsProblem] = []
        for (i, value) in values.enumerated() {
            do throws(SettingsProblem) { items.append(try Self(json: value, at: "\(place)[\(i)]")) } catch {
                problems.append(error)
                if problems.count == SettingsError.mostProblems { break }
            }
        }
        if problems.isEmpty, let problem = firstRepeated(items, at: place) { problems.append(problem) }
        if !problems.isEmpty { throw SettingsError(problems: problems) }
        named(&items)
        return items
    }

    private static func firstRepeated(_ items: [Self], at place: String) -> SettingsProblem? {
        var seen: Set<String> = []
        for (i, item) in items.enumerated() where !item.id.isEmpty && !seen.insert(item.id).inserted {
            return SettingsProblem("\(place)[\(i)].id", .duplicate, "'\(item.id)' is there twice; an id names one \(singular)")
        }
        return nil
    }

    /// Gives ids to those that have none: from what they say, so that the same file gives the same ids again.
    package static func named(_ items: inout [Self], beside others: [Self] = []) {
        var taken = Set((items + others).map(\.id))
        var next: [String: Int] = [:]
        for i in items.indices where items[i].id.isEmpty {
            let stem = SettingsID.made(from: items[i].suggestedID, orElse: singular)
            var id = stem
            var number = next[stem] ?? 2
            while taken.contains(id) {
                id = "\(stem)-\(number)"
                number += 1
            }
            next[stem] = number
            taken.insert(id)
            items[i].id = id
        }
    }
}

enum SettingsID {
    static func isValid(_ id: String) -> Bool { (1...128).contains(id.utf8.count) && id.utf8.allSatisfy(isPlain) }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
        default: false
        }
    }

    /// Letters without accents, other characters as single hyphens.
    static func made(from text: String, orElse other: String) -> String {
        var id: [UInt8] = []
        for byte in folded(Array(text.utf8)) {
            if isPlain(byte) { id.append(byte) } else if !id.isEmpty, id.last != 0x2D { id.append(0x2D) }
            if id.count == 60 { break }
        }
        while id.last == 0x2D { id.removeLast() }
        return id.isEmpty ? String(other.map { $0 == " " ? "-" : $0 }) : String(decoding: id, as: UTF8.self)
    }
}

/// Something in settings that can't be taken, said so that whoever wrote it can mend it.
package struct SettingsProblem: Error, Equatable, Sendable {
    package enum Code: String, Sendable {
        case badJSON = "bad_json"
        case badSyntax = "bad_syntax"
        case badValue = "bad_value"
        case missing, duplicate
        case unknownMember = "unknown_member"
        case tooMany = "too_many"
    }
    /// The member at fault, `rules[3].when.from`, or a line of a file, `line 12`; empty for the whole.
    package var place: String
    package let code: Code
    package let message: String

    package init(_ place: String, _ code: Code, _ message: String) {
        self.place = place
        self.code = code
        self.message = message
    }
}

package struct SettingsError: Error, Equatable, CustomStringConvertible {
    /// Further ones are not sought.
    static let mostProblems = 20
    package let problems: [SettingsProblem]

    package init(problems: [SettingsProblem]) { self.problems = problems }

    package var description: String {
        problems.map { $0.place.isEmpty ? $0.message : "\($0.place): \($0.message)" }.joined(separator: "\n")
    }
}
