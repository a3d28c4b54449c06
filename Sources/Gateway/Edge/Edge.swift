import HTTPTypes
import Hummingbird
import Logging
import Platform
import Search
import Users

// What every request passes on its way in, and its answer on the way out, in this order.

struct GatewayContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Set by `Naming`; names the request in logs, headers and refusals.
    var requestID = ""
    /// Set by `Measuring`; nil where no route has the address.
    var row: MethodTable.Row?
    /// The other end of the connection.
    let peer: Peer
    /// Set by `Authenticating`.
    var caller = Caller.anonymous
    /// Set by `Naming`: the trace that the request is part of; nil where it is part of none.
    var trace: TraceScope?

    init(source: Source) {
        coreContext = .init(source: source)
        peer = Peer(of: source)
    }
}

/// What stands before the routes.
struct Edge {
    let ids: TimeOrderedIDs
    let metrics: Metrics
    let load: Load
    let allowedOrigins: [String]
    let addresses: ClientAddress
    let addressLimit: RateLimit?
    let users: Users?
    let isSearchPublic: Bool
    let replies: IdempotentReplies?
    let bodyLimitBytes: Int
    /// Nil: no spans are kept.
    let tracer: Tracer?
    let limits: SharedLimits
    let userLimit: RateLimit?

    func add(to router: Router<GatewayContext>, _ methods: MethodTable) {
        router.add(middleware: Naming(ids: ids, tracer: tracer))
        router.add(middleware: Measuring(metrics: metrics, methods: methods))
        router.add(middleware: Tracing(methods: methods))
        router.add(middleware: CrossOrigin(allowed: allowedOrigins, methods: methods))
        router.add(middleware: Compressing())
        router.add(middleware: Refusing(metrics: metrics))
        router.add(middleware: Admitting(load: load))
        router.add(middleware: Limiting(limits: limits, limit: addressLimit, addresses: addresses))
        router.add(middleware: Allowing())
        router.add(
            middleware: Authenticating(users: users, isSearchPublic: isSearchPublic, limits: limits, userLimit: userLimit))
        router.add(middleware: Repeating(replies: replies, bodyLimitBytes: bodyLimitBytes))
    }
}

/// Gives the request its id, the caller's own where it is a sound one, and every answer its security headers.
struct Naming: RouterMiddleware {
    let ids: TimeOrderedIDs
    let tracer: Tracer?

    func handle(
        _ request: Request, context: GatewayContext, next: (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.requestID = request.headers[.requestID].flatMap { Self.isSound($0) ? $0 : nil } ?? ids.next()
        context.trace = TraceScope(
            tracer, parent: request.headers[.traceparent], state: request.headers[.tracestate],
            isProbe: OperationRoutes.paths.contains(request.uri.path))
        var response = try await next(request, context)
        // No handler sets these: appended, they need no search for what to replace.
        response.headers.append(HTTPField(name: .requestID, value: context.requestID))
        response.headers.append(contentsOf: Self.security)
        if response.headers[.contentSecurityPolicy] == nil { response.headers.append(Self.contentSecurity) }
        return response
    }

    private static let security = HTTPFields([
        HTTPField(name: .xContentTypeOptions, value: "nosniff"), HTTPField(name: .frameOptions, value: "DENY"),
        HTTPField(name: .referrerPolicy, value: "no-referrer"), HTTPField(name: .resourcePolicy, value: "same-origin"),
    ])
    private static let contentSecurity = HTTPField(
        name: .contentSecurityPolicy, value: "default-src 'none'; frame-ancestors 'none'")

    /// Ids go into logs and headers: short, and letters, digits and a few signs alone.
    static func isSound(_ id: String) -> Bool {
        !id.isEmpty && id.utf8.count <= 128
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "-_.:/+=".utf8.contains(byte)
                }
            }
    }
}

/// Counts and times requests by route.
struct Measuring: RouterMiddleware {
    let metrics: Metrics
    let methods: MethodTable

    func handle(
        _ request: Request, context: GatewayContext, next: (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        let start = monotonicNanoseconds()
        var context = context
        context.row = methods.row(matching: request.uri.path)
        let response = try await next(request, context)
        let seconds = Double(monotonicNanoseconds() - start) / 1e9
        // Labels from outside would let a caller grow the table without end.
        let method = methods.isKnown(request.method) ? request.method.rawValue : "other"
        metrics.record(.init(route: context.row?.path ?? "none", method: method), status: response.status.code, seconds: seconds)
        context.logger.debug(
            "answered",
            metadata: [
                "requestId": "\(context.requestID)", "method": "\(request.method.rawValue)", "path": "\(request.uri.path)",
                "status": "\(response.status.code)", "ms": "\((seconds * 1e5).rounded() / 100)",
                "traceId": "\(context.trace?.traceID.description ?? "")",
            ])
        return response
    }
}

/// Turns errors into refusals, and logs those that are the server's fault with what the caller is not told.
struct Refusing: RouterMiddleware {
    let metrics: Metrics

    func handle(
        _ request: Request, context: GatewayContext, next: (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        do { return try await next(request, context) } catch {
            if error is SearchThreads.Overload { metrics.recordOverload() }
            let problem = Problem(of: error)
            if problem.isOurs {
                context.logger.error(
                    "refused",
                    metadata: [
                        "requestId": "\(context.requestID)", "code": "\(problem.code)", "method": "\(request.method.rawValue)",
                        "path": "\(request.uri.path)", "reason": "\(error)", "traceId": "\(context.trace?.traceID.description ?? "")",
                    ])
            }
            return problem.response(requestID: context.requestID)
        }
    }
}

/// Lets pages of other sites call this server, where the settings name them (Fetch standard, CORS protocol).
struct CrossOrigin: RouterMiddleware {
    let allowed: [String]
    let methods: MethodTable

    func handle(
        _ request: Request, context: GatewayContext, next: (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        guard !allowed.isEmpty else { return try await next(request, context) }
        guard let origin = request.headers[.origin], allowed.contains("*") || allowed.contains(origin) else {
            var response = try await next(request, context)
            response.headers[.vary] = "Origin"
            return response
        }
        let isPreflight = request.method == .options && request.headers[.accessControlRequestMethod] != nil
        var response = isPreflight ? Response(status: .noContent) : try await next(request, context)
        response.headers[.accessControlAllowOrigin] = allowed.contains("*") ? "*" : origin
        response.headers[.vary] = "Origin"
        if isPreflight {
            response.headers[.accessControlAllowMethods] = (methods.methods(at: request.uri.path) ?? []).joined(separator: ", ")
            response.headers[.accessControlAllowHeaders] =
                "Authorization, Content-Type, Idempotency-Key, If-Match, X-API-Key, X-Request-Id, traceparent"
            response.headers[.accessControlMaxAge] = "86400"
        } else {
            response.headers[.accessControlExposeHeaders] =
                "ETag, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, X-Request-Id"
        }
        return response
    }
}

/// Tells a wrong method from a wrong address, and answers OPTIONS.
struct Allowing: RouterMiddleware {
    func handle(
        _ request: Request, context: GatewayContext, next: (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        guard let allowed = context.row?.methods, !allowed.contains(request.method.rawValue) else {
            return try await next(request, context)
        }
        if request.method == .options { return Response(status: .noContent, headers: [.allow: allowed.joined(separator: ", ")]) }
        throw MethodNotAllowed(method: request.method.rawValue, path: request.uri.path, allowed: allowed)
    }
}
