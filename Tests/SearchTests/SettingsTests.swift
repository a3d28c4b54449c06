import Testing
@testable import Search

@Suite("Settings: synonyms, rules and stop words as values and on disk")
struct SettingsTests {
    static let full = """
        {"synonyms": [{"id": "tv", "synonyms": ["tv", "flat screen"], "weight": 0.5}, {"root": "pants", "synonyms": ["jeans"]}],
         "rules": [{"id": "r", "when": {"query": "Torque wrench", "match": "contains", "filter": "title CONTAINS \\"x\\"",
                    "context": ["group:acme"], "from": "2026-03-01", "to": "2026-04-01T00:00:00+01:00"},
                    "then": {"pin": [{"id": "1", "position": 2}], "hide": ["2"], "boost": [{"filter": "title CONTAINS \\"a\\"", "by": 3}],
                    "bury": [{"filter": "title EXISTS"}], "filter": "title EXISTS", "replace": "spanner", "redirect": "/sale",
                    "userData": {"banner": [1, null]}, "stop": true}}],
         "stopwords": [{"language": "english", "words": ["for", "with"]}]}
        """

    @Test("are read, written and read again as the same")
    func roundTrip() throws {
        let settings = try SearchSettings(json: JSONValue(parsing: Self.full))
        #expect(settings.synonyms[1].roots == ["pants"] && settings.synonyms[1].id == "pants" && settings.synonyms[0].weight == 0.5)
        #expect(settings.rules[0].condition.match == .contains && settings.rules[0].action.buries[0].factor == 2)
        #expect(settings.rules[0].condition.from == parseDate("2026-03-01T00:00:00Z"))
        #expect(settings.stopWords[0].id == "english")
        #expect(try SearchSettings(json: settings.json) == settings)
    }

