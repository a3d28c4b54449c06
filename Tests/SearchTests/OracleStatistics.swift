import Glibc
@testable import Search

/// What a snapshot knows of its words, counted over all documents that still lie in it, deleted ones included.
struct NaiveStatistics {
    /// N.
    let documentCount: Int
    /// For each field: in how many documents each word is.
    let documentFrequencies: [[ByteString: Int]]
    /// For each field: words in a document that has any.
    let averageLengths: [Double]
    let documents: [NaiveDocument]

    init(_ documents: [NaiveDocument], fieldCount: Int) {
        documentCount = documents.count
        self.documents = documents
        var frequencies = [[ByteString: Int]](repeating: [:], count: fieldCount)
        var averages: [Double] = []
        for field in 0..<fieldCount {
            var total = 0
            var withWords = 0
            for document in documents {
                let values = document.fields[field]
                for term in values.positions.keys { frequencies[field][term, default: 0] += 1 }
                total += values.length
                withWords += values.length > 0 ? 1 : 0
            }
            averages.append(withWords > 0 ? Double(total) / Double(withWords) : 0)
        }
        documentFrequencies = frequencies
        averageLengths = averages
    }

    func documentFrequency(_ term: ByteString, field: Int) -> Int { documentFrequencies[field][term] ?? 0 }

    /// In how many documents some word begins so.
    func documentFrequency(beginning start: ByteString, field: Int) -> Int {
        documents.count { $0.fields[field].positions.keys.contains { $0.hasPrefix(start) } }
    }

    /// ln(1 + (N - df + 0.5) / (df + 0.5)).
    func inverseDocumentFrequency(_ documentFrequency: Int) -> Double {
        let n = Double(documentCount)
        let df = Double(documentFrequency)
        return log(1 + (n - df + 0.5) / (df + 0.5))
    }

    /// What a field of that many words divides its frequencies by.
    func norm(length: Int, field: Int) -> Double {
        let stored = Double(FieldLength.decode(FieldLength.encode(length)))
        return 1 - Self.b + Self.b * stored / averageLengths[field]
    }

    static let k1 = 1.2
    static let b = 0.75

    /// BM25F's curve: what many occurrences are worth.
    static func saturate(_ x: Double) -> Double { x / (k1 + x) }
}

/// The least number of edits (insert, delete, replace, swap neighbours) between two words, no part edited twice.
func naiveEditDistance(_ a: [UnicodeScalar], _ b: [UnicodeScalar]) -> Int {
    var table = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count { table[i][0] = i }
    for j in 0...b.count { table[0][j] = j }
    for i in 0..<a.count {
        for j in 0..<b.count {
            var least = min(table[i][j] + (a[i] == b[j] ? 0 : 1), table[i][j + 1] + 1, table[i + 1][j] + 1)
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, table[i - 1][j - 1] + 1) }
            table[i + 1][j + 1] = least
        }
    }
    return table[a.count][b.count]
}

/// How often a phrase stands in a field: the places of its first word from which all others can be reached.
///
/// `words` gives for each word of the phrase its place in it and where it stands in the document.
func naivePhraseFrequency(_ words: [(place: Int, positions: [Int])], slop: Int) -> Int {
    guard let first = words.first, words.allSatisfy({ !$0.positions.isEmpty }) else { return 0 }
    func completes(_ next: Int, _ low: Int, _ high: Int, _ used: [Int]) -> Bool {
        if next == words.count { return true }
        return words[next].positions.contains { position in
            let shift = position - words[next].place
            let (low, high) = (min(low, shift), max(high, shift))
            return high - low <= slop && !used.contains(position) && completes(next + 1, low, high, used + [position])
        }
    }
    return first.positions.count { completes(1, $0 - first.place, $0 - first.place, [$0]) }
}
