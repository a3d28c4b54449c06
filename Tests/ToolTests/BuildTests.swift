import Foundation
import Testing

@Suite struct BuildTests {
    private func rows(_ range: Range<Int>) -> String {
        range.map { "{\"id\": \"r\($0)\", \"stock\": \($0), \"title\": \"part number \($0)\"}\n" }.joined()
    }

    @Test("with --json each commit says how many input rows are durable, rejected ones counted, and the summary comes last")
    func commits() throws {
        try Shell.inScratch { shell in
            try shell.write("rows.jsonl", rows(0..<10) + "bad\n" + rows(11..<25))
            let outcome = try shell.build("--commit-every", "10", "--json", "rows.jsonl")
            let commits = outcome.json.compactMap { $0["committed"] as? Int }
            #expect(commits == [10, 20, 25])
            #expect(outcome.output.hasPrefix("{\"committed\": 10}\n"))
            let summary = try #require(outcome.json.last)
            #expect(summary["rows"] as? Int == 25)
            #expect(summary["indexed"] as? Int == 24)
            #expect(summary["documents"] as? Int == 24)
            for key in ["seconds", "documentsPerSecond", "megabytesPerSecond", "segments", "bytes", "peakMemoryBytes"] {
                #expect(summary[key] as? Double != nil, "\(key)")
            }
        }
    }

    @Test("a row reported committed is searched by others while the build goes on")
    func visibility() throws {
        try Shell.inScratch { shell in
            try shell.write("schema.json", Shop.schema)
            let pipe = Pipe()
            let build = try shell.start(
                ["index", "build", "--schema", "schema.json", "--index", "shop", "--commit-every", "5", "--json", "-"], pipe: pipe)
            pipe.fileHandleForWriting.write(Data(rows(0..<7).utf8))
            try build.wait { try build.outputSoFar().contains("{\"committed\": 5}") }
            #expect(try shell.count("stock < 5") == 5)
            pipe.fileHandleForWriting.write(Data(rows(7..<9).utf8))
            try pipe.fileHandleForWriting.close()
            #expect(try build.end().status == 0)
            #expect(try shell.count("stock < 9") == 9)
        }
    }

    @Test("a signal commits what was read and stops, and the status says which", arguments: [SIGINT, SIGTERM])
    func interrupted(_ signal: Int32) throws {
        try Shell.inScratch { shell in
            try shell.write("schema.json", Shop.schema)
            let pipe = Pipe()
            let build = try shell.start(
                ["index", "build", "--schema", "schema.json", "--index", "shop", "--commit-every", "3", "--json", "-"], pipe: pipe)
            pipe.fileHandleForWriting.write(Data(rows(0..<5).utf8))
            try build.wait { try build.outputSoFar().contains("{\"committed\": 3}") }
            kill(build.process.processIdentifier, signal)
            let outcome = try build.end()
            #expect(outcome.status == 128 + signal)
            #expect(outcome.words.contains("interrupted"))
            #expect(outcome.json.last?["ending"] as? String == "interrupted")
            let documents = try #require(outcome.json.last?["documents"] as? Int)
            #expect(try shell.count("stock < 5") == documents)
        }
    }

    @Test("two builds at once of one index: the second is told, and the first is not disturbed")
    func locked() throws {
        try Shell.inScratch { shell in
            try shell.write("schema.json", Shop.schema)
            let pipe = Pipe()
            let first = try shell.start(
                ["index", "build", "--schema", "schema.json", "--index", "shop", "--commit-every", "1", "--json", "-"], pipe: pipe)
            pipe.fileHandleForWriting.write(Data(rows(0..<1).utf8))
            try first.wait { try first.outputSoFar().contains("committed") }
            try shell.write("rows.jsonl", rows(1..<2))
            let second = try shell.build("rows.jsonl")
            #expect(second.status == 1)
            #expect(second.words.contains("another process"))
            try pipe.fileHandleForWriting.close()
            #expect(try first.end().status == 0)
            #expect(try shell.count("stock >= 0") == 1)
        }
    }

    @Test("an index is extended without a schema, and refuses another one")
    func extended() throws {
        try Shell.inScratch { shell in
            try Shop.build(in: shell)
            try shell.write("more.jsonl", "{\"id\": \"a5\", \"brand\": \"Bolta\"}\n")
            #expect(try shell.souk("index", "build", "--index", "shop", "more.jsonl").status == 0)
            #expect(try shell.count("brand = \"Bolta\"") == 3)
            try shell.write("other.json", "{\"fields\": [{\"name\": \"title\", \"type\": \"keyword\"}]}")
            let refused = try shell.souk("index", "build", "--schema", "other.json", "--index", "shop", "more.jsonl")
            #expect(refused.status == 2)
            #expect(refused.words.contains("schema"))
        }
    }

