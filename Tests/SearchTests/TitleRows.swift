@testable import Search

extension SimulatedDirectory {
    /// An index of documents that have a title and nothing else, keys 0, 1, 2 and so on, in one commit.
    func writeTitles(_ titles: [String]) throws {
        var writer = try makeWriter(try Schema(fields: [Field(name: "title", type: .text)]))
        for (number, title) in titles.enumerated() {
            try writer.put(Array(#"{"id": "\#(number)", "title": "\#(title)"}"#.utf8).span)
        }
        try writer.commit()
        try writer.close()
    }
}

/// Words that nobody asks for.
func filler(_ count: Int) -> String { Array(repeating: "x", count: count).joined(separator: " ") }
