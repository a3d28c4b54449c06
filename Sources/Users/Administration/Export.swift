internal import Foundation
internal import Platform

/// All that the module knows of a person, for themselves (GDPR Article 15 and 20). Secrets are no knowledge of a person: what is
/// stored of passwords and tokens is not among it.
private struct PersonalData: Encodable {
    struct Account: Encodable {
        let id, email, name, role, state, createdAt, updatedAt: String?
        let verifiedAt: String?
        let version: Int64
        let hasSecondFactor: Bool
        let recoveryCodesLeft: Int64
    }

    /// Columns of a table as text, by their names.
    typealias Record = [String: String?]

    let account: Account
    let sessions, networks, memberships, invitations, invitationsSent, mails, apiKeys, auditLog: [Record]
}

extension Users {
    /// As JSON, for the caller themselves. That it was taken is logged.
    package func export(by caller: Caller) async throws -> String {
        let id = try caller.requireUser()
        return try await change(by: caller, .exportUser(id)) { change in
            let data = try PersonalData(change.user(id), change.transaction)
            try change.audit(.userExported, "user:\(id)")
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(data), as: UTF8.self)
        }
    }
}

extension PersonalData {
    fileprivate init(_ user: User, _ transaction: Transaction) throws {
        let id = user.id
        func records(_ table: String, _ columns: [String], times: [String] = [], _ condition: String, _ arguments: any SQLConvertible...)
            throws -> [Record]
        {
            let selected = (columns + times).joined(separator: ", ")
            return try transaction.rows("SELECT \(selected) FROM \(table) WHERE \(condition)", arguments: arguments).map { row in
                var record: Record = [:]
                for column in columns { record[column] = .some(try Self.text(row[column])) }
                for column in times { record[column] = .some((try row[column] as Timestamp?)?.description) }
                return record
            }
        }
        let codes: Int64? = try transaction.row(
            "SELECT count(*) FROM recovery_codes WHERE user_id = $1 AND used_at IS NULL", id)?.only()
        account = Account(
            id: id.text, email: user.email, name: user.name, role: user.role.rawValue, state: user.state.rawValue,
            createdAt: user.createdAt.description, updatedAt: user.updatedAt.description, verifiedAt: user.verifiedAt?.description,
            version: user.version, hasSecondFactor: user.hasSecondFactor, recoveryCodesLeft: codes ?? 0)
        sessions = try records(
            "sessions", ["id", "address", "user_agent", "end_reason"], times: ["created_at", "used_at", "expires_at", "ended_at"],
            "user_id = $1 ORDER BY id", id)
        networks = try records("known_networks", ["network"], times: ["last_at"], "user_id = $1 ORDER BY network", id)
        memberships = try records(
            "members", ["company_id", "role", "unit_id", "order_limit", "month_limit", "limit_currency"], times: ["joined_at"],
            "user_id = $1 ORDER BY company_id", id)
        let invitation = ["id", "company_id", "role"]
        let moments = ["created_at", "expires_at", "used_at"]
        invitations = try records("invitations", invitation, times: moments, "email = $1 ORDER BY id", user.email)
        // Without the address: that is the other person's.
        invitationsSent = try records("invitations", invitation, times: moments, "invited_by = $1 ORDER BY id", id.text)
        mails = try records(
            "mail_tokens", ["purpose", "name", "address"], times: moments, "user_id = $1 ORDER BY created_at, purpose", id)
        apiKeys = try records(
            "api_keys", ["id", "prefix", "name", "scopes"], times: ["created_at", "expires_at", "revoked_at"],
            "created_by = $1 ORDER BY id", Actor.user(id).id)
        auditLog = try Self.auditEntries(of: id, transaction)
    }

    /// What the person did, what was done to them, and what is said of them beside the chain; of others' persons nothing.
    private static func auditEntries(of id: UserID, _ transaction: Transaction) throws -> [Record] {
        try transaction.rows(
            """
            SELECT number, at, actor, action, target, facts_before, facts_after,
                (SELECT content FROM audit_persons WHERE audit_persons.number = audit_log.number AND user_id = $2) AS person
            FROM audit_log WHERE actor = $1 OR target = $1 OR number IN (SELECT number FROM audit_persons WHERE user_id = $2)
            ORDER BY number
            """, Actor.user(id).id, id
        ).map { row in
            var record: Record = [:]
            for column in ["number", "actor", "action", "target", "facts_before", "facts_after", "person"] {
                record[column] = .some(try text(row[column]))
            }
            record["at"] = .some((try row["at"] as Timestamp).description)
            return record
        }
    }

    private static func text(_ value: SQLValue) -> String? {
        switch value {
        case .null, .bytes: nil
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .text(let text): text
        }
    }
}