    @Test("what is asked wrongly exits with 2 and says what to write")
    func askedWrongly() throws {
        try Shell.inScratch { shell in
            try shell.write("rows.jsonl", rows(0..<1))
            try shell.write("schema.json", Shop.schema)
            try shell.write("bad.json", "{\"fields\": [{\"name\": \"title\", \"type\": \"words\"}]}")
            try shell.write("broken.json", "{\n  \"fields\": [\n")
            let wrong: [(arguments: [String], mention: String)] = [
                (["rows.jsonl"], "schema"),
                (["--schema", "bad.json", "rows.jsonl"], "type"),
                (["--schema", "broken.json", "rows.jsonl"], "line 3"),
                (["--schema", "schema.json", "--memory", "lots", "rows.jsonl"], "--memory"),
                (["--schema", "schema.json", "--memory", "1MiB", "rows.jsonl"], "16MiB"),
                (["--schema", "schema.json", "--threads", "0", "rows.jsonl"], "--threads"),
                (["--schema", "schema.json", "--on-error", "cry", "rows.jsonl"], "skip"),
                (["--schema", "schema.json", "--commit-every", "0", "rows.jsonl"], "--commit-every"),
                (["--schema", "schema.json", "-", "-"], "standard input"),
                (["--schema", "schema.json"], "files"),
            ]
            for (arguments, mention) in wrong {
                let outcome = try shell.start(["index", "build", "--index", "shop"] + arguments).end()
                #expect(outcome.status == 2, "\(arguments): \(outcome.words)")
                #expect(outcome.words.contains(mention), "\(arguments): \(outcome.words)")
                #expect(outcome.output.isEmpty)
            }
            #expect(!shell.exists("shop"))
        }
    }

    @Test("a file that is not there fails before anything is made")
    func missingFile() throws {
        try Shell.inScratch { shell in
            let outcome = try shell.build("nowhere.jsonl")
            #expect(outcome.status == 1)
            #expect(outcome.words.contains("nowhere.jsonl: No such file"))
            #expect(!shell.exists("shop"))
        }
    }

    @Test("stats, merge, optimize and check agree on what is there")
    func lookingAfter() throws {
        try Shell.inScratch { shell in
            for part in 0..<3 {
                try shell.write("rows.jsonl", rows(part * 100..<part * 100 + 150))
                #expect(try shell.build("--quiet", "rows.jsonl").status == 0)
            }
            let stats = try #require(try shell.souk("index", "stats", "--index", "shop", "--json").json.first)
            #expect(stats["documents"] as? Int == 350)
            let parts = try #require(stats["parts"] as? [String: Int])
            #expect(parts.values.reduce(0, +) == stats["bytes"] as? Int)
            #expect(try shell.souk("index", "merge", "--index", "shop").status == 0)
            let optimized = try shell.souk("index", "optimize", "--index", "shop", "--json")
            let after = try #require(optimized.json.first?["after"] as? [String: Any], "\(optimized.words)")
            #expect(after["segments"] as? Int == 1)
            #expect(after["documents"] as? Int == 350)
            #expect(try shell.count("stock >= 0") == 350)
            let check = try shell.souk("index", "check", "--index", "shop", "--json")
            #expect(check.status == 0)
            #expect(check.json.first?["sound"] as? Bool == true)
            #expect(check.json.first?["documents"] as? Int == 350)
            let table = try shell.souk("index", "stats", "--index", "shop").output
            #expect(table.contains("350 documents"))
        }
    }

    @Test("check exits with 3 and names file and offset where a byte is flipped")
    func damage() throws {
        let seed = ProcessInfo.processInfo.environment["SOUK_SEED"].flatMap(UInt64.init) ?? .random(in: 0...UInt64.max)
        print("seed \(seed)")
        var chance = SplitMix(state: seed)
        try Shell.inScratch { shell in
            try Shop.build(in: shell)
            let folder = shell.folder.appending(path: "shop")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            for name in names {
                let place = folder.appending(path: name)
                let sound = try Data(contentsOf: place)
                for _ in 0..<5 where !sound.isEmpty {
                    var data = sound
                    let offset = Int.random(in: 0..<data.count, using: &chance)
                    data[offset] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
                    try data.write(to: place)
                    let check = try shell.souk("index", "check", "--index", "shop", "--json")
                    #expect(check.status == 3, "seed \(seed): \(name) at \(offset): \(check.words)")
                    #expect(check.words.contains(name), "seed \(seed): \(name) at \(offset): \(check.words)")
                    #expect(check.words.contains("at byte"))
                    let search = try shell.souk("search", "--index", "shop", "bolt", "--json")
                    #expect([0, 1, 3].contains(search.status), "seed \(seed): \(name) at \(offset): \(search.status)")
                }
                try sound.write(to: place)
            }
            #expect(try shell.souk("index", "check", "--index", "shop").status == 0)
        }
    }

    @Test("a folder without an index is no index, whatever is asked of it")
    func noIndex() throws {
        try Shell.inScratch { shell in
            for command in [["index", "stats"], ["index", "check"], ["index", "optimize"], ["search", "bolt"], ["suggest", "b"]] {
                let outcome = try shell.start(command + ["--index", "nowhere"]).end()
                #expect([1, 2].contains(outcome.status), "\(command): \(outcome.status)")
                #expect(outcome.words.contains("nowhere") || outcome.words.contains("no index"), "\(command): \(outcome.words)")
                #expect(!shell.exists("nowhere"))
            }
        }
    }
}
