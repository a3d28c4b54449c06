import Testing
@testable import Search

@Suite("JSON is read as RFC 8259 says, and nothing else is")
struct CodecJSONTests {
    @Test("valid texts give their value", arguments: [
        ("null", "null"), (" true\n", "true"), ("false", "false"), ("0", "0"), ("-0", "0"), ("12", "12"), ("-1.5", "-1.5"), ("1e3", "1000"),
        ("1E+3", "1000"), ("25e-2", "0.25"), ("0.1", "0.1"), ("[]", "[]"), ("[ ]", "[]"), ("{}", "{}"), ("{ }", "{}"), ("\t[1,\r\n2]", "[1,2]"),
        (#"{"a":1,"b":[true,null]}"#, #"{"a":1,"b":[true,null]}"#), (#"{"a":1,"a":2}"#, #"{"a":1,"a":2}"#), (#"{"":{}}"#, #"{"":{}}"#),
        (#""""#, #""""#), (#""é漢🙂""#, #""é漢🙂""#), (#""\u00e9\u6F22\ud83d\ude42""#, #""é漢🙂""#),
        (#""\"\\\/\b\f\n\r\t""#, #""\"\\/\u0008\u000c\n\r\t""#), (#""\u0000\u001F""#, #""\u0000\u001f""#),
        (#""\ud800""#, "\"\u{FFFD}\""), (#""\ud800x\udc00""#, "\"\u{FFFD}x\u{FFFD}\""), (#""\ud800\u0041""#, "\"\u{FFFD}A\""),
        ("\"\u{7F}\u{85}\u{2028}\"", "\"\u{7F}\u{85}\u{2028}\""),
    ])
    func valid(_ text: String, _ again: String) throws {
        #expect(try JSONValue(parsing: text).text == again)
        try skips(Array(text.utf8))
    }

    @Test("anything else is refused where it goes wrong", arguments: [
        ("", 0), ("  ", 2), ("nul", 0), ("nulll", 4), ("True", 0), ("'a'", 0), ("+1", 0), ("01", 1), ("-", 1), ("-a", 1), (".5", 0), ("1.", 2),
        ("1.e3", 2), ("1e", 2), ("1e+", 3), ("0x10", 1), ("NaN", 0), ("-Infinity", 1), ("1 2", 2), ("[", 1), ("]", 0), ("[1", 2), ("[1,]", 3),
        ("[,1]", 1), ("[1 2]", 3), ("[1}", 2), ("{", 1), ("{\"a\"}", 4), ("{\"a\":}", 5), ("{\"a\":1,}", 7), ("{a:1}", 1), ("{1:1}", 1),
        ("{\"a\" 1}", 5), ("{\"a\":1 \"b\":2}", 7), ("\"", 0), ("\"a", 0), ("\"\\\"", 0), ("\"\\x\"", 1), ("\"\\u12G4\"", 1), ("\"\\u123\"", 1),
        ("\"\\", 1), ("\"a\nb\"", 2), ("\"\u{1F}\"", 1), ("\u{FEFF}1", 0), ("\u{A0}1", 0), ("//\n1", 0), ("[1]]", 3), ("{}x", 2),
    ])
    func invalid(_ text: String, _ offset: Int) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error?.offset == offset, "\(text): \(error?.description ?? "")")
        #expect(throws: JSONError.self) { try skips(Array(text.utf8)) }
    }

    private func skips(_ text: [UInt8]) throws(JSONError) {
        try Bytes.of(text) { bytes throws(JSONError) in
            var cursor = JSONCursor(bytes)
            try cursor.skipValue()
            try cursor.expectEnd()
        }
    }

    @Test("text that is not UTF-8 is refused at its first bad byte")
    func encoding() {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: Array("[\"ab".utf8) + [0xC0, 0x22, 0x5D]) }
        #expect(error?.offset == 4)
    }

    @Test("nesting is read to 64 deep and refused beyond")
    func depth() throws {
        func nested(_ depth: Int, _ open: String, _ close: String) -> String {
            String(repeating: open, count: depth) + String(repeating: close, count: depth)
        }
        #expect(try JSONValue(parsing: nested(64, "[", "]")).array?.count == 1)
        try skips(Array(nested(64, "[", "]").utf8))
        for text in [nested(65, "[", "]"), nested(100_000, "[", "]"), String(repeating: "{\"a\":", count: 100_000)] {
            #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
            #expect(throws: JSONError.self) { try skips(Array(text.utf8)) }
            // What reads stored documents stops there too.
            let document = Array(text.utf8)
            #expect(StoredText.values(of: "a.a.a", in: document).isEmpty)
            _ = Bytes.of(document) { project($0) { _ in true } }
        }
    }

