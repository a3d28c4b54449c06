import Glibc
import Synchronization
@testable import Search

/// A folder in which files that other threads than its maker's want to make have to wait until it is opened.
final class GatedDirectory: FileSystem {
    private let inner: SimulatedDirectory
    private let maker = pthread_self()
    private let isOpen = Atomic(false)

    init(_ inner: SimulatedDirectory) { self.inner = inner }

    func open() { isOpen.store(true, ordering: .releasing) }

    func create(_ name: String) throws(StorageError) -> any OutputFile {
        while pthread_equal(pthread_self(), maker) == 0, !isOpen.load(ordering: .acquiring) { usleep(200) }
        return try inner.create(name)
    }

    func list() throws(StorageError) -> [String] { try inner.list() }
    func read(_ name: String) throws(StorageError) -> FileBytes { try inner.read(name) }
    func rename(_ name: String, to target: String) throws(StorageError) { try inner.rename(name, to: target) }
    func remove(_ name: String) throws(StorageError) { try inner.remove(name) }
    func syncDirectory() throws(StorageError) { try inner.syncDirectory() }
    func lock(_ name: String) throws(StorageError) -> any FileLock { try inner.lock(name) }
}
