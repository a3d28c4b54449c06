internal import Platform

extension Transaction {
    func user(_ id: UserID) throws -> User? {
        try row("SELECT \(User.columns) FROM users WHERE id = $1", id).map { (row) throws(SQLError) in try User(row) }
    }
}

extension Change {
    func user(_ id: UserID) throws -> User {
        guard let user = try transaction.user(id) else { throw Refusal.noUser }
        return user
    }

    func user(email: EmailAddress) throws -> User? {
        try transaction.row("SELECT \(User.columns) FROM users WHERE email = $1", email.text)
            .map { (row) throws(SQLError) in try User(row) }
    }

    /// One that mails may still do something for.
    func activeOrUnverified(_ id: UserID) throws -> User {
        let user = try user(id)
        guard user.state == .active || user.state == .unverified else { throw Refusal.noUser }
        return user
    }

    func insert(
        _ id: UserID, _ email: EmailAddress, _ name: String, _ password: String, role: SystemRole, state: UserState
    ) throws {
        try transaction.execute(
            """
            INSERT INTO users(id, email, name, password, role, state, version, created_at, updated_at, verified_at)
            VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $7, $8)
            """, id, email.text, name, password, role, state, now, state == .active ? now : nil)
    }

    /// Ends the sessions of a user; gives how many there were.
    @discardableResult
    func endSessions(of user: UserID, _ reason: SessionEnd, except kept: SessionID? = nil) throws -> Int {
        let ids: [SessionID] = try transaction.rows(
            "SELECT id FROM sessions WHERE user_id = $1 AND ended_at IS NULL ORDER BY id", user
        ).map { (row) throws(SQLError) in try row["id"] }
        for id in ids where id != kept { try endSession(id, reason) }
        return ids.count { $0 != kept }
    }

    func endSession(_ id: SessionID, _ reason: SessionEnd) throws {
        let count = try transaction.execute(
            "UPDATE sessions SET ended_at = $1, end_reason = $2 WHERE id = $3 AND ended_at IS NULL", now, reason, id)
        guard count > 0 else { return }
        try transaction.execute("DELETE FROM refresh_tokens WHERE session_id = $1", id)
        try audit(.sessionEnded, "session:\(id)", after: ["reason": reason.rawValue])
    }
}

enum SessionEnd: String, SQLConvertible {
    case logout, revoked, reuse
    case passwordChanged = "password_changed"
    case suspended, erased
}

extension Refusal {
    static let noUser = Refusal(.notFound, code: "no_such_user", detail: "there is no such user")
}
