import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Gateway

@Suite("Headers")
struct HeaderTests {
    @Test("a sound request id comes back, another is replaced")
    func requestID() async throws {
        try await withEmptyServer { client in
            let kept = try await client.execute(uri: "/health", method: .get, headers: [.requestID: "trace-17.a:b"])
            #expect(kept.headers[.requestID] == "trace-17.a:b")
            for unsound in ["", "two words", "a\"b", "<script>", String(repeating: "a", count: 129)] {
                let response = try await client.execute(uri: "/health", method: .get, headers: [.requestID: unsound])
                #expect(response.headers[.requestID]?.count == 26)
            }
        }
    }

    @Test("every answer has the security headers", arguments: ["/", "/health", "/search", "/page/main.js", "/openapi.json", "/nothing"])
    func security(path: String) async throws {
        try await withEmptyServer { client in
            let response = try await client.execute(uri: path, method: .get)
            #expect(response.headers[.xContentTypeOptions] == "nosniff")
            #expect(response.headers[.frameOptions] == "DENY")
            #expect(response.headers[.referrerPolicy] == "no-referrer")
            let policy = try #require(response.headers[.contentSecurityPolicy])
            #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
            #expect(!policy.contains("unsafe"))
        }
    }

    @Test(
        "HEAD has GET's headers and no body",
        arguments: ["/", "/health", "/metrics", "/openapi.json", "/page/base.css", "/search?q=bolt"])
    func head(path: String) async throws {
        try await withShop { client in
            let got = try await client.execute(uri: path, method: .get)
            let asked = try await client.execute(uri: path, method: .head)
            #expect(asked.status == got.status)
            #expect(asked.status == .ok)
            #expect(asked.headers[.contentType] == got.headers[.contentType])
            #expect(asked.headers[.contentLength] != nil)
            #expect(asked.body.readableBytes == 0)
        }
    }

    @Test("a file that the browser has is not sent again")
    func notModified() async throws {
        try await withEmptyServer { client in
            let first = try await client.execute(uri: "/page/main.js", method: .get)
            let tag = try #require(first.headers[.eTag])
            let again = try await client.execute(uri: "/page/main.js", method: .get, headers: [.ifNoneMatch: "\"other\", W/\(tag)"])
            #expect(again.status == .notModified)
            #expect(again.body.readableBytes == 0)
            let other = try await client.execute(uri: "/page/main.js", method: .get, headers: [.ifNoneMatch: "\"other\""])
            #expect(other.status == .ok)
        }
    }

    @Test("no other site's page may ask unless the settings name it")
    func crossOrigin() async throws {
        let origin = "https://shop.example"
        let preflight: HTTPFields = [.origin: origin, .accessControlRequestMethod: "POST"]
        try await withEmptyServer { client in
            let response = try await client.execute(uri: "/health", method: .get, headers: [.origin: origin])
            #expect(response.headers[.accessControlAllowOrigin] == nil)
            let asked = try await client.execute(uri: "/search", method: .options, headers: preflight)
            #expect(asked.headers[.accessControlAllowOrigin] == nil)
        }
        try await withEmptyServer(change: { $0.allowedOrigins = [origin] }) { client in
            let response = try await client.execute(uri: "/health", method: .get, headers: [.origin: origin])
            #expect(response.headers[.accessControlAllowOrigin] == origin)
            #expect(response.headers[.vary] == "Origin")
            let stranger = try await client.execute(uri: "/health", method: .get, headers: [.origin: "https://evil.example"])
            #expect(stranger.headers[.accessControlAllowOrigin] == nil)
            let asked = try await client.execute(uri: "/search", method: .options, headers: preflight)
            #expect(asked.status == .noContent)
            #expect(asked.headers[.accessControlAllowOrigin] == origin)
            #expect(asked.headers[.accessControlAllowMethods] == "GET, HEAD, POST")
            #expect(asked.headers[.accessControlMaxAge] == "86400")
        }
    }
}
