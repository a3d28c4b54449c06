internal import Glibc

/// A word that the best hits have in common, as a term of the fields that share an analysis.
struct LearnedWord: Equatable {
    /// The first of the fields, by place in the schema.
    var field: FieldID
    var term: [UInt8]
    /// What it counts beside a word of the query.
    var weight: Float
}

/// Learns from the best hits which words tell them from the rest of the collection: pseudo-relevance feedback.
///
/// A word's weight is Bo1's: of the hits' `tf` occurrences, where a document of the collection has the word with a share of
/// `p`, tf * log2((1 + p) / p) + log2(1 + p); see `Ranking.Expansion` for the source.
struct Feedback {
    private struct Seen {
        var occurrences = 0
        var documents = 0
        var last = -1
        var fields: Set<FieldID> = []
    }

    private let snapshot: Snapshot
    private let expansion: Ranking.Expansion
    private let fields: [FieldID]

    /// What a hit has beyond so many bytes of a field is not looked at.
    private static let textLimit = 1 << 14
    /// A word must be in so many of the hits to say anything of them.
    private static let leastDocuments = 2
    /// Of the words seen, only the most frequent are weighed.
    private static let candidateLimit = 256

    /// - Parameter fields: text fields, whose words are learned.
    init(_ snapshot: Snapshot, _ expansion: Ranking.Expansion, fields: [FieldID]) {
        self.snapshot = snapshot
        self.expansion = expansion
        self.fields = fields
    }

    /// The best words first; their weights are at most `expansion.weight`.
    /// - Parameter documents: the hits as stored, JSON.
    func learn(from documents: [[UInt8]]) throws -> [LearnedWord] {
        var seen: [LearnedKey: Seen] = [:]
        for (number, document) in documents.enumerated() {
            for field in fields {
                let analyzer = snapshot.schema[field].analyzer
                for text in StoredText.values(of: snapshot.schema[field].name, in: document) {
                    let shown = Array(text.prefix(Self.textLimit))
                    for token in try AnalyzerPool.shared.tokens(of: shown, with: analyzer) where token.term.unicodeLength > 1 {
                        var known = seen[LearnedKey(analyzer: analyzer, term: token.term)] ?? Seen()
                        known.occurrences += 1
                        if known.last != number { known.documents += 1 }
                        known.last = number
                        known.fields.insert(field)
                        seen[LearnedKey(analyzer: analyzer, term: token.term)] = known
                    }
                }
            }
        }
        var candidates = seen.filter { $0.value.documents >= Self.leastDocuments }.sorted { a, b in
            a.value.occurrences != b.value.occurrences
                ? a.value.occurrences > b.value.occurrences : a.key.term.lexicographicallyPrecedes(b.key.term)
        }
        candidates.removeLast(max(0, candidates.count - Self.candidateLimit))
        var found: [LearnedWord] = []
        for (key, known) in candidates {
            guard let field = known.fields.min() else { continue }
            let share = Double(try documentCount(key.term, known.fields)) / Double(max(snapshot.physicalCount, 1))
            guard share > 0 else { continue }
            let weight = Double(known.occurrences) * log2((1 + share) / share) + log2(1 + share)
            found.append(LearnedWord(field: field, term: key.term, weight: Float(weight)))
        }
        found.sort { $0.weight != $1.weight ? $0.weight > $1.weight : $0.term.lexicographicallyPrecedes($1.term) }
        found.removeLast(max(0, found.count - expansion.words))
        let most = found.first?.weight ?? 1
        return found.map { LearnedWord(field: $0.field, term: $0.term, weight: $0.weight / most * Float(expansion.weight)) }
    }

    private struct LearnedKey: Hashable {
        let analyzer: AnalyzerKind
        let term: [UInt8]
    }

    /// In the field that has it most.
    private func documentCount(_ term: [UInt8], _ fields: Set<FieldID>) throws -> Int {
        var most = 0
        for field in fields {
            var count = 0
            for view in snapshot.views {
                count += Int(try view.segment.postings(field).dictionary.find(term)?.entry.documentCount ?? 0)
            }
            most = max(most, count)
        }
        return most
    }
}
