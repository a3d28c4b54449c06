package import Platform

/// One thing that somebody wants to do. Verbs ask for it; whoever calls them need not.
package enum Permission: Hashable, Sendable {
    case search
    case writeIndex
    case readUser(UserID)
    case changeUser(UserID)
    case eraseUser(UserID)
    /// All of it that the law gives to the person: to nobody else, not to an admin.
    case exportUser(UserID)
    /// Roles and states of others.
    case administerUsers
    case readAuditLog
    case administerKeys
    case createCompany
    case readCompany(CompanyID)
    case changeCompany(CompanyID)
    case administerMembers(CompanyID)
    /// Owners are made and unmade by owners.
    case appointOwners(CompanyID)
    case purchase(CompanyID)
    case approve(CompanyID)
    case onboardSellers
}

extension Caller {
    package func may(_ permission: Permission) -> Bool {
        switch permission {
        case .search: scopes.contains(.search)
        case .writeIndex: scopes.contains(.index)
        case .readUser(let id), .changeUser(let id), .eraseUser(let id): userID == id || isAdministrator
        case .exportUser(let id): userID == id
        case .administerUsers, .readAuditLog, .administerKeys, .onboardSellers: isAdministrator
        case .createCompany: userID != nil
        case .readCompany(let id): isAdministrator || companyRole(id) != nil
        case .changeCompany(let id), .administerMembers(let id): isAdministrator || isOne(of: [.owner, .admin], id)
        case .appointOwners(let id): isAdministrator || isOne(of: [.owner], id)
        // Buying binds the company, so no admin of the marketplace does it in its name.
        case .purchase(let id): isOne(of: [.owner, .admin, .approver, .purchaser], id)
        case .approve(let id): isOne(of: [.owner, .admin, .approver], id)
        }
    }

    /// Throws where the caller may not: told apart are only those that might if they said who they are.
    package func require(_ permission: Permission) throws(Refusal) {
        guard !may(permission) else { return }
        if identity == .anonymous { throw .unauthenticated }
        throw Refusal(.forbidden, code: "forbidden", detail: "you may not do this")
    }

    package func companyRole(_ id: CompanyID) -> CompanyRole? { memberships.first { $0.company == id }?.role }

    /// Of the marketplace.
    package var isAdministrator: Bool { scopes.contains(.admin) }

    private func isOne(of roles: Set<CompanyRole>, _ id: CompanyID) -> Bool { companyRole(id).map(roles.contains) ?? false }
}

extension SystemRole {
    /// Sellers write listings, which are indexed by the catalogue; only admins write to the engine itself.
    var scopes: Set<Scope> { self == .admin ? Set(Scope.allCases) : [.search] }
}

extension Refusal {
    static let unauthenticated = Refusal(.unauthenticated, code: "unauthenticated", detail: "say who you are: log in or send a key")
}
