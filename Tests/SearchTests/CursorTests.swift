import Testing
@testable import Search

@Suite("A cursor that somebody made up")
struct CursorTests {
    @Test(
        "is refused where its numbers are none that an index has",
        arguments: [Float.nan, .infinity, -.infinity, -1, 0, .leastNonzeroMagnitude, .greatestFiniteMagnitude])
    func madeUp(_ number: Float) throws {
        var good = FrozenStatistics()
        good.idfs = [2.5]
        good.averageLengths = [0: 7]
        var rare = good
        rare.idfs = [1, number]
        var long = good
        long.averageLengths[3] = number
        func text(_ statistics: FrozenStatistics) -> String {
            Cursor(
                request: 1, match: .all, last: Cursor.Place(score: 3, sequence: 9), curation: Cursor.CurationState(), statistics: statistics,
                keys: []
            ).text
        }
        #expect(try Cursor(parsing: text(good)).statistics == good)
        #expect(throws: RequestError.self) { try Cursor(parsing: text(rare)) }
        #expect(throws: RequestError.self) { try Cursor(parsing: text(long)) }
    }
}
