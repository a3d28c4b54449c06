/// Reads sort keys: numbers that order documents over all segments, turned so that less is better and documents without
/// a value come last.
struct SortColumns {
    private enum Column {
        case score(descending: Bool)
        /// For each segment.
        case number([NumberColumn], descending: Bool)
        case keyword([KeywordColumn], GlobalOrdinals, descending: Bool)
    }

    private let columns: [Column]
    let needsScore: Bool
    /// Two numbers a key: whether the document has no value (0, 1), then the value.
    private static let stride = 2

    /// - Throws: `RequestError` for a field that can't be sorted by.
    init(_ keys: [SortKey], _ snapshot: Snapshot) throws {
        columns = try keys.map { key in
            guard case .field(let name) = key.key else { return .score(descending: key.isDescending) }
            let schema = snapshot.schema
            guard let id = schema.id(of: name) else {
                throw RequestError(parameter: "sort", code: "unknown_field", message: "there is no field '\(name)'")
            }
            let type = schema[id].type
            if type.isNumeric {
                return .number(try snapshot.views.map { try $0.segment.numbers(id) }, descending: key.isDescending)
            }
            guard type.isKeyword else {
                throw RequestError(
                    parameter: "sort", code: "not_sortable", message: "'\(name)' is a \(type.rawValue) field, which has no order")
            }
            return .keyword(
                try snapshot.views.map { try $0.segment.keywords(id) }, try snapshot.ordinals(id), descending: key.isDescending)
        }
        needsScore = keys.contains { $0.key == .score }
    }

    /// Keywords take every other number, so that a value that is in no segment has a place between two that are.
    func keys(segment: Int, document: Int, score: Float) -> [Int64] {
        var keys: [Int64] = []
        keys.reserveCapacity(columns.count * Self.stride)
        for column in columns {
            let key = Self.key(column, segment, document, score)
            keys.append(key == nil ? 1 : 0)
            keys.append(key ?? 0)
        }
        return keys
    }

    /// Whether the first key alone places a document behind one with these keys.
    // PERF: most matches come behind the hits kept: without making an array of keys for each, a sort by price of 400,000
    // matches takes 3 ms rather than 14.
    func isBehind(_ keys: [Int64], segment: Int, document: Int, score: Float) -> Bool {
        let own = Self.key(columns[0], segment, document, score)
        guard let own else { return keys[0] == 0 }
        return keys[0] == 0 && own > keys[1]
    }

    @inline(__always)
    private static func key(_ column: Column, _ segment: Int, _ document: Int, _ score: Float) -> Int64? {
        switch column {
        case .score(let descending): turned(sortable(Double(score)), descending)
        case .number(let columns, let descending):
            columns[segment].key(of: document, largest: descending).map { turned($0, descending) }
        case .keyword(let columns, let order, let descending):
            columns[segment].ordinal(of: document, largest: descending)
                .map { turned(Int64(order.place($0, segment: segment)) * 2, descending) }
        }
    }

    private static func turned(_ key: Int64, _ descending: Bool) -> Int64 { descending ? ~key : key }

    /// Keys as a cursor carries them: numbers as they are, keywords as their text; nil where the document has no value.
    func portable(_ keys: [Int64]) throws -> [PortableKey?] {
        try columns.enumerated().map { i, column in
            if keys[i * Self.stride] == 1 { return nil }
            let key = keys[i * Self.stride + 1]
            switch column {
            case .score, .number: return .number(key)
            case .keyword(_, let order, let descending):
                return .text(try order.value(at: Int(Self.turned(key, descending) / 2)))
            }
        }
    }

    /// A cursor's keys in this snapshot, or nil where they are not of these columns.
    func local(_ keys: [PortableKey?]) throws -> [Int64]? {
        guard keys.count == columns.count else { return nil }
        var local: [Int64] = []
        for (column, key) in zip(columns, keys) {
            switch (column, key) {
            case (_, nil): local += [1, 0]
            case (.score, .number(let number)), (.number, .number(let number)): local += [0, number]
            case (.keyword(_, let order, let descending), .text(let text)):
                let found = try order.firstPlace(notLessThan: text)
                let place = Int64(found.place) * 2 - (found.isExact ? 0 : 1)
                local += [0, Self.turned(place, descending)]
            default: return nil
            }
        }
        return local
    }

    /// The values behind keys, for people.
    func values(_ keys: [Int64], _ sort: [SortKey], _ schema: Schema) throws -> [JSONValue] {
        try portable(keys).enumerated().map { i, key in
            guard let key else { return .null }
            switch (columns[i], key) {
            case (.score(let descending), .number(let number)): return .number(unsortable(Self.turned(number, descending)))
            case (.number(_, let descending), .number(let number)):
                guard case .field(let name) = sort[i].key, let field = schema.field(named: name) else { return .null }
                let own = Self.turned(number, descending)
                return field.type == .bool ? .bool(own == 1) : NumberValue(key: own, of: field.type).json
            case (_, .text(let text)): return .string(String(decoding: text, as: UTF8.self))
            default: return .null
            }
        }
    }
}

/// A sort key that means the same in every snapshot.
enum PortableKey: Equatable {
    case number(Int64)
    case text([UInt8])
}
