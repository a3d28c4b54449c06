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
            for typed in ["b", "bo", "BOS", "bosch", "sk", "hex", "hexe", "x", "bölt", "bsoch", "boschr", "bosh", "blots", "boltd", "bolte", "bohsc"] {
                let brands = documents.values.map(\.brand)
                for (field, values) in [("brand", brands), ("category", documents.values.flatMap { Self.paths($0.category) })] {
                    let limit = dice.within(1...4)
                    let expected = Self.completions(of: typed, values, isPath: field == "category", limit: limit)
                    let reply = try snapshot.suggest(SuggestRequest(prefix: typed, fields: [field], limit: limit))
                    let found = reply.suggestions.map { "\(String(decoding: folded(Array($0.text.utf8)), as: UTF8.self)) \($0.count)" }
                    try expectSame(found, expected, "'\(typed)' in \(field)")
                }
            }
        }
    }

    /// Folded values with the number of their documents: those that begin as typed, then those that are a typo away.
    private static func completions(of typed: String, _ values: [String], isPath: Bool, limit: Int) -> [String] {
        let wanted = Array(String(decoding: folded(Array(typed.utf8)), as: UTF8.self).unicodeScalars)
        var counts: [String: Int] = [:]
        for value in values { counts[String(decoding: folded(Array(value.utf8)), as: UTF8.self), default: 0] += 1 }
        func begins(_ value: String, edits: Int) -> Bool {
            let last = isPath ? String(decoding: PathValue.lastPart(Array(value.utf8)), as: UTF8.self) : value
            let text = Array(last.unicodeScalars)
            return (max(0, wanted.count - edits)...wanted.count + edits).contains { size in
                guard size <= text.count, text.first == wanted.first else { return false }
                return naiveEditDistance(Array(text[..<size].dropFirst()), Array(wanted.dropFirst())) <= edits
            }
        }
        func ranked(edits: Int) -> [String] {
            let key = { (value: String) in isPath ? String(decoding: PathValue.lastPart(Array(value.utf8)), as: UTF8.self) + "\u{0}" + value : value }
            return counts.filter { begins($0.key, edits: edits) }
                .sorted { $0.value != $1.value ? $0.value > $1.value : key($0.key) < key($1.key) }
                .prefix(limit).map { "\($0.key) \($0.value)" }
        }
        let exact = ranked(edits: 0)
        if exact.count >= min(limit, 3) || wanted.count < 5 { return exact }
        return Array((exact + ranked(edits: 1).filter { !exact.contains($0) }).prefix(limit))
    }

    private func shop() throws -> (SimulatedDirectory, Snapshot) {
        var title = Field(name: "title", type: .text)
        title.isSuggested = true
        var category = Field(name: "category", type: .path)
        category.isSuggested = true
        let disk = SimulatedDirectory()
        var writer = try disk.makeWriter(try Schema(fields: [title, category]))
        let rows = [
            ("Stainless hex bolt M8", "Fasteners > Bolts"), ("Stainless hex bolt M10", "Fasteners > Bolts"), ("stainless HEX bolt m8", "Fasteners > Bolts"),
            ("Stainless hex box spanner", "Tools"), ("Steel nut", "Fasteners > Nuts"),
        ]
        for (number, row) in rows.enumerated() {
            try writer.put(Array(#"{"id":"\#(number)","title":"\#(row.0)","category":"\#(row.1)"}"#.utf8).span)
        }
        try writer.commit()
        try writer.close()
        return (disk, try disk.openSnapshot())
    }

    @Test("the last word is completed after others, in categories that have it, and a text comes once whatever its case")
    func words() throws {
        let (_, snapshot) = try shop()
        let reply = try snapshot.suggest(SuggestRequest(prefix: "stainless hex b", limit: 20))
        let shown = reply.suggestions.map { "\($0.kind) \($0.text) \($0.scope ?? "-") \($0.count)" }
        #expect(shown.contains("words stainless hex bolt - 3"))
        #expect(shown.contains("words stainless hex box - 1"))
        #expect(shown.contains("scope stainless hex bolt Fasteners 3"))
        #expect(reply.suggestions.count { $0.kind == .text && $0.text.lowercased() == "stainless hex bolt m8" } == 1)
        #expect(reply.suggestions.first { $0.kind == .words }?.highlighted == "<em>stainless hex b</em>olt")
        // From the fifth letter on a typo is forgiven.
        #expect(try snapshot.suggest(SuggestRequest(prefix: "stianless hex b")).suggestions.contains { $0.kind == .text })
        #expect(try snapshot.suggest(SuggestRequest(prefix: "fsateners")).suggestions.map(\.text) == ["Fasteners"])
    }

    @Test("a wrong word is put right and the last one completed behind it; where time is up, what there is says so")
    func corrected() throws {
        let (_, snapshot) = try shop()
        let reply = try snapshot.suggest(SuggestRequest(prefix: "stainlass hex bo"))
        #expect(reply.corrections.map { "\($0.from) \($0.to)" } == ["stainlass stainless"])
        #expect(reply.suggestions.contains { $0.kind == .words && $0.text == "stainless hex bolt" && $0.count == 3 })
        #expect(reply.suggestions.contains { $0.kind == .text && $0.text == "Stainless hex box spanner" })
        // A typo in the word that is still being typed.
        #expect(try snapshot.suggest(SuggestRequest(prefix: "hex stainlas")).suggestions.contains { $0.text == "hex stainless" })
        #expect(!reply.isPartial)
        var late = SuggestRequest(prefix: "stainlass hex bo")
        late.deadline = 1
        let partial = try snapshot.suggest(late)
        #expect(partial.isPartial && partial.suggestions.isEmpty && partial.corrections.isEmpty)
    }

    @Test("past queries complete what is typed, with how often they were asked, over commits and beside damage")
    func pastQueries() throws {
        let (disk, before) = try shop()
        #expect(before.queries.texts.isEmpty)
        let count = try PastQueries.replace(in: disk, with: [
            (" hex  bolt ", 3), ("hex bolt", 4), ("Hex Bolt", 1), ("hexagon key", 9), ("nut", 2), ("", 5), ("never", 0), (String(repeating: "x", count: 300), 1),
        ])
        #expect(count == 4)
        let snapshot = try disk.openSnapshot()
        let reply = try snapshot.suggest(SuggestRequest(prefix: "hex"))
        #expect(reply.suggestions.filter { $0.kind == .query }.map { "\($0.text) \($0.count)" } == ["hexagon key 9", "hex bolt 8"])
        #expect(try snapshot.suggest(SuggestRequest(prefix: "hexagno")).suggestions.first?.text == "hexagon key")
        #expect(try snapshot.suggest(SuggestRequest(prefix: "hex", fields: ["category"])).suggestions.allSatisfy { $0.kind != .query })
        var writer = try disk.makeWriter(nil)
        try writer.optimize { _ in }
        try writer.close()
        #expect(try disk.openSnapshot().queries.texts.count == 4)
        #expect(try disk.findDamage().isEmpty)
    }

    /// A path and all above it.
    private static func paths(_ path: String) -> [String] {
        let parts = path.split(separator: " > ").map(String.init)
        return (1...parts.count).map { parts[..<$0].joined(separator: " > ") }
    }
}
