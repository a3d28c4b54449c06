@testable import Search

/// What `SimulatedDirectory` keeps behind its lock.
final class SimulatedDisk {
    enum Change {
        case create(String, SimulatedFile)
        case rename(String, to: String, SimulatedFile)
        case remove(String)
    }

    var names: [String: SimulatedFile] = [:]
    var durableNames: [String: SimulatedFile] = [:]
    /// Changes of names since the last sync of the folder.
    var changes: [Change] = []
    var locks: Set<String> = []
    var calls = 0
    var lastCall = ""
    var fault: (call: Int, fault: SimulatedDirectory.Fault)?
    var dice = Dice(0)

    /// Counts a call and fails it where it is the one that shall fail.
    func begin(_ call: String, _ name: String, _ onFault: (SimulatedDisk) -> Void) throws(StorageError) {
        let number = calls
        calls += 1
        lastCall = "\(call) \(name)"
        switch fault {
        case (number, .error(let kind))?:
            onFault(self)
            let reason = kind == .full ? "No space left on device" : "Input/output error"
            throw StorageError(kind: kind, call: call, file: name, reason: reason)
        case (...number, .powerLoss)?:
            if fault?.call == number, call == "append" { onFault(self) }
            throw StorageError(call: call, file: name, reason: "the power is gone")
        default: return
        }
    }

    func create(_ name: String) -> SimulatedFile {
        if let file = names[name] {
            file.truncate()
            return file
        }
        let file = SimulatedFile([])
        file.syncedCount = 0
        names[name] = file
        changes.append(.create(name, file))
        return file
    }

    func rename(_ name: String, to target: String) throws(StorageError) {
        guard let file = names.removeValue(forKey: name) else {
            throw StorageError(kind: .notFound, call: "rename", file: name, reason: "No such file or directory")
        }
        names[target] = file
        changes.append(.rename(name, to: target, file))
    }

    func remove(_ name: String) {
        guard names.removeValue(forKey: name) != nil else { return }
        changes.append(.remove(name))
    }

    /// The disk after the power was gone and came back.
    func afterCrash(_ seed: UInt64) -> SimulatedDisk {
        var dice = Dice(seed)
        var found = durableNames
        for change in survivors(&dice) {
            switch change {
            case .create(let name, let file): found[name] = file
            case .rename(let name, let target, let file):
                if found[name] === file { found[name] = nil }
                found[target] = file
            case .remove(let name): found[name] = nil
            }
        }
        let disk = SimulatedDisk()
        // One file may have two names for a moment; both then show the same bytes.
        var contents: [ObjectIdentifier: [UInt8]] = [:]
        for (name, file) in found.sorted(by: { $0.key < $1.key }) {
            let bytes = contents[ObjectIdentifier(file)] ?? file.afterCrash(&dice)
            contents[ObjectIdentifier(file)] = bytes
            disk.names[name] = SimulatedFile(bytes)
        }
        disk.durableNames = disk.names
        return disk
    }

    /// The changes of names that reached the disk: all, none, those up to one of them (a journal), or any of them.
    private func survivors(_ dice: inout Dice) -> [Change] {
        switch dice.below(4) {
        case 0: return changes
        case 1: return []
        case 2: return Array(changes.prefix(dice.below(changes.count + 1)))
        default: return changes.filter { _ in dice.chance(50) }
        }
    }
}

/// The bytes of a file, and which of them would survive.
final class SimulatedFile {
    private(set) var bytes: [UInt8]
    /// Bytes that are durable for certain.
    fileprivate(set) var syncedCount: Int
    /// Once a sync has failed the system has forgotten what it had to write: later syncs succeed and write nothing of it.
    private var lostFrom: Int?
    /// What was durable before the file was made anew under its name, until the new bytes are.
    private var former: [UInt8]?
    private var memory: FileBytes?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        syncedCount = bytes.count
    }

    private static let sectorSizeBytes = 512

    func append(_ more: ArraySlice<UInt8>) {
        bytes.append(contentsOf: more)
        memory = nil
    }

    func sync() {
        syncedCount = lostFrom ?? bytes.count
        former = nil
    }

    func loseUnsynced() { lostFrom = lostFrom ?? syncedCount }

    func truncate() {
        former = former ?? Array(bytes.prefix(syncedCount))
        bytes = []
        syncedCount = 0
        lostFrom = nil
        memory = nil
    }

    /// All bytes as memory, shared by those who read while nobody writes.
    func image() -> FileBytes {
        let shared = memory ?? FileBytes(copying: bytes)
        memory = shared
        return FileBytes(shared.bytes.buffer) { _ in withExtendedLifetime(shared) {} }
    }

    /// What is durable, then a part of the rest, of which some sectors were written and others are zero.
    func afterCrash(_ dice: inout Dice) -> [UInt8] {
        if let former, dice.chance(50) { return former }
        let end = dice.pick([bytes.count, bytes.count, syncedCount, dice.within(syncedCount...bytes.count)])
        var found = Array(bytes.prefix(end))
        let written = dice.pick([0, 50, 90, 100])
        var sector = syncedCount / Self.sectorSizeBytes * Self.sectorSizeBytes
        while sector < end {
            if !dice.chance(written) {
                for i in max(sector, syncedCount)..<min(sector + Self.sectorSizeBytes, end) { found[i] = 0 }
            }
            sector += Self.sectorSizeBytes
        }
        return found
    }
}
