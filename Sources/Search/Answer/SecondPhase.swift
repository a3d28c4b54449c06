/// The closer look at the best hits: what the places of the words, and numbers of the documents, add to their scores.
///
/// Nothing is ever taken from a score. So the hits that were looked at stay before all others, and a page that begins behind
/// them goes on in the order of the first phase.
struct SecondPhase {
    private let run: SearchRun
    private let ranking: Ranking
    private let words: [SignalWord]
    /// What all words together are worth; 1 where there are none, so that boosts count then too.
    private let total: Double
    private let boosts: BoostValues
    private let title: FieldID?
    /// Whether there is a title beside other text.
    private let isTitled: Bool
    private let markers: [[UInt8]]
    /// Short text fields beside the title, in which names are looked for.
    private let others: Set<FieldID>
    private let keywords: [FieldID]

    /// Titles are shorter than this on average; a longer text has no head.
    private static let titleLength = 40.0
    /// Fields with more words than this on average are no names.
    private static let shortLength = 8.0
    /// More fields than these name nothing that a query does.
    private static let fieldLimit = 8

    init(_ run: SearchRun, _ query: BoundQuery) throws {
        self.run = run
        ranking = run.request.ranking
        words = SignalWord.words(of: query)
        let weight = words.reduce(0) { $0 + Double($1.weight) }
        total = weight > 0 ? weight : 1
        boosts = try BoostValues(ranking.boosts, run.snapshot, now: Double(wallClockMicroseconds()) / 1e6)
        let schema = run.snapshot.schema
        let asked = Set(words.flatMap { $0.parts.map(\.field) }.filter { schema[$0].type == .text })
        let byWeight = asked.sorted { a, b in
            let (x, y) = (run.binder.fieldWeight(a), run.binder.fieldWeight(b))
            return x != y ? x > y : a < b
        }
        title = byWeight.first
        others = Set(byWeight.dropFirst().filter { field in
            let lengths = run.snapshot.statistics(field)
            return Double(lengths.tokenCount) < Self.shortLength * Double(lengths.documentCount)
        })
        let lengths = title.map { run.snapshot.statistics($0) } ?? TextStatistics()
        isTitled = asked.count > 1 && Double(lengths.tokenCount) < Self.titleLength * Double(lengths.documentCount)
        markers = isTitled && words.count > 1 ? try title.map { try TitleHead.markers(for: schema[$0].analyzer) } ?? [] : []
        let named = ranking.signals.whole > 0 ? schema.fields.filter { $0.type == .keyword || $0.type == .path } : []
        keywords = named.prefix(Self.fieldLimit).compactMap { schema.id(of: $0.name) }
    }

    /// The candidates with what was added to their scores, in their new order.
    func order(_ candidates: [Candidate]) throws -> [Candidate] {
        var candidates = candidates
        for (number, places) in Dictionary(grouping: candidates.indices, by: { candidates[$0].segment }) {
            let sorted = places.sorted { candidates[$0].document < candidates[$1].document }
            let added = try points(sorted.map { UInt32(candidates[$0].document) }, in: number)
            for (place, parts) in zip(sorted, added) { candidates[place].score += Float(parts.reduce(0, +)) }
        }
        return candidates.sorted { $0.score != $1.score ? $0.score > $1.score : $0.sequence < $1.sequence }
    }

    /// What is added to one hit, for its explanation.
    func parts(_ candidate: Candidate) throws -> [(label: String, points: Double)] {
        let added = try points([UInt32(candidate.document)], in: candidate.segment)[0]
        return zip(boosts.labels + SignalScore.labels, added).filter { $0.1 > 0 }.map { (label: $0, points: $1) }
    }

    /// For each document what each boost and then each signal adds; no signals where there are none.
    /// - Parameter documents: of one segment, rising.
    private func points(_ documents: [UInt32], in number: Int) throws -> [[Double]] {
        let segment = run.snapshot.views[number].segment
        var added = try documents.map { try boosts.points(segment: number, document: Int($0), of: total) }
        guard !words.isEmpty, !ranking.signals.isOff else { return added }
        let places = try WordPlaces(words, in: documents, of: segment, number, title: title, markers: markers, short: others)
        var values = title.map { NamedValues(words, title: $0, analyzer: run.snapshot.schema[$0].analyzer) }
        for place in documents.indices {
            var score = SignalScore(places, place, isTitled: isTitled)
            score.whole = try NamedValues.share(places, place) { try segment.lengths($0) }
            for field in keywords {
                let isPath = run.snapshot.schema[field].type == .path
                let column = try segment.keywords(field)
                let share = try values?.share(
                    column, number: Int(field.rawValue), isPath: isPath, document: Int(documents[place])) ?? 0
                score.whole = max(score.whole, share)
            }
            added[place] += score.points(ranking.signals, of: total)
        }
        return added
    }
}
