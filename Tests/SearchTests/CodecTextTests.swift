import Testing
@testable import Search

@Suite("UTF-8, dates and lengths are read as they are meant")
struct CodecTextTests {
    // MARK: UTF-8

    /// Holds the place that is found against what the standard library says of the text up to there.
    private func check(_ bytes: [UInt8]) throws {
        let isValid = String(validating: bytes, as: UTF8.self) != nil
        guard let bad = firstInvalidUTF8(bytes) else { return try expectTrue(isValid, "\(bytes) passes") }
        try expectTrue(!isValid, "\(bytes) is refused at \(bad)")
        try expectTrue(String(validating: bytes[..<bad], as: UTF8.self) != nil, "\(bytes): not valid up to \(bad)")
        for end in bad + 1..<max(bad + 1, min(bad + 4, bytes.count)) + 1 where end <= bytes.count {
            try expectTrue(String(validating: bytes[..<end], as: UTF8.self) == nil, "\(bytes): valid beyond \(bad)")
        }
    }

    @Test("every sequence of one and two bytes is judged as the standard library judges it")
    func shortSequences() throws {
        for first in UInt8.min...UInt8.max {
            try check([first])
            for second in UInt8.min...UInt8.max { try check([first, second]) }
        }
    }

    @Test("sequences of three and four bytes are judged at every edge of their ranges")
    func longSequences() throws {
        let edges: [UInt8] = [0, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
        for lead in UInt8(0xE0)...UInt8(0xFF) {
            for second in edges {
                for third in edges {
                    try check([lead, second, third])
                    for fourth in edges { try check([lead, second, third, fourth]) }
                }
            }
        }
    }

    @Test("a broken byte is found where it is, in any mixture")
    func mixtures() {
        let pieces = ["a", "plain words, more than eight", "é", "€", "漢字", "🙂", "\u{10FFFF}", "\u{0}", "\u{7FF}"].map { Array($0.utf8) }
        Seed.forEachCase("UTF-8 mixtures", 20_000) { _, dice in
            var bytes = (0..<dice.below(12)).flatMap { _ in dice.pick(pieces) }
            try expectSame(firstInvalidUTF8(bytes), nil, "\(bytes)")
            if !bytes.isEmpty, dice.chance(50) { bytes[dice.below(bytes.count)] = UInt8(truncatingIfNeeded: dice.next()) }
            if dice.chance(30) { bytes.removeLast(dice.below(bytes.count + 1)) }
            try check(bytes)
        }
    }

    // MARK: Dates

    @Test("dates mean their microseconds since 1970", arguments: [
        ("1970-01-01", 0), ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59.999999Z", -1),
        ("2026-05-01", 1_777_593_600_000_000), ("2026-05-01T12:30:00Z", 1_777_638_600_000_000),
        ("2026-05-01t12:30:00z", 1_777_638_600_000_000), ("2026-05-01 12:30:00Z", 1_777_638_600_000_000),
        ("2026-05-01T12:30:00.5Z", 1_777_638_600_500_000), ("2026-05-01T12:30:00.123456789Z", 1_777_638_600_123_456),
        ("2026-05-01T14:30:00+02:00", 1_777_638_600_000_000), ("2026-05-01T07:00:00-05:30", 1_777_638_600_000_000),
        ("2000-02-29", 951_782_400_000_000), ("0001-01-01", -62_135_596_800_000_000),
        ("9999-12-31T23:59:59Z", 253_402_300_799_000_000), ("1998-12-31T23:59:60Z", 915_148_800_000_000),
    ])
    func dates(_ text: String, _ microseconds: Int) {
        #expect(parseDate(text) == Int64(microseconds))
    }

    @Test("what is no date is refused", arguments: [
        "", "2026", "2026-05", "2026-5-1", "26-05-01", "2026-00-01", "2026-13-01", "2026-05-00", "2026-05-32", "2026-02-29",
        "1900-02-29", "2026-04-31", "2026-05-01T", "2026-05-01Z", "2026-05-01T12:30Z", "2026-05-01T12:30:00",
        "2026-05-01T24:00:00Z", "2026-05-01T12:60:00Z", "2026-05-01T12:30:61Z", "2026-05-01T12:30:00.Z", "2026-05-01T12:30:00ZZ",
        "2026-05-01T12:30:00+2:00", "2026-05-01T12:30:00+0200", "2026-05-01T12:30:00+24:00", "2026-05-01T12:30:00+02:60",
        "+2026-05-01", "-026-05-01", "２０２６-05-01", " 2026-05-01", "2026-05-01 ", "2026/05/01", "2026-05-01T12:30:00.5",
    ])
    func refusedDates(_ text: String) {
        #expect(parseDate(text) == nil)
    }

    @Test("a date is written with the digits it needs", arguments: [
        (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59.999999Z"), (1_777_638_600_500_000, "2026-05-01T12:30:00.5Z"),
        (-62_135_596_800_000_000, "0001-01-01T00:00:00Z"), (951_782_400_000_010, "2000-02-29T00:00:00.00001Z"),
    ])
    func writtenDates(_ microseconds: Int, _ text: String) {
        #expect(formatDate(Int64(microseconds)) == text)
    }

    @Test("any moment of the years 0 to 9999 comes back, and no number is too large to write")
    func dateRoundTrip() {
        let (first, last) = (Int64(-62_167_219_200_000_000), Int64(253_402_300_799_999_999))
        Seed.forEachCase("dates", 20_000) { index, dice in
            let moment = index < 2 ? [first, last][index] : first + Int64(dice.next() % UInt64(last - first))
            try expectSame(parseDate(formatDate(moment)), moment, formatDate(moment))
        }
        for moment in [Int64.min, .min + 1, .max, .max - 1] { #expect(formatDate(moment).hasSuffix("Z")) }
    }

    // MARK: Lengths

    @Test("a field's length in a byte is never above the true one, never falls, and is less than 7 % below it")
    func fieldLengths() {
        var before: UInt8 = 0
        for length in Array(0..<5000) + stride(from: 5000, to: 20_000_000, by: 997) {
            let byte = FieldLength.encode(length)
            let decoded = Int(FieldLength.decode(byte))
            #expect(decoded <= length && byte >= before)
            #expect(length < 40 ? decoded == length : Double(decoded) > Double(length) * 0.93, "\(length) as \(decoded)")
            before = byte
        }
        for byte in UInt8.min...UInt8.max { #expect(FieldLength.encode(Int(FieldLength.decode(byte))) == byte) }
        #expect(FieldLength.encode(.max) == 255 && FieldLength.encode(0) == 0)
    }
}
