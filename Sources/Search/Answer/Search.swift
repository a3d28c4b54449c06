/// One run of one bound query over all segments. A class, since closures of inner loops would copy a value.
final class SearchRun {
    let snapshot: Snapshot
    let request: SearchRequest
    var binder: QueryBinder
    let bound: BoundQuery
    /// What the query names in whole; nil: nothing.
    let named: BoundBonus?
    /// What scores: `bound` with what lifts some of its hits: names, and what its best hits have taught.
    var scoring: BoundQuery
    var learnedWords: [LearnedWord] = []
    /// The deadline came while hits were put in order.
    var isLate = false
    let match: SearchRequest.Match
    let order: HitOrder
    var grid: ScoreGrid
    let deadline: Deadline
    private let sort: SortColumns
    let filters: FacetFilters
    let cursor: Cursor?
    private let curation: Curation
    let curated: CuratedDocuments
    /// The segments without documents that are hidden, or that have their places by pins.
    let views: [SegmentView]
    /// The hit that the page before ended with, where it stands in the order of the first phase.
    private let after: Candidate?
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
        if let cursor {
            guard cursor.request == request.identity, request.group == nil, request.offset == 0 else {
                throw RequestError(
                    parameter: "cursor", code: "other_request",
                    message: """
                        the cursor belongs to another request: query, filter, sort and match must stay the same, without offset \
                        and groups
                        """)
            }
            guard cursor.learned.allSatisfy({ Int($0.field.rawValue) < snapshot.schema.fields.count }) else {
                throw RequestError(parameter: "cursor", code: "other_request", message: "the cursor belongs to another index")
            }
        }
        deadline = Deadline(request.deadline)
        var binder = QueryBinder(snapshot, request.ranking, frozen: cursor?.statistics, deadline: deadline)
        let bound = try binder.boosted(binder.bind(query), by: curation.boosts)
        let isByScore = request.sort.isEmpty || request.sort.contains { $0.key == .score }
        named = isByScore ? try WholeNames.bonus(in: bound, binder, request.ranking) : nil
        scoring = named.map { bound.lifted(by: [.bonus($0)]) } ?? bound
        self.bound = bound
        self.binder = binder
        grid = ScoreGrid(most: scoring.mostPoints)
        var filters = FacetFilters(request.filter, facets: request.facets)
        filters.common += curation.filters
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
            return Candidate(score: last.score, keys: local, segment: 0, document: 0, sequence: last.sequence)
        }
        window = order.bySortKeys || request.group != nil || after != nil ? 0 : request.ranking.window
        keep = request.kept(window: window)
    }

    /// What one pass over the segments gathers.
    struct Gathered {
        /// Hits in the order of a field; those in the order of their scores are `top`.
        var best: BestHits
        var top: TopScores
        var groups: GroupCollector?
        var total = 0
        var isComplete = true
        /// For each segment, matches before the facets' own filters.
        var matches: [BitSet] = []
        /// For each segment, the documents of each own filter, in the order of `filters.own`.
        var own: [[BitSet]] = []

        /// A segment that was given up has no matches.
        mutating func fill(upTo segment: Int, documentCount: Int, _ filterCount: Int) {
            if own.count <= segment { own.append(Array(repeating: BitSet(count: documentCount), count: filterCount)) }
            if matches.count <= segment { matches.append(BitSet(count: documentCount)) }
        }
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

    private var wantsMatches: Bool { !request.facets.isEmpty }

    private var isCounted: Bool { request.total == .exact || !request.facets.isEmpty || request.group != nil }

    private func gather() throws -> Gathered {
        let progress = SearchProgress(prunes: !isCounted && !order.bySortKeys)
        var gathered = Gathered(best: BestHits(limit: keep, order: order), top: TopScores(limit: keep))
        if let group = request.group { gathered.groups = try GroupCollector(group, snapshot, hitOrder: order, groupLimit: keep) }
        for number in snapshot.views.indices {
            do { try gather(segment: number, progress, &gathered) } catch is OutOfTime { gathered.isComplete = false }
            gathered.fill(upTo: number, documentCount: snapshot.views[number].segment.documentCount, filters.own.count)
        }
        return gathered
    }

    private func gather(segment number: Int, _ progress: SearchProgress, _ gathered: inout Gathered) throws {
        let view = views[number]
        let count = view.segment.documentCount
        if !gathered.isComplete || deadline.isPast { throw OutOfTime() }
        let own = try filters.own.map { try filterBits($0.filter, number) }
        gathered.own.append(own)
        var matches = BitSet(count: wantsMatches ? count : 0)
        defer {
            if wantsMatches { for pin in curated.pins where pin.segment == number { matches.insert(pin.document) } }
            gathered.matches.append(matches)
        }
        var hitFilter = own.first
        for bits in own.dropFirst() { hitFilter?.formIntersection(bits) }
        let top = try topSearch(number, progress, hitFilter, TopSearch.Aims(best: true, count: isCounted && !wantsMatches))
        let sequences = try view.segment.sequences()
        let totalBefore = gathered.total
        var offered = 0
        // A count that runs late is a lower bound, and no lower than the hits there are.
        defer { gathered.total = max(gathered.total, totalBefore + offered) }
        if let top {
            // Hits before counts: a search that runs late has something to show.
            gathered.isComplete = try top.run { document, units in
                offered += 1
                collect(number, Int(document), units, sequences, progress, &gathered)
            }
            if top.counts { gathered.total += top.total }
            if !isCounted { gathered.total += offered }
            if !isCounted || top.counts || !gathered.isComplete { return }
        }
        if !wantsMatches, top != nil || request.limit == 0,
            let counter = try topSearch(number, progress, hitFilter, TopSearch.Aims(best: false, count: true)), counter.counts
        {
            gathered.isComplete = try counter.run { _, _ in }
            if gathered.isComplete { gathered.total += counter.total }
            return
        }
        try visitAll(number, hitFilter, needsHits: top == nil && (request.limit > 0 || request.group != nil), progress, &gathered, &matches)
    }

    /// Looks at every document of a segment that matches: counts them, and collects hits where they are not found otherwise.
    private func visitAll(
        _ number: Int, _ hitFilter: BitSet?, needsHits: Bool, _ progress: SearchProgress, _ gathered: inout Gathered,
        _ matches: inout BitSet
    ) throws {
        let view = views[number]
        let plan = plan(number, progress)
        let sequences = try view.segment.sequences()
        let needsScores = needsHits && request.limit > 0 && (!order.bySortKeys || sort.needsScore || plan.gathers(bound))
        let unknown: Int32 = order.bySortKeys ? Candidate.unscored : 0
        if !needsScores, var all = try plan.matches(bound) {
            if let accepted = try accepted(number, nil) { all.formIntersection(accepted) }
            if wantsMatches { matches = all }
            if let hitFilter { all.formIntersection(hitFilter) }
            gathered.total += all.population
            guard needsHits else { return }
            var step = 0
            try all.forEach { document in
                try deadline.check(step: step)
                step += 1
                collect(number, document, unknown, sequences, progress, &gathered)
            }
        } else if let matcher = try matcher(plan, needsScores ? scoring : bound) {
            let search = SegmentSearch(
                view: view, matcher: matcher, progress: progress, hitFilter: hitFilter, needsScores: needsScores,
                deadline: deadline)
            gathered.isComplete = try search.run { window, bits in
                if wantsMatches { matches.formUnion(bits, window) }
            } onHits: { window, bits, scores in
                gathered.total += bits.population
                guard needsHits else { return }
                bits.forEach { place in
                    let units = needsScores ? scores[place] : unknown
                    collect(number, Int(window.base) + place, units, sequences, progress, &gathered)
                }
            }
        }
    }

    /// For hits ordered by score, and for counting: the way that looks only at documents that matter.
    private func topSearch(
        _ number: Int, _ progress: SearchProgress, _ hitFilter: BitSet?, _ aims: TopSearch.Aims
    ) throws -> TopSearch? {
        guard request.group == nil, aims.best ? request.limit > 0 && !order.bySortKeys : isCounted else { return nil }
        return try plan(number, progress).topSearch(for: aims.best ? scoring : bound, accepted: try accepted(number, hitFilter), aims)
    }

    /// The living documents that the filters keep; nil: all.
    func accepted(_ number: Int, _ hitFilter: BitSet?) throws -> BitSet? {
        var accepted = views[number].live
        for filter in [hitFilter, try commonFilter(number)] {
            guard let filter else { continue }
            if accepted == nil { accepted = filter } else { accepted?.formIntersection(filter) }
        }
        return accepted
    }

    @inline(__always)
    func collect(
        _ segment: Int, _ document: Int, _ units: Int32, _ sequences: SequenceColumn, _ progress: SearchProgress,
        _ gathered: inout Gathered
    ) {
        if !order.bySortKeys, request.group == nil {
            // Within a segment documents come in the order of their sequences, and so do segments: one that only equals the
            // worst kept has lost.
            if units <= progress.threshold { return }
            if let after {
                let score = grid.points(units)
                if score > after.score || score == after.score && sequences[document] <= after.sequence { return }
            }
            gathered.top.offer(units, segment: segment, document: document)
            progress.threshold = gathered.top.threshold
            return
        }
        let score = units == Candidate.unscored ? Float.nan : grid.points(units)
        if order.bySortKeys, let worst = gathered.best.worst,
            sort.isBehind(worst.keys, segment: segment, document: document, score: score)
        {
            return
        }
        var candidate = Candidate(
            score: score, units: units, segment: segment, document: document, sequence: sequences[document])
        if order.bySortKeys { candidate.keys = sort.keys(segment: segment, document: document, score: score) }
        if let after, !order.precedes(after, candidate) { return }
        if gathered.groups != nil {
            gathered.groups?.add(candidate)
        } else {
            gathered.best.offer(candidate)
        }
    }

    func candidates(_ top: TopScores) throws -> [Candidate] {
        try top.sorted().map { units, segment, document in
            Candidate(
                score: grid.points(units), units: units, segment: segment, document: document,
                sequence: try snapshot.views[segment].segment.sequences()[document])
        }
    }

    func plan(_ number: Int, _ progress: SearchProgress) -> SegmentPlan {
        SegmentPlan(
            segment: snapshot.views[number].segment, number: number, formula: binder.formula, grid: grid, progress: progress,
            deadline: deadline)
    }

    /// The filters that narrow everything, for one segment; nil: there are none.
    private func commonFilter(_ number: Int) throws -> BitSet? {
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
            last: candidate.map { Cursor.Place(score: $0.score, sequence: $0.sequence) } ?? cursor?.last, floor: floor,
            learned: learnedWords, curation: state, statistics: binder.statistics,
            keys: try candidate.map { try sort.portable($0.keys) } ?? cursor?.keys ?? [])
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
    fileprivate func bits(of filter: Filter, segment: Int, until deadline: Deadline) throws -> BitSet {
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
