internal import Glibc
internal import Platform

/// A file of rows as a stream of plain bytes, whatever it is wrapped in: nothing, gzip or zstd, told by its first
/// bytes and not by its name, so that standard input (`-`) may hold any of them.
final class InputFile {
    /// What messages call it.
    let name: String
    /// Bytes of the file itself, before unwrapping, read so far.
    private(set) var consumedBytes = 0
    /// Bytes after unwrapping, handed out so far.
    private(set) var deliveredBytes = 0

    private let descriptor: Int32
    /// Bytes of the file not yet unwrapped lie in `chunk[position..<filled]`.
    private var chunk: [UInt8]
    private var position = 0
    private var filled = 0
    private var isAtEnd = false
    private var hasLooked = false
    private var decompressor: (any Decompressor)?

    /// Large enough that a system call costs nothing beside the work on what it brings, small enough for the L2 cache.
    static let chunkSizeBytes = 256 << 10

    /// Opens a file, or standard input for `-`.
    init(path: String) throws(InputError) {
        chunk = [UInt8](repeating: 0, count: Self.chunkSizeBytes)
        guard path != "-" else {
            name = "-"
            descriptor = STDIN_FILENO
            return
        }
        name = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw InputError(file: path, reason: String(cString: strerror(errno))) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            close(descriptor)
            throw InputError(file: path, reason: "this is a folder, not a file of rows")
        }
    }

    /// Plain bytes that are in memory already.
    init(name: String, contents: [UInt8]) {
        self.name = name
        descriptor = -1
        chunk = contents
        filled = contents.count
        isAtEnd = true
        hasLooked = true
    }

    deinit {
        if descriptor > STDIN_FILENO { close(descriptor) }
    }

    /// The size of a regular file, nil for pipes and the like.
    static func sizeBytes(path: String) -> Int? {
        var status = stat()
        let result = path == "-" ? fstat(STDIN_FILENO, &status) : stat(path, &status)
        return result == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    /// Puts plain bytes at the start of `target`, as many as are at hand, and returns how many; 0 only at the end.
    /// - Throws: `InputError`, or `Interrupted` where a signal came while it waited.
    func read(into target: UnsafeMutableRawBufferPointer) throws -> Int {
        if !hasLooked { try look() }
        while true {
            if position == filled, !isAtEnd { try refill() }
            let (consumed, produced) = try unwrap(into: target)
            position += consumed
            deliveredBytes += produced
            if produced > 0 { return produced }
            guard position == filled, isAtEnd else { continue }
            if let decompressor, !decompressor.isBetweenFrames {
                throw InputError(
                    file: name, reason: "the \(decompressor.format) data end in the middle: the file is truncated")
            }
            return 0
        }
    }

    private func unwrap(into target: UnsafeMutableRawBufferPointer) throws(InputError) -> (consumed: Int, produced: Int) {
        // SAFETY: the view covers `chunk[position..<filled]`, which nothing changes until the closure returns.
        let result = chunk.withUnsafeBytes { whole -> Result<(Int, Int), DecompressionFailure> in
            let source = UnsafeRawBufferPointer(rebasing: whole[position..<filled])
            guard let decompressor else {
                let count = min(source.count, target.count)
                if count > 0 { memcpy(target.baseAddress!, source.baseAddress!, count) }
                return .success((count, count))
            }
            return decompressor.decompress(source, into: target)
        }
        switch result {
        case .success(let counts): return counts
        case .failure(let failure):
            throw InputError(file: name, reason: "not valid \(failure.format) data: \(failure.reason)")
        }
    }

    /// Reads enough to see the first bytes, and chooses how to unwrap them.
    private func look() throws {
        hasLooked = true
        while filled < 4, !isAtEnd { try refill() }
        let head = chunk[..<filled]
        if head.starts(with: Gzip.magic) {
            decompressor = Gzip()
        } else if head.starts(with: Zstd.magic) {
            decompressor = Zstd()
        } else if let ending = ["gz", "zst"].first(where: { name.hasSuffix(".\($0)") }) {
            let what = filled == 0 ? "the file is empty, so truncated" : "the file is not what its name says"
            throw InputError(file: name, reason: "not .\(ending) data: \(what)")
        }
    }

    private func refill() throws {
        if position == filled {
            position = 0
            filled = 0
        }
        while true {
            if let signal = Interruption.signal { throw Interrupted(signal: signal) }
            // SAFETY: the view covers the free end of `chunk`, and the call is told its size.
            let count = chunk.withUnsafeMutableBytes { whole in
                Glibc.read(descriptor, whole.baseAddress! + filled, whole.count - filled)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw InputError(file: name, reason: String(cString: strerror(errno))) }
            isAtEnd = count == 0
            filled += count
            consumedBytes += count
            return
        }
    }
}
