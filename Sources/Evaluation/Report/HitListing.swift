/// One query with what was found for it, for a person to look at: beside the baseline's hits if there is a baseline.
package struct QueryDetail: Sendable {
    package let query: QueryID
    /// What was typed; `nil` where only the id is known.
    package let text: String?
    package let hits: [JudgedHit]
    /// `nil` without a baseline.
    package let baselineHits: [JudgedHit]?
    /// Documents judged relevant that neither list shows, best grade first.
    package let missed: [JudgedDocument]

    package struct JudgedDocument: Equatable, Sendable {
        package let document: DocumentID
        package let grade: Int
        package let title: String?
    }

    /// How a hit's place changed since the baseline.
    package enum Move: Equatable, Sendable {
        case same
        /// By so many ranks, positive towards the top.
        case by(Int)
        /// The baseline does not show it.
        case new
    }

    package func move(of hit: JudgedHit) -> Move? {
        guard let baselineHits else { return nil }
        guard let before = baselineHits.first(where: { $0.document == hit.document }) else { return .new }
        return before.rank == hit.rank ? .same : .by(before.rank - hit.rank)
    }
}

/// The source of details: a run and perhaps a baseline, what was asked and judged, and what documents are called.
package struct HitListing {
    package let run: Run
    package let baseline: Run?
    package let judgements: Judgements
    /// Hits of each run that are shown for a query.
    package let count: Int
    private let texts: [QueryID: String]
    private let title: (DocumentID) throws -> String?

    package init(
        run: Run, baseline: Run?, judgements: Judgements, questions: QuerySet, count: Int,
        title: @escaping (DocumentID) throws -> String?
    ) {
        self.run = run
        self.baseline = baseline
        self.judgements = judgements
        self.count = count
        self.title = title
        texts = Dictionary(questions.queries.map { ($0.id, $0.text) }) { first, _ in first }
    }

    package func text(of query: QueryID) -> String? { texts[query] }

    /// The details of `query`, hits in the order that `ties` gives. Throws what looking up a title throws.
    package func detail(of query: QueryID, ties: TieRule) throws -> QueryDetail {
        let grades = judgements.grades(of: query)
        func hits(_ run: Run) throws -> [JudgedHit] {
            try run.judgedHits(of: query, first: count, ties: ties, grades: grades).map { hit in
                var hit = hit
                hit.title = try title(hit.document)
                return hit
            }
        }
        let (found, before) = (try hits(run), try baseline.map(hits))
        let shown = Set((found + (before ?? [])).map(\.document))
        let missed = try grades.filter { $0.value >= 1 && !shown.contains($0.key) }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .prefix(count).map { QueryDetail.JudgedDocument(document: $0.key, grade: $0.value, title: try title($0.key)) }
        return QueryDetail(query: query, text: texts[query], hits: found, baselineHits: before, missed: missed)
    }
}
