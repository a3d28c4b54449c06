internal import Platform

extension Users {
    /// Makes an account, and mails its token. Where the address has one already the answer is the same, in form and in time, and
    /// its holder gets a mail that says so.
    ///
    /// A token carries the name and password of the registration that it was mailed for. So who registers somebody else's
    /// address first does not choose the password of the account that its owner verifies later.
    package func register(email: String, password: String, name: String, client: Client) async throws -> User {
        let address = try Self.address(email)
        let name = try PlainText.read(name, "name")
        let encoded = try await passwords.hash(password, email: address.text)
        let id = UserID.next()
        let token = try await change(by: .user(id)) { change in
            guard let user = try change.user(email: address) else {
                try change.insert(id, address, name, encoded, role: .buyer, state: .unverified)
                try change.audit(
                    .userRegistered, "user:\(id)", after: ["role": SystemRole.buyer.rawValue, "state": UserState.unverified.rawValue],
                    person: Change.Person(id: id, facts: ["email": address.text, "name": name, "address": client.address]))
                try change.publish(.created, change.user(id))
                return try change.addMailToken(.verify, for: id, password: encoded, name: name)
            }
            guard user.state == .unverified else { return nil }
            return try change.addMailToken(.verify, for: user.id, password: encoded, name: name)
        }
        if let token {
            try mail(address, "Confirm your address", Self.verification(link("verify-email", token)))
        } else {
            try mail(
                address, "You have an account already",
                """
                Somebody, probably you, wanted to register with this address, which has an account already. If it was you, log in; if \
                you don't know the password, ask for a new one. If it was somebody else there is nothing to do.
                """)
        }
        let now = clock.now()
        return User(
            id: id, email: address.text, name: name, role: .buyer, state: .unverified, version: 1, createdAt: now, updatedAt: now,
            verifiedAt: nil, hasSecondFactor: false)
    }

    /// Ends a registration, or a change of address.
    @discardableResult
    package func verifyEmail(_ token: String) async throws -> User {
        let now = clock.now()
        let isChange = try await database.read { try $0.isAlive(token, .changeEmail, at: now) }
        if isChange { return try await takeNewEmail(token) }
        return try await change(by: .anonymous) { change in
            let taken = try change.takeMailToken(token, .verify)
            let user = try change.activeOrUnverified(taken.user)
            guard user.state == .unverified else { return user }
            try change.transaction.execute(
                """
                UPDATE users SET state = $1, password = coalesce($2, password), name = coalesce($3, name), verified_at = $4,
                    updated_at = $4, version = version + 1 WHERE id = $5
                """, UserState.active, taken.password, taken.name, change.now, user.id)
            try change.dropMailTokens(of: user.id)
            try change.audit(
                .userVerified, "user:\(user.id)", before: ["state": UserState.unverified.rawValue],
                after: ["state": UserState.active.rawValue])
            let verified = try change.user(user.id)
            try change.publish(.updated, verified)
            return verified
        }
    }

    /// Mails a new token, where there is an account that needs one. Never tells.
    package func resendVerification(email: String) async throws {
        let address = try Self.address(email)
        try background.add { [self] in
            let token: Secret? = try await change(by: .anonymous) { change in
                guard let user = try change.user(email: address), user.state == .unverified else { return nil }
                return try change.addMailToken(.verify, for: user.id)
            }
            guard let token else { return }
            let body = Self.verification(link("verify-email", token))
            try await mailer.send(Letter(to: address, subject: "Confirm your address", body: body))
        }
    }

    /// An account that needs no mail: the first admin, from the command line, or one that an admin makes.
    package func createUser(email: String, password: String, name: String, role: SystemRole, by caller: Caller) async throws -> User {
        try caller.require(.administerUsers)
        let address = try Self.address(email)
        let name = try PlainText.read(name, "name")
        let encoded = try await passwords.hash(password, email: address.text)
        let id = UserID.next()
        return try await change(by: caller, .administerUsers) { change in
            guard try change.user(email: address) == nil else {
                throw Refusal(.conflict, code: "email_taken", detail: "this address has an account")
            }
            try change.insert(id, address, name, encoded, role: role, state: .active)
            try change.audit(
                .userRegistered, "user:\(id)", after: ["role": role.rawValue, "state": UserState.active.rawValue],
                person: Change.Person(id: id, facts: ["email": address.text, "name": name]))
            let user = try change.user(id)
            try change.publish(.created, user)
            return user
        }
    }

    static func address(_ email: String) throws(Refusal) -> EmailAddress {
        guard let address = EmailAddress(email) else {
            throw Refusal(
                .invalid, code: "invalid_email", detail: "this is no email address",
                fields: [.init("email", code: "invalid", detail: "as in name@example.com; other letters as xn--")])
        }
        return address
    }

    private static func verification(_ link: String) -> String {
        """
        Somebody, probably you, registered with this address. Confirm that it is yours within a day:

        \(link)

        If it wasn't you, do not follow the link; without it there is no account.
        """
    }
}
