import Search

/// What the search page has to know of an index to show it: its fields, and which of them play the parts that a listing
/// has. The page works for any schema; where a part is not found, it shows the fields in order.
struct PageSettings: Sendable, Equatable {
    enum Role: String, Sendable, CaseIterable { case title, brand, price, stock, seller, category, description }

    var keyField = "id"
    var fields: [Field] = []
    var documentCount = 0
    var roles: [Role: String] = [:]
    /// Part numbers and the like: the first is shown with the title, others where they matched.
    var identifiers: [String] = []

    /// For a server that has no index yet.
    static let none = PageSettings()

    private init() {}

    init(schema: Schema, documentCount: Int) {
        keyField = schema.keyField
        fields = schema.fields
        self.documentCount = documentCount
        let texts = fields.filter { $0.type == .text }
        let heaviest = texts.max { $0.weight < $1.weight }
        let title = Self.named(["title", "name", "label", "heading"], in: texts) ?? heaviest?.name
        roles[.title] = title
        let others = texts.filter { $0.name != title }
        roles[.description] = Self.named(["description", "summary", "abstract", "text", "body"], in: others) ?? others.first?.name
        let keywords = fields.filter { $0.type == .keyword }
        roles[.brand] = Self.named(["brand", "manufacturer", "maker"], in: keywords)
        roles[.seller] = Self.named(["seller", "sellerName", "supplier", "supplierName", "vendor", "merchant"], in: keywords)
        roles[.price] = Self.named(["price", "unitPrice", "amount"], in: fields.filter { $0.type == .double || $0.type == .int })
        roles[.stock] = Self.named(
            ["stock", "stockQuantity", "inventory", "availability", "inStock"], in: fields.filter { $0.type != .text })
        roles[.category] = fields.first { $0.type == .path }?.name
        identifiers = fields.filter { $0.type == .identifier && $0.name != keyField }.map(\.name)
    }

    /// The field with the first of these names that one has, letter case and enclosing objects aside.
    private static func named(_ names: [String], in fields: [Field]) -> String? {
        for name in names {
            let match = fields.first { field in
                let last = field.name.split(separator: ".").last ?? ""
                return last.lowercased() == name.lowercased()
            }
            if let match { return match.name }
        }
        return nil
    }

    private var json: JSONValue {
        var parts: [(key: String, value: JSONValue)] = Role.allCases.map { ($0.rawValue, roles[$0].map { .string($0) } ?? .null) }
        parts.append(("identifiers", .array(identifiers.map { .string($0) })))
        return .object([
            ("key", .string(keyField)), ("documents", .number(Double(documentCount))), ("fields", .array(fields.map(Self.json))),
            ("roles", .object(parts)),
        ])
    }

    private static func json(of field: Field) -> JSONValue {
        .object([
            ("name", .string(field.name)), ("type", .string(field.type.rawValue)), ("facet", .bool(field.isFacet && field.type != .geo)),
            ("sort", .bool(field.isSortable && field.type != .geo)),
            ("highlight", .bool(field.type.isSearched && field.isStored)),
        ])
    }

    /// JSON that may stand inside a script element: no `<` can end it.
    var jsonForHTML: [UInt8] {
        var bytes: [UInt8] = []
        for byte in json.text.utf8 {
            if byte == UInt8(ascii: "<") { bytes += Array("\\u003c".utf8) } else { bytes.append(byte) }
        }
        return bytes
    }
}
