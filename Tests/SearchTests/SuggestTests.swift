import Testing
@testable import Search

@Suite("Completions are the most frequent values that begin as typed")
struct SuggestTests {
    @Test("as counting all values of all documents says, over segments, deletions and letter case")
    func naive() throws {
        let schema = try Schema(fields: [
            Field(name: "brand", type: .keyword), Field(name: "category", type: .path),
        ])
        Seed.forEachCase("completions", 30) { _, dice in
            let disk = SimulatedDirectory()
            var writer = try disk.makeWriter(schema)
            var documents: [String: (brand: String, category: String)] = [:]
            for number in 0..<dice.pick([5, 60, 200]) {
                let key = "\(dice.below(100))"
                let brand = dice.pick(["Bosch", "BOSCH", "bolt", "Bölt", "b", "Skf", "SKF Group", "boschrexroth"])
                let category = dice.pick(["Bolts > Hex", "Bolts > Bolted", "Nuts > Hexes", "bo", "Ä > Hexa > bolt"])
                try writer.put(Array(#"{"id":"\#(key)","brand":"\#(brand)","category":"\#(category)"}"#.utf8).span)
                documents[key] = (brand, category)
                if number.isMultiple(of: 50) { try writer.commit() }
            }
            if dice.chance(40) { try writer.optimize() } else { try writer.commit() }
            try writer.close()
            let snapshot = try disk.openSnapshot()
            for typed in ["b", "bo", "BOS", "bosch", "sk", "hex", "hexe", "x", "bölt"] {
                let wanted = folded(Array(typed.utf8))
                let brands = documents.values.map(\.brand)
                for (field, values) in [("brand", brands), ("category", documents.values.flatMap { Self.paths($0.category) })] {
                    var counts: [[UInt8]: Int] = [:]
                    for value in values.map({ Array($0.utf8) }) where folded(PathValue.lastPart(value)).starts(with: wanted) {
                        counts[value, default: 0] += 1
                    }
                    let limit = dice.within(1...4)
                    let ranked = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key.lexicographicallyPrecedes($1.key) }
                    let expected = ranked.prefix(limit).map { "\(String(decoding: $0.key, as: UTF8.self)) \($0.value)" }
                    let reply = try snapshot.suggest(SuggestRequest(prefix: typed, fields: [field], limit: limit))
                    try expectSame(reply.suggestions.map { "\($0.text) \($0.count)" }, expected, "'\(typed)' in \(field)")
                }
            }
        }
    }

    /// A path and all above it.
    private static func paths(_ path: String) -> [String] {
        let parts = path.split(separator: " > ").map(String.init)
        return (1...parts.count).map { parts[..<$0].joined(separator: " > ") }
    }
}
