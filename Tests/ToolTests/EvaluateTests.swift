import Foundation
import Testing

@Suite struct EvaluateTests {
    private static let queries = "q1\thex bolt\nq2\tball bearing\nq3\tgloves\n"
    private static let qrels = "q1 0 a1 2\nq1 0 a2 1\nq2 0 a3 1\nq3 0 a4 1\n"
    // The nut before the bolt, and no gloves.
    private static let other = "q1 Q0 a2 1 2.0 other\nq1 Q0 a1 2 1.0 other\nq2 Q0 a3 1 1.0 other\n"

    private func prepare(_ shell: Shell) throws {
        try Shop.build(in: shell)
        try shell.write("q.tsv", Self.queries)
        try shell.write("q.qrels", Self.qrels)
        try shell.write("other.run", Self.other)
    }

    private let asked = ["evaluate", "--index", "shop", "--queries", "q.tsv", "--qrels", "q.qrels"]

    @Test("--compare shows the queries that changed most, with ranks, grades and titles of both runs")
    func changes() throws {
        try Shell.inScratch { shell in
            try prepare(shell)
            let table = try shell.start(asked + ["--compare", "other.run", "--changed", "1"]).end()
            #expect(table.status == 0, "\(table.words)")
            #expect(table.output.contains("q3  gloves  0.0000 to 1.0000 (+1.0000)"))
            #expect(table.output.contains(" 1 new [1] a4  Safety gloves"))
            #expect(!table.output.contains("q1  hex bolt"))
            let json = try shell.start(
                asked + ["--compare", "other.run", "--by", "mrr", "--title", "brand", "--hits", "1", "--json"]).end()
            let changes = json.json.filter { $0["type"] as? String == "change" }
            #expect(changes.map { $0["query"] as? String } == ["q3"], "\(json.words)")
            let hits = try #require(changes.first?["hits"] as? [[String: Any]])
            #expect(hits.map { $0["title"] as? String } == ["Hando"])
            #expect(hits.first?["grade"] as? Int == 1 && hits.first?["rank"] as? Int == 1)
        }
    }

    @Test("--report writes a page with the hits of both runs")
    func report() throws {
        try Shell.inScratch { shell in
            try prepare(shell)
            let outcome = try shell.start(asked + ["--compare", "other.run", "--report", "page.html"]).end()
            #expect(outcome.status == 0, "\(outcome.words)")
            let page = try shell.read("page.html")
            #expect(page.contains("<title>Search quality of souk beside other</title>"))
            #expect(page.contains("Hex bolt M8 x 40 <code>a1</code>") && page.contains("shop: 4 documents, commit"))
            let blocked = try shell.start(asked + ["--report", "no/such/folder.html"]).end()
            #expect(blocked.status == 1 && blocked.words.contains("no/such/folder.html"))
        }
    }

    @Test("a gate that fails ends with 1 and names metric, values and queries; one that is none ends with 2")
    func gates() throws {
        try Shell.inScratch { shell in
            try prepare(shell)
            #expect(try shell.start(asked + ["--run", "now.run"]).end().status == 0)
            let held = try shell.start(asked + ["--compare", "other.run", "--gate", "ndcg@10:-0.5%", "--gate", "map:0"]).end()
            #expect(held.status == 0, "\(held.words)")
            #expect(held.words.contains("gate map:0 passed: 0.6667 to 1.0000"))
            try shell.write("all.json", "{\"filter\": \"brand = \\\"Bolta\\\"\"}")
            let failed = try shell.start(
                asked + ["--compare", "now.run", "--settings", "all.json", "--gate", "mrr:-1%", "--gate", "p@1:-0.9"]).end()
            #expect(failed.status == 1)
            #expect(failed.words.contains("gate mrr:-1% failed: 1.0000 to 0.3333 (-66.67 %), lowest that passes 0.9900"))
            #expect(failed.words.contains("q2 \"ball bearing\" 1.0000 to 0.0000"))
            #expect(failed.words.contains("gate p@1:-0.9 passed"))
            #expect(failed.output.contains("mrr"))
            for wrong in ["ndcg@10", "ndgc@10:-1%", "map:0.5"] {
                let outcome = try shell.start(asked + ["--compare", "now.run", "--gate", wrong]).end()
                #expect(outcome.status == 2, "\(wrong)")
            }
            let alone = try shell.start(asked + ["--gate", "map:-1%"]).end()
            #expect(alone.status == 2 && alone.words.contains("--compare"))
        }
    }

