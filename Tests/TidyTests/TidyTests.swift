import Foundation
import Testing

/// The style of the house is a test, so that nobody has to argue about it.
@Suite struct TidyTests {
    let sources: [SourceText]

    init() throws { sources = try SourceText.ofSources.get() }

    @Test("no file has more than 500 lines")
    func files() {
        for file in sources { #expect(file.lines.count <= 500, "\(file.path)") }
    }

    @Test("no line of code has more than 140 columns")
    func columns() {
        // The families of the demo catalogue are tables, a row a line, and are read as such.
        for file in sources where !file.path.hasPrefix("DemoCatalog/Families/") {
            for (i, line) in file.lines.enumerated() where line.count > 140 {
                Issue.record("\(file.path):\(i + 1) has \(line.count) columns")
            }
        }
    }

    @Test("no function has more than 60 lines")
    func functions() {
        let opening = /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:private|fileprivate|package|static|final|override|mutating|nonmutating|consuming|borrowing|convenience|required|internal|public|isolated|nonisolated)\s+)*(?:func\s+(\S+?)[(<]|(init)[?(<]|(deinit)\b|(subscript)[(<])/
        let words = ["func ", "init", "subscript"]
        for file in sources {
            for (start, line) in file.codeLines.enumerated() {
                // The expression is slow, and most lines can't match it.
                guard words.contains(where: line.contains), let match = line.prefixMatch(of: opening) else { continue }
                let name = match.1 ?? match.2 ?? match.3 ?? match.4 ?? ""
                let length = Self.bodyLength(file.codeLines[start...])
                #expect(length <= 60, "\(file.path):\(start + 1): \(name) has \(length) lines")
            }
        }
    }

    /// Lines from a declaration to the brace that closes its body; 1 where it has none, as in a protocol.
    private static func bodyLength(_ lines: ArraySlice<String>) -> Int {
        var depth = 0
        var parentheses = 0
        for (count, line) in lines.enumerated() {
            for character in line {
                switch character {
                case "(": parentheses += 1
                case ")": parentheses -= 1
                case "{": depth += 1
                case "}":
                    depth -= 1
                    if depth == 0, parentheses == 0 { return count + 1 }
                    if depth < 0 { return 1 }
                default: break
                }
            }
            let isHeadDone = depth == 0 && parentheses == 0
            if isHeadDone, count + 1 < lines.count, !Self.continues(lines[lines.startIndex + count + 1]) { return 1 }
        }
        return lines.count
    }

    /// Whether a line goes on with a declaration's head rather than beginning something else.
    private static func continues(_ line: String) -> Bool {
        let start = line.drop { $0 == " " }
        return ["{", ")", "->", "where ", "throws", "async", "rethrows"].contains { start.hasPrefix($0) }
    }

    @Test("nothing traps by convenience, and nothing is left to do")
    func bannedCode() {
        let banned = ["try!", "as!", "fatalError", "nonisolated(unsafe)", "Task.detached", "assumeIsolated"]
        for file in sources {
            for (i, line) in file.codeLines.enumerated() {
                for word in banned where line.contains(word) { Issue.record("\(file.path):\(i + 1): \(word)") }
            }
            for (i, line) in file.lines.enumerated() {
                for word in ["TODO", "FIXME", "XXX"] where line.contains(word) { Issue.record("\(file.path):\(i + 1): \(word)") }
            }
        }
    }

    @Test("no type is called by a word that says nothing")
    func names() {
        let empty: Set<String> = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Core", "Impl", "Base", "New"]
        for file in sources {
            for type in file.declaredTypes {
                let parts = type.name.matches(of: /[A-Z][a-z0-9]*|[A-Z]+(?![a-z])/).map { String($0.output) }
                #expect(empty.isDisjoint(with: parts), "\(file.path): \(type.name)")
            }
            #expect(empty.isDisjoint(with: [file.name.replacing(".swift", with: "")]), "\(file.path)")
        }
    }

    @Test("no two files of a target have the same name")
    func fileNames() {
        for (target, files) in Dictionary(grouping: sources, by: \.target) {
            let names = Dictionary(grouping: files, by: \.name).filter { $0.value.count > 1 }.keys
            #expect(names.isEmpty, "\(target)")
        }
    }
}
