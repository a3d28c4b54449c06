import TestDatabases
import Testing

@testable import Platform

@Suite("Money")
struct MoneyTests {
    private let euro: Currency
    private let yen: Currency
    private let dinar: Currency

    init() throws {
        euro = try #require(Currency("EUR"))
        yen = try #require(Currency("JPY"))
        dinar = try #require(Currency("KWD"))
    }

    @Test("parts add up to the amount, each within a unit of its share")
    func allocation() throws {
        var chance = Chance("allocation")
        for _ in 0..<2000 {
            let isLarge = Bool.random(using: &chance)
            let amount = Money(minorUnits: isLarge ? .random(in: .min ... .max, using: &chance) : .random(in: -999...999, using: &chance), euro)
            let count = Int.random(in: 1...12, using: &chance)
            var shares = (0..<count).map { _ in Int64.random(in: 0...(isLarge ? Int64.max / 12 : 9), using: &chance) }
            shares[0] += 1
            let parts = try amount.allocated(by: shares)
            var sum = Money.zero(euro)
            for part in parts { sum = try sum.adding(part) }
            #expect(sum == amount)
            let total = shares.reduce(0, +)
            for (part, share) in zip(parts, shares) {
                let down = try amount.multiplied(by: share, over: total, rounding: .down)
                let up = try amount.multiplied(by: share, over: total, rounding: .up)
                #expect(part.minorUnits >= down.minorUnits && part.minorUnits <= up.minorUnits, "\(amount) by \(shares)")
            }
        }
    }

    @Test("units left over go to the largest remainders, then to the first")
    func leftovers() throws {
        let units = try Money(minorUnits: 100, euro).allocated(by: [1, 1, 1]).map(\.minorUnits)
        #expect(units == [34, 33, 33])
        #expect(try Money(minorUnits: 10, euro).allocated(by: [16, 84]).map(\.minorUnits) == [2, 8])
        #expect(try Money(minorUnits: -5, euro).allocated(by: [1, 1]).map(\.minorUnits) == [-3, -2])
        #expect(try Money(minorUnits: .min, euro).allocated(by: [0, .max]).map(\.minorUnits) == [0, .min])
        #expect(throws: MoneyError.badShares) { try Money(minorUnits: 1, euro).allocated(by: [0, 0]) }
        #expect(throws: MoneyError.badShares) { try Money(minorUnits: 1, euro).allocated(by: [2, -1]) }
        #expect(throws: MoneyError.badShares) { try Money(minorUnits: 1, euro).allocated(by: []) }
    }

    @Test("sums and products are exact or an error")
    func overflow() throws {
        let most = Money(minorUnits: .max, euro)
        #expect(throws: MoneyError.overflow) { try most.adding(Money(minorUnits: 1, euro)) }
        #expect(throws: MoneyError.overflow) { try Money(minorUnits: .min, euro).subtracting(Money(minorUnits: 1, euro)) }
        #expect(throws: MoneyError.overflow) { try most.multiplied(by: 2) }
        #expect(throws: MoneyError.overflow) { try most.multiplied(by: 3, over: 2, rounding: .down) }
        #expect(try most.multiplied(by: .max, over: .max, rounding: .down) == most)
        #expect(try Money(minorUnits: .min, euro).multiplied(by: -1, over: -1, rounding: .down).minorUnits == .min)
        #expect(throws: MoneyError.currenciesDiffer(euro, yen)) { try most.adding(.zero(yen)) }
        #expect(throws: MoneyError.badShares) { try most.multiplied(by: 1, over: 0, rounding: .down) }
    }

    @Test(
        "halves are rounded as asked",
        arguments: [
            (5, Rounding.halfEven, 2), (7, .halfEven, 4), (-5, .halfEven, -2), (5, .halfUp, 3), (-5, .halfUp, -3),
            (5, .down, 2), (-5, .down, -3), (5, .up, 3), (-5, .up, -2), (4, .up, 2),
        ] as [(Int64, Rounding, Int64)])
    func rounding(units: Int64, rounding: Rounding, expected: Int64) throws {
        #expect(try Money(minorUnits: units, euro).multiplied(by: 1, over: 2, rounding: rounding).minorUnits == expected)
        #expect(try Money(minorUnits: -units, euro).multiplied(by: 1, over: -2, rounding: rounding).minorUnits == expected)
    }

    @Test("an amount is read back as it was written")
    func text() throws {
        var chance = Chance("amounts")
        for currency in [euro, yen, dinar] {
            for _ in 0..<200 {
                let money = Money(minorUnits: .random(in: .min ... .max, using: &chance), currency)
                #expect(try Money(amount: money.amount, currency) == money)
            }
            #expect(try Money(amount: Money(minorUnits: .min, currency).amount, currency).minorUnits == .min)
        }
        #expect(Money(minorUnits: -5, euro).description == "-0.05 EUR")
        #expect(Money(minorUnits: 5, yen).amount == "5")
        #expect(try Money(amount: "7.5", euro).minorUnits == 750)
    }

    @Test("what is no amount is refused", arguments: ["", "-", ".5", "5.", "1.234", "1,5", "1e3", " 1", "+1", "--1", "1.2.3", "٣"])
    func notAmounts(text: String) {
        #expect(throws: MoneyError.notAnAmount) { try Money(amount: text, euro) }
    }

    @Test("more than 64 bits hold is an overflow")
    func large() {
        #expect(throws: MoneyError.overflow) { try Money(amount: "92233720368547758.08", euro) }
        #expect(throws: MoneyError.overflow) { try Money(amount: "99999999999999999999999", yen) }
    }
}
