import Testing
@testable import Search

@Suite("Whole numbers are exact to the last of their 64 bits")
struct ExactNumberTests {
    private static let numbers = [
        Int64.min, -9_007_199_254_740_993, -3, 2, 3, 9_007_199_254_740_991, 9_007_199_254_740_992, 9_007_199_254_740_993,
        9_007_199_254_740_994, Int64.max,
    ]
    private let snapshot: Snapshot

    init() throws {
        let schema = try Schema(parsing: Array(#"{"fields": [{"name": "n", "type": "int"}, {"name": "at", "type": "date"}]}"#.utf8))
        let disk = SimulatedDirectory()
        var writer = try disk.makeWriter(schema)
        for (i, number) in Self.numbers.enumerated() {
            try writer.put(.document(["id": .int(i), "n": .int(number), "at": .string("2024-05-0\(i % 3 + 1)T00:00:00.123456Z")]))
            if i == 4 { _ = try writer.commit() }
        }
        _ = try writer.commit()
        try writer.close()
        snapshot = try disk.openSnapshot()
    }

    private func search(_ parameters: [(name: String, value: String)]) throws -> SearchReply {
        try snapshot.search(try SearchRequest(parameters: parameters, schema: snapshot.schema))
    }

    private func kept(_ filter: Filter) throws -> [Int64] {
        var request = SearchRequest()
        request.filter = filter
        return try snapshot.search(request).hits.compactMap { Int($0.id) }.map { Self.numbers[$0] }
    }

    private func member(_ path: [String], of reply: SearchReply) throws -> JSONValue? {
        path.reduce(try JSONValue(parsing: reply.json(query: "", queryID: nil))) { $0?[$1] }
    }

    static let filters: [(String, @Sendable (Int64) -> Bool)] = [
        ("n = 9007199254740993", { $0 == 9_007_199_254_740_993 }), ("n != 9007199254740993", { $0 != 9_007_199_254_740_993 }),
        ("n IN [9007199254740992, -9007199254740993]", { $0 == 9_007_199_254_740_992 || $0 == -9_007_199_254_740_993 }),
        ("n > 9007199254740992", { $0 > 9_007_199_254_740_992 }), ("n < 9007199254740993", { $0 < 9_007_199_254_740_993 }),
        ("n 9007199254740993 TO 9007199254740993", { $0 == 9_007_199_254_740_993 }),
        ("n = 9223372036854775807", { $0 == .max }), ("n >= 9223372036854775807", { $0 == .max }), ("n > 9223372036854775807", { _ in false }),
        ("n < 9223372036854775807", { $0 < .max }), ("n = 9223372036854775808", { _ in false }), ("n < 9223372036854775808", { _ in true }),
        ("n = -9223372036854775808", { $0 == .min }), ("n <= -9223372036854775808", { $0 == .min }),
        ("n > -9223372036854775808", { $0 > .min }), ("n < -9223372036854775808", { _ in false }),
        ("n = -9223372036854775809", { _ in false }), ("n <= -9223372036854775809", { _ in false }),
        ("n > -9223372036854775809", { _ in true }), ("n = 2.5", { _ in false }), ("n != 2.5", { _ in true }), ("n IN [2.5, 3]", { $0 == 3 }),
        ("n < 2.5", { $0 <= 2 }), ("n <= 2.5", { $0 <= 2 }), ("n > 2.5", { $0 >= 3 }), ("n >= 2.5", { $0 >= 3 }),
        ("n > -2.5 AND n < 2.5", { $0 == 2 }), ("n = 2.0", { $0 == 2 }), ("n = 3e0", { $0 == 3 }),
        ("n > 1e30", { _ in false }), ("n < 1e30", { _ in true }), ("n = 1e30", { _ in false }), ("n > -1e30", { _ in true }),
        ("n < 1e999", { _ in true }), ("n > 1e999", { _ in false }), ("n <= -1e999", { _ in false }),
    ]

    @Test("a filter compares them with what is written, whole, broken or too large", arguments: filters)
    func filter(_ text: String, _ keeps: @Sendable (Int64) -> Bool) throws {
        let expected = Self.numbers.filter(keeps)
        let known = try Filter(parsing: text, schema: snapshot.schema)
        #expect(try kept(known) == expected)
        // A schema makes -9223372036854775809 a number; without one it is a word, which an int field refuses.
        let unknown = try Filter(parsing: text)
        if !unknown.text.contains("\"") { #expect(try kept(unknown) == expected, "without a schema") }
        #expect(try Filter(parsing: known.text, schema: snapshot.schema) == known)
    }

    @Test("a program's constant that is no number is refused")
    func notANumber() {
        let bound = Filter.Bound(.number(.nan))
        let filters = [Filter.equals(field: "n", .number(.nan)), .range(field: "n", lower: bound, upper: nil), .range(field: "n", lower: nil, upper: bound)]
        for filter in filters { #expect(throws: RequestError.self) { try kept(filter) } }
    }

    @Test("a typed field finds the one that was typed")
    func typed() throws {
        #expect(try search([("q", "n:9007199254740993")]).hits.map(\.id) == ["7"])
    }

    @Test("sort values are written in full, and pages go on behind them")
    func sort() throws {
        var cursor = ""
        var seen: [String] = []
        for _ in 0..<10 {
            let reply = try search([("sort", "n:desc"), ("limit", "3"), ("cursor", cursor)])
            seen += reply.hits.flatMap { $0.sortValues.map(\.text) }
            guard let next = reply.nextCursor else { break }
            cursor = next
        }
        #expect(seen == Self.numbers.reversed().map { String($0) })
    }

    @Test("facets count them in buckets whose ends are whole")
    func facet() throws {
        let filter = "n 9007199254740991 TO 9007199254740994"
        let own = try search([("q", "n:9007199254740993"), ("facets", "n")])
        #expect(try member(["facets", "n", "min"], of: own)?.text == "9007199254740993")
        let near = try search([("filter", filter), ("facets", "n(ranges:[9007199254740992,9007199254740993,9007199254740995])")])
        let text = String(decoding: near.json(query: "", queryID: nil), as: UTF8.self)
        let buckets = #""buckets":[{"from":9007199254740992,"to":9007199254740993,"count":1},"#
            + #"{"from":9007199254740993,"to":9007199254740995,"count":2}]"#
        #expect(text.contains(buckets), "\(text)")
        let all = try search([("facets", "n")])
        #expect(try member(["facets", "n", "min"], of: all)?.text == "-9223372036854775808")
        #expect(try member(["facets", "n", "max"], of: all)?.text == "9223372036854775807")
        guard case .numbers(let numbers)? = all.facets.first?.facet else { return #expect(Bool(false), "no facet of numbers") }
        #expect(numbers.buckets.reduce(0) { $0 + $1.count } == Self.numbers.count)
    }

    @Test("ranges of a facet may be written in JSON")
    func ranges() throws {
        let body = #"{"facets": [{"field": "n", "ranges": [2.5, 9007199254740993, 9223372036854775807]}]}"#
        let reply = try snapshot.search(try SearchRequest(json: Array(body.utf8), schema: snapshot.schema))
        guard case .numbers(let numbers)? = reply.facets.first?.facet else { return #expect(Bool(false), "no facet of numbers") }
        #expect(numbers.buckets.map(\.from) == [.real(2.5), .whole(9_007_199_254_740_993)])
        #expect(numbers.buckets.map(\.to) == [.whole(9_007_199_254_740_993), .whole(.max)])
        #expect(numbers.buckets.map(\.count) == [3, 2])
    }

    @Test("a facet of dates says when, in RFC 3339")
    func dates() throws {
        let reply = try search([("facets", "at(ranges:['2024-05-01','2024-05-02T12:00:00+02:00'])")])
        let text = String(decoding: reply.json(query: "", queryID: nil), as: UTF8.self)
        let facet = #""at":{"count":10,"min":"2024-05-01T00:00:00.123456Z","max":"2024-05-03T00:00:00.123456Z","#
            + #""mean":"2024-05-01T21:36:00.123456Z","#
            + #""buckets":[{"from":"2024-05-01T00:00:00Z","to":"2024-05-02T10:00:00Z","count":7}]}"#
        #expect(text.contains(facet), "\(text)")
        guard case .numbers(let chosen)? = try search([("facets", "at")]).facets.first?.facet else {
            return #expect(Bool(false), "no facet of dates")
        }
        #expect(chosen.buckets.reduce(0) { $0 + $1.count } == Self.numbers.count)
    }
}
