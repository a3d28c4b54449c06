import Foundation

@testable import DemoCatalog

/// A listing as a reader of the NDJSON sees it. Decoding it checks every
/// member's type.
struct Listing: Decodable {
    struct Tier: Decodable {
        let minQuantity: Int
        let price: Double
    }
    struct Place: Decodable {
        let lat: Double
        let lon: Double
    }

    let id: String
    let title: String
    let sku: String
    let mpn: String
    let ean: String
    let brand: String
    let sellerName: String
    let sellerCountry: String
    let categories: String
    let description: String
    let attributes: [String: AttributeValue]
    let price: Double
    let currency: String
    let priceTiers: [Tier]
    let minimumOrder: Int
    let packSize: Int
    let unit: String
    let stock: Int?
    let leadTimeDays: Int
    let rating: Double?
    let reviews: Int
    let popularity: Int
    let discontinued: Bool
    let certifications: [String]
    let location: Place
    let updatedAt: String
    let productId: String

    var path: [String] { categories.components(separatedBy: " > ") }
    var leaf: String { path.last ?? "" }

    func text(_ name: String) -> String? {
        if case .text(let value)? = attributes[name] { value } else { nil }
    }

    func number(_ name: String) -> Double? {
        if case .number(let value)? = attributes[name] { value } else { nil }
    }
}

enum AttributeValue: Decodable, Hashable {
    case text(String)
    case number(Double)
    case flag(Bool)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }
}

/// The bytes of a catalogue.
func bytes(seed: UInt64, count: Int) -> [UInt8] {
    var all: [UInt8] = []
    DemoCatalog(seed: seed).writeListings(count: count) { line in all += copy line }
    return all
}

func listings(seed: UInt64, count: Int) throws -> [Listing] {
    let decoder = JSONDecoder()
    return try bytes(seed: seed, count: count).split(separator: 0x0A).map {
        try decoder.decode(Listing.self, from: Data($0))
    }
}

/// 6,000 listings of one seed, read once for all tests.
enum Sample {
    static let listings: Result<[Listing], any Error> = Result {
        let seed = ProcessInfo.processInfo.environment["SOUK_SEED"].flatMap { UInt64($0) } ?? 20_260
        print("demo catalogue sample: SOUK_SEED=\(seed)")
        return try DemoCatalogTests.listings(seed: seed, count: 6_000)
    }
}
