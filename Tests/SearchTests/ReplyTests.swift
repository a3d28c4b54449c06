import Testing
@testable import Search

@Suite struct ReplyTests {
    private func value(_ reply: SearchReply, query: String = "hex", id: String? = "01J") throws -> JSONValue {
        try JSONValue(parsing: reply.json(query: query, queryID: id))
    }

    private func text(_ reply: SearchReply, query: String = "hex", id: String? = "01J") -> String {
        String(decoding: reply.json(query: query, queryID: id), as: UTF8.self)
    }

    @Test("a full reply has the shape that the documentation shows")
    func fullReply() {
        var reply = SearchReply()
        reply.total = .init(value: 1234, isExact: true)
        reply.tookNanoseconds = 1_700_400
        var hit = SearchReply.Hit(id: "L-17", score: 12.31)
        hit.document = Array("{\"title\": \"Hex  bolt\"}".utf8)
        hit.highlights = [("title", "<em>Hex</em> bolt")]
        hit.sortValues = [.number(9.5), .null, .string("Bosch")]
        hit.explanation = Explanation("total", sumOf: [Explanation("hex", productOf: [Explanation("idf", value: 2), Explanation("tf", value: 1.5)])])
        reply.hits = [hit]
        reply.facets = [
            ("brand", .values(ValueFacet(values: [.init(value: "Bosch", count: 12, isSelected: true)], totalValues: 88))),
            ("price", .numbers(NumberFacet(
                count: 40, minimum: .real(1), maximum: .real(99), mean: .real(20.5),
                buckets: [.init(from: .real(0), to: .real(10), count: 40), .init(from: .real(10), to: nil, count: 0)]))),
        ]
        reply.corrections = [.init(from: "bolr", to: "bolt")]
        reply.didYouMean = .init(query: "hex bolt", corrections: [.init(from: "hax", to: "hex")])
        reply.nextCursor = "c1"
        #expect(
            text(reply, query: "hex \"bolt\"")
                == #"{"queryId":"01J","query":"hex \"bolt\"","total":{"value":1234,"relation":"eq"},"tookMs":1.7,"partial":false,"match":"all","#
                + #""hits":[{"id":"L-17","score":12.31,"document":{"title": "Hex  bolt"},"highlights":{"title":"<em>Hex</em> bolt"},"matchedOn":"text","#
                + #""explanation":{"label":"total","value":3,"rule":"sum","parts":[{"label":"hex","value":3,"rule":"product","parts":["#
                + #"{"label":"idf","value":2,"rule":"value","parts":[]},{"label":"tf","value":1.5,"rule":"value","parts":[]}]}]},"#
                + #""sort":[9.5,null,"Bosch"]}],"#
                + #""facets":{"brand":{"values":[{"value":"Bosch","count":12,"selected":true}],"totalValues":88},"#
                + #""price":{"count":40,"min":1,"max":99,"mean":20.5,"buckets":[{"from":0,"to":10,"count":40},{"from":10,"to":null,"count":0}]}},"#
                + #""corrections":[{"from":"bolr","to":"bolt"}],"#
                + #""didYouMean":{"query":"hex bolt","corrections":[{"from":"hax","to":"hex"}]},"nextCursor":"c1","rules":[],"redirect":null,"userData":[]}"#)
    }

    @Test("an empty reply has every member that is always there")
    func emptyReply() throws {
        var reply = SearchReply()
        reply.total = .init(value: 7, isExact: false)
        reply.isPartial = true
        reply.match = .any
        #expect(
            text(reply, id: nil)
                == #"{"queryId":null,"query":"hex","total":{"value":7,"relation":"gte"},"tookMs":0,"partial":true,"match":"any","hits":[],"#
                + #""facets":{},"corrections":[],"didYouMean":null,"nextCursor":null,"rules":[],"redirect":null,"userData":[]}"#)
    }

    @Test("a hit without document, highlights or explanation says so by leaving them out or empty")
    func bareHit() throws {
        var reply = SearchReply()
        var hit = SearchReply.Hit(id: "1", score: .nan)
        hit.matchedOn = .identifier
        reply.hits = [hit]
        let json = try value(reply)["hits"]?.array?.first
        #expect(json?.text == #"{"id":"1","score":null,"highlights":{},"matchedOn":"identifier"}"#)
    }

    @Test("groups are there where the hits are grouped, also when there are none")
    func groups() throws {
        var reply = SearchReply()
        #expect(try value(reply)["groups"] == nil)
        reply.groupTotal = 0
        #expect(try value(reply)["groups"] == .array([]))
        reply.groupTotal = 2
        reply.groups = [.init(value: "Bosch", count: 5, hits: [.init(id: "1", score: 1)]), .init(value: nil, count: 1, hits: [])]
        let json = try value(reply)
        #expect(json["groupTotal"]?.int == 2)
        #expect(json["groups"]?.array?[0]["value"]?.string == "Bosch" && json["groups"]?.array?[0]["count"]?.int == 5)
        #expect(json["groups"]?.array?[0]["hits"]?.array?[0]["id"]?.string == "1")
        #expect(json["groups"]?.array?[1]["value"] == .null)
    }

    @Test("whatever characters values hold, the reply is JSON that gives them back")
    func oddCharacters() {
        Seed.forEachCase("reply characters", 2000) { _, dice in
            func any() -> String { String(decoding: (0..<dice.below(12)).map { _ in UInt8(truncatingIfNeeded: dice.next()) }, as: UTF8.self) }
            var reply = SearchReply()
            let (query, id, field, facet) = (any(), any(), any(), any())
            var hit = SearchReply.Hit(id: id, score: 1)
            hit.highlights = [(field, id)]
            reply.hits = [hit]
            reply.facets = [(field, .values(ValueFacet(values: [.init(value: facet, count: 1, isSelected: false)], totalValues: 1)))]
            let json = try value(reply, query: query, id: id)
            try expectSame(json["query"]?.string, query, "query")
            try expectSame(json["hits"]?.array?.first?["id"]?.string, id, "id")
            try expectSame(json["hits"]?.array?.first?["highlights"]?[field]?.string, id, "highlight")
            try expectSame(json["facets"]?[field]?["values"]?.array?.first?["value"]?.string, facet, "facet value")
        }
    }

    @Test("a reply of suggestions has the shape that the documentation shows")
    func suggestions() {
        var reply = SuggestReply()
        reply.tookNanoseconds = 400_400
        reply.suggestions = [
            .init(text: "Hex \"bolt\"", kind: .text, field: "title", count: 3, highlighted: "<em>Hex</em> &quot;bolt&quot;"),
            .init(text: "hex", kind: .scope, field: "category", count: 2, highlighted: "hex", scope: "A > B"),
            .init(text: "hex key", kind: .query, count: 9, highlighted: "hex key"),
        ]
        reply.corrections = [.init(from: "hax", to: "hex")]
        #expect(
            String(decoding: reply.json(query: "hax"), as: UTF8.self)
                == #"{"query":"hax","tookMs":0.4,"partial":false,"#
                + #""suggestions":[{"text":"Hex \"bolt\"","kind":"text","field":"title","count":3,"#
                + #""highlighted":"<em>Hex</em> &quot;bolt&quot;"},"#
                + #"{"text":"hex","kind":"scope","field":"category","count":2,"highlighted":"hex","#
                + #""scope":{"field":"category","value":"A > B"}},"#
                + #"{"text":"hex key","kind":"query","field":null,"count":9,"highlighted":"hex key"}],"#
                + #""corrections":[{"from":"hax","to":"hex"}]}"#)
    }
}
