import Testing

@testable import Evaluation

/// Records of one JSON object a line.
func records(_ text: String, name: String = "some.ndjson") -> () throws -> Record? {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().makeIterator()
    return {
        while let (index, line) = lines.next() {
            if !line.isEmpty { return try Record(file: name, line: index + 1, json: Array(line.utf8)) }
        }
        return nil
    }
}

@Suite struct RecordTests {
    @Test("judgements name queries by id or by what was typed, in any case and with blanks to spare")
    func named() throws {
        let questions = try QuerySet(text: "q1\thex bolt\nq2\tnut\n", name: "q")
        let judged = try TestCollection(
            questions: questions, judgementsNamed: "j",
            records: records(
                """
                {"query": "q2", "document": "a", "grade": 2}
                {"query": " Hex  BOLT ", "document": "b", "grade": "1"}
                {"query_id": "q1", "Doc-ID": 17, "rel": 0}
                {"query": "washer", "document": "c", "grade": 3}
                """))
        #expect(judged.judgements.grades(of: "q2") == ["a": 2])
        #expect(judged.judgements.grades(of: "q1") == ["b": 1, "17": 0])
        #expect(judged.notAsked == ["washer"])
        #expect(judged.questions.queries.count == 2)
    }

    @Test("without a file of queries, what was typed makes them, under ids that stay when others come and go")
    func open() throws {
        let judged = try TestCollection(
            questions: nil, judgementsNamed: "j",
            records: records(
                """
                {"query": "hex bolt", "document": "a", "grade": 2}
                {"query": "hex_bolt", "document": "a", "grade": 1}
                {"query": "Hex bolt", "document": "b", "grade": 0}
                {"query_id": "n7", "query": "nut", "document": "b", "grade": 1}
                """))
        #expect(judged.questions.queries.map(\.id) == ["hex_bolt", "hex_bolt-2", "n7"])
        #expect(judged.questions.queries.map(\.text) == ["hex bolt", "hex_bolt", "nut"])
        #expect(judged.judgements.grades(of: "hex_bolt") == ["a": 2, "b": 0])
        #expect(judged.judgementsCSV == "query,document,grade\nhex bolt,a,2\nhex bolt,b,0\nhex_bolt,a,1\nnut,b,1\n")
    }

    @Test("queries come with ids or without")
    func querySets() throws {
        let set = try QuerySet(
            name: "q", records: records("{\"id\": \"7\", \"query\": \"hex bolt\"}\n\n{\"text\": \"nut\"}\n{\"query\": \"NUT\"}\n"))
        #expect(set.queries.map(\.id) == ["7", "nut"])
        #expect(set.queries.map(\.text) == ["hex bolt", "nut"])
    }

    @Test(
        "a bad row is refused with file, line and what was expected",
        arguments: [
            ("{\"query\": \"x\", \"document\": \"a\"}", "a value in a column grade (or relevance, "),
            ("{\"query\": \"x\", \"grade\": 1}", "a value in a column document"), ("{\"document\": \"a\", \"grade\": 1}", "a column query"),
            ("{\"query\": \"x\", \"document\": \"a\", \"grade\": 1.5}", "a whole number from -1000 to 1000 as grade, found \"1.5\""),
            ("{\"query\": \"x\", \"document\": \"a\", \"grade\": \"good\"}", "found \"good\""),
            ("{\"query\": \"x\", \"document\": [], \"grade\": 1}", "found an array"), ("[1]", "a JSON object, found an array"),
            ("{\"query\": ", "a JSON object"), ("{\"query_id\": \"y\", \"document\": \"a\", \"grade\": 1}", "--queries"),
            ("{\"query\": \"x\", \"document\": \"z\", \"grade\": 1}", "already given in line 1"), ("{}", "an empty row"),
        ])
    func refused(row: String, said: String) throws {
        let text = "{\"query\": \"x\", \"document\": \"z\", \"grade\": 2}\n\(row)"
        let error = try #require(throws: EvaluationError.self) {
            try TestCollection(questions: nil, judgementsNamed: "some.ndjson", records: records(text))
        }
        #expect(error.description.hasPrefix("some.ndjson:2: "), "\(error)")
        #expect(error.description.contains(said), "\(error)")
    }

    @Test("a header is told by two names that are known, whatever their case")
    func headers() {
        #expect(Record.isHeader(["Query", "Document ID", "grade"]))
        #expect(Record.isHeader(["id", "text"]))
        #expect(!Record.isHeader(["q", "0", "a", "1"]))
        #expect(!Record.isHeader(["q01", "hex bolt"]))
        #expect(!Record.isHeader([]))
    }
}
