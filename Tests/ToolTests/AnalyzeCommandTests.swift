import Foundation
import Testing

@Suite struct AnalyzeCommandTests {
    @Test("--json gives each token's term, bytes, position and script")
    func json() throws {
        try Shell.inScratch { shell in
            let outcome = try shell.souk("analyze", "--analyzer", "german", "Schrauben 六角 Größe", "--json")
            #expect(outcome.status == 0, "\(outcome.words)")
            let reply = try #require(outcome.json.first)
            #expect(reply["analyzer"] as? String == "german")
            let tokens = try #require(reply["tokens"] as? [[String: Any]])
            #expect(tokens.map { $0["term"] as? String } == ["schraub", "六角", "gross"])
            #expect(tokens.map { $0["start"] as? Int } == [0, 10, 17])
            #expect(tokens.map { $0["end"] as? Int } == [9, 16, 24])
            #expect(tokens.map { $0["position"] as? Int } == [0, 1, 2])
            #expect(tokens.map { $0["script"] as? String } == ["Latin", "Han", "Latin"])
        }
    }

    @Test("for people it prints a row a token, and names what analyzers there are where one is unknown")
    func page() throws {
        try Shell.inScratch { shell in
            let page = try shell.souk("analyze", "ステンレスボルト").output
            #expect(page.contains("ステンレス") && page.contains("ボルト") && page.contains("Katakana"))
            let wrong = try shell.souk("analyze", "--analyzer", "japanese", "ボルト")
            #expect(wrong.status == 2 && wrong.words.contains("standard, auto, identifier"), "\(wrong.words)")
        }
    }
}
