internal import Platform

extension Users {
    /// Mails a token for a new password, where the address has an account. Never tells: all is done after the answer.
    package func forgotPassword(email: String) async throws {
        let address = try Self.address(email)
        try background.add { [self] in
            let token: Secret? = try await change(by: .anonymous) { change in
                guard let user = try change.user(email: address), user.state == .active || user.state == .unverified else { return nil }
                return try change.addMailToken(.reset, for: user.id)
            }
            guard let token else { return }
            let body = """
                Somebody, probably you, asked for a new password. Choose it within an hour:

                \(link("reset-password", token))

                If it wasn't you there is nothing to do; your password stays as it is.
                """
            try await mailer.send(Letter(to: address, subject: "Choose a new password", body: body))
        }
    }

    /// Sets the password and ends all sessions. Who has the mail has the mailbox, so the address counts as verified.
    package func resetPassword(token: String, password: String) async throws {
        // Looked up first, for the email that the password must not be, and so that made-up tokens cost no hash.
        let now = clock.now()
        let email: String? = try await database.read { transaction in
            try transaction.row(
                """
                SELECT email FROM mail_tokens JOIN users ON users.id = mail_tokens.user_id
                WHERE hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3 AND email IS NOT NULL
                """, Secret(token).hash, MailPurpose.reset, now)?.only()
        }
        guard let email else { throw Refusal.invalidMailToken }
        let encoded = try await passwords.hash(password, email: email)
        let id = try await change(by: .anonymous) { change in
            let taken = try change.takeMailToken(token, .reset)
            let user = try change.activeOrUnverified(taken.user)
            try change.transaction.execute(
                """
                UPDATE users SET password = $1, state = $2, verified_at = coalesce(verified_at, $3), updated_at = $3,
                    version = version + 1 WHERE id = $4
                """, encoded, UserState.active, change.now, user.id)
            try change.dropMailTokens(of: user.id)
            try change.audit(.passwordReset, "user:\(user.id)")
            try change.endSessions(of: user.id, .passwordChanged)
            return user.id
        }
        remembered.forget { $0.userID == id }
        if let address = EmailAddress(email) { try mailPasswordChange(address) }
    }

    /// Ends all sessions but this one.
    package func changePassword(current: String, new: String, by caller: Caller) async throws {
        let id = try caller.requireUser()
        let user = try await confirm(current, of: id)
        let encoded = try await passwords.hash(new, email: user.email)
        try await change(by: caller, .changeUser(id)) { change in
            try change.transaction.execute(
                "UPDATE users SET password = $1, updated_at = $2, version = version + 1 WHERE id = $3", encoded, change.now, id)
            try change.dropMailTokens(of: id)
            try change.audit(.passwordChanged, "user:\(id)")
            try change.endSessions(of: id, .passwordChanged, except: caller.sessionID)
        }
        remembered.forget { $0.userID == id && $0.sessionID != caller.sessionID }
        if let address = user.email.flatMap(EmailAddress.init) { try mailPasswordChange(address) }
    }

    /// Rescue by an admin or from the command line: no mail, no old password. Ends all sessions, and takes the second factor off
    /// where that is lost.
    package func setPassword(_ password: String, email: String, dropsSecondFactor: Bool = false, by caller: Caller) async throws {
        try caller.require(.administerUsers)
        let address = try Self.address(email)
        let encoded = try await passwords.hash(password, email: address.text)
        let id = try await change(by: caller, .administerUsers) { change in
            guard let user = try change.user(email: address) else { throw Refusal.noUser }
            try change.transaction.execute("UPDATE users SET password = $1 WHERE id = $2", encoded, user.id)
            try change.dropMailTokens(of: user.id)
            try change.audit(.passwordReset, "user:\(user.id)")
            if dropsSecondFactor, user.hasSecondFactor {
                try change.dropSecondFactor(of: user.id)
                try change.audit(.secondFactorRemoved, "user:\(user.id)")
            }
            try change.bumpVersion(of: user.id)
            try change.endSessions(of: user.id, .passwordChanged)
            return user.id
        }
        remembered.forget { $0.userID == id }
    }

    /// That who holds a session knows the password too: before what could lock the owner out. Wrong ones count as failed logins.
    func confirm(_ password: String, of id: UserID) async throws -> User {
        let now = clock.now()
        let found: (user: User, password: String?)? = try await database.read { transaction in
            guard let user = try transaction.user(id) else { return nil }
            let row = try transaction.row("SELECT password FROM users WHERE id = $1", id)
            return (user, try row?.only() as String?? ?? nil)
        }
        guard let found, let email = found.user.email else { throw Refusal.noUser }
        let attempt = LoginAttempt(account: email, network: "session", at: now)
        try await database.write(.readCommitted) { try attempt.charge($0, isKnown: true) }
        guard try await passwords.check(password, against: found.password).isRight else {
            throw Refusal(
                .forbidden, code: "wrong_password", detail: "this is not your password",
                fields: [.init("password", code: "wrong", detail: "it is another one")])
        }
        try await database.write(.readCommitted) { try attempt.succeed($0, isKnown: true) }
        return found.user
    }

    private func mailPasswordChange(_ address: EmailAddress) throws(Refusal) {
        try mail(
            address, "Your password was changed",
            "The password of your account was changed. If it wasn't you, ask for a new password at once: that ends all sessions.")
    }
}

extension Caller {
    func requireUser() throws(Refusal) -> UserID {
        if let userID { return userID }
        if identity == .anonymous { throw .unauthenticated }
        throw Refusal(.forbidden, code: "users_only", detail: "only somebody who is logged in may do this")
    }
}
