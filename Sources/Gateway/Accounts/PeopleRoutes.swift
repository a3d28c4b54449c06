import HTTPTypes
import Hummingbird
import Platform
import Search
import Users

/// `/users`: what is known of a person, and what becomes of it.
struct PeopleRoutes: Sendable {
    let users: Users

    var all: [Route] {
        [
            .get("/users/profile", .people, profile), .put("/users/profile", .people, updateProfile),
            .post("/users/profile/email", .people, changeEmail),
            .get("/users/profile/export", .people, export), .get("/users/:id", .people, user), .put("/users/:id", .people, updateUser),
            .delete("/users/:id", .people, erase),
        ]
    }

    @Sendable private func profile(_ request: Request, _ context: GatewayContext) async throws -> Response {
        try await shown(try context.person(), context)
    }

    @Sendable private func user(_ request: Request, _ context: GatewayContext) async throws -> Response {
        try await shown(try context.id("user"), context)
    }

    private func shown(_ id: UserID, _ context: GatewayContext) async throws -> Response {
        let user = try await users.user(id, caller: context.caller)
        return Response(user: user)
    }

    @Sendable private func updateProfile(_ request: Request, _ context: GatewayContext) async throws -> Response {
        try await updated(try context.person(), request, context)
    }

    @Sendable private func updateUser(_ request: Request, _ context: GatewayContext) async throws -> Response {
        try await updated(try context.id("user"), request, context)
    }

    private func updated(_ id: UserID, _ request: Request, _ context: GatewayContext) async throws -> Response {
        var body = try BodyReader(try await request.body(upTo: AuthRoutes.bodyLimitBytes))
        let name = body.text("name", atMost: 200)
        try body.finish()
        let user = try await users.updateUser(id, name: name, version: try request.ifMatch(), by: context.caller)
        return Response(user: user)
    }

    /// The account keeps its address until the mail to the new one is followed.
    @Sendable private func changeEmail(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var body = try BodyReader(try await request.body(upTo: AuthRoutes.bodyLimitBytes))
        let (email, password) = (body.text("email"), body.text("password", atMost: PasswordPolicy.maximumBytes))
        try body.finish()
        try await users.changeEmail(email, password: password, by: context.caller)
        return .message("a mail was sent to this address; follow it to go on", status: .accepted)
    }

    /// All that is known of the one who asks (GDPR, articles 15 and 20).
    @Sendable private func export(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var response = Response(json: Array(try await users.export(by: context.caller).utf8))
        response.headers[.contentDisposition] = "attachment; filename=\"souk-export.json\""
        return response
    }

    @Sendable private func erase(_ request: Request, _ context: GatewayContext) async throws -> Response {
        try await users.erase(try context.id("user"), version: try request.ifMatch(), by: context.caller)
        return Response(status: .noContent)
    }
}

extension Response {
    fileprivate init(user: User) { self.init(value: user.json, version: user.version) }
}

extension GatewayContext {
    fileprivate func person() throws(Refusal) -> UserID {
        guard let id = caller.userID else { throw Refusal.noPerson }
        return id
    }
}
