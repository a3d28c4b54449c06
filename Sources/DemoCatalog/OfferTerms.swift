extension Offer {
    /// The members that say on what terms the article is sold.
    func appendTerms(_ chance: inout Chance, to line: inout [UInt8]) {
        line.appendKey("price")
        line.appendFixed(priceCents, decimals: 2)
        line.appendMember("currency", "EUR")
        line.appendKey("priceTiers")
        line.append("[")
        for (position, tier) in tiers.enumerated() {
            line.append(position == 0 ? "{\"minQuantity\":" : ",{\"minQuantity\":")
            line.appendInteger(tier.minimumQuantity)
            line.append(",\"price\":")
            line.appendFixed(tier.priceCents, decimals: 2)
            line.append("}")
        }
        line.append("]")
        line.appendMember("minimumOrder", minimumOrder)
        line.appendMember("packSize", pack)
        line.appendMember("unit", unit.rawValue)
        if let stock { line.appendMember("stock", stock) }
        line.appendMember("leadTimeDays", leadTimeDays)
        if reviews > 0 {
            line.appendKey("rating")
            line.appendFixed(rating(&chance), decimals: 1)
        }
        line.appendMember("reviews", reviews)
        line.appendMember("popularity", popularity)
        line.appendMember("discontinued", discontinued)
        appendCertifications(to: &line)
        line.appendKey("location")
        line.append("{\"lat\":")
        line.appendFixed(seller.latitude, decimals: 4)
        line.append(",\"lon\":")
        line.appendFixed(seller.longitude, decimals: 4)
        line.append("},\"updatedAt\":\"")
        Offer.appendUpdatedAt(&chance, to: &line)
        line.append("\"")
    }

    /// Tenths of a star. The article has a level of its own, and the mean of
    /// many reviews strays less from it than that of few.
    private func rating(_ chance: inout Chance) -> Int {
        var level = Chance(article.articleHash, 3)
        let spread = reviews > 20 ? 1.0 : 5.0
        let tenths = 43 + 2.5 * level.normal() + spread * chance.normal()
        return min(50, max(10, Int(tenths.rounded())))
    }

    private func appendCertifications(to line: inout [UInt8]) {
        var chance = Chance(article.productHash, 4)
        var marks = article.shelf.trade.certifications
        if !marks.contains("REACH"), chance.happens(0.25) { marks.append("REACH") }
        line.appendKey("certifications")
        line.append("[")
        for (position, mark) in marks.enumerated() {
            line.append(position == 0 ? "\"" : ",\"")
            line.append(mark)
            line.append("\"")
        }
        line.append("]")
    }
}
