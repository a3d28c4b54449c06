import HTTPTypes
import Hummingbird

/// The pages that mails lead to, and those beside them. What they do, a script does with the routes that programs have, too.
struct AccountPage: Sendable {
    /// As in `account.js`.
    static let steps: Set<String> = [
        "register", "verify-email", "forgot-password", "reset-password", "admit-network", "accept-invitation",
    ]

    private let file = StoredFile(PackageResources.account_html, "text/html; charset=utf-8")

    var all: [Route] { [.get("/account/:step", .anyone, page)] }

    @Sendable private func page(_ request: Request, _ context: GatewayContext) async throws -> Response {
        guard let step = context.parameters.get("step"), Self.steps.contains(step) else { throw HTTPError(.notFound) }
        var response = file.response(to: request)
        response.headers[.contentSecurityPolicy] = PageRoutes.policy
        return response
    }
}
