import Glibc
@testable import Search

/// Filters by their definitions, a document at a time.
struct NaiveFilters {
    let schema: Schema
    let analysis: NaiveAnalysis

    func keeps(_ filter: Filter, _ document: NaiveDocument) throws -> Bool {
        switch filter {
        case .all: return true
        case .and(let parts): return try parts.allSatisfy { try keeps($0, document) }
        case .or(let parts): return try parts.contains { try keeps($0, document) }
        case .not(let part): return try !keeps(part, document)
        case .equals(let name, let value): return try with(name, document) { equals($0, value, $1) }
        case .isIn(let name, let list): return try with(name, document) { field, it in list.contains { equals(field, $0, it) } }
        case .range(let name, let lower, let upper):
            return try with(name, document) { inRange($0, lower, upper, $1) }
        case .exists(let name): return try with(name, document) { $1.exists }
        case .contains(let name, let text):
            return try with(name, document) { field, it in
                if field.type == .text { return try hasWords(field, text, lastIsPrefix: false, it) }
                let part = analysis.folded(ByteString(text))
                return it.keywords.contains { analysis.folded($0).contains(part) }
            }
        case .startsWith(let name, let text):
            return try with(name, document) { field, it in
                if field.type == .text { return try hasWords(field, text, lastIsPrefix: true, it) }
                let part = analysis.folded(ByteString(text))
                return it.keywords.contains { analysis.folded($0).hasPrefix(part) }
            }
        case .geoDistance(let name, let latitude, let longitude, let meters):
            return try with(name, document) {
                $1.place.map { naiveDistanceMeters($0, NaiveValues.Place(latitude: latitude, longitude: longitude)) <= meters } ?? false
            }
        }
    }

    private func with(_ name: String, _ document: NaiveDocument, _ body: (Field, NaiveValues) throws -> Bool) throws -> Bool {
        guard let id = schema.id(of: name) else { return false }
        return try body(schema[id], document.fields[Int(id.rawValue)])
    }

    private func number(_ field: Field, _ value: FilterValue) -> NaiveNumber? {
        switch (field.type, value) {
        case (.date, .string(let text)): naiveMicroseconds(text).map { .whole($0) }
        case (.bool, .bool(let value)): .whole(value ? 1 : 0)
        case (.int, .number(let value)), (.double, .number(let value)): .real(value)
        case (.int, .whole(let value)): .whole(value)
        default: nil
        }
    }

    private func keyword(_ field: Field, _ value: FilterValue) -> ByteString? {
        guard field.type.isKeyword, case .string(let text) = value else { return nil }
        return field.type == .path ? NaiveReader.ancestors(text).last : ByteString(text)
    }

    private func equals(_ field: Field, _ value: FilterValue, _ values: NaiveValues) -> Bool {
        if let keyword = keyword(field, value) { return values.keywords.contains(keyword) }
        guard let number = number(field, value) else { return false }
        return values.numbers.contains { $0 == number }
    }

    private func inRange(_ field: Field, _ lower: Filter.Bound?, _ upper: Filter.Bound?, _ values: NaiveValues) -> Bool {
        func lies<T: Comparable>(_ value: T, _ constant: (FilterValue) -> T?) -> Bool {
            if let lower {
                guard let low = constant(lower.value), lower.isIncluded ? value >= low : value > low else { return false }
            }
            if let upper {
                guard let high = constant(upper.value), upper.isIncluded ? value <= high : value < high else { return false }
            }
            return true
        }
        if field.type.isKeyword {
            return values.keywords.contains { value in
                lies(value) { if case .string(let text) = $0 { ByteString(text) } else { nil } }
            }
        }
        return values.numbers.contains { lies($0) { number(field, $0) } }
    }

    /// All words of the text, in any order and place; the last one maybe only begun.
    private func hasWords(_ field: Field, _ text: String, lastIsPrefix: Bool, _ values: NaiveValues) throws -> Bool {
        let utf8 = Array(text.utf8)
        let words = try analysis.tokens(text, .standard)
        guard let last = words.last else { return false }
        for word in lastIsPrefix ? words.dropLast() : words[...] {
            let own = try analysis.tokens(String(decoding: utf8[word.range], as: UTF8.self), field.analyzer)
            guard let term = own.first?.term, values.positions[term] != nil else { return false }
        }
        return !lastIsPrefix || values.positions.keys.contains { $0.hasPrefix(last.term) }
    }
}

/// Great-circle distance by the haversine formula on a sphere of the earth's mean radius.
func naiveDistanceMeters(_ a: NaiveValues.Place, _ b: NaiveValues.Place) -> Double {
    func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
    let north = sin(radians(b.latitude - a.latitude) / 2)
    let east = sin(radians(b.longitude - a.longitude) / 2)
    let h = north * north + cos(radians(a.latitude)) * cos(radians(b.latitude)) * east * east
    return 2 * 6_371_008.8 * asin(min(1, h.squareRoot()))
}

extension Filter {
    /// The fields a filter speaks of.
    var mentioned: Set<String> {
        switch self {
        case .all: []
        case .equals(let field, _), .isIn(let field, _), .range(let field, _, _), .exists(let field), .contains(let field, _),
            .startsWith(let field, _), .geoDistance(let field, _, _, _):
            [field]
        case .and(let parts), .or(let parts): parts.reduce(into: []) { $0.formUnion($1.mentioned) }
        case .not(let part): part.mentioned
        }
    }

    /// The conditions that must all hold.
    var conjuncts: [Filter] {
        if case .and(let parts) = self { return parts.flatMap(\.conjuncts) }
        return [self]
    }
}
