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
    private let fields: SignalFields
    private let markers: [[UInt8]]

    init(_ run: SearchRun, _ query: BoundQuery) throws {
        self.run = run
        ranking = run.request.ranking
        words = SignalWord.words(of: query)
        let weight = words.reduce(0) { $0 + Double($1.weight) }
        total = weight > 0 ? weight : 1
        boosts = try BoostValues(ranking.boosts, run.snapshot, now: Double(wallClockMicroseconds()) / 1e6)
        fields = SignalFields(words, run.binder)
        markers =
            fields.isTitled && words.count > 1
            ? try fields.title.map { try TitleHead.markers(for: run.snapshot.schema[$0].analyzer) } ?? [] : []
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
        let namesCount = ranking.signals.whole > 0
        let places = try WordPlaces(
            words, in: documents, of: segment, number, title: fields.title, markers: markers, short: namesCount ? fields.short : [])
        var values = fields.title.map { NamedValues(words, title: $0, analyzer: run.snapshot.schema[$0].analyzer) }
        for place in documents.indices {
            var score = SignalScore(places, place, isTitled: fields.isTitled)
            // What the query names in whole has been lifted already.
            if namesCount, run.named?.documents[number]?.contains(Int(documents[place])) != true {
                score.whole = try whole(places, place, &values, segment)
            }
            added[place] += score.points(ranking.signals, of: total)
        }
        return added
    }

    /// How much of the query's worth the best of the names holds that the document has.
    private func whole(_ places: WordPlaces, _ place: Int, _ values: inout NamedValues?, _ segment: Segment) throws -> Double {
        var best = try NamedValues.share(places, place, isArray: { run.snapshot.schema[$0].isArray }) { try segment.lengths($0) }
        for field in fields.keywords {
            let isPath = run.snapshot.schema[field].type == .path
            let column = try segment.keywords(field)
            let share = try values?.share(
                column, number: Int(field.rawValue), isPath: isPath, document: Int(places.documents[place])) ?? 0
            best = max(best, share)
        }
        return best
    }
}
