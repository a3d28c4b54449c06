import Testing
@testable import Search

@Suite("Facts, entries and statistics that lie")
struct LyingFactsTests {
    /// The disk with its segment changed; `change` gets the bytes and where the facts of the field begin.
    private static func forged(_ disk: SimulatedDirectory, _ change: (inout [UInt8], Int) -> Void) throws -> SimulatedDirectory {
        let name = try #require(disk.fileNames.first { $0.hasPrefix("seg-") && !$0.hasSuffix("live") })
        let file = try SectionFile(name, in: disk)
        let facts = try file.section("0.facts").verified().array
        let bytes = try #require(disk.content(of: name))
        let at = try #require((0...bytes.count - facts.count).first { Array(bytes[$0..<$0 + facts.count]) == facts })
        return try #require(DamageForgery(disk: disk).forging(name) { all, _ in change(&all, at) })
    }

    @Test("a block of the leading list that lies about its end: intersection")
    func lyingLead() throws {
        let disk = SimulatedDirectory()
        try disk.writeTitles((0..<1000).map { number in
            (number % 3 == 0 ? "aa " : "") + (number % 2 == 0 ? "bb " : "") + "x"
        })
        let other = try Self.forged(disk) { bytes, at in for i in 0..<4 { bytes[at + i] = 0xFF } }
        var request = SearchRequest()
        request.total = .none
        request.structured = .words(WordsQuery(text: "aa bb", match: .all))
        _ = try? other.openSnapshot().search(request)
    }

    @Test("a block of the leading list that lies about its end: phrase")
    func lyingPhrase() throws {
        let disk = SimulatedDirectory()
        // More than a window: what the first one finds makes blocks of the second hopeless.
        try disk.writeTitles((0..<3500).map { number in
            if number >= 3300 { return "bb x" }
            if number == 3 { return "aa bb " + filler(5) }
            if number == 2700 { return "aa bb" }
            return "aa bb " + filler(60)
        })
        let other = try Self.forged(disk) { bytes, at in for i in 0..<4 { bytes[at + 20 * 28 + i] = 0xFF } }
        var request = SearchRequest()
        request.total = .none
        request.limit = 1
        request.structured = .phrase(PhraseQuery(text: "aa bb"))
        _ = try? other.openSnapshot().search(request)
    }

    @Test("an entry whose block number is no number of a block")
    func lyingEntry() throws {
        let disk = SimulatedDirectory()
        try disk.writeTitles((0..<10).map { _ in "aa" })
        let segment = try disk.openSnapshot().views[0].segment
        let entry = TermEntry(documentCount: 5000, occurrenceCount: 5000, firstBlock: 1 << 63)
        #expect(throws: Damage.self) { _ = try segment.denseBits(FieldID(rawValue: 0), entry) }
    }

    @Test("statistics that lie")
    func lyingStatistics() throws {
        let disk = SimulatedDirectory()
        try disk.writeTitles((0..<10).map { _ in "aa" })
        let name = try #require(disk.fileNames.first { $0.hasPrefix("seg-") })
        let file = try SectionFile(name, in: disk)
        let bytes = try #require(disk.content(of: name))
        func place(_ part: [UInt8]) throws -> Int {
            try #require((0...bytes.count - part.count).last { Array(bytes[$0..<$0 + part.count]) == part })
        }
        let meta = try place(try file.section("meta").verified().array)
        let lengths = try place(try file.section("0.lengths").verified().array)
        let forged = try #require(DamageForgery(disk: disk).forging(name) { all, _ in
            for i in 0..<8 { all[meta + 9 + i] = 0 }
            for i in 0..<10 { all[lengths + i] = 0 }
        })
        _ = try? forged.openSnapshot().search(SearchRequest(query: "aa"))
    }
}
