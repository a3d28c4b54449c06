/// One run of one bound query over all segments. A class, since closures of inner loops would copy a value.
final class SearchRun {
    let snapshot: Snapshot
    let request: SearchRequest
    var binder: QueryBinder
    let bound: BoundQuery
    /// What the query names in whole, nil: nothing; and the fields that were looked in.
    let named: BoundBonus?
    let namedIn: Set<FieldID>
    /// Whether rules multiply scores.
    let isRuled: Bool
    /// What scores: `bound` with what lifts some of its hits: names, and what its best hits have taught.
    var scoring: BoundQuery
    var learnedWords: [LearnedWord] = []
    /// The deadline came while hits were put in order.
    var isLate = false
    let match: SearchRequest.Match
    let order: HitOrder
    var grid: ScoreGrid
    let deadline: Deadline
    let sort: SortColumns
    let filters: FacetFilters
    let cursor: Cursor?
    private let curation: Curation
    let curated: CuratedDocuments
    /// The segments without documents that are hidden, or that have their places by pins.
    let views: [SegmentView]
    /// The hit that the page before ended with, where it stands in the order of the first phase.
    let after: Candidate?
    /// The same where score is the order.
    let afterPlace: Cursor.Place?
    /// How many of the best hits get a closer look on this page.
    let window: Int
    /// Hits of the first phase that are kept.
    let keep: Int

    init(
        _ snapshot: Snapshot, _ request: SearchRequest, _ query: Query, _ curation: Curation, match: SearchRequest.Match, _ cursor: Cursor?
    ) throws {
        self.snapshot = snapshot
        self.request = request
        self.match = match
        self.cursor = cursor
        self.curation = curation
        try cursor?.check(against: request, snapshot.schema)
        deadline = Deadline(request.deadline)
        var binder = QueryBinder(snapshot, request.ranking, frozen: cursor?.statistics, deadline: deadline)
        let asked = try binder.bind(query)
        bound = try binder.boosted(asked, by: curation.boosts)
        let isByScore = request.sort.isEmpty || request.sort.contains { $0.key == .score }
        let names =
            isByScore && (request.limit > 0 || request.group != nil)
            ? try WholeNames.bonus(in: asked, binder, request.ranking, fields: cursor?.namedIn) : nil
        named = names?.bonus
        namedIn = names?.fields ?? []
        // Rules lift and sink what a name is worth, too.
        scoring = try named.map { try binder.boosted(asked.lifted(by: [.bonus($0)]), by: curation.boosts) } ?? bound
        isRuled = !curation.boosts.isEmpty
        self.binder = binder
        grid = ScoreGrid(most: scoring.mostPoints)
        var filters = FacetFilters(request.filter, facets: request.facets)
        filters.common += curation.filters + request.enforced
        self.filters = filters
        let narrowing = filters.common + filters.own.map(\.filter)
        curated = try CuratedDocuments(curation, in: snapshot) { segment, document in
            try narrowing.allSatisfy { try snapshot.bits(of: $0, segment: segment, until: .none).contains(document) }
        }
        views = curated.views(of: snapshot)
        // Sorting by score alone, best first, is the order without sort keys.
        let keys = request.sort == [SortKey(.score, isDescending: true)] ? [] : request.sort
        let columns = try SortColumns(keys, snapshot)
        sort = columns
        order = HitOrder(bySortKeys: !keys.isEmpty)
        after = try cursor.flatMap { cursor in
            // Inside the window hits are in another order: there it is begun from the first, and what was shown is dropped.
            guard cursor.floor == nil, let last = cursor.last else { return nil }
            guard let local = try columns.local(cursor.keys) else {
                throw RequestError(parameter: "cursor", code: "other_request", message: "the cursor belongs to another sort order")
            }
            return Candidate(score: Float(last.score), keys: local, segment: 0, document: 0, sequence: last.sequence)
        }
        afterPlace = after == nil ? nil : cursor?.last
        window = order.bySortKeys || request.group != nil || after != nil ? 0 : request.ranking.window
        keep = request.kept(window: window)
    }

    func reply() throws -> SearchReply {
        var gathered = try gather()
        var reply = SearchReply()
        reply.match = match
        reply.corrections = binder.corrections
        reply.isPartial = !gathered.isComplete || binder.isPartial
        reply.rules = curation.rules
        reply.redirect = curation.redirect
        reply.userData = curation.userData
        reply.pinnedCount = request.group == nil ? curated.pins.count : 0
        reply.total = SearchReply.Total(value: gathered.total + reply.pinnedCount, isExact: !reply.isPartial && request.total == .exact)
        let fetch = HitFetcher(self)
        if let groups = gathered.groups {
            reply.groupTotal = groups.groupCount
            reply.groups = try groups.ranked(offset: request.offset, limit: request.limit).map {
                SearchReply.Group(value: $0.value, count: $0.count, hits: try scored($0.hits).map { try fetch.hit($0) })
            }
        } else {
            let ranked = try ranked(gathered)
            if isLate { (reply.isPartial, reply.total.isExact) = (true, false) }
            try fill(&reply, with: ranked, fetch)
        }
        reply.facets = try request.facets.map { facet in
            do { return (facet.field, try self.facet(facet, &gathered)) } catch is OutOfTime {
                // Only values take so long.
                reply.isPartial = true
                return (facet.field, .values(ValueFacet()))
            }
        }
        return reply
    }