    @Test("null is as if left out", arguments: [#""when": null, "#, #""when": {"query": null, "match": null}, "#, ""])
    func nulls(_ when: String) throws {
        let settings = try SearchSettings(json: try JSONValue(parsing: #"{"synonyms": null, "rules": [{\#(when)"then": {"stop": true}}]}"#))
        #expect(settings.rules.count == 1 && settings.rules[0].condition.queries.isEmpty)
    }

    @Test("say what is wrong with them, where, and what to write instead", arguments: [
        (#"{"synonym": []}"#, "synonym", "known are synonyms, rules, stopwords"),
        (#"{"synonyms": {}}"#, "synonyms", "expected an array"),
        (#"{"synonyms": [{"synonyms": ["a"]}]}"#, "synonyms[0].synonyms", "at least two words"),
        (#"{"synonyms": [{"root": "a", "synonyms": []}]}"#, "synonyms[0].synonyms", "at least one word"),
        (#"{"synonyms": [{"synonyms": ["a", 5]}]}"#, "synonyms[0].synonyms[1]", "expected a string, found 5"),
        (#"{"synonyms": [{"synonyms": ["a", " "]}]}"#, "synonyms[0].synonyms[1]", "blank"),
        (#"{"synonyms": [{"synonyms": ["a", "b"], "weight": 2}]}"#, "synonyms[0].weight", "at most 1"),
        (#"{"synonyms": [{"id": "a/b", "synonyms": ["a", "b"]}]}"#, "synonyms[0].id", "letters, digits"),
        (#"{"synonyms": [{"id": "a", "synonyms": ["a", "b"]}, {"id": "a", "synonyms": ["c", "d"]}]}"#, "synonyms[1].id", "twice"),
        (#"{"rules": [{"when": {}}]}"#, "rules[0].then", "expected what shall happen"),
        (#"{"rules": [{"then": {}}]}"#, "rules[0].then", "nothing shall happen"),
        (#"{"rules": [{"then": {"remove": true}}]}"#, "rules[0].then.remove", "nothing to take out"),
        (#"{"rules": [{"when": {"query": "a", "match": "like"}, "then": {"stop": true}}]}"#, "rules[0].when.match", "startsWith"),
        (#"{"rules": [{"when": {"from": "yesterday"}, "then": {"stop": true}}]}"#, "rules[0].when.from", "RFC 3339"),
        (#"{"rules": [{"when": {"from": "2026-01-02", "to": "2026-01-01"}, "then": {"stop": true}}]}"#, "rules[0].when.to", "not after"),
        (#"{"rules": [{"then": {"pin": [{"id": "a", "position": 0}]}}]}"#, "rules[0].then.pin[0].position", "from 1 to 1000"),
        (#"{"rules": [{"then": {"pin": [{"id": "a"}, {"id": "a"}]}}]}"#, "rules[0].then.pin[1].id", "twice"),
        (#"{"rules": [{"then": {"boost": [{"by": 2}]}}]}"#, "rules[0].then.boost[0].filter", "expected a condition"),
        (#"{"rules": [{"then": {"boost": [{"filter": "a", "by": 0.5}]}}]}"#, "rules[0].then.boost[0].by", "above 1"),
        (#"{"rules": [{"then": {"redirect": "javascript:alert(1)"}}]}"#, "rules[0].then.redirect", "https://"),
        (#"{"stopwords": [{"words": ["a b"]}]}"#, "stopwords[0].words[0]", "several words"),
        (#"{"stopwords": [{"words": ["a"], "language": "klingon"}]}"#, "stopwords[0].language", "known are"),
    ])
    func problems(_ text: String, _ place: String, _ message: String) throws {
        let json = try JSONValue(parsing: text)
        let error = #expect(throws: SettingsError.self) { try SearchSettings(json: json) }
        #expect(error?.problems.count == 1)
        #expect(error?.problems.first?.place == place)
        #expect(error?.problems.first?.message.contains(message) == true, "\(error?.description ?? "")")
    }

    @Test("that the index can't take are refused, and change nothing")
    func misfits() throws {
        let disk = SimulatedDirectory()
        try disk.writeTitles(["hex bolt"])
        let store = SettingsStore(disk)
        for (text, place) in [
            (#"{"rules": [{"when": {"filter": "brand = 5"}, "then": {"stop": true}}]}"#, "rules[0].when.filter"),
            (#"{"rules": [{"then": {"boost": [{"filter": "title CONTAINS \"a\""}, {"filter": "title ="}]}}]}"#, "rules[0].then.boost[1].filter"),
            (#"{"synonyms": [{"synonyms": ["a", "!!"]}]}"#, "synonyms[0].synonyms[1]"),
            (#"{"rules": [{"when": {"query": "..."}, "then": {"stop": true}}]}"#, "rules[0].when.query[0]"),
        ] {
            let wrong = try SearchSettings(json: JSONValue(parsing: text))
            let error = #expect(throws: SettingsError.self) { try store.change { $0 = wrong } }
            #expect(error?.problems.first?.place == place)
        }
        #expect(try store.read() == SearchSettings())
        #expect(try store.change { _ in }.revision == 0)
    }

    @Test("count their changes, and a change meant for others is refused")
    func revisions() throws {
        let disk = SimulatedDirectory()
        try disk.writeTitles(["hex bolt"])
        let store = SettingsStore(disk)
        let list = StopWordList(id: "a", words: ["the"])
        #expect(try store.change(ifAt: 0) { $0.stopWords = [list] }.revision == 1)
        #expect(throws: SettingsStore.Conflict(revision: 1)) { try store.change(ifAt: 0) { $0.stopWords = [] } }
        #expect(try store.change(ifAt: 1) { $0.stopWords = [] }.revision == 2)
        #expect(disk.fileNames.filter { $0.hasPrefix("settings-") } == ["settings-0000000000000002"])
        let held = try disk.lock("settings.lock")
        let error = #expect(throws: StorageError.self) { try store.change { $0.stopWords = [list] } }
        #expect(error?.kind == .locked)
        withExtendedLifetime(held) {}
    }

    @Test("after a crash at any call are those of before or of after")
    func crashes() throws {
        let settings = try SearchSettings(json: JSONValue(parsing: Self.full))
        for call in 0..<40 {
            let disk = SimulatedDirectory()
            try disk.writeTitles(["hex bolt"])
            let store = SettingsStore(disk)
            _ = try store.change { $0.stopWords = settings.stopWords }
            disk.fail(at: disk.callCount + call, .powerLoss)
            let isDone = (try? store.change { $0 = settings }) != nil
            let after = try SettingsStore(disk.crash(UInt64(call))).read()
            if after.revision == 1 { #expect(!isDone && after.rules.isEmpty) } else { #expect(after.rules == settings.rules) }
            try disk.crash(UInt64(call)).expectSound("after call \(call)")
        }
    }

    @Test("damaged on disk are an error that names the file, and no trap")
    func damage() throws {
        let disk = SimulatedDirectory()
        try disk.writeTitles(["hex bolt"])
        let settings = try SearchSettings(json: JSONValue(parsing: Self.full))
        _ = try SettingsStore(disk).change { $0 = settings }
        let name = "settings-0000000000000001"
        let good = try #require(disk.content(of: name))
        for place in good.indices {
            var bad = good
            bad[place] ^= 1 << UInt8(place & 7)
            let copy = disk.replacing(name, with: bad)
            #expect(throws: Damage.self) { try copy.openSnapshot() }
            #expect(try copy.findDamage().map(\.file) == [name])
        }
        for length in stride(from: 0, to: good.count, by: 7) {
            #expect(throws: Damage.self) { try disk.replacing(name, with: Array(good[..<length])).openSnapshot() }
        }
        // With a right checksum over what nobody wrote.
        for text in ["", "[", "{}", "[]", #"{"rules": 5}"#, #"{"rules": [{}]}"#] {
            var writer = ByteWriter()
            writer.put(bytes: Array(good[..<24]))
            writer.put(string: text)
            writer.put(crc32c(writer.bytes))
            let copy = disk.replacing(name, with: writer.bytes)
            if text == "{}" { #expect(try copy.openSnapshot().settings.settings.isEmpty) } else {
                #expect(throws: Damage.self) { try copy.openSnapshot() }
            }
        }
    }

    @Test("are taken up by an open index without a commit, and what was made of the commit is kept")
    func refresh() throws {
        let disk = SimulatedDirectory()
        try disk.writeTitles(["television", "radio"])
        let index = try Index(disk)
        #expect(try index.snapshot.search(SearchRequest(query: "tv")).total.value == 0)
        #expect(try !index.refresh())
        _ = try SettingsStore(disk).change { $0.synonyms = [Synonym(id: "tv", synonyms: ["tv", "television"])] }
        let old = index.snapshot
        #expect(try index.refresh())
        #expect(try index.snapshot.search(SearchRequest(query: "tv")).hits.map(\.id) == ["0"])
        #expect(try old.search(SearchRequest(query: "tv")).total.value == 0)
        #expect(index.snapshot.generation == old.generation)
        #expect(try !index.refresh())
    }
}

@Suite("Synonyms from files of others")
struct SynonymFileTests {
    @Test("Solr: both ways, one way, comments and escapes")
    func solr() throws {
        let text = """
            # comment
            tv, flat screen tv ,television
            i-pod, i pod => ipod

            a\\,b, c\\=>d, e # not a comment
            x => x, y
            """
        let read = try Synonym.read(Array(text.utf8), as: .solr)
        #expect(read.map(\.roots) == [[], ["i-pod", "i pod"], [], ["x"]])
        #expect(read.map(\.synonyms) == [["tv", "flat screen tv", "television"], ["ipod"], ["a,b", "c=>d", "e # not a comment"], ["x", "y"]])
        #expect(read.map(\.id) == ["tv", "i-pod", "a-b", "x"])
        #expect(SynonymFormat(of: Array(text.utf8)) == .solr)
    }

    @Test("WordNet: words of one number, quotes and comments")
    func wordNet() throws {
        let text = """
            % comment
            s(100000001,1,'cock''s-foot',n,1,0).
            s(100000001,2,'orchard_grass',n,1,2).
            s(100000002,1,'alone',n,1,0).
            s(100000001,3,'cocksfoot',n,1,0).
            """
        let read = try Synonym.read(Array(text.utf8), as: .wordnet)
        #expect(read.map(\.id) == ["wordnet-100000001"])
        #expect(read[0].synonyms == ["cock's-foot", "orchard grass", "cocksfoot"])
        #expect(SynonymFormat(of: Array("\n s(1,1,'a',n,1,0).".utf8)) == .wordnet)
    }

    @Test("JSON: an array, an object of items, the settings' own form, and one item")
    func json() throws {
        let item = #"{"root": "a", "synonyms": ["b", "c"]}"#
        for text in ["[\(item)]", "{\"items\": [\(item)]}", "{\"synonyms\": [\(item)]}", item] {
            let read = try Synonym.read(Array(text.utf8), as: SynonymFormat(of: Array(text.utf8)))
            #expect(read == [Synonym(id: "a", roots: ["a"], synonyms: ["b", "c"])])
        }
    }

    @Test("wrong lines are named, and what to write instead", arguments: [
        ("a, b\nalone\nc, d", SynonymFormat.solr, "line 2", "stands alone"), ("a => b => c", .solr, "line 1", "more than one"),
        ("=> b", .solr, "line 1", "nothing before"), ("\n\na =>", .solr, "line 3", "nothing after"),
        ("s(1,1,'a',n,1,0).\ns(x,1,'a',n,1,0).", .wordnet, "line 2", "expected a line such as"), ("s(1,1,'a", .wordnet, "line 1", "expected"),
        ("s(1,1,'',n,1,0).", .wordnet, "line 1", "0 characters"), ("[{]", .json, "line 1, column 3", "not JSON"),
    ])
    func wrong(_ text: String, _ format: SynonymFormat, _ place: String, _ message: String) throws {
        let error = #expect(throws: SettingsError.self) { try Synonym.read(Array(text.utf8), as: format) }
        #expect(error?.problems.first?.place == place)
        #expect(error?.problems.first?.message.contains(message) == true, "\(error?.description ?? "")")
    }

    @Test("any bytes give synonyms or an error")
    func hostile() throws {
        Seed.forEachCase("hostile synonym files", 300) { index, dice in
            let parts = ["a", ",", "=>", "\\", "\n", "s(", "1", ",'", "''", "').", "#", "{", "[", "\"", "é", " ", "\u{0}", "synonyms\":"]
            var text = (0..<dice.below(60)).flatMap { _ in Array(dice.pick(parts).utf8) }
            if dice.chance(30), !text.isEmpty { text[dice.below(text.count)] = UInt8(truncatingIfNeeded: dice.next()) }
            for format in SynonymFormat.allCases {
                guard let read = try? Synonym.read(text, as: format) else { continue }
                for item in read { _ = try Synonym(json: item.json, at: "") }
                try expectSame(Set(read.map(\.id)).count, read.count, "ids")
            }
        }
    }
}
