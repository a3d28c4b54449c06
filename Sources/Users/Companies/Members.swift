package import Platform

package struct Member: Hashable, Sendable {
    package let user: UserID
    package let name: String?
    package let email: String?
    package let role: CompanyRole
    package let unit: UnitID?
    package let limits: SpendingLimits
    /// Rises with each change: for `ETag`.
    package let version: Int64
    package let joinedAt: Timestamp
}

extension Users {
    /// In the order in which their accounts were made.
    package func members(of company: CompanyID, _ page: PageRequest, caller: Caller) async throws -> Page<Member> {
        try caller.require(.readCompany(company))
        return try await database.read { transaction in
            try PageOrder("members", by: ["user_id": .text]).page(
                page, of: Member.selection + " WHERE company_id = $1", [company], in: transaction) { try Member($0) }
        }
    }

    /// For orders: what a member may do and spend. A member of the company may ask, of anybody in it.
    package func member(_ user: UserID, of company: CompanyID, caller: Caller) async throws -> Member {
        try caller.require(.readCompany(company))
        return try await database.read { try $0.member(user, of: company) }
    }

    /// Sets a member's role, unit and limits. Owners are made, changed and unmade by owners alone.
    ///
    /// - Parameter version: that the change is based on; nil asks nothing.
    package func setMember(
        _ user: UserID, of company: CompanyID, role: CompanyRole, unit: UnitID?, limits: SpendingLimits, version: Int64? = nil,
        by caller: Caller
    ) async throws -> Member {
        let member = try await change(by: caller, .administerMembers(company)) { change in
            let before = try change.transaction.member(user, of: company)
            try Refusal.requireVersion(version, before.version)
            if before.role == .owner || role == .owner {
                try caller.renewed(change.transaction, at: change.now).require(.appointOwners(company))
            }
            if before.role == .owner, role != .owner { try change.requireAnotherOwner(than: user, of: company) }
            if let unit, !(try change.transaction.units(of: company).contains { $0.id == unit }) { throw Refusal.noUnit("unit") }
            try change.transaction.execute(
                """
                UPDATE members SET role = $1, unit_id = $2, order_limit = $3, month_limit = $4, limit_currency = $5,
                    version = version + 1
                WHERE company_id = $6 AND user_id = $7
                """, role, unit, limits.order?.minorUnits, limits.month?.minorUnits, limits.currency, company, user)
            let after = try change.transaction.member(user, of: company)
            try change.audit(.memberChanged, "company:\(company)", before: before.facts, after: after.facts)
            return after
        }
        remembered.forget { $0.userID == user }
        return member
    }

    /// By who administers members, or by the member: everybody may leave, but for the last owner.
    package func removeMember(_ user: UserID, from company: CompanyID, version: Int64? = nil, by caller: Caller) async throws {
        let permission: Permission = caller.userID == user ? .readCompany(company) : .administerMembers(company)
        try await change(by: caller, permission) { change in
            let member = try change.transaction.member(user, of: company)
            try Refusal.requireVersion(version, member.version)
            if member.role == .owner {
                if caller.userID != user { try caller.renewed(change.transaction, at: change.now).require(.appointOwners(company)) }
                try change.requireAnotherOwner(than: user, of: company)
            }
            try change.removeMember(member, from: company)
        }
        remembered.forget { $0.userID == user }
    }
}

extension Member {
    static let selection = """
        SELECT user_id, users.name AS name, users.email AS email, members.role AS role, unit_id, order_limit, month_limit, limit_currency,
            members.version AS version, joined_at
        FROM members JOIN users ON users.id = members.user_id
        """

    init(_ row: Row) throws {
        user = try row["user_id"]
        name = try row["name"]
        email = try row["email"]
        role = try row["role"]
        unit = try row["unit_id"]
        limits = try SpendingLimits(row)
        version = try row["version"]
        joinedAt = try row["joined_at"]
    }

    /// Persons by id.
    fileprivate var facts: [String: String] {
        var facts = ["user": user.text, "role": role.rawValue].merging(limits.facts) { first, _ in first }
        facts["unit"] = unit?.text
        return facts
    }
}

extension Transaction {
    func member(_ user: UserID, of company: CompanyID) throws -> Member {
        guard let row = try row(Member.selection + " WHERE company_id = $1 AND user_id = $2", company, user) else {
            throw Refusal(.notFound, code: "no_such_member", detail: "the company has no such member")
        }
        return try Member(row)
    }
}

extension Change {
    func addMember(_ user: UserID, to company: CompanyID, _ role: CompanyRole) throws {
        try transaction.execute(
            "INSERT INTO members(company_id, user_id, role, joined_at) VALUES ($1, $2, $3, $4)", company, user, role, now)
        try audit(.memberJoined, "company:\(company)", after: ["user": user.text, "role": role.rawValue])
    }

    fileprivate func removeMember(_ member: Member, from company: CompanyID) throws {
        try transaction.execute("DELETE FROM members WHERE company_id = $1 AND user_id = $2", company, member.user)
        try audit(.memberRemoved, "company:\(company)", before: member.facts)
    }

    fileprivate func requireAnotherOwner(than user: UserID, of company: CompanyID) throws {
        let row = try transaction.row(
            "SELECT 1 AS one FROM members WHERE company_id = $1 AND role = $2 AND user_id <> $3 LIMIT 1", company, CompanyRole.owner, user)
        guard row != nil else {
            throw Refusal(.conflict, code: "last_owner", detail: "a company keeps an owner: make another one first")
        }
    }

    /// Before a person is erased.
    func leaveCompanies(_ user: UserID) throws {
        let companies: [CompanyID] = try transaction.rows(
            "SELECT company_id FROM members WHERE user_id = $1 ORDER BY company_id", user
        ).map { (row) throws(SQLError) in try row["company_id"] }
        for company in companies {
            let member = try transaction.member(user, of: company)
            let others = try transaction.row("SELECT 1 AS one FROM members WHERE company_id = $1 AND user_id <> $2 LIMIT 1", company, user)
            if member.role == .owner, others != nil { try requireAnotherOwner(than: user, of: company) }
            try removeMember(member, from: company)
        }
    }
}
