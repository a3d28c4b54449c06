/// Why a row is not a document: its writer's fault, said with the field and what was expected. The index is unchanged.
package struct DocumentError: Error, Equatable, CustomStringConvertible {
    /// Byte offset in the row, where one place is at fault.
    package let offset: Int?
    package let reason: String

    package init(offset: Int? = nil, _ reason: String) {
        self.offset = offset
        self.reason = reason
    }

    package var description: String { reason + (offset.map { " (at byte \($0 + 1))" } ?? "") }
}

/// A document taken apart: its key and its fields' values, checked against the schema. Reused from row to row.
struct ParsedDocument {
    enum Value {
        /// A string: bytes of the row, or of `scratch` where escapes had to be undone.
        case text(Range<Int>, inScratch: Bool)
        case number(Int64)
        case point(GeoPoint)
    }

    var key: [UInt8] = []
    typealias FieldValue = (field: FieldID, value: Value)
    var values: [FieldValue] = []
    var scratch: [UInt8] = []
    /// What to store where some fields are not stored; else the row is stored as it is.
    var stored: [UInt8] = []
    var isStoredApart = false

    mutating func removeAll() {
        key.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        scratch.removeAll(keepingCapacity: true)
        stored.removeAll(keepingCapacity: true)
    }
}

/// Reads rows of one schema. The row is walked once, without building a tree.
struct DocumentReader {
    private let schema: Schema
    private let names: FieldNames
    /// Whether some fields are not stored, so that rows can't be kept as they are.
    private let leavesOut: Bool
    /// The names of those fields.
    private let unstored: Set<String>
    /// Whether the row has members that only the names' whole paths can tell from fields: see `project`.
    private var isIrregular = false
    private var seen: [Bool]

    init(_ schema: Schema) {
        self.schema = schema
        names = FieldNames(schema)
        unstored = Set(schema.fields.lazy.filter { !$0.isStored }.map(\.name))
        leavesOut = !unstored.isEmpty
        seen = Array(repeating: false, count: schema.fields.count)
    }

    /// Takes a row apart into `document`. - Throws: `DocumentError`; `document` is then to be thrown away.
    mutating func read(_ row: Bytes, into document: inout ParsedDocument) throws(DocumentError) {
        document.removeAll()
        document.isStoredApart = leavesOut
        isIrregular = false
        for i in seen.indices { seen[i] = false }
        if let bad = firstInvalidUTF8(row) { throw DocumentError(offset: bad, "not UTF-8") }
        var cursor = JSONCursor(row)
        do {
            guard try cursor.peekKind() == .object else {
                throw DocumentError(offset: cursor.offset, "expected a JSON object, which begins with '{'")
            }
            try object(&cursor, FieldNames.root, depth: 0, &document)
            try cursor.expectEnd()
            if isIrregular { document.stored = project(row) { !unstored.contains($0) } }
        } catch let error as JSONError {
            throw DocumentError(offset: error.offset, "not JSON: \(error.reason)")
        } catch let error as DocumentError {
            throw error
        } catch {
            throw DocumentError("\(error)")
        }
        guard !document.key.isEmpty else {
            throw DocumentError("no \"\(schema.keyField)\": every document needs a key, a string or a whole number")
        }
    }

    private mutating func object(
        _ cursor: inout JSONCursor, _ parent: Int, depth: Int, _ document: inout ParsedDocument
    ) throws {
        guard depth < JSONCursor.depthLimit else { throw cursor.error("nested more than \(JSONCursor.depthLimit) deep") }
        try cursor.expect(UInt8(ascii: "{"))
        if leavesOut { document.stored.append(UInt8(ascii: "{")) }
        var isFirst = true
        var storesMember = false
        while try cursor.next(isFirst: isFirst, close: UInt8(ascii: "}")) {
            isFirst = false
            let name = try cursor.key()
            let kind = try cursor.peekKind()
            let start = cursor.offset
            let node = child(of: parent, named: name, cursor).map { names[$0] }
            if leavesOut, node == nil, isSpeltWithDots(name, cursor) { isIrregular = true }
            if node?.isKey == true { try readKey(cursor, kind, &document) }
            let isStored = leavesOut && node?.isStored != false
            if isStored {
                if storesMember { document.stored.append(UInt8(ascii: ",")) }
                storesMember = true
                // The name with its quotes.
                document.stored.append(contentsOf: cursor.bytes[name.range.lowerBound - 1..<name.range.upperBound + 1].buffer)
                document.stored.append(UInt8(ascii: ":"))
            }
            if let node, let id = node.field {
                try member(&cursor, kind, id, &document)
            } else if let node, kind == .object, !node.children.isEmpty {
                try object(&cursor, node.number, depth: depth + 1, &document)
                continue
            } else {
                try cursor.skipValue(depth: depth + 1)
            }
            if isStored { document.stored.append(contentsOf: cursor.bytes[start..<cursor.offset].buffer) }
        }
        if leavesOut { document.stored.append(UInt8(ascii: "}")) }
    }

