import HTTPTypes
import Hummingbird
import Platform

/// Holds each caller to so many requests a minute, and says in every answer how many are left
/// (draft-ietf-httpapi-ratelimit-headers, in the three fields of its sixth version, which clients know).
struct Limiting: RouterMiddleware {
    let limits: SharedLimits
    /// Nil: none.
    let limit: RateLimit?
    let addresses: ClientAddress

    func handle(
        _ request: Request, context: GatewayContext, next: (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        guard let limit, context.row.map({ !OperationRoutes.paths.contains($0.path) }) ?? true else {
            return try await next(request, context)
        }
        let subject = "address \(addresses.of(request, peer: context.peer.address))"
        let verdict = await limits.take(subject, limit)
        guard verdict.isAllowed else { throw TooManyRequests(verdict: verdict) }
        var response = try await next(request, context)
        response.tell(verdict)
        return response
    }
}

struct TooManyRequests: Error {
    let verdict: TokenBuckets.Verdict
}

extension Response {
    /// Of several limits the one that leaves least is told.
    mutating func tell(_ verdict: TokenBuckets.Verdict) {
        if let told = headers[.rateLimitRemaining].flatMap({ Int($0) }), told <= verdict.remaining { return }
        for (name, value) in verdict.headers { headers[name] = value }
    }
}

extension TokenBuckets.Verdict {
    /// Seconds are rounded up: who waits so long is let in.
    var headers: [(HTTPField.Name, String)] {
        let fields: [(HTTPField.Name, String)] = [
            (.rateLimitLimit, "\(limit.burst)"), (.rateLimitRemaining, "\(remaining)"), (.rateLimitReset, "\(untilFull.secondsRoundedUp)"),
        ]
        return isAllowed ? fields : fields + [(.retryAfter, "\(max(1, untilNext.secondsRoundedUp))")]
    }
}

extension Duration {
    var secondsRoundedUp: Int64 { components.seconds + (components.attoseconds > 0 ? 1 : 0) }
}

extension HTTPField.Name {
    static let rateLimitLimit = HTTPField.Name("RateLimit-Limit")!
    static let rateLimitRemaining = HTTPField.Name("RateLimit-Remaining")!
    static let rateLimitReset = HTTPField.Name("RateLimit-Reset")!
}
