package import Foundation
package import Platform
package import Testing

/// The databases that tests run on: each test that can runs on both.
package enum Driver: String, CaseIterable, CustomTestStringConvertible, Sendable {
    case sqlite, postgres

    /// `scripts/postgres` sets it.
    package static let address = ProcessInfo.processInfo.environment["SOUK_TEST_POSTGRES"]

    package static let available: [Driver] = address == nil ? [.sqlite] : [.sqlite, .postgres]

    package var testDescription: String { rawValue }
}

/// A file or a schema that only one test knows, and what opens it: as often as the test wants, as several servers would.
package final class Place: Sendable {
    package let driver: Driver
    package let name = "t" + TimeOrderedIDs.shared.next().lowercased()
    /// Of SQLite's files, and of whatever else a test puts there.
    package let folder: URL

    package struct NoPostgres: Error {}

    package init(_ driver: Driver) throws {
        self.driver = driver
        folder = FileManager.default.temporaryDirectory.appending(path: "souk-\(name)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    package var path: String { folder.appending(path: "database.sqlite").path }

    package func settings(schema: String? = nil) throws -> PostgresSettings {
        guard let address = Driver.address else { throw NoPostgres() }
        return PostgresSettings(address: address, schema: schema ?? name)
    }

    package func open() async throws -> any SQLDatabase {
        switch driver {
        case .sqlite: return try SQLiteDatabase(path: path)
        case .postgres: return try await PostgresDatabase(try settings())
        }
    }

    /// One of several that belong together, as the modules of a server do.
    package func open(module: String) async throws -> any SQLDatabase {
        switch driver {
        case .sqlite: return try SQLiteDatabase(path: folder.appending(path: "\(module).sqlite").path)
        case .postgres: return try await PostgresDatabase(try settings(schema: "\(name)_\(module)"))
        }
    }

    package func remove() async throws { try await remove(schemas: [name]) }

    package func remove(schemas: [String]) async throws {
        try FileManager.default.removeItem(at: folder)
        guard driver == .postgres, let first = schemas.first else { return }
        let database = try await PostgresDatabase(try settings(schema: first))
        try await database.write { transaction in
            for schema in schemas { try transaction.execute("DROP SCHEMA IF EXISTS \(schema) CASCADE") }
        }
        database.close()
    }
}

/// Runs a test on a place that is removed afterwards.
package func withPlace<Result>(_ driver: Driver, _ body: (Place) async throws -> Result) async throws -> Result {
    let place = try Place(driver)
    let result: Result
    do {
        result = try await body(place)
    } catch {
        try? await place.remove()
        throw error
    }
    try await place.remove()
    return result
}

package func withDatabase(_ driver: Driver, _ script: String = "", _ body: (any SQLDatabase) async throws -> Void) async throws {
    try await withPlace(driver) { place in
        let database = try await place.open()
        if !script.isEmpty { try await database.write { try $0.script(script) } }
        defer { (database as? PostgresDatabase)?.close() }
        try await body(database)
    }
}

/// Random tests print their seed and take it from SOUK_SEED: SplitMix64 (Steele, Lea, Flood 2014).
package struct Chance: RandomNumberGenerator {
    private var state: UInt64

    package init(_ test: String) {
        let seed = ProcessInfo.processInfo.environment["SOUK_SEED"].flatMap(UInt64.init) ?? .random(in: 0...UInt64.max)
        print("\(test): SOUK_SEED=\(seed)")
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
