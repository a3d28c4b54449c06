import Testing
@testable import Search

@Suite("How a request says what counts")
struct RankingRequestTests {
    private let schema: Schema

    init() throws {
        var title = Field(name: "title", type: .text)
        title.weight = 4
        schema = try Schema(fields: [
            title, Field(name: "brand", type: .text), Field(name: "price", type: .double), Field(name: "updatedAt", type: .date),
            Field(name: "stock", type: .int),
        ])
    }

    private func ranking(_ parameters: (String, String)...) throws -> Ranking {
        try SearchRequest(parameters: parameters.map { (name: $0.0, value: $0.1) }, schema: schema).ranking
    }

    @Test("is the best there is unless said otherwise")
    func standard() throws {
        #expect(try ranking() == .best)
        #expect(try ranking(("ranking", "plain")) == .plain)
        #expect(try ranking(("expand", "off")).expansion == nil)
        #expect(SearchRequest().ranking == .plain)
    }

    @Test("weights, formula and signals, as text and as JSON")
    func numbers() throws {
        let asked = try ranking(("weights", "title:2.5, brand:0"), ("k1", "1.5"), ("b", "0"), ("signals", "head:0,window:10"))
        #expect(asked.weights == ["title": 2.5, "brand": 0])
        #expect(asked.k1 == 1.5 && asked.b == 0)
        #expect(asked.signals.head == 0 && asked.signals.window == 10 && asked.signals.proximity == Ranking.best.signals.proximity)
        let body = #"{"weights":{"title":2.5,"brand":0},"k1":1.5,"b":0,"signals":{"head":0,"window":10}}"#
        #expect(try SearchRequest(json: Array(body.utf8), schema: schema).ranking == asked)
    }

    @Test("boosts by numbers and dates")
    func boosts() throws {
        let asked = try ranking(("boost", "log(stock)*0.3, linear(price), step(stock, 1) * 0.5,decay(updatedAt,30d),decay(price,5,100)*2"))
        #expect(asked.boosts == [
            .init(field: "stock", curve: .log, weight: 0.3), .init(field: "price", curve: .linear, weight: 1),
            .init(field: "stock", curve: .step(from: 1), weight: 0.5),
            .init(field: "updatedAt", curve: .decay(half: 30 * 86_400, origin: nil), weight: 1),
            .init(field: "price", curve: .decay(half: 5, origin: 100), weight: 2),
        ])
    }

    @Test(
        "what is no such thing is refused, and the parameter named",
        arguments: [
            ("weights", "titel:4"), ("weights", "price:1"), ("weights", "title"), ("weights", "title:-1"), ("weights", "title:1,title:2"),
            ("weights", "title:nan"), ("weights", "title:1e-45"), ("k1", "11"), ("k1", "x"), ("b", "1.01"), ("signals", "heads:1"), ("signals", "head:11"),
            ("signals", "window:1.5"), ("signals", "window:1001"), ("boost", "log(title)"), ("boost", "log(stock"), ("boost", "log()"),
            ("boost", "log(stock)0.3"), ("boost", "log(stock)*11"), ("boost", "decay(updatedAt,30)"), ("boost", "decay(price,5)"),
            ("boost", "decay(price,0,1)"), ("boost", "square(price)"), ("expand", "on"), ("ranking", "good"),
        ])
    func refused(_ name: String, _ value: String) {
        #expect(throws: RequestError.self) { try ranking((name, value)) }
        do { _ = try ranking((name, value)) } catch let error as RequestError { #expect(error.parameter == name) } catch {}
    }

    @Test("the least weights and k1 that are taken score every hit")
    func least() throws {
        let disk = SimulatedDirectory()
        try disk.writeTitles(["bolt", "bolt " + filler(3000), "nut"])
        let snapshot = try disk.openSnapshot()
        for k1 in ["0", "1e-60", "0.001"] {
            var request = try SearchRequest(
                parameters: [("q", "bolt"), ("k1", k1), ("weights", "title:0.000001"), ("b", "1")].map { (name: $0.0, value: $0.1) },
                schema: snapshot.schema)
            request.total = .none
            let scores = try snapshot.search(request).hits.map(\.score)
            #expect(scores.count == 2 && scores.allSatisfy { $0 > 0 }, "\(k1): \(scores)")
        }
    }

    @Test("orders of score that differ are other requests to a cursor")
    func identity() throws {
        let all = try [
            ranking(), ranking(("k1", "1")), ranking(("b", "0.5")), ranking(("weights", "title:1")), ranking(("weights", "brand:1")),
            ranking(("signals", "head:1")), ranking(("signals", "window:5")), ranking(("boost", "log(stock)")),
            ranking(("boost", "linear(stock)")), ranking(("expand", "off")), Ranking.plain,
        ]
        let identities = all.map { ranking in
            var request = SearchRequest(query: "hex bolt")
            request.ranking = ranking
            return request.identity
        }
        #expect(Set(identities).count == all.count)
    }
}
