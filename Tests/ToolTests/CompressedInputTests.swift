import Foundation
import Testing

@Suite struct CompressedInputTests {
    /// Rows that do not compress to nothing, so that cutting the file in the middle cuts rows.
    private static let rows = (0..<5000).map { "{\"id\": \"r\($0)\", \"stock\": \($0), \"title\": \"part \($0 &* 2654435761 % 99991)\"}\n" }
        .joined()

    private static let wrappings = [(ending: "gz", command: "gzip"), (ending: "zst", command: "zstd -q --rm")]

    @Test("rows come out of .gz and .zst as they went in, also of several streams end to end", arguments: wrappings)
    func whole(_ wrapping: (ending: String, command: String)) throws {
        try Shell.inScratch { shell in
            try shell.write("rows.jsonl", Self.rows)
            try shell.write("more.jsonl", "{\"id\": \"more\"}\n")
            try shell.run("\(wrapping.command) rows.jsonl more.jsonl")
            try shell.run("cat rows.jsonl.\(wrapping.ending) more.jsonl.\(wrapping.ending) > all.jsonl.\(wrapping.ending)")
            let outcome = try shell.build("--json", "all.jsonl.\(wrapping.ending)")
            #expect(outcome.status == 0, "\(outcome.words)")
            #expect(outcome.json.last?["indexed"] as? Int == 5001)
        }
    }

    @Test("of a truncated file the rows before the cut are kept, and the status is 1", arguments: wrappings)
    func truncated(_ wrapping: (ending: String, command: String)) throws {
        try Shell.inScratch { shell in
            let name = "rows.jsonl.\(wrapping.ending)"
            try shell.write("rows.jsonl", Self.rows)
            // Several streams, so that some rows are whole whatever the size of a block.
            try shell.write("first.jsonl", "{\"id\": \"whole\"}\n")
            try shell.run("\(wrapping.command) rows.jsonl first.jsonl")
            let first = try Data(contentsOf: shell.folder.appending(path: "first.jsonl.\(wrapping.ending)"))
            let data = try Data(contentsOf: shell.folder.appending(path: name))
            try shell.write(name, first + data.prefix(data.count * 2 / 3))
            let outcome = try shell.build("--json", name)
            #expect(outcome.status == 1)
            #expect(outcome.words.contains("\(name):"))
            #expect(outcome.words.contains("truncated"))
            let indexed = try #require(outcome.json.last?["indexed"] as? Int)
            #expect(indexed >= 1 && indexed < 5001)
            #expect(try shell.count("stock < \(indexed - 1)") == indexed - 1)
        }
    }

    @Test("a file after a truncated one is read all the same")
    func next() throws {
        try Shell.inScratch { shell in
            try shell.write("rows.jsonl", Self.rows)
            try shell.run("gzip rows.jsonl && head -c 1000 rows.jsonl.gz > cut.jsonl.gz")
            try shell.write("good.jsonl", "{\"id\": \"good\", \"brand\": \"Good\"}\n")
            let outcome = try shell.build("--json", "cut.jsonl.gz", "good.jsonl")
            #expect(outcome.status == 1)
            #expect(outcome.json.last?["ending"] as? String == "unreadable")
            #expect(try shell.count("brand = \"Good\"") == 1)
        }
    }

    @Test("a file that is not what its name says is refused with its name", arguments: ["x.jsonl.gz", "x.jsonl.zst"])
    func mislabelled(_ name: String) throws {
        try Shell.inScratch { shell in
            try shell.write(name, "{\"id\": \"1\"}\n")
            let outcome = try shell.build(name)
            #expect(outcome.status == 1)
            #expect(outcome.words.contains("\(name):"))
        }
    }

    @Test("flipped bytes in a compressed file are an error, never a trap", arguments: wrappings)
    func flipped(_ wrapping: (ending: String, command: String)) throws {
        try Shell.inScratch { shell in
            let name = "rows.jsonl.\(wrapping.ending)"
            try shell.write("rows.jsonl", Self.rows)
            // zstd's command adds a checksum, gzip always has one.
            try shell.run("\(wrapping.command) rows.jsonl")
            var data = try Data(contentsOf: shell.folder.appending(path: name))
            data[data.count / 2] ^= 0x55
            try shell.write(name, data)
            let outcome = try shell.build("--json", name)
            #expect(outcome.status == 1, "\(outcome.words)")
        }
    }

    @Test("standard input may be plain or compressed", arguments: ["cat", "gzip", "zstd -q"])
    func standardInput(_ command: String) throws {
        try Shell.inScratch { shell in
            try shell.write("rows.jsonl", Self.rows)
            try shell.run("\(command) < rows.jsonl > input")
            try shell.write("schema.json", Shop.schema)
            let input = try Data(contentsOf: shell.folder.appending(path: "input"))
            let outcome = try shell.souk("index", "build", "--schema", "schema.json", "--index", "shop", "--json", "-", input: input)
            #expect(outcome.status == 0, "\(outcome.words)")
            #expect(outcome.json.last?["indexed"] as? Int == 5000)
        }
    }
}
