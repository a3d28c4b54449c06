import Foundation
import Testing

@Suite struct SearchCommandTests {
    @Test("--json prints HTTP's reply, with hits, highlights, facets and an exact total")
    func json() throws {
        try Shell.inScratch { shell in
            try Shop.build(in: shell)
            let outcome = try shell.souk(
                "search", "--index", "shop", "hex m8", "--facets", "brand,price", "--highlight", "title", "--json")
            #expect(outcome.status == 0, "\(outcome.words)")
            let reply = try #require(outcome.json.first)
            #expect((reply["total"] as? [String: Any])?["value"] as? Int == 2)
            let hits = try #require(reply["hits"] as? [[String: Any]])
            #expect(Set(hits.compactMap { $0["id"] as? String }) == ["a1", "a2"])
            #expect(hits.allSatisfy { (($0["highlights"] as? [String: String])?["title"] ?? "").contains("<em>Hex</em>") })
            let facets = try #require(reply["facets"] as? [String: [String: Any]])
            let brands = try #require(facets["brand"]?["values"] as? [[String: Any]])
            #expect(brands.first?["value"] as? String == "Bolta")
            #expect(brands.first?["count"] as? Int == 2)
            #expect(facets["price"]?["min"] as? Double == 0.1)
        }
    }

    @Test("for people it prints titles, ids, the passage that matched and small tables")
    func page() throws {
        try Shell.inScratch { shell in
            try Shop.build(in: shell)
            let page = try shell.souk("search", "--index", "shop", "plated", "--facets", "brand", "--explain").output
            #expect(page.contains("1 document"))
            #expect(page.contains("1. Hex bolt M8 x 40  a1"))
            #expect(page.contains("Zinc plated steel bolt"))
            #expect(page.contains("Bolta"))
            #expect(!page.contains("<em>"))
            // No styles where nobody looks.
            #expect(!page.contains("\u{1B}"))
        }
    }

    @Test("text of documents can't move the cursor of who reads it")
    func controlCharacters() throws {
        try Shell.inScratch { shell in
            try shell.write("rows.jsonl", "{\"id\": \"1\", \"title\": \"red \\u001b[31m bolt\", \"brand\": \"a\\u0007b\"}\n")
            #expect(try shell.build("rows.jsonl").status == 0)
            let page = try shell.souk("search", "--index", "shop", "bolt", "--facets", "brand").output
            #expect(!page.contains("\u{1B}") && !page.contains("\u{7}"))
        }
    }

    @Test("sort, limit, offset, fields and filter mean what they mean over HTTP")
    func parameters() throws {
        try Shell.inScratch { shell in
            try Shop.build(in: shell)
            let outcome = try shell.souk(
                "search", "--index", "shop", "", "--sort", "price:desc", "--limit", "1", "--offset", "1", "--fields", "title",
                "--filter", "price > 0.2", "--json")
            let hits = try #require(outcome.json.first?["hits"] as? [[String: Any]], "\(outcome.words)")
            #expect(hits.map { $0["id"] as? String } == ["a4"])
            #expect((hits.first?["document"] as? [String: Any])?.keys.sorted() == ["title"])
        }
    }

    @Test(
        "what can't be answered exits with 2 and names the parameter and the way out",
        arguments: [
            (["bolt", "--filter", "brand ="], "filter"), (["bolt", "--filter", "brnd = \"x\""], "brand"),
            (["bolt", "--sort", "title:asc"], "sort"), (["bolt", "--facets", "nothing"], "facets"),
            (["bolt", "--limit", "many"], "limit"), (["bolt", "--match", "mostly"], "match"),
            (["bolt", "--cursor", "abc"], "cursor"), (["bolt", "--colour"], "colour"), ([], "query"),
        ])
    func wrong(_ arguments: [String], _ mention: String) throws {
        try Shell.inScratch { shell in
            try Shop.build(in: shell)
            let outcome = try shell.start(["search", "--index", "shop"] + arguments).end()
            #expect(outcome.status == 2, "\(outcome.words)")
            #expect(outcome.words.contains(mention), "\(outcome.words)")
            #expect(outcome.output.isEmpty)
        }
    }

    @Test("an odd query is never an error", arguments: ["\"", "-", "\"open", "::", "field:", "(((", "🔩", "*", "a:b:c", "\\"])
    func oddQueries(_ query: String) throws {
        try Shell.inScratch { shell in
            try Shop.build(in: shell)
            let outcome = try shell.souk("search", "--index", "shop", "--json", "--", query)
            #expect(outcome.status == 0, "\(outcome.words)")
            #expect(outcome.json.count == 1)
        }
    }

    @Test("suggest completes what was begun")
    func suggest() throws {
        try Shell.inScratch { shell in
            try Shop.build(in: shell)
            let outcome = try shell.souk("suggest", "--index", "shop", "hex")
            #expect(outcome.status == 0, "\(outcome.words)")
            #expect(outcome.output.lowercased().contains("hex"))
            let json = try shell.souk("suggest", "--index", "shop", "hex", "--json")
            #expect(json.json.count == 1, "\(json.output)")
        }
    }
}
