package import Platform

package enum SessionSubject {}
package typealias SessionID = Identifier<SessionSubject>
package enum APIKeySubject {}
package typealias APIKeyID = Identifier<APIKeySubject>

/// What a key may be used for, and what its holder's programs may do with the engine itself.
package enum Scope: String, Sendable, CaseIterable, SQLConvertible { case search, index, admin }

/// Who asks, and what is known of them: made by `authenticate`, handed to each verb.
package struct Caller: Hashable, Sendable {
    package enum Identity: Hashable, Sendable {
        case anonymous
        case user(UserID, SessionID)
        case key(APIKeyID)
        /// Who has the machine: the command line.
        case machine
    }

    package let identity: Identity
    /// Nil for all that are no users.
    package let role: SystemRole?
    package let memberships: [Membership]
    package let scopes: Set<Scope>
    /// Each of them holds for all that this caller searches. They are a list, never put together as text: of `a = 1` and
    /// `b = 2) OR (c = 3` a text would let the second one out of the first.
    package let filters: [String]
    package let requestsPerMinute: Int?
    package let maximumHits: Int?
    /// Whom a backend that signed the key stands for: a name for analytics, never a right.
    package let userToken: String?

    init(
        _ identity: Identity, role: SystemRole? = nil, memberships: [Membership] = [], scopes: Set<Scope> = [],
        filters: [String] = [], requestsPerMinute: Int? = nil, maximumHits: Int? = nil, userToken: String? = nil
    ) {
        self.identity = identity
        self.role = role
        self.memberships = memberships
        self.scopes = scopes
        self.filters = filters
        self.requestsPerMinute = requestsPerMinute
        self.maximumHits = maximumHits
        self.userToken = userToken
    }

    /// Nobody in particular. Whether a stranger may search is the server's setting, not a right of this caller.
    package static let anonymous = Caller(.anonymous)

    /// The command line, on the machine itself.
    package static let machine = Caller(.machine, scopes: Set(Scope.allCases))

    package var userID: UserID? {
        if case .user(let id, _) = identity { id } else { nil }
    }

    package var sessionID: SessionID? {
        if case .user(_, let id) = identity { id } else { nil }
    }
}
