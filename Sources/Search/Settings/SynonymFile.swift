/// Files of synonyms in the formats that others keep them in.
package enum SynonymFormat: String, Sendable, CaseIterable {
    /// Lines `a, b, c` (each finds the others) and `a, b => c, d` (who asks for a or b finds c and d as well; unlike in Solr, a
    /// and b are still found themselves). `#` begins a comment, `\,` is a comma and `\=>` an arrow within a word.
    case solr
    /// WordNet's prolog file `wn_s.pl`: `s(100000001,1,'word',n,1,0).`, the words of one number stand for each other.
    case wordnet
    /// An array of `{"synonyms": [...]}` and `{"root": ..., "synonyms": [...]}`, or an object with it as `items`.
    case json

    /// What a file looks like that nobody says the format of.
    package init(of text: [UInt8]) {
        let start = text.drop { $0 <= 0x20 }.prefix(2)
        switch start.first {
        case UInt8(ascii: "["), UInt8(ascii: "{"): self = .json
        case UInt8(ascii: "s") where start.dropFirst().first == UInt8(ascii: "("): self = .wordnet
        default: self = .solr
        }
    }
}

extension Synonym {
    /// Reads a file of synonyms. - Throws: `SettingsError` with the lines that can't be read, up to a few.
    package static func read(_ text: [UInt8], as format: SynonymFormat) throws(SettingsError) -> [Synonym] {
        if let bad = firstInvalidUTF8(text) {
            let problem = SettingsProblem(Schema.place(of: bad, in: text), .badSyntax, "not UTF-8: save the file as UTF-8 and try again")
            throw SettingsError(problems: [problem])
        }
        var items: [Synonym]
        switch format {
        case .json: return try readItems(text)
        case .solr: items = try lines(text, SynonymLine.solr).compactMap { $0 }
        case .wordnet: items = wordNet(try lines(text, SynonymLine.wordNet).compactMap { $0 })
        }
        if items.count > limit {
            throw SettingsError(problems: [SettingsProblem("", .tooMany, "\(items.count) synonyms; at most \(limit) in an index")])
        }
        named(&items)
        return items
    }

    private static func lines<Line>(
        _ text: [UInt8], _ read: (ArraySlice<UInt8>) throws(SynonymLine.Wrong) -> Line
    ) throws(SettingsError) -> [Line] {
        var found: [Line] = []
        var problems: [SettingsProblem] = []
        for (number, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            do throws(SynonymLine.Wrong) { found.append(try read(line)) } catch {
                problems.append(SettingsProblem("line \(number + 1)", .badSyntax, error.reason))
                if problems.count == SettingsError.mostProblems { break }
            }
        }
        if !problems.isEmpty { throw SettingsError(problems: problems) }
        return found
    }

    /// Words of one number together, in the order of the numbers' first lines; those alone have no synonyms.
    private static func wordNet(_ lines: [(set: Int, word: String)]) -> [Synonym] {
        var places: [Int: Int] = [:]
        var items: [Synonym] = []
        for (set, word) in lines {
            if let place = places[set] {
                if !items[place].synonyms.contains(word) { items[place].synonyms.append(word) }
            } else {
                places[set] = items.count
                items.append(Synonym(id: "wordnet-\(set)", synonyms: [word]))
            }
        }
        return items.filter { $0.synonyms.count > 1 }
    }
}

extension SettingsItem {
    /// Reads a file that is a JSON array of items, an object that has it as `items` or under their name, or one item.
    package static func readItems(_ text: [UInt8]) throws(SettingsError) -> [Self] {
        let value: JSONValue
        do { value = try JSONValue(parsing: text) } catch {
            let problem = SettingsProblem(Schema.place(of: error.offset, in: text), .badJSON, "not JSON: \(error.reason)")
            throw SettingsError(problems: [problem])
        }
        if let array = value.array { return try read(array, at: plural) }
        if let array = value["items"]?.array { return try read(array, at: "items") }
        // An item of synonyms has a member of that name, too: there the list holds words.
        if let array = value[plural]?.array, array.allSatisfy({ $0.members != nil }) { return try read(array, at: plural) }
        return try read([value], at: plural)
    }
}

