import HTTPTypes
import Hummingbird
import Platform
import Search
import Users

/// `/admin/users`, `/admin/analytics` and `/admin/audit-log`: for those who run the marketplace.
struct AdminRoutes: Sendable {
    let users: Users

    var all: [Route] {
        [
            .get("/admin/users", .administrators, list), .post("/admin/users/bulk-action", .administrators, bulkAction),
            .get("/admin/analytics", .administrators, analytics), .get("/admin/audit-log", .administrators, auditLog),
            .get("/admin/audit-log/verification", .administrators, verifyAuditLog),
        ]
    }

    @Sendable private func list(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var query = QueryReader(request)
        let filter = UserFilter(
            role: query.optionalChoice("role"), state: query.optionalChoice("state"), emailPrefix: query.optionalText("email"))
        let page = try await users.users(try query.page(), filter, by: context.caller)
        return Response(value: page.json(\.json))
    }

    private enum Action: String, CaseIterable { case suspend, activate, delete, setRole }

    /// A thousand ids with their quotes.
    private static let bulkLimitBytes = 1 << 16

    @Sendable private func bulkAction(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var body = try BodyReader(try await request.body(upTo: Self.bulkLimitBytes))
        let (word, role) = (body.choice("action", Action.self), body.optionalChoice("role", SystemRole.self))
        let ids = body.ids("ids", UserID.self, atMost: Users.bulkLimit)
        if word == .setRole, role == nil { body.refuse("role", "required", "the role that they will have") }
        if let word, word != .setRole, role != nil { body.refuse("role", "conflict", "only setRole takes a role") }
        try body.finish()
        let action: BulkAction =
            switch word {
            case .suspend, nil: .suspend
            case .activate: .activate
            case .delete: .delete
            case .setRole: .setRole(role ?? .buyer)
            }
        let outcomes = try await users.bulkAction(action, on: ids, by: context.caller)
        return Response(value: .object([("items", .array(outcomes.map(\.json)))]))
    }

    @Sendable private func analytics(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var query = QueryReader(request)
        let days = query.optionalNumber("days", in: 1...366) ?? 30
        try query.finish()
        return Response(value: try await users.analytics(days: days, by: context.caller).json)
    }

    @Sendable private func auditLog(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var query = QueryReader(request)
        let filter = AuditFilter(
            target: query.optionalText("target"), actor: query.optionalText("actor"), action: query.optionalChoice("action"))
        let page = try await users.auditLog(try query.page(), filter, by: context.caller)
        return Response(value: page.json(\.json))
    }

    @Sendable private func verifyAuditLog(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var query = QueryReader(request)
        try query.finish()
        let report = try await users.verifyAuditLog(by: context.caller)
        return Response(value: .object([
            ("holds", .bool(report.fault == nil)), ("entries", .number(Double(report.count))), ("head", .string(report.head)),
            (
                "fault",
                report.fault.map { .object([("number", .number(Double($0.number))), ("reason", .string($0.reason))]) } ?? .null
            ),
        ]))
    }
}

extension BulkOutcome {
    fileprivate var json: JSONValue {
        let refused = refusal.map { JSONValue.object([("code", .string($0.code)), ("detail", .string($0.detail))]) }
        return .object([("id", .string(id.text)), ("done", .bool(refusal == nil)), ("refusal", refused ?? .null)])
    }
}

extension UserAnalytics {
    fileprivate var json: JSONValue {
        func counts<Key: RawRepresentable & CaseIterable & Hashable>(_ table: [Key: Int]) -> JSONValue where Key.RawValue == String {
            .object(Key.allCases.map { ($0.rawValue, .number(Double(table[$0] ?? 0))) })
        }
        return .object([
            ("byRole", counts(byRole)), ("byState", counts(byState)),
            (
                "registrations",
                .array(registrations.map { .object([("date", .string($0.date)), ("count", .number(Double($0.count)))]) })
            ),
            ("activeSessions", .number(Double(activeSessions))),
        ])
    }
}

extension AuditEntry {
    fileprivate var json: JSONValue {
        // They were written as JSON.
        func facts(_ text: String?) -> JSONValue { text.flatMap { try? JSONValue(parsing: Array($0.utf8)) } ?? .null }
        return .object([
            ("number", .number(Double(number))), ("at", .string("\(time)")), ("actor", .string(actor.id)),
            ("onBehalfOf", .text(actor.onBehalfOf)), ("action", .string(action.rawValue)), ("target", .string(target)),
            ("before", facts(before)), ("after", facts(after)), ("person", facts(person)),
        ])
    }
}
