import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Platform
import Search
import Testing

@testable import Gateway

@Suite("The description of the interface")
struct DescriptionTests {
    private func document() async throws -> JSONValue {
        try await withEmptyServer { client in try await client.execute(uri: "/openapi.json", method: .get).json() }
    }

    @Test("it has the routes that exist, and no others")
    func routes() async throws {
        let document = try await document()
        var described: Set<String> = []
        for (path, item) in document["paths"]?.members ?? [] {
            for (method, _) in item.members ?? [] { described.insert("\(method.uppercased()) \(path)") }
        }
        let routes = try await Office.routes()
        let existing = routes.map { route in
            let parts = route.path.split(separator: "/").map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }
            return "\(route.method.rawValue) /\(parts.joined(separator: "/"))"
        }
        #expect(described == Set(existing))
    }

    @Test("it says of each route who may use it")
    func security() async throws {
        let document = try await document()
        for route in try await Office.routes() {
            let parts = route.path.split(separator: "/").map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }
            let operation = document.at("paths", "/\(parts.joined(separator: "/"))", route.method.rawValue.lowercased())
            let described = operation?["security"]?.array?.map { $0.members?.first?.key ?? "nothing" }
            let expected: [String]? =
                switch route.access {
                case .anyone: nil
                case .searchers: ["nothing", "accessToken", "apiKey"]
                case .people: ["accessToken"]
                case .indexers, .known, .administrators: ["accessToken", "apiKey"]
                }
            #expect(described == expected, "\(route.method) \(route.path)")
        }
    }

    @Test("it has the parameters that a search takes, with their limits and choices")
    func parameters() async throws {
        let document = try await document()
        let check = SchemaCheck(document: document)
        let operation = try #require(document.at("paths", "/search", "get", "parameters")?.array)
        let described = operation.compactMap { $0["$ref"]?.string.flatMap { check.resolve($0) } }
        #expect(described.compactMap { $0["name"]?.string } == RequestParameter.allCases.map(\.rawValue))
        let body = try #require(check.resolve("#/components/schemas/SearchRequest")?["properties"]?.members)
        #expect(body.map(\.key) == RequestParameter.allCases.map(\.rawValue))
        for (parameter, member) in zip(described, body) {
            let name = try #require(RequestParameter(rawValue: member.key))
            let schema = try #require(parameter["schema"])
            switch name.shape {
            case .wholeNumber(let range):
                for rule in [schema, member.value] {
                    #expect(rule["minimum"]?.int == range.lowerBound, "\(name)")
                    #expect(rule["maximum"]?.int == range.upperBound, "\(name)")
                }
            case .choice(let names):
                #expect(schema["enum"]?.array?.compactMap(\.string) == names)
                #expect(member.value["enum"]?.array?.compactMap(\.string) == names)
            case .flag: #expect(schema["type"]?.string == "boolean")
            case .number(let range):
                for rule in [schema, member.value] {
                    #expect(rule["minimum"]?.number == range.lowerBound, "\(name)")
                    #expect(rule["maximum"]?.number == range.upperBound, "\(name)")
                }
            case .text, .names, .sortKeys, .facets, .weights, .boosts, .pins: #expect(schema["type"]?.string == "string")
            }
        }
    }

    @Test("every reference in it leads somewhere, and its examples fit its schemas")
    func examples() async throws {
        let document = try await document()
        let check = SchemaCheck(document: document)
        var exampleCount = 0
        func visit(_ value: JSONValue, _ place: String) {
            if let reference = value["$ref"]?.string { #expect(check.resolve(reference) != nil, "\(place): \(reference)") }
            if let schema = value["schema"] {
                let examples = [value["example"]].compactMap { $0 } + (value["examples"]?.members ?? []).compactMap { $0.value["value"] }
                for example in examples {
                    exampleCount += 1
                    #expect(check.objections(to: example, schema: schema) == [], "\(place)")
                }
            }
            for (name, inner) in value.members ?? [] { visit(inner, "\(place)/\(name)") }
            for (i, inner) in (value.array ?? []).enumerated() { visit(inner, "\(place)/\(i)") }
        }
        visit(document, "#")
        #expect(exampleCount > 20)
    }

    @Test(
        "answers fit their schemas",
        arguments: [
            ("/search", "/search?q=hex+bolt&facets=brand,price,categories,inStock&sort=price:desc&highlight=title&explain=true"),
            ("/search", "/search?q=hax+blot&group=brand&limit=2"), ("/search", "/search?q=nothing+at+all&facets=brand,price"),
            ("/search", "/search?fields=&limit=0"), ("/search", "/search?limit=x"), ("/search/facets", "/search/facets?q=nut"),
            ("/search/suggestions", "/search/suggestions?q=no"), ("/search/suggestions", "/search/suggestions?q=no&limit=x"),
            ("/search", "/search?q=hex&pinned=L-3:1&hidden=L-1&context=group:a"), ("/search/settings", "/search/settings"),
            ("/search/rules", "/search/rules"), ("/search/rules/{id}", "/search/rules/none"), ("/search/synonyms", "/search/synonyms"),
            ("/health", "/health"), ("/ready", "/ready"),
        ])
    func answers(path: String, address: String) async throws {
        let document = try await document()
        let check = SchemaCheck(document: document)
        try await withShop { client in
            let response = try await client.execute(uri: address, method: .get)
            let described = document.at("paths", path, "get", "responses", "\(response.status.code)")
            var answer = try #require(described)
            if let reference = answer["$ref"]?.string { answer = try #require(check.resolve(reference)) }
            let type = try #require(response.headers[.contentType])
            let schema = try #require(answer.at("content", type, "schema"))
            #expect(check.objections(to: try response.json(), schema: schema) == [])
        }
    }
}
