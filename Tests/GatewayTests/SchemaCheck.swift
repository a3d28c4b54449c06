import Search

/// Holds JSON against the part of JSON Schema 2020-12 that the description of the interface uses. A keyword it does not
/// know is reported, so that none is passed over silently.
struct SchemaCheck {
    let document: JSONValue

    /// What does not fit, as "place: reason"; empty where all fits.
    func objections(to value: JSONValue, schema: JSONValue, at place: String = "$") -> [String] {
        if let reference = schema["$ref"]?.string {
            guard let target = resolve(reference) else { return ["\(place): no \(reference)"] }
            return objections(to: value, schema: target, at: place)
        }
        return (schema.members ?? []).flatMap { keyword, rule in objections(to: value, keyword, rule, in: schema, at: place) }
    }

    /// Follows `#/components/schemas/Hit`; `~1` in a step is a slash.
    func resolve(_ reference: String) -> JSONValue? {
        guard reference.hasPrefix("#/") else { return nil }
        var value: JSONValue? = document
        for step in reference.dropFirst(2).split(separator: "/") { value = value?[String(step).replacing("~1", with: "/")] }
        return value
    }

    private func objections(to value: JSONValue, _ keyword: String, _ rule: JSONValue, in schema: JSONValue, at place: String) -> [String] {
        switch keyword {
        case "description", "summary", "default", "example", "examples", "title": return []
        case "type":
            let types = rule.string.map { [$0] } ?? rule.array?.compactMap(\.string) ?? []
            return types.contains { Self.fits(value, type: $0) } ? [] : ["\(place): expected \(types), found \(value.kindName)"]
        case "const": return value == rule ? [] : ["\(place): expected \(rule.text)"]
        case "enum": return rule.array?.contains(value) == true ? [] : ["\(place): \(value.text) is none of \(rule.text)"]
        case "minimum": return (value.number ?? .infinity) >= (rule.number ?? 0) ? [] : ["\(place): below \(rule.text)"]
        case "maximum": return (value.number ?? -.infinity) <= (rule.number ?? 0) ? [] : ["\(place): above \(rule.text)"]
        case "minLength": return (value.string?.unicodeScalars.count ?? .max) >= (rule.int ?? 0) ? [] : ["\(place): too short"]
        case "maxLength": return (value.string?.unicodeScalars.count ?? 0) <= (rule.int ?? 0) ? [] : ["\(place): too long"]
        case "format":
            if rule.string == "email" { return value.string?.contains("@") ?? true ? [] : ["\(place): no address"] }
            guard ["date-time", "date"].contains(rule.string) else { return ["\(place): the check does not know the format \(rule.text)"] }
            return value.string.map { parseDate($0) != nil } ?? true ? [] : ["\(place): no moment"]
        case "pattern":
            guard let pattern = rule.string, let regex = try? Regex(pattern) else { return ["\(place): \(rule.text) is no pattern"] }
            return value.string.map { $0.contains(regex) } ?? true ? [] : ["\(place): does not match \(pattern)"]
        case "exclusiveMinimum": return (value.number ?? .infinity) > (rule.number ?? 0) ? [] : ["\(place): not above \(rule.text)"]
        case "minItems": return (value.array?.count ?? .max) >= (rule.int ?? 0) ? [] : ["\(place): too few items"]
        case "maxItems": return (value.array?.count ?? 0) <= (rule.int ?? 0) ? [] : ["\(place): too many items"]
        case "required":
            guard value.members != nil else { return [] }
            return (rule.array ?? []).compactMap(\.string).filter { value[$0] == nil }.map { "\(place): '\($0)' is missing" }
        case "properties":
            return (rule.members ?? []).flatMap { name, inner in
                value[name].map { objections(to: $0, schema: inner, at: "\(place).\(name)") } ?? []
            }
        case "additionalProperties":
            let known = Set(schema["properties"]?.members?.map(\.key) ?? [])
            let others = (value.members ?? []).filter { !known.contains($0.key) }
            if rule == .bool(false) { return others.map { "\(place): '\($0.key)' is not described" } }
            return others.flatMap { objections(to: $0.value, schema: rule, at: "\(place).\($0.key)") }
        case "items":
            return (value.array ?? []).enumerated().flatMap { i, item in objections(to: item, schema: rule, at: "\(place)[\(i)]") }
        case "oneOf":
            let fits = (rule.array ?? []).count { objections(to: value, schema: $0, at: place).isEmpty }
            return fits == 1 ? [] : ["\(place): fits \(fits) of the alternatives, not one"]
        case "anyOf":
            let fits = (rule.array ?? []).contains { objections(to: value, schema: $0, at: place).isEmpty }
            return fits ? [] : ["\(place): fits none of the alternatives"]
        default: return ["\(place): the check does not know '\(keyword)'"]
        }
    }

    private static func fits(_ value: JSONValue, type: String) -> Bool {
        switch (type, value) {
        case ("null", .null), ("boolean", .bool), ("number", .number), ("number", .whole), ("string", .string), ("array", .array), ("object", .object): true
        case ("integer", .number), ("integer", .whole): value.int != nil
        default: false
        }
    }
}
