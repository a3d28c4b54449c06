/// JSON as a tree, for what is small and read once: schemas, settings, request bodies. Documents are never read so.
package enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    /// A whole number of 2^53 or more, where doubles no longer tell one from the next; smaller ones are `number`.
    case whole(Int64)
    case string(String)
    case array([JSONValue])
    case object([(key: String, value: JSONValue)])

    package static func == (a: JSONValue, b: JSONValue) -> Bool {
        switch (a, b) {
        case (.null, .null): true
        case (.bool(let x), .bool(let y)): x == y
        case (.number(let x), .number(let y)): x == y
        case (.whole(let x), .whole(let y)): x == y
        case (.string(let x), .string(let y)): x == y
        case (.array(let x), .array(let y)): x == y
        case (.object(let x), .object(let y)):
            x.count == y.count && zip(x, y).allSatisfy { $0.key == $1.key && $0.value == $1.value }
        default: false
        }
    }

    /// Reads one JSON text. - Throws: `JSONError` with the offset of the first byte that does not fit.
    package init(parsing text: [UInt8]) throws(JSONError) {
        if let bad = firstInvalidUTF8(text) { throw JSONError(offset: bad, reason: "not UTF-8") }
        self = try Bytes.of(text) { bytes throws(JSONError) in
            var cursor = JSONCursor(bytes)
            let value = try Self.read(&cursor, depth: 0)
            try cursor.expectEnd()
            return value
        }
    }

    package init(parsing text: String) throws(JSONError) { try self.init(parsing: Array(text.utf8)) }

    package init(_ number: Int64) { self = number.magnitude < 1 << 53 ? .number(Double(number)) : .whole(number) }

    private static func read(_ cursor: inout JSONCursor, depth: Int) throws(JSONError) -> JSONValue {
        guard depth < JSONCursor.depthLimit else {
            throw cursor.error("nested more than \(JSONCursor.depthLimit) deep")
        }
        switch try cursor.peekKind() {
        case .null:
            try cursor.null()
            return .null
        case .boolean: return .bool(try cursor.boolean())
        case .number:
            let range = try cursor.number()
            let value = cursor.double(range)
            return abs(value) < 0x1p53 ? .number(value) : cursor.integer(range).map { JSONValue($0) } ?? .number(value)
        case .string: return .string(cursor.text(try cursor.string()))
        case .array:
            try cursor.expect(UInt8(ascii: "["))
            var items: [JSONValue] = []
            while try cursor.next(isFirst: items.isEmpty, close: UInt8(ascii: "]")) {
                items.append(try read(&cursor, depth: depth + 1))
            }
            return .array(items)
        case .object:
            try cursor.expect(UInt8(ascii: "{"))
            var members: [(key: String, value: JSONValue)] = []
            while try cursor.next(isFirst: members.isEmpty, close: UInt8(ascii: "}")) {
                let key = cursor.text(try cursor.key())
                members.append((key, try read(&cursor, depth: depth + 1)))
            }
            return .object(members)
        }
    }

    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.key == key }?.value
    }

    package var string: String? { if case .string(let value) = self { value } else { nil } }
    package var number: Double? {
        switch self {
        case .number(let value): value
        case .whole(let value): Double(value)
        default: nil
        }
    }
    package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    package var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
    package var members: [(key: String, value: JSONValue)]? { if case .object(let value) = self { value } else { nil } }
    package var int: Int? { if case .whole(let value) = self { Int(value) } else { number.flatMap { Int(exactly: $0) } } }

    package var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number, .whole: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }

    package var text: String {
        var writer = JSONWriter()
        writer.value(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
