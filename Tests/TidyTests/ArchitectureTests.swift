import Foundation
import Testing

/// Holds the sources to `Sources/ARCHITECTURE.md`.
@Suite struct ArchitectureTests {
    let sources: [SourceText]
    let architecture: Architecture

    init() throws {
        sources = try SourceText.ofSources.get()
        architecture = Architecture(try SourceText.file("Sources/ARCHITECTURE.md"))
    }

    @Test("a target imports only what its place in the house allows")
    func imports() throws {
        let everywhere: Set<String> = ["Glibc", "Synchronization"]
        let allowed: [String: Set<String>] = [
            "Search": ["CICU", "CIntrinsics", "CStemmer", "CZstd"],
            "Evaluation": ["Search"],
            "DemoCatalog": [],
            "Platform": ["CPostgres", "CZlib", "CZstd", "Crypto", "Dispatch", "Foundation", "GRDB"],
            "Users": ["CArgon2", "Crypto", "Dispatch", "Foundation", "JWTKit", "Platform"],
            "Gateway": [
                "AsyncHTTPClient", "Crypto", "Dispatch", "HTTPTypes", "Hummingbird", "HummingbirdCore", "Logging", "NIOCore", "NIOHTTP1",
                "Platform", "Search", "ServiceLifecycle", "Users",
            ],
            "Tool": [
                "ArgumentParser", "DemoCatalog", "Evaluation", "Gateway", "Logging", "Platform", "Search",
                "ServiceLifecycle", "UnixSignals", "Users", "Yams",
            ],
        ]
        for file in sources {
            let permitted = try #require(allowed[file.target], "\(file.path) is in a target nobody planned").union(everywhere)
            for line in file.codeLines {
                guard line.contains("import "), let match = line.prefixMatch(of: /\s*(?:@\w+ )*(?:internal |package |public |private )?import (?:\w+ )?(\w+)/)
                else { continue }
                #expect(permitted.contains(String(match.1)), "\(file.path) imports \(match.1)")
            }
        }
    }

    @Test("every room of a target that has rooms is on the page, and every room on the page exists")
    func rooms() {
        #expect(Set(architecture.rooms.keys) == ["Platform", "Search", "Users"])
        for (target, rooms) in architecture.rooms {
            let files = sources.filter { $0.target == target }
            #expect(Set(files.compactMap(\.room)) == Set(rooms.flatMap { $0 }), "\(target)")
            for file in files { #expect(file.room != nil, "\(file.path) lies in no room") }
        }
    }

    /// Uses of a later room's type that have a reason.
    private static let exceptions: [(path: String, type: String, reason: String)] = []

    @Test("a room uses the rooms above it and never those below", arguments: ["Platform", "Search", "Users"])
    func arrows(target: String) {
        let levels = architecture.levels(of: target)
        let sources = sources.filter { $0.target == target }
        var home: [String: String] = [:]
        var ambiguous: Set<String> = []
        for file in sources {
            guard let room = file.room else { continue }
            for type in file.declaredTypes where !type.isPrivate && !type.isNested {
                if let other = home.updateValue(room, forKey: type.name), other != room { ambiguous.insert(type.name) }
            }
        }
        for file in sources {
            guard let room = file.room, let level = levels[room] else { continue }
            let own = Set(file.declaredTypes.map(\.name))
            for (i, line) in file.codeLines.enumerated() {
                for word in Self.typeNames(in: line) {
                    guard let target = home[word], !ambiguous.contains(word), !own.contains(word),
                        let targetLevel = levels[target], targetLevel > level
                    else { continue }
                    guard !Self.exceptions.contains(where: { $0.path == file.path && $0.type == word }) else { continue }
                    Issue.record("\(file.path):\(i + 1): \(room) uses \(word), which lives below it in \(target)")
                }
            }
        }
    }

    /// Words that begin with a capital, members of something else aside.
    private static func typeNames(in line: String) -> [String] {
        line.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
            .compactMap { $0.first?.isUppercase == true ? $0.split(separator: ".").first.map(String.init) : nil }
    }

    @Test("unsafe code is in the listed files only, and each says why it is safe")
    func unsafeFiles() {
        let found = sources.filter { file in
            file.codeLines.contains { line in
                ["Unsafe", "unsafe", ".pointer", "assumingMemoryBound"].contains { line.contains($0) }
            }
        }
        #expect(Set(found.map(\.path)) == Set(architecture.unsafeFiles))
        for file in found {
            #expect(file.lines.contains { $0.contains("SAFETY:") }, "\(file.path) has no SAFETY comment")
        }
    }
}
