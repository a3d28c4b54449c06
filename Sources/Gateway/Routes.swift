import HTTPTypes
import Hummingbird
import Platform

/// A way to ask this server, as one row of `Routes.all`.
struct Route: Sendable {
    typealias Handler = @Sendable (Request, GatewayContext) async throws -> Response
    let method: HTTPRequest.Method
    let path: String
    let handler: Handler

    static func get(_ path: String, _ handler: @escaping Handler) -> Route { Route(method: .get, path: path, handler: handler) }
    static func post(_ path: String, _ handler: @escaping Handler) -> Route { Route(method: .post, path: path, handler: handler) }
    static func put(_ path: String, _ handler: @escaping Handler) -> Route { Route(method: .put, path: path, handler: handler) }
    static func delete(_ path: String, _ handler: @escaping Handler) -> Route { Route(method: .delete, path: path, handler: handler) }
}

/// Everything that can be asked. HEAD works where GET does. `Page/openapi.json` describes the same, and a test holds the two together.
struct Routes: Sendable {
    let search: SearchRoutes
    let settings: SettingsRoutes
    let operation: OperationRoutes
    let page: PageRoutes

    var all: [Route] {
        [
            .get("/health", operation.health),
            .get("/ready", operation.ready),
            .get("/metrics", operation.prometheus),
            .get("/openapi.json", page.description),
            .get("/search", search.search),
            .post("/search", search.searchPosted),
            .get("/search/suggestions", search.suggestions),
            .get("/search/facets", search.facets),
            .post("/listings/resolve", search.resolve),
            .get("/", page.page),
            .get("/page/:file", page.file),
        ] + settings.all
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
    }

    private let rows: [Row]

    init(_ routes: [Route]) {
        var rows: [Row] = []
        for route in routes {
            let names = route.method == .get ? ["GET", "HEAD"] : [route.method.rawValue]
            if let i = rows.firstIndex(where: { $0.path == route.path }) {
                rows[i].methods += names
            } else {
                rows.append(Row(path: route.path, parts: route.path.split(separator: "/"), methods: names))
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
