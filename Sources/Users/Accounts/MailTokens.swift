internal import Platform

/// What a mail's token does when it comes back. A token has 32 random bytes, is used once, and ends by itself.
enum MailPurpose: String, SQLConvertible {
    case verify
    case reset
    case admitNetwork = "admit_network"
    case changeEmail = "change_email"

    var lifetime: Duration {
        switch self {
        case .verify, .changeEmail: .seconds(86400)
        case .reset: .seconds(3600)
        case .admitNetwork: .seconds(900)
        }
    }

    /// Of one purpose and account that may be alive at once: strangers can ask for mails, and must not fill a mailbox.
    static let aliveLimit = 5
}

/// The account that a token is of, and what was put into it.
struct MailToken {
    let user: UserID
    let password: String?
    let name: String?
    let address: String?
}

extension Change {
    /// A new token, or nil where too many are alive.
    func addMailToken(
        _ purpose: MailPurpose, for user: UserID, password: String? = nil, name: String? = nil, address: String? = nil
    ) throws -> Secret? {
        let alive: Int? = try transaction.row(
            "SELECT count(*) FROM mail_tokens WHERE user_id = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3", user,
            purpose, now)?.only()
        guard alive ?? 0 < MailPurpose.aliveLimit else { return nil }
        let token = Secret.random()
        try transaction.execute("DELETE FROM mail_tokens WHERE user_id = $1 AND expires_at <= $2", user, now)
        try transaction.execute(
            """
            INSERT INTO mail_tokens(hash, user_id, purpose, password, name, address, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """, token.hash, user, purpose, password, name, address, now, now + purpose.lifetime)
        return token
    }

    /// Uses a token up.
    func takeMailToken(_ token: String, _ purpose: MailPurpose) throws -> MailToken {
        let row = try transaction.row(
            """
            UPDATE mail_tokens SET used_at = $1 WHERE hash = $2 AND purpose = $3 AND used_at IS NULL AND expires_at > $1
            RETURNING user_id, password, name, address
            """, now, Secret(token).hash, purpose)
        guard let row else { throw Refusal.invalidMailToken }
        return MailToken(user: try row["user_id"], password: try row["password"], name: try row["name"], address: try row["address"])
    }

    /// Ends those that an account's owner needs no more.
    func dropMailTokens(of user: UserID) throws { try transaction.execute("DELETE FROM mail_tokens WHERE user_id = $1", user) }
}

extension Transaction {
    func isAlive(_ token: String, _ purpose: MailPurpose, at now: Timestamp) throws -> Bool {
        try row(
            "SELECT 1 AS one FROM mail_tokens WHERE hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3",
            Secret(token).hash, purpose, now) != nil
    }
}

extension Users {
    func mail(_ to: EmailAddress, _ subject: String, _ body: String) throws(Refusal) {
        let letter = Letter(to: to, subject: subject, body: body)
        try background.add { [mailer] in try await mailer.send(letter) }
    }

    /// To a page of the server's own. Behind the `#`, the token is in no log and no `Referer`: browsers send it to nobody.
    func link(_ step: String, _ token: Secret) -> String { "\(publicAddress)/account/\(step)#token=\(token.text)" }
}

extension Refusal {
    static let invalidMailToken = Refusal(
        .invalid, code: "invalid_token", detail: "the link was used before, is too old or is none: ask for a new mail",
        fields: [.init("token", code: "invalid", detail: "it was used, is too old or is none")])
}
