import Testing
@testable import Search

@Suite("Durability: what is committed stays, whatever the disk does")
struct DurabilityTests {
    /// Every call of the script in turn is the last before the power goes.
    @Test("a crash at any call leaves the last commit, or the one being made")
    func crashes() throws {
        Seed.forEachCase("crashes", 2) { index, dice in
            let script = try DurabilityScript(&dice, length: 40)
            let callCount = try plainPlay(script)
            for call in 0..<callCount {
                let disk = SimulatedDirectory()
                disk.fail(at: call, .powerLoss, seed: dice.next())
                let outcome = script.play(on: disk)
                try expectTrue(outcome.error is StorageError, "call \(call), \(disk.lastCall): gave \(outcome.error as Any)")
                for _ in 0..<3 {
                    let seed = dice.next()
                    try check(disk.crash(seed), script, outcome, "power lost at call \(call), crash \(seed)", goesOn: dice.chance(20))
                }
            }
        }
    }

    @Test("any call may fail: the writer says so, the last commit stays readable, and another writer goes on",
        arguments: [StorageError.Kind.full, .other])
    func failures(_ kind: StorageError.Kind) throws {
        Seed.forEachCase("failures", 2) { index, dice in
            let script = try DurabilityScript(&dice, length: 40)
            let callCount = try plainPlay(script)
            for call in 0..<callCount {
                let disk = SimulatedDirectory()
                disk.fail(at: call, .error(kind), seed: dice.next())
                let outcome = script.play(on: disk)
                if let error = outcome.error {
                    try expectTrue(error is StorageError, "call \(call): gave \(error)")
                }
                let what = "call \(call) failed"
                // A crash after the failure does not lose what was committed either.
                try check(disk.crash(dice.next()), script, outcome, what + ", then a crash", goesOn: false)
                if dice.chance(30) { try checkCrashOfNext(disk, script, outcome, what, &dice) } else {
                    try check(disk, script, outcome, what, goesOn: dice.chance(30))
                }
            }
        }
    }

    /// Which call that is depends on the threads' turns: so these are samples, and the same seed need not fail again.
    @Test("any call may fail while threads build: the writer says so, and the last commit stays",
        arguments: [StorageError.Kind.full, .other])
    func failuresOfThreads(_ kind: StorageError.Kind) throws {
        Seed.forEachCase("failures of threads", 2) { index, dice in
            let script = try DurabilityScript(&dice, length: 60)
            let plain = SimulatedDirectory()
            if let error = script.play(on: plain, threads: 3).error { throw error }
            for call in 0..<plain.callCount {
                let disk = SimulatedDirectory()
                disk.fail(at: call, dice.chance(30) ? .powerLoss : .error(kind), seed: dice.next())
                let outcome = script.play(on: disk, threads: 3)
                if let error = outcome.error {
                    try expectTrue(error is StorageError, "call \(call): gave \(error)")
                }
                try check(disk.crash(dice.next()), script, outcome, "call \(call) failed under threads", goesOn: dice.chance(20))
            }
        }
    }

    /// A call has failed; the next writer begins with what it finds, and the power goes while it works.
    private func checkCrashOfNext(
        _ disk: SimulatedDirectory, _ script: DurabilityScript, _ outcome: DurabilityScript.Outcome, _ what: String,
        _ dice: inout Dice
    ) throws {
        guard let found = try script.content(of: disk) else { return }
        disk.fail(at: disk.callCount + dice.below(20), .powerLoss, seed: dice.next())
        var next = script.play(on: disk, from: found)
        // What was found may have been the commit whose last step failed: it is sure only once the next one has returned.
        if next.commits.count == 1 { next.alsoPermitted = outcome.permitted }
        try check(disk.crash(dice.next()), script, next, what + ", then the next writer was cut off", goesOn: false)
    }

    @Test("of two writers the second is turned away, and none of the first one's work is lost")
    func twoWriters() throws {
        let disk = SimulatedDirectory()
        let schema = try Schema(fields: [Field(name: "title", type: .text)])
        var writer = try disk.makeWriter(schema)
        try writer.put(.document(["id": .string("a"), "title": .string("one")]))
        do {
            _ = try disk.makeWriter(schema)
            Issue.record("two writers at once")
        } catch let error as StorageError {
            #expect(error.kind == .locked)
        }
        _ = try writer.commit()
        try writer.close()
        #expect(try disk.openSnapshot().documentCount == 1)
    }

    @Test("a commit leaves no files behind that nothing names")
    func leftovers() throws {
        var dice = Seed.dice("leftovers", 0)
        let script = try DurabilityScript(&dice, length: 120)
        let disk = SimulatedDirectory()
        let outcome = script.play(on: disk)
        #expect(outcome.error == nil)
        var writer = try disk.makeWriter(nil)
        try writer.optimize { _ in }
        try writer.close()
        let oneSegment = disk.fileNames
        var again = try disk.makeWriter(nil)
        try again.put(DurabilityScript.document("new", 1, Vocabulary(&dice), &dice))
        _ = try again.commit()
        try again.optimize { _ in }
        try again.close()
        #expect(disk.fileNames.count <= oneSegment.count, "\(oneSegment), then \(disk.fileNames)")
    }

    /// Plays without a fault. - Returns: how many calls it took.
    private func plainPlay(_ script: DurabilityScript) throws -> Int {
        let disk = SimulatedDirectory()
        let outcome = script.play(on: disk)
        if let error = outcome.error { throw error }
        let callCount = disk.callCount
        try check(disk, script, outcome, "without a fault", goesOn: true)
        return callCount
    }

    private func check(
        _ disk: SimulatedDirectory, _ script: DurabilityScript, _ outcome: DurabilityScript.Outcome, _ what: String, goesOn: Bool
    ) throws {
        do {
            let found = try script.content(of: disk)
            // Before the first commit there may be no index at all.
            let permitted = outcome.permitted
            try expectTrue(
                found.map { permitted.contains($0) } ?? (outcome.commits.count == 1),
                "found \(found.map { "\($0.keys.sorted())" } ?? "no index"), permitted \(permitted.map { $0.keys.sorted() })")
            if found != nil { try disk.expectSound("afterwards") }
            guard goesOn else { return }
            let next = script.play(on: disk, from: found ?? [:])
            if let error = next.error { throw error }
            try expectSame(try script.content(of: disk), next.commits[next.commits.count - 1], "after going on")
            try disk.expectSound("after going on")
        } catch {
            throw Mismatch("\(what): \(error); \(outcome.commits.count - 1) commits, stopped by \(outcome.error.map { "\($0)" } ?? "nothing")")
        }
    }
}
