internal import Search

/// What the first row of a table says, and the making of documents from the others.
///
/// A column's type is the schema's for the field of its name; columns the schema does not know are strings. Cells of
/// array fields are split at `|`. An empty cell says nothing: the document lacks the field. A name with dots
/// (`attributes.thread`) reaches into an object, as it does in a schema.
struct TableHeader {
    let names: [String]
    private var members: [Member] = []

    static let arraySeparator = UInt8(ascii: "|")

    private indirect enum Member {
        case cell(name: String, Column)
        case object(name: String, key: [UInt8], [Member])

        var name: String {
            switch self {
            case .cell(let name, _), .object(let name, _, _): name
            }
        }
    }

    fileprivate struct Column {
        let position: Int
        let fieldName: String
        /// `"name":` as it stands in every document.
        let key: [UInt8]
        let type: FieldType
        let isArray: Bool
    }

    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    init(names: [String], schema: Schema?) throws(Problem) {
        self.names = names
        for (position, name) in names.enumerated() {
            let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            guard !parts.contains("") else {
                throw Problem(description: name.isEmpty ? "column \(position + 1) has no name" : "'\(name)' is no field name")
            }
            let field = name == schema?.keyField ? nil : schema?.field(named: name)
            let column = Column(
                position: position, fieldName: name, key: Self.key(parts[parts.count - 1]),
                type: field?.type ?? .keyword, isArray: field?.isArray ?? false)
            try Self.insert(column, at: parts[...], into: &members)
        }
        if let schema, !names.contains(schema.keyField) {
            throw Problem(description: "no column is named '\(schema.keyField)', which the schema says is the id")
        }
    }

    private static func insert(_ column: Column, at path: ArraySlice<String>, into members: inout [Member]) throws(Problem) {
        let name = path[path.startIndex]
        let rest = path.dropFirst()
        guard let index = members.firstIndex(where: { $0.name == name }) else {
            var inner: [Member] = []
            if !rest.isEmpty { try insert(column, at: rest, into: &inner) }
            members.append(rest.isEmpty ? .cell(name: name, column) : .object(name: name, key: key(name), inner))
            return
        }
        guard case .object(_, let key, var inner) = members[index], !rest.isEmpty else {
            throw Problem(description: "'\(column.fieldName)' is said twice, or is part of another column")
        }
        try insert(column, at: rest, into: &inner)
        members[index] = .object(name: name, key: key, inner)
    }

    private static func key(_ name: String) -> [UInt8] { Array(JSONValue.string(name).text.utf8) + [UInt8(ascii: ":")] }

    /// Writes the row as a JSON object behind what `target` holds.
    func write(_ cells: [Cell], in bytes: [UInt8], to target: inout [UInt8]) throws(Problem) {
        try Self.write(members, cells, bytes, to: &target)
    }

    private static func write(
        _ members: [Member], _ cells: [Cell], _ bytes: [UInt8], to target: inout [UInt8]
    ) throws(Problem) {
        target.append(UInt8(ascii: "{"))
        for member in members {
            switch member {
            case .object(_, let key, let inner):
                target.append(contentsOf: key)
                try write(inner, cells, bytes, to: &target)
            case .cell(_, let column):
                let cell = cells[column.position]
                guard !cell.range.isEmpty else { continue }
                target.append(contentsOf: column.key)
                // Doubled quotes are rare enough to pay for a copy.
                let text = cell.hasDoubledQuotes ? cell.text(in: bytes)[...] : bytes[cell.range]
                try column.write(text, to: &target)
            }
            target.append(UInt8(ascii: ","))
        }
        if target.last == UInt8(ascii: ",") { target.removeLast() }
        target.append(UInt8(ascii: "}"))
    }
}

extension TableHeader.Column {
    fileprivate func write(_ text: ArraySlice<UInt8>, to target: inout [UInt8]) throws(TableHeader.Problem) {
        guard isArray else { return try writeOne(text, to: &target) }
        target.append(UInt8(ascii: "["))
        for part in text.split(separator: TableHeader.arraySeparator) {
            let trimmed = trimmedSpace(part)
            guard !trimmed.isEmpty else { continue }
            if target.last != UInt8(ascii: "[") { target.append(UInt8(ascii: ",")) }
            try writeOne(trimmed, to: &target)
        }
        target.append(UInt8(ascii: "]"))
    }

    private func writeOne(_ text: ArraySlice<UInt8>, to target: inout [UInt8]) throws(TableHeader.Problem) {
        switch type {
        case .text, .keyword, .identifier, .path, .date, .geo: appendString(text, to: &target)
        case .int, .double:
            guard let number = decimal(trimmedSpace(text)) else { throw expected("a number", text) }
            target.append(contentsOf: number)
        case .bool:
            switch String(decoding: trimmedSpace(text), as: UTF8.self).lowercased() {
            case "true", "yes", "1": target.append(contentsOf: "true".utf8)
            case "false", "no", "0": target.append(contentsOf: "false".utf8)
            default: throw expected("true or false", text)
            }
        }
    }

    private func expected(_ what: String, _ found: ArraySlice<UInt8>) -> TableHeader.Problem {
        let shown = String(decoding: found.prefix(40), as: UTF8.self)
        return TableHeader.Problem(description: "\(fieldName): expected \(what), found \"\(shown)\"")
    }
}

/// A decimal number as JSON writes it, or nil where `text` is none. Digits are kept as they are, so that a whole number
/// of 64 bits stays exact.
private func decimal(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let number = Array(text.first == UInt8(ascii: "+") ? text.dropFirst() : text)
    if (try? JSONValue(parsing: number))?.number != nil { return number }
    let characters = Set("0123456789.eE-+".utf8)
    guard number.allSatisfy(characters.contains), let value = Double(String(decoding: number, as: UTF8.self)),
        value.isFinite
    else { return nil }
    return Array(value.description.utf8)
}

/// A JSON string, its plain stretches copied whole.
private func appendString(_ text: ArraySlice<UInt8>, to target: inout [UInt8]) {
    target.append(UInt8(ascii: "\""))
    var copied = text.startIndex
    for i in text.indices where text[i] < 0x20 || text[i] == UInt8(ascii: "\"") || text[i] == UInt8(ascii: "\\") {
        target.append(contentsOf: text[copied..<i])
        let digits = Array("0123456789abcdef".utf8)
        if text[i] < 0x20 {
            target.append(contentsOf: "\\u00".utf8)
            target.append(digits[Int(text[i] >> 4)])
            target.append(digits[Int(text[i] & 15)])
        } else {
            target.append(UInt8(ascii: "\\"))
            target.append(text[i])
        }
        copied = i + 1
    }
    target.append(contentsOf: text[copied...])
    target.append(UInt8(ascii: "\""))
}

private func trimmedSpace(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text
    while text.first == 0x20 || text.first == 0x09 { text.removeFirst() }
    while text.last == 0x20 || text.last == 0x09 { text.removeLast() }
    return text
}
