import Platform
import TestDatabases
import Testing

@testable import Users

@Suite("Companies, on both databases")
struct CompanyTests {
    private static let eur = Currency("EUR")

    @Test("a seller goes from state to state as the table says")
    func sellerStates() throws {
        let suspended = SellerState.suspended(reason: "late")
        let states: [SellerState] = [.pending, .active, .restricted, suspended, .rejected]
        let actions: [SellerState.Action] = [
            .approve, .reject, .restrict, .unrestrict, .suspend(reason: " late "), .reinstate, .reapply,
        ]
        let table: [[SellerState?]] = [
            [.active, .rejected, nil, nil, nil, nil, nil],
            [nil, nil, .restricted, nil, suspended, nil, nil],
            [nil, nil, nil, .active, suspended, nil, nil],
            [nil, nil, nil, nil, suspended, .active, nil],
            [nil, nil, nil, nil, nil, nil, .pending],
        ]
        for (state, row) in zip(states, table) {
            for (action, expected) in zip(actions, row) { #expect((try? state.applying(action)) == expected, "\(state) \(action)") }
        }
        #expect(throws: Refusal.self) { try SellerState.active.applying(.suspend(reason: "")) }
    }

    @Test("limits decide by order, by month and by currency")
    func limits() throws {
        let eur = try #require(Self.eur)
        let usd = try #require(Currency("USD"))
        func money(_ units: Int64) -> Money { Money(minorUnits: units, eur) }
        let limits = try SpendingLimits(order: money(100), month: money(150))
        #expect(limits.decision(on: money(100), spent: money(50)) == .allowed)
        #expect(limits.decision(on: money(101), spent: money(0)) == .needsApproval(.overOrderLimit))
        #expect(limits.decision(on: money(100), spent: money(51)) == .needsApproval(.overMonthLimit))
        #expect(limits.decision(on: money(1), spent: money(.max)) == .needsApproval(.otherCurrency))
        #expect(limits.decision(on: Money(minorUnits: 1, usd), spent: Money(minorUnits: 0, usd)) == .needsApproval(.otherCurrency))
        #expect(SpendingLimits.none.decision(on: money(.max), spent: money(.max)) == .allowed)
        #expect(throws: Refusal.self) { try SpendingLimits(order: money(-1), month: nil) }
        #expect(throws: Refusal.self) { try SpendingLimits(order: money(1), month: Money(minorUnits: 1, usd)) }
    }

    /// A new member, logged in.
    private func join(_ world: World, _ email: String, _ company: CompanyID, _ role: CompanyRole, by caller: Caller) async throws -> Caller {
        let member = try await world.caller(new: email)
        _ = try await world.users.invite(email, to: company, role: role, by: caller)
        await world.users.settle()
        _ = try await world.users.acceptInvitation(try world.box.token(to: email), by: member)
        return try await world.caller(email)
    }

    @Test("a company keeps an owner, whoever leaves, is demoted or is erased, at once or not", arguments: Driver.available)
    func lastOwner(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let users = world.users
            let founder = try await world.caller(new: "ann@example.com")
            let annID = try #require(founder.userID)
            let company = try await users.createCompany(name: "Acme", isBuyer: true, isSeller: false, by: founder).id
            let ann = try await world.caller("ann@example.com")
            let bob = try await join(world, "bob@example.com", company, .admin, by: ann)
            let bobID = try #require(bob.userID)
            for work: @Sendable () async throws -> Void in [
                { try await users.removeMember(annID, from: company, by: ann) }, { try await users.erase(annID, by: ann) },
                { _ = try await users.setMember(annID, of: company, role: .viewer, unit: nil, limits: .none, by: ann) },
                { try await users.removeMember(annID, from: company, by: .machine) },
            ] { #expect(await refusal { try await work() } == "last_owner") }
            // Admins of a company make no owners, and touch none.
            for work: @Sendable () async throws -> Void in [
                { try await users.removeMember(annID, from: company, by: bob) },
                { _ = try await users.setMember(annID, of: company, role: .viewer, unit: nil, limits: .none, by: bob) },
                { _ = try await users.setMember(bobID, of: company, role: .owner, unit: nil, limits: .none, by: bob) },
                { _ = try await users.invite("x@example.com", to: company, role: .owner, by: bob) },
            ] { #expect(await refusal { try await work() } == "forbidden") }
            _ = try await users.setMember(bobID, of: company, role: .owner, unit: nil, limits: .none, by: ann)
            // Both leave at once: one stays.
            let other = world.server()
            await withTaskGroup(of: Void.self) { group in
                group.addTask { try? await users.removeMember(annID, from: company, by: ann) }
                group.addTask { try? await other.removeMember(bobID, from: company, by: bob) }
            }
            let members = try await users.members(of: company, PageRequest(), caller: .machine).items
            #expect(members.count == 1 && members.first?.role == .owner)
            // Alone, the last one may be erased; the company stays for its orders.
            try await users.erase(#require(members.first).user, by: .machine)
            #expect(try await users.members(of: company, PageRequest(), caller: .machine).items.isEmpty)
            #expect(try await users.company(company, caller: .machine).name == "Acme")
        }
    }

    @Test("an invitation lets in the address it was sent to, once, for a week", arguments: Driver.available)
    func invitations(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let users = world.users
            let founder = try await world.caller(new: "ann@example.com")
            let bob = try await world.caller(new: "bob@example.com")
            let mal = try await world.caller(new: "mal@example.com")
            let company = try await users.createCompany(name: "Acme", isBuyer: true, isSeller: false, by: founder).id
            let ann = try await world.caller("ann@example.com")
            _ = try await users.invite("bob@example.com", to: company, role: .viewer, by: ann)
            await users.settle()
            let old = try world.box.token(to: "bob@example.com")
            #expect(await refusal { try await users.invite("bob@example.com", to: company, role: .viewer, by: ann) } == "invited_recently")
            world.clock.advance(by: .seconds(3601))
            _ = try await users.invite("Bob@example.com", to: company, role: .purchaser, by: ann)
            await users.settle()
            let token = try world.box.token(to: "bob@example.com")
            #expect(await refusal { try await users.acceptInvitation(old, by: bob) } == "invalid_token")
            #expect(await refusal { try await users.acceptInvitation(token, by: mal) } == "invalid_token")
            #expect(await refusal { try await users.acceptInvitation(token, by: .anonymous) } == "unauthenticated")
            #expect(await refusal { try await users.company(company, caller: bob) } == "forbidden")
            _ = try await users.acceptInvitation(token, by: bob)
            #expect(await refusal { try await users.acceptInvitation(token, by: bob) } == "invalid_token")
            let member = try await world.caller("bob@example.com")
            #expect(member.memberships == [Membership(company: company, role: .purchaser)])
            _ = try await users.company(company, caller: member)
            _ = try await users.invite("mal@example.com", to: company, role: .viewer, by: ann)
            let open = try await users.invitations(of: company, PageRequest(), caller: ann).items
            #expect(open.map(\.email) == ["mal@example.com"])
            await users.settle()
            world.clock.advance(by: .seconds(7 * 86400))
            let again = try await world.caller("mal@example.com")
            #expect(await refusal { try await users.acceptInvitation(try world.box.token(to: "mal@example.com"), by: again) } == "invalid_token")
        }
    }

    @Test("invitations fill nobody's mailbox: not by many companies, and not by taking them back", arguments: Driver.available)
    func mailCannon(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let users = world.users
            let mal = try await world.caller(new: "mal@example.com")
            func company(_ i: Int) async throws -> CompanyID {
                try await users.createCompany(name: "C\(i)", isBuyer: true, isSeller: false, by: mal).id
            }
            /// Gives the refusal's code.
            func inviteAndWithdraw(_ email: String, _ company: CompanyID) async -> String? {
                await refusal {
                    let invitation = try await users.invite(email, to: company, role: .viewer, by: mal)
                    try await users.withdrawInvitation(invitation.id, to: company, by: mal)
                }
            }
            for i in 0..<Invitation.hourlyLimit {
                let one = try await company(i)
                let first = await inviteAndWithdraw("victim@example.com", one)
                let second = await inviteAndWithdraw("victim@example.com", one)
                #expect(first == nil && second == "invited_recently")
            }
            let (next, other) = (try await company(6), try await company(7))
            let sixth = await inviteAndWithdraw("victim@example.com", next)
            #expect(sixth == "too_many_invitations")
            await users.settle()
            #expect(world.box.letters.count { $0.to.text == "victim@example.com" } == Invitation.hourlyLimit)
            // Many addresses, each once, are counted by who invites, whichever company is named.
            for i in Invitation.hourlyLimit..<Invitation.dailyLimit {
                let code = await inviteAndWithdraw("v\(i)@example.com", i.isMultiple(of: 2) ? next : other)
                #expect(code == nil)
            }
            let late = await inviteAndWithdraw("last@example.com", next)
            #expect(late == "too_many_invitations")
            world.clock.advance(by: .seconds(86401))
            let again = await inviteAndWithdraw("last@example.com", next)
            #expect(again == nil)
        }
    }

    @Test("an invitation is worth what its sender may still do", arguments: Driver.available)
    func inviterGone(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let users = world.users
            let ann = try await world.caller(new: "ann@example.com")
            let bob = try await world.caller(new: "bob@example.com")
            let eve = try await world.caller(new: "eve@example.com")
            let company = try await users.createCompany(name: "Acme", isBuyer: true, isSeller: false, by: ann).id
            _ = try await users.invite("bob@example.com", to: company, role: .owner, by: ann)
            await users.settle()
            _ = try await users.acceptInvitation(try world.box.token(to: "bob@example.com"), by: bob)
            _ = try await users.invite("eve@example.com", to: company, role: .owner, by: bob)
            await users.settle()
            let token = try world.box.token(to: "eve@example.com")
            let bobID = try #require(bob.userID)
            _ = try await users.setMember(bobID, of: company, role: .admin, unit: nil, limits: .none, by: ann)
            #expect(await refusal { try await users.acceptInvitation(token, by: eve) } == "invalid_token")
            _ = try await users.setMember(bobID, of: company, role: .owner, unit: nil, limits: .none, by: ann)
            try await users.removeMember(bobID, from: company, by: ann)
            #expect(await refusal { try await users.acceptInvitation(token, by: eve) } == "invalid_token")
        }
    }

