internal import Platform

/// What a caller is wanted for. Who reads may be remembered for half a minute; who writes is looked up.
package enum CallerUse: Sendable { case reading, writing }

extension Users {
    /// Who sent an access token. Ended sessions and suspended or deleted users are refused at once for writing and, where they
    /// were ended by another server, within 30 seconds for reading (`RememberedCallers`).
    package func authenticate(bearer token: String, for use: CallerUse = .writing) async throws -> Caller {
        let now = clock.now()
        let key = RememberedCallers.Key.token(hash: Secret(token).hash)
        if use == .reading, let caller = remembered.find(key, at: now) { return caller }
        let claims = try await signingKeys.verify(token)
        let caller = try await database.read { try Caller.user(claims.sub, claims.sid, $0, at: now) }
        remembered.remember(key, caller, at: now, end: Timestamp(microseconds: 0) + .seconds(claims.exp))
        return caller
    }
}
