@testable import Search

/// The schemas that random corpora are made for.
enum CorpusSchema: Int, CaseIterable {
    /// Every field type at once, with arrays, nested names and a field of weight 0.
    case listing
    /// One text field and nothing else.
    case plain
    /// Several analyzers and weights side by side.
    case languages
    /// Columns alone: nothing is searched.
    case columns
    /// Part numbers.
    case parts

    var schema: Schema {
        get throws {
            switch self {
            case .listing: try Schema(fields: Self.listingFields)
            case .plain: try Schema(fields: [Field(name: "body", type: .text)])
            case .languages:
                try Schema(fields: [
                    .text("title", .standard, weight: 3), .text("summary", .snowball(.english), weight: 1.5),
                    .text("detail", .snowball(.german), weight: 0.5, isArray: true), .text("mixed", .auto, weight: 1),
                    .column("brand", .keyword),
                    .column("stock", .int),
                ])
            case .columns:
                try Schema(
                    keyField: "sku",
                    fields: Self.listingFields.filter { !$0.type.isSearched })
            case .parts:
                try Schema(fields: [
                    .text("title", .standard, weight: 2), .part("part"), .part("oldParts", weight: 0.5, isArray: true),
                    .column("brand", .keyword),
                ])
            }
        }
    }

    private static var listingFields: [Field] {
        [
            .text("title", .snowball(.english), weight: 4), .text("body", .standard, weight: 1),
            .text("notes", .auto, weight: 0, isArray: true), .part("part", weight: 0),
            .column("brand", .keyword), .column("tags", .keyword, isArray: true),
            .column("category", .path), .column("shelves", .path, isArray: true),
            .column("stock", .int), .column("sizes", .int, isArray: true),
            .column("price", .double), .column("ratings", .double, isArray: true),
            .column("active", .bool), .column("flags", .bool, isArray: true),
            .column("updated", .date), .column("events", .date, isArray: true),
            .column("place", .geo),
            .column("attributes.thread", .keyword), .column("attributes.size.length", .double),
        ]
    }
}

extension Field {
    fileprivate static func text(_ name: String, _ analyzer: AnalyzerKind, weight: Double, isArray: Bool = false) -> Field {
        var field = Field(name: name, type: .text)
        field.analyzer = analyzer
        field.weight = weight
        field.isArray = isArray
        return field
    }

    fileprivate static func part(_ name: String, weight: Double = 1, isArray: Bool = false) -> Field {
        var field = Field(name: name, type: .identifier)
        field.weight = weight
        field.isArray = isArray
        return field
    }

    fileprivate static func column(_ name: String, _ type: FieldType, isArray: Bool = false) -> Field {
        var field = Field(name: name, type: type)
        field.isArray = isArray
        field.isFacet = type != .geo
        field.isSuggested = type == .keyword
        return field
    }
}