    @Test("members have units of their company and limits that come back as they were set", arguments: Driver.available)
    func members(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let users = world.users
            let eur = try #require(Self.eur)
            let founder = try await world.caller(new: "ann@example.com")
            let annID = try #require(founder.userID)
            let company = try await users.createCompany(name: "Acme", isBuyer: true, isSeller: false, by: founder).id
            let ann = try await world.caller("ann@example.com")
            let other = try await users.createCompany(name: "Other", isBuyer: true, isSeller: false, by: founder).id
            // A change looks its caller up, so who came before they owned it may change it too.
            _ = try await users.updateCompany(other, name: "Other", isBuyer: true, sells: false, version: nil, by: founder)
            let foreign = try await users.addUnit("Foreign", below: nil, to: other, by: founder)
            var parents = [try await users.addUnit("1", below: nil, to: company, by: ann)]
            let top = parents[0]
            for name in 2...5 { parents.append(try await users.addUnit("\(name)", below: parents.last?.id, to: company, by: ann)) }
            let unit = parents[4]
            #expect(await refusal { try await users.addUnit("6", below: unit.id, to: company, by: ann) } == "too_many_units")
            #expect(await refusal { try await users.addUnit("x", below: foreign.id, to: company, by: ann) } == "no_such_unit")
            #expect(await refusal { try await users.removeUnit(top.id, from: company, by: ann) } == "unit_in_use")
            let limits = try SpendingLimits(order: Money(minorUnits: 100, eur), month: Money(minorUnits: .max, eur))
            let set = try await users.setMember(annID, of: company, role: .owner, unit: unit.id, limits: limits, by: ann)
            #expect(set.limits == limits && set.unit == unit.id)
            #expect(try await users.member(annID, of: company, caller: ann) == set)
            #expect(await refusal { try await users.removeUnit(unit.id, from: company, by: ann) } == "unit_in_use")
            let wrong = await refusal { try await users.setMember(annID, of: company, role: .owner, unit: foreign.id, limits: limits, by: ann) }
            #expect(wrong == "no_such_unit")
            _ = try await users.setMember(annID, of: company, role: .owner, unit: nil, limits: .none, by: ann)
            try await users.removeUnit(unit.id, from: company, by: ann)
            #expect(try await users.units(of: company, caller: ann).map(\.name) == ["1", "2", "3", "4"])
            let listed = try await users.companies(PageRequest(), caller: ann).items
            #expect(listed.map(\.id) == [other, company])
        }
    }

    @Test("a company changes with its version, and sells once it is let", arguments: Driver.available)
    func onboarding(driver: Driver) async throws {
        try await withWorld(driver) { world in
            let users = world.users
            let ann = try await world.caller(new: "ann@example.com")
            #expect(await refusal { try await users.createCompany(name: "X", isBuyer: false, isSeller: false, by: ann) } == "invalid_company")
            let company = try await users.createCompany(name: "Acme", isBuyer: true, isSeller: false, by: ann)
            #expect(company.seller == nil && company.version == 1)
            let caller = try await world.users.authenticate(bearer: try await world.login("ann@example.com").access.text)
            let selling = try await users.updateCompany(company.id, name: "Acme", isBuyer: true, sells: true, version: 1, by: caller)
            #expect(selling.seller == .pending && selling.version == 2)
            let id = company.id
            let stale = await refusal {
                _ = try await users.updateCompany(id, name: "B", isBuyer: true, sells: true, version: 1, by: caller)
            }
            #expect(stale == "version_mismatch")
            #expect(await refusal { try await users.changeSeller(company.id, .approve, by: caller) } == "forbidden")
            #expect(try await users.changeSeller(company.id, .reject, by: .machine).seller == .rejected)
            #expect(try await users.changeSeller(company.id, .reapply, by: caller).seller == .pending)
            #expect(try await users.changeSeller(company.id, .approve, by: .machine).seller == .active)
            let suspended = try await users.changeSeller(company.id, .suspend(reason: "late"), by: .machine)
            #expect(suspended.seller == .suspended(reason: "late"))
            #expect(try await users.company(company.id, caller: caller) == suspended)
            #expect(try await users.changeSeller(company.id, .reinstate, by: .machine).seller == .active)
        }
    }
}
