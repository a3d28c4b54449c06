package import Platform

package struct Session: Hashable, Sendable {
    package let id: SessionID
    package let createdAt: Timestamp
    package let usedAt: Timestamp
    package let expiresAt: Timestamp
    package let address: String
    package let userAgent: String
    /// Whether it is the one that asks.
    package let isCurrent: Bool
}

extension Users {
    /// Gives new tokens for a refresh token, which is used up.
    ///
    /// One that comes a second time was copied, and nobody can tell which of the two is the thief: the session ends (RFC 9700
    /// §4.14.2). Except in the first seconds, when the likely reason is two windows of one browser, or an answer that got lost:
    /// then it is refused and nothing else. Nothing is given out for it, so a thief gains nothing by being quick; and who was
    /// too quick for its owner is found out when either of them comes again.
    package func refresh(_ token: String, client: Client) async throws -> Tokens {
        let hash = Secret(token).hash
        let outcome = try await change(by: .anonymous) { [tokens] in try $0.rotate(hash, client, tokens) }
        switch outcome {
        case .rotated(let user, let session, let refresh):
            return Tokens(
                access: try await accessToken(user.id, session), refresh: refresh, expiresIn: tokens.accessLifetime, user: user,
                session: session)
        case .tooSoon:
            throw Refusal(
                .conflict, code: "refresh_in_progress", detail: "this refresh token was used a moment ago: use the one it was replaced by")
        case .reused(let session):
            remembered.forget { $0.sessionID == session }
            throw Refusal.invalidRefreshToken
        case .invalid: throw Refusal.invalidRefreshToken
        }
    }

    /// Ends the session of a refresh token. Says nothing of one that is none.
    package func logout(refresh token: String) async throws {
        let hash = Secret(token).hash
        let ended: SessionID? = try await change(by: .anonymous) { change in
            let row = try change.transaction.row("SELECT session_id FROM refresh_tokens WHERE hash = $1", hash)
            guard let id = try row?.only(as: SessionID.self) else { return nil }
            try change.endSession(id, .logout)
            return id
        }
        if let ended { remembered.forget { $0.sessionID == ended } }
    }

    /// The sessions of a user that are alive, newest first.
    package func sessions(of id: UserID, caller: Caller) async throws -> [Session] {
        try caller.require(.readUser(id))
        let now = clock.now()
        return try await database.read { transaction in
            try transaction.rows(
                """
                SELECT id, created_at, used_at, expires_at, address, user_agent FROM sessions
                WHERE user_id = $1 AND ended_at IS NULL AND expires_at > $2 ORDER BY id DESC LIMIT 1000
                """, id, now
            ).map { row in
                let id: SessionID = try row["id"]
                return Session(
                    id: id, createdAt: try row["created_at"], usedAt: try row["used_at"], expiresAt: try row["expires_at"],
                    address: try row["address"], userAgent: try row["user_agent"], isCurrent: id == caller.sessionID)
            }
        }
    }

    /// Ends a session of the caller, or, for admins, of anybody.
    package func revoke(_ session: SessionID, by caller: Caller) async throws {
        _ = try caller.isAdministrator ? nil : caller.requireUser()
        try await change(by: Actor(caller)) { change in
            let caller = try caller.renewed(change.transaction, at: change.now)
            let row = try change.transaction.row("SELECT user_id FROM sessions WHERE id = $1", session)
            // Of others' sessions nobody is told that they are there.
            guard let owner = try row?.only(as: UserID.self), caller.may(.changeUser(owner)) else {
                throw Refusal(.notFound, code: "no_such_session", detail: "there is no such session")
            }
            try change.endSession(session, .revoked)
        }
        remembered.forget { $0.sessionID == session }
    }
}

private enum Rotation: Sendable {
    case rotated(User, SessionID, Secret)
    case tooSoon
    case reused(SessionID)
    case invalid
}

extension Change {
    private static var grace: Duration { .seconds(5) }

    /// An outcome rather than an error: that a session ended is to be committed.
    fileprivate func rotate(_ hash: [UInt8], _ client: Client, _ tokens: TokenSettings) throws -> Rotation {
        let row = try transaction.row(
            """
            SELECT session_id, user_id, replaced_at, created_at, ended_at, refresh_tokens.expires_at AS until
            FROM refresh_tokens JOIN sessions ON sessions.id = refresh_tokens.session_id WHERE hash = $1
            """, hash)
        guard let row, try row["ended_at"] as Timestamp? == nil else { return .invalid }
        let session: SessionID = try row["session_id"]
        if let replacedAt: Timestamp = try row["replaced_at"] {
            if now < replacedAt + Self.grace { return .tooSoon }
            try audit(.refreshReused, "session:\(session)")
            try endSession(session, .reuse)
            return .reused(session)
        }
        let user = try user(try row["user_id"])
        guard try row["until"] as Timestamp > now, user.state == .active else { return .invalid }
        let createdAt: Timestamp = try row["created_at"]
        let end = min(now + tokens.refreshLifetime, createdAt + tokens.sessionLifetime)
        try transaction.execute("UPDATE refresh_tokens SET replaced_at = $1 WHERE hash = $2", now, hash)
        try transaction.execute(
            "UPDATE sessions SET used_at = $1, expires_at = $2, address = $3, user_agent = $4 WHERE id = $5", now, end, client.address,
            client.userAgent, session)
        // Told by their absence: past the life of a refresh token an old one is invalid anyway.
        try transaction.execute("DELETE FROM refresh_tokens WHERE session_id = $1 AND expires_at <= $2", session, now)
        return .rotated(user, session, try addRefreshToken(session, until: end))
    }
}

extension Refusal {
    static let invalidRefreshToken = Refusal(
        .unauthenticated, code: "invalid_refresh_token", detail: "the refresh token is none, or holds no longer: log in again")
}
