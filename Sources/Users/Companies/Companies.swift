package import Platform

package struct Company: Hashable, Sendable {
    package let id: CompanyID
    package let name: String
    package let isBuyer: Bool
    /// Nil where it is no seller.
    package let seller: SellerState?
    package let version: Int64
    package let createdAt: Timestamp
    package let updatedAt: Timestamp
}

extension Users {
    /// Makes a company that the caller owns: a buyer, a seller, or both. As a seller it waits to be approved.
    package func createCompany(name: String, isBuyer: Bool, isSeller: Bool, by caller: Caller) async throws -> Company {
        let name = try PlainText.read(name, "name")
        guard isBuyer || isSeller else {
            throw Refusal(.invalid, code: "invalid_company", detail: "a company buys, sells or does both")
        }
        let user = try caller.requireUser()
        let id = CompanyID.next()
        let company = try await change(by: caller, .createCompany) { change in
            try change.transaction.execute(
                """
                INSERT INTO companies(id, name, is_buyer, is_seller, seller_state, version, created_at, updated_at)
                VALUES ($1, $2, $3, $4, $5, 1, $6, $6)
                """, id, name, isBuyer, isSeller, isSeller ? SellerState.pending.word : nil, change.now)
            try change.addMember(user, to: id, .owner)
            var facts = ["name": name, "isBuyer": String(isBuyer)]
            facts["seller"] = isSeller ? SellerState.pending.word : nil
            try change.audit(.companyCreated, "company:\(id)", after: facts)
            return try change.company(id)
        }
        remembered.forget { $0.userID == user }
        return company
    }

    package func company(_ id: CompanyID, caller: Caller) async throws -> Company {
        try caller.require(.readCompany(id))
        return try await database.read { try $0.company(id) }
    }

    /// Those that the caller is a member of; for admins of the marketplace, all. Newest first.
    package func companies(_ page: PageRequest, caller: Caller) async throws -> Page<Company> {
        if !caller.isAdministrator { _ = try caller.requireUser() }
        return try await database.read { transaction in
            var selection = "SELECT \(Company.columns) FROM companies WHERE 1 = 1"
            var arguments: [any SQLConvertible] = []
            if !caller.isAdministrator, let user = caller.userID {
                selection += " AND id IN (SELECT company_id FROM members WHERE user_id = $1)"
                arguments = [user]
            }
            return try PageOrder("companies", by: ["id": .text], descending: true).page(
                page, of: selection, arguments, in: transaction) { try Company($0) }
        }
    }

    /// - Parameters:
    ///   - sells: true makes it a seller who waits to be approved; a company that sells goes on doing so, since orders depend
    ///     on it.
    package func updateCompany(
        _ id: CompanyID, name: String, isBuyer: Bool, sells: Bool, version: Int64?, by caller: Caller
    ) async throws -> Company {
        let name = try PlainText.read(name, "name")
        return try await change(by: caller, .changeCompany(id)) { change in
            let before = try change.company(id)
            try Refusal.requireVersion(version, before.version)
            guard isBuyer || sells || before.seller != nil else {
                throw Refusal(.invalid, code: "invalid_company", detail: "a company buys, sells or does both")
            }
            guard sells || before.seller == nil else {
                throw Refusal(.conflict, code: "is_seller", detail: "a seller stays one; it can be suspended")
            }
            let seller = before.seller ?? (sells ? .pending : nil)
            try change.transaction.execute(
                "UPDATE companies SET name = $1, is_buyer = $2, is_seller = $3, seller_state = $4 WHERE id = $5", name, isBuyer,
                seller != nil, seller?.word, id)
            try change.touchCompany(id)
            let after = try change.company(id)
            try change.audit(.companyUpdated, "company:\(id)", before: before.facts, after: after.facts)
            return after
        }
    }

    /// By those who run the marketplace; to apply again is the company's own.
    package func changeSeller(
        _ id: CompanyID, _ action: SellerState.Action, version: Int64? = nil, by caller: Caller
    ) async throws -> Company {
        let permission: Permission = action == .reapply ? .changeCompany(id) : .onboardSellers
        return try await change(by: caller, permission) { change in
            let company = try change.company(id)
            try Refusal.requireVersion(version, company.version)
            guard let before = company.seller else {
                throw Refusal(.conflict, code: "no_seller", detail: "this company is no seller")
            }
            let after = try before.applying(action)
            try change.transaction.execute(
                "UPDATE companies SET seller_state = $1, seller_reason = $2 WHERE id = $3", after.word, after.reason, id)
            try change.touchCompany(id)
            var facts = ["seller": after.word]
            facts["reason"] = after.reason
            try change.audit(.companyStateChanged, "company:\(id)", before: ["seller": before.word], after: facts)
            return try change.company(id)
        }
    }
}

extension Company {
    static let columns = "id, name, is_buyer, seller_state, seller_reason, version, created_at, updated_at"

    init(_ row: Row) throws {
        id = try row["id"]
        name = try row["name"]
        isBuyer = try row["is_buyer"]
        let word: String? = try row["seller_state"]
        seller = try word.map { try SellerState(word: $0, reason: row["seller_reason"]) }
        version = try row["version"]
        createdAt = try row["created_at"]
        updatedAt = try row["updated_at"]
    }

    fileprivate var facts: [String: String] {
        var facts = ["name": name, "isBuyer": String(isBuyer)]
        facts["seller"] = seller?.word
        return facts
    }
}

extension Transaction {
    func company(_ id: CompanyID) throws -> Company {
        guard let row = try row("SELECT \(Company.columns) FROM companies WHERE id = $1", id) else {
            throw Refusal(.notFound, code: "no_such_company", detail: "there is no such company")
        }
        return try Company(row)
    }
}

extension Change {
    func company(_ id: CompanyID) throws -> Company { try transaction.company(id) }

    func touchCompany(_ id: CompanyID) throws {
        try transaction.execute("UPDATE companies SET updated_at = $1, version = version + 1 WHERE id = $2", now, id)
    }
}
