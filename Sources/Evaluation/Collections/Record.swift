internal import Search

/// A row of a file whose columns have names: of a table with a header, or one JSON object a line.
package struct Record: Sendable {
    /// What messages call the file.
    let file: String
    /// Counted from 1.
    let line: Int
    private let values: [String: JSONValue]
    private let names: [String]

    /// A column by the names it goes by; letter case, blanks, `_` and `-` in a name do not matter.
    enum Column: String {
        /// The id of a query or what was typed, whichever it proves to be.
        case query
        case queryID, text, document, grade, position, clicked, type

        var names: [String] {
            switch self {
            case .query: ["query", "q"]
            case .queryID: ["query_id", "qid", "topic"]
            case .text: ["text", "query_text"]
            case .document: ["document", "document_id", "doc", "doc_id", "product_id"]
            case .grade: ["grade", "relevance", "rel", "rating", "label", "judgement", "judgment"]
            case .position: ["position", "rank"]
            case .clicked: ["clicked", "click"]
            case .type: ["type", "event", "event_type", "action"]
            }
        }

        fileprivate var keys: [String] { names.map(Record.key) }
    }

    /// Reads one JSON object. Throws `badLine` for anything else.
    package init(file: String, line: Int, json: [UInt8]) throws(EvaluationError) {
        self.file = file
        self.line = line
        let value: JSONValue
        do { value = try JSONValue(parsing: json) } catch {
            throw .badLine(file: file, line: line, expected: "a JSON object", found: "\(error)")
        }
        guard let members = value.members else {
            throw .badLine(file: file, line: line, expected: "a JSON object", found: value.kindName)
        }
        names = members.map(\.key)
        var values: [String: JSONValue] = [:]
        for member in members where member.value != .null { values[Self.key(member.key)] = member.value }
        self.values = values
    }

    /// Whether names that a header gives belong to a file of records: at least two of them are known.
    package static func isHeader(_ names: [String]) -> Bool {
        let known = Set(Column.all.flatMap(\.keys) + ["id"])
        return Set(names.map(key)).intersection(known).count >= 2
    }

    private static func key(_ name: String) -> String {
        String(name.lowercased().unicodeScalars.filter { !" _-\u{FEFF}".unicodeScalars.contains($0) })
    }

    // MARK: Values

    /// The text of a column, nil where the row has none; a number is its digits.
    func text(_ column: Column) throws(EvaluationError) -> String? {
        guard let key = column.keys.first(where: { values[$0] != nil }) else { return nil }
        return try text(key)
    }

    /// The `id` column, which names a query in a file of queries and means nothing elsewhere.
    func ownID() throws(EvaluationError) -> String? { values["id"] == nil ? nil : try text("id") }

    private func text(_ key: String) throws(EvaluationError) -> String? {
        switch values[key] {
        case nil: return nil
        case .string(let text): return text.allSatisfy(\.isWhitespace) ? nil : text
        case .number, .whole, .bool: return values[key]?.text
        case let other?: throw bad(expected: "a text in column \(key)", found: other.kindName)
        }
    }

    func required(_ column: Column) throws(EvaluationError) -> String {
        guard let text = try text(column) else {
            throw bad(expected: "a value in a column \(Self.listed(column.names))", found: found)
        }
        return text
    }

    func wholeNumber(_ column: Column, in range: ClosedRange<Int>) throws(EvaluationError) -> Int {
        let text = try required(column)
        guard let value = decimalNumber(oneLine(text)).flatMap({ Int(exactly: $0) }), range.contains(value) else {
            throw bad(
                expected: "a whole number from \(range.lowerBound) to \(range.upperBound) as \(column.rawValue)", found: "\"\(text)\"")
        }
        return value
    }

    func flag(_ column: Column) throws(EvaluationError) -> Bool? {
        guard let text = try text(column) else { return nil }
        switch text.lowercased() {
        case "true", "yes", "1": return true
        case "false", "no", "0": return false
        default: throw bad(expected: "true or false as \(column.rawValue)", found: "\"\(text)\"")
        }
    }

    func bad(expected: String, found: String) -> EvaluationError {
        .badLine(file: file, line: line, expected: expected, found: found)
    }

    var found: String { names.isEmpty ? "an empty row" : "a row with \(names.joined(separator: ", "))" }

    static func listed(_ names: [String]) -> String {
        names.count == 1 ? names[0] : "\(names[0]) (or \(names.dropFirst().joined(separator: ", ")))"
    }

    /// How the row names its query. Throws unless it does.
    func queryName() throws(EvaluationError) -> QueryName {
        let name = QueryName(id: try text(.queryID), text: try text(.text), either: try text(.query))
        guard name.id != nil || name.text != nil || name.either != nil else {
            throw bad(expected: "a value in a column \(Self.listed(Column.query.names + Column.queryID.names))", found: found)
        }
        return name
    }
}

extension Record.Column {
    fileprivate static let all: [Record.Column] = [.query, .queryID, .text, .document, .grade, .position, .clicked, .type]
}
