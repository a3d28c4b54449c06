internal import Glibc

/// The part of an input file that is being looked at. It grows to hold whatever must be seen at once, up to a limit,
/// and is otherwise used over and over, so that reading rows allocates nothing.
struct Window {
    let file: InputFile
    private(set) var bytes: [UInt8]
    /// Bytes read and not yet dropped: `bytes[start..<end]`.
    private(set) var start = 0
    private(set) var end = 0
    private(set) var isAtEnd = false

    /// The longest row: rows must fit into memory, and nobody's product has 64 MiB of text by intention.
    static let limitBytes = 64 << 20

    init(_ file: InputFile) {
        self.file = file
        bytes = [UInt8](repeating: 0, count: 1 << 20)
    }

    var count: Int { end - start }
    var isFull: Bool { count >= Self.limitBytes }

    mutating func drop(to position: Int) {
        precondition(position >= start && position <= end)
        start = position
    }

    /// Reads more behind what is there, moving it to the front; offsets change by what `start` does.
    mutating func readMore() throws {
        guard !isAtEnd else { return }
        let kept = count
        if kept == bytes.count {
            bytes.append(contentsOf: repeatElement(0, count: min(bytes.count, Self.limitBytes + 1)))
        }
        let (oldStart, oldEnd) = (start, end)
        // SAFETY: both views lie within `bytes`: `oldStart...oldEnd` is what was filled, and at least one byte is free
        // behind `kept`. memmove allows the overlap.
        let added = try bytes.withUnsafeMutableBytes { whole in
            if oldStart > 0, kept > 0 { memmove(whole.baseAddress!, whole.baseAddress! + oldStart, oldEnd - oldStart) }
            return try file.read(into: UnsafeMutableRawBufferPointer(rebasing: whole[kept...]))
        }
        start = 0
        end = kept + added
        isAtEnd = added == 0
    }

    /// Where `byte` first stands at `position` or behind it, among what has been read.
    @inline(__always)
    func firstIndex(of byte: UInt8, from position: Int) -> Int? {
        precondition(position >= start && position <= end)
        // SAFETY: the search is told how many bytes lie between `position` and `end`, which is within `bytes`.
        // PERF: memchr finds line ends at 20 GB/s, a loop over an array at 1.
        return bytes.withUnsafeBytes { whole -> Int? in
            let base = whole.baseAddress!
            guard let found = memchr(base + position, Int32(byte), end - position) else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }
}
