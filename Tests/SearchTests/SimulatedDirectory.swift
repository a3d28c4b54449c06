import Synchronization
@testable import Search

/// A folder in memory that forgets like a disk does when the power goes, and fails any call it is told to fail.
///
/// Each file is its bytes and how many of them are durable; the folder is its names and the changes of names that no
/// `syncDirectory` has made durable yet. `crash` gives the folder that is found afterwards.
///
/// SAFETY: all that changes is in `disk`, which is reached only while `gate` is held.
final class SimulatedDirectory: FileSystem, @unchecked Sendable {
    /// What a call that is told to fail does.
    enum Fault: Sendable {
        /// The device is full or broken for this call alone; all others work.
        case error(StorageError.Kind)
        /// The power goes: this call and all later ones fail and change nothing.
        case powerLoss
    }

    private let gate = Mutex(())
    private let disk: SimulatedDisk

    init() { disk = SimulatedDisk() }

    private init(_ disk: SimulatedDisk) { self.disk = disk }

    private func locked<R>(_ body: (SimulatedDisk) -> R) -> R {
        gate.withLock { _ in Transfer(value: body(disk)) }.value
    }

    /// Counts of all calls so far; the next call has this number.
    var callCount: Int { locked { $0.calls } }

    /// The calls so far by name, for messages.
    var lastCall: String { locked { $0.lastCall } }

    func fail(at call: Int, _ fault: Fault, seed: UInt64 = 0) {
        locked {
            $0.fault = (call, fault)
            $0.dice = Dice(seed)
        }
    }

    /// What is left when the power goes now: all that was synced, and of the rest what chance has it.
    func crash(_ seed: UInt64) -> SimulatedDirectory {
        locked { SimulatedDirectory($0.afterCrash(seed)) }
    }

    // MARK: looking at files and changing them from outside

    var fileNames: [String] { locked { $0.names.keys.sorted() } }

    func content(of name: String) -> [UInt8]? { locked { $0.names[name]?.bytes } }

    /// A folder of its own with the same files, but for other bytes in one of them; nil takes the file away.
    func replacing(_ name: String, with bytes: [UInt8]?) -> SimulatedDirectory {
        locked { disk in
            let copy = SimulatedDisk()
            copy.names = disk.names.mapValues { SimulatedFile($0.bytes) }
            copy.names[name] = bytes.map { SimulatedFile($0) }
            copy.durableNames = copy.names
            return SimulatedDirectory(copy)
        }
    }

    // MARK: FileSystem

    func list() throws(StorageError) -> [String] {
        try call("list", "") { $0.names.keys.sorted() }
    }

    func read(_ name: String) throws(StorageError) -> FileBytes {
        try call("read", name) { disk throws(StorageError) in
            guard let file = disk.names[name] else {
                throw StorageError(kind: .notFound, call: "read", file: name, reason: "No such file or directory")
            }
            return file.image()
        }
    }

    func create(_ name: String) throws(StorageError) -> any OutputFile {
        try call("create", name) { disk in
            let file = disk.create(name)
            return SimulatedOutput(name: name, file: file, directory: self)
        }
    }

    func rename(_ name: String, to target: String) throws(StorageError) {
        try call("rename", name) { disk throws(StorageError) in try disk.rename(name, to: target) }
    }

    func remove(_ name: String) throws(StorageError) {
        try call("remove", name) { $0.remove(name) }
    }

    func syncDirectory() throws(StorageError) {
        try call("syncDirectory", "") { disk in
            disk.durableNames = disk.names
            disk.changes.removeAll()
        }
    }

    func lock(_ name: String) throws(StorageError) -> any FileLock {
        try call("lock", name) { disk throws(StorageError) in
            guard disk.locks.insert(name).inserted else {
                throw StorageError(kind: .locked, call: "lock", file: name, reason: "taken")
            }
            return SimulatedLock { [weak self] in self?.unlock(name) }
        }
    }

    private func unlock(_ name: String) { _ = locked { $0.locks.remove(name) } }

    /// One call: counted, failed where it is its turn, else done.
    fileprivate func call<R>(
        _ call: String, _ name: String, onFault: (SimulatedDisk) -> Void = { _ in },
        _ body: (SimulatedDisk) throws(StorageError) -> R
    ) throws(StorageError) -> R {
        try locked { disk -> Result<R, StorageError> in
            do throws(StorageError) {
                try disk.begin(call, name, onFault)
                return .success(try body(disk))
            } catch {
                return .failure(error)
            }
        }.get()
    }
}

/// A result on its way out of the lock. Nothing in it is reached by two threads: it was made for the one who called.
private struct Transfer<R>: @unchecked Sendable { let value: R }

private final class SimulatedLock: FileLock, @unchecked Sendable {  // one immutable closure over a lock-protected state
    private let onRelease: () -> Void
    init(_ onRelease: @escaping () -> Void) { self.onRelease = onRelease }
    deinit { onRelease() }
}

private final class SimulatedOutput: OutputFile {
    private let name: String
    private let file: SimulatedFile
    private let directory: SimulatedDirectory
    private var isOpen = true

    init(name: String, file: SimulatedFile, directory: SimulatedDirectory) {
        self.name = name
        self.file = file
        self.directory = directory
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
        precondition(isOpen, "append after close")
        let added = Array(bytes)
        // A write that fails may have written a part.
        try directory.call("append", name) { disk in
            self.file.append(added.prefix(disk.dice.below(added.count + 1)))
        } _: { _ in
            self.file.append(added[...])
        }
    }

    func sync() throws(StorageError) {
        precondition(isOpen, "sync after close")
        try directory.call("sync", name) { _ in
            self.file.loseUnsynced()
        } _: { _ in
            self.file.sync()
        }
    }

    func close() throws(StorageError) {
        precondition(isOpen, "closed twice")
        try directory.call("close", name) { _ in self.isOpen = false }
    }
}
