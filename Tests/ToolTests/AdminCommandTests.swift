import Foundation
import Testing

@Suite("souk admin") struct AdminCommandTests {
    @Test("makes an administrator and a key where there is nothing yet, and says what is wrong with either")
    func first() throws {
        try Shell.inScratch { shell in
            let made = try shell.start(
                ["admin", "create-user", "--data", "a/b", "--email", "ada@example.com", "--name", "Ada", "--role", "admin"],
                input: Data("correct horse battery\n".utf8)).end()
            #expect(made.status == 0)
            #expect(made.output.count == 27)
            let again = try shell.start(
                ["admin", "create-user", "--data", "a/b", "--email", "ADA@example.com", "--name", "Ada"], input: Data("correct horse battery\n".utf8)
            ).end()
            #expect(again.status == 2 && again.words.hasPrefix("souk: "))
            let short = try shell.start(
                ["admin", "create-user", "--data", "a/b", "--email", "eve@example.com", "--name", "Eve"], input: Data("short\n".utf8)).end()
            #expect(short.status == 2 && short.words.contains("10"))
            let key = try shell.start(["admin", "create-key", "--data", "a/b", "--name", "desk", "--scope", "search", "index"]).end()
            #expect(key.status == 0 && key.output.hasPrefix("souk_"))
            let wrong = try shell.souk(
                "admin", "create-key", "--data", "a/b", "--database", "mysql://x", "--name", "x", "--scope", "search")
            #expect(wrong.status == 2 && wrong.words.contains("postgres://"))
        }
    }

    @Test("sets a password where no mail arrives, with the server's vault key or not at all")
    func rescue() throws {
        try Shell.inScratch { shell in
            try shell.write("vault.key", String(repeating: "0f", count: 32) + "\n")
            try shell.write("other.key", String(repeating: "10", count: 32) + "\n")
            func admin(_ arguments: [String], key: String?) throws -> Shell.Outcome {
                let vault = key.map { ["--vault-key", $0] } ?? []
                return try shell.start(
                    ["admin"] + arguments + ["--data", "shop", "--email", "ada@example.com"] + vault,
                    input: Data("correct horse battery\n".utf8)
                ).end()
            }
            #expect(try admin(["create-user", "--name", "Ada"], key: "vault.key").status == 0)
            let set = try admin(["reset-password"], key: "vault.key")
            #expect(set.status == 0 && set.words.contains("ada@example.com"))
            #expect(try admin(["reset-password", "--drop-second-factor"], key: "vault.key").status == 0)
            for key in ["other.key", nil] {
                let refused = try admin(["reset-password"], key: key)
                #expect(refused.status == 1 && refused.words.contains("sealed with another key"), "\(refused.words)")
            }
            let nobody = try shell.start(
                ["admin", "reset-password", "--data", "shop", "--email", "eve@example.com", "--vault-key", "vault.key"],
                input: Data("correct horse battery\n".utf8)
            ).end()
            #expect(nobody.status == 2)
        }
    }

    @Test("an index is built in a folder below others that are not there yet")
    func deep() throws {
        try Shell.inScratch { shell in
            let schema = #"{"fields": [{"name": "title", "type": "text"}]}"#
            try shell.write("schema.json", schema)
            try shell.write("rows.jsonl", #"{"id": "1", "title": "bolt"}"#)
            let built = try shell.start(["index", "build", "--quiet", "--schema", "schema.json", "--index", "x/y/index", "rows.jsonl"]).end()
            #expect(built.status == 0, "\(built.words)")
            #expect(try shell.start(["search", "--index", "x/y/index", "bolt"]).end().status == 0)
        }
    }
}
