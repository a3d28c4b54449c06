/// Bytes that grow: the writing half of every layout. Integers are little-endian; `varint` is LEB128.
///
/// SAFETY: raw bytes are only those of an integer on the stack, for the length of a call.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    var count: Int { bytes.count }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    mutating func put<T: FixedWidthInteger>(_ value: T) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func put(_ value: Double) { put(value.bitPattern) }

    mutating func putVarint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func putVarint(_ value: Int) {
        precondition(value >= 0)
        putVarint(UInt64(value))
    }

    mutating func put(bytes more: UnsafeRawBufferPointer) { bytes.append(contentsOf: more) }

    mutating func put(bytes more: [UInt8]) { bytes.append(contentsOf: more) }

    mutating func put(bytes more: ArraySlice<UInt8>) { bytes.append(contentsOf: more) }

    mutating func put(bytes more: Bytes) { bytes.append(contentsOf: more.buffer) }

    /// Length, then bytes.
    mutating func put(string: String) {
        let utf8 = Array(string.utf8)
        putVarint(utf8.count)
        bytes.append(contentsOf: utf8)
    }

    mutating func overwrite<T: FixedWidthInteger>(at offset: Int, with value: T) {
        withUnsafeBytes(of: value.littleEndian) { raw in
            for (i, byte) in raw.enumerated() { bytes[offset + i] = byte }
        }
    }

    mutating func align(to alignment: Int) {
        while bytes.count % alignment != 0 { bytes.append(0) }
    }
}
