import Platform
import Search

/// The members of a JSON object that a caller sent, read one by one. What is wrong is gathered, so that all of it can be mended
/// in one go; members that nobody asked for are wrong, too, since they are misspelt more often than meant.
struct BodyReader {
    private var members: [String: JSONValue] = [:]
    private var asked: Set<String> = []
    private var wrong: [Refusal.Field] = []
    /// Stands before names in what is said of them.
    private let path: String

    /// - Throws: `Refusal`, where the bytes are no JSON object or a member comes twice.
    init(_ bytes: [UInt8]) throws(Refusal) {
        let value: JSONValue
        do { value = try JSONValue(parsing: bytes) } catch {
            throw Refusal(
                .invalid, code: "invalid_json", detail: "the body is no JSON: byte \(error.offset): \(error.reason)",
                fields: [.init("body", code: "invalid_json", detail: error.reason)])
        }
        try self.init(value, path: "")
    }

    private init(_ value: JSONValue, path: String) throws(Refusal) {
        self.path = path
        guard let found = value.members else {
            let name = path.isEmpty ? "body" : String(path.dropLast())
            throw Refusal(
                .invalid, code: "invalid_json", detail: "expected a JSON object, found \(value.kindName)",
                fields: [.init(name, code: "wrong_type", detail: "expected an object")])
        }
        for (name, value) in found where members.updateValue(value, forKey: name) != nil {
            wrong.append(.init(path + name, code: "duplicate", detail: "the member comes twice"))
        }
    }

    private mutating func value(_ name: String) -> JSONValue? {
        asked.insert(name)
        return members[name].flatMap { if case .null = $0 { nil } else { $0 } }
    }

    /// Whether the member is there, even as null: an update tells what is taken away from what is left.
    func has(_ name: String) -> Bool { members[name] != nil }

    mutating func refuse(_ name: String, _ code: String, _ detail: String) {
        wrong.append(.init(path + name, code: code, detail: detail))
    }

    /// - Parameter limit: in Unicode scalars, as JSON Schema counts.
    mutating func optionalText(_ name: String, atMost limit: Int = 1024) -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.string else {
            refuse(name, "wrong_type", "expected text, found \(value.kindName)")
            return nil
        }
        guard text.unicodeScalars.count <= limit else {
            refuse(name, "too_long", "at most \(limit) characters")
            return nil
        }
        return text
    }

    /// Empty where it is missing or wrong; `finish` throws then.
    mutating func text(_ name: String, atMost limit: Int = 1024) -> String {
        let before = wrong.count
        let text = optionalText(name, atMost: limit) ?? ""
        if text.isEmpty, wrong.count == before { refuse(name, "required", "a text that is not empty") }
        return text
    }

    mutating func optionalID<Subject>(_ name: String, _ type: Identifier<Subject>.Type = Identifier<Subject>.self) -> Identifier<Subject>? {
        guard let text = optionalText(name, atMost: 64) else { return nil }
        guard let id = Identifier<Subject>(text) else {
            refuse(name, "invalid_id", "an id as an answer gave it")
            return nil
        }
        return id
    }

    mutating func optionalNumber(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = value(name) else { return nil }
        guard let number = value.int, range.contains(number) else {
            refuse(name, "out_of_range", "a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    mutating func optionalFlag(_ name: String) -> Bool? {
        guard let value = value(name) else { return nil }
        guard case .bool(let flag) = value else {
            refuse(name, "wrong_type", "true or false")
            return nil
        }
        return flag
    }

    /// False where it is missing or wrong; `finish` throws then.
    mutating func flag(_ name: String) -> Bool {
        let before = wrong.count
        if let flag = optionalFlag(name) { return flag }
        if wrong.count == before { refuse(name, "required", "true or false") }
        return false
    }

    /// A moment as RFC 3339 has it.
    mutating func optionalMoment(_ name: String) -> Timestamp? {
        guard let text = optionalText(name, atMost: 64) else { return nil }
        guard let microseconds = parseDate(text) else {
            refuse(name, "wrong_type", "a moment such as 2026-12-31T23:59:59Z")
            return nil
        }
        return Timestamp(microseconds: microseconds)
    }

    mutating func texts(_ name: String, atMost limit: Int = 1000) -> [String]? {
        guard let value = value(name) else { return nil }
        guard let items = value.array, items.count <= limit, items.allSatisfy({ $0.string != nil }) else {
            refuse(name, "wrong_type", "a list of at most \(limit) texts")
            return nil
        }
        return items.compactMap(\.string)
    }

    /// Empty where it is missing or wrong; `finish` throws then.
    mutating func ids<Subject>(_ name: String, _ type: Identifier<Subject>.Type, atMost limit: Int) -> [Identifier<Subject>] {
        let before = wrong.count
        let texts = texts(name, atMost: limit) ?? []
        guard !texts.isEmpty else {
            if wrong.count == before { refuse(name, "required", "a list of 1 to \(limit) ids") }
            return []
        }
        let ids = texts.compactMap { Identifier<Subject>($0) }
        if ids.count < texts.count { refuse(name, "invalid_id", "each is an id as an answer gave it") }
        return ids
    }

    /// One of a closed set, by its name.
    mutating func optionalChoice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, _ type: Choice.Type = Choice.self
    ) -> Choice? where Choice.RawValue == String {
        guard let text = optionalText(name) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            refuse(name, "unknown_value", "one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
            return nil
        }
        return choice
    }

    /// Nil where it is missing or wrong; `finish` throws then.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, _ type: Choice.Type = Choice.self
    ) -> Choice? where Choice.RawValue == String {
        let before = wrong.count
        if let choice = optionalChoice(name, type) { return choice }
        if wrong.count == before {
            refuse(name, "required", "one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return nil
    }

    /// An object within; nil where it is missing or none.
    mutating func optionalObject<Value>(_ name: String, _ read: (inout BodyReader) -> Value) -> Value? {
        guard let value = value(name) else { return nil }
        do {
            var inner = try BodyReader(value, path: path + name + ".")
            let result = read(&inner)
            inner.refuseUnknown()
            wrong += inner.wrong
            return result
        } catch {
            wrong += error.fields
            return nil
        }
    }

    mutating func optionalMoney(_ name: String) -> Money? {
        guard let value = value(name) else { return nil }
        guard let members = value.members, let amount = value["amount"]?.int, let code = value["currency"]?.string,
            let currency = Currency(code), members.count == 2
        else {
            refuse(name, "wrong_type", "an amount in minor units and a currency: {\"amount\": 1299, \"currency\": \"EUR\"}")
            return nil
        }
        return Money(minorUnits: Int64(amount), currency)
    }

    /// - Throws: `Refusal` with all that was wrong.
    mutating func finish() throws(Refusal) {
        refuseUnknown()
        guard let first = wrong.first else { return }
        let rest = wrong.count > 1 ? ", and \(wrong.count - 1) more" : ""
        throw Refusal(.invalid, code: "invalid_body", detail: "\(first.path): \(first.detail)\(rest)", fields: wrong)
    }

    private mutating func refuseUnknown() {
        for name in members.keys.sorted() where !asked.contains(name) {
            refuse(String(name.prefix(60)), "unknown", "there is no such member; known are \(asked.sorted().joined(separator: ", "))")
        }
    }
}
