internal import Glibc

/// Why data could not be written: a full disk is a failure like any other.
struct OutputError: Error, CustomStringConvertible {
    let file: String
    let reason: String

    var description: String { "\(file): \(reason)" }
}

/// A file or standard output that takes whole pieces and says when it can't.
final class DataOutput {
    private let name: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private static let bufferSizeBytes = 64 << 10

    /// Standard output.
    init() {
        name = "standard output"
        descriptor = STDOUT_FILENO
    }

    /// A file, made anew.
    init(path: String) throws(OutputError) {
        name = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw OutputError(file: path, reason: String(cString: strerror(errno))) }
    }

    func write(_ bytes: [UInt8]) throws(OutputError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferSizeBytes { try flush() }
    }

    func write(_ text: String) throws(OutputError) { try write(Array(text.utf8)) }

    func flush() throws(OutputError) {
        var pending = buffer[...]
        buffer.removeAll()
        while !pending.isEmpty {
            let count = Glibc.write(descriptor, Array(pending), pending.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw OutputError(file: name, reason: String(cString: strerror(errno))) }
            pending = pending.dropFirst(count)
        }
    }

    /// Writes what is left. A file must be closed to be known as written.
    func close() throws(OutputError) {
        try flush()
        guard descriptor != STDOUT_FILENO else { return }
        guard Glibc.close(descriptor) == 0 else {
            throw OutputError(file: name, reason: String(cString: strerror(errno)))
        }
    }
}

/// Writes one piece of text to standard output.
func printData(_ text: String) throws(OutputError) { try printData(Array(text.utf8)) }

func printData(_ bytes: [UInt8]) throws(OutputError) {
    let output = DataOutput()
    try output.write(bytes)
    try output.flush()
}
