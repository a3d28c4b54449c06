package import Platform

/// How far a company is with becoming a seller, and whether it may sell.
package enum SellerState: Hashable, Sendable {
    /// Waits for somebody to look at it.
    case pending
    case active
    /// Sells what it has, and lists nothing new.
    case restricted
    case suspended(reason: String)
    case rejected

    package enum Action: Hashable, Sendable {
        case approve, reject, restrict, unrestrict
        case suspend(reason: String)
        case reinstate
        /// By the company itself, after it was rejected.
        case reapply
    }

    /// The state after an action; refused where it is not the time for it.
    package func applying(_ action: Action) throws(Refusal) -> SellerState {
        switch (self, action) {
        case (.pending, .approve), (.restricted, .unrestrict), (.suspended, .reinstate): return .active
        case (.pending, .reject): return .rejected
        case (.rejected, .reapply): return .pending
        case (.active, .restrict): return .restricted
        case (.active, .suspend(let reason)), (.restricted, .suspend(let reason)), (.suspended, .suspend(let reason)):
            return .suspended(reason: try PlainText.read(reason, "reason", limit: 500))
        default:
            throw Refusal(.conflict, code: "invalid_transition", detail: "a seller who is \(word) can't be changed like that")
        }
    }

    package var word: String {
        switch self {
        case .pending: "pending"
        case .active: "active"
        case .restricted: "restricted"
        case .suspended: "suspended"
        case .rejected: "rejected"
        }
    }

    package var reason: String? {
        if case .suspended(let reason) = self { reason } else { nil }
    }

    init(word: String, reason: String?) throws(SQLError) {
        switch word {
        case "pending": self = .pending
        case "active": self = .active
        case "restricted": self = .restricted
        case "suspended": self = .suspended(reason: reason ?? "")
        case "rejected": self = .rejected
        default: throw SQLError(.unexpectedValue, "a seller has an unknown state")
        }
    }
}
