/// A measure among the words of a query: `12 mm`, `1/2"`, `M8 x 40`.
struct MeasureReading {
    /// As typed.
    let text: [UInt8]
    /// The words that lie in it; none in `½"`.
    let words: Range<Int>
    /// Whether the words say all of it. A fraction's sign is no word.
    let isSpelled: Bool
    /// The terms of `MeasureScanner` that stand for it; any of them will do.
    let terms: [[UInt8]]

    /// The measures of a query that are whole stretches between blanks, the longest where several begin together.
    static func read(_ text: String, _ words: [TypedWord]) -> [MeasureReading] {
        let utf8 = Array(text.utf8)
        var found: [MeasureScanner.Found] = []
        MeasureScanner.find(utf8.span, into: &found)
        var measures: [MeasureReading] = []
        var end = 0
        for first in found where first.range.lowerBound >= end {
            end = first.range.upperBound
            let inside = words.indices.filter { words[$0].range.overlaps(first.range) }
            let range = (inside.first ?? 0)..<(inside.last.map { $0 + 1 } ?? 0)
            let stretches = inside.map { words[$0].stretchRange }
            let isWhole = !words.indices.contains { stretches.contains(words[$0].stretchRange) && !range.contains($0) }
            guard isWhole else { continue }
            let isSpelled = inside.first.map { words[$0].range.lowerBound <= first.range.lowerBound } ?? false
            let from = stretches.map(\.lowerBound).min() ?? first.range.lowerBound
            let to = stretches.map(\.upperBound).max() ?? first.range.upperBound
            let terms = found.filter { $0.range == first.range }.map(\.term)
            measures.append(MeasureReading(text: Array(utf8[from..<to]), words: range, isSpelled: isSpelled, terms: terms))
        }
        return measures
    }
}

/// Measures, which are found however they are written: see `MeasureScanner`. Words written the same way count besides.
extension QueryBinder {
    /// The terms of a measure in a text field.
    func measurePart(_ field: FieldID, _ measure: MeasureReading?) throws -> BoundPart {
        var part = try emptyPart(field)
        guard snapshot.schema[field].analyzer != .identifier else { return part }
        for term in measure?.terms ?? [] { try add(exact: term, to: &part) }
        return part
    }

    /// A measure of which words say too little.
    mutating func bindSign(_ sign: MeasureReading, _ fields: [FieldID]) throws -> BoundWord {
        try finish(String(decoding: sign.text, as: UTF8.self), try fields.map { try measurePart($0, sign) })
    }
}
