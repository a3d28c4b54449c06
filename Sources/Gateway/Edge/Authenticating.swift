import HTTPTypes
import Hummingbird
import Platform
import Users

/// Who may use a route. What a caller may do with the things behind it is for the modules to say.
enum Access: Sendable, Hashable {
    case anyone
    /// Who may search: a stranger only where the settings let strangers search.
    case searchers
    /// Who may change the index and its settings.
    case indexers
    /// A person who is logged in; keys are none.
    case people
    /// A person who is logged in, or a key of the marketplace's own.
    case known
    /// The marketplace's own.
    case administrators
}

/// Finds out who asks, and whether they may use the route.
struct Authenticating: RouterMiddleware {
    /// Nil: the server has no accounts, and everybody may do everything.
    let users: Users?
    let isSearchPublic: Bool
    let limits: SharedLimits
    /// Of a person who is logged in; nil: none.
    let userLimit: RateLimit?

    func handle(
        _ request: Request, context: GatewayContext, next: (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        guard let users, let access = context.row?.access(of: request.method), access != .anyone else {
            return try await next(request, context)
        }
        var context = context
        // Who only looks may be known from a moment ago.
        let use: CallerUse = access == .searchers || request.method == .get || request.method == .head ? .reading : .writing
        context.caller = try await caller(request, users, use)
        try admit(context.caller, to: access)
        guard let limit = limit(of: context.caller), let subject = context.caller.subject else {
            return try await next(request, context)
        }
        let verdict = await limits.take(subject, limit)
        guard verdict.isAllowed else { throw TooManyRequests(verdict: verdict) }
        var response = try await next(request, context)
        response.tell(verdict)
        return response
    }

    private func limit(of caller: Caller) -> RateLimit? {
        if let perMinute = caller.requestsPerMinute { return perMinute > 0 ? RateLimit(perMinute: perMinute) : nil }
        return caller.userID == nil ? nil : userLimit
    }

    private func caller(_ request: Request, _ users: Users, _ use: CallerUse) async throws -> Caller {
        let bearer = request.headers[.authorization]
        let key = request.headers[.apiKey]
        if bearer != nil, key != nil {
            throw Refusal(
                .invalid, code: "two_credentials", detail: "send either Authorization or X-API-Key",
                fields: [.init("X-API-Key", code: "conflict", detail: "leave it out beside Authorization")])
        }
        if let key { return try await users.authenticate(apiKey: key, for: use) }
        guard let bearer else { return .anonymous }
        let parts = bearer.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else {
            throw Refusal(
                .unauthenticated, code: "unsupported_authorization", detail: "Authorization is 'Bearer' and an access token")
        }
        return try await users.authenticate(bearer: String(parts[1]), for: use)
    }

    private func admit(_ caller: Caller, to access: Access) throws(Refusal) {
        switch access {
        case .anyone: return
        case .searchers:
            if isSearchPublic, caller.identity == .anonymous { return }
            try caller.require(.search)
        case .indexers: try caller.require(.writeIndex)
        case .known where caller.isAdministrator: return
        case .people, .known:
            guard caller.userID == nil else { return }
            if caller.identity == .anonymous {
                throw Refusal(
                    .unauthenticated, code: "unauthenticated", detail: "log in, and send the access token as Authorization: Bearer")
            }
            throw Refusal(.forbidden, code: "forbidden", detail: "this is for people who are logged in; a key is none")
        case .administrators: try caller.require(.administerUsers)
        }
    }
}

extension Caller {
    /// Under which a limit or an answer is remembered; nil for strangers.
    var subject: String? {
        switch identity {
        case .anonymous: nil
        case .user(let id, _): "user \(id)"
        case .key(let id): "key \(id)"
        case .machine: "machine"
        }
    }
}

extension HTTPField.Name {
    static let apiKey = HTTPField.Name("X-API-Key")!
}
