import Foundation
import TestDatabases
import Testing

@testable import Platform

@Suite("The databases of these tests")
struct DriverTests {
    @Test(
        "PostgreSQL is among them",
        .disabled(if: Driver.address == nil, "PostgreSQL skipped: SOUK_TEST_POSTGRES is not set; run this with scripts/postgres"))
    func postgres() { #expect(Driver.available.contains(.postgres)) }
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
