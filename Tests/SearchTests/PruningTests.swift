import Testing
@testable import Search

/// Many windows, dense lists and long ones, where the small corpora of the other oracle tests have one window at most.
@Suite("Pruned searches find what exhaustive ones find")
struct PruningTests {
    private static let wordCount = 14

    @Test("hits, order and scores, over segments of thousands, deletions, filters, offsets and pages of a cursor")
    func same() {
        Seed.forEachCase("pruning", 40) { _, dice in
            let snapshot = try Self.snapshot(hasTwoFields: dice.chance(25), &dice)
            for _ in 0..<12 { try Self.compare(snapshot, &dice) }
        }
    }

    private static func snapshot(hasTwoFields: Bool, _ dice: inout Dice) throws -> Snapshot {
        // A field that hardly weighs saturates late: there occurrences differ most in what they are worth.
        var title = Field(name: "title", type: .text)
        title.weight = dice.pick([1, 0.01])
        var fields = [
            title, Field(name: "price", type: .int), Field(name: "brand", type: .keyword),
        ]
        if hasTwoFields { fields.append(Field(name: "body", type: .text)) }
        let disk = SimulatedDirectory()
        var writer = try disk.makeWriter(try Schema(fields: fields))
        let size = dice.pick([100, 127, 128, 129, 260, 2048, 3000, 9000, 17_000])
        var next = 0
        for _ in 0..<dice.within(1...3) {
            let shares = (0..<wordCount).map { _ in dice.pick([0, 1, 2, 5, 30, 60, 95, 100]) }
            let isClustered = dice.chance(50)
            for number in 0..<size {
                var words: [String] = []
                for word in 0..<wordCount {
                    let isAway = isClustered && (number / 400 + word) % 3 != 0
                    guard dice.chance(isAway ? shares[word] / 20 : shares[word]) else { continue }
                    let times = dice.below(300) == 0 ? dice.pick([254, 255, 256, 700]) : dice.pick([1, 1, 1, 1, 2, 3, 8, 12])
                    words += Array(repeating: "w\(word)", count: times)
                }
                if dice.chance(30) { words += Array(repeating: "x", count: dice.below(60)) }
                let body = hasTwoFields ? #", "body": "\#(words.prefix(dice.below(10)).joined(separator: " "))""# : ""
                let row = #"{"id": "d\#(next)", "title": "\#(words.joined(separator: " "))", "price": \#(dice.below(100)), "#
                    + #""brand": "b\#(dice.below(5))"\#(body)}"#
                try writer.put(Array(row.utf8).span)
                next += 1
            }
            if dice.chance(60) {
                for _ in 0..<dice.below(size) { _ = try writer.delete(key: "d\(dice.below(next))") }
            }
            try writer.commit()
        }
        try writer.close()
        return try disk.openSnapshot()
    }

    private static func compare(_ snapshot: Snapshot, _ dice: inout Dice) throws {
        let text = (0..<dice.within(1...5)).map { _ in "w\(dice.skewed(wordCount))" }.joined(separator: " ")
        let words = WordsQuery(text: text, match: dice.pick([.any, .any, .all, .most, .minimum(2)]), lastIsPrefix: dice.chance(15))
        let asked: Query = dice.chance(25) ? .phrase(PhraseQuery(text: text, slop: dice.pick([0, 0, 0, 2]))) : .words(words)
        var exhaustive = SearchRequest()
        exhaustive.fields = []
        exhaustive.limit = 100_000
        // The shape that no short way takes, with everything counted.
        exhaustive.structured = .boolean(BooleanQuery(must: [asked], mustNot: [.words(WordsQuery(text: "nosuchword"))]))
        if dice.chance(50) {
            exhaustive.filter = .range(field: "price", lower: nil, upper: .init(.number(Double(dice.pick([0, 3, 50, 90])))))
        }
        let all = try snapshot.search(exhaustive).hits.map { "\($0.id) \($0.score)" }
        for query in [asked, exhaustive.structured ?? .all] {
            var request = exhaustive
            request.structured = query
            request.total = dice.chance(70) ? .none : .exact
            request.limit = dice.pick([0, 1, 2, 10, 20, 100, dice.within(1...300)])
            request.offset = dice.pick([0, 0, dice.below(50)])
            let reply = try snapshot.search(request)
            if request.total == .exact { try expectSame(reply.total.value, all.count, "total of \(asked)") }
            let expected = Array(all.dropFirst(request.offset).prefix(request.limit))
            try expectSame(reply.hits.map { "\($0.id) \($0.score)" }, expected, "\(asked), limit \(request.limit)")
            if dice.chance(30) {
                request.offset = 0
                request.limit = max(request.limit, all.count / 10 + 1)
                try comparePages(snapshot, request, all)
            }
        }
    }

    private static func comparePages(_ snapshot: Snapshot, _ first: SearchRequest, _ all: [String]) throws {
        var request = first
        var found: [String] = []
        while found.count <= all.count {
            let reply = try snapshot.search(request)
            found += reply.hits.map { "\($0.id) \($0.score)" }
            guard let cursor = reply.nextCursor else { break }
            request.cursor = cursor
        }
        try expectSame(found, all, "pages of \(first.limit)")
    }
}
