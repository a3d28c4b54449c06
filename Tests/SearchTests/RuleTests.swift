import Testing
@testable import Search

@Suite("Rules and pins change what a search shows")
struct RuleTests {
    private static let titles = [
        "torque wrench small", "torque wrench large", "torque spanner medium", "pipe wrench", "hex bolt", "hex nut", "hex bolt long", "cap",
    ]

    private func disk(_ rules: String, synonyms: String = "[]", stopWords: String = "[]") throws -> SimulatedDirectory {
        let disk = SimulatedDirectory()
        var brand = Field(name: "brand", type: .keyword)
        brand.isFacet = true
        let schema = try Schema(fields: [Field(name: "title", type: .text), brand, Field(name: "shelf", type: .path)])
        var writer = try disk.makeWriter(schema)
        for (i, title) in Self.titles.enumerated() {
            let row = #"{"id": "\#(i)", "title": "\#(title)", "brand": "\#(i % 2 == 0 ? "A" : "B")", "shelf": "Tools > \#(i % 3)"}"#
            try writer.put(Array(row.utf8).span)
        }
        try writer.commit()
        try writer.close()
        let text = "{\"rules\": \(rules), \"synonyms\": \(synonyms), \"stopwords\": \(stopWords)}"
        let settings = try SearchSettings(json: JSONValue(parsing: text))
        _ = try SettingsStore(disk).change { $0 = settings }
        return disk
    }

    private func reply(_ rules: String, _ query: String, _ change: (inout SearchRequest) -> Void = { _ in }) throws -> SearchReply {
        var request = SearchRequest(query: query)
        change(&request)
        return try disk(rules).openSnapshot().search(request)
    }

    @Test("a pattern is held against words, by the way asked", arguments: [
        ("is", "Torque WRENCH", true), ("is", "torque wrenches", false), ("is", "small torque wrench", false), ("is", "\"torque wrench\"", true),
        ("is", "torque wrench -large", true), ("is", "torque", false),
        ("contains", "small torque wrench set", true), ("contains", "wrench torque", false), ("contains", "-\"torque wrench\"", false),
        ("startsWith", "torque wrench set", true), ("startsWith", "small torque wrench", false),
        ("endsWith", "small torque wrench", true), ("endsWith", "torque wrench set", false), ("is", "", false),
    ])
    func patterns(_ match: String, _ typed: String, _ isApplied: Bool) throws {
        let rule = #"[{"id": "r", "when": {"query": ["other", "torque wrench"], "match": "\#(match)"}, "then": {"redirect": "/x"}}]"#
        let reply = try reply(rule, typed)
        #expect(reply.rules == (isApplied ? ["r"] : []))
        #expect(reply.redirect == (isApplied ? "/x" : nil))
    }

    @Test("a rule waits for its time, its context and its filter")
    func conditions() throws {
        let rule = """
            [{"id": "r", "when": {"context": ["group:acme", "group:b"], "filter": "shelf = \\"Tools\\"", "from": "2026-01-01",
              "to": "2026-02-01"}, "then": {"userData": {"banner": 1}}}]
            """
        let snapshot = try disk(rule).openSnapshot()
        func applies(_ context: String, _ filter: String, _ date: String) throws -> Bool {
            var request = SearchRequest()
            request.contexts = [context]
            request.filter = try Filter(parsing: filter, schema: snapshot.schema)
            request.time = parseDate(date)
            let reply = try snapshot.search(request)
            #expect(reply.userData == (reply.rules.isEmpty ? [] : [.object([("banner", .number(1))])]))
            return reply.rules == ["r"]
        }
        #expect(try applies("group:b", #"shelf = "Tools""#, "2026-01-15"))
        #expect(try applies("group:acme", #"brand = "A" AND shelf = "Tools > 1""#, "2026-01-01"))
        #expect(try !applies("group:c", #"shelf = "Tools""#, "2026-01-15"))
        #expect(try !applies("group:b", #"shelf = "Toolsets""#, "2026-01-15"))
        #expect(try !applies("group:b", #"shelf = "Tools" OR brand = "A""#, "2026-01-15"))
        #expect(try !applies("group:b", #"shelf = "Tools""#, "2025-12-31"))
        #expect(try !applies("group:b", #"shelf = "Tools""#, "2026-02-01"))
    }

