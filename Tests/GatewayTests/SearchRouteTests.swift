import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Search
import Testing

@testable import Gateway

@Suite("Search routes")
struct SearchRouteTests {
    @Test("GET and POST give the same answer")
    func getAndPost() async throws {
        try await withShop { client in
            let got = try await client.execute(
                uri: "/search?q=hex+bolt&filter=price%20%3C%2020&facets=brand,price(ranges:[0,10,50])&sort=price:asc"
                    + "&limit=5&highlight=title", method: .get)
            let body = """
                {"q": "hex bolt", "filter": "price < 20", "facets": ["brand", {"field": "price", "ranges": [0, 10, 50]}],
                 "sort": ["price:asc"], "limit": 5, "highlight": ["title"]}
                """
            let posted = try await client.execute(uri: "/search", method: .post, body: ByteBuffer(string: body))
            #expect(got.status == .ok)
            #expect(got.headers[.cacheControl] == "no-store")
            let (a, b) = (try got.json(), try posted.json())
            for member in ["query", "total", "hits", "facets", "match", "nextCursor"] { #expect(a[member] == b[member], "\(member)") }
            #expect(a.at("hits", 0, "id")?.string == "L-1")
            // Bolts with a price below 20: 0.5 ... 19.5 without the multiples of four.
            #expect(a.at("total", "value")?.int == 15)
        }
    }

    @Test("highlights mark the match and escape all else")
    func highlights() async throws {
        try await withShop { client in
            let reply = try await client.execute(uri: "/search?q=bolt&highlight=title&limit=1", method: .get).json()
            let html = try #require(reply.at("hits", 0, "highlights", "title")?.string)
            #expect(html.contains("<em>bolt</em>"))
            #expect(html.contains("&lt;plated&gt;") && html.contains("&amp;"))
            #expect(!html.replacing("<em>", with: "").replacing("</em>", with: "").contains("<"))
        }
    }

    @Test("a facet's own selection does not narrow it")
    func disjunctiveFacets() async throws {
        try await withShop { client in
            let all = try await client.execute(uri: "/search?q=&facets=brand", method: .get).json()
            let one = try await client.execute(uri: "/search?q=&facets=brand&filter=brand%20%3D%20Norvik", method: .get).json()
            func counts(_ reply: JSONValue) -> [String: Int] {
                var counts: [String: Int] = [:]
                for item in reply.at("facets", "brand", "values")?.array ?? [] { counts[item["value"]?.string ?? ""] = item["count"]?.int }
                return counts
            }
            #expect(counts(all) == ["Norvik": 20, "Hallden": 20, "Kestrel": 20])
            #expect(counts(one) == counts(all))
            #expect(one.at("total", "value")?.int == 20)
        }
    }

    @Test("facets alone come without hits, by default those the schema offers")
    func facetsAlone() async throws {
        try await withShop { client in
            let reply = try await client.execute(uri: "/search/facets?q=nut", method: .get).json()
            #expect(reply["hits"]?.array?.isEmpty == true)
            #expect(reply.at("total", "value")?.int == 15)
            #expect(reply["facets"]?.members.map { $0.map(\.key).sorted() } == ["brand", "categories", "inStock", "price"])
            let one = try await client.execute(uri: "/search/facets?facets=brand", method: .get).json()
            #expect(one["facets"]?.members?.map(\.key) == ["brand"])
            let refused = try await client.execute(uri: "/search/facets?limit=3", method: .get)
            #expect(refused.status == .badRequest)
        }
    }

    @Test("suggestions complete what is typed")
    func suggestions() async throws {
        try await withShop { client in
            let reply = try await client.execute(uri: "/search/suggestions?q=nor&limit=3", method: .get).json()
            #expect(reply.at("suggestions", 0, "text")?.string == "Norvik")
            #expect(reply.at("suggestions", 0, "field")?.string == "brand")
            let refused = try await client.execute(uri: "/search/suggestions?q=nor&limit=0", method: .get)
            #expect(refused.status == .badRequest)
            #expect(try refused.json().at("errors", 0, "field")?.string == "limit")
        }
    }

    @Test("every search has an id of its own, and later ones sort later")
    func queryIDs() async throws {
        try await withShop { client in
            var ids: [String] = []
            for _ in 0..<20 { ids.append(try await client.execute(uri: "/search?q=bolt", method: .get).json()["queryId"]?.string ?? "") }
            #expect(ids == ids.sorted())
            #expect(Set(ids).count == 20)
            #expect(ids.allSatisfy { $0.count == 26 })
        }
    }

    @Test(
        "odd things typed are no errors",
        arguments: ["%", "%zz", "%ff%fe", "\"", "-", "-%20-", "field:", "(((", "%00", "+++", "%F0%9F%94%A9", "AND+OR+NOT"])
    func oddInput(query: String) async throws {
        try await withShop { client in
            let response = try await client.execute(uri: "/search?q=\(query)", method: .get)
            #expect(response.status == .ok)
        }
    }

    @Test("over a real socket, many at once, health is answered while searches run")
    func overSocket() async throws {
        try await withShop(live: true) { client in
            try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
                for i in 0..<64 {
                    let path = i.isMultiple(of: 4) ? "/health" : "/search?q=hex&offset=\(i)"
                    group.addTask { try await client.execute(uri: path, method: .get).status }
                }
                for try await status in group { #expect(status == .ok) }
            }
        }
    }

    @Test("part numbers are looked up many at once, each with what it stands for")
    func resolve() async throws {
        try await withShop { client in
            func ask(_ body: String) async throws -> TestResponse {
                try await client.execute(uri: "/listings/resolve", method: .post, body: ByteBuffer(string: body))
            }
            let reply = try await ask(#"{"numbers": ["NV101-A", "nv 101 a", "NVl01-A", "NV101-B"], "fields": ["brand"]}"#).json()
            let results = try #require(reply["results"]?.array)
            #expect(results.map { $0["status"]?.string } == ["exact", "normalised", "notFound", "notFound"])
            #expect(results[1].at("candidates", 0, "id")?.string == "L-1" && results[1].at("candidates", 0, "value")?.string == "NV101-A")
            #expect(results[0].at("candidates", 0, "document")?.members?.map(\.key) == ["brand"])
            #expect(results[2]["suggestion"]?.string == "NV101-A" && results[3]["suggestion"] == .null)
            let many = "[" + Array(repeating: "\"x\"", count: 1001).joined(separator: ",") + "]"
            let refusals = [
                ("", "body"), ("{}", "numbers"), ("{\"numbers\": \(many)}", "numbers"), (#"{"numbers": [], "field": "brand"}"#, "field"),
            ]
            for (body, field) in refusals {
                let refused = try await ask(body)
                #expect(refused.status == .badRequest)
                #expect(try refused.json().at("errors", 0, "field")?.string == field)
            }
        }
    }
}
