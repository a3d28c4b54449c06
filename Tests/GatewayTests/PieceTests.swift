import Hummingbird
import Search
import Testing

@testable import Gateway

@Suite("Query strings")
struct QueryStringTests {
    @Test(
        "what a browser writes is read back",
        arguments: [
            ("q=hex+bolt&limit=5", [("q", "hex bolt"), ("limit", "5")]), ("q=a%20b%2Bc", [("q", "a b+c")]), ("q=%C3%BC", [("q", "ü")]),
            ("q==", [("q", "=")]), ("q", [("q", "")]), ("", []), ("&&q=1&", [("q", "1")]),
            ("facets=a&facets=b", [("facets", "a"), ("facets", "b")]),
            ("q=100%", [("q", "100%")]), ("q=%4", [("q", "%4")]), ("q=%zz", [("q", "%zz")]), ("q=%e4%B8%ad", [("q", "中")]),
        ] as [(String, [(String, String)])])
    func parse(text: String, expected: [(String, String)]) {
        let parsed = QueryString.parse(text)
        #expect(parsed.map(\.name) == expected.map(\.0))
        #expect(parsed.map(\.value) == expected.map(\.1))
    }

    @Test("bytes that are not UTF-8 are repaired")
    func repair() {
        #expect(QueryString.parse("q=%ff").first?.value == "\u{FFFD}")
    }
}

@Suite("Health")
struct HealthReportTests {
    @Test("a report is as bad as its worst check")
    func worst() {
        func report(_ statuses: HealthCheck.Status...) -> HealthCheck.Status {
            HealthReport(checks: statuses.map { status in HealthCheck("x") { (status, "") } }).status
        }
        #expect(report(.pass, .pass) == .pass)
        #expect(report(.pass, .warn) == .warn)
        #expect(report(.warn, .fail, .pass) == .fail)
    }
}

@Suite("Method table")
struct MethodTableTests {
    @Test("a part that starts with a colon stands for any one part")
    func wildcard() {
        let table = MethodTable([
            .get("/page/:file", .anyone) { _, _ in Response(json: []) }, .post("/page/:file", .people) { _, _ in Response(json: []) },
        ])
        #expect(table.row(matching: "/page/a.js")?.access(of: .head) == .anyone)
        #expect(table.row(matching: "/page/a.js")?.access(of: .post) == .people)
        #expect(table.row(matching: "/page/a.js")?.access(of: .put) == nil)
        #expect(table.row(matching: "/page/a.js")?.path == "/page/:file")
        #expect(table.methods(at: "/page/a.js") == ["GET", "HEAD", "POST"])
        #expect(table.row(matching: "/page")?.path == nil)
        #expect(table.row(matching: "/page/a/b")?.path == nil)
    }
}
