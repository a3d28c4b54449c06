import Testing

@testable import DemoCatalog

@Suite struct CoherenceTests {
    @Test("every EAN has thirteen digits, the company-internal prefix and a right check digit")
    func eanCheckDigits() throws {
        for listing in try Sample.listings.get() {
            let digits = listing.ean.compactMap(\.wholeNumberValue)
            #expect(digits.count == 13 && listing.ean.count == 13)
            #expect(digits.first == 2)
            let sum = digits.enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 1 : 3) }
            #expect(sum % 10 == 0, "\(listing.ean)")
        }
    }

    @Test("a maker's part number settles the category, the attributes and the product")
    func partNumbers() throws {
        var known: [[String]: Listing] = [:]
        for listing in try Sample.listings.get() {
            let other = known[[listing.brand, listing.mpn], default: listing]
            #expect(other.categories == listing.categories, "\(listing.brand) \(listing.mpn)")
            #expect(other.attributes == listing.attributes, "\(listing.brand) \(listing.mpn)")
            #expect(other.productId == listing.productId, "\(listing.brand) \(listing.mpn)")
            known[[listing.brand, listing.mpn]] = listing
        }
    }

    @Test("an EAN means one article in one pack size")
    func eanIsUnique() throws {
        var known: [String: [String]] = [:]
        for listing in try Sample.listings.get() {
            let article = [listing.brand, listing.mpn, String(listing.packSize)]
            #expect(known[listing.ean, default: article] == article)
            known[listing.ean] = article
        }
    }

    @Test("a seller's SKU means one article")
    func skuIsStable() throws {
        var known: [[String]: String] = [:]
        for listing in try Sample.listings.get() {
            let key = [listing.sellerName, listing.sku]
            #expect(known[key, default: listing.mpn] == listing.mpn)
            known[key] = listing.mpn
        }
    }

    @Test("price tiers need more and cost less, step by step")
    func tiers() throws {
        for listing in try Sample.listings.get() {
            var quantity = listing.minimumOrder
            var price = listing.price
            for tier in listing.priceTiers {
                #expect(tier.minQuantity > quantity && tier.price < price && tier.price > 0, "\(listing.id)")
                (quantity, price) = (tier.minQuantity, tier.price)
            }
        }
    }

    @Test("a bolt's title, part number and attributes name one size, and it is one that is made")
    func bolts() throws {
        let bolts = try Sample.listings.get().filter { $0.leaf == "Hex bolts" }
        #expect(bolts.count > 50)
        for bolt in bolts {
            let size = try #require(bolt.text("size"))
            let thread = try #require(bolt.text("thread"))
            let length = try #require(bolt.number("lengthMm"))
            #expect(size == "\(thread)x\(Int(length))")
            #expect(bolt.text("length") == "\(Int(length)) mm")
            #expect(bolt.mpn.contains(size))
            let plain = bolt.title.replacing(" x ", with: "x").replacing("×", with: "x")
            #expect(plain.contains(size), "\(bolt.title)")
            let diameter = try #require(Double(thread.dropFirst()))
            #expect(length >= 1.5 * diameter && length <= 10 * diameter, "\(size)")
            #expect(bolt.text("material") != nil && bolt.text("strengthClass") != nil)
        }
    }

    @Test("the last two digits of a deep groove bearing's number are its bore")
    func bearings() throws {
        let bearings = try Sample.listings.get().filter { $0.leaf == "Deep groove ball bearings" }
        #expect(bearings.count > 40)
        for bearing in bearings {
            let number = try #require(bearing.text("bearingNumber"))
            let code = try #require(Int(number.suffix(2)))
            let bore = code < 4 ? [10.0, 12, 15, 17][code] : Double(code) * 5
            #expect(bearing.number("boreMm") == bore, "\(number)")
            let outside = try #require(bearing.number("outsideDiameterMm"))
            #expect(outside > bore)
            #expect(bearing.mpn.contains(number) && bearing.title.contains(number))
        }
    }

    @Test("within a product line at one seller, a longer or thicker bolt never costs much less by the piece")
    func priceFollowsSize() throws {
        for leaf in ["Hex bolts", "Socket head cap screws"] {
            var lines: [String: [(volume: Double, price: Double)]] = [:]
            for listing in try Sample.listings.get() where listing.leaf == leaf {
                let thread = try #require(listing.text("thread").flatMap { Double($0.dropFirst()) })
                let length = try #require(listing.number("lengthMm"))
                lines[listing.productId, default: []].append(
                    (thread * thread * (length + 3 * thread), listing.price / Double(listing.packSize)))
            }
            for line in lines.values {
                for small in line {
                    for large in line where large.volume > 3 * small.volume {
                        #expect(large.price > small.price)
                    }
                }
            }
        }
    }

    @Test("listings of one product share brand and category, and some product has several sellers")
    func products() throws {
        var groups: [String: [Listing]] = [:]
        for listing in try Sample.listings.get() { groups[listing.productId, default: []].append(listing) }
        for group in groups.values {
            #expect(Set(group.map(\.brand)).count == 1)
            #expect(Set(group.map(\.categories)).count == 1)
        }
        let shared = groups.values.filter { Set($0.map(\.sellerName)).count > 1 }
        #expect(shared.count > 100)
        let variants = groups.values.filter { Set($0.map(\.mpn)).count > 1 }
        #expect(variants.count > 100)
    }
}
