package import Platform

/// What happened, in words that programs can filter by.
package enum AuditAction: String, Sendable, CaseIterable, SQLConvertible {
    case userRegistered = "user.registered"
    case userVerified = "user.verified"
    case userUpdated = "user.updated"
    case userErased = "user.erased"
    case userExported = "user.exported"
    case roleChanged = "user.role_changed"
    case stateChanged = "user.state_changed"
    case passwordChanged = "user.password_changed"
    case passwordReset = "user.password_reset"
    case secondFactorAdded = "user.second_factor_added"
    case secondFactorRemoved = "user.second_factor_removed"
    case recoveryCodeUsed = "user.recovery_code_used"
    case addressAdmitted = "user.address_admitted"
    case sessionStarted = "session.started"
    case sessionEnded = "session.ended"
    case refreshReused = "session.refresh_reused"
    case companyCreated = "company.created"
    case companyUpdated = "company.updated"
    case companyStateChanged = "company.state_changed"
    case unitAdded = "company.unit_added"
    case unitRemoved = "company.unit_removed"
    case memberInvited = "member.invited"
    case invitationWithdrawn = "member.invitation_withdrawn"
    case memberJoined = "member.joined"
    case memberChanged = "member.changed"
    case memberRemoved = "member.removed"
    case keyCreated = "key.created"
    case keyRevoked = "key.revoked"
    case letterReplayed = "event.letter_replayed"
    case letterDropped = "event.letter_dropped"
}

/// Who did it: an id with what it is of, and in whose name where that is another.
package struct Actor: Hashable, Sendable {
    package let id: String
    package let onBehalfOf: String?

    init(_ id: String, onBehalfOf: String? = nil) {
        self.id = id
        self.onBehalfOf = onBehalfOf
    }

    static let anonymous = Actor("anonymous")

    static func user(_ id: UserID) -> Actor { Actor("user:\(id)") }

    /// Where it is a user.
    var userID: UserID? { id.hasPrefix("user:") ? UserID(String(id.dropFirst("user:".count))) : nil }

    init(_ caller: Caller) {
        switch caller.identity {
        case .anonymous: self.init("anonymous")
        case .user(let id, _): self.init("user:\(id)")
        case .key(let id): self.init("key:\(id)", onBehalfOf: caller.userToken)
        case .machine: self.init("machine")
        }
    }
}

package struct AuditEntry: Hashable, Sendable {
    /// From 1, without gaps.
    package let number: Int64
    package let time: Timestamp
    package let actor: Actor
    package let action: AuditAction
    /// `user:01J...`, `company:01J...`
    package let target: String
    /// JSON objects of what was and what is. Never a secret, and nothing of a person but ids.
    package let before: String?
    package let after: String?
    /// What the entry says of a person, as long as they are not erased: JSON.
    package let person: String?
    let personHash: [UInt8]?
    let previous: [UInt8]
    let hash: [UInt8]
}

extension AuditEntry {
    /// LEFT JOIN, since what is said of persons goes when they do.
    static let selection = """
        SELECT number, at, actor, on_behalf_of, action, target, facts_before, facts_after, person_hash, previous, hash,
            (SELECT content FROM audit_persons WHERE audit_persons.number = audit_log.number) AS content,
            (SELECT salt FROM audit_persons WHERE audit_persons.number = audit_log.number) AS salt
        FROM audit_log WHERE 1 = 1
        """

    init(_ row: Row) throws(SQLError) {
        number = try row["number"]
        time = try row["at"]
        actor = Actor(try row["actor"], onBehalfOf: try row["on_behalf_of"])
        action = try row["action"]
        target = try row["target"]
        before = try row["facts_before"]
        after = try row["facts_after"]
        person = try row["content"]
        personHash = try row["person_hash"]
        previous = try row["previous"]
        hash = try row["hash"]
    }
}
