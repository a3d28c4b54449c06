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
            try change.replaceInvitations(of: address, to: company.id)
            let end = change.now + Invitation.lifetime
            try change.transaction.execute(
                """
                INSERT INTO invitations(id, hash, company_id, email, role, invited_by, created_at, expires_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                """, id, token.hash, company.id, address.text, role, caller.userID?.text ?? Actor(caller).id, change.now, end)
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
            let count = try change.transaction.execute(
                "DELETE FROM invitations WHERE id = $1 AND company_id = $2 AND used_at IS NULL", id, company)
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
                RETURNING company_id, role
                """, change.now, hash, email)
            guard let row else {
                throw Refusal(
                    .invalid, code: "invalid_token", detail: "the invitation was used, is too old, is none, or is for another address",
                    fields: [.init("token", code: "invalid", detail: "ask for a new invitation")])
            }
            let company: CompanyID = try row["company_id"]
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

extension Change {
    /// A new invitation of somebody takes the place of the old one.
    fileprivate func replaceInvitations(of email: EmailAddress, to company: CompanyID) throws {
        try transaction.execute(
            "DELETE FROM invitations WHERE company_id = $1 AND used_at IS NULL AND (email = $2 OR expires_at <= $3)", company, email.text,
            now)
        let alive: Int? = try transaction.row(
            "SELECT count(*) FROM invitations WHERE company_id = $1 AND used_at IS NULL", company)?.only()
        guard alive ?? 0 < Invitation.aliveLimit else {
            throw Refusal(.tooMany, code: "too_many_invitations", detail: "at most \(Invitation.aliveLimit) wait at once")
        }
    }
}
