/// The schema file: `{"id": "id", "fields": [{"name": "title", "type": "text", "analyzer": "english", "weight": 4}, ...]}`.
extension Schema {
    /// Reads a schema file. - Throws: `SchemaError` naming the field and what to write instead.
    package init(parsing text: [UInt8]) throws(SchemaError) {
        let value: JSONValue
        do { value = try JSONValue(parsing: text) } catch {
            throw SchemaError("not JSON: \(Schema.place(of: error.offset, in: text)): \(error.reason)")
        }
        guard let members = value.members else { throw SchemaError("expected an object, found \(value.kindName)") }
        for member in members where member.key != "id" && member.key != "fields" {
            throw SchemaError("unknown member '\(member.key)'; known are id, fields")
        }
        let key = value["id"] ?? .string("id")
        guard let keyField = key.string else { throw SchemaError("\"id\": expected a string, found \(key.kindName)") }
        guard let list = value["fields"]?.array else { throw SchemaError("\"fields\": expected an array of fields") }
        var fields: [Field] = []
        for (i, item) in list.enumerated() { fields.append(try Field(item, position: i)) }
        // Where the file says nothing of weights, words in the title count more.
        if !list.contains(where: { $0["weight"] != nil }), let title = fields.title { fields[title].weight = Self.titleWeight }
        try self.init(keyField: keyField, fields: fields)
    }

    /// What a word in a title of some ten words says more than one in a description. Two sets of products and two of abstracts
    /// do best between 3 and 6.
    private static let titleWeight = 4.0

    package var json: String {
        JSONValue.object([
            ("id", .string(keyField)), ("fields", .array(fields.map(\.json))),
        ]).text
    }

    /// "line 3, column 14" for people who look at the file.
    package static func place(of offset: Int, in text: [UInt8]) -> String {
        let before = text[..<min(offset, text.count)]
        let line = before.count { $0 == 0x0A } + 1
        let column = offset - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
        return "line \(line), column \(column)"
    }
}

extension Field {
    fileprivate init(_ json: JSONValue, position: Int) throws(SchemaError) {
        guard let members = json.members, let name = json["name"]?.string else {
            throw SchemaError("fields[\(position)]: expected an object with a \"name\"")
        }
        func problem(_ text: String) -> SchemaError { SchemaError("field '\(name)': \(text)") }
        let types = FieldType.allCases.map(\.rawValue).joined(separator: ", ")
        guard let typeName = json["type"]?.string, let type = FieldType(rawValue: typeName) else {
            throw problem("\"type\" must be one of \(types)")
        }
        self.init(name: name, type: type)
        for (key, value) in members {
            switch key {
            case "name", "type": continue
            case "analyzer":
                guard type == .text else { throw problem("only text fields have an analyzer") }
                guard let kind = value.string.flatMap({ AnalyzerKind(name: $0) }) else {
                    throw problem("\"analyzer\" must be standard, auto, identifier or a language such as english")
                }
                analyzer = kind
            case "weight":
                guard type.isSearched else { throw problem("only text and identifier fields have a weight") }
                guard let number = value.number else { throw problem("\"weight\" must be a number") }
                weight = number
            case "array": isArray = try Self.flag(value, key, of: name)
            case "stored": isStored = try Self.flag(value, key, of: name)
            case "facet": isFacet = try Self.flag(value, key, of: name)
            case "sort": isSortable = try Self.flag(value, key, of: name)
            case "suggest": isSuggested = try Self.flag(value, key, of: name)
            case "filter": _ = try Self.flag(value, key, of: name)  // every column can be filtered
            default:
                throw problem(
                    "unknown member '\(key)'; known are name, type, analyzer, weight, array, stored, facet, filter, sort, suggest")
            }
        }
        if type == .text && (isFacet || isSortable) {
            throw problem("text is split into words: for facets and sorting add a keyword field")
        }
    }

    private static func flag(_ value: JSONValue, _ key: String, of name: String) throws(SchemaError) -> Bool {
        guard let flag = value.bool else { throw SchemaError("field '\(name)': \"\(key)\" must be true or false") }
        return flag
    }

    fileprivate var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = [("name", .string(name)), ("type", .string(type.rawValue))]
        if type == .text { members.append(("analyzer", .string(analyzer.name))) }
        if type.isSearched { members.append(("weight", .number(weight))) }
        if isArray { members.append(("array", .bool(true))) }
        if !isStored { members.append(("stored", .bool(false))) }
        if isFacet { members.append(("facet", .bool(true))) }
        if isSortable { members.append(("sort", .bool(true))) }
        if isSuggested { members.append(("suggest", .bool(true))) }
        return .object(members)
    }
}

extension [Field] {
    /// Where the field is that names what a document is: one called so, or else the first text there is. Nil where there is no
    /// other text to tell it from.
    fileprivate var title: Int? {
        let texts = indices.filter { self[$0].type == .text }
        guard texts.count > 1 else { return nil }
        return texts.first { ["title", "name", "headline"].contains(self[$0].name.lowercased()) } ?? texts[0]
    }
}
