import Foundation
import Testing

@testable import Platform

/// The two databases that each test runs on.
enum Driver: String, CaseIterable, CustomTestStringConvertible {
    case sqlite, postgres

    /// `scripts/postgres` sets it.
    static let address = ProcessInfo.processInfo.environment["SOUK_TEST_POSTGRES"]

    static let available: [Driver] = address == nil ? [.sqlite] : [.sqlite, .postgres]

    var testDescription: String { rawValue }
}

@Suite("The databases of these tests")
struct DriverTests {
    @Test(
        "PostgreSQL is among them",
        .disabled(if: Driver.address == nil, "PostgreSQL skipped: SOUK_TEST_POSTGRES is not set; run this with scripts/postgres"))
    func postgres() { #expect(Driver.available.contains(.postgres)) }
}

/// A file or a schema that only one test knows, and what opens it: as often as the test wants, as several servers would.
final class Place: Sendable {
    let driver: Driver
    private let name = "t" + TimeOrderedIDs.shared.next().lowercased()
    private let folder: URL

    init(_ driver: Driver) throws {
        self.driver = driver
        folder = FileManager.default.temporaryDirectory.appending(path: "souk-\(name)")
        if driver == .sqlite { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    }

    var path: String { folder.appending(path: "database.sqlite").path }

    func settings() throws -> PostgresSettings {
        PostgresSettings(address: try #require(Driver.address), schema: name)
    }

    func open() async throws -> any SQLDatabase {
        switch driver {
        case .sqlite: return try SQLiteDatabase(path: path)
        case .postgres: return try await PostgresDatabase(try settings())
        }
    }

    func remove() async throws {
        switch driver {
        case .sqlite: try FileManager.default.removeItem(at: folder)
        case .postgres:
            let database = try await PostgresDatabase(try settings())
            try await database.write { [name] in try $0.execute("DROP SCHEMA \(name) CASCADE") }
            database.close()
        }
    }
}

/// Runs a test on a place that is removed afterwards.
func withPlace(_ driver: Driver, _ body: (Place) async throws -> Void) async throws {
    let place = try Place(driver)
    do {
        try await body(place)
    } catch {
        try? await place.remove()
        throw error
    }
    try await place.remove()
}

func withDatabase(_ driver: Driver, _ script: String = "", _ body: (any SQLDatabase) async throws -> Void) async throws {
    try await withPlace(driver) { place in
        let database = try await place.open()
        if !script.isEmpty { try await database.write { try $0.script(script) } }
        try await body(database)
        (database as? PostgresDatabase)?.close()
    }
}

/// Random tests print their seed and take it from SOUK_SEED: SplitMix64 (Steele, Lea, Flood 2014).
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(_ test: String) {
        let seed = ProcessInfo.processInfo.environment["SOUK_SEED"].flatMap(UInt64.init) ?? .random(in: 0...UInt64.max)
        print("\(test): SOUK_SEED=\(seed)")
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// The kind of the SQL error that the work ends with, or nil.
func kind<Value>(of work: () async throws -> Value) async -> SQLError.Kind? {
    do {
        _ = try await work()
        return nil
    } catch {
        return (error as? SQLError)?.kind
    }
}

/// That the database is in order.
func expectAnswer(_ database: any SQLDatabase) async throws {
    let rows = try await database.read { try $0.rows("SELECT 1") }
    #expect(rows.count == 1)
}
