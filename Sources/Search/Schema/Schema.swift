/// What a document is: its key, and the fields an index knows of. Fields it does not know are stored and returned only.
///
/// Every field that is not plain text is a column: it can be filtered, sorted by and counted without further settings.
/// `facet` and `sort` say what a search page should offer by itself.
package struct Schema: Sendable, Equatable {
    /// The member of a document that names it; a string, or a whole number read as its digits.
    package let keyField: String
    package let fields: [Field]

    private let positions: [String: FieldID]

    package init(keyField: String = "id", fields: [Field]) throws(SchemaError) {
        guard !keyField.isEmpty else { throw SchemaError("\"id\" must name a field") }
        guard fields.count <= Self.fieldLimit else {
            throw SchemaError("\(fields.count) fields; an index holds at most \(Self.fieldLimit)")
        }
        var positions: [String: FieldID] = [:]
        for (i, field) in fields.enumerated() {
            if let reason = field.objection { throw SchemaError("field '\(field.name)': \(reason)") }
            guard positions.updateValue(FieldID(rawValue: UInt16(i)), forKey: field.name) == nil else {
                throw SchemaError("field '\(field.name)' is listed twice")
            }
        }
        self.keyField = keyField
        self.fields = fields
        self.positions = positions
    }

    static let fieldLimit = 4096

    package func id(of name: String) -> FieldID? { positions[name] }

    package subscript(id: FieldID) -> Field { fields[Int(id.rawValue)] }

    package func field(named name: String) -> Field? { positions[name].map { self[$0] } }

    package static func == (a: Schema, b: Schema) -> Bool { a.keyField == b.keyField && a.fields == b.fields }
}

/// A field's place in its schema, stable for the life of an index.
package struct FieldID: Hashable, Sendable, Comparable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }
    package static func < (a: FieldID, b: FieldID) -> Bool { a.rawValue < b.rawValue }
}

package enum FieldType: String, Sendable, CaseIterable {
    case text, keyword, identifier, path, int, double, bool, date, geo

    /// Analysed into words, searched by `q`.
    package var isSearched: Bool { self == .text || self == .identifier }

    /// Held as exact strings in a dictionary.
    package var isKeyword: Bool { self == .keyword || self == .identifier || self == .path }

    /// Held as one number a value.
    package var isNumeric: Bool { self == .int || self == .double || self == .bool || self == .date }
}

package struct Field: Sendable, Equatable {
    /// The member's name; dots reach into objects: `attributes.thread`.
    package let name: String
    package let type: FieldType
    package var analyzer: AnalyzerKind = .standard
    /// How much a match here counts against one in other fields; 0: searched only when named.
    package var weight: Double = 1
    package var isArray = false
    package var isStored = true
    /// Offered as a facet by the search page.
    package var isFacet = false
    /// Offered as a sort order by the search page.
    package var isSortable = false
    /// Its values complete what people type.
    package var isSuggested = false

    package init(name: String, type: FieldType) {
        self.name = name
        self.type = type
        if type == .identifier { analyzer = .identifier }
    }

    /// Less would vanish in single precision, and a word that is there must count.
    static func isWeight(_ weight: Double) -> Bool { weight == 0 || (1e-6...1000).contains(weight) }

    fileprivate var objection: String? {
        if name.isEmpty || name.hasPrefix(".") || name.hasSuffix(".") || name.contains("..") {
            return "a name has parts with dots between them"
        }
        if name.utf8.count > 200 { return "a name has at most 200 bytes" }
        if !Self.isWeight(weight) { return "weight must be 0, or between 0.000001 and 1000" }
        if isSuggested && !(type == .text || type == .keyword || type == .path) {
            return "only text, keyword and path fields can be suggested"
        }
        if isArray && type == .geo { return "a geo field holds one place" }
        return nil
    }
}

/// Why a schema can't be used, in words for the one who wrote it.
package struct SchemaError: Error, Equatable, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
}