    // MARK: Numbers

    @Test("a number's text gives the nearest double, as the standard library does")
    func doubles() {
        Seed.forEachCase("decimal numbers", 30_000) { _, dice in
            func digits(_ count: Int) -> String { String((0..<count).map { _ in Character("\(dice.below(10))") }) }
            var text = dice.chance(30) ? "-" : ""
            text += dice.chance(30) ? "0" : "\(dice.within(1...9))" + digits(dice.pick([0, 1, 2, 7, 14, 15, 16, 25]))
            if dice.chance(60) { text += "." + digits(dice.pick([1, 2, 3, 15, 22, 23, 40])) }
            if dice.chance(20) { text += "e\(dice.within(-330...310))" }
            let value = Bytes.of(Array(text.utf8)) { decimalNumber($0) }
            try expectSame(value.bitPattern, Double(text)?.bitPattern, text)
        }
        for (text, value) in [("1e400", Double.infinity), ("-1e400", -.infinity), ("1e-400", 0), ("5e-324", .leastNonzeroMagnitude)] {
            #expect(Bytes.of(Array(text.utf8)) { decimalNumber($0) } == value, "\(text)")
        }
    }

    @Test("whole numbers are told from others", arguments: [
        ("12", 12), ("-0", 0), ("12.0", 12), ("1.2e1", 12), ("9007199254740993", 9_007_199_254_740_993),
        ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min), ("9223372036854775808", nil), ("0.5", nil),
        ("1e400", nil), ("-1e400", nil), ("1e19", nil), ("12.000001", nil),
    ])
    func integers(_ text: String, _ value: Int?) throws {
        try Bytes.of(Array(text.utf8)) { bytes throws(JSONError) in
            var cursor = JSONCursor(bytes)
            let range = try cursor.number()
            #expect(cursor.integer(range) == value.map { Int64($0) })
        }
    }

    // MARK: Chance

    private static let samples = [
        #"{"id":"a-1","title":"Hex bolt \"M8\" \u00e9","price":12.50,"tags":["a","b\n",null,true],"at":{"lat":52.5,"lon":-1.3e1}}"#,
        #"[[],{},[{"a":[{"b":[0,-1,1e5,false]}]}],"\ud83d\ude42","漢字 & 🙂"]"#,
        #" { "x" : [ 1 , 2.5 , -3 ] , "y" : { "z" : "" } } "#,
    ].map { Array($0.utf8) }

    private func mutated(_ dice: inout Dice) -> [UInt8] {
        var text = dice.pick(Self.samples)
        let marks = Array("{}[]:,\"\\u0123456789eE+-.truefalsn \n".utf8) + [0, 0x1F, 0x80, 0xC3, 0xED, 0xF0, 0xFF]
        for _ in 0..<dice.within(1...4) {
            let at = dice.below(text.count)
            switch dice.below(4) {
            case 0: text[at] = dice.pick(marks)
            case 1: text.insert(dice.pick(marks), at: at)
            case 2: text.remove(at: at)
            default: text.append(contentsOf: text[at..<min(at + 20, text.count)])
            }
            if text.isEmpty { return text }
        }
        return text
    }

    @Test("changed texts are refused or give a value that is written and read again as itself; tree and cursor agree")
    func mutations() {
        Seed.forEachCase("JSON mutations", 100_000) { _, dice in
            let text = mutated(&dice)
            let value = try? JSONValue(parsing: text)
            let isSkipped = (try? skips(text)) != nil
            // The cursor leaves the encoding to others.
            if firstInvalidUTF8(text) == nil { try expectSame(isSkipped, value != nil, String(decoding: text, as: UTF8.self)) }
            guard let value else { return }
            // Numbers past the largest double are written as null.
            if !value.text.contains("null") { try expectSame(try JSONValue(parsing: value.text), value, value.text) }
        }
    }

    @Test("what reads stored documents takes any bytes")
    func anyBytes() {
        Seed.forEachCase("stored bytes", 20_000) { _, dice in
            let text = mutated(&dice)
            for name in ["title", "tags", "at.lat", "x"] { _ = StoredText.values(of: name, in: text) }
            _ = Bytes.of(text) { project($0) { $0.hasPrefix("at") || $0 == "x" } }
        }
    }
}
