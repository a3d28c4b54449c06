import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Platform
import Search
import TestDatabases
import Testing
import Users

@testable import Gateway

/// A company with somebody in each role, and others who have no business with it.
private struct Firm {
    static let roles = CompanyRole.allCases

    let office: Office
    /// Access tokens by what somebody is: a role in the firm, `other` for the owner of another one, `nobody`, `staff` for an
    /// administrator of the marketplace.
    let tokens: [String: String]
    let ids: [String: UserID]
    let staffKey: String

    init(_ office: Office) async throws {
        self.office = office
        var (tokens, ids): ([String: String], [String: UserID]) = ([:], [:])
        for name in Self.roles.map(\.rawValue) + ["other", "nobody", "member"] + ["staff"] {
            tokens[name] = try await office.person(name, name == "staff" ? .admin : .buyer).access
            let profile = try await office.send(.get, "/users/profile", token: tokens[name]).json()
            ids[name] = profile.at("id")?.string.flatMap { UserID($0) }
        }
        (self.tokens, self.ids) = (tokens, ids)
        staffKey = try await office.key([.admin])
    }

    /// A fresh company, with a member beside those of the roles, a unit and an invitation.
    func found() async throws -> (company: String, unit: String, invitation: String) {
        // Nobody is invited as often as these tests do.
        try await office.accounts.databases[0].database.write { try $0.execute("DELETE FROM invitations") }
        let made = try await office.send(.post, "/companies", #"{"name": "Firm", "isSeller": true}"#, token: tokens["owner"]).json()
        let company = try #require(made.at("id")?.string)
        for role in Self.roles.dropFirst() { try await join(role.rawValue, company, role) }
        try await join("member", company, .viewer)
        let unit = try await office.send(.post, "/companies/\(company)/units", #"{"name": "Plant"}"#, token: tokens["owner"]).json()
        let invited = try await invite("someone@example.com", company, .viewer).json()
        return (company, try #require(unit.at("id")?.string), try #require(invited.at("id")?.string))
    }

    func invite(_ email: String, _ company: String, _ role: CompanyRole) async throws -> TestResponse {
        try await office.send(
            .post, "/companies/\(company)/invitations", #"{"email": "\#(email)", "role": "\#(role.rawValue)"}"#, token: tokens["owner"])
    }

    func join(_ name: String, _ company: String, _ role: CompanyRole) async throws {
        #expect(try await invite("\(name)@example.com", company, role).status == .created)
        await office.users.settle()
        let body = #"{"token": "\#(try #require(office.letters.lastToken))"}"#
        #expect(try await office.send(.post, "/invitations/accept", body, token: tokens[name]).status == .ok)
    }
}

@Suite("Companies over HTTP")
struct CompanyRouteTests {
    /// `{c}`, `{u}`, `{i}`, `{m}`: the company, its unit, its invitation, a member of it. The statuses are those of the owner, an
    /// admin, an approver, a purchaser, a viewer, the owner of another company, nobody in particular, staff, and staff's key.
    private static let table: [(HTTPRequest.Method, String, String?, [Int])] = [
        (.get, "/companies/{c}", nil, [200, 200, 200, 200, 200, 403, 403, 200, 200]),
        (
            .put, "/companies/{c}", #"{"name": "New", "isBuyer": true, "isSeller": true}"#,
            [200, 200, 403, 403, 403, 403, 403, 200, 200]
        ),
        (.post, "/companies/{c}/seller", #"{"action": "approve"}"#, [403, 403, 403, 403, 403, 403, 403, 200, 200]),
        // It was not rejected, so there is nothing to apply for again.
        (.post, "/companies/{c}/seller", #"{"action": "reapply"}"#, [409, 409, 403, 403, 403, 403, 403, 409, 409]),
        (.get, "/companies/{c}/members", nil, [200, 200, 200, 200, 200, 403, 403, 200, 200]),
        (.get, "/companies/{c}/members/{m}", nil, [200, 200, 200, 200, 200, 403, 403, 200, 200]),
        (
            .put, "/companies/{c}/members/{m}", #"{"role": "purchaser", "limits": {"order": {"amount": 5000, "currency": "EUR"}}}"#,
            [200, 200, 403, 403, 403, 403, 403, 200, 200]
        ),
        (.put, "/companies/{c}/members/{m}", #"{"role": "owner"}"#, [200, 403, 403, 403, 403, 403, 403, 200, 200]),
        (.delete, "/companies/{c}/members/{m}", nil, [204, 204, 403, 403, 403, 403, 403, 204, 204]),
        (.get, "/companies/{c}/units", nil, [200, 200, 200, 200, 200, 403, 403, 200, 200]),
        (.post, "/companies/{c}/units", #"{"name": "Hall 2"}"#, [201, 201, 403, 403, 403, 403, 403, 201, 201]),
        (.delete, "/companies/{c}/units/{u}", nil, [204, 204, 403, 403, 403, 403, 403, 204, 204]),
        (.get, "/companies/{c}/invitations", nil, [200, 200, 403, 403, 403, 403, 403, 200, 200]),
        (
            .post, "/companies/{c}/invitations", #"{"email": "eve@example.com", "role": "viewer"}"#,
            [201, 201, 403, 403, 403, 403, 403, 201, 201]
        ),
        (
            .post, "/companies/{c}/invitations", #"{"email": "eve@example.com", "role": "owner"}"#,
            [201, 403, 403, 403, 403, 403, 403, 201, 201]
        ),
        (.delete, "/companies/{c}/invitations/{i}", nil, [204, 204, 403, 403, 403, 403, 403, 204, 204]),
    ]

    @Test("what each role of a company, others, and the marketplace's own may do there", arguments: Driver.available)
    func roles(driver: Driver) async throws {
        try await withOffice(driver) { office in
            let firm = try await Firm(office)
            let callers = Firm.roles.map(\.rawValue) + ["other", "nobody", "staff", "key"]
            _ = try await office.send(.post, "/companies", #"{"name": "Other"}"#, token: firm.tokens["other"])
            let member = try #require(firm.ids["member"]).text
            for (method, path, body, statuses) in Self.table {
                for (caller, status) in zip(callers, statuses) {
                    let (company, unit, invitation) = try await firm.found()
                    let address = path.replacing("{c}", with: company).replacing("{u}", with: unit)
                        .replacing("{i}", with: invitation).replacing("{m}", with: member)
                    let response = try await office.send(
                        method, address, body, token: firm.tokens[caller], key: caller == "key" ? firm.staffKey : nil)
                    #expect(response.status.code == status, "\(method) \(path) \(body ?? "") as \(caller): \(response.text)")
                }
            }
        }
    }

    @Test("a company lives: made, approved, changed with its version, left; the last owner stays", arguments: Driver.available)
    func life(driver: Driver) async throws {
        try await withOffice(driver) { office in
            let firm = try await Firm(office)
            let (owner, staff) = (firm.tokens["owner"], firm.tokens["staff"])
            let made = try await office.send(.post, "/companies", #"{"name": "  Norvik ", "isSeller": true}"#, token: owner)
            #expect(made.status == .created)
            let place = try #require(made.headers[.location])
            #expect(try made.json().at("seller", "state")?.string == "pending")
            #expect(try made.json().at("name")?.string == "Norvik")
            let approved = try await office.send(.post, "\(place)/seller", #"{"action": "approve"}"#, token: staff)
            #expect(try approved.json().at("seller", "state")?.string == "active")
            let suspended = try await office.send(
                .post, "\(place)/seller", #"{"action": "suspend", "reason": "late"}"#, token: staff).json()
            #expect(suspended.at("seller", "reason")?.string == "late")
            #expect(try await office.send(.post, "\(place)/seller", #"{"action": "suspend"}"#, token: staff).status == .badRequest)
            let change = #"{"name": "Norvik Ltd", "isBuyer": false, "isSeller": true}"#
            let tag = try #require(try await office.send(.get, place, token: owner).headers[.eTag])
            #expect(try await office.send(.put, place, change, token: owner, [.ifMatch: tag]).status == .ok)
            #expect(try await office.send(.put, place, change, token: owner, [.ifMatch: tag]).status == .preconditionFailed)
            let step = #"{"action": "reinstate"}"#
            #expect(try await office.send(.post, "\(place)/seller", step, token: staff, [.ifMatch: tag]).status == .preconditionFailed)
            let stop = #"{"name": "Norvik Ltd", "isBuyer": true, "isSeller": false}"#
            #expect(try await office.send(.put, place, stop, token: owner).status == .conflict)
            let id = try #require(firm.ids["owner"])
            #expect(try await office.send(.delete, "\(place)/members/\(id)", token: owner).status == .conflict)
            let shown = try await office.send(.get, "\(place)/members/\(id)", token: owner)
            let first = try #require(shown.headers[.eTag])
            let limits = #"{"role": "owner", "limits": {"order": {"amount": 5000, "currency": "EUR"}}}"#
            let limited = try await office.send(.put, "\(place)/members/\(id)", limits, token: owner, [.ifMatch: first])
            #expect(try limited.json().at("limits", "order", "amount")?.int == 5000)
            let stale = try await office.send(.put, "\(place)/members/\(id)", limits, token: owner, [.ifMatch: first])
            #expect(stale.status == .preconditionFailed)
            let leaving = try await office.send(.delete, "\(place)/members/\(id)", token: owner, [.ifMatch: first])
            #expect(leaving.status == .preconditionFailed)
            let listed = try await office.send(.get, "/companies", token: owner).json()
            #expect(listed.at("items")?.array?.count == 1)
            #expect(try await office.send(.get, "/companies?cursor=", token: owner).status == .ok)
            #expect(try await office.send(.delete, "\(place)/units/01ARZ3NDEKTSV4RRFFQ69G5FAV", token: owner).status == .notFound)
            #expect(try await office.send(.get, "/companies", token: firm.tokens["nobody"]).json().at("items")?.array?.isEmpty == true)
            #expect(try await office.send(.get, "/companies", key: firm.staffKey).json().at("items")?.array?.count == 1)
        }
    }

    @Test("an invitation lets in whom it was sent to, once", arguments: Driver.available)
    func invitation(driver: Driver) async throws {
        try await withOffice(driver) { office in
            let firm = try await Firm(office)
            let company = try await firm.found().company
            _ = try await firm.invite("nobody@example.com", company, .purchaser)
            await office.users.settle()
            let body = #"{"token": "\#(try #require(office.letters.lastToken))"}"#
            #expect(try await office.send(.post, "/invitations/accept", body, token: firm.tokens["other"]).status == .badRequest)
            #expect(try await office.send(.post, "/invitations/accept", body, key: firm.staffKey).status == .forbidden)
            #expect(try await office.send(.post, "/invitations/accept", body, token: firm.tokens["nobody"]).status == .ok)
            #expect(try await office.send(.post, "/invitations/accept", body, token: firm.tokens["nobody"]).status == .badRequest)
            let member = try await office.send(
                .get, "/companies/\(company)/members/\(try #require(firm.ids["nobody"]))", token: firm.tokens["viewer"]).json()
            #expect(member.at("role")?.string == "purchaser" && member.at("limits", "order") == .null)
        }
    }

    @Test("what is wrong with a member's change is told by its place", arguments: [
        (#"{"role": "boss"}"#, ["role"]), (#"{}"#, ["role"]), (#"{"role": "viewer", "unit": "x"}"#, ["unit"]),
        (#"{"role": "viewer", "limits": {"order": {"amount": 1.5, "currency": "EUR"}, "week": 1}}"#, ["limits.order", "limits.week"]),
        (#"{"role": "viewer", "limits": {"order": {"amount": -1, "currency": "EUR"}}}"#, ["limits"]),
        (#"{"role": "viewer", "limits": 3}"#, ["limits"]),
        (#"{"role": "owner", "unit": "01ARZ3NDEKTSV4RRFFQ69G5FAV"}"#, ["unit"]),
    ])
    func wrong(body: String, fields: [String]) async throws {
        try await withOffice { office in
            let owner = try await office.person("owner", .buyer).access
            let company = try await office.send(.post, "/companies", #"{"name": "Firm"}"#, token: owner).json()
            let id = try await office.send(.get, "/users/profile", token: owner).json()
            let path = "/companies/\(company.at("id")?.string ?? "")/members/\(id.at("id")?.string ?? "")"
            let response = try await office.send(.put, path, body, token: owner)
            #expect(response.status == .badRequest, "\(response.text)")
            #expect(try response.json().at("errors")?.array?.compactMap { $0.at("field")?.string }.sorted() == fields)
        }
    }
}
