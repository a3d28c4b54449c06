/// One folder in which an index lives. Names are flat. The real one is `PosixDirectory`; the simulated one of the tests
/// forgets what was not synced, tears writes and fails any call.
///
/// What a crash may do between calls, and what implementations promise:
/// - bytes appended to a file are durable after `sync` of that file, its name after `syncDirectory`;
/// - `rename` replaces the target at once: after a crash the name means either the old file or the new one.
package protocol FileSystem: Sendable {
    func list() throws(StorageError) -> [String]
    func read(_ name: String) throws(StorageError) -> FileBytes
    /// Makes an empty file, replacing one of that name.
    func create(_ name: String) throws(StorageError) -> any OutputFile
    func rename(_ name: String, to target: String) throws(StorageError)
    func remove(_ name: String) throws(StorageError)
    func syncDirectory() throws(StorageError)
    /// Takes the writer's lock, which is given back when the result is released or the process ends.
    func lock(_ name: String) throws(StorageError) -> any FileLock
}

/// A file being written, front to back. One owner, one thread.
///
/// SAFETY: bytes are valid for the length of a call; whoever keeps them copies them.
package protocol OutputFile: AnyObject {
    func append(_ bytes: UnsafeRawBufferPointer) throws(StorageError)
    func sync() throws(StorageError)
    func close() throws(StorageError)
}

package protocol FileLock: AnyObject, Sendable {}

/// A call to the disk that failed, in words for the one who runs the index.
package struct StorageError: Error, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable { case notFound, locked, full, other }
    package let kind: Kind
    package let call: String
    package let file: String
    package let reason: String

    package init(kind: Kind = .other, call: String, file: String, reason: String) {
        self.kind = kind
        self.call = call
        self.file = file
        self.reason = reason
    }

    package var description: String {
        switch kind {
        case .locked: "\(file): another process is writing to this index; wait for it to finish, or end it"
        case .full: "\(file): no space left on the device; the last commit is unharmed: free space and run again"
        case .notFound, .other: "\(file): \(call) failed: \(reason)"
        }
    }
}

/// Bytes on disk that are not what was written there: where, and what is wrong with them.
package struct Damage: Error, Equatable, CustomStringConvertible {
    package let file: String
    package let offset: UInt64
    package let reason: String

    package init(file: String, offset: UInt64, reason: String) {
        self.file = file
        self.offset = offset
        self.reason = reason
    }

    package var description: String { "\(file): damaged at byte \(offset): \(reason)" }
}

/// A whole file as memory, for as long as this object lives.
///
/// SAFETY: the memory stays valid and unchanged until `deinit`; index files are never written after they are named in a
/// manifest, so mapping them is sound as long as nobody else truncates them.
package final class FileBytes: @unchecked Sendable {  // immutable memory behind an immutable pointer
    let bytes: Bytes
    private let onRelease: (UnsafeRawBufferPointer) -> Void
    private let onForget: ((UnsafeRawBufferPointer) -> Void)?

    /// `onRelease` frees the memory; `onForget` tells the system that a part will not be needed soon.
    package init(
        _ memory: UnsafeRawBufferPointer, onForget: ((UnsafeRawBufferPointer) -> Void)? = nil,
        onRelease: @escaping (UnsafeRawBufferPointer) -> Void
    ) {
        bytes = Bytes(memory)
        self.onRelease = onRelease
        self.onForget = onForget
    }

    deinit { onRelease(bytes.buffer) }

    package var count: Int { bytes.count }

    /// Gives back the pages of a part that has been read, so that reading a large file keeps the process small.
    func forget(_ range: Range<Int>) {
        if let onForget, let part = bytes.part(range) { onForget(part.buffer) }
    }
}

/// A file in memory, for file systems without mapping.
extension FileBytes {
    package convenience init(copying array: [UInt8]) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(array.count, 1), alignment: 64)
        memory.copyBytes(from: array)
        self.init(UnsafeRawBufferPointer(start: memory.baseAddress, count: array.count)) { _ in memory.deallocate() }
    }
}
