import Foundation
import Testing

@Suite struct SettingsCommandTests {
    @Test("synonyms are put, listed, imported and taken away, and the next search goes by them")
    func synonyms() throws {
        try Shell.inScratch { shell in
            try Shop.build(in: shell)
            func count(_ query: String, _ more: String...) throws -> Int? {
                let outcome = try shell.souk("search", "--index", "shop", query, "--json")
                return (outcome.json.first?["total"] as? [String: Any])?["value"] as? Int
            }
            #expect(try count("fixing") == 0)
            #expect(try shell.souk("synonyms", "put", "--index", "shop", "fixing => hex bolt").status == 0)
            #expect(try count("fixing") == count("\"hex bolt\""))
            #expect(try shell.souk("synonyms", "list", "--index", "shop").output.contains("fixing => hex bolt"))
            let kept = try shell.souk("synonyms", "list", "--index", "shop", "--json").output
            try shell.write("kept.json", kept)
            #expect(try shell.souk("synonyms", "delete", "--index", "shop", "fixing").status == 0)
            #expect(try count("fixing") == 0)
            #expect(try shell.souk("synonyms", "import", "--index", "shop", "kept.json").status == 0)
            #expect(try count("fixing") == count("\"hex bolt\""))
            try shell.write("wrong.txt", "a, b\nalone\n")
            let wrong = try shell.souk("synonyms", "import", "--index", "shop", "--replace", "wrong.txt")
            #expect(wrong.status == 1 && wrong.words.contains("wrong.txt") && wrong.words.contains("line 2"))
            #expect(try shell.souk("synonyms", "list", "--index", "shop", "--json").output == kept)
            #expect(try shell.souk("synonyms", "delete", "--index", "shop", "nobody").status == 2)
            #expect(try shell.souk("synonyms", "delete", "--index", "shop").status == 2)
        }
    }

    @Test("rules and stop words too; what the index can't take is refused")
    func rules() throws {
        try Shell.inScratch { shell in
            try Shop.build(in: shell)
            let rule = #"{"id": "r", "when": {"query": "plated"}, "then": {"pin": [{"id": "a4", "position": 1}], "redirect": "/p"}}"#
            #expect(try shell.souk("rules", "put", "--index", "shop", rule).status == 0)
            let page = try shell.souk("search", "--index", "shop", "plated").output
            #expect(page.contains("by rules: r") && page.contains("redirect: /p") && page.contains("pinned"))
            #expect(try !shell.souk("search", "--index", "shop", "plated", "--rules", "off").output.contains("by rules"))
            #expect(try shell.souk("search", "--index", "shop", "plated", "--pinned", "a4:0").status == 2)
            let wrong = try shell.souk("rules", "put", "--index", "shop", #"{"when": {"filter": "nofield = 1"}, "then": {"stop": true}}"#)
            #expect(wrong.status == 2 && wrong.words.contains("when.filter") && wrong.words.contains("nofield"))
            try shell.write("stop.json", #"[{"id": "f", "words": ["nice"]}]"#)
            #expect(try shell.souk("stopwords", "import", "--index", "shop", "stop.json").status == 0)
            let nice = try shell.souk("search", "--index", "shop", "nice plated", "--json")
            #expect(nice.json.first?["match"] as? String == "all")
            #expect(try shell.souk("rules", "list", "--index", "nowhere").status == 1)
        }
    }
}
