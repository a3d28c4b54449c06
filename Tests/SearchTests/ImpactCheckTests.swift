import Testing
@testable import Search

/// What a search trusts when it skips: a file can have every checksum right and still be written wrong.
@Suite("Check holds what a search skips by against every document")
struct ImpactCheckTests {
    private let disk = SimulatedDirectory()

    init() throws {
        var writer = try disk.makeWriter(try Schema(fields: [Field(name: "title", type: .text)]))
        for number in 0..<300 {
            let title = Array(repeating: "bolt", count: 1 + number % 3).joined(separator: " ")
            try writer.put(Array(#"{"id": "\#(number)", "title": "\#(title) word\#(number)"}"#.utf8).span)
        }
        try writer.commit()
        try writer.close()
        try disk.expectSound("as written")
    }

    /// Makes one byte of a section another, all checksums right.
    private func damage(_ section: String, _ change: (inout [UInt8], Int) -> Void) throws -> [String] {
        let file = try SectionFile("seg-1", in: disk)
        let content = try file.section(section).verified().array
        let bytes = try #require(disk.content(of: "seg-1"))
        let start = try #require(bytes.indices.first { bytes[$0...].starts(with: content) })
        let forged = try #require(DamageForgery(disk: disk).forging("seg-1") { bytes, _ in change(&bytes, start) })
        return try forged.findDamage().map { "\($0.file): \($0.reason)" }
    }

    @Test("the best of a block", arguments: [0, 1, 2])
    func blocks(_ block: Int) throws {
        // The first pair's frequency is that of the most frequent documents.
        let found = try damage("0.facts") { $0[$1 + block * PostingsLayout.factSizeBytes + 20] = 1 }
        #expect(found.count == 1 && found[0].contains("is better than") && found[0].contains("block \(block)"), "\(found)")
    }

    @Test("the heads of the dictionary")
    func heads() throws {
        let dictionary = try Segment(disk.openSnapshot().views[0].file, schema: try disk.openSnapshot().schema, in: disk)
            .postings(FieldID(rawValue: 0)).dictionary
        let size = try SectionFile("seg-1", in: disk).section("0.terms").verified().count
        let heads = size - TermDictionary.trailerSizeBytes - dictionary.blockCount * 12
        // The second block has the first one's head: they do not fall, but terms of the first are sought in the second.
        let found = try damage("0.terms") { bytes, start in
            for i in 0..<8 { bytes[start + heads + 8 + i] = bytes[start + heads + i] }
        }
        #expect(found.count == 1 && found[0].contains("is not found where it stands"), "\(found)")
    }
}
