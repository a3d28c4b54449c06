import Testing
@testable import Search

@Suite("Sizes and units")
struct MeasureTests {
    private func terms(_ text: String) -> [String] {
        var found: [MeasureScanner.Found] = []
        MeasureScanner.find(Array(text.utf8).span, into: &found)
        return found.map { String(decoding: $0.term, as: UTF8.self) }
    }

    @Test(
        "all ways to write a measure give one term",
        arguments: [
            ("=12e-3m", ["12mm", "12 mm", "12MM", "12\u{A0}mm", "1.2cm", "1,2 cm", "12-mm", "0.012 m", "Ø12mm", "(12 mm)"]),
            ("=127e-4m", ["1/2\"", "1/2 inch", "1/2 in", "½\"", "½ in", "½ Zoll", "12.7 mm", "1/2″", "0.5\"", "1/2”", "12,7 mm"]),
            ("=1500W", ["1.5 kW", "1,5kW", "1500 W", "1500 w", "1,500 W", "1500w", "0.0015 MW", "1.5KW"]),
            ("=5e-1l", ["0,5 l", "500 ml", "500ML", "0.5 litre", "500 cm³", "500ccm", "5 dl"]),
            ("=10m", ["10 m", "10m", "10 metres", "1000 cm", "10M"]),
            ("=3175e-5m", ["1 1/4\"", "1-1/4\"", "1¼\"", "1.25 in", "31.75 mm"]), ("=100degC", ["100 °C", "212 °F", "100°C"]),
            ("=-20degC", ["-20 °C", "-20°C"]), ("=24V", ["24V", "24 V", "24 VDC", "24 v", "24v", "24-volt", "24 volts"]),
            ("=5A", ["5 A", "5A", "5a", "5000 mA"]),
            ("=47e-6F", ["47µF", "47 uF", "47 μF", "0.047 mF"]), ("=4700ohm", ["4.7 kΩ", "4,7kΩ", "4.7 k\u{2126}", "4700 ohm", "4.7kohm"]),
            ("=1000000Pa", ["10 bar", "1 MPa", "1mpa", "1000 kPa"]), ("=16e9B", ["16GB", "16 gb"]), ("=50Hz", ["50 Hz", "50hz"]),
        ])
    func spellings(_ term: String, _ spellings: [String]) {
        for spelling in spellings { #expect(terms("hex \(spelling)") == [term], "\(spelling)") }
    }

    @Test(
        "sizes with crosses meet too",
        arguments: [
            (["M8x40", "M8 x 40", "M8×40", "m8*40", "M8 X 40"], ["=m8x40"]), (["40x60", "40 x 60", "40×60"], ["=40x60"]),
            (["40x60 mm", "40 x 60mm"], ["=40x60", "=4e-2mx6e-2m", "=6e-2m"]), (["4x6 cm"], ["=4e-2mx6e-2m", "=6e-2m"]),
            (["2x3x4"], ["=2x3x4"]), (["Tr20x4"], ["=tr20x4"]), (["DN50"], []),
        ])
    func crosses(_ spellings: [String], _ expected: [String]) {
        for spelling in spellings { #expect(terms("bolt \(spelling)") == expected, "\(spelling)") }
    }

    @Test(
        "what is in doubt is left alone",
        arguments: [
            "5 in stock", "5 a day", "10 l/min", "6205-2RS", "LM358", "AB-12mm9", "type C5V2", "1234567", "v1.5m2x", "24/7", "12 of 5",
            "he said \"size 5\"", "3 x bolts", "EN 60529", "½", "1/2", "5 in 1", "12 mmm", "A12mm", "",
        ])
    func doubts(_ text: String) { #expect(terms(text).isEmpty, "\(terms(text))") }

    @Test("bytes of any kind are read without a trap, and ranges lie in the text and rise")
    func anyBytes() throws {
        Seed.forEachCase("measures", 400) { _, dice in
            let pieces = [
                "1", "0", ".", ",", "/", "-", " ", "x", "×", "mm", "½", "⅛", "\"", "m", "in", "\u{A0}", "é", "Ω", "°C",
                "99999999999999999999",
            ]
            var bytes: [UInt8] = []
            for _ in 0..<dice.within(0...30) {
                bytes += dice.chance(5) ? [UInt8(dice.below(256))] : Array(dice.pick(pieces).utf8)
            }
            var found: [MeasureScanner.Found] = []
            MeasureScanner.find(bytes.span, into: &found)
            var last = 0
            for measure in found {
                try expectTrue(measure.range.lowerBound >= last && measure.range.upperBound <= bytes.count, "\(bytes): \(measure)")
                last = measure.range.lowerBound
            }
        }
        #expect(terms("1" + String(repeating: "0", count: 400) + " mm").isEmpty)
    }

    @Test("are searched however they are written, marked, and counted as the words they are")
    func search() throws {
        let schema = try Schema(parsing: Array(
            #"{"fields": [{"name": "title", "type": "text", "analyzer": "english"}, {"name": "mpn", "type": "identifier"}]}"#.utf8))
        let titles = [
            "hex bolt M8x40 zinc", "hex bolt M8 x 40", "hex bolt M8 x 50", "pipe 1/2\" brass", "pipe ½ inch", "pipe 12.7 mm",
            "pipe 1\" of 2 m", "motor 1.5 kW", "motor 1500W", "motor 15 kW", "spray 500ML", "spray 0,5 l", "mm gauge for 12 bolts",
            "rod 12mm", "rod 12 mm long",
        ]
        let disk = SimulatedDirectory()
        var writer = try disk.makeWriter(schema)
        for (id, title) in titles.enumerated() {
            try writer.put(.document(["id": .int(id), "title": .string(title), "mpn": .string("P\(id)")]))
        }
        _ = try writer.commit()
        try writer.close()
        #expect(try disk.findDamage().isEmpty)
        let snapshot = try disk.openSnapshot()
        func found(_ query: String) throws -> Set<String> {
            var request = SearchRequest(query: query)
            request.match = .all
            return Set(try snapshot.search(request).hits.map { titles[Int($0.id) ?? 0] })
        }
        for query in ["M8x40", "M8 x 40", "m8×40", "M8*40", "hex m8 x 40"] { #expect(try found(query) == Set(titles[0...1]), "\(query)") }
        for query in ["1/2\" pipe", "½ inch", "1/2 in pipe", "12.7mm", "½\" pipe"] {
            let titlesFound = try found(query)
            #expect(titlesFound == Set(titles[3...5]), "\(query)")
        }
        for query in ["1.5 kW", "1500 W motor", "1500 w motor", "1,5kw"] { #expect(try found(query) == Set(titles[7...8]), "\(query)") }
        #expect(try found("500 ml") == Set(titles[10...11]))
        #expect(try found("rod 12 millimetres") == Set(titles[13...14]))
        #expect(try found("12mm") == Set(titles[13...14]))
        #expect(try found("13 mm").isEmpty)
        var request = SearchRequest(query: "rod 1.2 cm")
        request.highlight = ["title"]
        let marked = try snapshot.search(request).hits.map { $0.highlights[0].html }
        #expect(marked == ["<em>rod</em> <em>12mm</em>", "<em>rod</em> <em>12 mm</em> long"])
    }
}
