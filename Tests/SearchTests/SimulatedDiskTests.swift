import Testing
@testable import Search

@Suite("The simulated disk")
struct SimulatedDiskTests {
    private func write(_ text: String, _ name: String, to disk: SimulatedDirectory, sync: Bool) throws {
        let output = try disk.create(name)
        try Array(text.utf8).withUnsafeBytes { try output.append($0) }
        if sync { try output.sync() }
        try output.close()
    }

    private func text(_ disk: SimulatedDirectory, _ name: String) -> String? {
        disk.content(of: name).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("keeps what was synced through every crash")
    func synced() throws {
        let disk = SimulatedDirectory()
        try write("one", "a", to: disk, sync: true)
        try disk.syncDirectory()
        try write("two", "b.new", to: disk, sync: true)
        try disk.rename("b.new", to: "a")
        for seed in 0..<200 {
            let found = text(disk.crash(UInt64(seed)), "a")
            #expect(found == "one" || found == "two")
        }
        try disk.syncDirectory()
        for seed in 0..<50 { #expect(text(disk.crash(UInt64(seed)), "a") == "two") }
    }

    @Test("may forget everything that was not synced")
    func unsynced() throws {
        let disk = SimulatedDirectory()
        let long = String(repeating: "x", count: 2000)
        try write(long, "named", to: disk, sync: true)
        try write(long, "torn", to: disk, sync: false)
        let found = (0..<400).map { disk.crash(UInt64($0)) }
        #expect(found.contains { $0.content(of: "named") == nil })
        #expect(found.contains { text($0, "named") == long })
        #expect(found.allSatisfy { text($0, "named") ?? long == long })
        #expect(found.contains { $0.content(of: "torn")?.count == 0 })
        #expect(found.contains { text($0, "torn") == long })
        #expect(found.contains { $0.content(of: "torn")?.contains(0) == true })
    }

    @Test("fails exactly the call it is told to")
    func faults() throws {
        let disk = SimulatedDirectory()
        disk.fail(at: 2, .error(.full))
        #expect(throws: StorageError.self) { try self.write("one", "a", to: disk, sync: true) }
        try write("one", "a", to: disk, sync: true)
        #expect(text(disk, "a") == "one")
        disk.fail(at: disk.callCount, .powerLoss)
        for _ in 0..<3 { #expect(throws: StorageError.self) { try disk.syncDirectory() } }
    }

    @Test("does not make durable later what a failed sync has lost")
    func failedSync() throws {
        let disk = SimulatedDirectory()
        let output = try disk.create("a")
        try disk.syncDirectory()
        try [UInt8](repeating: 1, count: 3000).withUnsafeBytes { try output.append($0) }
        disk.fail(at: disk.callCount, .error(.other))
        #expect(throws: StorageError.self) { try output.sync() }
        try output.sync()
        #expect((0..<100).contains { disk.crash(UInt64($0)).content(of: "a")?.count != 3000 })
    }

    @Test("gives its lock to one at a time")
    func locks() throws {
        let disk = SimulatedDirectory()
        do {
            let lock = try disk.lock("writer")
            #expect(throws: StorageError.self) { _ = try disk.lock("writer") }
            _ = lock
        }
        _ = try disk.lock("writer")
    }
}
