/// Reads the members of a JSON object of settings, each with a message that says what to write instead.
struct SettingsReader {
    let value: JSONValue
    let place: String

    init(_ value: JSONValue, at place: String) {
        self.value = value
        self.place = place
    }

    /// - Throws: where the value is no object, or has members that nobody knows.
    func object(known: [String]) throws(SettingsProblem) -> SettingsReader {
        guard let members = value.members else {
            throw SettingsProblem(place, .badValue, "expected an object with \(known.joined(separator: ", ")), found \(value.kindName)")
        }
        var seen: Set<String> = []
        for (name, _) in members {
            guard known.contains(name) else {
                let shown = name.count > 60 ? name.prefix(60) + "..." : name
                throw problem(shown, .unknownMember, "is no member here; known are \(known.joined(separator: ", "))")
            }
            guard seen.insert(name).inserted else { throw problem(name, .duplicate, "is given more than once") }
        }
        return self
    }

    func problem(_ member: String, _ code: SettingsProblem.Code, _ message: String) -> SettingsProblem {
        SettingsProblem(path(member), code, message)
    }

    func path(_ member: String) -> String { place.isEmpty || member.isEmpty ? place + member : place + "." + member }

    /// Nil where the member is missing or null.
    private func member<Value>(_ name: String, _ expected: String, _ read: (JSONValue) -> Value?) throws(SettingsProblem) -> Value? {
        guard let value = value[name], value != .null else { return nil }
        guard let read = read(value) else { throw problem(name, .badValue, "expected \(expected), found \(Self.shown(value))") }
        return read
    }

    static func shown(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text.count > 40 ? "'\(text.prefix(40))...'" : "'\(text)'"
        case .number, .whole, .bool, .null: value.text
        case .array, .object: value.kindName
        }
    }

    func text(_ name: String) throws(SettingsProblem) -> String? { try member(name, "a string") { $0.string } }

    func flag(_ name: String) throws(SettingsProblem) -> Bool? { try member(name, "true or false") { $0.bool } }

    func array(_ name: String) throws(SettingsProblem) -> [JSONValue]? { try member(name, "an array") { $0.array } }

    func wholeNumber(_ name: String, _ range: ClosedRange<Int>) throws(SettingsProblem) -> Int? {
        try member(name, "a whole number from \(range.lowerBound) to \(range.upperBound)") { value in
            value.int.flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// Above the lower end.
    func number(_ name: String, above low: Double, upTo high: Double) throws(SettingsProblem) -> Double? {
        try member(name, "a number above \(JSONValue.number(low).text), at most \(JSONValue.number(high).text)") { value in
            value.number.flatMap { $0 > low && $0 <= high ? $0 : nil }
        }
    }

    func date(_ name: String) throws(SettingsProblem) -> Int64? {
        try member(name, "a date such as 2026-03-01 or 2026-03-01T08:00:00+01:00 (RFC 3339)") { $0.string.flatMap(parseDate) }
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, _ type: Choice.Type
    ) throws(SettingsProblem) -> Choice? where Choice.RawValue == String {
        try member(name, type.allCases.map(\.rawValue).joined(separator: ", ")) { $0.string.flatMap(Choice.init) }
    }

    func id() throws(SettingsProblem) -> String {
        guard let id = try text("id") else { return "" }
        guard SettingsID.isValid(id) else {
            let found = Self.shown(.string(id))
            throw problem("id", .badValue, "expected 1 to 128 letters, digits, '-', '.', '_' or '~' of ASCII, found \(found)")
        }
        return id
    }

    /// One string, or an array of them; empty where there is none.
    func texts(_ name: String, limit: Int, lengthLimit: Int = SettingsReader.textLimit) throws(SettingsProblem) -> [String] {
        let expected = "a string, or an array of strings"
        guard let values = try member(name, expected, { $0.string == nil ? $0.array : [$0] }) else { return [] }
        guard values.count <= limit else { throw problem(name, .tooMany, "\(values.count) are too many; at most \(limit)") }
        var texts: [String] = []
        for (i, value) in values.enumerated() {
            guard let text = value.string else {
                throw problem("\(name)[\(i)]", .badValue, "expected a string, found \(Self.shown(value))")
            }
            try check(text, "\(name)[\(i)]", lengthLimit)
            texts.append(text)
        }
        return texts
    }

    static let textLimit = 200

    /// Not blank, and no longer than what makes sense.
    func check(_ text: String, _ name: String, _ limit: Int) throws(SettingsProblem) {
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            throw problem(name, .badValue, "is blank; leave it out, or write what is meant")
        }
        guard text.unicodeScalars.count <= limit else {
            throw problem(name, .badValue, "has \(text.unicodeScalars.count) characters; at most \(limit)")
        }
    }
}
