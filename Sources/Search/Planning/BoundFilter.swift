internal import Glibc

/// A filter whose constants have been read by the types of its fields.
indirect enum BoundFilter: Sendable {
    case all
    case nothing
    /// Keyword, path and identifier fields: any of these values.
    case values(FieldID, [[UInt8]])
    /// By order of bytes; nil: no bound.
    case valueRange(FieldID, lower: ([UInt8], isIncluded: Bool)?, upper: ([UInt8], isIncluded: Bool)?)
    /// Folded characters somewhere in, or at the beginning of, a value.
    case valueText(FieldID, [UInt8], atStart: Bool)
    case keys(FieldID, ClosedRange<Int64>)
    /// Text fields: one of the terms of each of these words; the last may be a prefix.
    case words(FieldID, [[[UInt8]]], prefix: [UInt8]?)
    case exists(FieldID)
    case within(FieldID, GeoPoint, meters: Double)
    case and([BoundFilter])
    case or([BoundFilter])
    case not(BoundFilter)

    /// - Throws: `RequestError` for a field that is not there or a value that the field can't have.
    init(_ filter: Filter, _ schema: Schema) throws(RequestError) {
        switch filter {
        case .all: self = .all
        case .and(let parts): self = .and(try Self.all(parts, schema))
        case .or(let parts): self = .or(try Self.all(parts, schema))
        case .not(let part): self = .not(try BoundFilter(part, schema))
        case .equals(let name, let value): self = try Self.oneOf([value], try Self.field(name, schema), schema)
        case .isIn(let name, let values): self = try Self.oneOf(values, try Self.field(name, schema), schema)
        case .range(let name, let lower, let upper): self = try Self.range(lower, upper, try Self.field(name, schema), schema)
        case .exists(let name): self = .exists(try Self.field(name, schema))
        case .contains(let name, let text): self = try Self.text(text, try Self.field(name, schema), schema, atStart: false)
        case .startsWith(let name, let text): self = try Self.text(text, try Self.field(name, schema), schema, atStart: true)
        case .geoDistance(let name, let latitude, let longitude, let meters):
            let field = try Self.field(name, schema)
            guard schema[field].type == .geo else { throw Self.wrong(schema[field], "geo() needs a geo field") }
            guard let point = GeoPoint(latitude: latitude, longitude: longitude) else {
                throw Self.wrong(schema[field], "latitude is within 90 degrees and longitude within 180")
            }
            self = meters >= 0 ? .within(field, point, meters: meters) : .nothing
        }
    }

    private static func all(_ parts: [Filter], _ schema: Schema) throws(RequestError) -> [BoundFilter] {
        var bound: [BoundFilter] = []
        for part in parts { bound.append(try BoundFilter(part, schema)) }
        return bound
    }

    private static func field(_ name: String, _ schema: Schema) throws(RequestError) -> FieldID {
        guard let id = schema.id(of: name) else {
            throw RequestError(
                parameter: "filter", code: "unknown_field",
                message: "there is no field '\(name)'; fields are \(schema.fields.prefix(30).map(\.name).joined(separator: ", "))")
        }
        return id
    }

    private static func wrong(_ field: Field, _ reason: String) -> RequestError {
        RequestError(parameter: "filter", code: "bad_value", message: "\(field.name) (\(field.type.rawValue)): \(reason)")
    }

    private static func oneOf(_ values: [FilterValue], _ id: FieldID, _ schema: Schema) throws(RequestError) -> BoundFilter {
        let field = schema[id]
        if field.type.isKeyword {
            return .values(id, values.map { $0.asBytes(isPath: field.type == .path) })
        }
        guard field.type.isNumeric else {
            let way = field.type == .text ? "use CONTAINS for words of a text" : "use geo(\(field.name), latitude, longitude, 10km)"
            throw wrong(field, "can't be compared with =; \(way)")
        }
        var parts: [BoundFilter] = []
        for value in values {
            let bound = Filter.Bound(value)
            if let keys = try keys(from: bound, to: bound, field) { parts.append(.keys(id, keys)) }
        }
        return parts.count == 1 ? parts[0] : .or(parts)
    }

    /// A constant as a number that the field can be compared with.
    private static func number(_ value: FilterValue, _ field: Field) throws(RequestError) -> NumberValue {
        switch (field.type, value) {
        case (.double, .number(let number)), (.int, .number(let number)):
            if !number.isNaN { return .real(number) }
            throw wrong(field, "can't be compared with what is no number")
        case (.double, .whole(let number)), (.int, .whole(let number)): return .whole(number)
        case (.bool, .bool(let flag)): return .whole(flag ? 1 : 0)
        case (.bool, .string("true")): return .whole(1)
        case (.bool, .string("false")): return .whole(0)
        case (.date, .string(let text)):
            if let date = parseDate(text) { return .date(date) }
            throw wrong(field, "'\(text)' is not a date; write \"2026-05-01\" or \"2026-05-01T12:30:00Z\"")
        default: throw wrong(field, "\(value.text) is not a value of this field; \(example(field.type))")
        }
    }

    private static func example(_ type: FieldType) -> String {
        switch type {
        case .bool: "write true or false"
        case .date: "write a date such as \"2026-05-01\""
        default: "write a number"
        }
    }

    private static func range(
        _ lower: Filter.Bound?, _ upper: Filter.Bound?, _ id: FieldID, _ schema: Schema
    ) throws(RequestError) -> BoundFilter {
        let field = schema[id]
        if field.type.isKeyword {
            return .valueRange(
                id, lower: lower.map { (Array($0.value.asKeyword.utf8), $0.isIncluded) },
                upper: upper.map { (Array($0.value.asKeyword.utf8), $0.isIncluded) })
        }
        guard field.type.isNumeric, field.type != .bool else { throw wrong(field, "has no order to compare by") }
        return try keys(from: lower, to: upper, field).map { .keys(id, $0) } ?? .nothing
    }

    /// The keys within two bounds, or nil where there are none.
    private static func keys(
        from lower: Filter.Bound?, to upper: Filter.Bound?, _ field: Field
    ) throws(RequestError) -> ClosedRange<Int64>? {
        var keys = Int64.min...Int64.max
        if let lower {
            guard let least = try number(lower.value, field).firstKey(of: field.type, isAbove: !lower.isIncluded) else { return nil }
            keys = least...Int64.max
        }
        if let upper, let end = try number(upper.value, field).firstKey(of: field.type, isAbove: upper.isIncluded) {
            guard end > keys.lowerBound else { return nil }
            keys = keys.lowerBound...end - 1
        }
        return keys
    }

    private static func text(_ text: String, _ id: FieldID, _ schema: Schema, atStart: Bool) throws(RequestError) -> BoundFilter {
        let field = schema[id]
        if field.type.isKeyword { return .valueText(id, folded(Array(text.utf8)), atStart: atStart) }
        guard field.type == .text else { throw wrong(field, "holds no text") }
        do {
            let words = try TypedWord.words(of: text)
            var terms: [[[UInt8]]] = []
            for word in atStart ? words.dropLast() : words[...] { terms.append(try word.terms(for: field.analyzer)) }
            terms.removeAll(where: \.isEmpty)
            let prefix = atStart ? words.last?.folded : nil
            return terms.isEmpty && prefix == nil ? .nothing : .words(id, terms, prefix: prefix)
        } catch {
            throw wrong(field, "\(error)")
        }
    }
}

extension FilterValue {
    /// As a keyword holds it: numbers as JSON writes them.
    var asKeyword: String {
        switch self {
        case .string(let text): text
        case .number(let number): JSONValue.number(number).text
        case .whole(let number): String(number)
        case .bool(let flag): flag ? "true" : "false"
        }
    }

    /// As the dictionary of a keyword or path field holds it.
    func asBytes(isPath: Bool) -> [UInt8] { Array((isPath ? PathValue.normalized(asKeyword) : asKeyword).utf8) }
}