/// A line of a file of synonyms.
enum SynonymLine {
    struct Wrong: Error { let reason: String }

    /// Nil for a line without words.
    static func solr(_ line: ArraySlice<UInt8>) throws(Wrong) -> Synonym? {
        var sides: [[String]] = [[]]
        var term: [UInt8] = []
        var i = line.startIndex
        func end() {
            let text = trimmed(term)
            if !text.isEmpty { sides[sides.count - 1].append(text) }
            term = []
        }
        if line.first(where: { $0 > 0x20 }) == UInt8(ascii: "#") { return nil }
        while i < line.endIndex {
            switch line[i] {
            case UInt8(ascii: "\\") where i + 1 < line.endIndex:
                i += 1
                term.append(line[i])
            case UInt8(ascii: ","): end()
            case UInt8(ascii: "=") where i + 1 < line.endIndex && line[i + 1] == UInt8(ascii: ">"):
                end()
                sides.append([])
                i += 1
            default: term.append(line[i])
            }
            i += 1
        }
        end()
        guard sides.count < 3 else { throw Wrong(reason: "more than one '=>'; write one line for each, or '\\=>' within a word") }
        if sides.count == 1 {
            let words = unique(sides[0])
            if words.isEmpty { return nil }
            guard words.count > 1 else {
                let word = words[0].prefix(60)
                throw Wrong(reason: "'\(word)' stands alone; write the words it means, with commas between them, or 'a => b'")
            }
            return try checked(Synonym(synonyms: words))
        }
        guard !sides[0].isEmpty else { throw Wrong(reason: "nothing before '=>'; write the words that are asked for") }
        guard !sides[1].isEmpty else { throw Wrong(reason: "nothing after '=>'; write the words to be found as well") }
        return try checked(Synonym(roots: unique(sides[0]), synonyms: unique(sides[1])))
    }

    /// Nil for a blank line and for comments. A quote within a word is doubled.
    static func wordNet(_ line: ArraySlice<UInt8>) throws(Wrong) -> (set: Int, word: String)? {
        let text = line.drop { $0 <= 0x20 }
        guard let first = text.first, first != UInt8(ascii: "%") else { return nil }
        let wrong = Wrong(reason: "expected a line such as s(100000001,1,'word',n,1,0).")
        guard text.starts(with: Array("s(".utf8)), let comma = text.firstIndex(of: UInt8(ascii: ",")),
            let set = Int(String(decoding: text[(text.startIndex + 2)..<comma], as: UTF8.self)), set >= 0,
            let open = text[comma...].firstIndex(of: UInt8(ascii: "'"))
        else { throw wrong }
        var word: [UInt8] = []
        var i = open + 1
        while i < text.endIndex {
            if text[i] == UInt8(ascii: "'") {
                guard i + 1 < text.endIndex, text[i + 1] == UInt8(ascii: "'") else { break }
                i += 1
            }
            word.append(text[i])
            i += 1
        }
        guard i < text.endIndex, text[i...].contains(UInt8(ascii: ")")) else { throw wrong }
        let trimmed = trimmed(word.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 })
        guard !trimmed.isEmpty, trimmed.unicodeScalars.count <= SettingsReader.textLimit else {
            throw Wrong(reason: "the word has \(trimmed.unicodeScalars.count) characters; expected 1 to \(SettingsReader.textLimit)")
        }
        return (set, trimmed)
    }

    private static func trimmed(_ bytes: [UInt8]) -> String {
        var rest = bytes[...]
        while let last = rest.last, last <= 0x20 { rest.removeLast() }
        return String(decoding: rest.drop { $0 <= 0x20 }, as: UTF8.self)
    }

    private static func unique(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }
    }

    /// What holds for synonyms in JSON holds for those of files.
    private static func checked(_ synonym: Synonym) throws(Wrong) -> Synonym {
        do throws(SettingsProblem) { return try Synonym(json: JSONValue.object(synonym.members), at: "") } catch {
            throw Wrong(reason: "\(error.place) \(error.message)")
        }
    }
}

extension Synonym {
    /// Without an id, which files don't give.
    fileprivate var members: [(key: String, value: JSONValue)] { (json.members ?? []).filter { $0.key != "id" } }
}