    /// Whether a member's name may be a path of names, `a.b` for `a: {b: …}`.
    private func isSpeltWithDots(_ name: JSONCursor.StringToken, _ cursor: JSONCursor) -> Bool {
        for i in name.range where cursor.bytes[i] == UInt8(ascii: ".") || cursor.bytes[i] == UInt8(ascii: "\\") { return true }
        return false
    }

    private func child(of node: Int, named token: JSONCursor.StringToken, _ cursor: JSONCursor) -> Int? {
        guard token.isEscaped else { return names.child(of: node, cursor.bytes[token.range]) }
        var name: [UInt8] = []
        cursor.unescape(token, into: &name)
        return Bytes.of(name) { names.child(of: node, $0) }
    }

    private func readKey(_ at: JSONCursor, _ kind: JSONCursor.Kind, _ document: inout ParsedDocument) throws {
        var cursor = at
        let place = cursor.offset
        guard document.key.isEmpty else { throw DocumentError(offset: place, "\"\(schema.keyField)\" stands twice") }
        switch kind {
        case .string: cursor.unescape(try cursor.string(), into: &document.key)
        case .number:
            guard let number = cursor.integer(try cursor.number()) else {
                throw DocumentError(offset: place, "\"\(schema.keyField)\": a key is a string or a whole number")
            }
            document.key = Array(String(number).utf8)
        default: throw DocumentError(offset: place, "\"\(schema.keyField)\": a key is a string or a whole number")
        }
        guard (1...KeyTable.keySizeLimitBytes).contains(document.key.count) else {
            throw DocumentError(
                offset: place,
                "\"\(schema.keyField)\": a key has 1 to \(KeyTable.keySizeLimitBytes) bytes, this one \(document.key.count)")
        }
    }

    private mutating func member(
        _ cursor: inout JSONCursor, _ kind: JSONCursor.Kind, _ id: FieldID, _ document: inout ParsedDocument
    ) throws {
        let field = schema[id]
        guard !seen[Int(id.rawValue)] else { throw DocumentError(offset: cursor.offset, "\(field.name): stands twice") }
        seen[Int(id.rawValue)] = true
        guard kind == .array else { return try scalar(&cursor, kind, id, &document) }
        guard field.isArray else {
            throw DocumentError(
                offset: cursor.offset, "\(field.name): an array, where the schema says one value (set \"array\": true)")
        }
        try cursor.expect(UInt8(ascii: "["))
        var isFirst = true
        while try cursor.next(isFirst: isFirst, close: UInt8(ascii: "]")) {
            isFirst = false
            try scalar(&cursor, try cursor.peekKind(), id, &document)
        }
    }

