internal import Foundation
internal import Platform

/// What an app needs to show codes from now on. Nothing is asked for before one of them was confirmed.
package struct Enrolment: Sendable {
    /// In base 32, to be typed.
    package let secret: Secret
    /// `otpauth://...`, to be shown as a QR code.
    package let address: Secret
}

extension Users {
    /// Begins, or begins again, to add a second factor.
    package func enrolSecondFactor(password: String, by caller: Caller) async throws -> Enrolment {
        let id = try caller.requireUser()
        let user = try await confirm(password, of: id)
        let secret = randomBytes(TimeBasedCode.secretSize)
        let sealed = try tokens.vault.seal(secret, Self.factorLabel(id))
        try await change(by: caller, .changeUser(id)) { change in
            guard try !change.user(id).hasSecondFactor else {
                throw Refusal(.conflict, code: "second_factor_exists", detail: "there is a second factor already; remove it first")
            }
            try change.transaction.execute(
                """
                INSERT INTO second_factors(user_id, secret, last_step) VALUES ($1, $2, 0)
                ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, last_step = 0
                """, id, sealed)
        }
        let text = Base32.encode(secret)
        let label = (user.email ?? id.text).addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? id.text
        return Enrolment(secret: Secret(text), address: Secret("otpauth://totp/Souk:\(label)?secret=\(text)&issuer=Souk"))
    }

    /// Ends enrolment with a code that the app shows. Gives ten codes to write down, each of which stands in for the app once;
    /// they are not shown again.
    package func confirmSecondFactor(code: String, by caller: Caller) async throws -> [Secret] {
        let id = try caller.requireUser()
        let codes = (0..<10).map { _ in Secret(RecoveryCode.random()) }
        let vault = tokens.vault
        try await change(by: caller, .changeUser(id)) { change in
            let row = try change.transaction.row(
                "SELECT secret, last_step FROM second_factors WHERE user_id = $1 AND confirmed_at IS NULL", id)
            guard let row else { throw Refusal(.conflict, code: "no_enrolment", detail: "no second factor is being added") }
            let secret = try vault.open(try row["secret"], Self.factorLabel(id))
            guard let step = TimeBasedCode.match(code, secret, at: change.now, after: try row["last_step"]) else {
                throw Refusal(
                    .invalid, code: "invalid_code", detail: "the code is wrong; is the clock of the phone right?",
                    fields: [.init("code", code: "wrong", detail: "it is another one")])
            }
            try change.transaction.execute(
                "UPDATE second_factors SET confirmed_at = $1, last_step = $2 WHERE user_id = $3", change.now, step, id)
            try change.transaction.execute("DELETE FROM recovery_codes WHERE user_id = $1", id)
            for code in codes {
                try change.transaction.execute(
                    "INSERT INTO recovery_codes(user_id, hash) VALUES ($1, $2)", id, RecoveryCode.hash(code.text))
            }
            try change.bumpVersion(of: id)
            try change.audit(.secondFactorAdded, "user:\(id)")
            // Sessions that began without it are ended; this one has just shown it.
            try change.endSessions(of: id, .passwordChanged, except: caller.sessionID)
        }
        remembered.forget { $0.userID == id && $0.sessionID != caller.sessionID }
        return codes
    }

    /// With the password and a code, since whoever finds an open session must not take the factor off.
    package func removeSecondFactor(password: String, code: String, by caller: Caller) async throws {
        let id = try caller.requireUser()
        _ = try await confirm(password, of: id)
        let vault = tokens.vault
        // A wrong code is counted, so it is an outcome and no error.
        let isRight = try await change(by: caller, .changeUser(id)) { change in
            guard case .right = try change.checkSecondFactor(code, of: id, vault) else { return false }
            try change.dropSecondFactor(of: id)
            try change.bumpVersion(of: id)
            try change.audit(.secondFactorRemoved, "user:\(id)")
            return true
        }
        guard isRight else { throw Refusal(.forbidden, code: "invalid_code", detail: "the code is wrong, or was used before") }
    }

    static func factorLabel(_ id: UserID) -> String { "second factor \(id)" }
}

/// Codes on paper: 80 bits in base 32, in groups of four. Spaces, hyphens and case don't count.
enum RecoveryCode {
    static func random() -> String {
        let text = Base32.encode(randomBytes(10))
        return stride(from: 0, to: 16, by: 4).map { String(text.dropFirst($0).prefix(4)) }.joined(separator: "-")
    }

    static func hash(_ typed: String) -> [UInt8] {
        Secret(String(typed.prefix(64)).uppercased().filter { $0 != "-" && !$0.isWhitespace }).hash
    }
}

enum CodeCheck {
    case right
    /// Too many were wrong: the next one is looked at after a while.
    case wrong(wait: Duration?)
}

extension Change {
    /// Looks at a code and uses it up. Wrong ones are counted for the account, from wherever they come: who gets that far has the
    /// password, so this is no stranger's way to lock somebody out.
    func checkSecondFactor(_ code: String, of user: UserID, _ vault: Vault) throws -> CodeCheck {
        let attempt = LoginAttempt(account: user.text, network: "code", at: now)
        do { try attempt.charge(transaction, isKnown: true) } catch let refusal as Refusal { return .wrong(wait: refusal.retryAfter) }
        let row = try transaction.row(
            "SELECT secret, last_step FROM second_factors WHERE user_id = $1 AND confirmed_at IS NOT NULL", user)
        guard let row else { return .wrong(wait: nil) }
        let secret = try vault.open(try row["secret"], Users.factorLabel(user))
        if let step = TimeBasedCode.match(code, secret, at: now, after: try row["last_step"]) {
            try transaction.execute("UPDATE second_factors SET last_step = $1 WHERE user_id = $2", step, user)
        } else {
            let count = try transaction.execute(
                "UPDATE recovery_codes SET used_at = $1 WHERE user_id = $2 AND hash = $3 AND used_at IS NULL", now, user,
                RecoveryCode.hash(code))
            guard count > 0 else { return .wrong(wait: nil) }
            try audit(.recoveryCodeUsed, "user:\(user)")
        }
        try attempt.succeed(transaction, isKnown: true)
        return .right
    }

    func dropSecondFactor(of user: UserID) throws {
        try transaction.execute("DELETE FROM second_factors WHERE user_id = $1", user)
        try transaction.execute("DELETE FROM recovery_codes WHERE user_id = $1", user)
    }
}
