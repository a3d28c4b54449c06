/// An amount in whole minor units of a currency: 12.34 EUR is 1234. It never rounds unasked and never wraps around.
package struct Money: Hashable, Sendable, Codable {
    package let minorUnits: Int64
    package let currency: Currency

    package init(minorUnits: Int64, _ currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    package static func zero(_ currency: Currency) -> Self { Self(minorUnits: 0, currency) }
}

package enum MoneyError: Error, Hashable, Sendable {
    case overflow
    case currenciesDiffer(Currency, Currency)
    /// Shares that are negative, or that are all nothing.
    case badShares
    case notAnAmount
}

package enum Rounding: Sendable {
    /// To the nearest, halves to the even neighbour: sums of many roundings stay near the sum.
    case halfEven
    /// To the nearest, halves away from zero: as most invoices have it.
    case halfUp
    case down
    case up
}

extension Money {
    package func adding(_ other: Money) throws(MoneyError) -> Money {
        try checkCurrency(other)
        let sum = minorUnits.addingReportingOverflow(other.minorUnits)
        guard !sum.overflow else { throw .overflow }
        return Money(minorUnits: sum.partialValue, currency)
    }

    package func subtracting(_ other: Money) throws(MoneyError) -> Money {
        try checkCurrency(other)
        let difference = minorUnits.subtractingReportingOverflow(other.minorUnits)
        guard !difference.overflow else { throw .overflow }
        return Money(minorUnits: difference.partialValue, currency)
    }

    package func multiplied(by count: Int64) throws(MoneyError) -> Money {
        let product = minorUnits.multipliedReportingOverflow(by: count)
        guard !product.overflow else { throw .overflow }
        return Money(minorUnits: product.partialValue, currency)
    }

    /// Times a fraction: 19 % of tax is `multiplied(by: 19, over: 100, rounding: .halfUp)`. Exact until it rounds once.
    package func multiplied(by numerator: Int64, over denominator: Int64, rounding: Rounding) throws(MoneyError) -> Money {
        guard denominator != 0 else { throw .badShares }
        let product = minorUnits.magnitude.multipliedFullWidth(by: numerator.magnitude)
        let divisor = denominator.magnitude
        guard product.high < divisor else { throw .overflow }
        var (quotient, remainder) = divisor.dividingFullWidth(product)
        let isNegative = (minorUnits < 0) != ((numerator < 0) != (denominator < 0))
        if Self.roundsUp(quotient: quotient, remainder: remainder, divisor: divisor, isNegative: isNegative, rounding) {
            guard quotient < .max else { throw .overflow }
            quotient += 1
        }
        guard let units = Self.signed(quotient, isNegative: isNegative) else { throw .overflow }
        return Money(minorUnits: units, currency)
    }

    /// Parts in the proportion of the shares that together are exactly this amount. Units that are left over go one each to the
    /// parts with the largest remainders (Hare's method), of equal ones to the first.
    package func allocated(by shares: [Int64]) throws(MoneyError) -> [Money] {
        var total: UInt64 = 0
        for share in shares {
            let sum = total.addingReportingOverflow(share.magnitude)
            guard share >= 0, !sum.overflow else { throw .badShares }
            total = sum.partialValue
        }
        guard total > 0 else { throw .badShares }
        var parts: [(units: UInt64, remainder: UInt64)] = []
        var left = minorUnits.magnitude
        for share in shares {
            // Since a share is at most the total, the quotient is at most the amount.
            let part = share.magnitude == total
                ? (quotient: minorUnits.magnitude, remainder: 0)
                : total.dividingFullWidth(minorUnits.magnitude.multipliedFullWidth(by: share.magnitude))
            parts.append((part.quotient, part.remainder))
            left -= part.quotient
        }
        let order = parts.indices.sorted { (parts[$0].remainder, $1) > (parts[$1].remainder, $0) }
        for i in order.prefix(Int(left)) { parts[i].units += 1 }
        return try parts.map { (part) throws(MoneyError) in
            guard let units = Self.signed(part.units, isNegative: minorUnits < 0) else { throw .overflow }
            return Money(minorUnits: units, currency)
        }
    }

    private func checkCurrency(_ other: Money) throws(MoneyError) {
        guard currency == other.currency else { throw .currenciesDiffer(currency, other.currency) }
    }

    private static func roundsUp(
        quotient: UInt64, remainder: UInt64, divisor: UInt64, isNegative: Bool, _ rounding: Rounding
    ) -> Bool {
        guard remainder > 0 else { return false }
        // Compared without doubling, which could wrap around.
        let isHalf = remainder == divisor - remainder
        let isMore = remainder > divisor - remainder
        switch rounding {
        case .halfEven: return isMore || isHalf && quotient % 2 == 1
        case .halfUp: return isMore || isHalf
        case .down: return isNegative
        case .up: return !isNegative
        }
    }

    private static func signed(_ magnitude: UInt64, isNegative: Bool) -> Int64? {
        if isNegative { return magnitude == Int64.min.magnitude ? .min : Int64(exactly: magnitude).map { -$0 } }
        return Int64(exactly: magnitude)
    }
}

extension Money: CustomStringConvertible {
    /// `-12.34 EUR`.
    package var description: String { "\(amount) \(currency)" }

    /// Without the currency: `-12.34`.
    package var amount: String {
        let text = String(minorUnits.magnitude)
        let padded = String(repeating: "0", count: max(0, currency.digits + 1 - text.utf8.count)) + text
        let sign = minorUnits < 0 ? "-" : ""
        guard currency.digits > 0 else { return sign + padded }
        return "\(sign)\(padded.dropLast(currency.digits)).\(padded.suffix(currency.digits))"
    }

    /// Reads `-12.34`: digits, then no more of them after the point than the currency has.
    package init(amount: String, _ currency: Currency) throws(MoneyError) {
        let isNegative = amount.utf8.first == UInt8(ascii: "-")
        let parts = amount.utf8.dropFirst(isNegative ? 1 : 0).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first, !whole.isEmpty else { throw .notAnAmount }
        let fraction = parts.count == 2 ? Array(parts[1]) : []
        guard parts.count == 1 || !fraction.isEmpty, fraction.count <= currency.digits else { throw .notAnAmount }
        let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: currency.digits - fraction.count)
        var magnitude: UInt64 = 0
        for digit in Array(whole) + fraction + zeros {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { throw .notAnAmount }
            let tenfold = magnitude.multipliedReportingOverflow(by: 10)
            let sum = tenfold.partialValue.addingReportingOverflow(UInt64(digit - UInt8(ascii: "0")))
            guard !tenfold.overflow, !sum.overflow else { throw .overflow }
            magnitude = sum.partialValue
        }
        guard let units = Self.signed(magnitude, isNegative: isNegative) else { throw .overflow }
        self.init(minorUnits: units, currency)
    }
}
