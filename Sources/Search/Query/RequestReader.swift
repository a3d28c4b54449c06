/// Turns the values of parameters, whatever way they came, into a checked request.
struct RequestReader {
    let values: [RequestParameter: JSONValue]
    let schema: Schema

    // Far more than pages need; each costs time for every match.
    static let sortKeyLimit = 16
    static let facetLimit = 100
    static let nameLimit = 1000
    static let edgeLimit = 1000

    func request() throws(RequestError) -> SearchRequest {
        var request = SearchRequest(query: try text(.q) ?? "")
        if let filter = try text(.filter) { request.filter = try Filter(parsing: filter, schema: schema) }
        request.facets = try facets(limit: try wholeNumber(.facetLimit))
        request.sort = try sortKeys()
        request.limit = try wholeNumber(.limit) ?? request.limit
        request.offset = try wholeNumber(.offset) ?? request.offset
        if let cursor = try text(.cursor), !cursor.isEmpty { request.cursor = cursor }
        request.fields = try names(.fields)?.map(\.text)
        request.highlight = try highlights()
        if let name = try choice(.match), let match = SearchRequest.Match(rawValue: name) { request.match = match }
        if let name = try choice(.typo), let typo = SearchRequest.Typo(rawValue: name) { request.typo = typo }
        if let name = try choice(.total), let total = SearchRequest.TotalMode(rawValue: name) { request.total = total }
        request.lastIsPrefix = try choice(.prefix) == "last"
        request.explain = try flag(.explain) ?? false
        request.group = try group()
        request.ranking = try ranking()
        try readCuration(&request)
        if request.cursor != nil, request.offset > 0 {
            throw RequestError("offset", .conflict, "a cursor says itself where to go on: leave out offset, or cursor")
        }
        return request
    }

    // MARK: Plain values

    func unexpected(_ parameter: RequestParameter, _ value: JSONValue, advice: String = "") -> RequestError {
        RequestError(parameter.rawValue, .badValue, "expected \(parameter.expectation), found \(Self.shown(value))\(advice)")
    }

