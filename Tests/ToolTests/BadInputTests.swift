import Foundation
import Testing

/// What is wrong with a row is said with file, line and reason, and nothing good is lost.
@Suite struct BadInputTests {
    struct Case: CustomTestStringConvertible {
        let name: String
        let row: Data
        /// What the reason must mention.
        let reason: String
        var testDescription: String { name }

        init(_ name: String, _ row: String, reason: String) {
            self.init(name, Data(row.utf8), reason: reason)
        }

        init(_ name: String, _ row: Data, reason: String) {
            self.name = name
            self.row = row
            self.reason = reason
        }
    }

    static let cases: [Case] = [
        Case("not JSON", "this is no JSON", reason: "expected"),
        Case("an object that ends too early", #"{"id": "x", "title": "bo"#, reason: "closing quote"),
        Case("two objects in a line", #"{"id": "x"} {"id": "y"}"#, reason: "end"),
        Case("an array", #"["x"]"#, reason: "object"),
        Case("a number as a string", #"{"id": "x", "price": "cheap"}"#, reason: "price"),
        Case("a fraction as a whole number", #"{"id": "x", "stock": 1.5}"#, reason: "stock"),
        Case("a number beyond 64 bits", #"{"id": "x", "stock": 99999999999999999999}"#, reason: "stock"),
        Case("an object as a keyword", #"{"id": "x", "brand": {"name": "B"}}"#, reason: "brand"),
        Case("an array where one value belongs", #"{"id": "x", "price": [1, 2]}"#, reason: "price"),
        Case("a date that is none", #"{"id": "x", "added": "yesterday"}"#, reason: "added"),
        Case("a place beyond the poles", #"{"id": "x", "place": {"lat": 91, "lon": 0}}"#, reason: "place"),
        Case("a missing id", #"{"title": "bolt"}"#, reason: "id"),
        Case("an empty id", #"{"id": "", "title": "bolt"}"#, reason: "id"),
        Case("an id of the wrong type", #"{"id": true, "title": "bolt"}"#, reason: "id"),
        Case("invalid UTF-8", Data(#"{"id": "x", "title": ""#.utf8) + [0xC3, 0x28] + Data(#""}"#.utf8), reason: "UTF-8"),
        Case("a control character", Data(#"{"id": "x", "title": "a"#.utf8) + [0x01] + Data(#"b"}"#.utf8), reason: "control"),
        Case("a hundred levels", #"{"id": "x", "deep": "# + String(repeating: "[", count: 100) + "}", reason: "deep"),
    ]

    @Test("a bad row is named with file, line and reason, and the good ones around it are searched", arguments: cases)
    func skipped(_ bad: Case) throws {
        try Shell.inScratch { shell in
            let good = { (id: String) in Data("{\"id\": \"\(id)\", \"title\": \"good bolt\"}\n".utf8) }
            try shell.write("rows.jsonl", good("g1") + bad.row + Data("\n".utf8) + good("g2"))
            let outcome = try shell.build("--json", "rows.jsonl")
            #expect(outcome.status == 0, "\(outcome.words)")
            let line = try #require(outcome.words.split(separator: "\n").first { $0.hasPrefix("rows.jsonl:2: ") }, "\(outcome.words)")
            #expect(line.contains(bad.reason), "\(line)")
            let summary = try #require(outcome.json.last)
            #expect(summary["indexed"] as? Int == 2)
            #expect(summary["rejected"] as? Int == 1)
            #expect(try shell.count("title CONTAINS \"good\"") == 2)
        }
    }

    @Test("--on-error stop ends at the bad row, with status 1 and the rows before it in the index")
    func stopped() throws {
        try Shell.inScratch { shell in
            try shell.write("rows.jsonl", "{\"id\": \"1\"}\n{\"id\": \"2\"}\nbad\n{\"id\": \"3\"}\n")
            let outcome = try shell.build("--on-error", "stop", "--json", "rows.jsonl")
            #expect(outcome.status == 1)
            #expect(outcome.words.contains("rows.jsonl:3: "))
            #expect(outcome.json.last?["ending"] as? String == "stopped")
            #expect(outcome.json.last?["documents"] as? Int == 2)
        }
    }

    @Test("where no row could be used the status is 1")
    func allRejected() throws {
        try Shell.inScratch { shell in
            try shell.write("rows.jsonl", "bad\nworse\n")
            let outcome = try shell.build("rows.jsonl")
            #expect(outcome.status == 1)
            #expect(outcome.words.contains("no row could be used"))
        }
    }

    @Test("twenty rejected rows are named, all with --verbose, and --rejects writes each as JSON")
    func manyRejected() throws {
        try Shell.inScratch { shell in
            try shell.write("rows.jsonl", "{\"id\": \"1\"}\n" + String(repeating: "bad\n", count: 30))
            let some = try shell.build("--rejects", "rejected.jsonl", "rows.jsonl")
            #expect(some.words.split(separator: "\n").count { $0.hasPrefix("rows.jsonl:") } == 20)
            #expect(some.words.contains("10 more"))
            let log = try shell.read("rejected.jsonl").split(separator: "\n")
            #expect(log.count == 30)
            let last = try #require(try JSONSerialization.jsonObject(with: Data(log[29].utf8)) as? [String: Any])
            #expect(last["file"] as? String == "rows.jsonl")
            #expect(last["line"] as? Int == 31)
            let all = try shell.build("--verbose", "rows.jsonl")
            #expect(all.words.split(separator: "\n").count { $0.hasPrefix("rows.jsonl:") } == 30)
        }
    }

    @Test("a field of 10 MB goes in and is found by its last word")
    func largeField() throws {
        try Shell.inScratch { shell in
            let text = String(repeating: "steel bolt ", count: 950_000) + "finishingword"
            try shell.write("rows.jsonl", "{\"id\": \"big\", \"description\": \"\(text)\"}\n{\"id\": \"small\"}\n")
            let outcome = try shell.build("--json", "rows.jsonl")
            #expect(outcome.status == 0, "\(outcome.words)")
            #expect(outcome.json.last?["indexed"] as? Int == 2)
            #expect(try shell.count("description CONTAINS \"finishingword\"") == 1)
        }
    }

    @Test("a line of more than 64 MiB is rejected, and the next one goes in")
    func longLine() throws {
        try Shell.inScratch { shell in
            var rows = Data("{\"id\": \"1\", \"title\": \"".utf8)
            rows.append(Data(repeating: UInt8(ascii: "x"), count: 65 << 20))
            rows.append(Data("\"}\n{\"id\": \"2\"}\n".utf8))
            try shell.write("rows.jsonl", rows)
            let outcome = try shell.build("--json", "rows.jsonl")
            #expect(outcome.status == 0)
            #expect(outcome.words.contains("rows.jsonl:1: the line is longer than 64 MiB"))
            #expect(outcome.json.last?["indexed"] as? Int == 1)
        }
    }

    @Test("a row with 100,000 distinct fields goes in or is rejected with a reason; the others go in")
    func manyFields() throws {
        try Shell.inScratch { shell in
            let members = (0..<100_000).map { "\"f\($0)\": \($0)" }.joined(separator: ", ")
            try shell.write("rows.jsonl", "{\"id\": \"wide\", \(members)}\n{\"id\": \"2\"}\n")
            let outcome = try shell.build("--json", "rows.jsonl")
            let summary = try #require(outcome.json.last, "\(outcome.words)")
            #expect(outcome.status == 0)
            let rejected = try #require(summary["rejected"] as? Int)
            #expect(rejected == 0 || outcome.words.contains("rows.jsonl:1: "))
            #expect(summary["indexed"] as? Int == 2 - rejected)
        }
    }

    @Test("a later row of the same id takes the earlier one's place")
    func duplicates() throws {
        try Shell.inScratch { shell in
            try shell.write("rows.jsonl", "{\"id\": \"1\", \"brand\": \"Old\"}\n{\"id\": 1, \"brand\": \"Late\"}\n")
            let outcome = try shell.build("--json", "rows.jsonl")
            #expect(outcome.json.last?["documents"] as? Int == 1)
            #expect(try shell.count("brand = \"Late\"") == 1)
            #expect(try shell.count("brand = \"Old\"") == 0)
        }
    }

    @Test("an empty file is no error and is said to be empty")
    func emptyFile() throws {
        try Shell.inScratch { shell in
            try shell.write("empty.jsonl", "")
            let outcome = try shell.build("--json", "empty.jsonl")
            #expect(outcome.status == 0)
            #expect(outcome.words.contains("empty.jsonl: there are no rows"))
            #expect(outcome.json.last?["documents"] as? Int == 0)
        }
    }

    @Test("a byte order mark, carriage returns, blank lines and a missing last newline are no part of the rows")
    func dressing() throws {
        try Shell.inScratch { shell in
            let text = "\u{FEFF}{\"id\": \"1\"}\r\n\r\n  \n{\"id\": \"2\"}\r\nbad\r\n{\"id\": \"3\"}"
            try shell.write("rows.jsonl", text)
            let outcome = try shell.build("--json", "rows.jsonl")
            #expect(outcome.words.contains("rows.jsonl:5: "))
            #expect(outcome.json.last?["indexed"] as? Int == 3)
        }
    }
}
