package import Platform

package typealias UserID = Identifier<User>

/// A person's account, without what only its owner's programs need.
package struct User: Hashable, Sendable {
    package let id: UserID
    /// Nil after erasure, as is the name.
    package let email: String?
    package let name: String?
    package let role: SystemRole
    package let state: UserState
    /// Rises with each change: for `ETag`.
    package let version: Int64
    package let createdAt: Timestamp
    package let updatedAt: Timestamp
    package let verifiedAt: Timestamp?
    package let hasSecondFactor: Bool
}

/// What somebody is to the marketplace as a whole. What they are to a company is `CompanyRole`.
package enum SystemRole: String, Sendable, CaseIterable { case buyer, seller, admin }

package enum UserState: String, Sendable, CaseIterable {
    /// Nobody has shown yet that the address is theirs.
    case unverified
    case active
    case suspended
    /// The row stays for what points at it, and has no person any more.
    case erased
}

extension SQLConvertible where Self: RawRepresentable<String> {
    package init?(sql: SQLValue) {
        guard case .text(let text) = sql else { return nil }
        self.init(rawValue: text)
    }
    package var sql: SQLValue { .text(rawValue) }
}

extension SystemRole: SQLConvertible {}
extension UserState: SQLConvertible {}

extension User {
    static let columns = """
        id, email, name, role, state, version, created_at, updated_at, verified_at, (SELECT count(*) FROM second_factors
            WHERE second_factors.user_id = users.id AND second_factors.confirmed_at IS NOT NULL) AS factors
        """

    init(_ row: Row) throws(SQLError) {
        id = try row["id"]
        email = try row["email"]
        name = try row["name"]
        role = try row["role"]
        state = try row["state"]
        version = try row["version"]
        createdAt = try row["created_at"]
        updatedAt = try row["updated_at"]
        verifiedAt = try row["verified_at"]
        hasSecondFactor = try row["factors"] as Int64 > 0
    }
}

/// From where somebody calls, as the server saw it.
package struct Client: Hashable, Sendable {
    package let address: String
    package let userAgent: String

    package init(address: String, userAgent: String = "") {
        self.address = String(address.prefix(64))
        // Headers come from strangers; what a database can't hold, and what would break a list on a screen, is left out.
        let shown = userAgent.unicodeScalars.prefix(300).filter { $0.properties.generalCategory != .control }
        self.userAgent = String(String.UnicodeScalarView(shown))
    }
}
