import Testing
@testable import Search

@Suite struct RequestTests {
    private static let schema: Schema = {
        let text = """
            {"fields": [{"name": "title", "type": "text"}, {"name": "brand", "type": "keyword"}, {"name": "sku", "type": "identifier"},
            {"name": "price", "type": "double"}, {"name": "stock", "type": "int"}, {"name": "live", "type": "bool"},
            {"name": "updated", "type": "date"}, {"name": "location", "type": "geo"}, {"name": "categories", "type": "path"},
            {"name": "size, mm (outer): x", "type": "keyword"}, {"name": "secret", "type": "text", "stored": false}]}
            """
        do { return try Schema(parsing: Array(text.utf8)) } catch { preconditionFailure("\(error)") }
    }()

    private func request(_ parameters: (String, String)...) throws(RequestError) -> SearchRequest {
        try SearchRequest(parameters: parameters.map { (name: $0.0, value: $0.1) }, schema: Self.schema)
    }

    private func request(json: String) throws(RequestError) -> SearchRequest {
        try SearchRequest(json: Array(json.utf8), schema: Self.schema)
    }

    /// All that a caller can set, in words that compare.
    private func sketch(_ request: SearchRequest) -> String {
        let group = request.group.map { "\($0.field):\($0.limit)" } ?? "-"
        return """
            \(request.query)|\(request.filter.text)|\(request.facets)|\(request.sort)|\(request.limit)|\(request.offset)|\(request.cursor ?? "-")|\
            \(request.fields?.joined(separator: ";") ?? "-")|\(request.highlight)|\(request.match)|\(request.typo)|\(request.lastIsPrefix)|\
            \(group)|\(request.total)|\(request.explain)
            """
    }

    @Test("nothing asked is the plain request")
    func defaults() throws {
        let plain = sketch(SearchRequest())
        #expect(sketch(try request()) == plain)
        #expect(sketch(try request(json: "{}")) == plain)
        #expect(sketch(try request(("filter", ""), ("facets", ""), ("sort", " , "), ("cursor", ""), ("group", ""), ("highlight", ""))) == plain)
        let nulls = RequestParameter.allCases.map { "\"\($0.rawValue)\": null" }.joined(separator: ",")
        #expect(sketch(try request(json: "{\(nulls)}")) == plain)
    }

