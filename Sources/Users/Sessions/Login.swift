internal import Platform

/// What somebody who has logged in goes on with.
package struct Tokens: Sendable {
    /// A JWT, for `Authorization: Bearer`.
    package let access: Secret
    package let refresh: Secret
    /// Of the access token.
    package let expiresIn: Duration
    package let user: User
    package let session: SessionID
}

extension Users {
    /// Starts a session. Whether the address has an account, whether that is verified or suspended, and whether the password was
    /// right are told apart neither in words nor in time: one hash is made in each case, and one thing written.
    ///
    /// - Parameter code: of the second factor, or a recovery code; asked for (`second_factor_required`) only after a right
    ///   password.
    package func login(email: String, password: String, code: String? = nil, client: Client) async throws -> Tokens {
        let address = EmailAddress(email)
        let now = clock.now()
        let account = try await database.read { try LoginAccount(address, network: client.network, $0) }
        let attempt = LoginAttempt(account: address?.text ?? String(email.prefix(320)), network: client.network, at: now)
        let isPressed = try await database.write(.readCommitted) { try attempt.charge($0, isKnown: account.isNetworkKnown) }
        let checked = try await passwords.check(password, against: account.password)
        // The second factor is what a stranger under pressure has to have more than the password; without one it is the mailbox.
        let needsMailbox = isPressed && !(account.hasSecondFactor && code != nil)
        guard checked.isRight, account.state == .active, let id = account.id, let stored = account.password else {
            throw needsMailbox ? Refusal.unknownNetwork : .invalidCredentials
        }
        if needsMailbox {
            try await mailAdmission(id, client)
            throw Refusal.unknownNetwork
        }
        let start = SessionStart(
            user: id, client: client, stored: stored, renewed: checked.renewed, code: code, attempt: attempt,
            isNetworkKnown: account.isNetworkKnown, tokens: tokens)
        let outcome = try await change(by: .user(id)) { try start.run($0) }
        switch outcome {
        case .started(let user, let session, let refresh):
            return Tokens(
                access: try await accessToken(user.id, session), refresh: refresh, expiresIn: tokens.accessLifetime, user: user,
                session: session)
        case .needsCode:
            throw Refusal(.unauthenticated, code: "second_factor_required", detail: "send the code that your app shows, too")
        case .wrongCode(let wait):
            if let wait { throw Refusal(.tooMany, code: "too_many_attempts", detail: "too many wrong codes; wait", retryAfter: wait) }
            throw Refusal(.unauthenticated, code: "invalid_code", detail: "the code is wrong, or was used before")
        case .changedMeanwhile: throw Refusal.invalidCredentials
        }
    }

    func accessToken(_ user: UserID, _ session: SessionID) async throws -> Secret {
        let seconds = clock.now().microseconds / 1_000_000
        let lifetime = tokens.accessLifetime.components.seconds
        return try await signingKeys.sign(
            AccessClaims(iss: tokens.issuer, sub: user, sid: session, iat: seconds, exp: seconds + lifetime))
    }

    /// What the list of keys at `/.well-known/jwks.json` has: the public parts, as JSON.
    package func jwks() async throws -> String { try await signingKeys.publicKeys() }

    /// Lets the network that a mail was sent about log in.
    package func admitNetwork(token: String) async throws {
        try await change(by: .anonymous) { change in
            let taken = try change.takeMailToken(token, .admitNetwork)
            guard let network = taken.address else { throw Refusal.invalidMailToken }
            try change.rememberNetwork(network, of: taken.user)
            try change.audit(.addressAdmitted, "user:\(taken.user)")
        }
    }

    private func mailAdmission(_ id: UserID, _ client: Client) async throws {
        let sent: (Secret, EmailAddress)? = try await change(by: .anonymous) { change in
            let user = try change.user(id)
            guard let address = user.email.flatMap(EmailAddress.init),
                let token = try change.addMailToken(.admitNetwork, for: id, address: client.network)
            else { return nil }
            return (token, address)
        }
        guard let (token, address) = sent else { return }
        try mail(
            address, "Was it you who logged in?",
            """
            Somebody with your password logged in from \(client.address), from where you never did, while others were guessing at \
            your password. If it was you, follow this link within a quarter of an hour and log in again:

            \(link("admit-network", token))

            If it wasn't you, change your password.
            """)
    }
}

