import Foundation
import Testing

@testable import DemoCatalog

@Suite struct VarietyTests {
    @Test("there are about fourteen families and more than 120 leaves, and all of them occur")
    func categories() throws {
        let sample = try Sample.listings.get()
        #expect((13...16).contains(Set(sample.map { $0.path[0] }).count))
        let leaves = Family.all.flatMap(\.groups).flatMap(\.leaves).count
        #expect(leaves >= 120)
        #expect(Set(sample.map(\.categories)).count == leaves)
    }

    @Test("few brands make most listings, as Zipf's law has it")
    func brandSkew() throws {
        let sample = try Sample.listings.get()
        let counts = Dictionary(grouping: sample, by: \.brand).values.map(\.count).sorted(by: >)
        #expect(counts.count > 100)
        let tenth = counts.prefix(counts.count / 10).reduce(0, +)
        #expect(tenth * 10 > sample.count * 3, "the first tenth of the brands has \(tenth)")
        #expect(counts[0] > 20 * counts[counts.count - 1])
    }

    @Test("most listings are little known and a few are famous")
    func popularitySkew() throws {
        let popularity = try Sample.listings.get().map(\.popularity).sorted()
        let median = popularity[popularity.count / 2]
        #expect(median < 50)
        #expect(try #require(popularity.last) > 100 * median)
    }

    @Test("all that may be missing or odd does occur")
    func oddities() throws {
        let sample = try Sample.listings.get()
        #expect(sample.contains { $0.stock == nil })
        #expect(sample.contains { $0.stock == 0 })
        #expect(sample.contains { $0.rating == nil } && sample.contains { $0.rating != nil })
        #expect(sample.contains { $0.discontinued })
        #expect(sample.contains { $0.priceTiers.isEmpty } && sample.contains { $0.priceTiers.count > 2 })
        for spelling in ["M8x", "M8 x ", "M8×", "\"", " inch", "″"] {
            #expect(sample.contains { $0.title.contains(spelling) }, "no title with \(spelling)")
        }
        for word in ["Sechskantschraube", "écrou", "cuscinetto", "tornillo", "łożysko"] {
            #expect(sample.contains { $0.title.lowercased().contains(word.lowercased()) }, "no \(word)")
        }
    }

    @Test("every seller sells, and every city is used")
    func sellers() throws {
        let names = Set(try Sample.listings.get().map(\.sellerName))
        #expect(names == Set(Seller.all.map(\.name)))
        #expect(Set(Seller.all.map(\.city)) == Set(City.all.map(\.name)))
        let families = Set(Family.all.map(\.name))
        for seller in Seller.all {
            #expect(families.isSuperset(of: seller.families), "\(seller.name)")
        }
    }

    @Test("no leaf, brand code in a group, or seller is there twice")
    func noDuplicates() {
        let leaves = Family.all.flatMap { family in
            family.groups.flatMap { group in group.leaves.map { "\(family.name) \(group.name) \($0.name)" } }
        }
        #expect(Set(leaves).count == leaves.count)
        #expect(Set(Seller.all.map(\.name)).count == Seller.all.count)
        for group in Family.all.flatMap(\.groups) {
            #expect(Set(group.brands.map(\.code)).count == group.brands.count, "\(group.name)")
            #expect(Set(group.brands.map(\.name)).count == group.brands.count, "\(group.name)")
        }
    }

    @Test("text that is built into JSON needs no escaping")
    func plainText() {
        var texts = Seller.all.map(\.name) + City.all.map(\.name)
        for group in Family.all.flatMap(\.groups) {
            texts += [group.name] + group.brands.flatMap { [$0.name, $0.code] }
            for leaf in group.leaves {
                texts += [leaf.name] + leaf.text.uses + Language.allCases.map { leaf.noun[$0] }
                for option in leaf.axes.flatMap(\.options) {
                    texts += [option.code] + Language.allCases.map { option.label[$0] }
                }
            }
        }
        for text in texts {
            #expect(!text.unicodeScalars.contains { $0 == "\"" || $0 == "\\" || $0.value < 32 }, "\(text)")
        }
    }

    /// Makers whose names or well-known words must not slip into invented text.
    static let realNames = [
        "SKF", "Bosch", "Siemens", "Schneider", "ABB", "Eaton", "Festo", "SMC", "Parker", "Rexroth",
        "Würth", "Wurth", "Fischer", "Hilti", "Makita", "DeWalt", "Knipex", "Wera", "Wiha", "Hazet",
        "Gedore", "Stahlwille", "Bahco", "Facom", "Beta", "Stanley", "Phoenix", "Wago", "Weidmüller",
        "Rittal", "Hager", "Legrand", "Omron", "Sick", "Balluff", "Turck", "Pepperl", "Baumer", "Lapp",
        "Helukabel", "Igus", "Harting", "Norgren", "Camozzi", "Hengst", "Hydac", "Swagelok",
        "Contitech", "Optibelt", "Freudenberg", "Simrit", "Trelleborg", "Timken", "NSK", "NTN", "FAG",
        "INA", "Schaeffler", "Uvex", "Ansell", "Honeywell", "3M", "Moldex", "Elten", "Atlas", "Mascot",
        "Duran", "Schott", "Brand", "Eppendorf", "Sartorius", "Mettler", "Ohaus", "Leitz", "Esselte",
        "Edding", "Staedtler", "Pelikan", "Bic", "Loctite", "Henkel", "Molykote", "Kärcher", "Tork",
        "Torx", "Teflon", "Viton", "Kevlar", "Velcro", "Allen", "Inbus", "Seeger", "Neoprene", "Nomex",
        "Dyneema", "Schuko", "Pozidriv", "Tesa", "Scotch", "Flexco", "Danfoss", "SEW", "Lenze",
    ]

    @Test("no real maker's name stands in a title, brand, seller or description")
    func noTrademarks() throws {
        let names = Set(Self.realNames.map { $0.lowercased() })
        var words: Set<String> = []
        for listing in try Sample.listings.get() {
            for text in [listing.title, listing.brand, listing.sellerName, listing.description] {
                for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) where word.count > 2 {
                    words.insert(word.lowercased())
                }
            }
        }
        let found = words.intersection(names)
        #expect(found.isEmpty)
    }
}
