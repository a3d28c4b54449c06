import HTTPTypes
import Hummingbird
import Platform

/// A span for each request of a trace that is kept, by OpenTelemetry's conventions for HTTP servers; and the trace for all that is
/// done for the request. What a caller asked for, who they are and where they are is not in it: no query, no address, no names.
///
/// Nothing of the trace is told to the caller: the standard asks for no header in the answer.
struct Tracing: RouterMiddleware {
    let methods: MethodTable

    func handle(
        _ request: Request, context: GatewayContext, next: (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        guard let scope = context.trace else { return try await next(request, context) }
        var status = 500
        defer {
            if scope.isRecorded {
                let method = methods.isKnown(request.method) ? request.method.rawValue : nil
                scope.finish(
                    [method ?? "HTTP", context.row?.path].compactMap { $0 }.joined(separator: " "), .server, isFailure: status >= 500,
                    Self.attributes(request, context, method, status))
            }
        }
        let response = try await TraceScope.$current.withValue(scope) { try await next(request, context) }
        status = response.status.code
        return response
    }

    private static func attributes(
        _ request: Request, _ context: GatewayContext, _ method: String?, _ status: Int
    ) -> [(name: String, value: Span.Value)] {
        var all: [(name: String, value: Span.Value)] = [
            ("http.request.method", .text(method ?? "_OTHER")), ("http.response.status_code", .number(status)),
            ("url.scheme", .text("http")), ("souk.request.id", .text(context.requestID)),
        ]
        if let row = context.row {
            all.append(("http.route", .text(row.path)))
            // Of others the address may name somebody; and one that no route has may hold anything.
            if !row.path.contains(":") { all.append(("url.path", .text(request.uri.path))) }
        }
        if let authority = request.head.authority, let (host, port) = hostAndPort(authority) {
            all.append(("server.address", .text(host)))
            if let port { all.append(("server.port", .number(port))) }
        }
        if status >= 500 { all.append(("error.type", .text("\(status)"))) }
        return all
    }

    /// Nil where it is none: the caller wrote it.
    static func hostAndPort(_ authority: String) -> (host: String, port: Int?)? {
        var host = authority[...]
        var port: Int?
        if let colon = authority.lastIndex(of: ":"), authority.last != "]" {
            guard let number = UInt16(authority[authority.index(after: colon)...]) else { return nil }
            port = Int(number)
            host = authority[..<colon]
        }
        guard !host.isEmpty, host.utf8.count <= 253,
            host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-._:[]".contains($0)) })
        else { return nil }
        return (String(host), port)
    }
}
