/// One pass over the segments: finds hits, counts matches.
extension SearchRun {
    /// What one pass over the segments gathers.
    struct Gathered {
        /// Hits in the order of a field; those in the order of their scores are `top`.
        var best: BestHits
        var top: TopScores
        /// Of documents that the query names, found the short way, apart from others: each of the two in the order of sequences.
        var named: TopScores
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

    private var wantsMatches: Bool { !request.facets.isEmpty }

    private var isCounted: Bool { request.total == .exact || !request.facets.isEmpty || request.group != nil }

    func gather() throws -> Gathered {
        let progress = SearchProgress(prunes: !isCounted && !order.bySortKeys)
        var gathered = Gathered(best: BestHits(limit: keep, order: order), top: TopScores(limit: keep), named: TopScores(limit: keep))
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
        let aims = TopSearch.Aims(best: true, count: isCounted && !wantsMatches)
        let searches = try topSearches(number, progress, hitFilter, aims, gathered)
        let totalBefore = gathered.total
        var offered = 0
        // A count that runs late is a lower bound, and no lower than the hits there are.
        defer { gathered.total = max(gathered.total, totalBefore + offered) }
        if let searches {
            // Hits before counts: a search that runs late has something to show.
            let sequences = try view.segment.sequences()
            for search in searches where gathered.isComplete {
                gathered.isComplete = try search.top.run { document, units in
                    offered += 1
                    search.isNamed
                        ? collect(named: number, Int(document), units, sequences, search.progress, &gathered)
                        : collect(number, Int(document), units, sequences, progress, &gathered)
                }
            }
            let areCounted = searches.allSatisfy(\.top.counts)
            if areCounted { for search in searches { gathered.total += search.top.total } }
            if !isCounted { gathered.total += offered }
            if !isCounted || areCounted || !gathered.isComplete { return }
        }
        if !wantsMatches, searches != nil || request.limit == 0,
            let counter = try topSearch(number, progress, hitFilter, TopSearch.Aims(best: false, count: true)), counter.counts
        {
            gathered.isComplete = try counter.run { _, _ in }
            if gathered.isComplete { gathered.total += counter.total }
            return
        }
        try visitAll(
            number, hitFilter, needsHits: searches == nil && (request.limit > 0 || request.group != nil), progress, &gathered, &matches)
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
        return try plan(number, progress).topSearch(for: bound, accepted: try accepted(number, hitFilter), aims)
    }

    /// The same for the best hits where the query names some documents: those and the others are found apart, so that the ways
    /// to both stay short. Nil: there is no short way.
    private func topSearches(
        _ number: Int, _ progress: SearchProgress, _ hitFilter: BitSet?, _ aims: TopSearch.Aims, _ gathered: Gathered
    ) throws -> [(top: TopSearch, isNamed: Bool, progress: SearchProgress)]? {
        guard let named, let set = named.documents[number] else {
            return try topSearch(number, progress, hitFilter, aims).map { [($0, false, progress)] }
        }
        if isRuled { return nil }
        let ownProgress = SearchProgress(prunes: progress.prunes)
        ownProgress.threshold = gathered.named.threshold(before: named.units(grid))
        var (inside, outside) = (set, hitFilter ?? BitSet(count: set.count, all: true))
        if let hitFilter { inside.formIntersection(hitFilter) }
        outside.subtract(set)
        guard let first = try topSearch(number, ownProgress, inside, aims), let second = try topSearch(number, progress, outside, aims)
        else { return nil }
        return [(first, true, ownProgress), (second, false, progress)]
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
            if let afterPlace, afterPlace.isReached(by: grid.exactPoints(units), sequences[document]) { return }
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

    /// The same for a document that the query names: `units` are those of its words.
    @inline(__always)
    private func collect(
        named segment: Int, _ document: Int, _ units: Int32, _ sequences: SequenceColumn, _ progress: SearchProgress,
        _ gathered: inout Gathered
    ) {
        if units <= progress.threshold { return }
        let bonus = named?.units(grid) ?? 0
        if let afterPlace, afterPlace.isReached(by: grid.exactPoints(units + bonus), sequences[document]) { return }
        gathered.named.offer(units + bonus, segment: segment, document: document)
        progress.threshold = gathered.named.threshold(before: bonus)
    }

    /// The best of both, in order.
    func candidates(_ gathered: Gathered) throws -> [Candidate] {
        let (top, named) = (gathered.top.sorted(), gathered.named.sorted())
        if named.isEmpty { return try candidates(top[...]) }
        let all = (top + named).sorted { a, b in
            a.units != b.units ? a.units > b.units : (a.segment, a.document) < (b.segment, b.document)
        }
        return try candidates(all.prefix(keep))
    }

    private func candidates(_ found: ArraySlice<(units: Int32, segment: Int, document: Int)>) throws -> [Candidate] {
        try found.map { units, segment, document in
            Candidate(
                score: grid.points(units), units: units, segment: segment, document: document,
                sequence: try snapshot.views[segment].segment.sequences()[document])
        }
    }
}

extension TopScores {
    /// Units that a document must exceed which gets so many more.
    fileprivate func threshold(before bonus: Int32) -> Int32 { threshold < 0 ? -1 : max(-1, threshold - bonus) }
}
