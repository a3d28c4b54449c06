/// The values of a keyword or path field by the words they are made of, in whatever order, to find those that a query names.
struct ValueNames: Sendable {
    /// By the hash of a value's distinct terms, the places of values in the field's dictionary.
    private var ordinals: [UInt64: [UInt32]] = [:]

    /// Fields of more values than this are no brands and no categories.
    static let valueLimit = 1 << 16
    /// Longer values are no names.
    static let sizeLimit = 64

    init(_ dictionary: TermDictionary, isPath: Bool, analyzer: AnalyzerKind) throws {
        guard dictionary.count <= Self.valueLimit else { return }
        var cursor = try dictionary.cursor()
        while let next = try cursor.next() {
            let terms = try Self.terms(of: cursor.term, isPath: isPath, analyzer: analyzer)
            if !terms.isEmpty { ordinals[Self.hash(terms), default: []].append(UInt32(next.ordinal)) }
        }
    }

    /// The distinct terms of a value, in order; of a path those of its last part. None where it is too long for a name.
    static func terms(of value: [UInt8], isPath: Bool, analyzer: AnalyzerKind) throws -> [[UInt8]] {
        let name = isPath ? PathValue.lastPart(value) : value
        guard name.count <= sizeLimit else { return [] }
        return Set(try AnalyzerPool.shared.tokens(of: name, with: analyzer).map(\.term)).sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// Values that may have just these terms: a few may have others.
    func candidates(_ terms: [[UInt8]]) -> [UInt32] { ordinals[Self.hash(terms)] ?? [] }

    private static func hash(_ terms: [[UInt8]]) -> UInt64 {
        Bytes.of(terms.reduce(into: []) { $0 += $1 + [0] }) { stableHash($0) }
    }
}
