import Foundation
import Testing

/// The real program, run in a scratch folder.
struct Shell {
    let folder: URL

    struct Outcome {
        let status: Int32
        let output: String
        let words: String

        /// Each line of the output as JSON.
        var json: [[String: Any]] {
            output.split(separator: "\n").compactMap {
                (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any]
            }
        }
    }

    /// Runs `body` in a folder that is removed afterwards.
    static func inScratch<Result>(_ body: (Shell) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "souk-tool-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(Shell(folder: folder))
    }

    /// The program lies beside the tests' own executable.
    static let program: URL = {
        if let path = ProcessInfo.processInfo.environment["SOUK"] { return URL(filePath: path) }
        return URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "souk")
    }()

    func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

    func write(_ name: String, _ data: Data) throws { try data.write(to: folder.appending(path: name)) }

    func read(_ name: String) throws -> String { try String(contentsOf: folder.appending(path: name), encoding: .utf8) }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.appending(path: name).path) }

    /// Runs `souk` to its end.
    @discardableResult
    func souk(_ arguments: String..., input: Data? = nil, environment: [String: String] = [:]) throws -> Outcome {
        try start(arguments, input: input, environment: environment).end()
    }

    /// Starts `souk` with nobody at its input, or with a pipe of the caller's.
    func start(_ arguments: [String], input: Data? = nil, pipe: Pipe? = nil, environment: [String: String] = [:]) throws -> Running {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let id = UUID().uuidString
        let places = (output: folder.appending(path: ".out-\(id)"), words: folder.appending(path: ".err-\(id)"))
        try Data().write(to: places.output)
        try Data().write(to: places.words)
        // Files, not pipes: nobody has to empty them while the program runs.
        process.standardOutput = try FileHandle(forWritingTo: places.output)
        process.standardError = try FileHandle(forWritingTo: places.words)
        if let input {
            try input.write(to: folder.appending(path: ".in-\(id)"))
            process.standardInput = try FileHandle(forReadingFrom: folder.appending(path: ".in-\(id)"))
        } else if let pipe {
            process.standardInput = pipe
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        try process.run()
        return Running(process: process, output: places.output, words: places.words)
    }

    /// Runs another program on the scratch folder's files.
    func run(_ command: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = folder
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(command)")
    }
}

/// A program that runs.
struct Running {
    let process: Process
    fileprivate let output: URL
    fileprivate let words: URL

    func end() throws -> Shell.Outcome {
        // Generous, because no test may depend on the machine's speed; but a program that hangs must not hang the tests.
        let deadline = Date.now.addingTimeInterval(600)
        while process.isRunning, Date.now < deadline { Thread.sleep(forTimeInterval: 0.005) }
        if process.isRunning {
            kill(process.processIdentifier, SIGKILL)
            Issue.record("the program did not end")
        }
        process.waitUntilExit()
        let status = process.terminationReason == .uncaughtSignal ? -process.terminationStatus : process.terminationStatus
        return Shell.Outcome(status: status, output: try outputSoFar(), words: try String(contentsOf: words, encoding: .utf8))
    }

    func outputSoFar() throws -> String { try String(contentsOf: output, encoding: .utf8) }
    func wordsSoFar() throws -> String { try String(contentsOf: words, encoding: .utf8) }

    /// Waits until `condition` holds; the time is generous because no test may depend on the machine's speed.
    func wait(until condition: () throws -> Bool) throws {
        let deadline = Date.now.addingTimeInterval(120)
        while try !condition() {
            let words = try wordsSoFar()
            try #require(process.isRunning, "the program ended: \(words)")
            try #require(Date.now < deadline, "waited in vain: \(words)")
            Thread.sleep(forTimeInterval: 0.01)
        }
    }
}

/// A small shop, for tests of commands that need an index.
enum Shop {
    static let schema = """
        {"id": "id", "fields": [
          {"name": "title", "type": "text", "analyzer": "english", "weight": 4, "suggest": true},
          {"name": "description", "type": "text", "analyzer": "english"},
          {"name": "brand", "type": "keyword", "facet": true},
          {"name": "price", "type": "double", "facet": true, "sort": true},
          {"name": "stock", "type": "int"},
          {"name": "active", "type": "bool"},
          {"name": "tags", "type": "keyword", "array": true},
          {"name": "added", "type": "date"},
          {"name": "place", "type": "geo"},
          {"name": "attributes.thread", "type": "keyword"}
        ]}
        """

    static let rows = """
        {"id": "a1", "title": "Hex bolt M8 x 40", "description": "Zinc plated steel bolt", "brand": "Bolta", "price": 0.4}
        {"id": "a2", "title": "Hex nut M8", "description": "Fits every M8 bolt", "brand": "Bolta", "price": 0.1}
        {"id": "a3", "title": "Ball bearing 6204", "description": "Deep groove", "brand": "Rolla", "price": 5.2}
        {"id": "a4", "title": "Safety gloves", "description": "Size 9", "brand": "Hando", "price": 3.5}

        """

    /// Writes `schema.json` and an index `shop` of the four rows.
    static func build(in shell: Shell) throws {
        try shell.write("schema.json", schema)
        try shell.write("rows.jsonl", rows)
        let outcome = try shell.souk("index", "build", "--schema", "schema.json", "--index", "shop", "--quiet", "rows.jsonl")
        try #require(outcome.status == 0, "\(outcome.words)")
    }
}

extension Shell {
    /// How many documents a condition keeps.
    func count(_ filter: String, index: String = "shop") throws -> Int {
        let reply = try souk("search", "--index", index, "", "--filter", filter, "--limit", "0", "--json")
        let total = try #require(reply.json.first?["total"] as? [String: Any], "\(reply.words)")
        return try #require(total["value"] as? Int)
    }

    /// Builds `shop` with the shop's schema from files that are there already.
    func build(_ arguments: String...) throws -> Outcome {
        try write("schema.json", Shop.schema)
        return try start(["index", "build", "--schema", "schema.json", "--index", "shop"] + arguments).end()
    }

    /// The document of that id as it is stored.
    func document(_ id: String) throws -> [String: Any] {
        let reply = try souk("search", "--index", "shop", "", "--limit", "100", "--json")
        let hits = try #require(reply.json.first?["hits"] as? [[String: Any]], "\(reply.words)")
        let hit = try #require(hits.first { $0["id"] as? String == id }, "no document \(id)")
        return try #require(hit["document"] as? [String: Any])
    }
}
