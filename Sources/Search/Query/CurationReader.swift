/// The parameters of a request that settle which settings of the index count, and what is pinned and hidden.
extension RequestReader {
    static let pinLimit = 300

    func readCuration(_ request: inout SearchRequest) throws(RequestError) {
        request.contexts = try names(.context)?.map(\.text) ?? []
        request.hidden = try names(.hidden)?.map(\.text) ?? []
        request.pins = try pins()
        request.usesSynonyms = try choice(.synonyms) != "off"
        request.usesRules = try choice(.rules) != "off"
        if let lists = try names(.stopwords)?.map(\.text) {
            request.stopWords = lists == ["off"] ? .none : lists == ["on"] ? .all : .named(lists)
        }
        if request.group != nil, !request.pins.isEmpty {
            throw RequestError("pinned", .conflict, "groups have no places to pin to: leave out pinned, or group")
        }
    }

    private func pins() throws(RequestError) -> [Rule.Pin] {
        guard let value = values[.pinned] else { return [] }
        var pins: [Rule.Pin] = []
        if let text = value.string {
            for part in RequestList(text, parameter: "pinned").items { pins.append(try pin(part)) }
        } else if let array = value.array {
            for value in array {
                if let text = value.string {
                    pins.append(try pin(.init(wholeOf: text, parameter: "pinned", hasPosition: false)))
                } else {
                    let members = try self.members(
                        of: value, known: ["id", "position"], .pinned, example: "{\"id\": \"A-17\", \"position\": 1}")
                    pins.append(try pin(members["id"]?.string, members["position"]?.int, value, at: nil))
                }
            }
        } else {
            throw unexpected(.pinned, value)
        }
        guard pins.count <= Self.pinLimit else { throw tooMany(.pinned, Self.pinLimit) }
        if Set(pins.map(\.id)).count < pins.count {
            throw RequestError("pinned", .duplicateParameter, "a document is listed twice; it has one place")
        }
        return pins
    }

    private func pin(_ part: RequestList.Part) throws(RequestError) -> Rule.Pin {
        let (id, position) = part.split(atLast: ":").map { ($0.before.name, $0.after) } ?? (part.name, "")
        return try pin(id.text, Int(position), .string(id.text + (position.isEmpty ? "" : ":" + position)), at: id.position)
    }

    private func pin(_ id: String?, _ position: Int?, _ value: JSONValue, at place: Int?) throws(RequestError) -> Rule.Pin {
        guard let id, !id.isEmpty, let position, (1...1000).contains(position) else {
            let expected = RequestParameter.pinned.expectation
            throw RequestError("pinned", .badValue, "expected \(expected), found \(Self.shown(value))", at: place)
        }
        return Rule.Pin(id: id, position: position)
    }
}
