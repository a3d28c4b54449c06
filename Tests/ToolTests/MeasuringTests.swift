import Foundation
import Testing

@Suite struct MeasuringTests {
    private static let queries = "q1\thex bolt\nq2\tball bearing\nq3\tgloves\n"
    // q1: both hex parts, the bolt best; q2: the bearing; q3: something the query does not find.
    private static let qrels = "q1 0 a1 2\nq1 0 a2 1\nq2 0 a3 1\nq3 0 a1 1\n"

    private func prepare(_ shell: Shell) throws {
        try Shop.build(in: shell)
        try shell.write("q.tsv", Self.queries)
        try shell.write("q.qrels", Self.qrels)
    }

    @Test("evaluate reports the figures that follow from the hits, and writes them as a run")
    func evaluate() throws {
        try Shell.inScratch { shell in
            try prepare(shell)
            let outcome = try shell.souk(
                "evaluate", "--index", "shop", "--queries", "q.tsv", "--qrels", "q.qrels", "--metrics", "mrr,p@1,recall@10",
                "--run", "out.run", "--per-query", "--json")
            #expect(outcome.status == 0, "\(outcome.words)")
            let summary = try #require(outcome.json.first { $0["type"] as? String == "summary" })
            let metrics = try #require(summary["metrics"] as? [String: Double])
            #expect(abs((metrics["recall@10"] ?? -1) - 2.0 / 3) < 1e-9)
            #expect(abs((metrics["mrr"] ?? -1) - 2.0 / 3) < 1e-9)
            #expect(outcome.json.count { $0["type"] as? String == "query" } == 3)
            let run = try shell.read("out.run").split(separator: "\n").map { $0.split(separator: " ") }
            #expect(run.allSatisfy { $0.count == 6 })
            #expect(run.first?.prefix(4).joined(separator: " ") == "q1 Q0 a1 1")
        }
    }

    @Test("evaluate for people is a table, and with --compare a second one")
    func compare() throws {
        try Shell.inScratch { shell in
            try prepare(shell)
            try shell.write("other.run", "q1 Q0 a2 1 2.0 other\nq2 Q0 a3 1 1.0 other\n")
            let outcome = try shell.souk(
                "evaluate", "--index", "shop", "--queries", "q.tsv", "--qrels", "q.qrels", "--compare", "other.run")
            #expect(outcome.status == 0, "\(outcome.words)")
            #expect(outcome.output.contains("ndcg@10"))
            #expect(outcome.output.contains("p (t-test)"))
        }
    }

    @Test("--settings are search parameters for each query")
    func settings() throws {
        try Shell.inScratch { shell in
            try prepare(shell)
            try shell.write("settings.json", "{\"filter\": \"brand = \\\"Rolla\\\"\", \"match\": \"all\"}")
            let arguments = ["evaluate", "--index", "shop", "--queries", "q.tsv", "--qrels", "q.qrels", "--run", "out.run"]
            #expect(try shell.start(arguments + ["--settings", "settings.json"]).end().status == 0)
            #expect(try shell.read("out.run").split(separator: "\n").count == 1)
            try shell.write("settings.json", "{\"fliter\": \"x\"}")
            let wrong = try shell.start(arguments + ["--settings", "settings.json"]).end()
            #expect(wrong.status == 2)
            #expect(wrong.words.contains("filter"))
        }
    }

    @Test("what evaluate can't read is named with file and line")
    func wrongFiles() throws {
        try Shell.inScratch { shell in
            try prepare(shell)
            try shell.write("bad.qrels", "q1 0 a1 2\nq1 0 a2\n")
            let bad = try shell.souk("evaluate", "--index", "shop", "--queries", "q.tsv", "--qrels", "bad.qrels")
            #expect(bad.status == 1)
            #expect(bad.words.contains("bad.qrels:2"))
            let unknown = try shell.souk(
                "evaluate", "--index", "shop", "--queries", "q.tsv", "--qrels", "q.qrels", "--metrics", "ndgc@10")
            #expect(unknown.status == 2)
            #expect(unknown.words.contains("ndcg@k"))
        }
    }

    @Test(
        "bench answers in every mode, with times for each query",
        arguments: ["any", "all", "phrase", "count", "prefix", "fuzzy", "suggest", "search"])
    func bench(_ mode: String) throws {
        try Shell.inScratch { shell in
            try prepare(shell)
            let outcome = try shell.souk(
                "bench", "--index", "shop", "--queries", "q.tsv", "--mode", mode, "--repeat", "2", "--warmup", "0",
                "--hits", "hits.tsv", "--times", "times.tsv", "--json")
            #expect(outcome.status == 0, "\(outcome.words)")
            let figures = try #require(outcome.json.first)
            #expect(figures["mode"] as? String == mode)
            #expect(figures["queries"] as? Int == 3)
            for key in ["p50", "p95", "p99", "mean", "qps"] { #expect((figures[key] as? Double ?? -1) > 0, "\(key)") }
            let times = try shell.read("times.tsv").split(separator: "\n").map { $0.split(separator: "\t") }
            #expect(times.map { $0.first } == ["q1", "q2", "q3"])
            let hits = try shell.read("hits.tsv").split(separator: "\n").map { $0.split(separator: "\t") }
            #expect(hits.allSatisfy { $0.count == 4 })
            #expect(mode != "count" || hits.isEmpty)
            if mode == "any" || mode == "count" { #expect(times.map { Int($0[2]) } == [2, 1, 1]) }
        }
    }

    @Test("bench takes fields, facets, a filter and stored fields to fetch")
    func benchOptions() throws {
        try Shell.inScratch { shell in
            try prepare(shell)
            let outcome = try shell.souk(
                "bench", "--index", "shop", "--queries", "q.tsv", "--mode", "any", "--field", "title", "description",
                "--facets", "brand", "--fetch", "title", "--filter", "brand = \"Bolta\"", "--times", "times.tsv")
            #expect(outcome.status == 0, "\(outcome.words)")
            #expect(outcome.output.contains("p99"))
            #expect(try shell.read("times.tsv").split(separator: "\n").map { $0.split(separator: "\t").last } == ["2", "0", "0"])
            let wrong = try shell.souk("bench", "--index", "shop", "--queries", "q.tsv", "--mode", "most")
            #expect(wrong.status == 2)
        }
    }
}