extension Refusal {
    static let invalidCredentials = Refusal(
        .unauthenticated, code: "invalid_credentials",
        detail: "there is no verified account with this address and password")
    /// Said of right and wrong passwords alike.
    static let unknownNetwork = Refusal(
        .unauthenticated, code: "unknown_network",
        detail: "there were many failed logins; from a network that this account doesn't use, a right password is answered with a mail")
}

/// What a login has to know of an account before its password is looked at.
private struct LoginAccount: Sendable {
    var id: UserID?
    var password: String?
    var state: UserState?
    var isNetworkKnown = false
    var hasSecondFactor = false

    init(_ address: EmailAddress?, network: String, _ transaction: Transaction) throws {
        // Asked of addresses that are none, too, so that they take the same way.
        let row = try transaction.row(
            """
            SELECT id, password, state,
                (SELECT count(*) FROM known_networks WHERE user_id = users.id AND network = $2) AS known,
                (SELECT count(*) FROM second_factors WHERE user_id = users.id AND confirmed_at IS NOT NULL) AS factors
            FROM users WHERE email = $1
            """, address?.text ?? "", network)
        guard let row else { return }
        id = try row["id"] as UserID
        password = try row["password"]
        state = try row["state"] as UserState
        isNetworkKnown = try row["known"] as Int64 > 0
        hasSecondFactor = try row["factors"] as Int64 > 0
    }
}

/// The part of a login after a right password, as one change.
private struct SessionStart: Sendable {
    let user: UserID
    let client: Client
    let stored: String
    let renewed: String?
    let code: String?
    let attempt: LoginAttempt
    let isNetworkKnown: Bool
    let tokens: TokenSettings

    enum Outcome: Sendable {
        case started(User, SessionID, Secret)
        case needsCode
        case wrongCode(wait: Duration?)
        case changedMeanwhile
    }

    func run(_ change: Change) throws -> Outcome {
        let current: String?? = try change.transaction.row("SELECT password FROM users WHERE id = $1", user)?.only()
        let found = try change.user(user)
        guard found.state == .active, current == .some(stored) else { return .changedMeanwhile }
        if found.hasSecondFactor {
            guard let code else {
                try attempt.succeed(change.transaction, isKnown: isNetworkKnown)
                return .needsCode
            }
            switch try change.checkSecondFactor(code, of: user, tokens.vault) {
            case .right: break
            case .wrong(let wait): return .wrongCode(wait: wait)
            }
        }
        try attempt.succeed(change.transaction, isKnown: isNetworkKnown)
        try change.rememberNetwork(attempt.network, of: user)
        if let renewed {
            // Only the form of what is stored changes, so the version stays.
            try change.transaction.execute("UPDATE users SET password = $1 WHERE id = $2", renewed, user)
        }
        let (session, refresh) = try change.startSession(of: user, client, tokens)
        return .started(found, session, refresh)
    }
}

extension Change {
    func rememberNetwork(_ network: String, of user: UserID) throws {
        try transaction.execute(
            """
            INSERT INTO known_networks(user_id, network, last_at) VALUES ($1, $2, $3)
            ON CONFLICT (user_id, network) DO UPDATE SET last_at = excluded.last_at
            """, user, network, now)
        // Nobody moves often; what wasn't used in half a year is as good as unknown.
        try transaction.execute(
            "DELETE FROM known_networks WHERE user_id = $1 AND last_at <= $2", user, now - .seconds(180 * 86400))
    }

    func startSession(of user: UserID, _ client: Client, _ tokens: TokenSettings) throws -> (SessionID, Secret) {
        let id = SessionID.next()
        let end = now + min(tokens.refreshLifetime, tokens.sessionLifetime)
        try transaction.execute(
            """
            INSERT INTO sessions(id, user_id, created_at, used_at, expires_at, address, user_agent)
            VALUES ($1, $2, $3, $3, $4, $5, $6)
            """, id, user, now, end, client.address, client.userAgent)
        let refresh = try addRefreshToken(id, until: end)
        try LoginAttempt.prune(transaction, at: now)
        try audit(
            .sessionStarted, "session:\(id)", after: ["user": user.text],
            person: Person(id: user, facts: ["address": client.address, "userAgent": client.userAgent]))
        return (id, refresh)
    }

    func addRefreshToken(_ session: SessionID, until end: Timestamp) throws -> Secret {
        let token = Secret.random()
        try transaction.execute(
            "INSERT INTO refresh_tokens(hash, session_id, expires_at) VALUES ($1, $2, $3)", token.hash, session, end)
        return token
    }
}
