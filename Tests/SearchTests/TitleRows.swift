@testable import Search

extension SimulatedDirectory {
    /// An index of documents that have a title and nothing else, keys 0, 1, 2 and so on, in one commit.
    func writeTitles(_ titles: [String], _ analyzer: AnalyzerKind = .standard) throws {
        var field = Field(name: "title", type: .text)
        field.analyzer = analyzer
        var writer = try makeWriter(try Schema(fields: [field]))
        for (number, title) in titles.enumerated() {
            try writer.put(Array(#"{"id": "\#(number)", "title": "\#(title)"}"#.utf8).span)
        }
        try writer.commit()
        try writer.close()
    }
}

/// Titles of an index of their own, asked as people ask.
struct TitleShelf {
    let titles: [String]
    let snapshot: Snapshot

    init(_ titles: [String], _ analyzer: AnalyzerKind) throws {
        self.titles = titles
        let disk = SimulatedDirectory()
        try disk.writeTitles(titles, analyzer)
        snapshot = try disk.openSnapshot()
    }

    /// The titles found, best first.
    func find(_ query: String, match: SearchRequest.Match = .all) throws -> [String] {
        var request = SearchRequest(query: query)
        request.match = match
        request.typo = .off
        return try snapshot.search(request).hits.compactMap { Int($0.id).map { titles[$0] } }
    }
}

/// Words that nobody asks for.
func filler(_ count: Int) -> String { Array(repeating: "x", count: count).joined(separator: " ") }
