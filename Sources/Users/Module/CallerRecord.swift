internal import Platform

extension Caller {
    /// The same caller as the database knows them now. Throws where they are nobody any more.
    func renewed(_ transaction: Transaction, at now: Timestamp) throws -> Caller {
        switch identity {
        case .anonymous, .machine: return self
        case .user(let user, let session): return try Self.user(user, session, transaction, at: now)
        case .key(let id):
            let row = try transaction.row(
                "SELECT 1 AS one FROM api_keys WHERE id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)", id, now)
            guard row != nil else { throw Refusal.invalidKey }
            return self
        }
    }

    static func user(_ user: UserID, _ session: SessionID, _ transaction: Transaction, at now: Timestamp) throws -> Caller {
        let row = try transaction.row(
            """
            SELECT role FROM users JOIN sessions ON sessions.user_id = users.id
            WHERE users.id = $1 AND sessions.id = $2 AND users.state = $3 AND sessions.ended_at IS NULL AND sessions.expires_at > $4
            """, user, session, UserState.active, now)
        guard let row else { throw Refusal.endedSession }
        let role: SystemRole = try row["role"]
        let memberships = try transaction.rows(
            "SELECT company_id, role FROM members WHERE user_id = $1 ORDER BY company_id", user
        ).map { (row) throws(SQLError) in Membership(company: try row["company_id"], role: try row["role"]) }
        return Caller(.user(user, session), role: role, memberships: memberships, scopes: role.scopes)
    }
}

extension Refusal {
    static let endedSession = Refusal(.unauthenticated, code: "session_ended", detail: "the session has ended: log in again")
    static let invalidKey = Refusal(.unauthenticated, code: "invalid_api_key", detail: "the API key is none, or holds no longer")
}
