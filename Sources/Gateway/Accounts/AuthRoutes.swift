import HTTPTypes
import Hummingbird
import Platform
import Search
import Users

/// `/auth`: how somebody becomes known, and stays so.
struct AuthRoutes: Sendable {
    let users: Users
    let addresses: ClientAddress

    /// A name, an address and a password are small.
    static let bodyLimitBytes = 1 << 14

    var all: [Route] {
        [
            .post("/auth/register", .anyone, register),
            .post("/auth/verify-email", .anyone, verifyEmail),
            .post("/auth/resend-verification", .anyone, resendVerification),
            .post("/auth/login", .anyone, login),
            .post("/auth/admit-network", .anyone, admitNetwork),
            .post("/auth/refresh", .anyone, refresh),
            .post("/auth/logout", .anyone, logout),
            .post("/auth/forgot-password", .anyone, forgotPassword),
            .post("/auth/reset-password", .anyone, resetPassword),
            .post("/auth/change-password", .people, changePassword),
            .get("/auth/sessions", .people, sessions),
            .delete("/auth/sessions/:id", .people, revokeSession),
            .post("/auth/second-factor", .people, enrolSecondFactor),
            .post("/auth/second-factor/confirm", .people, confirmSecondFactor),
            .post("/auth/second-factor/remove", .people, removeSecondFactor),
            .get("/.well-known/jwks.json", .anyone, keys),
        ]
    }

    private func client(_ request: Request, _ context: GatewayContext) -> Client {
        Client(
            address: addresses.of(request, peer: context.peer.address), userAgent: String((request.headers[.userAgent] ?? "").prefix(256)))
    }

    private func reader(_ request: Request) async throws -> BodyReader {
        try BodyReader(try await request.body(upTo: Self.bodyLimitBytes))
    }

    // MARK: Accounts

    @Sendable private func register(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var body = try await reader(request)
        let (email, password) = (body.text("email"), body.text("password", atMost: PasswordPolicy.maximumBytes))
        let name = body.text("name", atMost: 200)
        try body.finish()
        _ = try await users.register(email: email, password: password, name: name, client: client(request, context))
        // The same for an address that is taken: a stranger learns nothing of who is here.
        return .message("a mail was sent to this address; follow it to go on", status: .accepted)
    }

    @Sendable private func verifyEmail(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var body = try await reader(request)
        let token = body.text("token")
        try body.finish()
        return Response(value: try await users.verifyEmail(token).json)
    }

    @Sendable private func resendVerification(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var body = try await reader(request)
        let email = body.text("email")
        try body.finish()
        try await users.resendVerification(email: email)
        return .message("if this address waits to be verified, a mail was sent to it", status: .accepted)
    }

    // MARK: Sessions

    @Sendable private func login(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var body = try await reader(request)
        let (email, password) = (body.text("email"), body.text("password", atMost: PasswordPolicy.maximumBytes))
        let code = body.optionalText("code", atMost: 64)
        try body.finish()
        return try await tokens(users.login(email: email, password: password, code: code, client: client(request, context)))
    }

    /// While strangers guess at a password, its owner shows by a mail that a new network is theirs.
    @Sendable private func admitNetwork(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var body = try await reader(request)
        let token = body.text("token")
        try body.finish()
        try await users.admitNetwork(token: token)
        return Response(status: .noContent)
    }

    @Sendable private func refresh(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var body = try await reader(request)
        let token = body.text("refreshToken")
        try body.finish()
        return try await tokens(users.refresh(token, client: client(request, context)))
    }

    private func tokens(_ tokens: Tokens) -> Response {
        Response(value: .object([
            ("accessToken", .string(tokens.access.text)), ("refreshToken", .string(tokens.refresh.text)), ("tokenType", .string("Bearer")),
            ("expiresIn", .number(Double(tokens.expiresIn.components.seconds))), ("user", tokens.user.json),
        ]))
    }

    @Sendable private func logout(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var body = try await reader(request)
        let token = body.text("refreshToken")
        try body.finish()
        try await users.logout(refresh: token)
        return Response(status: .noContent)
    }

    @Sendable private func sessions(_ request: Request, _ context: GatewayContext) async throws -> Response {
        guard let id = context.caller.userID else { throw Refusal.noPerson }
        let items = try await users.sessions(of: id, caller: context.caller).map(\.json)
        return Response(value: .object([("items", .array(items)), ("nextCursor", .null)]))
    }

    @Sendable private func revokeSession(_ request: Request, _ context: GatewayContext) async throws -> Response {
        try await users.revoke(try context.id("session"), by: context.caller)
        return Response(status: .noContent)
    }

    // MARK: Passwords and second factors

    @Sendable private func forgotPassword(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var body = try await reader(request)
        let email = body.text("email")
        try body.finish()
        try await users.forgotPassword(email: email)
        return .message("if there is an account of this address, a mail was sent to it", status: .accepted)
    }

    @Sendable private func resetPassword(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var body = try await reader(request)
        let (token, password) = (body.text("token"), body.text("password", atMost: PasswordPolicy.maximumBytes))
        try body.finish()
        try await users.resetPassword(token: token, password: password)
        return Response(status: .noContent)
    }

    @Sendable private func changePassword(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var body = try await reader(request)
        let (current, new) = (
            body.text("currentPassword", atMost: PasswordPolicy.maximumBytes), body.text("newPassword", atMost: PasswordPolicy.maximumBytes)
        )
        try body.finish()
        try await users.changePassword(current: current, new: new, by: context.caller)
        return Response(status: .noContent)
    }

    @Sendable private func enrolSecondFactor(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var body = try await reader(request)
        let password = body.text("password", atMost: PasswordPolicy.maximumBytes)
        try body.finish()
        let enrolment = try await users.enrolSecondFactor(password: password, by: context.caller)
        return Response(value: .object([("secret", .string(enrolment.secret.text)), ("address", .string(enrolment.address.text))]))
    }

    @Sendable private func confirmSecondFactor(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var body = try await reader(request)
        let code = body.text("code", atMost: 64)
        try body.finish()
        let codes = try await users.confirmSecondFactor(code: code, by: context.caller)
        return Response(value: .object([("recoveryCodes", .array(codes.map { .string($0.text) }))]))
    }

    @Sendable private func removeSecondFactor(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var body = try await reader(request)
        let (password, code) = (body.text("password", atMost: PasswordPolicy.maximumBytes), body.text("code", atMost: 64))
        try body.finish()
        try await users.removeSecondFactor(password: password, code: code, by: context.caller)
        return Response(status: .noContent)
    }

    /// The keys by which others check access tokens (RFC 7517).
    @Sendable private func keys(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var response = Response(bytes: Array(try await users.jwks().utf8), type: "application/jwk-set+json")
        // A key is announced a day before it signs.
        response.headers[.cacheControl] = "public, max-age=3600"
        return response
    }
}
