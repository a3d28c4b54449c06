internal import Foundation

/// Which part of a list is asked for: up to `limit` items after a place that an earlier page named.
package struct PageRequest: Sendable {
    package static let limits = 1...100
    package let limit: Int
    package let after: PageCursor?

    package init(limit: Int = 20, after cursor: String? = nil) throws(Refusal) {
        guard Self.limits.contains(limit) else {
            throw Refusal(
                .invalid, code: "invalid_limit", detail: "a page has 1 to 100 items",
                fields: [.init("limit", code: "out_of_range", detail: "from 1 to 100")])
        }
        self.limit = limit
        if let cursor { after = try PageCursor(cursor) } else { after = nil }
    }
}

package struct Page<Item: Sendable>: Sendable {
    package let items: [Item]
    /// Where the next page begins; nil on the last one.
    package let next: PageCursor?
}

/// A place in a list: the values that the list is ordered by, of the last item shown, and the name of the order. It shows nothing
/// that the item didn't, and one that was made up is a place like any other, so it needs no signature.
package struct PageCursor: Sendable, Hashable, CustomStringConvertible {
    let order: String
    let values: [SQLValue]

    /// A letter and the value for each, and zero bytes between them (which no text in a database holds), in base64url.
    package var description: String {
        let parts = [order] + values.map { value in
            switch value {
            case .null: "n"
            case .integer(let number): "i\(number)"
            case .real(let number): "r\(number)"
            case .text(let text): "t\(text)"
            case .bytes(let bytes): "b" + Data(bytes).base64EncodedString()
            }
        }
        return Base64URL.encode(parts.joined(separator: "\0").utf8)
    }

    init(order: String, values: [SQLValue]) {
        self.order = order
        self.values = values
    }

    fileprivate init(_ text: String) throws(Refusal) {
        let refusal = Refusal(
            .invalid, code: "invalid_cursor", detail: "this is no cursor that a page gave",
            fields: [.init("cursor", code: "invalid", detail: "take it from the page before, unchanged")])
        guard text.utf8.count <= 4096, let bytes = Base64URL.decode(text), let parts = String(validating: bytes, as: UTF8.self)?.split(
            separator: "\0", omittingEmptySubsequences: false), parts.count >= 2
        else { throw refusal }
        order = String(parts[0])
        var values: [SQLValue] = []
        for part in parts.dropFirst() {
            guard let value = Self.value(part) else { throw refusal }
            values.append(value)
        }
        self.values = values
    }

    private static func value(_ part: Substring) -> SQLValue? {
        let text = String(part.dropFirst())
        switch part.first {
        case "n": return text.isEmpty ? .null : nil
        case "i": return Int64(text).map(SQLValue.integer)
        case "r": return Double(text).flatMap { $0.isFinite ? .real($0) : nil }
        case "t": return .text(text)
        case "b": return Data(base64Encoded: text).map { .bytes(Array($0)) }
        default: return nil
        }
    }
}

/// A total order of a list, and the SQL for it. The last column is unique and none of them is ever NULL, so that no two items
/// have the same place.
package struct PageOrder: Sendable {
    /// Part of each cursor, so that one of another order is refused.
    package let name: String
    package let columns: [(name: String, kind: Kind)]
    package let isDescending: Bool

    /// What a column holds, so that a cursor with something else is refused before it is compared.
    package enum Kind: Sendable { case integer, real, text }

    package init(_ name: String, by columns: KeyValuePairs<String, Kind>, descending isDescending: Bool = false) {
        precondition(!columns.isEmpty)
        self.name = name
        self.columns = columns.map { (name: $0.key, kind: $0.value) }
        self.isDescending = isDescending
    }

    private func isPlace(_ cursor: PageCursor) -> Bool {
        guard cursor.order == name, cursor.values.count == columns.count else { return false }
        return zip(cursor.values, columns).allSatisfy { value, column in
            switch (value, column.kind) {
            case (.integer, .integer), (.real, .real), (.text, .text): true
            default: false
            }
        }
    }

    /// One page of `selection`, which is a SELECT up to and with its WHERE, whose arguments are `$1` to `$n`.
    package func page<Item: Sendable>(
        _ request: PageRequest, of selection: String, _ arguments: [any SQLConvertible], in transaction: Transaction,
        item: (Row) throws -> Item
    ) throws -> Page<Item> {
        var sql = selection
        var arguments = arguments
        if let after = request.after {
            guard isPlace(after) else {
                throw Refusal(.invalid, code: "invalid_cursor", detail: "this cursor is of a list in another order")
            }
            let places = columns.indices.map { "$\(arguments.count + 1 + $0)" }.joined(separator: ", ")
            sql += " AND (\(columns.map(\.name).joined(separator: ", "))) \(isDescending ? "<" : ">") (\(places))"
            arguments += after.values
        }
        let direction = isDescending ? " DESC" : ""
        let order = columns.map { $0.name + direction }.joined(separator: ", ")
        // One more than is shown tells whether there is a next page.
        let rows = try transaction.rows("\(sql) ORDER BY \(order) LIMIT \(request.limit + 1)", arguments: arguments)
        let shown = rows.prefix(request.limit)
        var next: PageCursor?
        if rows.count > request.limit, let last = shown.last {
            let values = try columns.map { (column) throws(SQLError) in try last[column.name] as SQLValue }
            next = PageCursor(order: name, values: values)
        }
        return Page(items: try shown.map(item), next: next)
    }
}
