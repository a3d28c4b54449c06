/// Turns chosen candidates into hits: document, highlights, explanation.
struct HitFetcher {
    private let run: SearchRun
    private let highlighter: Highlighter

    init(_ run: SearchRun) {
        self.run = run
        highlighter = Highlighter(schema: run.snapshot.schema, forms: run.binder.forms)
    }

    /// - Parameter phase: the closer look that the hit had.
    func hit(_ candidate: Candidate, addedBy phase: SecondPhase? = nil, pin: CuratedDocuments.Pin? = nil) throws -> SearchReply.Hit {
        let segment = run.snapshot.views[candidate.segment].segment
        var hit = SearchReply.Hit(id: try segment.keys().key(of: candidate.document).string, score: candidate.score)
        let wantsDocument = run.request.fields?.isEmpty != true
        if wantsDocument || !run.request.highlight.isEmpty {
            let document = try segment.documents().document(candidate.document)
            if wantsDocument { hit.document = run.request.fields.map { project(document, on: $0) } ?? document }
            if !run.request.highlight.isEmpty {
                hit.highlights = try highlighter.highlights(of: document, fields: run.request.highlight)
            }
        }
        hit.matchedOn = try matchedOn(candidate)
        hit.sortValues = try run.sortValues(candidate)
        hit.isPinned = pin != nil
        if run.request.explain {
            let explanation = try Explainer(run: run, candidate: candidate).explanation(addedBy: phase)
            hit.explanation = pin.map { pin in
                let reason = pin.rule.map { "rule '\($0)'" } ?? "the request"
                return Explanation("pinned to place \(pin.place + 1) by \(reason)", sumOf: [explanation])
            } ?? explanation
        }
        return hit
    }

    /// What found the hit: a part number, if a word of the query is one of the document's.
    private func matchedOn(_ candidate: Candidate) throws -> SearchReply.MatchedOn {
        var hasWords = false
        func isIdentified(_ query: BoundQuery) throws -> Bool {
            switch query {
            case .word(let word):
                hasWords = true
                return try word.parts.contains { part in
                    guard run.snapshot.schema[part.field].type == .identifier else { return false }
                    if try part.entries[candidate.segment].contains(where: { try holds(candidate, part.field, $0.entry) }) { return true }
                    return try part.begun.map { try run.hasBegun($0, part.field, candidate) } ?? false
                }
            case .phrase(let phrase):
                hasWords = true
                return try phrase.parts.contains { part in
                    guard run.snapshot.schema[part.field].type == .identifier else { return false }
                    return try part.entries[candidate.segment]?.contains { try holds(candidate, part.field, $0) } ?? false
                }
            case .boolean(let boolean): return try (boolean.must + boolean.should).contains { try isIdentified($0) }
            case .either(let parts): return try parts.contains { try isIdentified($0) }
            case .boosted(let query, _): return try isIdentified(query)
            case .all, .nothing, .filter, .bonus: return false
            }
        }
        let identified = try isIdentified(run.bound)
        return identified ? .identifier : hasWords ? .text : .all
    }

    private func holds(_ candidate: Candidate, _ field: FieldID, _ entry: TermEntry) throws -> Bool {
        let segment = run.snapshot.views[candidate.segment].segment
        return try PostingsCursor(try segment.postings(field), entry).frequency(inDocument: UInt32(candidate.document)) > 0
    }
}

extension PostingsCursor {
    /// Occurrences in one document, 0 where it is not in the list. For a cursor that has not gone past it.
    func frequency(inDocument document: UInt32) throws(Damage) -> UInt32 {
        guard lowerBound(document) == document || facts.count > 0 || entry.documentCount < 128 else { return 0 }
        try fill(document, document + 1)
        guard start < end else { return 0 }
        forEachBlock { number, _ in loadFrequencies(number) }
        return frequency(start)
    }
}
