internal import Platform

extension Users {
    /// How long what has ended is still shown, to people who look for a login that was not theirs.
    static let endedSessionsAreKept: Duration = .seconds(90 * 86400)

    /// Forgets what nobody can use any more: tokens that ended by themselves, and sessions that ended long ago, which say from
    /// where and with what somebody was logged in. To be called now and then, by any server.
    package func trim() async throws {
        let now = clock.now()
        let old = now - Self.endedSessionsAreKept
        try await database.write(.readCommitted) { transaction in
            try transaction.execute("DELETE FROM mail_tokens WHERE expires_at <= $1", now)
            try transaction.execute("DELETE FROM invitations WHERE expires_at <= $1", old)
            let ended = "SELECT id FROM sessions WHERE ended_at <= $2 OR expires_at <= $2"
            try transaction.execute("DELETE FROM refresh_tokens WHERE expires_at <= $1 OR session_id IN (\(ended))", now, old)
            try transaction.execute("DELETE FROM sessions WHERE ended_at <= $1 OR expires_at <= $1", old)
        }
    }
}
