internal import Platform

extension Users {
    package func user(_ id: UserID, caller: Caller) async throws -> User {
        try caller.require(.readUser(id))
        guard let user = try await database.read({ try $0.user(id) }) else { throw Refusal.noUser }
        return user
    }

    /// - Parameter version: that the change is based on (`If-Match`); where another change came in between it is refused. Nil asks
    ///   nothing.
    package func updateUser(_ id: UserID, name: String, version: Int64?, by caller: Caller) async throws -> User {
        let name = try PlainText.read(name, "name")
        return try await change(by: caller, .changeUser(id)) { change in
            let user = try change.user(id)
            guard user.state != .erased else { throw Refusal.noUser }
            try Refusal.requireVersion(version, user.version)
            guard user.name != name else { return user }
            try change.transaction.execute("UPDATE users SET name = $1 WHERE id = $2", name, id)
            let after = try change.touch(id)
            let facts = ["before": user.name ?? "", "after": name]
            try change.audit(
                .userUpdated, "user:\(id)", before: ["version": String(user.version)], after: ["version": String(after.version)],
                person: Change.Person(id: id, facts: facts))
            return after
        }
    }

    /// Mails a token to the new address; the account keeps the old one until it comes back. Never tells whether it is taken.
    package func changeEmail(_ email: String, password: String, by caller: Caller) async throws {
        let id = try caller.requireUser()
        let address = try Self.address(email)
        _ = try await confirm(password, of: id)
        let token: Secret? = try await change(by: caller, .changeUser(id)) { change in
            guard try change.user(email: address) == nil else { return nil }
            return try change.addMailToken(.changeEmail, for: id, address: address.text)
        }
        guard let token else { return }
        try mail(
            address, "Confirm your new address",
            """
            Somebody, probably you, wants to use this address for their account. Confirm it within a day:

            \(link("verify-email", token))

            If it wasn't you there is nothing to do.
            """)
    }

    /// Gives the account the address that the token was mailed to; the old one is told.
    func takeNewEmail(_ token: String) async throws -> User {
        let (user, old) = try await change(by: .anonymous) { change in
            let taken = try change.takeMailToken(token, .changeEmail)
            let before = try change.activeOrUnverified(taken.user)
            guard let address = taken.address.flatMap(EmailAddress.init), try change.user(email: address) == nil else {
                throw Refusal.invalidMailToken
            }
            try change.transaction.execute("UPDATE users SET email = $1 WHERE id = $2", address.text, before.id)
            // Tokens in the old mailbox must not open the account any more.
            try change.dropMailTokens(of: before.id)
            let after = try change.touch(before.id)
            let facts = ["before": before.email ?? "", "after": address.text]
            try change.audit(.userUpdated, "user:\(before.id)", person: Change.Person(id: before.id, facts: facts))
            return (after, before.email)
        }
        if let address = old.flatMap(EmailAddress.init) {
            try mail(
                address, "Your address was changed",
                "Your account has another address now, and this one is no longer used. If it wasn't you, write to us at once.")
        }
        return user
    }
}

extension Change {
    /// Raises the version and tells other modules.
    @discardableResult
    func touch(_ id: UserID) throws -> User {
        try bumpVersion(of: id)
        let user = try user(id)
        try publish(.updated, user)
        return user
    }

    func bumpVersion(of user: UserID) throws {
        try transaction.execute("UPDATE users SET updated_at = $1, version = version + 1 WHERE id = $2", now, user)
    }
}

extension Refusal {
    /// For `If-Match`.
    static func requireVersion(_ asked: Int64?, _ found: Int64) throws(Refusal) {
        guard let asked, asked != found else { return }
        throw Refusal(.conflict, code: "version_mismatch", detail: "it was changed meanwhile: get it again, and change that")
    }
}
