@testable import Search

/// The few calls through which these tests reach the engine on a simulated disk.
extension SimulatedDirectory {
    /// With more than one thread, each gets a few documents at a time, so that small indexes are built by all of them.
    func makeWriter(_ schema: Schema?, threads: Int = 1) throws -> IndexWriter {
        var settings = WriterSettings(memoryBudgetBytes: 16 << 20, threads: threads)
        if threads > 1 { settings.memoryBudgetBytes = 8 << 10 }
        return try IndexWriter(self, schema: schema, settings: settings)
    }

    func openSnapshot() throws -> Snapshot { try Index(self).snapshot }

    /// All that `check` finds wrong.
    func findDamage() throws -> [Damage] {
        var found: [Damage] = []
        _ = try checkIndex(self) { found.append($0) }
        return found
    }

    /// Fails where `check` finds anything wrong.
    func expectSound(_ what: @autoclosure () -> String) throws {
        let found = try findDamage()
        try expectTrue(found.isEmpty, "\(what()): check finds \(found.map(\.description))")
    }
}

extension IndexWriter {
    mutating func put(_ document: Draft) throws { try put(document.json.span) }
}
