/// Values of keyword and path fields, and short texts, that the query names as a whole: a brand, a category, a model.
struct NamedValues {
    /// The query's words as terms of the title, with what they are worth.
    private let weights: [[UInt8]: Double]
    private let analyzer: AnalyzerKind
    private let total: Double
    private var known: [Int: [Int: Double]] = [:]

    init(_ words: [SignalWord], title: FieldID, analyzer: AnalyzerKind) {
        var weights: [[UInt8]: Double] = [:]
        for word in words {
            for part in word.parts where part.field == title {
                for term in part.forms.terms { weights[term] = Double(word.weight) }
            }
        }
        self.weights = weights
        self.analyzer = analyzer
        total = words.reduce(0) { $0 + Double($1.weight) }
    }

    /// The share of the query's worth that the best of the document's values holds, all of whose words the query has.
    mutating func share(_ column: KeywordColumn, number: Int, isPath: Bool, document: Int) throws -> Double {
        var best = 0.0
        var ordinals: [Int] = []
        column.forEachOrdinal(of: document) { ordinals.append($0) }
        // More values than this are no brand and no category.
        for ordinal in ordinals.prefix(16) {
            if let share = known[number]?[ordinal] {
                best = max(best, share)
                continue
            }
            let value = try column.dictionary.term(at: ordinal)
            let share = try share(of: isPath ? PathValue.lastPart(value) : value)
            known[number, default: [:]][ordinal] = share
            best = max(best, share)
        }
        return best
    }

    private func share(of value: [UInt8]) throws -> Double {
        guard value.count <= 64, total > 0 else { return 0 }
        let terms = Set(try AnalyzerPool.shared.tokens(of: value, with: analyzer).map(\.term))
        var sum = 0.0
        for term in terms {
            guard let weight = weights[term] else { return 0 }
            sum += weight
        }
        return min(sum / total, 1)
    }

    /// The same for short texts, whose words are counted where the lists were read.
    /// - Parameter isArray: of a field of several texts, in which words may stand apart: only one word is a name there.
    static func share(
        _ places: WordPlaces, _ place: Int, isArray: (FieldID) -> Bool, lengths: (FieldID) throws -> Bytes
    ) throws -> Double {
        guard place < places.named.count else { return 0 }
        let weights = places.words.map { Double($0.weight) }
        let total = weights.reduce(0, +)
        var best = 0.0
        for (field, found) in places.named[place] {
            let length = FieldLength.decode(try lengths(field)[Int(places.documents[place])])
            guard length <= (isArray(field) ? 1 : mostWords), found.count == length else { continue }
            let sum = weights.indices.reduce(0.0) { found.words >> UInt32($1) & 1 == 1 ? $0 + weights[$1] : $0 }
            best = max(best, sum / total)
        }
        return best
    }

    private static let mostWords: UInt32 = 6
}
