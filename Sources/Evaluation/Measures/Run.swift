/// What a search engine answered to a set of queries: the "run" of TREC.
package struct Run: Sendable {
    package struct Hit: Equatable, Sendable {
        package let document: DocumentID
        /// Higher is better; always finite.
        package let score: Double
    }

    /// The engine's name in the last column; of a file, the first line's.
    package let tag: String
    /// Queries in the order in which they were answered. One without any hit cannot be told, in a file, from one that
    /// was never asked; here it may be listed.
    package let queries: [QueryID]
    private let hitsByQuery: [QueryID: [Hit]]

    /// The hits of `query` in the order in which they were given, which is not the order in which they are judged:
    /// that one follows from the scores (`Ranking`). Empty if the query was not answered.
    package func hits(of query: QueryID) -> [Hit] { hitsByQuery[query] ?? [] }

    package static let defaultTag = "souk"

    /// The same answers under another name, where two runs would be called the same.
    package func named(_ tag: String) -> Run { Run(tag: tag, queries: queries, hitsByQuery: hitsByQuery) }

    private init(tag: String, queries: [QueryID], hitsByQuery: [QueryID: [Hit]]) {
        self.tag = tag
        self.queries = queries
        self.hitsByQuery = hitsByQuery
    }

    /// The best hits of `query` in the order of one program's rule, with the grades people gave them.
    package func judgedHits(of query: QueryID, first count: Int, ties: TieRule, grades: [DocumentID: Int]) -> [JudgedHit] {
        ties.sorted(hits(of: query)).prefix(count).enumerated().map { index, hit in
            JudgedHit(rank: index + 1, document: hit.document, grade: grades[hit.document])
        }
    }
}

/// A hit as a person looks at it beside others.
package struct JudgedHit: Equatable, Sendable {
    /// From 1 on.
    package let rank: Int
    package let document: DocumentID
    /// `nil` where nobody judged it.
    package let grade: Int?
    /// What the document is called; `nil` where that is not known.
    package var title: String?
}

// MARK: Asking

extension Run {
    /// Asks `search` each query and keeps the first `topK` hits of each answer.
    ///
    /// Scores are rounded to 32-bit floats. trec_eval compares scores so and other programs compare all 64 bits;
    /// on what is left after rounding they agree on what is a tie, and only on which way it falls they may differ.
    ///
    /// Throws what `search` throws, and `unusableHits` if an answer names a document twice or has a score that is no
    /// finite number as a 32-bit float.
    package init(
        answering questions: QuerySet, topK: Int, tag: String = Run.defaultTag,
        search: (String) throws -> [(id: String, score: Double)]
    ) throws {
        precondition(topK > 0, "a run keeps at least one hit a query")
        var hitsByQuery: [QueryID: [Hit]] = [:]
        for query in questions.queries {
            var hits: [Hit] = []
            var documents: Set<DocumentID> = []
            for (id, score) in try search(query.text).prefix(topK) {
                let document = DocumentID(id)
                let rounded = Float(score)
                guard rounded.isFinite else {
                    throw EvaluationError.unusableHits(
                        query: query.id,
                        reason: "document \(document) has the score \(score), which is no finite 32-bit number")
                }
                guard documents.insert(document).inserted else {
                    throw EvaluationError.unusableHits(query: query.id, reason: "document \(document) was found twice")
                }
                hits.append(Hit(document: document, score: Double(rounded)))
            }
            hitsByQuery[query.id] = hits
        }
        self.init(tag: tag, queries: questions.queries.map(\.id), hitsByQuery: hitsByQuery)
    }
}

// MARK: TREC's format

extension Run {
    /// Reads lines `query Q0 document rank score tag`, separated by spaces or tabs. Second column and rank are not
    /// looked at, as trec_eval does not: the score alone orders. A document twice for one query is an error.
    package init(bytes: [UInt8], name: String) throws(EvaluationError) {
        let expected = "\"query Q0 document rank score tag\""
        let lines = Lines(bytes: bytes, name: name)
        var tag: String?
        var queries: [QueryID] = []
        var hitsByQuery: [QueryID: [Hit]] = [:]
        var lineByDocument: [QueryID: [DocumentID: Int]] = [:]
        for line in lines {
            let columns = try lines.columns(of: line, count: 6, expected: expected)
            let (query, document) = (QueryID(columns[0]), DocumentID(columns[2]))
            guard let score = decimalNumber(columns[4]) else {
                throw lines.bad(line, expected: "a finite decimal number as score", found: "\"\(columns[4])\"")
            }
            if let firstLine = lineByDocument[query, default: [:]].updateValue(line.number, forKey: document) {
                throw .duplicate(
                    file: name, line: line.number, firstLine: firstLine, what: "document \(document) for query \(query)")
            }
            if hitsByQuery[query] == nil { queries.append(query) }
            hitsByQuery[query, default: []].append(Hit(document: document, score: score))
            tag = tag ?? columns[5]
        }
        self.init(tag: tag ?? Self.defaultTag, queries: queries, hitsByQuery: hitsByQuery)
    }

    package init(text: String, name: String) throws(EvaluationError) {
        try self.init(bytes: Array(text.utf8), name: name)
    }

    /// The run as lines `query Q0 document rank score tag`, each query's hits in trec_eval's order with ranks from 1.
    /// Scores are written so that reading them gives the same 64 bits back.
    /// Throws `unwritableIdentifier` for ids (or a tag) that are empty or contain blanks.
    package func trecText() throws(EvaluationError) -> String {
        try Self.requireWritable(tag)
        var text = ""
        for query in queries {
            try Self.requireWritable(query.text)
            for (index, hit) in TieRule.trecEval.sorted(hits(of: query)).enumerated() {
                try Self.requireWritable(hit.document.text)
                text += "\(query) Q0 \(hit.document) \(index + 1) \(hit.score) \(tag)\n"
            }
        }
        return text
    }

    private static func requireWritable(_ identifier: String) throws(EvaluationError) {
        let breaking: (UInt8) -> Bool = { $0.isBlank || $0 == .lineFeed || $0 == .carriageReturn }
        if identifier.isEmpty || identifier.utf8.contains(where: breaking) {
            throw .unwritableIdentifier(identifier)
        }
    }
}
