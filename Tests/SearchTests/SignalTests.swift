import Glibc
import Testing
@testable import Search

/// The closer look at the best hits against a naive twin that reads the texts themselves.
@Suite("What a closer look adds to scores")
struct SignalTests {
    private struct Row {
        var title: [String]
        var body: [String]
        var brand: [String]
        var sales: Int?
    }

    private static let vocabulary = ["bolt", "hex", "steel", "zinc", "case", "for", "drill", "acme"]

    private static func words(_ count: Int, _ dice: inout Dice) -> [String] { (0..<count).map { _ in dice.pick(vocabulary) } }

    private static func rows(_ dice: inout Dice) -> [Row] {
        (0..<dice.within(3...120)).map { _ in
            Row(
                title: words(dice.within(0...7), &dice), body: words(dice.within(0...12), &dice),
                brand: dice.chance(60) ? [dice.pick(["Acme", "Hex Steel", "Zinc", "Nobody"])] : [],
                sales: dice.chance(70) ? dice.below(1000) : nil)
        }
    }

    private static func snapshot(_ rows: [Row], _ dice: inout Dice) throws -> Snapshot {
        var title = Field(name: "title", type: .text)
        title.weight = 4
        let disk = SimulatedDirectory()
        var writer = try disk.makeWriter(try Schema(fields: [
            Field(name: "body", type: .text), title, Field(name: "brand", type: .keyword), Field(name: "sales", type: .int),
        ]))
        for (number, row) in rows.enumerated() {
            let brand = row.brand.first.map { #", "brand": "\#($0)""# } ?? ""
            let sales = row.sales.map { #", "sales": \#($0)"# } ?? ""
            let json = #"{"id": "\#(number)", "title": "\#(row.title.joined(separator: " "))", "#
                + #""body": "\#(row.body.joined(separator: " "))"\#(brand)\#(sales)}"#
            try writer.put(Array(json.utf8).span)
            if dice.chance(10) { try writer.commit() }
        }
        try writer.commit()
        try writer.close()
        return try disk.openSnapshot()
    }

    private static func request(_ query: [String], _ match: WordsQuery.Match) -> SearchRequest {
        var request = SearchRequest()
        request.structured = .words(WordsQuery(text: query.joined(separator: " "), match: match))
        request.ranking = .best
        request.ranking.expansion = nil
        request.limit = 1000
        return request
    }

    @Test("is what the definitions say, for each of the best hits, and their order follows")
    func twin() {
        Seed.forEachCase("signals", 150) { _, dice in
            let rows = Self.rows(&dice)
            let snapshot = try Self.snapshot(rows, &dice)
            let query = Self.words(dice.within(1...5), &dice)
            var request = Self.request(query, dice.pick([.any, .all, .most]))
            request.ranking.signals.window = dice.pick([1, 5, 50])
            if dice.chance(50) { request.ranking.boosts = [.init(field: "sales", curve: .log, weight: 0.5)] }
            var plain = request
            plain.ranking.signals.window = 0
            let before = try snapshot.search(plain)
            let after = try snapshot.search(request)
            try expectSame(after.total, before.total, "total")
            let idfs = try Self.idfs(query, snapshot)
            let bodies = rows.map(\.body.count).filter { $0 > 0 }
            let isShort = bodies.reduce(0, +) < 8 * bodies.count
            let largest = rows.compactMap(\.sales).max() ?? 0
            var expected = before.hits.map { (number: Int($0.id) ?? -1, score: Double($0.score)) }
            // What the query names in whole is lifted before the window is chosen.
            let isNamed = rows.map { Self.isNamed($0, query, isShort: isShort) }
            for place in expected.indices where isNamed[expected[place].number] {
                expected[place].score += request.ranking.signals.whole * idfs.reduce(0, +)
            }
            expected.sort { $0.score != $1.score ? $0.score > $1.score : $0.number < $1.number }
            for place in expected.indices.prefix(request.ranking.window) {
                let row = rows[expected[place].number]
                expected[place].score += Self.added(
                    row, query, idfs, request.ranking, largest: largest, isShort: isShort && !isNamed[expected[place].number],
                    hasBrand: !isNamed[expected[place].number])
            }
            let scores = Dictionary(uniqueKeysWithValues: expected.map { ($0.number, $0.score) })
            try expectSame(Set(after.hits.map(\.id)), Set(before.hits.map(\.id)), "hits")
            var last: (score: Float, number: Int)?
            for hit in after.hits {
                let number = Int(hit.id) ?? -1
                try expectTrue(
                    OracleComparison.isClose(Double(hit.score), scores[number] ?? -1),
                    "document \(number): \(hit.score), expected \(scores[number] ?? -1), query \(query), \(rows[number])")
                if let last {
                    try expectTrue(last.score > hit.score || last.score == hit.score && last.number < number, "order of \(number)")
                }
                last = (hit.score, number)
            }
        }
    }

    private static func idfs(_ query: [String], _ snapshot: Snapshot) throws -> [Double] {
        var binder = QueryBinder(snapshot)
        return try query.map { Double(try binder.bind(.words(WordsQuery(text: $0))).mostPoints) }
    }

    private static func added(
        _ row: Row, _ query: [String], _ idfs: [Double], _ ranking: Ranking, largest: Int, isShort: Bool, hasBrand: Bool
    ) -> Double {
        let total = idfs.reduce(0, +)
        let signals = ranking.signals
        var sum = 0.0
        if query.count > 1, query.allSatisfy({ row.title.contains($0) || row.body.contains($0) }) { sum += signals.allWords }
        for (i, pair) in zip(query, query.dropFirst()).enumerated() {
            var nearest = Int.max
            var follows = false
            for (a, x) in row.title.enumerated() where x == pair.0 {
                for (b, y) in row.title.enumerated() where y == pair.1 && a != b {
                    if b - a == 1 { follows = true }
                    nearest = min(nearest, abs(a - b))
                }
            }
            let closeness = follows ? 1 : nearest <= 5 ? 0.5 / Double(nearest) : 0
            sum += signals.proximity * closeness * min(idfs[i], idfs[i + 1]) / total
        }
        if query.count > 2 {
            let cut = row.title.indices.first { $0 > 0 && row.title[$0] == "for" } ?? Int.max
            for (word, idf) in zip(query, idfs) {
                guard let first = row.title.firstIndex(of: word) else { continue }
                sum += signals.coverage * idf / total
                if first < cut { sum += signals.head * idf / total }
            }
        }
        sum += signals.whole * whole(row, query, idfs, total, isShort: isShort, hasBrand: hasBrand)
        for boost in ranking.boosts {
            guard let sales = row.sales, largest > 0 else { continue }
            sum += boost.weight * log(1 + Double(sales)) / log(1 + Double(largest))
        }
        return sum * total
    }

    private static func words(ofBrand row: Row) -> [String]? {
        row.brand.first.map { $0.lowercased().split(separator: " ").map(String.init) }
    }

    /// Whether a brand, or all of a short body, is just the words that are asked for.
    private static func isNamed(_ row: Row, _ query: [String], isShort: Bool) -> Bool {
        let asked = Set(query)
        guard query.count <= 3 else { return false }
        return words(ofBrand: row).map(Set.init) == asked || isShort && row.body.count == asked.count && Set(row.body) == asked
    }

    private static func whole(
        _ row: Row, _ query: [String], _ idfs: [Double], _ total: Double, isShort: Bool, hasBrand: Bool
    ) -> Double {
        var best = 0.0
        // A brand, or a body of few words, all of which are asked for, of fields whose texts are short on average.
        for value in [hasBrand ? words(ofBrand: row) : nil, isShort && (1...6).contains(row.body.count) ? row.body : nil] {
            guard let value, value.allSatisfy(query.contains) else { continue }
            best = max(best, Set(value).reduce(0.0) { sum, word in sum + idfs[query.firstIndex(of: word) ?? 0] } / total)
        }
        return min(best, 1)
    }

    @Test("pages by cursor, laid end to end, are the whole list, and each score is the sum of its explanation")
    func pages() {
        Seed.forEachCase("signal pages", 80) { _, dice in
            let snapshot = try Self.snapshot(Self.rows(&dice), &dice)
            var request = Self.request(Self.words(dice.within(1...6), &dice), dice.pick([.any, .all, .most]))
            if dice.chance(60) {
                request.ranking.expansion = Ranking.Expansion()
                request.ranking.expansion?.leastWords = 1
            }
            request.ranking.signals.window = dice.pick([1, 3, 10, 50])
            request.explain = true
            let whole = try snapshot.search(request)
            for hit in whole.hits {
                try expectTrue(
                    OracleComparison.isClose(hit.explanation?.value ?? -1, Double(hit.score)),
                    "\(hit.score) is explained as \(hit.explanation?.value ?? -1)")
            }
            var ids: [String] = []
            request.limit = dice.within(1...7)
            repeat {
                let page = try snapshot.search(request)
                try expectSame(page.total, whole.total, "total of a page")
                ids += page.hits.map(\.id)
                request.cursor = page.nextCursor
            } while request.cursor != nil && ids.count <= whole.hits.count
            try expectSame(ids, whole.hits.map(\.id), "pages of \(request.limit)")
        }
    }

    @Test("words of the best hits find nothing new, and the short way to their order gives what the long one gives")
    func feedback() {
        Seed.forEachCase("feedback", 80) { _, dice in
            let snapshot = try Self.snapshot(Self.rows(&dice), &dice)
            var request = Self.request(Self.words(dice.within(1...5), &dice), dice.pick([.any, .all]))
            let before = try snapshot.search(request)
            request.ranking.expansion = Ranking.Expansion()
            request.ranking.expansion?.leastWords = 1
            let short = try snapshot.search(request)
            try expectSame(short.total, before.total, "total")
            try expectSame(Set(short.hits.map(\.id)), Set(before.hits.map(\.id)), "hits")
            // What nobody has excludes nothing, but is no plain union any more.
            request.structured = .boolean(BooleanQuery(
                must: [request.structured ?? .all], mustNot: [.words(WordsQuery(text: "nosuchword"))]))
            let long = try snapshot.search(request)
            try expectSame(long.hits.map(\.id), short.hits.map(\.id), "order")
            try expectSame(long.hits.map(\.score), short.hits.map(\.score), "scores")
        }
    }

    @Test("where time is up before the closer look, a page begins where it would have")
    func late() throws {
        let disk = SimulatedDirectory()
        try disk.writeTitles((0..<9).map { "bolt " + filler($0) })
        let snapshot = try disk.openSnapshot()
        var request = SearchRequest(query: "bolt")
        request.ranking = .best
        request.offset = 2
        request.deadline = 1
        let typed = TypedQuery(parsing: request.query, schema: snapshot.schema)
        let curation = try Curation(request, typed, in: snapshot, at: 0)
        let run = try SearchRun(snapshot, request, typed.query(match: .all), curation, match: .all, nil)
        var top = TopScores(limit: 9)
        for document in 0..<9 { top.offer(Int32(100 - document), segment: 0, document: document) }
        let ranked = try run.ranked(SearchRun.Gathered(best: BestHits(limit: 0, order: run.order), top: top, named: TopScores(limit: 0)))
        #expect(run.isLate)
        var reply = SearchReply()
        try run.fill(&reply, with: ranked, HitFetcher(run))
        #expect(reply.hits.map(\.id) == (2..<9).map(String.init))
    }

    @Test("what a title is for is not what it is")
    func head() throws {
        let disk = SimulatedDirectory()
        var title = Field(name: "title", type: .text)
        title.analyzer = .snowball(.english)
        title.weight = 4
        var writer = try disk.makeWriter(try Schema(fields: [title, Field(name: "body", type: .text)]))
        for (id, text) in ["Band for Fitbit Charge 3, black", "Fitbit Charge 3 tracker with heart rate sensor, black"].enumerated() {
            try writer.put(Array(#"{"id": "\#(id)", "title": "\#(text)", "body": "black"}"#.utf8).span)
        }
        try writer.commit()
        try writer.close()
        let snapshot = try disk.openSnapshot()
        var request = SearchRequest(query: "fitbit charge 3")
        #expect(try snapshot.search(request).hits.map(\.id) == ["0", "1"])
        request.ranking = .best
        #expect(try snapshot.search(request).hits.map(\.id) == ["1", "0"])
    }
}
