import HTTPTypes
import Hummingbird
import Platform

/// A way to ask this server, as one row of `Routes.all`.
struct Route: Sendable {
    typealias Handler = @Sendable (Request, GatewayContext) async throws -> Response
    let method: HTTPRequest.Method
    let path: String
    let access: Access
    let handler: Handler

    static func get(_ path: String, _ access: Access, _ handler: @escaping Handler) -> Route {
        Route(method: .get, path: path, access: access, handler: handler)
    }
    static func post(_ path: String, _ access: Access, _ handler: @escaping Handler) -> Route {
        Route(method: .post, path: path, access: access, handler: handler)
    }
    static func put(_ path: String, _ access: Access, _ handler: @escaping Handler) -> Route {
        Route(method: .put, path: path, access: access, handler: handler)
    }
    static func delete(_ path: String, _ access: Access, _ handler: @escaping Handler) -> Route {
        Route(method: .delete, path: path, access: access, handler: handler)
    }
}

/// Everything that can be asked. HEAD works where GET does. `Page/openapi.json` describes the same, and a test holds the two together.
struct Routes: Sendable {
    let search: SearchRoutes
    let settings: SettingsRoutes
    let operation: OperationRoutes
    let page: PageRoutes
    let accounts: [Route]

    var all: [Route] {
        [
            .get("/health", .anyone, operation.health),
            .get("/ready", .anyone, operation.ready),
            .get("/metrics", .anyone, operation.prometheus),
            .get("/openapi.json", .anyone, page.description),
            .get("/search", .searchers, search.search),
            .post("/search", .searchers, search.searchPosted),
            .get("/search/suggestions", .searchers, search.suggestions),
            .get("/search/facets", .searchers, search.facets),
            .post("/listings/resolve", .searchers, search.resolve),
            .get("/docs", .anyone, page.docs),
            .get("/", .anyone, page.page),
            .get("/page/:file", .anyone, page.file),
        ] + settings.all + accounts
    }

    func router(_ edge: Edge) -> Router<GatewayContext> {
        let router = Router(context: GatewayContext.self, options: .autoGenerateHeadEndpoints)
        edge.add(to: router, MethodTable(all))
        for route in all {
            let handler = route.handler
            router.on(RouterPath(route.path), method: route.method) { request, context in try await handler(request, context) }
        }
        return router
    }
}

/// Which methods each path has.
struct MethodTable: Sendable {
    struct Row: Sendable {
        let path: String
        fileprivate let parts: [Substring]
        fileprivate(set) var methods: [String]
        fileprivate var accesses: [HTTPRequest.Method: Access]

        /// Nil where the path has no such method. HEAD is GET without a body.
        func access(of method: HTTPRequest.Method) -> Access? { accesses[method == .head ? .get : method] }
    }

    private let rows: [Row]

    init(_ routes: [Route]) {
        var rows: [Row] = []
        for route in routes {
            let names = route.method == .get ? ["GET", "HEAD"] : [route.method.rawValue]
            if let i = rows.firstIndex(where: { $0.path == route.path }) {
                rows[i].methods += names
                rows[i].accesses[route.method] = route.access
            } else {
                rows.append(
                    Row(
                        path: route.path, parts: route.path.split(separator: "/"), methods: names, accesses: [route.method: route.access]))
            }
        }
        self.rows = rows
    }

    func methods(at address: String) -> [String]? { row(matching: address)?.methods }

    func isKnown(_ method: HTTPRequest.Method) -> Bool {
        method == .get || method == .options || rows.contains { $0.methods.contains(method.rawValue) }
    }

    /// The row of the route that an address belongs to; `:name` in its path stands for any one part.
    func row(matching address: String) -> Row? {
        if let row = rows.first(where: { $0.path == address }) { return row }
        let parts = address.split(separator: "/")
        return rows.first { row in
            row.parts.count == parts.count && zip(row.parts, parts).allSatisfy { $0.hasPrefix(":") || $0 == $1 }
        }
    }
}
