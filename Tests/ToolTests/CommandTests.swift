import Foundation
import Gateway
import Testing

@testable import souk

@Suite struct CommandTests {
    static let commands: [[String]] = [
        [], ["index"], ["index", "build"], ["index", "stats"], ["index", "check"], ["index", "merge"], ["index", "optimize"],
        ["search"], ["suggest"], ["analyze"], ["evaluate"], ["bench"], ["serve"], ["admin", "create-user"], ["admin", "create-key"],
        ["demo-catalog"],
    ]

    @Test("every command explains itself with an example", arguments: commands)
    func help(_ command: [String]) throws {
        try Shell.inScratch { shell in
            let outcome = try shell.start(command + ["--help"]).end()
            #expect(outcome.status == 0)
            #expect(outcome.words.isEmpty)
            #expect(outcome.output.contains("  souk " + command.joined(separator: " ")))
        }
    }

    @Test("what no command knows exits with 2, and says so on standard error", arguments: [["serch"], ["index"], ["index", "rebuild"], ["--fast"]])
    func unknown(_ arguments: [String]) throws {
        try Shell.inScratch { shell in
            let outcome = try shell.start(arguments + ["--no-such-option"]).end()
            #expect(outcome.status == 2)
            #expect(outcome.output.isEmpty)
            #expect(!outcome.words.isEmpty)
        }
    }

    @Test("the same seed gives the same catalogue, another seed another, and its schema fits it")
    func demoCatalog() throws {
        try Shell.inScratch { shell in
            let catalogue = { (seed: String) in try shell.souk("demo-catalog", "--listings", "300", "--seed", seed).output }
            let first = try catalogue("7")
            #expect(try catalogue("7") == first)
            #expect(try catalogue("8") != first)
            #expect(first.split(separator: "\n").count == 300)
            try shell.write("rows.jsonl", first)
            try shell.write("demo.json", try shell.souk("demo-catalog", "--schema").output)
            let outcome = try shell.souk("index", "build", "--schema", "demo.json", "--index", "demo", "--json", "rows.jsonl")
            #expect(outcome.status == 0)
            #expect(outcome.json.last?["rejected"] as? Int == 0, "\(outcome.words)")
            #expect(outcome.json.last?["documents"] as? Int == 300)
        }
    }

    @Test("serve answers over HTTP, takes over a later commit, and ends with 0 on SIGTERM")
    func serve() throws {
        try Shell.inScratch { shell in
            try Shop.build(in: shell)
            let port = try freePort()
            let server = try shell.start(["serve", "--data", "shop", "--port", "\(port)"], environment: ["SOUK_REFRESH_MS": "50"])
            try server.wait { try server.wordsSoFar().contains("http://127.0.0.1:\(port)") }
            try shell.run("curl -sf 'http://127.0.0.1:\(port)/search?q=hex' > reply.json")
            #expect(try shell.read("reply.json").contains("Hex bolt"))
            try shell.write("more.jsonl", "{\"id\": \"a9\", \"title\": \"latecomer\"}\n")
            #expect(try shell.souk("index", "build", "--index", "shop", "more.jsonl").status == 0)
            try server.wait {
                try shell.run("curl -sf 'http://127.0.0.1:\(port)/search?q=latecomer' > reply.json")
                return try shell.read("reply.json").contains("a9")
            }
            server.process.terminate()
            #expect(try server.end().status == 0)
        }
    }

