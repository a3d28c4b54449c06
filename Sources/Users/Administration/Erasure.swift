internal import Platform

extension Users {
    /// Erases a person, and keeps the row that orders, companies and the log point at: no name, no address, no password, and
    /// nothing left by which one could find out who it was. Its id stays, and is nobody's any more.
    ///
    /// Who is the last owner of a company with other members hands it over first. A company with no other member is left with
    /// none.
    package func erase(_ id: UserID, version: Int64? = nil, by caller: Caller) async throws {
        try await change(by: caller, .eraseUser(id)) { change in
            let user = try change.user(id)
            guard user.state != .erased else { return }
            try Refusal.requireVersion(version, user.version)
            if user.isActiveAdmin { try change.requireAnotherAdmin(than: id) }
            try change.leaveCompanies(id)
            try change.endSessions(of: id, .erased)
            try change.erasePerson(user)
            try change.audit(.userErased, "user:\(id)", before: ["state": user.state.rawValue], after: ["state": UserState.erased.rawValue])
            try change.publish(.deleted, change.user(id))
        }
        remembered.forget { $0.userID == id }
    }
}

extension Change {
    fileprivate func erasePerson(_ user: User) throws {
        let id = user.id
        try dropMailTokens(of: id)
        try dropSecondFactor(of: id)
        try transaction.execute("DELETE FROM known_networks WHERE user_id = $1", id)
        // The log says that there was a session; from where and with what is the person's.
        try transaction.execute("UPDATE sessions SET address = '', user_agent = '' WHERE user_id = $1", id)
        try transaction.execute("DELETE FROM audit_persons WHERE user_id = $1", id)
        if let email = user.email {
            for account in [email, id.text] {
                try transaction.execute(
                    "DELETE FROM login_attempts WHERE account = $1", LoginAttempt(account: account, network: "", at: now).account)
            }
            try transaction.execute(
                "UPDATE invitations SET email = NULL, used_at = coalesce(used_at, $1) WHERE email = $2", now, email)
        }
        try transaction.execute(
            """
            UPDATE users SET email = NULL, name = NULL, password = NULL, state = $1, erased_at = $2, updated_at = $2,
                version = version + 1 WHERE id = $3
            """, UserState.erased, now, id)
    }
}
