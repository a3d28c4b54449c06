package import Platform

/// What an admin does to many accounts at once.
package enum BulkAction: Hashable, Sendable {
    case suspend, activate, delete
    case setRole(SystemRole)
}

extension UserState {
    /// The state after an action; refused where it makes no sense.
    package func applying(_ action: BulkAction) throws(Refusal) -> UserState {
        switch (self, action) {
        case (.erased, .delete): return .erased
        case (.erased, _): throw .noUser
        case (_, .delete): return .erased
        case (_, .suspend): return .suspended
        // An admin who knows the person stands in for the mail.
        case (_, .activate): return .active
        case (_, .setRole): return self
        }
    }
}

/// What became of one item of many.
package struct BulkOutcome: Hashable, Sendable {
    package let id: UserID
    /// Nil where it was done.
    package let refusal: Refusal?
}

extension Users {
    package static let bulkLimit = 1000

    /// Each by itself, in the order given: one that is refused holds up no other.
    package func bulkAction(_ action: BulkAction, on ids: [UserID], by caller: Caller) async throws -> [BulkOutcome] {
        try caller.require(.administerUsers)
        guard ids.count <= Self.bulkLimit else {
            throw Refusal(.invalid, code: "too_many", detail: "at most \(Self.bulkLimit) at once")
        }
        var outcomes: [BulkOutcome] = []
        for id in ids {
            do {
                try await apply(action, to: id, by: caller)
                outcomes.append(BulkOutcome(id: id, refusal: nil))
            } catch let refusal as Refusal {
                // Who may no longer go on does not get a list of the same answer.
                if refusal.kind == .unauthenticated { throw refusal }
                outcomes.append(BulkOutcome(id: id, refusal: refusal))
            }
        }
        return outcomes
    }

    private func apply(_ action: BulkAction, to id: UserID, by caller: Caller) async throws {
        if action == .delete { return try await erase(id, by: caller) }
        try await change(by: caller, .administerUsers) { change in
            let user = try change.user(id)
            let state = try user.state.applying(action)
            var role = user.role
            if case .setRole(let wanted) = action { role = wanted }
            guard state != user.state || role != user.role else { return }
            if user.isActiveAdmin, state != .active || role != .admin { try change.requireAnotherAdmin(than: id) }
            try change.transaction.execute("UPDATE users SET state = $1, role = $2 WHERE id = $3", state, role, id)
            try change.touch(id)
            if state != user.state {
                try change.audit(
                    .stateChanged, "user:\(id)", before: ["state": user.state.rawValue], after: ["state": state.rawValue])
            }
            if role != user.role {
                try change.audit(.roleChanged, "user:\(id)", before: ["role": user.role.rawValue], after: ["role": role.rawValue])
            }
            if state == .suspended { try change.endSessions(of: id, .suspended) }
        }
        remembered.forget { $0.userID == id }
    }
}

extension User {
    var isActiveAdmin: Bool { role == .admin && state == .active }
}

extension Change {
    /// That the marketplace doesn't lose its last admin.
    func requireAnotherAdmin(than id: UserID) throws {
        let row = try transaction.row(
            "SELECT 1 AS one FROM users WHERE role = $1 AND state = $2 AND id <> $3 LIMIT 1", SystemRole.admin, UserState.active, id)
        guard row != nil else {
            throw Refusal(.conflict, code: "last_admin", detail: "the last admin stays one: make another one first")
        }
    }
}
