import Foundation
import Testing

@testable import DemoCatalog

/// The files in `corpora/` are what the generator and the judging rules give.
/// After a wanted change, `SOUK_REWRITE_CORPORA=1` writes them anew instead.
@Suite struct CorporaTests {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "corpora")
    static let count = 200

    private func compare(_ name: String, with bytes: [UInt8]) throws {
        let file = Self.folder.appending(path: name)
        if ProcessInfo.processInfo.environment["SOUK_REWRITE_CORPORA"] == "1" {
            try Data(bytes).write(to: file)
        }
        // Not in the condition: a failure would print both files.
        let same = try Data(contentsOf: file) == Data(bytes)
        #expect(same, "corpora/\(name) differs; SOUK_REWRITE_CORPORA=1 writes it anew")
    }

    @Test("demo-200.jsonl holds the first 200 listings of seed 1")
    func catalogue() throws {
        try compare("demo-200.jsonl", with: bytes(seed: 1, count: Self.count))
    }

    @Test("demo.schema.json is the generator's schema")
    func schema() throws {
        try compare("demo.schema.json", with: Array(DemoCatalog.schemaJSON.utf8))
    }

    @Test("demo.queries.tsv holds the judged queries")
    func queries() throws {
        let lines = JudgedQuery.all.map { "\($0.id)\t\($0.text)\n" }
        try compare("demo.queries.tsv", with: Array(lines.joined().utf8))
    }

    @Test("demo.qrels is what the judging rules say, and each query has a listing of grade 3")
    func judgements() throws {
        let listings = try listings(seed: 1, count: Self.count)
        var lines = ""
        for query in JudgedQuery.all {
            let grades = query.grades(listings)
            #expect(grades.contains { $0.grade == 3 }, "nothing fits \(query.id) \(query.text)")
            #expect(grades.contains { $0.grade == 0 }, "all fits \(query.id) \(query.text)")
            for (id, grade) in grades { lines += "\(query.id) 0 \(id) \(grade)\n" }
        }
        try compare("demo.qrels", with: Array(lines.utf8))
    }
}
