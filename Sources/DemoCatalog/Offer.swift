/// One seller's offer of an article: everything a listing adds to it.
struct Offer {
    let article: Article
    let seller: Trader
    let pack: Int
    let unit: SalesUnit
    let language: Language
    let priceCents: Int
    let tiers: [Tier]
    let minimumOrder: Int
    /// Absent where the seller does not tell.
    let stock: Int?
    let leadTimeDays: Int
    let discontinued: Bool
    let popularity: Int
    let reviews: Int

    struct Tier {
        let minimumQuantity: Int
        let priceCents: Int
    }

    init(of article: Article, from sellers: [Trader], _ chance: inout Chance) {
        let shelf = article.shelf
        self.article = article
        seller = sellers[shelf.sellers[shelf.sellerChoice.draw(&chance)]]
        pack = chance.pick(shelf.trade.packs)
        unit = shelf.trade.unit.holding(pack)
        language = chance.happens(0.55) ? seller.city.language : .english
        let priceCents = Offer.price(article.piecePrice, pack: pack, &chance)
        self.priceCents = priceCents
        minimumOrder = priceCents < 1500 && chance.happens(0.4) ? chance.pick([2, 5, 10]) : 1
        tiers = Offer.tiers(priceCents, above: minimumOrder, &chance)

        var life = Chance(article.articleHash, 2)
        discontinued = life.happens(0.03)
        let fame = life.zipf(scale: 15, cap: 60_000)
        popularity = Int(Double(fame) * (0.3 + 0.7 * chance.unit()))
        reviews = Int(Double(popularity) * 0.12 * chance.unit())
        stock = Offer.stock(priceCents, discontinued: discontinued, &chance)
        leadTimeDays =
            switch stock {
            case .none: 3 + chance.below(12)
            case .some(0): 5 + chance.below(40)
            case .some: 1 + chance.below(3)
            }
    }

    /// Cents for one unit of `pack` pieces: a little cheaper by the piece with
    /// each doubling of the pack.
    private static func price(_ piece: Double, pack: Int, _ chance: inout Chance) -> Int {
        let doublings = Double(Int.bitWidth - 1 - pack.leadingZeroBitCount)
        let euros = piece * Double(pack) * (1 - 0.015 * doublings) * chance.factor(spread: 0.06)
        return max(5, Int((euros * 100).rounded()))
    }

    private static func tiers(_ cents: Int, above minimum: Int, _ chance: inout Chance) -> [Tier] {
        let steps = cents < 2_000 ? [10, 25, 50, 100, 250, 500] : cents < 20_000 ? [5, 10, 20, 50, 100] : [2, 5, 10, 20]
        var tiers: [Tier] = []
        var price = cents
        let count = chance.below(5)
        for quantity in steps where quantity > minimum && tiers.count < count {
            let cheaper = Int((Double(price) * (0.97 - 0.06 * chance.unit())).rounded())
            guard cheaper < price, cheaper > 0 else { break }
            price = cheaper
            tiers.append(Tier(minimumQuantity: quantity, priceCents: price))
        }
        return tiers
    }

    private static func stock(_ cents: Int, discontinued: Bool, _ chance: inout Chance) -> Int? {
        if chance.happens(0.06) { return nil }
        if chance.happens(discontinued ? 0.6 : 0.09) { return 0 }
        let scale = min(400, max(3, 60_000 / Double(cents)))
        return 1 + chance.zipf(scale: scale, cap: 20_000)
    }

    /// The seller's own article number, the same each time it lists the
    /// article in this pack.
    func appendSKU(to line: inout [UInt8]) {
        let hash = Chance.mixed(Chance.mixed(article.articleHash, UInt64(pack)), UInt64(seller.number))
        // Ten digits keep two articles of a large seller from meeting by chance.
        let number = Int(hash % 10_000_000_000)
        switch seller.number % 5 {
        case 0:
            line.append("\(seller.initials)-")
            line.appendInteger(number, digits: 10)
        case 1:
            line.appendInteger(number / 10_000_000, digits: 3)
            line.append(".")
            line.appendInteger(number / 10_000 % 1000, digits: 3)
            line.append(".")
            line.appendInteger(number % 10_000, digits: 4)
        case 2:
            line.appendInteger(number / 100_000, digits: 5)
            line.append("-")
            line.appendInteger(number % 100_000, digits: 5)
        case 3:
            line.append(seller.initials)
            line.appendInteger(article.shelf.number, digits: 3)
            line.appendInteger(number % 100_000_000, digits: 8)
        default:
            line.appendInteger(number, digits: 10)
        }
    }

    /// An instant in the two years before July 2026, mostly recent. The civil
    /// date is worked out as in H. Hinnant, "chrono-Compatible Low-Level Date
    /// Algorithms".
    static func appendUpdatedAt(_ chance: inout Chance, to line: inout [UInt8]) {
        let lastDay = 20_634  // 2026-06-30, in days since 1970-01-01
        let day = lastDay - chance.zipf(scale: 40, cap: 730)
        let shifted = day + 719_468  // since 0000-03-01
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        line.appendInteger(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), digits: 4)
        line.append("-")
        line.appendInteger(month, digits: 2)
        line.append("-")
        line.appendInteger(dayOfYear - (153 * marchMonth + 2) / 5 + 1, digits: 2)
        let second = chance.below(86_400)
        line.append("T")
        line.appendInteger(second / 3600, digits: 2)
        line.append(":")
        line.appendInteger(second / 60 % 60, digits: 2)
        line.append(":")
        line.appendInteger(second % 60, digits: 2)
        line.append("Z")
    }
}
