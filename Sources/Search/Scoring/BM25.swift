internal import Glibc

/// BM25F over weighted fields as one bag: a word's occurrences in all fields are weighted, divided by how long each field
/// is against its average, added up, and only then saturated.
///
///     x     = sum over fields of weight * occurrences / (1 - b + b * length / average length)
///     score = idf * x / (k1 + x),   idf = ln(1 + (N - n + 0.5) / (n + 0.5))
///
/// Source: Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004; the idf that
/// never is negative is Lucene's. N and n count deleted documents until a merge drops them.
struct BM25: Sendable, Equatable {
    var k1: Float = 1.2
    var b: Float = 0.75

    static func idf(documentCount: Int, of total: Int) -> Float {
        let n = Double(documentCount)
        return Float(log(1 + (Double(max(total, documentCount)) - n + 0.5) / (n + 0.5)))
    }

    /// Weight over normalised length, for each length byte.
    func norms(weight: Float, averageLength: Float) -> NormTable {
        // Statistics of a damaged file, or a forged cursor, may say anything.
        let average = averageLength > 0 && averageLength.isFinite ? averageLength : 1
        var values: [Float] = []
        values.reserveCapacity(256)
        for byte in 0..<256 {
            let length = Float(FieldLength.decode(UInt8(byte)))
            values.append(weight / (1 - b + b * length / average))
        }
        return NormTable(values: values)
    }
}

/// 256 factors by length byte.
struct NormTable: Sendable {
    let values: [Float]

    @inline(__always)
    subscript(byte: UInt8) -> Float { values[Int(byte)] }
}
