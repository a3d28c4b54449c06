@testable import Search

/// What one field of a document holds, in the forms that queries ask for.
struct NaiveValues {
    /// Where each word stands.
    var positions: [ByteString: [Int]] = [:]
    /// How many words there are.
    var length = 0
    /// Keywords without repetition, in the order of bytes. A path stands with all that it lies under.
    var keywords: [ByteString] = []
    /// Whole numbers, dates in microseconds, and truth as 0 or 1.
    var integers: [Int64] = []
    var doubles: [Double] = []
    var place: Place?

    struct Place {
        let latitude: Double
        let longitude: Double
    }

    var exists: Bool { length > 0 || !keywords.isEmpty || !integers.isEmpty || !doubles.isEmpty || place != nil }

    var numbers: [NaiveNumber] { integers.map { .whole($0) } + doubles.map { .real($0) } }
}

/// A number compared by what it is, whichever way it is kept.
enum NaiveNumber: Comparable {
    case whole(Int64)
    case real(Double)

    var double: Double {
        switch self {
        case .whole(let value): Double(value)
        case .real(let value): value
        }
    }

    static func < (a: NaiveNumber, b: NaiveNumber) -> Bool {
        switch (a, b) {
        case (.whole(let x), .whole(let y)): x < y
        case (.real(let x), .real(let y)): x < y
        // Beyond 2^53 a double and its neighbours lie further apart than whole numbers do: ask the whole part.
        case (.whole(let x), .real(let y)):
            y >= 0x1p63 || (y > -0x1p63 && (x < Int64(y.rounded(.down)) || (x == Int64(y.rounded(.down)) && y != y.rounded(.down))))
        case (.real(let x), .whole(let y)): !(b < a) && !(NaiveNumber.isSame(y, x))
        }
    }

    static func == (a: NaiveNumber, b: NaiveNumber) -> Bool {
        switch (a, b) {
        case (.whole(let x), .whole(let y)): x == y
        case (.real(let x), .real(let y)): x == y
        case (.whole(let x), .real(let y)), (.real(let y), .whole(let x)): isSame(x, y)
        }
    }

    private static func isSame(_ whole: Int64, _ real: Double) -> Bool { Int64(exactly: real) == whole }
}

extension NumberValue {
    var naive: NaiveNumber {
        switch self {
        case .real(let number): .real(number)
        case .whole(let number), .date(let number): .whole(number)
        }
    }
}

/// A document as the twin sees it, and whether it is deleted but still lies in a segment.
struct NaiveDocument {
    let sequence: UInt64
    let key: String
    let draft: Draft
    let isLive: Bool
    let fields: [NaiveValues]

    init(_ draft: Draft, key: String, sequence: UInt64, isLive: Bool, values: [NaiveValues]) {
        self.draft = draft
        self.key = key
        self.sequence = sequence
        self.isLive = isLive
        fields = values
    }
}

/// Reads drafts by a schema.
struct NaiveReader {
    let schema: Schema
    let analysis: NaiveAnalysis

    func values(of draft: Draft) throws -> [NaiveValues] {
        try schema.fields.map { field in
            var values = NaiveValues()
            var base = 0
            for scalar in draft.scalars(at: field.name) { try add(scalar, of: field, to: &values, from: &base) }
            values.keywords = Set(values.keywords).sorted()
            return values
        }
    }

    private func add(_ scalar: Draft, of field: Field, to values: inout NaiveValues, from base: inout Int) throws {
        if field.type.isSearched, let text = scalar.scalarText {
            var end = base
            for token in try analysis.tokens(text, field.analyzer) {
                values.positions[token.term, default: []].append(base + token.position)
                values.length += LanguageStem.language(of: token.term.bytes[...]) == nil ? 1 : 0
                end = base + token.position + 1
            }
            // Beside the words, and no words themselves.
            if end > base, field.analyzer != .identifier {
                for measure in try analysis.measures(text, field.analyzer) {
                    values.positions[measure.term, default: []].append(base + measure.position)
                }
            }
            base = end + 100
        }
        if field.type.isKeyword, let text = scalar.scalarText {
            if field.type == .path {
                values.keywords.append(contentsOf: Self.ancestors(text))
            } else {
                values.keywords.append(ByteString(text))
            }
        }
        switch (field.type, scalar) {
        case (.int, .number(let text)):
            guard let value = Int64(text) ?? Double(text).flatMap({ Int64(exactly: $0) }) else { break }
            values.integers.append(value)
        case (.double, .number(let text)): if let value = Double(text) { values.doubles.append(value) }
        case (.bool, .bool(let value)): values.integers.append(value ? 1 : 0)
        case (.date, .string(let text)): if let value = naiveMicroseconds(text) { values.integers.append(value) }
        case (.geo, _): values.place = Self.place(scalar)
        default: break
        }
    }

    /// A path and all that it lies under: `A`, `A > B`, `A > B > C`.
    static func ancestors(_ path: String) -> [ByteString] {
        let parts = Array(path.utf8).split(separator: UInt8(ascii: ">")).map { String(decoding: Array($0).trimmed, as: UTF8.self) }
            .filter { !$0.isEmpty }
        return parts.indices.map { ByteString(parts[...$0].joined(separator: " > ")) }
    }

    private static func place(_ scalar: Draft) -> NaiveValues.Place? {
        var numbers: [Double?]
        if case .string(let text) = scalar {
            numbers = text.split(separator: ",").map { Double(String(decoding: Array($0.utf8).trimmed, as: UTF8.self)) }
        } else {
            numbers = ["lat", "lon"].map { scalar[$0]?.scalarText.flatMap { Double($0) } }
        }
        guard numbers.count == 2, let latitude = numbers[0], let longitude = numbers[1] else { return nil }
        return NaiveValues.Place(latitude: latitude, longitude: longitude)
    }
}

extension [UInt8] {
    fileprivate var trimmed: ArraySlice<UInt8> {
        let start = firstIndex { $0 != 0x20 } ?? endIndex
        let end = (lastIndex { $0 != 0x20 } ?? start - 1) + 1
        return self[start..<Swift.max(start, end)]
    }
}
