import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Search
import Testing

@testable import Gateway

@Suite("Refusals")
struct RefusalTests {
    private func expectProblem(_ response: TestResponse, _ status: HTTPResponse.Status, _ code: String) throws -> JSONValue {
        let problem = try response.json()
        #expect(response.status == status)
        #expect(response.headers[.contentType] == "application/problem+json")
        #expect(problem["status"]?.int == status.code)
        #expect(problem["code"]?.string == code)
        #expect(problem["type"]?.string == "urn:souk:problem:\(code)")
        #expect(problem["requestId"]?.string == response.headers[.requestID])
        #expect(problem["title"]?.string?.isEmpty == false)
        #expect(problem["detail"]?.string?.isEmpty == false)
        return problem
    }

    @Test("an address that no route has is a 404")
    func unknownRoute() async throws {
        try await withEmptyServer { client in
            for path in ["/nothing", "/search/more", "/page/nothing.js", "/page/..%2Fopenapi.json", "/searching"] {
                _ = try expectProblem(try await client.execute(uri: path, method: .get), .notFound, "not_found")
            }
        }
    }

    @Test("a wrong method is a 405 that names the right ones")
    func wrongMethod() async throws {
        try await withEmptyServer { client in
            let deleted = try await client.execute(uri: "/search", method: .delete)
            _ = try expectProblem(deleted, .methodNotAllowed, "method_not_allowed")
            #expect(deleted.headers[.allow] == "GET, HEAD, POST")
            let posted = try await client.execute(uri: "/health", method: .post)
            _ = try expectProblem(posted, .methodNotAllowed, "method_not_allowed")
            #expect(posted.headers[.allow] == "GET, HEAD")
            let asked = try await client.execute(uri: "/search", method: .options)
            #expect(asked.status == .noContent)
            #expect(asked.headers[.allow] == "GET, HEAD, POST")
        }
    }

    @Test("a bad filter is a 400 that points at the character")
    func badFilter() async throws {
        try await withShop { client in
            let filter = "brand%20%3D%20%22Norvik%22%20AND%20prise%20%3C%2010"
            let response = try await client.execute(uri: "/search?q=bolt&filter=\(filter)", method: .get)
            let problem = try expectProblem(response, .badRequest, "invalid_request")
            #expect(problem.at("errors", 0, "field")?.string == "filter")
            #expect(problem.at("errors", 0, "code")?.string == "unknown_field")
            // brand = "Norvik" AND prise < 10
            #expect(problem.at("errors", 0, "position")?.int == 21)
            #expect(problem["detail"]?.string?.contains("'price'") == true)
        }
    }

    @Test(
        "a parameter out of its range is a 400 that names it",
        arguments: [
            ("limit=1000", "limit"), ("limit=x", "limit"), ("offset=-1", "offset"), ("sort=title", "sort"), ("facets=nothing", "facets"),
            ("match=some", "match"), ("colour=red", "colour"), ("cursor=%00", "cursor"),
        ])
    func badParameter(query: String, field: String) async throws {
        try await withShop { client in
            let problem = try expectProblem(try await client.execute(uri: "/search?\(query)", method: .get), .badRequest, "invalid_request")
            #expect(problem.at("errors", 0, "field")?.string == field)
        }
    }

    @Test(
        "a body that is not a search is a 400",
        arguments: ["", "{", "[]", "{\"q\": 1}", "{\"q\": \"a\", \"colour\": \"red\"}", "{\"q\": \"\u{0}\"}"])
    func badBody(body: String) async throws {
        try await withShop { client in
            let response = try await client.execute(uri: "/search", method: .post, body: ByteBuffer(string: body))
            _ = try expectProblem(response, .badRequest, "invalid_request")
        }
    }

    @Test("JSON nested without end is a 400")
    func deepBody() async throws {
        try await withShop { client in
            let deep = String(repeating: "[", count: 100_000)
            let response = try await client.execute(uri: "/search", method: .post, body: ByteBuffer(string: deep))
            _ = try expectProblem(response, .badRequest, "invalid_request")
        }
    }

    @Test("a body over the limit is a 413, whether its length is announced or not")
    func largeBody() async throws {
        try await withEmptyServer(change: { $0.bodyLimitBytes = 1000 }) { client in
            let body = ByteBuffer(string: "{\"q\": \"\(String(repeating: "x", count: 2000))\"}")
            _ = try expectProblem(try await client.execute(uri: "/search", method: .post, body: body), .contentTooLarge, "body_too_large")
        }
    }

    @Test("a body packed in a way nobody knows is a 415")
    func packedBody() async throws {
        try await withEmptyServer { client in
            let response = try await client.execute(
                uri: "/search", method: .post, headers: [.contentEncoding: "br"], body: ByteBuffer(string: "x"))
            _ = try expectProblem(response, .unsupportedMediaType, "unsupported_encoding")
        }
    }

    @Test("a body that breaks off is the caller's fault")
    func brokenBody() async throws {
        struct Broken: AsyncSequence, AsyncIteratorProtocol, Sendable {
            func makeAsyncIterator() -> Broken { self }
            mutating func next() async throws -> ByteBuffer? { throw CancellationError() }
        }
        let head = HTTPRequest(method: .post, scheme: "http", authority: "souk", path: "/search")
        let request = Request(head: head, body: RequestBody(asyncSequence: Broken()))
        let error = await #expect(throws: BrokenBody.self) { try await request.body(upTo: 100) }
        #expect(error.map { Problem(of: $0).status } == .badRequest)
    }

    @Test("without an index a search is a 503 that says when to ask again")
    func noIndex() async throws {
        try await withEmptyServer { client in
            for path in ["/search?q=bolt", "/search/facets", "/search/suggestions?q=b", "/ready"] {
                let response = try await client.execute(uri: path, method: .get)
                _ = try expectProblem(response, .serviceUnavailable, "index_not_ready")
                #expect(response.headers[.retryAfter] == "1")
            }
        }
    }

    @Test("errors of the disk tell the caller nothing of the server's inside")
    func discretion() throws {
        let errors: [any Error] = [
            Damage(file: "/srv/secret/segment-1.terms", offset: 17, reason: "checksum"),
            StorageError(call: "read", file: "/srv/secret/manifest", reason: "Input/output error"), CancellationError(),
        ]
        for error in errors {
            let problem = Problem(of: error)
            #expect(problem.status == .internalServerError)
            #expect(problem.isOurs)
            #expect(!problem.detail.contains("secret") && !problem.title.contains("secret"))
        }
        #expect(Problem(of: errors[0]).code == "index_damaged")
        #expect(Problem(of: errors[1]).code == "storage_failed")
    }
}
