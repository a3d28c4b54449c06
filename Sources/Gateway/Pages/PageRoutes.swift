import HTTPTypes
import Hummingbird
import Search

/// The search page and its files, and the description of the HTTP interface, for programs and for people: bytes that were compiled in.
struct PageRoutes: Sendable {
    let served: ServedIndex
    private let files: [String: StoredFile]
    private let openAPI: StoredFile
    private let docsPage = StoredFile(PackageResources.docs_html, "text/html; charset=utf-8")
    /// The page before and after the place of its settings.
    private let pageParts: (before: [UInt8], after: [UInt8])

    init(served: ServedIndex) {
        self.served = served
        let script = "text/javascript; charset=utf-8"
        let style = "text/css; charset=utf-8"
        files = [
            "base.css": StoredFile(PackageResources.base_css, style),
            "results.css": StoredFile(PackageResources.results_css, style),
            "facets.css": StoredFile(PackageResources.facets_css, style),
            "main.js": StoredFile(PackageResources.main_js, script),
            "state.js": StoredFile(PackageResources.state_js, script),
            "requests.js": StoredFile(PackageResources.requests_js, script),
            "results.js": StoredFile(PackageResources.results_js, script),
            "facets.js": StoredFile(PackageResources.facets_js, script),
            "suggestions.js": StoredFile(PackageResources.suggestions_js, script),
            "format.js": StoredFile(PackageResources.format_js, script),
            "dom.js": StoredFile(PackageResources.dom_js, script),
            "docs.css": StoredFile(PackageResources.docs_css, style),
            "docs.js": StoredFile(PackageResources.docs_js, script),
            "docs-schema.js": StoredFile(PackageResources.docs_schema_js, script),
            "docs-trial.js": StoredFile(PackageResources.docs_trial_js, script),
            "account.css": StoredFile(PackageResources.account_css, style),
            "account.js": StoredFile(PackageResources.account_js, script),
            "icon.svg": StoredFile(PackageResources.icon_svg, "image/svg+xml"),
            "chevron.svg": StoredFile(PackageResources.chevron_svg, "image/svg+xml"),
        ]
        openAPI = StoredFile(PackageResources.openapi_json, "application/json")
        pageParts = Self.split(PackageResources.index_html, at: "{{settings}}")
    }

    /// Names of the files under `/page/`.
    var fileNames: [String] { files.keys.sorted() }

    @Sendable func page(_ request: Request, _ context: GatewayContext) async throws -> Response {
        // Without an index the page still comes, and says what its search is told.
        let settings = (try? served.snapshot()).map { PageSettings(schema: $0.schema, documentCount: $0.documentCount) } ?? .none
        var response = Response(bytes: pageParts.before + settings.jsonForHTML + pageParts.after, type: "text/html; charset=utf-8")
        response.headers[.cacheControl] = "no-cache"
        response.headers[.contentSecurityPolicy] = Self.policy
        return response
    }

    @Sendable func file(_ request: Request, _ context: GatewayContext) async throws -> Response {
        guard let file = context.parameters.get("file").flatMap({ files[$0] }) else { throw HTTPError(.notFound) }
        return file.response(to: request)
    }

    @Sendable func description(_ request: Request, _ context: GatewayContext) async throws -> Response {
        openAPI.response(to: request)
    }

    /// Shows `/openapi.json` to people.
    @Sendable func docs(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var response = docsPage.response(to: request)
        response.headers[.contentSecurityPolicy] = Self.policy
        return response
    }

    /// The page asks this server alone, and nobody may frame it.
    static let policy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
        "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    private static func split(_ page: [UInt8], at mark: String) -> (before: [UInt8], after: [UInt8]) {
        let parts = String(decoding: page, as: UTF8.self).split(separator: mark, omittingEmptySubsequences: false)
        precondition(parts.count == 2, "the page has one place for its settings")
        return (Array(parts[0].utf8), Array(parts[1].utf8))
    }
}