    @Test("serve names everything that is wrong with its settings at once, and where it stands")
    func settings() throws {
        try Shell.inScratch { shell in
            try shell.write("souk.yaml", "host: 127.0.0.1\nport: many\ncolour: blue\n")
            let outcome = try shell.start(
                [
                    "serve", "--config", "souk.yaml", "--search-threads", "0", "--public-address", "shop.example", "--vault-key", "souk.yaml",
                    "--breached-passwords", "none.txt", "--sendmail", "souk.yaml", "--mail-from", "me", "--event-days", "0",
                    "--trace-endpoint", "http://me:geheim@127.0.0.1:4318", "--trace-ratio", "2",
                ], environment: ["SOUK_BODY_LIMIT": "huge"]
            ).end()
            #expect(outcome.status == 2)
            for mention in [
                "souk.yaml:2: port", "souk.yaml:3: colour", "--search-threads", "SOUK_BODY_LIMIT", "--public-address: expected",
                "--vault-key: expected a file of 64", "--breached-passwords: expected", "--sendmail: expected", "--mail-from: expected",
                "--event-days: expected",
                "--trace-endpoint: expected", "--trace-ratio: expected",
            ] {
                #expect(outcome.words.contains(mention), "\(mention): \(outcome.words)")
            }
            #expect(!outcome.words.contains("geheim"))
        }
    }

    @Test("a part of traces with nobody to send them to is wrong, and said so")
    func ratio() throws {
        let error = #expect(throws: AskedWrongly.self) {
            _ = try ServeConfiguration(flags: [:], environment: ["SOUK_TRACE_RATIO": "0.5"], file: nil)
        }
        #expect(error?.description.contains("SOUK_TRACE_RATIO: there is nobody") == true)
    }

    @Test("flags win over the environment, and that over the file")
    func precedence() throws {
        try Shell.inScratch { shell in
            try shell.write("souk.yaml", "host: file.example\nport: 1\nsearchThreads: 3\nallowedOrigins: [https://a.example, https://b.example]\n")
            let configuration = try ServeConfiguration(
                flags: [.host: "flag.example"], environment: ["SOUK_HOST": "variable.example", "SOUK_PORT": "2"],
                file: shell.folder.appending(path: "souk.yaml").path)
            #expect(configuration.server.host == "flag.example")
            #expect(configuration.server.port == 2)
            #expect(configuration.server.searchThreads == 3)
            #expect(configuration.server.allowedOrigins == ["https://a.example", "https://b.example"])
        }
    }

    private func freePort() throws -> Int {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, length) | getsockname(socket, $0, &length) }
        }
        try #require(result == 0)
        return Int(UInt16(bigEndian: address.sin_port))
    }
}

@Suite struct FigureTests {
    @Test("numbers are rounded and grouped as people write them")
    func numbers() {
        #expect(grouped(0) == "0")
        #expect(grouped(999) == "999")
        #expect(grouped(-1_234_567) == "-1,234,567")
        #expect(fixed(1.005, 1) == "1.0")
        #expect(fixed(-0.04, 1) == "0.0")
        #expect(fixed(2.96, 1) == "3.0")
        #expect(fixed(12.5, 0) == "13")
        #expect(sizeText(999) == "999 B")
        #expect(sizeText(1_500_000) == "1.5 MB")
        #expect(timeText(seconds: 3.21) == "3.2 s")
        #expect(timeText(seconds: 3725) == "1:02:05")
    }

    @Test("sizes are read with their units")
    func sizes() {
        #expect(ByteSize(argument: "512MiB")?.bytes == 512 << 20)
        #expect(ByteSize(argument: "1.5 GB")?.bytes == 1_500_000_000)
        #expect(ByteSize(argument: "64m")?.bytes == 64 << 20)
        #expect(ByteSize(argument: "1048576")?.bytes == 1 << 20)
        for wrong in ["", "MiB", "-1", "12 apples", "1e400", "0"] { #expect(ByteSize(argument: wrong) == nil, "\(wrong)") }
    }

    @Test("each setting's names are its words, written as its place writes them")
    func settingNames() {
        #expect(ServeSetting.searchTimeoutMs.flag == "--search-timeout-ms")
        #expect(ServeSetting.searchTimeoutMs.variable == "SOUK_SEARCH_TIMEOUT_MS")
        #expect(ServeSetting.data.variable == "SOUK_DATA")
    }
}
