import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Search

@testable import Gateway

/// A small index in a folder of its own, and a server over it.
struct Shop {
    static let schema = """
        {"id": "id", "fields": [
          {"name": "title", "type": "text", "analyzer": "english", "weight": 4},
          {"name": "partNumber", "type": "identifier"},
          {"name": "brand", "type": "keyword", "facet": true, "suggest": true},
          {"name": "categories", "type": "path", "facet": true},
          {"name": "price", "type": "double", "facet": true, "sort": true},
          {"name": "inStock", "type": "bool", "facet": true},
          {"name": "description", "type": "text"}
        ]}
        """

    static let brands = ["Norvik", "Hallden", "Kestrel"]
    static let documentCount = 60

    /// Document i: brand i mod 3, price i + 0.5, a nut where i is a multiple of 4 and a bolt else.
    static func document(_ i: Int) -> String {
        let isNut = i.isMultiple(of: 4)
        let noun = isNut ? "Hex nut" : "Hex bolt"
        return """
            {"id": "L-\(i)", "title": "\(noun) M\(4 + i % 8), zinc <plated> & \\"oiled\\"", "partNumber": "NV\(100 + i)-A", \
            "brand": "\(brands[i % 3])", "categories": "Fasteners > \(isNut ? "Nuts" : "Bolts")", \
            "price": \(Double(i) + 0.5), "currency": "EUR", "inStock": \(i.isMultiple(of: 2)), \
            "description": "For machines and steel frames."}
            """
    }

    /// Made by `build`, removed by `remove`.
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("souk-gateway-\(UUID().uuidString)").path

    /// The same documents in an index on disk.
    func build() throws {
        var writer = try IndexWriter(path: path, schema: Schema(parsing: Array(Self.schema.utf8)), settings: WriterSettings())
        for i in 0..<Self.documentCount {
            let bytes = Array(Self.document(i).utf8)
            try writer.put(bytes.span)
        }
        _ = try writer.commit()
        try writer.close()
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }

    func settings() -> ServerSettings { ServerSettings(indexPath: path) }
}

/// Runs `body` against a server over a shop's index, and removes the index.
func withShop<Result: Sendable>(
    live: Bool = false, change: (inout ServerSettings) -> Void = { _ in }, _ body: @Sendable (any TestClientProtocol) async throws -> Result
) async throws -> Result {
    let shop = Shop()
    defer { shop.remove() }
    try shop.build()
    var settings = shop.settings()
    change(&settings)
    let server = Server(settings: settings, index: try Index.open(shop.path), logger: quietLogger)
    return try await server.application().test(live ? .live : .router) { client in try await body(client) }
}

/// Runs `body` against a server that has no index.
func withEmptyServer<Result: Sendable>(
    change: (inout ServerSettings) -> Void = { _ in }, _ body: @Sendable (any TestClientProtocol) async throws -> Result
) async throws -> Result {
    var settings = Shop().settings()
    settings.refreshInterval = .seconds(3600)
    change(&settings)
    let server = Server(settings: settings, index: nil, logger: quietLogger)
    return try await server.application().test(.router) { client in try await body(client) }
}

let quietLogger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

extension TestResponse {
    func json() throws -> JSONValue { try JSONValue(parsing: Array(body.readableBytesView)) }
    var text: String { String(buffer: body) }
}

extension JSONValue {
    /// Follows members by name and items by place: `reply.at("hits", 0, "id")`.
    func at(_ steps: any JSONStep...) -> JSONValue? {
        var value: JSONValue? = self
        for step in steps { value = value.flatMap { step.step(into: $0) } }
        return value
    }
}

protocol JSONStep { func step(into value: JSONValue) -> JSONValue? }

extension String: JSONStep {
    func step(into value: JSONValue) -> JSONValue? { value[self] }
}

extension Int: JSONStep {
    func step(into value: JSONValue) -> JSONValue? { value.array.flatMap { $0.indices.contains(self) ? $0[self] : nil } }
}
