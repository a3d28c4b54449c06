package import Platform

/// What a member may spend without asking; nil is no limit.
package struct SpendingLimits: Hashable, Sendable {
    package let order: Money?
    /// In a calendar month of UTC.
    package let month: Money?

    package static let none = SpendingLimits(unchecked: nil, nil)

    /// Both are in one currency, and none is negative.
    package init(order: Money?, month: Money?) throws(Refusal) {
        for limit in [order, month].compactMap({ $0 }) {
            guard limit.minorUnits >= 0 else { throw Self.refusal("a limit is not negative") }
        }
        if let order, let month, order.currency != month.currency { throw Self.refusal("both limits are in one currency") }
        self.init(unchecked: order, month)
    }

    private init(unchecked order: Money?, _ month: Money?) {
        self.order = order
        self.month = month
    }

    package enum Decision: Hashable, Sendable {
        case allowed
        /// Somebody who approves has to say yes.
        case needsApproval(Reason)

        package enum Reason: String, Sendable { case overOrderLimit, overMonthLimit, otherCurrency }
    }

    /// Of an order of this amount by a member who has spent that much in this month. An amount in a currency that the limits
    /// are not in can't be compared with them, so somebody looks at it.
    package func decision(on amount: Money, spent: Money) -> Decision {
        if let order {
            guard order.currency == amount.currency else { return .needsApproval(.otherCurrency) }
            guard amount.minorUnits <= order.minorUnits else { return .needsApproval(.overOrderLimit) }
        }
        if let month {
            guard month.currency == amount.currency, let sum = try? spent.adding(amount) else { return .needsApproval(.otherCurrency) }
            guard sum.minorUnits <= month.minorUnits else { return .needsApproval(.overMonthLimit) }
        }
        return .allowed
    }

    private static func refusal(_ detail: String) -> Refusal {
        Refusal(.invalid, code: "invalid_limits", detail: detail, fields: [.init("limits", code: "invalid", detail: detail)])
    }
}

extension SpendingLimits {
    init(_ row: Row) throws {
        guard let currency: Currency = try row["limit_currency"] else {
            self = .none
            return
        }
        func money(_ units: Int64?) -> Money? { units.map { Money(minorUnits: $0, currency) } }
        self.init(unchecked: money(try row["order_limit"]), money(try row["month_limit"]))
    }

    var currency: Currency? { order?.currency ?? month?.currency }

    var facts: [String: String] {
        var facts: [String: String] = [:]
        facts["orderLimit"] = order?.description
        facts["monthLimit"] = month?.description
        return facts
    }
}
