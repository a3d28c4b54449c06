import Foundation

/// One Swift file, read for tidiness.
struct SourceText {
    /// Below `Sources/`, as in `Search/Codec/Bytes.swift`.
    let path: String
    let lines: [String]
    /// The same lines with comments and the insides of string literals blanked.
    let codeLines: [String]
    let declaredTypes: [DeclaredType]

    init(path: String, text: String) {
        self.path = path
        lines = Self.split(text)
        codeLines = Self.split(String(decoding: CodeScan(text).code, as: UTF8.self))
        declaredTypes = codeLines.compactMap(DeclaredType.init(line:))
    }

    private static func split(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// The target's folder: `Search`.
    var target: String { String(path.prefix { $0 != "/" }) }

    /// The folder within the target, nil where there is none or more than one: `Codec`.
    var room: String? {
        let parts = path.split(separator: "/")
        return parts.count == 3 ? String(parts[1]) : nil
    }

    var name: String { String(path.split(separator: "/").last ?? "") }
}

extension SourceText {
    static let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The files below `Sources/`, read once for all tests.
    static let ofSources = Result { try all(below: "Sources") }

    /// All Swift files below a folder of the package, in the order of their names.
    static func all(below folder: String) throws -> [SourceText] {
        let root = packageRoot.appending(path: folder)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
        return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
            SourceText(path: path, text: try String(contentsOf: root.appending(path: path), encoding: .utf8))
        }
    }

    static func file(_ path: String) throws -> String {
        try String(contentsOf: packageRoot.appending(path: path), encoding: .utf8)
    }
}

/// Blanks what is not code, keeping line breaks. Knows nested comments, raw and multi-line strings, and code within
/// interpolations, which it blanks with its string.
private struct CodeScan {
    private(set) var code: [UInt8] = []
    private let text: [UInt8]
    private var i = 0

    init(_ text: String) {
        self.text = Array(text.utf8)
        code.reserveCapacity(self.text.count)
        while i < self.text.count {
            if starts(with: "//") {
                while i < self.text.count, self.text[i] != UInt8(ascii: "\n") { blank(1) }
            } else if starts(with: "/*") {
                skipComment()
            } else if let opening = stringOpening {
                skipString(opening)
            } else {
                code.append(self.text[i])
                i += 1
            }
        }
    }

    private func starts(with word: String) -> Bool { text[i...].starts(with: word.utf8) }

    private mutating func blank(_ count: Int) {
        for _ in 0..<count where i < text.count {
            code.append(text[i] == UInt8(ascii: "\n") ? text[i] : UInt8(ascii: " "))
            i += 1
        }
    }

    private mutating func skipComment() {
        var depth = 0
        repeat {
            if starts(with: "/*") {
                depth += 1
                blank(2)
            } else if starts(with: "*/") {
                depth -= 1
                blank(2)
            } else {
                blank(1)
            }
        } while depth > 0 && i < text.count
    }

    private struct Opening {
        let pounds: Int
        let isMultiline: Bool
    }

    private var stringOpening: Opening? {
        var k = i
        while k < text.count, text[k] == UInt8(ascii: "#") { k += 1 }
        guard k < text.count, text[k] == UInt8(ascii: "\"") else { return nil }
        return Opening(pounds: k - i, isMultiline: text[k...].starts(with: "\"\"\"".utf8))
    }

    private mutating func skipString(_ opening: Opening) {
        let pounds = String(repeating: "#", count: opening.pounds)
        let quotes = opening.isMultiline ? "\"\"\"" : "\""
        blank(opening.pounds + quotes.utf8.count)
        while i < text.count, !starts(with: quotes + pounds) {
            if starts(with: "\\" + pounds + "(") {
                blank(1 + opening.pounds)
                skipInterpolation()
            } else if starts(with: "\\" + pounds) {
                blank(2 + opening.pounds)
            } else {
                blank(1)
            }
        }
        blank(quotes.utf8.count + opening.pounds)
    }

    private mutating func skipInterpolation() {
        var depth = 0
        repeat {
            if let opening = stringOpening {
                skipString(opening)
                continue
            }
            if text[i] == UInt8(ascii: "(") { depth += 1 }
            if text[i] == UInt8(ascii: ")") { depth -= 1 }
            blank(1)
        } while depth > 0 && i < text.count
    }
}
