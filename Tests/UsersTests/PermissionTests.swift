import Platform
import TestDatabases
import Testing

@testable import Users

@Suite("Who may do what")
struct PermissionTests {
    private static let me = UserID.next()
    private static let other = UserID.next()
    private static let mine = CompanyID.next()
    private static let theirs = CompanyID.next()

    private static func member(_ role: CompanyRole) -> Caller {
        Caller(
            .user(me, .next()), role: .buyer, memberships: [Membership(company: mine, role: role)], scopes: SystemRole.buyer.scopes)
    }

    private static let callers: [(String, Caller)] = [
        ("nobody", .anonymous), ("buyer", Caller(.user(me, .next()), role: .buyer, scopes: SystemRole.buyer.scopes)),
        ("seller", Caller(.user(me, .next()), role: .seller, scopes: SystemRole.seller.scopes)), ("owner", member(.owner)),
        ("c.admin", member(.admin)), ("approver", member(.approver)), ("purchaser", member(.purchaser)), ("viewer", member(.viewer)),
        ("admin", Caller(.user(me, .next()), role: .admin, scopes: SystemRole.admin.scopes)),
        ("search key", Caller(.key(.next()), scopes: [.search])), ("index key", Caller(.key(.next()), scopes: [.index])),
        ("admin key", Caller(.key(.next()), scopes: [.admin])), ("machine", .machine),
    ]

    /// One column a caller, in the order above: `+` may, `.` may not.
    private static let table: [(Permission, String)] = [
        // nobody buyer seller owner c.admin approver purchaser viewer admin | search index admin keys | machine
        (.search, ".++++++++" + "+..+"),
        (.writeIndex, "........+" + ".+.+"),
        (.readUser(me), ".++++++++" + "..++"),
        (.readUser(other), "........+" + "..++"),
        (.changeUser(me), ".++++++++" + "..++"),
        (.changeUser(other), "........+" + "..++"),
        (.eraseUser(me), ".++++++++" + "..++"),
        (.eraseUser(other), "........+" + "..++"),
        (.exportUser(me), ".++++++++" + "...."),
        (.exportUser(other), "........." + "...."),
        (.administerUsers, "........+" + "..++"),
        (.readAuditLog, "........+" + "..++"),
        (.administerKeys, "........+" + "..++"),
        (.onboardSellers, "........+" + "..++"),
        (.createCompany, ".++++++++" + "...."),
        (.readCompany(mine), "...++++++" + "..++"),
        (.readCompany(theirs), "........+" + "..++"),
        (.changeCompany(mine), "...++...+" + "..++"),
        (.changeCompany(theirs), "........+" + "..++"),
        (.administerMembers(mine), "...++...+" + "..++"),
        (.administerMembers(theirs), "........+" + "..++"),
        (.appointOwners(mine), "...+....+" + "..++"),
        (.appointOwners(theirs), "........+" + "..++"),
        (.purchase(mine), "...++++.." + "...."),
        (.purchase(theirs), "........." + "...."),
        (.approve(mine), "...+++..." + "...."),
        (.approve(theirs), "........." + "...."),
    ]

    @Test("each caller may do what the table says and nothing else", arguments: table)
    func permissions(permission: Permission, row: String) throws {
        #expect(row.count == Self.callers.count)
        for ((name, caller), cell) in zip(Self.callers, row) {
            #expect(caller.may(permission) == (cell == "+"), "\(name) \(permission)")
            guard cell == "." else { continue }
            let error = #expect(throws: Refusal.self) { try caller.require(permission) }
            #expect(error?.kind == (name == "nobody" ? .unauthenticated : .forbidden))
        }
    }

    @Test("verbs ask for what they need, whoever calls them", arguments: Driver.available)
    func verbs(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let ann = try await world.caller(new: "ann@example.com")
            let mal = try await world.caller(new: "mal@example.com")
            let admin = try await world.caller(new: "root@example.com", role: .admin)
            let annID = try #require(ann.userID)
            let company = try await world.users.createCompany(name: "Acme", isBuyer: true, isSeller: true, by: ann)
            let users = world.users
            let page = try PageRequest()
            let verbs: [(String, @Sendable (Caller) async throws -> Void)] = [
                ("user", { _ = try await users.user(annID, caller: $0) }),
                ("updateUser", { _ = try await users.updateUser(annID, name: "X", version: nil, by: $0) }),
                ("sessions", { _ = try await users.sessions(of: annID, caller: $0) }),
                ("company", { _ = try await users.company(company.id, caller: $0) }),
                ("updateCompany", { _ = try await users.updateCompany(company.id, name: "X", isBuyer: true, sells: true, version: nil, by: $0) }),
                ("addUnit", { _ = try await users.addUnit("U", below: nil, to: company.id, by: $0) }),
                ("units", { _ = try await users.units(of: company.id, caller: $0) }),
                ("members", { _ = try await users.members(of: company.id, page, caller: $0) }),
                ("invitations", { _ = try await users.invitations(of: company.id, page, caller: $0) }),
                ("invite", { _ = try await users.invite("x@example.com", to: company.id, role: .viewer, by: $0) }),
                ("users", { _ = try await users.users(page, by: $0) }), ("analytics", { _ = try await users.analytics(by: $0) }),
                ("auditLog", { _ = try await users.auditLog(page, by: $0) }), ("verify", { _ = try await users.verifyAuditLog(by: $0) }),
                ("apiKeys", { _ = try await users.apiKeys(page, by: $0) }), ("bulk", { _ = try await users.bulkAction(.suspend, on: [], by: $0) }),
                ("onboard", { _ = try await users.changeSeller(company.id, .approve, by: $0) }),
                ("createUser", { _ = try await users.createUser(email: "y@example.com", password: World.password, name: "Y", role: .admin, by: $0) }),
                ("erase", { try await users.erase(annID, by: $0) }),
            ]
            for (name, verb) in verbs {
                #expect(await refusal { try await verb(.anonymous) } == "unauthenticated", "\(name)")
                #expect(await refusal { try await verb(mal) } == "forbidden", "\(name)")
                if !["onboard", "createUser", "erase"].contains(name) { #expect(await refusal { try await verb(admin) } == nil, "\(name)") }
            }
            for verb in ["export", "createCompany"] {
                let code = await refusal {
                    if verb == "export" { _ = try await users.export(by: .machine) } else {
                        _ = try await users.createCompany(name: "X", isBuyer: true, isSeller: false, by: .machine)
                    }
                }
                #expect(code == "users_only")
            }
            // Who was an admin when they came, and is one no more.
            _ = try await users.bulkAction(.setRole(.admin), on: [annID], by: admin)
            _ = try await users.bulkAction(.setRole(.buyer), on: [#require(admin.userID)], by: .machine)
            #expect(await refusal { try await users.changeSeller(company.id, .approve, by: admin) } == "forbidden")
        }
    }
}
