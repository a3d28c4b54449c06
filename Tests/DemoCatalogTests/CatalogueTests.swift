import Foundation
import Testing

@testable import DemoCatalog

@Suite struct CatalogueTests {
    @Test("the same seed gives the same bytes")
    func sameSeed() {
        #expect(bytes(seed: 7, count: 500) == bytes(seed: 7, count: 500))
    }

    @Test("another seed gives other listings")
    func otherSeed() {
        #expect(bytes(seed: 7, count: 50) != bytes(seed: 8, count: 50))
    }

    @Test("a longer catalogue begins with the shorter one")
    func prefix() {
        let short = bytes(seed: 3, count: 200)
        let long = bytes(seed: 3, count: 900)
        #expect(long.count > short.count)
        #expect(long.starts(with: short))
    }

    @Test("a listing written alone equals the same listing in its catalogue")
    func alone() {
        var lines: [[UInt8]] = []
        let catalog = DemoCatalog(seed: 12)
        catalog.writeListings(count: 300) { line in lines.append(copy line) }
        for index in [0, 1, 20, 150, 299] {
            var line: [UInt8] = []
            catalog.appendListing(index, to: &line)
            #expect(line == lines[index])
        }
    }

    @Test("each call of the sink gets one whole line")
    func oneLineACall() {
        var calls = 0
        DemoCatalog(seed: 1).writeListings(count: 100) { line in
            calls += 1
            let line = copy line
            #expect(line.first == UInt8(ascii: "{"))
            #expect(line.last == 0x0A)
            #expect(line.count { $0 == 0x0A } == 1)
        }
        #expect(calls == 100)
    }

    @Test("what the sink throws ends the writing")
    func sinkThrows() {
        struct Full: Error {}
        var calls = 0
        #expect(throws: Full.self) {
            try DemoCatalog(seed: 1).writeListings(count: 100) { _ throws(Full) in
                calls += 1
                if calls == 10 { throw Full() }
            }
        }
        #expect(calls == 10)
    }

    @Test("an empty catalogue has no bytes")
    func empty() {
        #expect(bytes(seed: 1, count: 0).isEmpty)
    }

    @Test("every line decodes with the expected types and sane values")
    func sane() throws {
        for (index, listing) in try Sample.listings.get().enumerated() {
            let number = String(index + 1)
            let padded = String(repeating: "0", count: max(0, 6 - number.count)) + number
            #expect(listing.id == "L-" + padded)
            #expect(listing.path.count == 3)
            #expect(listing.currency == "EUR")
            #expect(listing.price >= 0.05 && listing.price < 20_000)
            #expect(listing.minimumOrder >= 1 && listing.packSize >= 1 && listing.leadTimeDays >= 1)
            #expect((listing.stock ?? 0) >= 0)
            #expect((35.0...64).contains(listing.location.lat) && (-10.0...26).contains(listing.location.lon))
            #expect(listing.rating == nil ? listing.reviews == 0 : listing.reviews > 0)
            #expect(listing.rating.map { (1.0...5).contains($0) } ?? true)
            #expect(!listing.title.isEmpty && !listing.sku.isEmpty && !listing.mpn.isEmpty)
            #expect(listing.sellerCountry.count == 2)
        }
    }

    @Test("update times are RFC 3339 in UTC and lie between July 2024 and June 2026")
    func updateTimes() throws {
        let format = ISO8601DateFormatter()
        let first = try #require(format.date(from: "2024-06-29T00:00:00Z"))
        let last = try #require(format.date(from: "2026-06-30T23:59:59Z"))
        for listing in try Sample.listings.get() {
            let date = try #require(format.date(from: listing.updatedAt), "\(listing.updatedAt)")
            #expect(date >= first && date <= last)
            #expect(format.string(from: date) == listing.updatedAt)
        }
    }

    @Test("descriptions have two to five sentences, begin with a capital and leave no gap open")
    func descriptions() throws {
        for listing in try Sample.listings.get() {
            let text = listing.description
            #expect(text.hasSuffix("."), "\(text)")
            let first = try #require(text.first)
            #expect(!first.isLowercase || text.hasPrefix("pH"), "\(text)")
            let sentences = text.components(separatedBy: ". ").count
            #expect((2...7).contains(sentences), "\(text)")
            for mark in ["{", "}", "  ", "″″", " ,", " ."] {
                #expect(!text.contains(mark) && !listing.title.contains(mark), "\(listing.title): \(text)")
            }
        }
    }

    @Test("the schema is valid JSON, names only members that occur, and gives their types")
    func schema() throws {
        let object = try JSONSerialization.jsonObject(with: Data(DemoCatalog.schemaJSON.utf8))
        let schema = try #require(object as? [String: Any])
        #expect(schema["id"] as? String == "id")
        let fields = try #require(schema["fields"] as? [[String: Any]])
        let sample = try Sample.listings.get()
        for field in fields {
            let name = try #require(field["name"] as? String)
            let type = try #require(field["type"] as? String)
            guard name.hasPrefix("attributes.") else { continue }
            let values = sample.compactMap { $0.attributes[String(name.dropFirst("attributes.".count))] }
            #expect(values.count > 20, "\(name) hardly occurs")
            for value in values {
                switch value {
                case .text: #expect(type == "keyword", "\(name)")
                case .number: #expect(type == "double", "\(name)")
                case .flag: #expect(type == "bool", "\(name)")
                }
            }
        }
        let names = fields.compactMap { $0["name"] as? String }
        #expect(Set(names).count == names.count)
    }
}
