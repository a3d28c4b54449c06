internal import JWTKit
internal import Platform

package struct TokenSettings: Sendable {
    /// The `iss` of access tokens. Servers on one database have the same.
    package var issuer: String
    package var accessLifetime: Duration = .seconds(15 * 60)
    /// Of a refresh token that isn't used.
    package var refreshLifetime: Duration = .seconds(30 * 86400)
    /// Of a session, however often it is refreshed.
    package var sessionLifetime: Duration = .seconds(180 * 86400)
    /// How long a key signs.
    package var rotation: Duration = .seconds(30 * 86400)
    /// How long a key is listed before it signs.
    package var lead: Duration = .seconds(86400)
    package var vault: Vault = .open

    package init(issuer: String) { self.issuer = issuer }

    func nextIsDue(after signsFrom: Timestamp) -> Timestamp { signsFrom + rotation - lead }

    /// When nothing that a key signed holds any more: it signs until a server has seen its successor, which takes a minute.
    func end(of signsFrom: Timestamp) -> Timestamp { signsFrom + rotation + lead + accessLifetime + .seconds(60) }
}

/// What an access token says. No role and no name: those are looked up, so that a change counts at once.
struct AccessClaims: JWTPayload, Hashable {
    let iss: String
    let sub: UserID
    let sid: SessionID
    /// Seconds since 1970.
    let iat: Int64
    let exp: Int64

    /// Nothing here: time is told by our clock, in `holds`.
    func verify(using algorithm: some JWTAlgorithm) {}

    /// A server's clock may be behind that of the one that signed, by a minute at most.
    func holds(at time: Timestamp, _ settings: TokenSettings) -> Bool {
        let seconds = time.microseconds / 1_000_000
        return iss == settings.issuer && seconds < exp && iat <= seconds + 60
    }
}
