internal import CIntrinsics

/// A view of bytes that something else keeps alive: a mapped file, a cached page, an arena.
///
/// It is a pointer and a length, copied freely and without reference counts, because cursors hold many of them.
/// Every access is checked against the length: an offset that came from disk can be wrong but never reads outside.
///
/// SAFETY: whoever makes a `Bytes` guarantees that the memory outlives it. Segments own their mapping, snapshots own
/// their segments, and every cursor lives within a search that holds its snapshot.
struct Bytes: @unchecked Sendable {
    let base: UnsafeRawPointer
    let count: Int

    static let empty = Bytes(base: UnsafeRawPointer(bitPattern: 16)!, count: 0)

    init(base: UnsafeRawPointer, count: Int) {
        self.base = base
        self.count = count
    }

    init(_ buffer: UnsafeRawBufferPointer) {
        self.init(base: buffer.baseAddress ?? Bytes.empty.base, count: buffer.count)
    }

    /// The part that `range` names, or nil where it does not lie within.
    @inline(__always)
    func part(_ range: Range<Int>) -> Bytes? {
        guard range.lowerBound >= 0, range.upperBound <= count else { return nil }
        return Bytes(base: base + range.lowerBound, count: range.count)
    }

    /// The part that `range` names; the caller has checked that it lies within.
    @inline(__always)
    subscript(range: Range<Int>) -> Bytes {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return Bytes(base: base + range.lowerBound, count: range.count)
    }

    @inline(__always)
    subscript(index: Int) -> UInt8 {
        precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
        return base.load(fromByteOffset: index, as: UInt8.self)
    }

    /// A little-endian integer at any byte offset.
    @inline(__always)
    func load<T: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, as type: T.Type = T.self) -> T {
        precondition(offset >= 0 && offset <= count - MemoryLayout<T>.size)
        return T(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: T.self))
    }

    @inline(__always)
    var buffer: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    var array: [UInt8] { Array(buffer) }

    /// The text, with ill-formed parts replaced by U+FFFD.
    var string: String { String(decoding: buffer, as: UTF8.self) }

    var crc32c: UInt32 { souk_crc32c(0, base, count) }

    @inline(__always)
    func withSpan<R, E: Error>(_ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
        try body(Span(_unsafeStart: base.assumingMemoryBound(to: UInt8.self), count: count))
    }

    /// Order of bytes, then of length: the order of terms everywhere in an index.
    @inline(__always)
    func compare(_ other: Bytes) -> Int {
        let shared = Swift.min(count, other.count)
        let order = shared == 0 ? 0 : memoryOrder(base, other.base, shared)
        return order != 0 ? order : count - other.count
    }

    /// How many bytes both begin with.
    @inline(__always)
    func commonPrefix(_ other: Bytes) -> Int {
        let limit = Swift.min(count, other.count)
        var shared = 0
        while shared < limit, self[shared] == other[shared] { shared += 1 }
        return shared
    }

    @inline(__always)
    static func == (a: Bytes, b: Bytes) -> Bool {
        a.count == b.count && (a.count == 0 || memoryOrder(a.base, b.base, a.count) == 0)
    }

    /// Runs `body` on a view of a span's bytes; the view ends with the call.
    @inline(__always)
    static func of<R, E: Error>(_ span: Span<UInt8>, _ body: (Bytes) throws(E) -> R) throws(E) -> R {
        try span.bytes.withUnsafeBytes { buffer throws(E) in try body(Bytes(buffer)) }
    }

    /// Runs `body` on a view of an array's bytes; the view ends with the call.
    @inline(__always)
    static func of<R, E: Error>(_ array: [UInt8], _ body: (Bytes) throws(E) -> R) throws(E) -> R {
        try array.span.bytes.withUnsafeBytes { buffer throws(E) in try body(Bytes(buffer)) }
    }
}

func crc32c(_ bytes: UnsafeRawBufferPointer, continuing crc: UInt32 = 0) -> UInt32 {
    guard let base = bytes.baseAddress else { return crc }
    return souk_crc32c(crc, base, bytes.count)
}

/// The same without the processor's instruction: what tests and measurements compare with.
func crc32cByTable(_ bytes: Bytes) -> UInt32 { souk_crc32c_table(0, bytes.base, bytes.count) }

func crc32c(_ bytes: [UInt8]) -> UInt32 { bytes.withUnsafeBytes { crc32c($0) } }
