import HTTPTypes
import Hummingbird
import Platform
import Search
import Users

/// `/admin/api-keys`: keys for programs.
struct KeyRoutes: Sendable {
    let users: Users
    let served: ServedIndex

    var all: [Route] {
        [
            .get("/admin/api-keys", .administrators, list), .post("/admin/api-keys", .administrators, create),
            .delete("/admin/api-keys/:id", .administrators, revoke),
        ]
    }

    private static let scopes = Scope.allCases.map(\.rawValue).joined(separator: ", ")

    @Sendable private func list(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var query = QueryReader(request)
        let page = try await users.apiKeys(try query.page(), by: context.caller)
        return Response(value: page.json(\.json))
    }

    @Sendable private func create(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var body = try BodyReader(try await request.body(upTo: AuthRoutes.bodyLimitBytes))
        var key = APIKeyRequest(name: body.text("name", atMost: 200), scopes: [])
        for text in body.texts("scopes") ?? [] {
            if let scope = Scope(rawValue: text) {
                key.scopes.insert(scope)
            } else {
                body.refuse("scopes", "unknown_value", "each is one of \(Self.scopes)")
            }
        }
        if key.scopes.isEmpty { body.refuse("scopes", "required", "at least one of \(Self.scopes)") }
        key.filter = body.optionalText("filter", atMost: 1 << 12)
        key.requestsPerMinute = body.optionalNumber("requestsPerMinute", in: 1...10_000_000)
        key.expiresAt = body.optionalMoment("expiresAt")
        if let filter = key.filter, let schema = try? served.snapshot().schema {
            // A filter that the index can't take would let nothing through.
            do { _ = try Filter(parsing: filter, schema: schema) } catch { body.refuse("filter", error.code, error.message) }
        }
        try body.finish()
        let (made, text) = try await users.createAPIKey(key, by: context.caller)
        // The one time that the key itself is shown.
        var response = Response(value: .object([("key", .string(text.text))] + (made.json.members ?? [])), status: .created)
        response.headers[.location] = "/admin/api-keys/\(made.id)"
        return response
    }

    @Sendable private func revoke(_ request: Request, _ context: GatewayContext) async throws -> Response {
        try await users.revokeAPIKey(try context.id("API key"), by: context.caller)
        return Response(status: .noContent)
    }
}
