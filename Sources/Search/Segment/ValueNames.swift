/// The values of a keyword or path field by the words they are made of, in whatever order, to find those that a query names.
struct ValueNames: Sendable {
    /// By a value's distinct terms, each followed by a zero byte: places of values in the field's dictionary.
    private let ordinals: [[UInt8]: [UInt32]]

    /// A segment's dictionary with more values than this (a path's ancestors are some) has more than brands and categories.
    static let valueLimit = 1 << 12
    /// Longer values are no names.
    private static let sizeLimit = 64

    /// - Throws: `OutOfTime`, `Damage`, `AnalysisError`.
    init(_ dictionary: TermDictionary, isPath: Bool, analyzer: AnalyzerKind, until deadline: Deadline) throws {
        var ordinals: [[UInt8]: [UInt32]] = [:]
        if dictionary.count <= Self.valueLimit {
            var cursor = try dictionary.cursor()
            while let next = try cursor.next() {
                if next.ordinal & 255 == 255 { try deadline.check() }
                let name = isPath ? PathValue.lastPart(cursor.term) : cursor.term
                guard name.count <= Self.sizeLimit else { continue }
                let terms = try AnalyzerPool.shared.tokens(of: name, with: analyzer).map(\.term)
                if !terms.isEmpty { ordinals[Self.key(terms), default: []].append(UInt32(next.ordinal)) }
            }
        }
        self.ordinals = ordinals
    }

    /// The values that are made of just these terms.
    func values(of terms: [[UInt8]]) -> [UInt32] { ordinals[Self.key(terms)] ?? [] }

    private static func key(_ terms: [[UInt8]]) -> [UInt8] {
        Set(terms).sorted { $0.lexicographicallyPrecedes($1) }.reduce(into: []) { $0 += $1 + [0] }
    }
}
