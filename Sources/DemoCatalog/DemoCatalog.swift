/// A made-up B2B catalogue: believable listings without any real product,
/// maker or seller in them.
///
/// The same seed gives the same bytes on every machine, and listing `i`
/// depends only on the seed and `i`, so a longer catalogue begins with the
/// shorter one. A quarter of the listings repeat the product of an earlier
/// listing, as another seller's offer or another size; following earlier
/// listings at random makes some products far more common than others
/// (H. A. Simon, "On a Class of Skew Distribution Functions", 1955).
package struct DemoCatalog: Sendable {
    private let seed: UInt64
    private let assortment: Assortment

    /// Kinds of decision that must not disturb one another.
    private enum Stream: UInt64 {
        case lineage = 1, line, variant, offer, prose
    }

    package init(seed: UInt64) {
        self.seed = seed
        assortment = Assortment(Family.all, sellers: Seller.all, cities: City.all)
    }

    /// Writes the first `count` listings as NDJSON, in memory that does not
    /// grow with `count`.
    ///
    /// - Parameters:
    ///   - count: number of listings; not negative.
    ///   - sink: called once for each listing with one JSON object in UTF-8
    ///     and its line feed. What it throws ends the writing and is rethrown.
    package func writeListings<Failure: Error>(
        count: Int, to sink: (borrowing [UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        precondition(count >= 0, "a catalogue cannot hold \(count) listings")
        var line: [UInt8] = []
        line.reserveCapacity(4096)
        for index in 0..<count {
            line.removeAll(keepingCapacity: true)
            appendListing(index, to: &line)
            try sink(line)
        }
    }

    /// Appends listing `index` (from 0) and a line feed.
    package func appendListing(_ index: Int, to line: inout [UInt8]) {
        let origin = origin(of: index)
        var lineChance = chance(.line, origin.product)
        var variantChance = chance(.variant, origin.variant)
        var offerChance = chance(.offer, index)
        var proseChance = chance(.prose, index)
        let article = Article(from: assortment, line: &lineChance, variant: &variantChance)
        let offer = Offer(of: article, from: assortment.sellers, &offerChance)
        let prose = Prose(offer: offer)

        line.append("{\"id\":\"L-")
        line.appendInteger(index + 1, digits: 6)
        line.append("\",\"title\":\"")
        prose.appendTitle(&proseChance, to: &line)
        line.append("\",\"sku\":\"")
        offer.appendSKU(to: &line)
        line.append("\",\"mpn\":\"")
        article.appendPartNumber(to: &line)
        line.append("\",\"ean\":\"")
        article.appendEAN(pack: offer.pack, to: &line)
        line.append("\"")
        line.appendMember("brand", article.brand.name)
        line.appendMember("sellerName", offer.seller.name)
        line.appendMember("sellerCountry", offer.seller.city.country.rawValue)
        line.appendMember("categories", article.shelf.path)
        line.append(",\"description\":\"")
        prose.appendDescription(&proseChance, to: &line)
        line.append("\",\"attributes\":{")
        article.appendAttributes(to: &line)
        line.append("}")
        offer.appendTerms(&offerChance, to: &line)
        line.append(",\"productId\":\"")
        article.appendProductID(to: &line)
        line.append("\"}\n")
    }

    /// Listings before this one repeat nothing, so that no single product
    /// gathers a large share of all that follow.
    private static let firstFollower = 20

    /// Which listing first drew this one's product, and which its variant.
    private func origin(of index: Int) -> (product: Int, variant: Int) {
        var current = index
        var variant: Int?
        while true {
            var chance = chance(.lineage, current)
            guard current >= Self.firstFollower, chance.happens(0.25) else {
                return (current, variant ?? current)
            }
            let sameVariant = chance.happens(0.55)
            if variant == nil, !sameVariant { variant = current }
            current = chance.below(current)
        }
    }

    private func chance(_ stream: Stream, _ index: Int) -> Chance {
        Chance(Chance.mixed(seed, stream.rawValue), UInt64(index))
    }
}

extension Family {
    static let all: [Family] = [
        Family.fasteners, Family.bearings, Family.powerTransmission, Family.electrical,
        Family.cables, Family.automation, Family.pneumatics, Family.hydraulics, Family.pipes,
        Family.tools, Family.safety, Family.packaging, Family.laboratory, Family.office,
        Family.maintenance,
    ]
}