    @Test("pin, hide, filter, replace, remove, boost, bury and stop do what they say")
    func actions() throws {
        func ids(_ then: String, _ query: String = "hex", more: String = "") throws -> [String] {
            try reply(#"[{"id": "r", "when": {"query": "hex", "match": "contains"}, "then": \#(then)}\#(more)]"#, query).hits.map(\.id)
        }
        #expect(try ids(#"{"stop": true}"#) == ["4", "5", "6"])
        #expect(try ids(#"{"pin": [{"id": "7", "position": 2}]}"#) == ["4", "7", "5", "6"])
        #expect(try ids(#"{"pin": [{"id": "6", "position": 1}, {"id": "gone", "position": 1}]}"#) == ["6", "4", "5"])
        #expect(try ids(#"{"pin": [{"id": "7", "position": 900}, {"id": "0", "position": 900}]}"#) == ["4", "5", "6", "7", "0"])
        #expect(try ids(#"{"hide": ["5", "gone"]}"#) == ["4", "6"])
        #expect(try ids(#"{"filter": "brand = \"B\""}"#) == ["5"])
        #expect(try ids(#"{"filter": "brand = \"B\"", "pin": [{"id": "4"}]}"#) == ["5"])
        #expect(try ids(#"{"replace": "pipe"}"#) == ["3"])
        #expect(try ids(#"{"remove": true}"#, "hex pipe") == ["3"])
        #expect(try ids(#"{"remove": true}"#).count == 8)
        #expect(try ids(#"{"boost": [{"filter": "brand = \"B\"", "by": 5}]}"#) == ["5", "4", "6"])
        #expect(try ids(#"{"bury": [{"filter": "title CONTAINS \"bolt\"", "by": 5}]}"#) == ["5", "4", "6"])
        let second = #", {"id": "s", "then": {"hide": ["4"]}}"#
        #expect(try ids(#"{"hide": ["5"], "stop": true}"#, more: second) == ["4", "6"])
        #expect(try ids(#"{"hide": ["5"]}"#, more: second) == ["6"])
        // What an earlier rule pinned a later one does not hide.
        #expect(try ids(#"{"pin": [{"id": "4", "position": 3}]}"#, more: second) == ["5", "6", "4"])
    }

    @Test("where nothing is typed, boosts order the page")
    func browsing() throws {
        let rules = #"[{"id": "r", "then": {"boost": [{"filter": "brand = \"B\"", "by": 2}]}}]"#
        let reply = try reply(rules, "") { $0.explain = true }
        #expect(reply.hits.map(\.id) == ["1", "3", "5", "7", "0", "2", "4", "6"])
        #expect(reply.hits.map(\.score) == [2, 2, 2, 2, 1, 1, 1, 1])
        #expect(reply.hits[0].explanation?.parts.last?.label.hasPrefix("rule 'r'") ?? false)
    }

    @Test("the request's own pins and hidden ones go first, and rules can be switched off")
    func ofRequest() throws {
        let rules = #"[{"id": "r", "then": {"pin": [{"id": "7", "position": 1}, {"id": "0", "position": 1}], "hide": ["4"]}}]"#
        let own = try reply(rules, "hex") {
            $0.pins = [Rule.Pin(id: "4", position: 1)]
            $0.hidden = ["7"]
        }
        #expect(own.hits.map(\.id) == ["4", "0", "5", "6"])
        #expect(own.hits.map(\.isPinned) == [true, true, false, false])
        #expect(try reply(rules, "hex") { $0.usesRules = false }.hits.map(\.id) == ["4", "5", "6"])
        // The buyer's own order has no place for a rule's pins.
        let sorted = try reply(rules, "hex") { $0.sort = [SortKey(.field("brand"), isDescending: true)] }
        #expect(sorted.hits.map(\.id) == ["5", "6"])
    }

    @Test("pages by cursor hold each hit once, and end when settings change")
    func pages() throws {
        let rules = #"[{"id": "r", "then": {"pin": [{"id": "7", "position": 1}, {"id": "0", "position": 4}, {"id": "3", "position": 99}]}}]"#
        let disk = try disk(rules)
        let index = try Index(disk)
        for limit in 1...4 {
            var request = SearchRequest(query: "hex")
            request.limit = limit
            var ids: [String] = []
            repeat {
                let reply = try index.snapshot.search(request)
                #expect(reply.total.value == 6)
                ids += reply.hits.map(\.id)
                request.cursor = reply.nextCursor
            } while request.cursor != nil
            #expect(ids == ["7", "4", "5", "0", "6", "3"], "pages of \(limit)")
        }
        var request = SearchRequest(query: "hex")
        request.limit = 2
        request.cursor = try index.snapshot.search(request).nextCursor
        _ = try SettingsStore(disk).change { $0.rules = [] }
        _ = try index.refresh()
        let error = #expect(throws: RequestError.self) { try index.snapshot.search(request) }
        #expect(error?.code == "settings_changed")
    }

    @Test("a rule that ends between two pages holds for both")
    func time() throws {
        let rules = #"[{"id": "r", "when": {"to": "2026-02-01"}, "then": {"pin": [{"id": "7", "position": 3}]}}]"#
        let snapshot = try disk(rules).openSnapshot()
        var request = SearchRequest(query: "hex")
        request.limit = 2
        request.time = parseDate("2026-01-31T23:59:59Z")
        request.cursor = try snapshot.search(request).nextCursor
        request.time = parseDate("2026-02-01")
        #expect(try snapshot.search(request).hits.map(\.id) == ["7", "6"])
    }

    @Test("a query that a rule has replaced by a longer one is not told what else it might have meant")
    func replacedMisspelt() throws {
        let rules = #"[{"id": "r", "when": {"query": ["zz"]}, "then": {"replace": "hex torque wrnch spaner"}}]"#
        let snapshot = try disk(rules).openSnapshot()
        let reply = try snapshot.search(SearchRequest(query: "zz"))
        #expect(reply.rules == ["r"])
        #expect(reply.didYouMean == nil)
    }

    @Test("synonyms: several words, quotes, exclusions, typed words before their synonyms")
    func synonyms() throws {
        let synonyms = #"[{"synonyms": ["torque wrench", "torque spanner"]}, {"root": "lid", "synonyms": ["cap"]}]"#
        let snapshot = try disk("[]", synonyms: synonyms, stopWords: #"[{"id": "f", "words": ["for"]}]"#).openSnapshot()
        func ids(_ query: String, _ change: (inout SearchRequest) -> Void = { _ in }) throws -> [String] {
            var request = SearchRequest(query: query)
            request.match = .all
            change(&request)
            return try snapshot.search(request).hits.map(\.id)
        }
        #expect(try ids("Torque Spanner") == ["2", "0", "1"])
        #expect(try ids("torque wrench") == ["0", "1", "2"])
        #expect(try ids("\"torque wrench\"") == ["0", "1"])
        #expect(try ids("torque wrench") { $0.usesSynonyms = false } == ["0", "1"])
        #expect(try ids("torque wrench") { $0.match = .exact } == ["0", "1"])
        #expect(try ids("lid") == ["7"] && ids("cap") == ["7"])
        #expect(try ids("torque -lid").count == 3 && ids("hex -cap").count == 3)
        #expect(try ids("lid") { $0.lastIsPrefix = true } == ["7"])
        #expect(try ids("torque wrench for large") == ["1"])
        #expect(try ids("for") == [])
        #expect(try ids("torque wrench for large") { ($0.stopWords, $0.match) = (.none, .all) } == [])
        #expect(try ids("torque wrench for large") { $0.stopWords = .named(["f"]) } == ["1"])
        #expect(throws: RequestError.self) { try ids("bolt") { $0.stopWords = .named(["g"]) } }
    }
}