    static func shown(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text.count > 40 ? "'\(text.prefix(40))...'" : "'\(text)'"
        case .number, .whole, .bool, .null: value.text
        case .array, .object: value.kindName
        }
    }

    private func text(_ parameter: RequestParameter) throws(RequestError) -> String? {
        guard let value = values[parameter] else { return nil }
        guard let text = value.string else { throw unexpected(parameter, value) }
        return text
    }

    private func wholeNumber(_ parameter: RequestParameter) throws(RequestError) -> Int? {
        guard let value = values[parameter], case .wholeNumber(let range) = parameter.shape else { return nil }
        guard let number = value.int, range.contains(number) else {
            let isPaging = parameter == .limit || parameter == .offset
            let isTooLarge = (value.number ?? 0) > Double(range.upperBound)
            let advice = isPaging && isTooLarge ? "; to go on from there, pass the reply's nextCursor as cursor" : ""
            throw unexpected(parameter, value, advice: advice)
        }
        return number
    }

    private func flag(_ parameter: RequestParameter) throws(RequestError) -> Bool? {
        guard let value = values[parameter] else { return nil }
        guard let flag = value.bool else { throw unexpected(parameter, value) }
        return flag
    }

    func choice(_ parameter: RequestParameter) throws(RequestError) -> String? {
        guard let value = values[parameter], case .choice(let names) = parameter.shape else { return nil }
        guard let name = value.string, names.contains(name) else { throw unexpected(parameter, value) }
        return name
    }

    /// Names as they are in an array, or from text with commas.
    func names(_ parameter: RequestParameter) throws(RequestError) -> [RequestList.Item]? {
        guard let value = values[parameter] else { return nil }
        var items: [RequestList.Item] = []
        if let text = value.string {
            items = RequestList(text, parameter: parameter.rawValue).items.map(\.name)
        } else if let array = value.array {
            for value in array {
                guard let name = value.string else { throw unexpected(parameter, value) }
                items.append(RequestList.Item(text: name, position: nil))
            }
        } else {
            throw unexpected(parameter, value)
        }
        guard items.count <= Self.nameLimit else { throw tooMany(parameter, Self.nameLimit) }
        return items
    }

    func tooMany(_ parameter: RequestParameter, _ limit: Int) -> RequestError {
        RequestError(parameter.rawValue, .tooMany, "at most \(limit) in one request")
    }

    // MARK: Fields

    private enum Use {
        case facet, sort, group, highlight

        func objection(to field: Field) -> String? {
            switch (self, field.type) {
            case (.highlight, let type) where !type.isSearched:
                "is a \(type.rawValue) field; only text and identifier fields are highlighted"
            case (.highlight, _): field.isStored ? nil : "is not stored, so there is no text to highlight"
            case (.facet, .text): "is split into words; to count its values add a keyword field with the same text"
            case (.sort, .text): "is split into words; to sort by it add a keyword field with the same text"
            case (.group, .text): "is split into words; to group by it add a keyword field with the same text"
            case (.facet, .geo), (.group, .geo): "is a geo field, and places are not counted; filter them with geo(...)"
            case (.sort, .geo): "is a geo field, and places have no order; filter them with geo(...)"
            default: nil
            }
        }
    }

    private func field(_ item: RequestList.Item, for use: Use, _ parameter: RequestParameter) throws(RequestError) -> Field {
        guard let field = schema.field(named: item.text) else {
            let candidates = schema.fields.filter { use.objection(to: $0) == nil }
            throw schema.unknownField(item.text, parameter: parameter.rawValue, among: candidates, at: item.position)
        }
        if let objection = use.objection(to: field) {
            throw RequestError(parameter.rawValue, .unsuitableField, "'\(field.name)' \(objection)", at: item.position)
        }
        return field
    }

    private func highlights() throws(RequestError) -> [String] {
        var fields: [String] = []
        for item in try names(.highlight) ?? [] {
            let name = try field(item, for: .highlight, .highlight).name
            if !fields.contains(name) { fields.append(name) }
        }
        return fields
    }

    private func group() throws(RequestError) -> GroupRequest? {
        let limit = try wholeNumber(.groupLimit)
        guard let name = try text(.group), !name.isEmpty else {
            if limit != nil { throw RequestError("groupLimit", .conflict, "needs group, the field to group by") }
            return nil
        }
        var group = GroupRequest(field: try field(.init(text: name, position: nil), for: .group, .group).name)
        group.limit = limit ?? group.limit
        return group
    }

    // MARK: Sort keys

    private func sortKeys() throws(RequestError) -> [SortKey] {
        guard let value = values[.sort] else { return [] }
        var keys: [SortKey] = []
        if let text = value.string {
            for part in RequestList(text, parameter: "sort").items { keys.append(try sortKey(part)) }
        } else if let array = value.array {
            for value in array {
                if let text = value.string {
                    keys.append(try sortKey(.init(wholeOf: text, parameter: "sort", hasPosition: false)))
                } else {
                    keys.append(try sortKey(object: value))
                }
            }
        } else {
            throw unexpected(.sort, value)
        }
        guard keys.count <= Self.sortKeyLimit else { throw tooMany(.sort, Self.sortKeyLimit) }
        return keys
    }

    private func sortKey(_ part: RequestList.Part) throws(RequestError) -> SortKey {
        let whole = part.name
        if whole.text == "_score" || schema.field(named: whole.text) != nil { return try sortKey(whole, order: nil) }
        guard let (name, order) = part.split(atLast: ":") else { return try sortKey(whole, order: nil) }
        return try sortKey(name.name, order: order)
    }

    private func sortKey(object value: JSONValue) throws(RequestError) -> SortKey {
        let members = try self.members(of: value, known: ["field", "order"], .sort, example: "{\"field\": \"price\", \"order\": \"asc\"}")
        guard let name = members["field"]?.string else {
            throw RequestError("sort", .badValue, "a sort key needs \"field\", as in {\"field\": \"price\", \"order\": \"asc\"}")
        }
        let order = members["order"]
        guard order == nil || order?.string != nil else { throw badOrder(order ?? .null, of: name, at: nil) }
        return try sortKey(.init(text: name, position: nil), order: order?.string)
    }

    private func sortKey(_ item: RequestList.Item, order: String?) throws(RequestError) -> SortKey {
        let isScore = item.text == "_score"
        let key = isScore ? SortKey.Key.score : .field(try field(item, for: .sort, .sort).name)
        switch order {
        case nil: return SortKey(key, isDescending: isScore)
        case "asc": return SortKey(key, isDescending: false)
        case "desc": return SortKey(key, isDescending: true)
        case let other?: throw badOrder(.string(other), of: item.text, at: item.position)
        }
    }

    private func badOrder(_ value: JSONValue, of name: String, at position: Int?) -> RequestError {
        RequestError("sort", .badValue, "expected asc or desc for '\(name)', found \(Self.shown(value)), as in price:asc", at: position)
    }

    // MARK: Facets

    private func facets(limit: Int?) throws(RequestError) -> [FacetRequest] {
        guard let value = values[.facets] else { return [] }
        var facets: [FacetRequest] = []
        if let text = value.string {
            for part in RequestList(text, parameter: "facets").items {
                let name = part.name
                if schema.field(named: name.text) != nil || part.options == nil {
                    facets.append(try facet(name, options: [:], limit))
                } else {
                    let (options, field) = try part.readOptions(known: Self.facetOptions)
                    facets.append(try facet(field, options: options, limit))
                }
            }
        } else if let array = value.array {
            for value in array {
                if let name = value.string {
                    facets.append(try facet(.init(text: name, position: nil), options: [:], limit))
                } else {
                    facets.append(try facet(object: value, limit))
                }
            }
        } else {
            throw unexpected(.facets, value)
        }
        guard facets.count <= Self.facetLimit else { throw tooMany(.facets, Self.facetLimit) }
        var seen: Set<String> = []
        for facet in facets where !seen.insert(facet.field).inserted {
            throw RequestError("facets", .duplicateParameter, "'\(facet.field)' is listed twice")
        }
        return facets
    }

    static let facetOptions = ["limit", "order", "under", "ranges"]

    private func facet(object value: JSONValue, _ limit: Int?) throws(RequestError) -> FacetRequest {
        let example = "{\"field\": \"price\", \"ranges\": [0, 10, 50]}"
        let members = try self.members(of: value, known: ["field"] + Self.facetOptions, .facets, example: example)
        guard let name = members["field"]?.string else {
            throw RequestError("facets", .badValue, "a facet needs \"field\", as in \(example)")
        }
        return try facet(.init(text: name, position: nil), options: members, limit)
    }

    private func facet(_ item: RequestList.Item, options: [String: JSONValue], _ limit: Int?) throws(RequestError) -> FacetRequest {
        let field = try field(item, for: .facet, .facets)
        var facet = FacetRequest(field: field.name)
        func refused(_ option: String, _ reason: String) -> RequestError {
            RequestError("facets", .badValue, "\(option) of '\(field.name)': \(reason)", at: item.position)
        }
        facet.limit = limit ?? facet.limit
        if let value = options["limit"] {
            guard let number = value.int, (0...1000).contains(number) else {
                throw refused("limit", "expected a whole number from 0 to 1000, found \(Self.shown(value))")
            }
            facet.limit = number
        }
        if let value = options["order"] {
            guard let order = value.string.flatMap(FacetRequest.Order.init(rawValue:)) else {
                throw refused("order", "expected count or value, found \(Self.shown(value))")
            }
            facet.order = order
        }
        if let value = options["under"] {
            guard field.type.isKeyword else {
                throw refused("under", "only path, keyword and identifier fields have it; this is a \(field.type.rawValue) field")
            }
            guard let under = value.string else {
                throw refused("under", "expected a string such as \"Fasteners > Bolts\", found \(Self.shown(value))")
            }
            facet.under = under
        }
        if let value = options["ranges"] {
            guard field.type.isNumeric, field.type != .bool else {
                throw refused("ranges", "only number and date fields have them; this is a \(field.type.rawValue) field")
            }
            guard let edges = Self.edges(value, of: field) else {
                let example = field.type == .date ? "dates such as [\"2024-01-01\", \"2024-07-01\"]" : "numbers such as [0, 10, 50]"
                throw refused("ranges", "expected rising \(example), at most \(Self.edgeLimit), found \(value.text.prefix(60))")
            }
            facet.edges = edges
        }
        return facet
    }

    private static func edges(_ value: JSONValue, of field: Field) -> [NumberValue]? {
        guard let array = value.array, !array.isEmpty, array.count <= edgeLimit else { return nil }
        let edges = array.compactMap { NumberValue($0, of: field.type) }
        guard edges.count == array.count else { return nil }
        return zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 } ? edges : nil
    }

    /// The members of an object inside a list, null as if left out.
    func members(
        of value: JSONValue, known: [String], _ parameter: RequestParameter, example: String
    ) throws(RequestError) -> [String: JSONValue] {
        guard let members = value.members else {
            throw RequestError(parameter.rawValue, .badValue, "expected a name or an object such as \(example), found \(Self.shown(value))")
        }
        var found: [String: JSONValue] = [:]
        for (name, value) in members {
            guard known.contains(name) else {
                let list = known.joined(separator: ", ")
                throw RequestError(
                    parameter.rawValue, .unknownParameter, "unknown member \(Self.shown(.string(name))); known are \(list)")
            }
            if value == .null { continue }
            guard found.updateValue(value, forKey: name) == nil else {
                throw RequestError(parameter.rawValue, .duplicateParameter, "\"\(name)\" is given more than once")
            }
        }
        return found
    }
}
