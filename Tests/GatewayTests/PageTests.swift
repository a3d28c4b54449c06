import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Search
import Testing

@testable import Gateway

@Suite("The page")
struct PageTests {
    /// The JSON between the tags of #settings.
    private func settings(of page: String) throws -> JSONValue {
        let start = try #require(page.firstRange(of: "id=\"settings\">")).upperBound
        let end = try #require(page[start...].firstRange(of: "</script>")).lowerBound
        return try JSONValue(parsing: String(page[start..<end]))
    }

    @Test("the page carries what its index holds")
    func carriesSettings() async throws {
        try await withShop { client in
            let settings = try settings(of: try await client.execute(uri: "/", method: .get).text)
            #expect(settings["documents"]?.int == Shop.documentCount)
            #expect(settings.at("roles", "title")?.string == "title")
            #expect(settings.at("roles", "brand")?.string == "brand")
            #expect(settings.at("roles", "identifiers", 0)?.string == "partNumber")
            let facets = settings["fields"]?.array?.filter { $0["facet"]?.bool == true }.compactMap { $0["name"]?.string }
            #expect(facets == ["brand", "categories", "price", "inStock"])
        }
    }

    @Test("every file the page names is there, and none is asked of another server")
    func files() async throws {
        try await withEmptyServer { client in
            let docs = try await client.execute(uri: "/docs", method: .get)
            #expect(docs.status == .ok && docs.headers[.contentSecurityPolicy] == PageRoutes.policy)
            let page = try await client.execute(uri: "/", method: .get).text + docs.text
            var names: Set<String> = []
            for match in page.matches(of: /(?:src|href)="([^"]*)"/) { names.insert(String(match.1)) }
            #expect(["/page/main.js", "/page/base.css", "/page/docs.js", "/page/docs.css"].allSatisfy(names.contains))
            for name in names where name.hasPrefix("/page/") {
                #expect(try await client.execute(uri: name, method: .get).status == .ok, "\(name)")
            }
            #expect(names.allSatisfy { $0.hasPrefix("/") && !$0.hasPrefix("//") || $0.hasPrefix("#") })
            for name in PageRoutes(served: ServedIndex(path: "", index: nil)).fileNames {
                let text = try await client.execute(uri: "/page/\(name)", method: .get).text
                // Scripts import their neighbours alone.
                for match in text.matches(of: /from "([^"]*)"/) {
                    #expect(match.1.hasPrefix("./"))
                    let imported = try await client.execute(uri: "/page/\(match.1.dropFirst(2))", method: .get)
                    #expect(imported.status == .ok, "\(name) imports \(match.1)")
                }
                #expect(!text.contains("innerHTML") && !text.contains("eval("))
            }
        }
    }

    @Test("each page that mails lead to is there, with the files it names, and the script knows what to do on it")
    func account() async throws {
        try await withOffice { office in
            let script = try await office.send(.get, "/page/account.js").text
            let known = script.matches(of: /(?m)^  "([a-z-]+)": \{/).map { String($0.1) }
            #expect(Set(known) == AccountPage.steps && known.count == AccountPage.steps.count)
            for step in AccountPage.steps {
                let page = try await office.send(.get, "/account/\(step)")
                #expect(page.status == .ok && page.headers[.contentSecurityPolicy]?.contains("script-src 'self'") == true)
                for match in page.text.matches(of: /(?:src|href)="(\/[^"]*)"/) {
                    #expect(try await office.send(.get, String(match.1)).status == .ok, "\(match.1)")
                }
            }
            #expect(try await office.send(.get, "/account/nothing").status == .notFound)
        }
        // Where there are no accounts there is nothing to do there.
        let status = try await withShop { client in try await client.execute(uri: "/account/register", method: .get).status }
        #expect(status == .notFound)
    }

    @Test("names from a schema can't end the element they stand in")
    func escaping() throws {
        let schema = try Schema(parsing: Array("{\"fields\": [{\"name\": \"</script><b>\", \"type\": \"keyword\"}]}".utf8))
        let json = String(decoding: PageSettings(schema: schema, documentCount: 1).jsonForHTML, as: UTF8.self)
        #expect(!json.contains("<"))
        #expect(try JSONValue(parsing: json).at("fields", 0, "name")?.string == "</script><b>")
    }

    @Test("parts are found by name, else by kind, and never invented")
    func roles() throws {
        func settings(_ fields: String) throws -> PageSettings {
            PageSettings(schema: try Schema(parsing: Array("{\"fields\": [\(fields)]}".utf8)), documentCount: 0)
        }
        let named = try settings(
            """
            {"name": "body", "type": "text"}, {"name": "product.Name", "type": "text"}, {"name": "supplier", "type": "keyword"},
            {"name": "price", "type": "keyword"}, {"name": "unitPrice", "type": "double"}, {"name": "mpn", "type": "identifier"}
            """)
        #expect(named.roles == [.title: "product.Name", .description: "body", .seller: "supplier", .price: "unitPrice"])
        #expect(named.identifiers == ["mpn"])
        let weighed = try settings("{\"name\": \"a\", \"type\": \"text\"}, {\"name\": \"b\", \"type\": \"text\", \"weight\": 3}")
        #expect(weighed.roles == [.title: "b", .description: "a"])
        #expect(try settings("{\"name\": \"n\", \"type\": \"int\"}").roles.isEmpty)
    }
}
