@testable import Search

/// Holds a reply of the engine against the twin's answer.
///
/// The engine sums in single precision, so its scores may differ by 1e-4 of themselves, and of two documents whose scores
/// differ by less either may come first. All else must be the same: which documents, how many, each count and each value.
struct OracleComparison {
    let twin: NaiveSearch
    let request: SearchRequest
    let answer: NaiveSearch.Answer
    private let byKey: [String: NaiveSearch.Ranked]

    init(_ twin: NaiveSearch, _ request: SearchRequest) throws {
        self.twin = twin
        self.request = request
        answer = try twin.search(request)
        byKey = Dictionary(uniqueKeysWithValues: answer.ranked.map { (twin.documents[$0.document].key, $0) })
    }

    static func isClose(_ a: Double, _ b: Double, tolerance: Double = 1e-4) -> Bool {
        a == b || abs(a - b) <= tolerance * max(abs(a), abs(b)) + 1e-7
    }

    func check(_ reply: SearchReply) throws {
        try expectTrue(!reply.isPartial, "the reply is partial")
        if request.total == .exact {
            try expectSame(reply.total, .init(value: answer.ranked.count + answer.pins.count, isExact: true), "total")
        } else {
            let most = answer.ranked.count + answer.pins.count
            try expectTrue(reply.total.value <= most, "total \(reply.total.value) of \(answer.ranked.count)")
        }
        if request.group != nil { try checkGroups(reply) } else { try checkHits(reply.hits, answer.ranked, from: request.offset) }
        try expectSame(reply.facets.map(\.field), request.facets.map(\.field), "fields of the facets")
        for (facet, (asked, expected)) in zip(reply.facets, zip(request.facets, answer.facets)) {
            try check(facet.facet, asked, expected)
        }
    }

    // MARK: hits

    func checkHits(_ hits: [SearchReply.Hit], _ all: [NaiveSearch.Ranked], from offset: Int) throws {
        if answer.pins.isEmpty {
            try expectSame(hits.count, max(0, min(request.limit, all.count - offset)), "number of hits")
            return try checkOrder(hits, all, from: offset)
        }
        let layout = NaiveCuration.layout(answer.pins, found: all.count)
        let page = layout.dropFirst(offset).prefix(request.limit)
        try expectSame(hits.count, page.count, "number of hits and pins")
        for (hit, pin) in zip(hits, page) {
            try expectSame(hit.isPinned, pin != nil, "hit \(hit.id) is pinned; the pins are \(answer.pins)")
            if let pin { try expectSame(hit.id, pin, "the pinned hit") }
        }
        try checkOrder(hits.filter { !$0.isPinned }, all, from: layout.prefix(offset).count { $0 == nil })
    }

    /// The hits are what stands at `offset` and after in `all`.
    private func checkOrder(_ hits: [SearchReply.Hit], _ all: [NaiveSearch.Ranked], from offset: Int) throws {
        var seen: Set<String> = []
        var before: NaiveSearch.Ranked?
        for (place, hit) in hits.enumerated() {
            let what = "hit \(offset + place + 1), document \(hit.id)"
            guard let expected = byKey[hit.id] else { throw Mismatch("\(what): does not match") }
            try expectTrue(seen.insert(hit.id).inserted, "\(what): is there twice")
            try expectTrue(Self.isClose(Double(hit.score), expected.score), "\(what): score \(hit.score), expected \(expected.score)")
            // Order is judged by the engine's own scores, what stands at each place by the twin's.
            let actual = withScore(hit.score, expected)
            if let before {
                try expectTrue(NaiveSearch.precedes(before, actual, request.sort), "\(what): comes before the hit above it")
            }
            before = actual
            try checkPlace(expected, all[offset + place], what)
        }
        try checkTies(hits, all, from: offset)
        for hit in hits { try checkContent(hit) }
    }

