import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Platform
import Search
import Testing

@testable import Gateway

@Suite("Settings over HTTP")
struct SettingsRouteTests {
    private static let json: HTTPFields = [.contentType: "application/json"]

    private func send(
        _ client: any TestClientProtocol, _ method: HTTPRequest.Method, _ uri: String, _ body: String, ifMatch: String? = nil
    ) async throws -> TestResponse {
        var headers = Self.json
        if let ifMatch { headers[.ifMatch] = ifMatch }
        return try await client.execute(uri: uri, method: method, headers: headers, body: ByteBuffer(string: body))
    }

    private func ids(_ client: any TestClientProtocol, _ address: String) async throws -> [String] {
        let reply = try await client.execute(uri: address, method: .get).json()
        return reply["hits"]?.array?.compactMap { $0["id"]?.string } ?? []
    }

    @Test("what is put holds for the next search")
    func effect() async throws {
        try await withShop { client in
            let before = try await ids(client, "/search?q=fastener")
            #expect(before.isEmpty)
            let made = try await send(client, .post, "/search/synonyms", #"{"root": "fastener", "synonyms": ["hex nut"]}"#)
            #expect(made.status == .created && made.headers[.location] == "/search/synonyms/fastener")
            #expect(try await ids(client, "/search?q=fastener&limit=100").count == 15)
            #expect(try await ids(client, "/search?q=fastener&limit=100&synonyms=off").isEmpty)
            let rule = #"{"when": {"query": "nut"}, "then": {"pin": [{"id": "L-1", "position": 2}], "redirect": "/nuts"}}"#
            #expect(try await send(client, .put, "/search/rules/nuts", rule).status == .ok)
            let reply = try await client.execute(uri: "/search?q=nut&limit=2", method: .get).json()
            #expect(reply.at("hits", 1, "id") == .string("L-1") && reply.at("hits", 1, "pinned") == .bool(true))
            #expect(reply["rules"] == .array([.string("nuts")]) && reply["redirect"] == .string("/nuts"))
            #expect(reply.at("total", "value") == .number(16))
            #expect(try await client.execute(uri: "/search/rules/nuts", method: .delete).status == .noContent)
            let after = try await client.execute(uri: "/search?q=nut&limit=2", method: .get).json()
            #expect(after["rules"] == .array([]) && after.at("total", "value") == .number(15))
        }
    }

    @Test("all settings are read, replaced, and guarded by their ETag")
    func whole() async throws {
        try await withShop { client in
            let first = try await client.execute(uri: "/search/settings", method: .get)
            #expect(first.headers[.eTag] == "\"0\"")
            #expect(first.text == #"{"synonyms":[],"rules":[],"stopwords":[]}"#)
            let body = #"{"stopwords": [{"id": "f", "words": ["for"]}]}"#
            let put = try await send(client, .put, "/search/settings", body, ifMatch: "\"0\"")
            #expect(put.status == .ok && put.headers[.eTag] == "\"1\"")
            let late = try await send(client, .put, "/search/settings", "{}", ifMatch: "\"0\"")
            #expect(late.status == .preconditionFailed && late.headers[.eTag] == "\"1\"")
            #expect(try late.json()["code"] == .string("settings_changed"))
            #expect(try await send(client, .put, "/search/settings", "{}", ifMatch: "0").status == .badRequest)
            #expect(try await client.execute(uri: "/search/stopwords/f", method: .get).json()["words"] == .array([.string("for")]))
            let round = try await client.execute(uri: "/search/settings", method: .get).text
            #expect(try await send(client, .put, "/search/settings", round, ifMatch: "*").headers[.eTag] == "\"1\"")
        }
    }

    @Test("changes that come at once wait for each other, and none is lost")
    func atOnce() async throws {
        try await withShop { client in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for i in 0..<24 {
                    group.addTask { try await send(client, .put, "/search/stopwords/w\(i)", #"{"words": ["for"]}"#).status.code }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses == Array(repeating: 200, count: 24))
            let kept = try await client.execute(uri: "/search/stopwords", method: .get)
            let items = try kept.json()["items"]?.array
            #expect(items?.count == 24 && kept.headers[.eTag] == "\"24\"")
        }
    }

    @Test("the tag of an answer that came packed is taken back")
    func packed() async throws {
        try await withShop { client in
            let words = (0..<400).map { "\"word\($0)\"" }.joined(separator: ",")
            let list = #"{"words": [\#(words)]}"#
            #expect(try await send(client, .put, "/search/stopwords/long", list).status == .ok)
            let shown = try await client.execute(uri: "/search/settings", method: .get, headers: [.acceptEncoding: "gzip"])
            #expect(shown.headers[.contentEncoding] == "gzip")
            let tag = try #require(shown.headers[.eTag])
            #expect(try await send(client, .put, "/search/settings", "{}", ifMatch: tag).status == .ok)
        }
    }

    @Test("what is wrong with a body is told before it is compared with a version")
    func order() async throws {
        try await withShop { client in
            for body in ["[null]", #"{"rules": 1}"#] {
                let refused = try await send(client, .put, "/search/settings", body, ifMatch: "\"7\"")
                #expect(refused.status == .badRequest)
            }
            let stale = try await send(client, .put, "/search/settings", "{}", ifMatch: "\"7\"")
            #expect(stale.status == .preconditionFailed)
        }
    }

    @Test("If-Match names a version, any, or none that there is", arguments: [
        (nil, nil), ("*", nil), ("\"3\"", 3), (" \"3\" , W/\"4\"", 3), ("W/\"3\"", -1), ("\"a,b\"", -1), ("\"\"", -1),
        ("\"3\", \"x\", \"3\"", 3),
    ] as [(String?, Int64?)])
    func ifMatch(header: String?, version: Int64?) throws {
        let found = try IfMatch.version(header)
        #expect(found == version)
    }

    @Test("what is no list of tags is refused, and so are several versions", arguments: [
        "", "3", "\"3", "\"3\" \"4\"", "\"3\",", "w/\"3\"", "\"3\", \"4\"", "*, \"3\"",
    ])
    func noTag(header: String) { #expect(throws: Refusal.self) { try IfMatch.version(header) } }

    @Test("what can't be taken is refused by member, and changes nothing", arguments: [
        (HTTPRequest.Method.post, "/search/rules", #"{"then": {}}"#, 400, "then"),
        (.post, "/search/rules", #"{"when": {"filter": "nofield = 1"}, "then": {"stop": true}}"#, 400, "when.filter"),
        (.put, "/search/rules/a", #"{"id": "b", "then": {"stop": true}}"#, 400, "id"),
        (.put, "/search/rules/a%20b", #"{"then": {"stop": true}}"#, 400, "id"),
        (.post, "/search/synonyms", #"{"synonyms": ["a"]}"#, 400, "synonyms"), (.post, "/search/synonyms", "{", 400, ""),
        (.put, "/search/settings", #"{"rules": [{"then": {"pin": [{"id": "a", "position": 0}]}}]}"#, 400, "rules[0].then.pin[0].position"),
    ])
    func refusals(_ method: HTTPRequest.Method, _ uri: String, _ body: String, _ status: Int, _ field: String) async throws {
        try await withShop { client in
            let response = try await send(client, method, uri, body)
            #expect(response.status.code == status)
            #expect(response.headers[.contentType] == "application/problem+json")
            #expect(try response.json().at("errors", 0, "field") == .string(field), "\(response.text)")
            #expect(try await client.execute(uri: "/search/settings", method: .get).headers[.eTag] == "\"0\"")
        }
    }

    @Test("items that are not there, that are there already, and bodies of another type")
    func others() async throws {
        try await withShop { client in
            #expect(try await client.execute(uri: "/search/rules/none", method: .get).status == .notFound)
            #expect(try await client.execute(uri: "/search/rules/none", method: .delete).status == .notFound)
            let list = #"{"id": "a", "words": ["for"]}"#
            #expect(try await send(client, .post, "/search/stopwords", list).status == .created)
            #expect(try await send(client, .post, "/search/stopwords", list).status == .conflict)
            let plain = try await client.execute(
                uri: "/search/stopwords", method: .post, headers: [.contentType: "text/plain"], body: ByteBuffer(string: list))
            #expect(plain.status == .unsupportedMediaType)
        }
        let status = try await withEmptyServer { client in try await client.execute(uri: "/search/settings", method: .get).status }
        #expect(status == .serviceUnavailable)
    }

    @Test("searches and changes side by side each see whole settings")
    func sideBySide() async throws {
        try await withShop { client in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for i in 0..<20 {
                        let hidden = (i % 2 == 0) ? #"["L-0", "L-4"]"# : "[]"
                        let body = "{\"then\": {\"hide\": \(hidden), \"userData\": \(i)}}"
                        let response = try await send(client, .put, "/search/rules/r", body)
                        #expect(response.status == .ok)
                    }
                }
                for _ in 0..<3 {
                    group.addTask {
                        for _ in 0..<40 {
                            let reply = try await client.execute(uri: "/search?q=nut&limit=0", method: .get).json()
                            let total = reply.at("total", "value")?.int ?? -1
                            let isHiding = reply.at("userData", 0)?.int.map { $0 % 2 == 0 } ?? false
                            #expect(total == (isHiding ? 13 : 15))
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