    private func scalar(
        _ cursor: inout JSONCursor, _ kind: JSONCursor.Kind, _ id: FieldID, _ document: inout ParsedDocument
    ) throws {
        if kind == .null { return try cursor.null() }
        let field = schema[id]
        let place = cursor.offset
        func problem(_ expected: String) -> DocumentError {
            DocumentError(offset: place, "\(field.name): expected \(expected), found \(kind.name)")
        }
        switch field.type {
        case .text, .keyword, .identifier, .path:
            let value = try text(&cursor, kind, &document) ?? { throw problem("a string") }()
            if case .text(let range, _) = value, field.type != .text, range.count > Self.keywordSizeLimitBytes {
                throw DocumentError(
                    offset: place,
                    """
                    \(field.name): \(range.count) bytes; a \(field.type.rawValue) has at most \(Self.keywordSizeLimitBytes): \
                    make it a text field, or shorten it
                    """)
            }
            document.values.append((id, value))
        case .int:
            guard kind == .number else { throw problem("a whole number") }
            guard let number = cursor.integer(try cursor.number()) else {
                throw DocumentError(offset: place, "\(field.name): expected a whole number of at most 64 bits")
            }
            document.values.append((id, .number(number)))
        case .double:
            guard kind == .number else { throw problem("a number") }
            let number = cursor.double(try cursor.number())
            guard number.isFinite else { throw DocumentError(offset: place, "\(field.name): the number is too large for a double") }
            document.values.append((id, .number(sortable(number))))
        case .bool:
            guard kind == .boolean else { throw problem("true or false") }
            document.values.append((id, .number(try cursor.boolean() ? 1 : 0)))
        case .date:
            guard kind == .string else { throw problem("a date as a string") }
            let text = cursor.text(try cursor.string())
            guard let date = parseDate(text) else {
                throw DocumentError(
                    offset: place, "\(field.name): '\(text.prefix(40))' is not a date; write 2026-05-01 or 2026-05-01T12:30:00Z")
            }
            document.values.append((id, .number(date)))
        case .geo: document.values.append((id, .point(try point(&cursor, kind, field))))
        }
    }

    static let keywordSizeLimitBytes = 512

    private func text(
        _ cursor: inout JSONCursor, _ kind: JSONCursor.Kind, _ document: inout ParsedDocument
    ) throws(JSONError) -> ParsedDocument.Value? {
        switch kind {
        case .string:
            let token = try cursor.string()
            guard token.isEscaped else { return .text(token.range, inScratch: false) }
            let start = document.scratch.count
            cursor.unescape(token, into: &document.scratch)
            return .text(start..<document.scratch.count, inScratch: true)
        case .number: return .text(try cursor.number(), inScratch: false)
        case .boolean:
            let end = cursor.offset
            let value = try cursor.boolean()
            return .text(end..<end + (value ? 4 : 5), inScratch: false)
        default: return nil
        }
    }

    private func point(_ cursor: inout JSONCursor, _ kind: JSONCursor.Kind, _ field: Field) throws -> GeoPoint {
        let place = cursor.offset
        var latitude: Double?
        var longitude: Double?
        if kind == .object {
            try cursor.expect(UInt8(ascii: "{"))
            var isFirst = true
            while try cursor.next(isFirst: isFirst, close: UInt8(ascii: "}")) {
                isFirst = false
                let name = cursor.text(try cursor.key())
                guard name == "lat" || name == "lon", try cursor.peekKind() == .number else {
                    try cursor.skipValue()
                    continue
                }
                let number = cursor.double(try cursor.number())
                if name == "lat" { latitude = number } else { longitude = number }
            }
        } else if kind == .string {
            let parts = cursor.text(try cursor.string()).split(separator: ",", omittingEmptySubsequences: false)
            if parts.count == 2 {
                latitude = Double(parts[0].trimmed)
                longitude = Double(parts[1].trimmed)
            }
        }
        guard let latitude, let longitude, let point = GeoPoint(latitude: latitude, longitude: longitude) else {
            throw DocumentError(
                offset: place,
                """
                \(field.name): expected a place such as {"lat": 52.5, "lon": 13.4} or "52.5,13.4", latitude within 90, \
                longitude within 180
                """)
        }
        return point
    }
}

extension Substring {
    /// Without ASCII blanks at both ends.
    var trimmed: Substring {
        var part = self
        while part.first == " " || part.first == "\t" { part = part.dropFirst() }
        while part.last == " " || part.last == "\t" { part = part.dropLast() }
        return part
    }
}

extension JSONCursor.Kind {
    fileprivate var name: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .string: "a string"
        case .number: "a number"
        case .boolean: "a boolean"
        case .null: "null"
        }
    }
}
