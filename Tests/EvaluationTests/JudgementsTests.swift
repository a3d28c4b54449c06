import Testing

@testable import Evaluation

@Suite struct JudgementsTests {
    @Test("columns may be separated by tabs, spaces or both, and lines may end as on Windows")
    func blanks() throws {
        let judgements = try Judgements(text: "\u{FEFF}q2 0 a 1\r\nq1\t0\tb\t0\r\n\n  \t\nq2  0 \t b -2  \n", name: "x")
        #expect(judgements.queries == ["q2", "q1"])
        #expect(judgements.grades(of: "q2") == ["a": 1, "b": -2])
        #expect(judgements.grades(of: "q1") == ["b": 0])
        #expect(judgements.grades(of: "q3").isEmpty)
    }

    @Test("a file's last line counts without a line feed")
    func lastLine() throws {
        #expect(try Judgements(text: "q 0 a 1\nq 0 b 2", name: "x").grades(of: "q") == ["a": 1, "b": 2])
    }

    @Test("an empty file holds no judgements and is no error")
    func empty() throws {
        #expect(try Judgements(text: "", name: "x").queries.isEmpty)
    }

    @Test(
        "a bad line is refused with file, line and what was expected",
        arguments: [
            ("q 0 a 1\nq 0 a\n", 2, "3 columns"), ("q 0 a 1\n\nq 0 b 1 x", 3, "5 columns"),
            ("word", 1, "1 column"), ("q 0 a one", 1, "\"one\""), ("q 0 a 1.5", 1, "\"1.5\""),
            ("q 0 a 9999999999999999999", 1, "whole number"), ("q 0 a 1001", 1, "-1000 to 1000"),
        ])
    func badLine(text: String, line: Int, said: String) throws {
        let error = try #require(throws: EvaluationError.self) { try Judgements(text: text, name: "some.qrels") }
        #expect(error.description.hasPrefix("some.qrels:\(line): expected "))
        #expect(error.description.contains(said))
    }

    @Test("bytes that are not UTF-8 are refused by line")
    func invalidUTF8() throws {
        let bytes = Array("q 0 a 1\nq 0 ".utf8) + [0xFF] + Array(" 1\n".utf8)
        let error = try #require(throws: EvaluationError.self) { try Judgements(bytes: bytes, name: "x") }
        #expect(error.description.hasPrefix("x:2: expected UTF-8 text"))
    }

    @Test("a document may be judged twice only with the same grade")
    func duplicates() throws {
        #expect(try Judgements(text: "q 0 a 1\nq 0 a 1\n", name: "x").grades(of: "q") == ["a": 1])
        let error = try #require(throws: EvaluationError.self) {
            try Judgements(text: "q 0 a 1\nr 0 a 2\nq 0 a 2\n", name: "x")
        }
        #expect(error.description.hasPrefix("x:3: "))
        #expect(error.description.hasSuffix("line 1"))
    }

    @Test("identifiers of other bytes are other identifiers, however alike they look")
    func canonicalTwins() throws {
        let judgements = try Judgements(text: "q 0 \u{E9} 1\nq 0 e\u{301} 2\n", name: "x")
        #expect(judgements.grades(of: "q").count == 2)
        #expect(judgements.grades(of: "q")["e\u{301}"] == 2)
    }
}

@Suite struct QuerySetTests {
    @Test("queries keep their order, and their text all that follows the first tab")
    func order() throws {
        let set = try QuerySet(text: "b\tlast one\na\tfirst\tand more\r\n", name: "q.tsv")
        #expect(set.queries.map(\.id) == ["b", "a"])
        #expect(set.queries.map(\.text) == ["last one", "first\tand more"])
    }

    @Test(
        "a line without id, tab or text is refused by number",
        arguments: ["a\tx\nno tab here", "a\tx\n\ttext", "a\tx\nid\t", "a\tx\nid\t  \t", "a\tx\ntwo words\ttext"])
    func badLine(text: String) throws {
        let error = try #require(throws: EvaluationError.self) { try QuerySet(text: text, name: "q.tsv") }
        #expect(error.description.hasPrefix("q.tsv:2: expected \"id TAB text\""))
    }

    @Test("an id given twice is refused")
    func duplicate() {
        #expect(throws: EvaluationError.duplicate(file: "q", line: 3, firstLine: 1, what: "query a")) {
            try QuerySet(text: "a\tx\nb\tx\na\ty\n", name: "q")
        }
    }
}
