package import Platform

package typealias InvitationID = Identifier<Invitation>

package struct Invitation: Hashable, Sendable {
    package let id: InvitationID
    package let email: String?
    package let role: CompanyRole
    package let createdAt: Timestamp
    package let expiresAt: Timestamp

    static let lifetime: Duration = .seconds(7 * 86400)
    /// Of a company, alive at once: mails go to strangers.
    static let aliveLimit = 100
}

extension Users {
    /// Mails an invitation to somebody who has an account, or will.
    package func invite(_ email: String, to company: CompanyID, role: CompanyRole, by caller: Caller) async throws -> Invitation {
        let address = try Self.address(email)
        let id = InvitationID.next()
        let token = Secret.random()
        let (invitation, name) = try await change(by: caller, .administerMembers(company)) { change in
            if role == .owner { try caller.renewed(change.transaction, at: change.now).require(.appointOwners(company)) }
            let company = try change.company(company)
            try change.requireRoom(for: address, to: company.id, by: caller)
            try change.endInvitations(of: address, to: company.id)
            let end = change.now + Invitation.lifetime
            try change.transaction.execute(
                """
                INSERT INTO invitations(id, hash, company_id, email, role, invited_by, created_at, expires_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                """, id, token.hash, company.id, address.text, role, Invitation.inviter(caller), change.now, end)
            try change.audit(.memberInvited, "company:\(company.id)", after: ["invitation": id.text, "role": role.rawValue])
            let invitation = Invitation(id: id, email: address.text, role: role, createdAt: change.now, expiresAt: end)
            return (invitation, company.name)
        }
        try mail(
            address, "You are invited to a company",
            """
            You are invited to join \(name) as \(role.rawValue). Log in with this address, or register with it, and accept within a \
            week:

            \(link("accept-invitation", token))

            If you don't know the company there is nothing to do.
            """)
        return invitation
    }

    /// Those that were not answered yet.
    package func invitations(of company: CompanyID, _ page: PageRequest, caller: Caller) async throws -> Page<Invitation> {
        try caller.require(.administerMembers(company))
        let now = clock.now()
        return try await database.read { transaction in
            try PageOrder("invitations", by: ["id": .text], descending: true).page(
                page,
                of: """
                    SELECT id, email, role, created_at, expires_at FROM invitations
                    WHERE company_id = $1 AND used_at IS NULL AND expires_at > $2
                    """, [company, now], in: transaction
            ) { row in
                Invitation(
                    id: try row["id"], email: try row["email"], role: try row["role"], createdAt: try row["created_at"],
                    expiresAt: try row["expires_at"])
            }
        }
    }

    package func withdrawInvitation(_ id: InvitationID, to company: CompanyID, by caller: Caller) async throws {
        try await change(by: caller, .administerMembers(company)) { change in
            // The row stays, and counts: who takes invitations back sends no more of them.
            let count = try change.transaction.execute(
                "UPDATE invitations SET used_at = $3 WHERE id = $1 AND company_id = $2 AND used_at IS NULL", id, company, change.now)
            guard count > 0 else { throw Refusal(.notFound, code: "no_such_invitation", detail: "there is no such invitation") }
            try change.audit(.invitationWithdrawn, "company:\(company)", before: ["invitation": id.text])
        }
    }

    /// By who is logged in with the address that was invited: a mail that was passed on lets nobody else in.
    package func acceptInvitation(_ token: String, by caller: Caller) async throws -> Company {
        let user = try caller.requireUser()
        let hash = Secret(token).hash
        let company = try await change(by: caller, .createCompany) { change in
            let email = try change.user(user).email
            let row = try change.transaction.row(
                """
                UPDATE invitations SET used_at = $1 WHERE hash = $2 AND email = $3 AND used_at IS NULL AND expires_at > $1
                RETURNING company_id, role, invited_by
                """, change.now, hash, email)
            guard let row else { throw Refusal.invalidInvitation }
            let company: CompanyID = try row["company_id"]
            guard try change.mayStillInvite(try row["invited_by"], to: company, as: try row["role"]) else {
                throw Refusal.invalidInvitation
            }
            let isMember = try change.transaction.row(
                "SELECT 1 AS one FROM members WHERE company_id = $1 AND user_id = $2", company, user) != nil
            guard !isMember else { throw Refusal(.conflict, code: "is_member", detail: "you are a member already") }
            try change.addMember(user, to: company, try row["role"])
            return try change.company(company)
        }
        remembered.forget { $0.userID == user }
        return company
    }
}

