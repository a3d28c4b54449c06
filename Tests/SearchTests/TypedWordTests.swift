import Testing
@testable import Search

@Suite("A word as typed")
struct TypedWordTests {
    @Test(
        "begins part numbers without their delimiters, whether or not it is cut into words",
        arguments: [("AB8.2", "ab82"), ("6205-2RS", "62052rs"), ("ab8", "ab8"), ("12.5", "125"), ("SKF 60.03", "6003")])
    func partNumber(_ text: String, _ beginning: String) throws {
        let word = try #require(try TypedWord.words(of: text).last)
        #expect(try word.prefix(for: .identifier) == Array(beginning.utf8))
    }

    @Test("begins words of text as they are", arguments: [("AB8.2", "ab8.2"), ("Straße", "strasse")])
    func text(_ text: String, _ beginning: String) throws {
        let word = try #require(try TypedWord.words(of: text).last)
        #expect(try word.prefix(for: .text) == Array(beginning.utf8))
    }
}
