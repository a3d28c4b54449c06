import Testing
@testable import Search

@Suite("Key tables: a key leads to the last document that has it")
struct KeyTableTests {
    /// The table of a segment whose documents have these keys.
    private func table(_ keys: [String]) throws -> KeyTable {
        let directory = SimulatedDirectory()
        let file = try SectionFileWriter("keys", in: directory)
        var writer = KeyTableWriter()
        for key in keys { Bytes.of(Array(key.utf8)) { writer.add($0, hash: stableHash($0)) } }
        try writer.write(to: file)
        _ = try file.finish()
        return try KeyTable(try SectionFile("keys", in: directory), documentCount: keys.count)
    }

    private func documents(_ key: String, in table: KeyTable) throws -> [Int] {
        var found: [Int] = []
        try Bytes.of(Array(key.utf8)) { bytes throws(Damage) in
            try table.forEachDocument(bytes, hash: stableHash(bytes)) { document throws(Damage) in
                found.append(document)
                return false
            }
        }
        return found
    }

    @Test("any mixture of keys, few or many of them equal")
    func mixtures() {
        Seed.forEachCase("mixtures of keys", 60) { _, dice in
            let distinct = dice.pick([1, 2, 10, 1000])
            let keys = (0..<dice.pick([0, 1, 2, 50, 3000])).map { _ in "k\(dice.below(distinct))" }
            let table = try table(keys)
            for (document, key) in keys.enumerated() {
                try expectSame(try table.key(of: document).string, key, "key of document \(document)")
            }
            for number in 0..<distinct + 20 {
                let last = keys.lastIndex(of: "k\(number)").map { [$0] } ?? []
                try expectSame(Array(try documents("k\(number)", in: table).prefix(3)), last, "documents of key k\(number)")
            }
        }
    }

    /// Where every row has a slot, those of one key are a run that each row walks: half a minute for this.
    @Test("a build of many rows with one key, and another on top of it")
    func oneKey() throws {
        let disk = SimulatedDirectory()
        var writer = try disk.makeWriter(try Schema(fields: [Field(name: "price", type: .int)]))
        let rows = 200_000
        for round in 0..<2 {
            for row in 0..<rows { try writer.put(.document(["id": .string("same"), "price": .int(round * rows + row)])) }
            try writer.put(.document(["id": .string("other \(round)"), "price": .int(0)]))
            let commit = try writer.commit()
            #expect(commit.documents == 2 + round)
        }
        try writer.close()
        try disk.expectSound("after the builds")
        let document = try #require(try disk.openSnapshot().document(id: "same"))
        #expect(try JSONValue(parsing: document)["price"]?.int == 2 * rows - 1)
    }
}