extension Invitation {
    /// Mails that may be asked for: to one address within an hour, and by one inviter or for one company within a day.
    static let hourlyLimit = 5
    static let dailyLimit = 200

    /// As rows have it.
    static func inviter(_ caller: Caller) -> String { caller.userID?.text ?? Actor(caller).id }
}

extension Refusal {
    fileprivate static let invalidInvitation = Refusal(
        .invalid, code: "invalid_token", detail: "the invitation was used, is too old, is none, or is for another address",
        fields: [.init("token", code: "invalid", detail: "ask for a new invitation")])
}

extension Change {
    /// Invitations are mails to strangers with words of the inviter's own, so they are counted whatever becomes of them.
    fileprivate func requireRoom(for email: EmailAddress, to company: CompanyID, by caller: Caller) throws {
        func count(_ condition: String, _ arguments: any SQLConvertible...) throws -> Int {
            let rows = try transaction.rows("SELECT count(*) AS number FROM invitations WHERE \(condition)", arguments: arguments)
            return try rows.first?["number"] ?? 0
        }
        let (hour, day): (Duration, Duration) = (.seconds(3600), .seconds(86400))
        if try count("email = $1 AND company_id = $2 AND created_at > $3", email.text, company, now - hour) > 0 {
            throw Refusal(
                .tooMany, code: "invited_recently", detail: "this address was invited within the last hour", retryAfter: hour)
        }
        if try count("email = $1 AND created_at > $2", email.text, now - hour) >= Invitation.hourlyLimit {
            throw Refusal(
                .tooMany, code: "too_many_invitations", detail: "this address gets too many invitations", retryAfter: hour)
        }
        let sent = max(
            try count("company_id = $1 AND created_at > $2", company, now - day),
            try count("invited_by = $1 AND created_at > $2", Invitation.inviter(caller), now - day))
        guard sent < Invitation.dailyLimit else {
            throw Refusal(
                .tooMany, code: "too_many_invitations", detail: "at most \(Invitation.dailyLimit) a day", retryAfter: day)
        }
        let alive = try count("company_id = $1 AND used_at IS NULL AND expires_at > $2 AND email <> $3", company, now, email.text)
        guard alive < Invitation.aliveLimit else {
            throw Refusal(.tooMany, code: "too_many_invitations", detail: "at most \(Invitation.aliveLimit) wait at once")
        }
    }

    /// A new invitation of somebody takes the place of the old one.
    fileprivate func endInvitations(of email: EmailAddress, to company: CompanyID) throws {
        try transaction.execute(
            "UPDATE invitations SET used_at = $3 WHERE company_id = $1 AND email = $2 AND used_at IS NULL", company, email.text, now)
    }

    /// An invitation is worth what its sender may do when it is accepted: who was put out of the company lets nobody in.
    fileprivate func mayStillInvite(_ inviter: String, to company: CompanyID, as role: CompanyRole) throws -> Bool {
        // A key's or the command line's.
        guard let id = UserID(inviter) else { return true }
        guard let user = try transaction.user(id), user.state == .active else { return false }
        if user.role == .admin { return true }
        let row = try transaction.row("SELECT role FROM members WHERE company_id = $1 AND user_id = $2", company, id)
        guard let row else { return false }
        let held: CompanyRole = try row["role"]
        return held == .owner || held == .admin && role != .owner
    }
}
