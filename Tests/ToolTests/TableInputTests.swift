import Foundation
import Search
import Testing

@testable import souk

@Suite struct TableInputTests {
    @Test("CSV cells get the schema's types, arrays are split, empty cells are absent")
    func csv() throws {
        try Shell.inScratch { shell in
            let header = "id,title,price,stock,active,tags,place,attributes.thread,colour\r\n"
            let full = #"1,"Bolt, ""hex""",1.50,+7,yes,steel | zinc,"52.5,13.4",M8,red"# + "\r\n"
            try shell.write("rows.csv", header + full + "2,\"two\nlines\",,,,,,,\r\n")
            let outcome = try shell.build("--json", "rows.csv")
            #expect(outcome.status == 0, "\(outcome.words)")
            #expect(outcome.json.last?["indexed"] as? Int == 2, "\(outcome.words)")
            let first = try shell.document("1")
            #expect(first["title"] as? String == "Bolt, \"hex\"")
            #expect(first["price"] as? Double == 1.5)
            #expect(first["stock"] as? Int == 7)
            #expect(first["active"] as? Bool == true)
            #expect(first["tags"] as? [String] == ["steel", "zinc"])
            #expect((first["attributes"] as? [String: String])?["thread"] == "M8")
            #expect(first["colour"] as? String == "red")
            let second = try shell.document("2")
            #expect(second["title"] as? String == "two\nlines")
            #expect(second["price"] == nil)
            #expect(try shell.count("tags = \"zinc\" AND attributes.thread = \"M8\" AND geo(place, 52.5, 13.4, 1km)") == 1)
        }
    }

    @Test("TSV is told by its name, or by --format")
    func tsv() throws {
        try Shell.inScratch { shell in
            try shell.write("rows.tsv", "id\ttitle\n1\tbolt, hex\n")
            try shell.write("rows.txt", "id\ttitle\n2\tnut\n")
            #expect(try shell.build("--json", "rows.tsv").json.last?["indexed"] as? Int == 1)
            #expect(try shell.build("--format", "tsv", "--json", "rows.txt").json.last?["indexed"] as? Int == 1)
            #expect(try shell.document("1")["title"] as? String == "bolt, hex")
        }
    }

    @Test(
        "a bad row of a table is named by the line it begins in",
        arguments: [
            ("2,b,cheap", "price: expected a number"), ("2,b", "expected 3 cells"), ("2,b,1,9", "expected 3 cells"),
            ("2,\"b\"x,1", "must be written twice"), (",b,1", "id"),
        ])
    func badRows(_ row: String, _ reason: String) throws {
        try Shell.inScratch { shell in
            try shell.write("rows.csv", "id,title,price\n\"1\",\"two\nlines\",1\n\(row)\n3,c,3\n")
            let outcome = try shell.build("--json", "rows.csv")
            let line = try #require(outcome.words.split(separator: "\n").first { $0.hasPrefix("rows.csv:4: ") }, "\(outcome.words)")
            #expect(line.contains(reason), "\(line)")
            #expect(outcome.json.last?["indexed"] as? Int == 2)
        }
    }

    @Test("a quote that is never closed costs its own line only")
    func openQuote() throws {
        try Shell.inScratch { shell in
            try shell.write("rows.csv", "id,title\n1,\"open\n2,b\n3,c\n")
            let outcome = try shell.build("--json", "rows.csv")
            #expect(outcome.words.contains("rows.csv:2: "))
            #expect(outcome.json.last?["indexed"] as? Int == 2, "\(outcome.words)")
        }
    }

    @Test("a first row that can't name fields is refused", arguments: ["title,price", "id,,b", "id,a,a", "id,a,a.b"])
    func badHeader(_ header: String) throws {
        try Shell.inScratch { shell in
            try shell.write("rows.csv", header + "\n1,2,3\n")
            let outcome = try shell.build("rows.csv")
            #expect(outcome.status == 1)
            #expect(outcome.words.contains("rows.csv:1: "), "\(outcome.words)")
        }
    }

    @Test("tables of any cells, quoted as RFC 4180 says, are read as they were written, whatever the pieces they arrive in")
    func roundTrip() throws {
        let seed = ProcessInfo.processInfo.environment["SOUK_SEED"].flatMap(UInt64.init) ?? .random(in: 0...UInt64.max)
        print("seed \(seed)")
        var chance = SplitMix(state: seed)
        let schema = try Schema(fields: [])
        for _ in 0..<300 {
            let width = Int.random(in: 1...5, using: &chance)
            let rows = (0..<Int.random(in: 0...40, using: &chance)).map { row in
                (0..<width).map { $0 == 0 ? "k\(row)" : randomCell(&chance) }
            }
            let header = (0..<width).map { $0 == 0 ? "id" : "c\($0)" }
            let lineEnd = Bool.random(using: &chance) ? "\r\n" : "\n"
            var text = ([header] + rows).map { cells in
                cells.map { quoted($0, always: Bool.random(using: &chance)) }.joined(separator: ",")
            }.joined(separator: lineEnd)
            if Bool.random(using: &chance) { text += lineEnd }
            let found = try read(text, schema, &chance)
            let expected = rows.map { cells in
                Dictionary(uniqueKeysWithValues: zip(header, cells).filter { !$0.1.isEmpty })
            }
            #expect(found == expected, "seed \(seed)")
        }
    }

    private func read(_ text: String, _ schema: Schema, _ chance: inout SplitMix) throws -> [[String: String]] {
        let pipe = Pipe()
        let pieces = Data(text.utf8).pieces(&chance)
        let writer = Thread { [handle = pipe.fileHandleForWriting] in
            for piece in pieces { handle.write(piece) }
            try? handle.close()
        }
        writer.start()
        let file = try InputFile(path: "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)")
        let reader = DelimitedReader(file, separator: UInt8(ascii: ","), schema: schema)
        var found: [[String: String]] = []
        while let row = try reader.next() {
            guard case .document(let range) = row.content else {
                Issue.record("\(row)")
                continue
            }
            let object = try JSONSerialization.jsonObject(with: Data(reader.bytes[range]))
            found.append(try #require(object as? [String: String]))
        }
        return found
    }

    private func randomCell(_ chance: inout SplitMix) -> String {
        let characters: [Character] = ["a", "é", "\"", ",", "\n", "|", " ", "\t", "\\", "日"]
        return String((0..<Int.random(in: 0...6, using: &chance)).map { _ in characters.randomElement(using: &chance) ?? "a" })
    }

    private func quoted(_ cell: String, always: Bool) -> String {
        guard always || cell.contains(where: { "\",\n".contains($0) }) else { return cell }
        return "\"\(cell.replacing("\"", with: "\"\""))\""
    }
}

/// The same numbers from the same seed on every machine (Steele, Lea and Flood, OOPSLA 2014).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension Data {
    /// Itself in pieces of random sizes.
    fileprivate func pieces(_ chance: inout SplitMix) -> [Data] {
        var pieces: [Data] = []
        var rest = self
        while !rest.isEmpty {
            let size = Swift.min(rest.count, Int.random(in: 1...64, using: &chance))
            pieces.append(rest.prefix(size))
            rest = Data(rest.dropFirst(size))
        }
        return pieces
    }
}