    func plan(_ number: Int, _ progress: SearchProgress) -> SegmentPlan {
        SegmentPlan(
            segment: snapshot.views[number].segment, number: number, formula: binder.formula, grid: grid, progress: progress,
            deadline: deadline)
    }

    /// The filters that narrow everything, for one segment; nil: there are none.
    func commonFilter(_ number: Int) throws -> BitSet? {
        guard !filters.common.isEmpty else { return nil }
        return try filterBits(filters.common.count == 1 ? filters.common[0] : .and(filters.common), number)
    }

    /// The query and the filters that narrow everything, for one segment; nil: nothing there matches.
    func matcher(_ plan: SegmentPlan, _ query: BoundQuery) throws -> (any Matcher)? {
        guard let matcher = try plan.matcher(for: query) else { return nil }
        guard let bits = try commonFilter(plan.number) else { return matcher }
        if case .all = query { return SetMatcher(bits) }
        return BooleanMatcher(
            must: [matcher, SetMatcher(bits)], should: [], mustNot: [], minimumShould: 0, progress: plan.progress)
    }

    /// With the scores of those that were chosen without: a field settled the order, and only those shown need one.
    func scored(_ candidates: [Candidate]) throws -> [Candidate] {
        var candidates = candidates
        let waiting = candidates.indices.filter { candidates[$0].score.isNaN }
        for (number, places) in Dictionary(grouping: waiting, by: { candidates[$0].segment }) {
            let documents = places.map { UInt32(candidates[$0].document) }
            let scores = try plan(number, SearchProgress(prunes: false)).scores(of: scoring, documents)
            for place in places { candidates[place].score = scores[UInt32(candidates[place].document)] ?? 0 }
        }
        return candidates
    }

    /// Whether the document has a word of the field that begins so.
    func hasBegun(_ begun: BoundPart.Begun, _ field: FieldID, _ candidate: Candidate) throws -> Bool {
        let bits = try snapshot.views[candidate.segment].segment.begun(field, begun.prefix, until: .none).page
        return bits.bytes[candidate.document >> 3] >> UInt8(candidate.document & 7) & 1 == 1
    }

    func filterBits(_ filter: Filter, _ number: Int) throws -> BitSet {
        try snapshot.bits(of: filter, segment: number, until: deadline)
    }

    private func facet(_ facet: FacetRequest, _ gathered: inout Gathered) throws -> Facet {
        var documents: [BitSet] = []
        for number in gathered.matches.indices {
            var bits = gathered.matches[number]
            for (place, own) in filters.own.enumerated() where own.field != facet.field {
                bits.formIntersection(gathered.own[number][place])
            }
            documents.append(bits)
        }
        let isPath = snapshot.schema.field(named: facet.field)?.type == .path
        return try FacetCounter(snapshot: snapshot, deadline: deadline)
            .count(facet, documents, selected: filters.selected(facet.field, isPath: isPath))
    }

    /// `candidate`: the last hit that was found, on this page; nil: only pinned ones.
    func cursor(after candidate: Candidate?, floor: Cursor.Place?, shown: Int, pinsShown: Int) throws -> Cursor {
        let state = Cursor.CurationState(
            revision: snapshot.settings.settings.revision, time: curation.time, shown: shown, pinsShown: pinsShown)
        return Cursor(
            request: request.identity, match: match,
            last: candidate.map { place(of: $0, isLookedAt: floor != nil) } ?? cursor?.last, floor: floor,
            learned: learnedWords, namedIn: namedIn, curation: state, statistics: binder.statistics,
            keys: try candidate.map { try sort.portable($0.keys) } ?? cursor?.keys ?? [])
    }

    /// By units where it is the first phase's; what a closer look or a sort order gave is a `Float` to begin with.
    private func place(of candidate: Candidate, isLookedAt: Bool) -> Cursor.Place {
        let isByUnits = !isLookedAt && !order.bySortKeys && candidate.units != Candidate.unscored
        return Cursor.Place(
            score: isByUnits ? grid.exactPoints(candidate.units) : Double(candidate.score), sequence: candidate.sequence)
    }

    func candidate(of pin: CuratedDocuments.Pin) -> Candidate {
        var candidate = Candidate(score: .nan, units: Candidate.unscored, segment: pin.segment, document: pin.document, sequence: 0)
        if order.bySortKeys { candidate.keys = sort.keys(segment: pin.segment, document: pin.document, score: 0) }
        return candidate
    }

    func sortValues(_ candidate: Candidate) throws -> [JSONValue] {
        order.bySortKeys ? try sort.values(candidate.keys, request.sort, snapshot.schema) : []
    }
}

extension Snapshot {
    /// The documents of a segment that a filter keeps.
    func bits(of filter: Filter, segment: Int, until deadline: Deadline) throws -> BitSet {
        let bound = try BoundFilter(filter, schema)
        return try cachedFilter(filter.text, segment: segment) { try bound.documents(in: views[segment].segment, until: deadline) }
    }
}

extension SearchRequest {
    /// How many hits must be found for a page: one more than it shows tells whether there is a next one.
    fileprivate func kept(window: Int) -> Int {
        if limit == 0 { return 0 }
        let (end, overflow) = offset.addingReportingOverflow(limit)
        guard !overflow, end < Int.max - 2000 else { return .max }
        let page = end + (group == nil ? 1 : 0)
        // Behind a cursor the window is as large as it was, and what was shown of it is not shown again.
        return window == 0 ? page : cursor == nil ? max(page, window) : page + 2 * window
    }
}
