import HTTPTypes
import Hummingbird

/// Whom a request comes from.
///
/// The other end of the connection, or, where that is a proxy that the settings trust, the last address that the proxies wrote
/// into `X-Forwarded-For` and do not trust themselves: what stands before it, the caller may have made up.
struct ClientAddress: Sendable {
    let trustedProxies: Set<String>

    func of(_ request: Request, peer: String?) -> String {
        guard let peer else { return "unknown" }
        guard trustedProxies.contains(peer) else { return peer }
        let forwarded = request.headers[values: .forwardedFor].joined(separator: ",").split(separator: ",").map(Self.trimmed)
        return forwarded.last { !trustedProxies.contains($0) && Peer.isAddress($0) } ?? peer
    }

    private static func trimmed(_ text: Substring) -> String { text.filter { $0 != " " } }
}

extension HTTPField.Name {
    static let forwardedFor = HTTPField.Name("X-Forwarded-For")!
}
