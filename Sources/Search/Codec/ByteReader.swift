/// Why bytes could not be read as what they should be; `offset` counts from the beginning of the bytes read.
struct Malformed: Error {
    let offset: Int
    let reason: String
}

/// A place in bytes that moves as it reads: the reading half of layouts that are read once, at open.
/// Every read is checked and throws `Malformed`, so hostile bytes cost an error.
struct ByteReader {
    let bytes: Bytes
    private(set) var offset = 0

    init(_ bytes: Bytes, at offset: Int = 0) {
        self.bytes = bytes
        self.offset = offset
    }

    var remaining: Int { bytes.count - offset }

    mutating func get<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type = T.self) throws(Malformed) -> T {
        guard remaining >= MemoryLayout<T>.size else { throw end(MemoryLayout<T>.size) }
        defer { offset += MemoryLayout<T>.size }
        return bytes.load(offset)
    }

    mutating func getDouble() throws(Malformed) -> Double { Double(bitPattern: try get()) }

    mutating func getVarint() throws(Malformed) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            guard remaining > 0 else { throw end(1) }
            let byte = bytes[offset]
            offset += 1
            guard shift < 63 || byte <= 1 else { throw Malformed(offset: offset - 1, reason: "varint past 64 bits") }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
    }

    /// A varint that counts things in memory, and is no more than `limit`.
    mutating func getCount(upTo limit: Int) throws(Malformed) -> Int {
        let start = offset
        let value = try getVarint()
        guard value <= UInt64(limit) else {
            throw Malformed(offset: start, reason: "count \(value) is more than \(limit)")
        }
        return Int(value)
    }

    mutating func getBytes(_ count: Int) throws(Malformed) -> Bytes {
        guard count >= 0, count <= remaining else { throw end(count) }
        defer { offset += count }
        return bytes[offset..<offset + count]
    }

    mutating func getString() throws(Malformed) -> String {
        let count = try getCount(upTo: remaining)
        return try getBytes(count).string
    }

    private func end(_ wanted: Int) -> Malformed {
        Malformed(offset: offset, reason: "ends after \(remaining) bytes where \(wanted) were expected")
    }
}
