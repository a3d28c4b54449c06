import HTTPTypes
import Hummingbird
import Platform
import Search
import Users

/// `/companies`: who buys and sells.
struct CompanyRoutes: Sendable {
    let users: Users

    var all: [Route] {
        [
            .get("/companies", .known, list), .post("/companies", .known, create),
            .get("/companies/:id", .known, company), .put("/companies/:id", .known, update),
            .post("/companies/:id/seller", .known, changeSeller),
        ]
    }

    @Sendable private func list(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var query = QueryReader(request)
        let page = try await users.companies(try query.page(), caller: context.caller)
        return Response(value: page.json(\.json))
    }

    @Sendable private func create(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var body = try BodyReader(try await request.body(upTo: AuthRoutes.bodyLimitBytes))
        let name = body.text("name", atMost: PlainName.limit)
        let (isBuyer, isSeller) = (body.optionalFlag("isBuyer") ?? true, body.optionalFlag("isSeller") ?? false)
        try body.finish()
        let company = try await users.createCompany(name: name, isBuyer: isBuyer, isSeller: isSeller, by: context.caller)
        var response = Response(value: company.json, version: company.version, status: .created)
        response.headers[.location] = "/companies/\(company.id)"
        return response
    }

    @Sendable private func company(_ request: Request, _ context: GatewayContext) async throws -> Response {
        Response(try await users.company(try context.id("company"), caller: context.caller))
    }

    @Sendable private func update(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let id: CompanyID = try context.id("company")
        var body = try BodyReader(try await request.body(upTo: AuthRoutes.bodyLimitBytes))
        let name = body.text("name", atMost: PlainName.limit)
        let (isBuyer, isSeller) = (body.flag("isBuyer"), body.flag("isSeller"))
        try body.finish()
        return Response(
            try await users.updateCompany(
                id, name: name, isBuyer: isBuyer, sells: isSeller, version: try request.ifMatch(), by: context.caller))
    }

    private enum SellerAction: String, CaseIterable { case approve, reject, restrict, unrestrict, suspend, reinstate, reapply }

    /// A step of a seller's way, by those who run the marketplace; to apply again is the company's own.
    @Sendable private func changeSeller(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let id: CompanyID = try context.id("company")
        var body = try BodyReader(try await request.body(upTo: AuthRoutes.bodyLimitBytes))
        let word = body.choice("action", SellerAction.self)
        let reason = body.optionalText("reason", atMost: 4000)
        if word == .suspend, reason == nil { body.refuse("reason", "required", "say why, for the seller to read") }
        if let word, word != .suspend, reason != nil { body.refuse("reason", "conflict", "only who is suspended is told a reason") }
        try body.finish()
        let action: SellerState.Action =
            switch word {
            case .approve, nil: .approve
            case .reject: .reject
            case .restrict: .restrict
            case .unrestrict: .unrestrict
            case .suspend: .suspend(reason: reason ?? "")
            case .reinstate: .reinstate
            case .reapply: .reapply
            }
        return Response(try await users.changeSeller(id, action, version: try request.ifMatch(), by: context.caller))
    }
}

/// What a name may have in characters, before the module looks at its characters.
enum PlainName { static let limit = 1000 }

extension Response {
    fileprivate init(_ company: Company) {
        self.init(value: company.json, version: company.version)
    }
}

extension Company {
    fileprivate var json: JSONValue {
        .object([
            ("id", .string(id.text)), ("name", .string(name)), ("isBuyer", .bool(isBuyer)), ("isSeller", .bool(seller != nil)),
            (
                "seller",
                seller.map { .object([("state", .string($0.word)), ("reason", .text($0.reason))]) } ?? .null
            ),
            ("createdAt", .string("\(createdAt)")), ("updatedAt", .string("\(updatedAt)")),
        ])
    }
}
