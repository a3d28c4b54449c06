/// How the hits that the first phase found get their final order.
extension SearchRun {
    /// Hits in their final order, those behind a cursor, without pinned ones.
    struct RankedHits {
        var hits: ArraySlice<Candidate>
        /// So many of them, at the front, had a closer look.
        var lookedAt = 0
        var phase: SecondPhase?
        /// The last hit that had, in the order of the first phase.
        var floor: Cursor.Place?
    }

    func ranked(_ gathered: Gathered) throws -> RankedHits {
        var hits = try order.bySortKeys ? gathered.best.sorted() : candidates(gathered)
        let phase = window > 0 ? try SecondPhase(self, bound) : nil
        if let words = cursor?.learned, !words.isEmpty {
            hits = try lifted(by: words)
        } else if let phase, cursor == nil, let words = try learned(from: hits, phase) {
            hits = try lifted(by: words)
        }
        guard let phase else { return RankedHits(hits: hits[...]) }
        let known = cursor?.floor
        let reached = known.map { floor in hits.prefix { floor.isReached(by: grid.exactPoints($0.units), $0.sequence) }.count }
        let count = reached ?? min(window, hits.count)
        guard count > 0 else { return RankedHits(hits: hits[...]) }
        if known == nil, deadline.isPast {
            isLate = true
            return RankedHits(hits: hits[...])
        }
        var best = try phase.order(Array(hits[..<count]))[...]
        if let last = cursor?.last {
            best = best.drop { last.isReached(by: Double($0.score), $0.sequence) }
        }
        let floor = known ?? Cursor.Place(score: grid.exactPoints(hits[count - 1].units), sequence: hits[count - 1].sequence)
        return RankedHits(hits: best + hits[count...], lookedAt: best.count, phase: phase, floor: floor)
    }

    /// Makes the page of the hits found, in order from where the page before ended, and of those that are pinned.
    func fill(_ reply: inout SearchReply, with ranked: RankedHits, _ fetch: HitFetcher) throws {
        let state = cursor?.curation
        var before = CuratedDocuments.Page<Candidate>(shown: state?.shown ?? 0, pinsShown: state?.pinsShown ?? 0)
        var skipped = request.offset
        if request.offset > 0, !curated.pins.isEmpty {
            before = curated.page(shown: 0, pinsShown: 0, ranked.hits, limit: request.offset) { candidate(of: $0) }
            skipped = before.hits.count { $0.pin == nil }
        }
        let rest = ranked.hits.dropFirst(skipped)
        let lookedAt = max(0, ranked.lookedAt - skipped)
        let page = curated.page(shown: before.shown, pinsShown: before.pinsShown, rest, limit: request.limit) { candidate(of: $0) }
        let scored = try scored(page.hits.map(\.hit))
        var found = 0
        var last: Candidate?
        for (candidate, hit) in zip(scored, page.hits) {
            reply.hits.append(try fetch.hit(candidate, addedBy: hit.pin == nil && found < lookedAt ? ranked.phase : nil, pin: hit.pin))
            if hit.pin == nil { (found, last) = (found + 1, candidate) }
        }
        guard page.hasMore, !page.hits.isEmpty else { return }
        if last == nil { last = try self.scored(before.hits.last { $0.pin == nil }.map { [$0.hit] } ?? []).first }
        let floor = found <= lookedAt ? ranked.floor : nil
        reply.nextCursor = try cursor(after: last, floor: floor, shown: page.shown, pinsShown: page.pinsShown).text
    }

    /// What the best hits teach; nil where the query is too short to trust them.
    private func learned(from hits: [Candidate], _ phase: SecondPhase) throws -> [LearnedWord]? {
        guard let expansion = request.ranking.expansion, !deadline.isPast else { return nil }
        let words = SignalWord.words(of: bound)
        // A word that a third of the documents have says nothing of what is meant.
        guard words.count(where: { $0.weight > 1 }) >= expansion.leastWords else { return nil }
        let best = try phase.order(Array(hits.prefix(window))).prefix(expansion.documents)
        let schema = snapshot.schema
        let fields = Set(words.flatMap { $0.parts.map(\.field) }).filter { schema[$0].type == .text }.sorted()
        let documents = try best.map { try snapshot.views[$0.segment].segment.documents().document($0.document) }
        let learned = try Feedback(snapshot, expansion, fields: fields).learn(from: documents)
        return learned.isEmpty ? nil : learned
    }

    /// The hits again, in the order that the words give them.
    private func lifted(by words: [LearnedWord]) throws -> [Candidate] {
        scoring = try binder.bind(scoring, lifting: words.map { ($0.field, $0.term, $0.weight) })
        grid = ScoreGrid(most: scoring.mostPoints)
        learnedWords = words
        let progress = SearchProgress(prunes: true)
        var gathered = Gathered(
            best: BestHits(limit: 0, order: order), top: TopScores(limit: keep), named: TopScores(limit: 0))
        for number in snapshot.views.indices where gathered.isComplete {
            do { try lift(number, progress, &gathered) } catch is OutOfTime { gathered.isComplete = false }
        }
        if !gathered.isComplete { isLate = true }
        return try candidates(gathered)
    }

    /// The best of one segment.
    private func lift(_ number: Int, _ progress: SearchProgress, _ gathered: inout Gathered) throws {
        let segment = snapshot.views[number].segment
        let sequences = try segment.sequences()
        var hitFilter: BitSet?
        for own in filters.own {
            let bits = try filterBits(own.filter, number)
            if hitFilter == nil { hitFilter = bits } else { hitFilter?.formIntersection(bits) }
        }
        let plan = plan(number, progress)
        // The documents that match, as a set: then all words are alike, and the short way finds the best of the set.
        if var matches = try plan.matches(bound) {
            if let accepted = try accepted(number, hitFilter) { matches.formIntersection(accepted) }
            let aims = TopSearch.Aims(best: true, count: false)
            if let flat = scoring.flattened, let top = try plan.topSearch(for: flat, accepted: matches, aims) {
                gathered.isComplete = try top.run { document, units in
                    collect(number, Int(document), units, sequences, progress, &gathered)
                }
                return
            }
        }
        guard let matcher = try matcher(plan, scoring) else { return }
        let search = SegmentSearch(
            view: views[number], matcher: matcher, progress: progress, hitFilter: hitFilter, needsScores: true, deadline: deadline)
        gathered.isComplete = try search.run { _, _ in } onHits: { window, bits, scores in
            bits.forEach { collect(number, Int(window.base) + $0, scores[$0], sequences, progress, &gathered) }
        }
    }
}

extension BoundQuery {
    /// All words of a query and those that lift it as one union, where it is made of words alone.
    fileprivate var flattened: BoundQuery? {
        guard case .boolean(let lifted) = self, let query = lifted.must.first, let words = query.plainWords else { return nil }
        return .boolean(BoundBoolean(must: [], should: words + lifted.should, mustNot: [], minimumShould: 1))
    }

    private var plainWords: [BoundQuery]? {
        switch self {
        case .word: [self]
        case .boolean(let boolean) where boolean.mustNot.isEmpty:
            (boolean.must + boolean.should).allSatisfy { if case .word = $0 { true } else { false } } ? boolean.must + boolean.should : nil
        default: nil
        }
    }
}
