import Testing
@testable import Search

/// Blocks of stored documents that a merge copies keep the dictionary of the segment they come from.
@Suite("Merges copy blocks of documents")
struct DocumentBlocksTests {
    private let disk = SimulatedDirectory()
    private let schema: Schema

    init() throws { schema = try Schema(fields: [Field(name: "title", type: .text)]) }

    /// About 1.5 MB of each kind, enough for a dictionary to be learnt from.
    private static let count = 9_000

    private static func document(_ kind: Int, _ number: Int) -> Draft {
        .document([
            "id": .string("k\(kind)-\(number)"), "title": .string("bolt number\(number)"),
            "text": .string("kind \(kind) of document with what its kind has in common, \(kind * 7919) \(kind * 104_729), and \(number)"),
        ])
    }

    private func build(_ kinds: [Int], _ writer: inout IndexWriter) throws {
        for kind in kinds {
            for number in 0..<Self.count { try writer.put(Self.document(kind, number)) }
            _ = try writer.commit()
        }
    }

    private func dictionarySizes() throws -> [Int] {
        let manifest = try Manifest.read(try #require(try Manifest.newest(in: disk)), in: disk)
        return try manifest.segments.map { try SectionFile($0.file.name, in: disk).section("docdict").count }
    }

    /// All documents but `deleted`, each as it was put.
    private func check(_ kinds: [Int], without deleted: Set<String> = []) throws {
        let snapshot = try disk.openSnapshot()
        var dice = Dice(7)
        for kind in kinds {
            for number in [0, 1, Self.count - 1] + (0..<50).map({ _ in dice.below(Self.count) }) {
                let key = "k\(kind)-\(number)"
                let found = try snapshot.document(id: key)
                #expect((found == nil) == deleted.contains(key))
                guard let found else { continue }
                #expect(found == Self.document(kind, number).json)
            }
        }
        try disk.expectSound("after a merge")
    }

    @Test("with the dictionaries of all segments, again and again")
    func dictionaries() throws {
        var writer = try disk.makeWriter(schema)
        try build([0, 1], &writer)
        let before = try dictionarySizes()
        #expect(before.count == 2)
        #expect(before.allSatisfy { $0 > 0 })
        try writer.optimize()
        #expect(try dictionarySizes() == [before.reduce(0, +)])
        try check([0, 1])
        try build([2], &writer)
        try writer.optimize()
        #expect(try dictionarySizes()[0] > before.reduce(0, +))
        try writer.close()
        try check([0, 1, 2])
    }

    @Test("where nothing is deleted; else documents are stored anew")
    func deletions() throws {
        var writer = try disk.makeWriter(schema)
        try build([0, 1], &writer)
        let before = try dictionarySizes()
        #expect(try writer.delete(key: "k1-17"))
        try writer.optimize()
        try writer.close()
        #expect(try dictionarySizes() == [before[0]])
        try check([0, 1], without: ["k1-17"])
    }

    @Test("a field that is not stored is left out, spelt with dots too")
    func unstored() throws {
        var secret = Field(name: "a.secret", type: .keyword)
        secret.isStored = false
        let disk = SimulatedDirectory()
        var writer = try disk.makeWriter(try Schema(fields: [Field(name: "title", type: .text), secret]))
        let rows = [
            (#"{"id":"1","a":{"secret":"s1","b":1},"title":"x"}"#, #"{"id":"1","a":{"b":1},"title":"x"}"#),
            (#"{"id":"2","a.secret":"s2","title":"x"}"#, #"{"id":"2","title":"x"}"#),
        ]
        for (row, _) in rows { try writer.put(Array(row.utf8).span) }
        try writer.commit()
        try writer.close()
        let snapshot = try disk.openSnapshot()
        for (number, row) in rows.enumerated() {
            #expect(try snapshot.document(id: "\(number + 1)").map { String(decoding: $0, as: UTF8.self) } == row.1)
        }
    }
}