    private func withScore(_ score: Float, _ ranked: NaiveSearch.Ranked) -> NaiveSearch.Ranked {
        let keys = ranked.keys.map { key -> RankValue in
            if case .score = key { .score(Double(score)) } else { key }
        }
        return NaiveSearch.Ranked(document: ranked.document, sequence: ranked.sequence, score: Double(score), keys: keys)
    }

    /// As good as what the twin has in this place, up to the first key that is a score.
    private func checkPlace(_ actual: NaiveSearch.Ranked, _ expected: NaiveSearch.Ranked, _ what: String) throws {
        for (a, b) in zip(actual.keys, expected.keys) {
            if case .score(let x) = a, case .score(let y) = b {
                return try expectTrue(Self.isClose(x, y), "\(what): scores \(x), where \(y) stands")
            }
            try expectTrue(a.order(b, isDescending: false) == 0, "\(what): has \(a) where \(b) stands")
        }
        try expectSame(actual.sequence, expected.sequence, "\(what): sequence")
    }

    /// Of documents with the very same keys the earlier ones are taken.
    private func checkTies(_ hits: [SearchReply.Hit], _ all: [NaiveSearch.Ranked], from offset: Int) throws {
        guard offset == 0, let last = hits.last.flatMap({ byKey[$0.id] }) else { return }
        let taken = Set(hits.compactMap { byKey[$0.id]?.sequence })
        for other in all where other.sequence < last.sequence && !taken.contains(other.sequence) {
            let isTie = zip(other.keys, last.keys).allSatisfy { $0.order($1, isDescending: false) == 0 }
            try expectTrue(!isTie, "document \(twin.documents[other.document].key) ties with the last hit, is older, and is missing")
        }
    }

    private func checkContent(_ hit: SearchReply.Hit) throws {
        guard let ranked = byKey[hit.id], request.fields == nil, let text = hit.document else { return }
        let expected = try JSONValue(parsing: twin.documents[ranked.document].draft.json)
        try expectSame(try JSONValue(parsing: text), expected, "document of hit \(hit.id)")
        if request.explain { try checkExplanation(hit) }
    }

    private func checkExplanation(_ hit: SearchReply.Hit) throws {
        guard let explanation = hit.explanation else { throw Mismatch("hit \(hit.id) has no explanation") }
        try expectTrue(
            Self.isClose(explanation.value, Double(hit.score)), "explanation \(explanation.value) of score \(hit.score): \(explanation)")
        try Self.checkSums(explanation)
    }

    private static func checkSums(_ node: Explanation) throws {
        let expected: Double
        switch node.rule {
        case .value: return
        case .sum: expected = node.parts.reduce(0) { $0 + $1.value }
        case .product: expected = node.parts.reduce(1) { $0 * $1.value }
        case .maximum: expected = node.parts.map(\.value).max() ?? 0
        }
        try expectTrue(isClose(node.value, expected), "explanation '\(node.label)': \(node.value), its parts give \(expected)")
        for part in node.parts { try checkSums(part) }
    }

    // MARK: groups

    private func checkGroups(_ reply: SearchReply) throws {
        guard let group = request.group else { return }
        try expectSame(reply.groupTotal, answer.groups.count, "number of groups")
        try expectSame(
            reply.groups.count, max(0, min(request.limit, answer.groups.count - request.offset)), "number of groups returned")
        var byValue: [ByteString: NaiveSearch.NaiveGroup] = [:]
        for group in answer.groups { if let value = group.value { byValue[value] = group } }
        var before: NaiveSearch.Ranked?
        for (place, actual) in reply.groups.enumerated() {
            let what = "group \(request.offset + place + 1), value \(actual.value ?? "none")"
            guard let first = actual.hits.first, let best = byKey[first.id] else { throw Mismatch("\(what): has no hit that matches") }
            let expected: NaiveSearch.NaiveGroup
            if let value = actual.value {
                guard let known = byValue[ByteString(value)] else { throw Mismatch("\(what): no such group") }
                expected = known
            } else {
                expected = NaiveSearch.NaiveGroup(value: nil, members: [best])
            }
            try expectSame(actual.count, expected.members.count, "\(what): count")
            try expectSame(actual.hits.count, min(group.limit, expected.members.count), "\(what): number of hits")
            let keys = Set(expected.members.map { twin.documents[$0.document].key })
            for hit in actual.hits { try expectTrue(keys.contains(hit.id), "\(what): document \(hit.id) is of another group") }
            try checkOrder(actual.hits, expected.members, from: 0)
            let head = withScore(first.score, best)
            if let before { try expectTrue(NaiveSearch.precedes(before, head, request.sort), "\(what): comes before the one above it") }
            before = head
            try checkPlaceOfGroup(best, answer.groups[request.offset + place].members[0], what)
        }
    }

