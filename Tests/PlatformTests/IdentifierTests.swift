import Testing

@testable import Platform

@Suite("Time-ordered ids")
struct TimeOrderedIDTests {
    @Test("ids rise within a millisecond, across milliseconds, and when the clock goes back")
    func order() {
        let ids = TimeOrderedIDs()
        let times: [UInt64] = [1000, 1000, 1000, 1001, 900, 900, 5000]
        let names = times.map { ids.next(atMilliseconds: $0) }
        #expect(names == names.sorted())
        #expect(Set(names).count == names.count)
    }

    @Test("the first ten characters are the milliseconds, as the ULID specification writes them")
    func layout() {
        // The specification's own example of a time.
        #expect(TimeOrderedIDs().next(atMilliseconds: 1_469_918_176_385).prefix(10) == "01ARYZ6S41")
    }
}

@Suite("Typed ids")
struct IdentifierTests {
    private enum Cup {}

    @Test("an id is read back as it was written, and nothing else is taken for one")
    func reading() throws {
        let id = Identifier<Cup>.next()
        #expect(Identifier<Cup>(id.text) == id)
        for text in ["", "01ARYZ6S41", String(id.text.dropLast()), id.text + "0", "8" + id.text.dropFirst(), id.text.lowercased(),
            "0123456789ABCDEFGHJKMNPQRU", String(repeating: "é", count: 13)] {
            #expect(Identifier<Cup>(text) == nil, "\(text)")
        }
    }
}

@Suite("Moments")
struct TimestampTests {
    @Test(
        "a moment is written as ISO 8601",
        arguments: [
            (0, "1970-01-01T00:00:00.000000Z"), (-1, "1969-12-31T23:59:59.999999Z"),
            (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"), (1_700_000_000_123_456, "2023-11-14T22:13:20.123456Z"),
            (-62_135_596_800_000_000, "0001-01-01T00:00:00.000000Z"), (4_107_542_400_000_000, "2100-03-01T00:00:00.000000Z"),
        ] as [(Int64, String)])
    func text(microseconds: Int64, text: String) {
        #expect(Timestamp(microseconds: microseconds).description == text)
    }

    @Test("time stops at its ends")
    func ends() {
        #expect(Timestamp(microseconds: .max) + .seconds(1) == Timestamp(microseconds: .max))
        #expect(Timestamp(microseconds: .min) - .seconds(1) == Timestamp(microseconds: .min))
        #expect(Timestamp(microseconds: 0) + .seconds(Int64.max) == Timestamp(microseconds: .max))
        #expect((Timestamp(microseconds: 5) - .microseconds(7)).microseconds == -2)
        #expect(!Timestamp(microseconds: .min).description.isEmpty)
    }
}
