internal import Glibc

/// A folder of the operating system. Files are read by mapping; writes are gathered into large ones.
///
/// SAFETY: a mapping is unmapped by the `FileBytes` that owns it and nothing else; pages are given back only inside it.
package struct PosixDirectory: FileSystem {
    package let path: String

    /// Opens the folder, and makes it where it is missing and `create` says so.
    package init(_ path: String, create: Bool = false) throws(StorageError) {
        self.path = path
        var info = stat()
        if stat(path, &info) == 0 {
            guard info.st_mode & S_IFMT == S_IFDIR else {
                throw StorageError(call: "open", file: path, reason: "not a folder")
            }
        } else if create {
            // Folders above it, where they are missing; what can't be made shows in the last one.
            let slash = UInt8(ascii: "/")
            for end in path.utf8.indices.dropFirst() where path.utf8[end] == slash { mkdir(String(path[..<end]), 0o755) }
            guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw failure("mkdir", path) }
        } else {
            throw StorageError(kind: .notFound, call: "open", file: path, reason: "no such folder")
        }
    }

    private func place(_ name: String) -> String { path + "/" + name }

    package func list() throws(StorageError) -> [String] {
        guard let folder = opendir(path) else { throw failure("opendir", path) }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    package func read(_ name: String) throws(StorageError) -> FileBytes {
        let descriptor = open(place(name), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", place(name)) }
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0 else { throw failure("stat", place(name)) }
        let size = Int(info.st_size)
        if size == 0 { return FileBytes(UnsafeRawBufferPointer(start: nil, count: 0)) { _ in } }
        guard let memory = mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0), memory != MAP_FAILED else {
            throw failure("mmap", place(name))
        }
        return FileBytes(
            UnsafeRawBufferPointer(start: memory, count: size),
            onForget: { part in
                // Only whole pages may be given back.
                let start = (UInt(bitPattern: part.baseAddress) + 4095) & ~4095
                let end = UInt(bitPattern: part.baseAddress) + UInt(part.count) & ~4095
                if end > start, let at = UnsafeMutableRawPointer(bitPattern: start) { madvise(at, Int(end - start), MADV_DONTNEED) }
            },
            onRelease: { whole in munmap(UnsafeMutableRawPointer(mutating: whole.baseAddress), whole.count) })
    }

    package func create(_ name: String) throws(StorageError) -> any OutputFile {
        let descriptor = open(place(name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure("create", place(name)) }
        return PosixOutput(descriptor: descriptor, path: place(name))
    }

    package func rename(_ name: String, to target: String) throws(StorageError) {
        guard Glibc.rename(place(name), place(target)) == 0 else { throw failure("rename", place(name)) }
    }

    package func remove(_ name: String) throws(StorageError) {
        guard unlink(place(name)) == 0 || errno == ENOENT else { throw failure("remove", place(name)) }
    }

    package func syncDirectory() throws(StorageError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("fsync", path) }
    }

    package func lock(_ name: String) throws(StorageError) -> any FileLock {
        let descriptor = open(place(name), O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure("open", place(name)) }
        // flock ends with the process, however it ends, so a killed writer leaves no stale lock.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let taken = errno == EWOULDBLOCK
            let error = taken
                ? StorageError(kind: .locked, call: "flock", file: path, reason: "taken")
                : failure("flock", place(name))
            close(descriptor)
            throw error
        }
        return PosixLock(descriptor: descriptor)
    }
}

private func failure(_ call: String, _ file: String) -> StorageError {
    let code = errno
    let kind: StorageError.Kind =
        switch code {
        case ENOENT: .notFound
        case ENOSPC, EDQUOT: .full
        default: .other
        }
    return StorageError(kind: kind, call: call, file: file, reason: String(cString: strerror(code)))
}

private final class PosixLock: FileLock {
    private let descriptor: Int32
    init(descriptor: Int32) { self.descriptor = descriptor }
    deinit { close(descriptor) }
}

private final class PosixOutput: OutputFile {
    private var descriptor: Int32
    private let path: String
    private var pending: [UInt8] = []
    /// Large enough that calls are few, small enough to be nothing beside the memory budget.
    private static let pendingSizeBytes = 256 << 10

    init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
        pending.reserveCapacity(Self.pendingSizeBytes)
    }

    deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

    func append(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
        if pending.count + bytes.count > Self.pendingSizeBytes { try flush() }
        if bytes.count > Self.pendingSizeBytes {
            try write(bytes)
        } else {
            pending.append(contentsOf: bytes)
        }
    }

    private func flush() throws(StorageError) {
        let full = pending
        pending.removeAll(keepingCapacity: false)
        try full.span.bytes.withUnsafeBytes { buffer throws(StorageError) in try write(buffer) }
        pending.reserveCapacity(Self.pendingSizeBytes)
    }

    private func write(_ bytes: UnsafeRawBufferPointer) throws(StorageError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = UnsafeRawBufferPointer(rebasing: rest)
            let written = Glibc.write(descriptor, part.baseAddress, part.count)
            if written < 0 {
                if errno == EINTR { continue }
                throw failure("write", path)
            }
            rest = rest.dropFirst(written)
        }
    }

    func sync() throws(StorageError) {
        try flush()
        guard fsync(descriptor) == 0 else { throw failure("fsync", path) }
    }

    func close() throws(StorageError) {
        try flush()
        let closed = Glibc.close(descriptor)
        descriptor = -1
        guard closed == 0 else { throw failure("close", path) }
    }
}