    private func checkPlaceOfGroup(_ actual: NaiveSearch.Ranked, _ expected: NaiveSearch.Ranked, _ what: String) throws {
        try checkPlace(actual, expected, what + " (its best)")
    }

    // MARK: facets

    private func check(_ actual: Facet, _ asked: FacetRequest, _ expected: NaiveFacet) throws {
        switch (actual, expected) {
        case (.values(let actual), .values(let expected)):
            let got = actual.values.map { "\(ByteString($0.value)) \($0.count)\($0.isSelected ? " selected" : "")" }
            let wanted = expected.prefix(asked.limit).map { "\($0.value) \($0.count)\($0.isSelected ? " selected" : "")" }
            try expectSame(got, Array(wanted), "facet \(asked.field)")
            try expectSame(actual.totalValues, expected.count, "facet \(asked.field): values in all")
        case (.numbers(let actual), .numbers(let expected)): try check(actual, asked, expected)
        default: throw Mismatch("facet \(asked.field): got \(actual), expected \(expected)")
        }
    }

    private func check(_ actual: NumberFacet, _ asked: FacetRequest, _ expected: NaiveNumberFacet) throws {
        let what = "facet \(asked.field)"
        try expectSame(actual.count, expected.valuesByDocument.count, "\(what): documents with a value")
        try expectSame(actual.minimum?.naive, expected.all.min(), "\(what): minimum")
        try expectSame(actual.maximum?.naive, expected.all.max(), "\(what): maximum")
        try expectSame(actual.mean == nil, expected.all.isEmpty, "\(what): has no mean")
        if let mean = actual.mean?.naive.double, mean.isFinite {
            // Sums of large values of both signs lose digits, so the mean is held against the size of what was added.
            let all = expected.all.map(\.double)
            let exact = all.reduce(0, +) / Double(all.count)
            let size = all.map { abs($0) }.max() ?? 0
            try expectTrue(abs(mean - exact) <= 1e-9 * size || !exact.isFinite, "\(what): mean \(mean), expected \(exact)")
        }
        for bucket in actual.buckets {
            try expectSame(
                bucket.count, expected.count(from: bucket.from?.naive, to: bucket.to?.naive),
                "\(what): count of \(bucket)")
        }
        if asked.edges.isEmpty { return try checkRound(actual, expected, what) }
        let edges = expected.all.isEmpty || asked.edges.count < 2 ? [] : asked.edges
        try expectSame(actual.buckets.map(\.from), edges.dropLast().map { $0 }, "\(what): where buckets begin")
        try expectSame(actual.buckets.map(\.to), edges.dropFirst().map { $0 }, "\(what): where buckets end")
    }

    /// Buckets that the engine has chosen rise, do not overlap, and leave no value out.
    private func checkRound(_ actual: NumberFacet, _ expected: NaiveNumberFacet, _ what: String) throws {
        let buckets = actual.buckets.map { (from: $0.from?.naive ?? .real(-.infinity), to: $0.to?.naive ?? .real(.infinity)) }
        for (a, b) in zip(buckets, buckets.dropFirst()) { try expectTrue(a.to <= b.from, "\(what): \(a) and \(b) overlap") }
        for value in expected.all {
            let isIn = buckets.contains { $0.from <= value && value < $0.to }
            try expectTrue(isIn, "\(what): \(value) is in none of \(actual.buckets)")
        }
    }
}