    @Test("queries and judgements may be tables with a header or JSON lines, and queries may be left out")
    func formats() throws {
        try Shell.inScratch { shell in
            try prepare(shell)
            func mean(_ arguments: String...) throws -> Double? {
                let outcome = try shell.start(["evaluate", "--index", "shop", "--metrics", "ndcg@10", "--json"] + arguments).end()
                #expect(outcome.status == 0, "\(outcome.words)")
                return (outcome.json.first?["metrics"] as? [String: Double])?["ndcg@10"]
            }
            let expected = try mean("--queries", "q.tsv", "--qrels", "q.qrels")
            #expect(expected == 1)
            try shell.write("q.csv", "query,id\n\"hex bolt\",q1\nball bearing,q2\ngloves,q3\n")
            try shell.write("j.csv", "query,document,grade\r\nhex bolt,a1,2\r\nHex Bolt,\"a2\",1\r\nball bearing,a3,1\r\ngloves,a4,1\r\n")
            try shell.write("j.tsv", "grade\tdoc\tqid\n2\ta1\tq1\n1\ta2\tq1\n1\ta3\tq2\n1\ta4\tq3\n")
            try shell.write("j.json", "{\"query\":\"gloves\",\"document\":\"a4\",\"grade\":1}\n{\"query\":\"hex bolt\",\"document\":\"a1\",\"grade\":1}\n")
            #expect(try mean("--queries", "q.csv", "--qrels", "q.qrels") == expected)
            #expect(try mean("--qrels", "j.csv") == expected)
            #expect(try mean("--queries", "q.csv", "--qrels", "j.csv", "--run", "a.run") == expected)
            #expect(try mean("--queries", "q.tsv", "--qrels", "j.tsv") == expected)
            #expect(try mean("--qrels", "j.json") == expected)
            #expect(try shell.read("a.run").hasPrefix("q1 Q0 a1 1 "))
            try shell.write("bad.csv", "query,document,grade\nnut,a1,2\nnut,a2\n")
            let bad = try shell.souk("evaluate", "--index", "shop", "--qrels", "bad.csv")
            #expect(bad.status == 1 && bad.words.contains("bad.csv:3: expected 3 cells"), "\(bad.words)")
            let nameless = try shell.souk("evaluate", "--index", "shop", "--qrels", "q.qrels")
            #expect(nameless.status == 2 && nameless.words.contains("--queries"), "\(nameless.words)")
        }
    }

    @Test("clicks are judged, and the judgements written are read again as the same")
    func clicks() throws {
        try Shell.inScratch { shell in
            try prepare(shell)
            var events = "query,document,position,clicked\n"
            for answer in 0..<20 { events += "hex bolt,a2,1,\(answer < 8)\nhex bolt,a1,2,\(answer < 12)\nhex bolt,a4,3,false\n" }
            events += "gloves,a4,1,true\n"
            try shell.write("events.csv", events)
            let arguments = ["evaluate", "--index", "shop", "--json", "--per-query"]
            let clicked = try shell.start(arguments + ["--clicks", "events.csv", "--write-judgements", "j.csv"]).end()
            #expect(clicked.status == 0, "\(clicked.words)")
            #expect(clicked.words.contains("61 events: 3 judgements of 1 query, 1 with too few clicks left out"))
            #expect(try shell.read("j.csv") == "query,document,grade\nhex bolt,a1,3\nhex bolt,a2,2\nhex bolt,a4,0\n")
            let again = try shell.start(arguments + ["--qrels", "j.csv"]).end()
            #expect(again.output == clicked.output)
            let few = try shell.start(arguments + ["--clicks", "events.csv", "--min-clicks", "100"]).end()
            #expect(few.status == 1 && few.words.contains("--min-clicks"))
            let both = try shell.start(arguments + ["--clicks", "events.csv", "--qrels", "j.csv"]).end()
            #expect(both.status == 2)
        }
    }

    @Test("--tune tells what settings are worth on held-out queries, and writes those to use")
    func tune() throws {
        try Shell.inScratch { shell in
            try prepare(shell)
            // The description of the wrong part has the words of the title of the right one.
            var rows = ""
            var judged = "query,document,grade\n"
            for number in 0..<12 {
                let word = "thing\("abcdefghijkl".map(String.init)[number])"
                rows += "{\"id\": \"r\(number)\", \"title\": \"\(word) case\", \"description\": \"plain\"}\n"
                rows += "{\"id\": \"w\(number)\", \"title\": \"other\", \"description\": \"\(word) \(word) \(word) with words beside it that make it no name\"}\n"
                judged += "\(word),w\(number),1\n"
            }
            try shell.write("more.jsonl", rows)
            try shell.write("j.csv", judged)
            #expect(try shell.souk("index", "build", "--index", "shop", "--quiet", "more.jsonl").status == 0)
            let base = ["evaluate", "--index", "shop", "--qrels", "j.csv", "--metrics", "mrr@10"]
            let tuned = try shell.start(base + ["--tune", "--folds", "3", "--trials", "60", "--tuned", "better.json", "--json"]).end()
            #expect(tuned.status == 0, "\(tuned.words)")
            let outcome = try #require(tuned.json.first)
            #expect(outcome["survives"] as? Bool == true)
            let heldOut = try #require(outcome["heldOut"] as? [String: Any])
            #expect(heldOut["start"] as? Double == 0.5 && heldOut["tuned"] as? Double == 1)
            let again = try shell.start(base + ["--settings", "better.json", "--json"]).end()
            #expect((again.json.first?["metrics"] as? [String: Double])?["mrr@10"] == 1, "\(again.words)")
            let text = try shell.start(base + ["--tune", "--folds", "3", "--trials", "60", "--settings", "better.json", "--tuned", "same.json"]).end()
            #expect(text.output.contains("all folds held out") && text.output.contains("keep the settings you have"))
            #expect(try shell.read("same.json") == shell.read("better.json"))
            let few = try shell.start(asked + ["--tune"]).end()
            #expect(few.status == 2 && few.words.contains("--folds"))
            let mixed = try shell.start(base + ["--tune", "--run", "x.run"]).end()
            #expect(mixed.status == 2)
        }
    }
}
