@testable import Search

/// What the twin counts for a facet: everything, before any limit.
enum NaiveFacet {
    /// Values in the order asked for, with their counts and whether the filter selects them.
    case values([(value: ByteString, count: Int, isSelected: Bool)])
    case numbers(NaiveNumberFacet)
}

struct NaiveNumberFacet {
    /// The values of each document that has any.
    var valuesByDocument: [[NaiveNumber]] = []

    var all: [NaiveNumber] { valuesByDocument.flatMap { $0 } }

    func count(from: NaiveNumber?, to: NaiveNumber?) -> Int {
        valuesByDocument.count { values in
            values.contains { value in from.map { value >= $0 } ?? true && to.map { value < $0 } ?? true }
        }
    }
}

extension NaiveSearch {
    func facet(_ request: FacetRequest, _ documents: [NaiveDocument], _ filter: Filter) throws -> NaiveFacet {
        guard let id = schema.id(of: request.field) else { throw Mismatch("no field \(request.field)") }
        let field = schema[id]
        let values = documents.map { $0.fields[Int(id.rawValue)] }
        guard field.type.isKeyword else {
            return .numbers(NaiveNumberFacet(valuesByDocument: values.map(\.numbers).filter { !$0.isEmpty }))
        }
        var counts: [ByteString: Int] = [:]
        for value in values {
            for key in value.keywords where isOffered(key, of: field, under: request.under) { counts[key, default: 0] += 1 }
        }
        let selected = selectedValues(filter, of: field)
        let sorted = counts.sorted { a, b in
            request.order == .count && a.value != b.value ? a.value > b.value : a.key < b.key
        }
        return .values(sorted.map { (value: $0.key, count: $0.value, isSelected: selected.contains($0.key)) })
    }

    private func isOffered(_ value: ByteString, of field: Field, under: String?) -> Bool {
        guard field.type == .path else { return under.map { value.hasPrefix(ByteString($0)) } ?? true }
        let level = value.text.components(separatedBy: " > ")
        guard let under else { return level.count == 1 }
        return level.count == under.components(separatedBy: " > ").count + 1 && value.hasPrefix(ByteString(under + " > "))
    }

    /// The values that conditions of this field alone ask for by name.
    private func selectedValues(_ filter: Filter, of field: Field) -> Set<ByteString> {
        var selected: Set<ByteString> = []
        func add(_ value: FilterValue) {
            guard case .string(let text) = value else { return }
            selected.insert(field.type == .path ? NaiveReader.ancestors(text).last ?? ByteString(text) : ByteString(text))
        }
        func gather(_ filter: Filter) {
            switch filter {
            case .equals(_, let value): add(value)
            case .isIn(_, let values): values.forEach(add)
            case .and(let parts), .or(let parts): parts.forEach(gather)
            default: break
            }
        }
        for part in filter.conjuncts where part.mentioned == [field.name] { gather(part) }
        return selected
    }
}

extension String {
    fileprivate func components(separatedBy separator: String) -> [String] {
        var parts: [[UInt8]] = [[]]
        let text = Array(utf8)
        let mark = Array(separator.utf8)
        var i = 0
        while i < text.count {
            if text[i...].starts(with: mark) {
                parts.append([])
                i += mark.count
            } else {
                parts[parts.count - 1].append(text[i])
                i += 1
            }
        }
        return parts.map { String(decoding: $0, as: UTF8.self) }
    }
}
