import HTTPTypes
import Hummingbird
import Platform
import Search
import Users

/// Who belongs to a company, in which of its units, and who is asked to come in.
struct MemberRoutes: Sendable {
    let users: Users

    var all: [Route] {
        [
            .get("/companies/:id/members", .known, members), .get("/companies/:id/members/:user", .known, member),
            .put("/companies/:id/members/:user", .known, setMember), .delete("/companies/:id/members/:user", .known, removeMember),
            .get("/companies/:id/units", .known, units), .post("/companies/:id/units", .known, addUnit),
            .delete("/companies/:id/units/:unit", .known, removeUnit),
            .get("/companies/:id/invitations", .known, invitations), .post("/companies/:id/invitations", .known, invite),
            .delete("/companies/:id/invitations/:invitation", .known, withdraw),
            .post("/invitations/accept", .people, accept),
        ]
    }

    private func company(_ context: GatewayContext) throws -> CompanyID { try context.id("company") }

    // MARK: Members

    @Sendable private func members(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var query = QueryReader(request)
        let page = try await users.members(of: try company(context), try query.page(), caller: context.caller)
        return Response(value: page.json(\.json))
    }

    @Sendable private func member(_ request: Request, _ context: GatewayContext) async throws -> Response {
        Response(try await users.member(try context.id("member", "user"), of: try company(context), caller: context.caller))
    }

    @Sendable private func setMember(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (company, user): (CompanyID, UserID) = (try company(context), try context.id("member", "user"))
        var body = try BodyReader(try await request.body(upTo: AuthRoutes.bodyLimitBytes))
        let role = body.choice("role", CompanyRole.self)
        let unit = body.optionalID("unit", UnitID.self)
        let money = body.optionalObject("limits") { limits in (order: limits.optionalMoney("order"), month: limits.optionalMoney("month")) }
        try body.finish()
        let member = try await users.setMember(
            user, of: company, role: role ?? .viewer, unit: unit, limits: try SpendingLimits(order: money?.order, month: money?.month),
            version: try request.ifMatch(), by: context.caller)
        return Response(member)
    }

    @Sendable private func removeMember(_ request: Request, _ context: GatewayContext) async throws -> Response {
        try await users.removeMember(
            try context.id("member", "user"), from: try company(context), version: try request.ifMatch(), by: context.caller)
        return Response(status: .noContent)
    }

    // MARK: Units

    @Sendable private func units(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var query = QueryReader(request)
        try query.finish()
        let units = try await users.units(of: try company(context), caller: context.caller)
        // All at once: there are few, and a tree is of no use in pieces.
        return Response(value: .object([("items", .array(units.map(\.json))), ("nextCursor", .null)]))
    }

    @Sendable private func addUnit(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let company = try company(context)
        var body = try BodyReader(try await request.body(upTo: AuthRoutes.bodyLimitBytes))
        let (name, parent) = (body.text("name", atMost: PlainName.limit), body.optionalID("parent", UnitID.self))
        try body.finish()
        let unit = try await users.addUnit(name, below: parent, to: company, by: context.caller)
        var response = Response(value: unit.json, status: .created)
        response.headers[.location] = "/companies/\(company)/units/\(unit.id)"
        return response
    }

    @Sendable private func removeUnit(_ request: Request, _ context: GatewayContext) async throws -> Response {
        try await users.removeUnit(try context.id("unit", "unit"), from: try company(context), by: context.caller)
        return Response(status: .noContent)
    }

    // MARK: Invitations

    @Sendable private func invitations(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var query = QueryReader(request)
        let page = try await users.invitations(of: try company(context), try query.page(), caller: context.caller)
        return Response(value: page.json(\.json))
    }

    @Sendable private func invite(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let company = try company(context)
        var body = try BodyReader(try await request.body(upTo: AuthRoutes.bodyLimitBytes))
        let (email, role) = (body.text("email"), body.choice("role", CompanyRole.self))
        try body.finish()
        let invitation = try await users.invite(email, to: company, role: role ?? .viewer, by: context.caller)
        var response = Response(value: invitation.json, status: .created)
        response.headers[.location] = "/companies/\(company)/invitations/\(invitation.id)"
        return response
    }

    @Sendable private func withdraw(_ request: Request, _ context: GatewayContext) async throws -> Response {
        try await users.withdrawInvitation(
            try context.id("invitation", "invitation"), to: try company(context), by: context.caller)
        return Response(status: .noContent)
    }

    @Sendable private func accept(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var body = try BodyReader(try await request.body(upTo: AuthRoutes.bodyLimitBytes))
        let token = body.text("token")
        try body.finish()
        let company = try await users.acceptInvitation(token, by: context.caller)
        return Response(value: .object([("company", .string(company.id.text)), ("name", .string(company.name))]))
    }
}

extension Response {
    fileprivate init(_ member: Member) {
        self.init(value: member.json, version: member.version)
    }
}

extension Member {
    fileprivate var json: JSONValue {
        .object([
            ("user", .string(user.text)), ("name", .text(name)), ("email", .text(email)), ("role", .string(role.rawValue)),
            ("unit", .text(unit?.text)),
            ("limits", .object([("order", limits.order?.json ?? .null), ("month", limits.month?.json ?? .null)])),
            ("joinedAt", .string("\(joinedAt)")),
        ])
    }
}

extension CompanyUnit {
    fileprivate var json: JSONValue {
        .object([("id", .string(id.text)), ("name", .string(name)), ("parent", .text(parent?.text))])
    }
}

extension Invitation {
    fileprivate var json: JSONValue {
        .object([
            ("id", .string(id.text)), ("email", .text(email)), ("role", .string(role.rawValue)),
            ("createdAt", .string("\(createdAt)")), ("expiresAt", .string("\(expiresAt)")),
        ])
    }
}