    @Test("a URL and a JSON body say the same in every parameter")
    func bothForms() throws {
        let get = try request(
            ("q", "hex bolt"), ("filter", "brand = Bosch"), ("facets", "brand(limit:20, order:value), price(ranges:[0,10,50])"),
            ("facets", "categories(under:\"Fasteners > Bolts, \\\"A\\\"\"),live,updated(ranges:[2024-01-01,2024-07-01])"), ("facetLimit", "7"),
            ("sort", "price:desc, _score,`size, mm (outer): x`:asc"), ("limit", "0"), ("offset", "40"), ("fields", "title,attributes.thread"),
            ("highlight", "title,sku,title"), ("match", "any"), ("typo", "off"), ("prefix", "last"), ("group", "brand"), ("groupLimit", "2"),
            ("total", "none"), ("explain", "true"))
        let post = try request(
            json: """
                {"q": "hex bolt", "filter": "brand = 'Bosch'", "facets": [{"field": "brand", "limit": 20, "order": "value"},
                 {"field": "price", "ranges": [0, 10, 50], "limit": null}, {"field": "categories", "under": "Fasteners > Bolts, \\"A\\""}, "live",
                 {"field": "updated", "ranges": ["2024-01-01", "2024-07-01"]}], "facetLimit": 7,
                 "sort": [{"field": "price", "order": "desc"}, "_score", {"field": "size, mm (outer): x"}], "limit": 0, "offset": 40.0,
                 "fields": ["title", "attributes.thread"], "highlight": ["title", "sku"], "match": "any", "typo": "off", "prefix": "last",
                 "group": "brand", "groupLimit": 2, "total": "none", "explain": true}
                """)
        #expect(sketch(get) == sketch(post))
        #expect(get.facets.map(\.limit) == [20, 7, 7, 7, 7])
        #expect(get.facets.map(\.edges) == [[], [.real(0), .real(10), .real(50)], [], [], [.date(1_704_067_200_000_000), .date(1_719_792_000_000_000)]])
        #expect(get.facets[0].order == .value && get.facets[2].under == "Fasteners > Bolts, \"A\"")
        #expect(
            get.sort == [
                SortKey(.field("price"), isDescending: true), SortKey(.score, isDescending: true),
                SortKey(.field("size, mm (outer): x"), isDescending: false),
            ])
        #expect(get.highlight == ["title", "sku"] && get.group == GroupRequest(field: "brand", limit: 2))
        #expect(get.limit == 0 && get.offset == 40 && get.lastIsPrefix && get.explain && get.total == .none)
    }

    @Test("a list may be text in JSON, and lists keep odd names whole")
    func lists() throws {
        #expect(try request(json: "{\"sort\": \"price:desc\"}").sort == [SortKey(.field("price"), isDescending: true)])
        #expect(try request(json: "{\"facets\": \"brand,price(ranges:[1])\"}").facets.map(\.edges) == [[], [.real(1)]])
        #expect(try request(("fields", "unit price , `a,b`")).fields == ["unit price", "a,b"])
        #expect(try request(json: "{\"fields\": [\"a,b\"]}").fields == ["a,b"])
        #expect(try request(("fields", "")).fields == [])
        #expect(try request(json: "{\"fields\": []}").fields == [])
        #expect(try request(("facets", "`size, mm (outer): x`(limit:3)")).facets.map(\.limit) == [3])
        #expect(try request(("cursor", "abc"), ("offset", "0")).cursor == "abc")
    }

    /// Name, value, code, a part of the message, and the place if one is named.
    private static let bad: [(String, String, String, String, Int?)] = [
        ("fliter", "x", "unknown_parameter", "did you mean filter?", nil), ("query", "x", "unknown_parameter", "did you mean q?", nil),
        ("zzzzzz", "x", "unknown_parameter", "Known are q, filter", nil),
        ("limit", "101", "bad_value", "from 0 to 100, found 101; to go on", nil), ("limit", "-1", "bad_value", "from 0 to 100", nil),
        ("limit", "ten", "bad_value", "found 'ten'", nil), ("limit", "", "bad_value", "found ''", nil),
        ("limit", "99999999999999999999", "bad_value", "a whole number", nil), ("offset", "100001", "bad_value", "nextCursor", nil),
        ("offset", "-1", "bad_value", "from 0", nil), ("match", "mostly", "bad_value", "auto, all, any, most or exact", nil),
        ("typo", "on", "bad_value", "auto or off", nil), ("prefix", "first", "bad_value", "last or off", nil), ("total", "eq", "bad_value", "exact or none", nil),
        ("explain", "yes", "bad_value", "true or false", nil), ("facetLimit", "1001", "bad_value", "from 0 to 1000", nil),
        ("groupLimit", "2", "conflict", "needs group", nil), ("group", "title", "unsuitable_field", "keyword field", nil),
        ("group", "brnd", "unknown_field", "'brand'", nil), ("filter", "brand =", "bad_syntax", "expected a value", 7),
        ("filter", "brnad = x", "unknown_field", "'brand'", 0),
        ("sort", "price:asc,prcie", "unknown_field", "'price'", 10), ("sort", "title", "unsuitable_field", "keyword field", 0),
        ("sort", "location", "unsuitable_field", "no order", 0), ("sort", "price:up", "bad_value", "asc or desc", 0),
        ("facets", "brand, titel", "unknown_field", "known here are brand", 7), ("facets", "title", "unsuitable_field", "keyword field", 0),
        ("facets", "location", "unsuitable_field", "geo(...)", 0), ("facets", "brand,brand", "duplicate_parameter", "twice", nil),
        ("facets", "brand(limit:-1)", "bad_value", "from 0 to 1000", 0), ("facets", "brand(order:up)", "bad_value", "count or value", 0),
        ("facets", "price(under:x)", "bad_value", "double field", 0), ("facets", "brand(ranges:[1])", "bad_value", "keyword field", 0),
        ("facets", "price(ranges:[1,1])", "bad_value", "rising", 0), ("facets", "price(ranges:5)", "bad_value", "rising", 0),
        ("facets", "price(size:5)", "bad_syntax", "limit, order, under, ranges", 6), ("facets", "price(limit 5)", "bad_syntax", "':' after limit", 12),
        ("facets", "price(limit:5", "bad_syntax", "',' or ')'", 13), ("facets", "price(ranges:[1,)", "bad_syntax", "a value", 16),
        ("facets", "price(limit:5)x", "bad_syntax", "next facet", 14), ("facets", "price(limit:'5)", "bad_syntax", "closing", 12),
        ("highlight", "brand", "unsuitable_field", "only text", 0), ("highlight", "secret", "unsuitable_field", "not stored", 0),
        ("highlight", "sku,tilte", "unknown_field", "'title'", 4),
    ]

    @Test("a bad parameter is refused by name, with the way out")
    func badParameters() {
        for (name, value, code, part, position) in Self.bad {
            let error = #expect(throws: RequestError.self, "\(name)=\(value)") { try request((name, value)) }
            #expect(error?.parameter == name && error?.code == code, "\(name)=\(value): \(error.debugDescription)")
            #expect(error?.message.contains(part) == true && error?.position == position, "\(name)=\(value): \(error.debugDescription)")
        }
    }

    @Test("what can't stand together or twice is refused")
    func conflicts() {
        #expect(throws: RequestError.self) { try request(("cursor", "x"), ("offset", "20")) }
        for name in ["q", "filter", "limit", "explain", "match"] {
            let error = #expect(throws: RequestError.self) { try request((name, "1"), (name, "1")) }
            #expect(error?.code == "duplicate_parameter" && error?.parameter == name)
        }
        #expect(throws: RequestError.self) { try request(json: "{\"q\": \"a\", \"q\": \"b\"}") }
        let keys = Array(repeating: "price", count: 17).joined(separator: ",")
        #expect(throws: RequestError.self) { try request(("sort", keys)) }
    }

    @Test("a bad body is refused by member")
    func badBodies() {
        let cases: [(String, String, String, String)] = [
            ("", "body", "bad_json", "empty"), ("[]", "body", "bad_json", "expected an object, found an array"),
            ("{\"q\": \"é\" x}", "body", "bad_json", "line 1, column"), ("{", "body", "bad_json", "line 1"),
            ("{\"size\": 3}", "size", "unknown_parameter", "did you mean limit?"), ("{\"q\": 5}", "q", "bad_value", "a string, found 5"),
            ("{\"limit\": \"5\"}", "limit", "bad_value", "found '5'"), ("{\"limit\": 2.5}", "limit", "bad_value", "whole number"),
            ("{\"limit\": 1e400}", "limit", "bad_value", "whole number"), ("{\"explain\": \"true\"}", "explain", "bad_value", "true or false"),
            ("{\"fields\": [1]}", "fields", "bad_value", "field names"), ("{\"fields\": {}}", "fields", "bad_value", "an object"),
            ("{\"facets\": [[]]}", "facets", "bad_value", "an array"), ("{\"facets\": [{\"limit\": 5}]}", "facets", "bad_value", "needs \"field\""),
            ("{\"facets\": [{\"field\": \"brand\", \"size\": 5}]}", "facets", "unknown_parameter", "'size'"),
            ("{\"facets\": [{\"field\": \"brand\", \"limit\": \"5\"}]}", "facets", "bad_value", "found '5'"),
            ("{\"facets\": 5}", "facets", "bad_value", "found 5"), ("{\"sort\": [{\"field\": \"price\", \"order\": 1}]}", "sort", "bad_value", "found 1"),
            ("{\"sort\": [{\"order\": \"asc\"}]}", "sort", "bad_value", "needs \"field\""), ("{\"sort\": [\"nope\"]}", "sort", "unknown_field", "known here are"),
            ("{\"filter\": [\"a = 1\"]}", "filter", "bad_value", "a string"), ("{\"match\": true}", "match", "bad_value", "found true"),
        ]
        for (text, parameter, code, part) in cases {
            let error = #expect(throws: RequestError.self, "\(text)") { try request(json: text) }
            #expect(error?.parameter == parameter && error?.code == code && error?.message.contains(part) == true, "\(text): \(error.debugDescription)")
        }
        #expect(throws: RequestError.self) { try SearchRequest(json: [0xFF, 0xFE], schema: Self.schema) }
        let notJSON = #expect(throws: RequestError.self) { try request(json: "{\"q\": \"é\" x}") }
        #expect(notJSON?.position == 10)
    }

    @Test("every parameter is described, and no text stops the reading of any")
    func anyText() {
        for parameter in RequestParameter.allCases { #expect(!parameter.summary.isEmpty && !parameter.expectation.isEmpty) }
        let names = RequestParameter.allCases.map(\.rawValue) + ["nope", "", "Q"]
        let pieces = [
            "brand", "price", ":asc", ":", ",", "(", ")", "[", "]", "limit:5", "ranges:[1,2]", "`", "\"", "under:\"A\"", "5", "-1", "true", " ", "é", "😀",
            "\\", "null", "{", "}", "\"facets\":", "\"field\":\"brand\"", "\"sort\":", "_score",
        ]
        Seed.forEachCase("request fuzz", 100_000) { _, dice in
            let text =
                dice.chance(20)
                ? String(decoding: (0..<dice.below(20)).map { _ in UInt8(truncatingIfNeeded: dice.next()) }, as: UTF8.self)
                : (0..<dice.below(10)).map { _ in dice.pick(pieces) }.joined()
            do throws(RequestError) {
                if dice.chance(20) {
                    _ = try request(json: "{" + text + "}")
                } else {
                    _ = try request((dice.pick(names), text), (dice.pick(names), text))
                }
            } catch { _ = error.description }
        }
    }
}
