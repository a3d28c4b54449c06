import Testing
@testable import Search

@Suite("What is typed amiss")
struct SpellingTests {
    private func index(_ titles: [String], _ analyzer: AnalyzerKind = .standard, segments: Int = 1) throws -> Snapshot {
        var field = Field(name: "title", type: .text)
        field.analyzer = analyzer
        let disk = SimulatedDirectory()
        var writer = try disk.makeWriter(try Schema(fields: [field]))
        for (number, title) in titles.enumerated() {
            try writer.put(Array(#"{"id": "\#(number)", "title": "\#(title)"}"#.utf8).span)
            if (number + 1) % max(1, titles.count / segments) == 0 { try writer.commit() }
        }
        try writer.commit()
        try writer.close()
        return try disk.openSnapshot()
    }

    private func search(_ snapshot: Snapshot, _ query: String, _ change: (inout SearchRequest) -> Void = { _ in }) throws -> SearchReply {
        var request = SearchRequest(query: query)
        change(&request)
        return try snapshot.search(request)
    }

    private func texts(_ corrections: [SearchReply.Correction]) -> [String] { corrections.map { "\($0.from) > \($0.to)" } }

    private static func word(_ text: String) -> ErrorModel.Word { text.unicodeScalars.map(\.value) }

    // MARK: the model

    @Test("an error of a kind that people make costs less than one that they don't", arguments: [
        // Typed, meant, not meant.
        ("recieve", "receive", "relieve"), ("comittee", "committee", "comities"), ("fonetic", "phonetic", "frenetic"),
        ("definate", "definite", "defiance"), ("hte", "the", "hoe"), ("bolr", "bolt", "bola"), ("hous", "house", "hours"), ("seperate", "separate", "sewerage"),
    ])
    func likelyErrors(_ typed: String, _ meant: String, _ other: String) {
        var model = ErrorModel()
        #expect(model.cost(of: Self.word(typed), meant: Self.word(meant)) < model.cost(of: Self.word(typed), meant: Self.word(other)))
    }

    @Test("a word costs nothing as it is, something with an edit, and never less than the cheapest error")
    func costs() {
        Seed.forEachCase("costs of errors", 300) { _, dice in
            var model = ErrorModel()
            let letters = Array("abehkst'é漢".unicodeScalars)
            let meant = (0..<dice.within(1...12)).map { _ in dice.pick(letters).value }
            try expectSame(model.cost(of: meant, meant: meant), 0, "itself")
            var typed = meant
            for _ in 0..<dice.within(1...2) {
                let place = dice.below(typed.count + 1)
                switch dice.below(3) {
                case 0: typed.insert(dice.pick(letters).value, at: place)
                case 1: if place < typed.count { typed.remove(at: place) }
                default: if place + 1 < typed.count { typed.swapAt(place, place + 1) }
                }
            }
            let cost = model.cost(of: typed, meant: meant)
            try expectTrue(typed == meant ? cost == 0 : cost >= ErrorModel.leastCost, "\(typed) for \(meant) costs \(cost)")
            try expectTrue(cost < .infinity, "two edits are never too far")
        }
    }

    // MARK: corrections

    @Test("a word that nobody has finds the near ones, the likeliest weighing most; rules of length, first letter and digits hold")
    func corrections() throws {
        let snapshot = try index(Array(repeating: "bearing", count: 20) + ["wearing", "bearings", "m8x40", "screwdriver", "nut"], segments: 3)
        let found = try search(snapshot, "baering")
        #expect(texts(found.corrections) == ["baering > bearing"])
        #expect(found.total.value == 20)
        #expect(try search(snapshot, "screwdirvr").hits.map(\.id) == ["23"])
        // The first letter counts double, four letters are too few, and a digit is no slip.
        #expect(try search(snapshot, "dearing").total.value == 0)
        #expect(try search(snapshot, "nutt").total.value == 0)
        #expect(try search(snapshot, "m8x41").total.value == 0)
        #expect(try search(snapshot, "baering") { $0.typo = .off }.total.value == 0)
        #expect(try search(snapshot, "bearing").corrections.isEmpty)
    }

    @Test("in stemmed fields words are corrected as they are written, and offered so", arguments: [1, 4])
    func stemmed(_ segments: Int) throws {
        let titles = ["Fastening systems", "Schlüssel", "fasteners and bolts", "running shoes", "shoes"]
        let snapshot = try index(titles, .snowball(.english), segments: segments)
        #expect(texts(try search(snapshot, "fasteneres").corrections) == ["fasteneres > fasteners"])
        #expect(try search(snapshot, "fastenning").hits.map(\.id).contains("0"))
        #expect(texts(try search(snapshot, "schlusel").corrections) == ["schlusel > schlüssel"])
        #expect(try search(snapshot, "runing").hits.map(\.id) == ["3"])
    }

    @Test("words written apart and together find each other, below what is written as typed")
    func compounds() throws {
        let snapshot = try index(["ball in a basket", "basketball hoop", "basket ball net", "hex bolt", "the bolt", "hexagon"])
        let apart = try search(snapshot, "basket ball")
        #expect(Set(apart.hits.prefix(2).map(\.id)) == ["0", "2"])
        #expect(apart.hits.map(\.id).last == "1")
        #expect(texts(apart.corrections) == ["basket ball > basketball"])
        let together = try search(snapshot, "basketball")
        #expect(together.hits.map(\.id) == ["1", "2"])
        #expect(texts(together.corrections) == ["basketball > basket ball"])
        #expect(try search(snapshot, "hexbolt").hits.map(\.id) == ["3"])
        // No text has these two in a row.
        #expect(try search(snapshot, "boltnet").total.value == 0)
        #expect(try search(snapshot, "basketball") { $0.typo = .off }.hits.map(\.id) == ["1"])
    }

    // MARK: did you mean

    @Test("offers what finds more, for words too short or too far for correcting at once, and for rare words beside common ones")
    func didYouMean() throws {
        let titles = Array(repeating: "stainless hex bolt", count: 300) + ["ink blot", "recieve", "washer"] + Array(repeating: "receive", count: 80)
        let snapshot = try index(titles)
        #expect(try search(snapshot, "hxe bolt").didYouMean == .init(query: "hex bolt", corrections: [.init(from: "hxe", to: "hex")]))
        #expect(try search(snapshot, "  hex  \"blot").didYouMean?.query == "  hex  \"bolt")
        #expect(try search(snapshot, "recieve").didYouMean?.query == "receive")
        #expect(try search(snapshot, "washer").didYouMean == nil)
        #expect(try search(snapshot, "hex bolt").didYouMean == nil)
        #expect(try search(snapshot, "hxe") { $0.typo = .off }.didYouMean == nil)
        #expect(try search(snapshot, "\"hxe bolt\" -blot").didYouMean == nil)
        let suggested = try snapshot.suggest(SuggestRequest(prefix: "recieve"))
        #expect(texts(suggested.corrections) == ["recieve > receive"])
    }

    @Test("a word that is there is held against its neighbours", arguments: [AnalyzerKind.standard, .snowball(.english)])
    func context(_ analyzer: AnalyzerKind) throws {
        let titles = ["hex bolt", "ink blot", "ink bottle", "pole bolt"].flatMap { Array(repeating: $0, count: 3) }
        let snapshot = try index(titles, analyzer, segments: 2)
        #expect(try search(snapshot, "hex blot").didYouMean == .init(query: "hex bolt", corrections: [.init(from: "blot", to: "bolt")]))
        #expect(try search(snapshot, "ink bolt").didYouMean?.query == "ink blot")
        #expect(try search(snapshot, "ink blot").didYouMean == nil)
        #expect(try search(snapshot, "hex bolt").didYouMean == nil)
        #expect(try search(snapshot, "ink bottel").didYouMean == nil)
    }

    @Test("any text is taken: very long words, broken UTF-8, many words, and a deadline long past")
    func anyText() throws {
        let snapshot = try index(["hex bolt", "basketball"], .snowball(.english), segments: 2)
        let broken = String(decoding: [0x68, 0xFF, 0xC3, 0x78, 0x65, 0xED, 0xA0, 0x80] as [UInt8], as: UTF8.self)
        let long = String(repeating: "bolt", count: 2500)
        for text in [broken, long, String(repeating: "é", count: 10_000), String(repeating: "hxe ", count: 4000), "\u{0}bolr\u{0}", "e\u{301}" + broken] {
            _ = try search(snapshot, text)
            _ = try snapshot.suggest(SuggestRequest(prefix: text))
            let late = try search(snapshot, text) { $0.deadline = 1 }
            #expect(late.didYouMean == nil)
        }
    }

    // MARK: words as written

    @Test("words with their counts are read as written and merged by sums; a byte that lies is damage, never a trap")
    func surfaceWords() throws {
        Seed.forEachCase("surface words", 60) { _, dice in
            func draft() -> [[UInt8]: UInt32] {
                let words = (0..<dice.pick([0, 1, 40])).map { _ in (0..<dice.within(1...6)).map { _ in dice.pick(Array("abé".utf8)) } }
                return Dictionary(words.map { ($0, UInt32(dice.pick([1, 2, 300, Int(UInt32.max)]))) }, uniquingKeysWith: { a, _ in a })
            }
            func file(_ bytes: [UInt8]) throws -> Section {
                try SectionFile.made { try $0.section("words", bytes) }.section("words")
            }
            func write(_ words: [[UInt8]: UInt32]) -> [UInt8] {
                var writer = SurfaceWordsWriter()
                for (word, count) in words.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
                    Bytes.of(word) { writer.append($0, count: count) }
                }
                return writer.finish()
            }
            func read(_ bytes: [UInt8]) throws -> [[UInt8]: UInt32] {
                var cursor = try SurfaceWordCursor(try file(bytes))
                var words: [[UInt8]: UInt32] = [:]
                while try cursor.advance() { words[cursor.word] = cursor.count }
                return words
            }
            let drafts = [draft(), draft(), draft()]
            let written = drafts.map(write)
            for (draft, bytes) in zip(drafts, written) { try expectSame(try read(bytes), draft, "words read") }
            let merged = try SurfaceWordsBuilder.merged(try written.map(file))
            let sums = drafts.reduce(into: [:]) { $0.merge($1) { UInt32(min(UInt64($0) + UInt64($1), UInt64(UInt32.max))) } }
            try expectSame(try read(merged), sums, "words merged")
            var lying = merged
            lying[dice.below(lying.count)] = UInt8(truncatingIfNeeded: dice.next())
            do { _ = try SurfaceWords(try file(lying)) } catch is Damage {}
        }
    }
}
