import Testing
@testable import Search

@Suite("Part numbers looked up, many at once")
struct ResolveTests {
    private static let schema = #"""
        {"fields": [{"name": "title", "type": "text"}, {"name": "mpn", "type": "identifier", "array": true},
         {"name": "ean", "type": "identifier"}, {"name": "brand", "type": "keyword"}]}
        """#
    private static let rows = [
        #"{"id": "1", "title": "bearing", "mpn": ["6205-2RS", "X-1"], "ean": "4000"}"#, #"{"id": "2", "title": "driver", "mpn": "SFP+"}"#,
        #"{"id": "3", "title": "driver", "mpn": "SFP"}"#, #"{"id": "4", "title": "bolt", "mpn": "AB 12"}"#,
        #"{"id": "5", "title": "bolt", "mpn": "AB-12"}"#, #"{"id": "6", "title": "timer", "mpn": "NE555O"}"#,
        #"{"id": "7", "title": "gone", "mpn": "GONE-1"}"#, #"{"id": "8", "title": "nut", "ean": "AB/12"}"#,
    ]

    private func snapshot(segments: Int = 3) throws -> Snapshot {
        let disk = SimulatedDirectory()
        var writer = try disk.makeWriter(try Schema(parsing: Array(Self.schema.utf8)))
        for (place, row) in Self.rows.enumerated() {
            try writer.put(Array(row.utf8).span)
            if place % (Self.rows.count / segments) == 1 { _ = try writer.commit() }
        }
        _ = try writer.commit()
        _ = try writer.delete(key: "7")
        _ = try writer.commit()
        try writer.close()
        return try disk.openSnapshot()
    }

    private func sketch(_ resolution: Resolution) -> String {
        let ids = resolution.candidates.map(\.id).joined(separator: ",")
        return "\(resolution.status) \(ids)\(resolution.suggestion.map { " ?\($0)" } ?? "")"
    }

    @Test("each is exact, normalised, ambiguous or not found, whatever segments there are", arguments: [1, 3])
    func statuses(_ segments: Int) throws {
        let snapshot = try snapshot(segments: segments)
        let cases = [
            ("6205-2RS", "exact 1"), ("62052rs", "normalised 1"), ("6205 2rs\n", "normalised 1"), ("x1", "normalised 1"),
            ("SFP", "exact 3"),
            ("SFP+", "exact 2"), ("sfp", "ambiguous 2,3"), ("AB-12", "exact 5"), ("ab12", "ambiguous 4,5,8"), ("NE555O", "exact 6"),
            ("NE5550", "notFound  ?NE555O"), ("62O5-2RS", "notFound  ?6205-2RS"), ("6205-2RT", "notFound "), ("6205", "notFound "),
            ("GONE-1", "notFound "), ("", "notFound "), (" - ", "notFound "), ("4000", "exact 1"), ("bearing", "notFound "),
        ]
        let reply = try snapshot.resolve(ResolveRequest(numbers: cases.map(\.0)))
        #expect(reply.resolutions.map(sketch) == cases.map(\.1))
        #expect(reply.resolutions.map(\.number) == cases.map(\.0))
        let named = try snapshot.resolve(ResolveRequest(numbers: ["ab12", "4000"], field: "mpn", fields: ["title"]))
        #expect(named.resolutions.map(sketch) == ["ambiguous 4,5", "notFound "])
        let documents = named.resolutions[0].candidates.map { String(decoding: $0.document ?? [], as: UTF8.self) }
        #expect(documents == [#"{"title":"bolt"}"#, #"{"title":"bolt"}"#])
        #expect(named.resolutions[0].candidates.map(\.value) == ["AB 12", "AB-12"])
    }

    @Test("many documents of one number are counted, and the first named")
    func many() throws {
        let disk = SimulatedDirectory()
        var writer = try disk.makeWriter(try Schema(parsing: Array(Self.schema.utf8)))
        for id in 0..<700 { try writer.put(Array(#"{"id": "\#(id)", "mpn": "M8x40"}"#.utf8).span) }
        _ = try writer.commit()
        #expect(try disk.openSnapshot().resolve(ResolveRequest(numbers: ["m8 X 40"])).resolutions[0].total == 700)
        for id in 0..<100 { _ = try writer.delete(key: "\(id * 3)") }
        _ = try writer.commit()
        try writer.close()
        let resolution = try disk.openSnapshot().resolve(ResolveRequest(numbers: ["M8x40"])).resolutions[0]
        #expect(resolution.status == .ambiguous && resolution.total == 600)
        #expect(resolution.candidates.map(\.id) == ["1", "2", "4", "5", "7", "8", "10", "11", "13", "14"])
    }

    @Test("a deadline that has passed gives what there is, and says so")
    func deadline() throws {
        var request = ResolveRequest(numbers: ["SFP"])
        request.deadline = 0
        let reply = try snapshot().resolve(request)
        #expect(reply.isPartial && reply.resolutions.isEmpty)
    }

    @Test(
        "what can't be asked is refused, with a way out",
        arguments: [
            (#"{"numbers": ["a"], "field": "nope"}"#, "field", "mpn"), (#"{"numbers": ["a"], "field": "brand"}"#, "field", "identifier"),
            (#"{"numbers": "a"}"#, "numbers", "array"), (#"{"numbers": [["a"]]}"#, "numbers[0]", "string"), (#"{}"#, "numbers", "missing"),
            (#"{"numbers": ["a"], "fields": [0]}"#, "fields[0]", "string"), (#"[]"#, "body", "object"), (#"{"numbers": []"#, "body", "line 1"), (#"{"number": []}"#, "number", "numbers"),
            (#"{"numbers": [], "field": 5}"#, "field", "identifier"), (#"{"numbers": [], "fields": "a"}"#, "fields", "array"),
        ])
    func refusals(_ body: String, _ parameter: String, _ part: String) throws {
        let snapshot = try snapshot()
        let error = #expect(throws: RequestError.self) { _ = try snapshot.resolve(try ResolveRequest(json: Array(body.utf8))) }
        #expect(error?.parameter == parameter && error?.message.contains(part) == true, "\(error.debugDescription)")
    }

    @Test("1,000 are taken, 1,001 refused; numbers may be JSON's")
    func limits() throws {
        func body(_ count: Int) -> [UInt8] {
            Array("{\"numbers\": [\(Array(repeating: "4000", count: count).joined(separator: ","))]}".utf8)
        }
        let reply = try snapshot().resolve(try ResolveRequest(json: body(1000)))
        #expect(reply.resolutions.count == 1000 && reply.resolutions.allSatisfy { $0.status == .exact })
        #expect(throws: RequestError.self) { _ = try ResolveRequest(json: body(1001)) }
        let counts = #""counts":{"exact":1000,"normalised":0,"ambiguous":0,"notFound":0}"#
        #expect(String(decoding: reply.json(), as: UTF8.self).contains(counts))
    }
}
