/// Which fields the closer look looks at, and for what.
struct SignalFields {
    /// Of the text fields asked for, that of the greatest weight.
    let title: FieldID?
    /// Whether there is a title beside other text.
    let isTitled: Bool
    /// Short text fields beside the title, in which names are looked for.
    let short: Set<FieldID>
    /// Keyword and path fields, in whose values names are looked for.
    let keywords: [FieldID]

    /// Titles are shorter than this on average; a longer text has no head.
    private static let titleLength = 40.0
    /// Fields with more words than this on average are no names.
    private static let shortLength = 8.0
    /// More fields than these name nothing that a query does.
    private static let fieldLimit = 8

    init(_ words: [SignalWord], _ binder: QueryBinder) {
        let snapshot = binder.snapshot
        let schema = snapshot.schema
        let asked = Set(words.flatMap { $0.parts.map(\.field) }.filter { schema[$0].type == .text })
        let byWeight = asked.sorted { a, b in
            let (x, y) = (binder.fieldWeight(a), binder.fieldWeight(b))
            return x != y ? x > y : a < b
        }
        title = byWeight.first
        short = Set(byWeight.dropFirst().filter { field in
            let lengths = snapshot.statistics(field)
            return Double(lengths.tokenCount) < Self.shortLength * Double(lengths.documentCount)
        })
        let lengths = title.map { snapshot.statistics($0) } ?? TextStatistics()
        isTitled = asked.count > 1 && Double(lengths.tokenCount) < Self.titleLength * Double(lengths.documentCount)
        let named = schema.fields.filter { $0.type == .keyword || $0.type == .path }
        keywords = named.prefix(Self.fieldLimit).compactMap { schema.id(of: $0.name) }
    }
}
