/// Reading code points from bytes that may be anything, by Unicode's table of well-formed sequences (3-7).
enum UTF8Reading {
    @inline(__always)
    static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    /// The code point at `index` and its size, or U+FFFD and 1 for a byte that begins none.
    @inline(__always)
    static func decode(_ text: Span<UInt8>, at index: Int) -> (scalar: UInt32, size: Int) {
        let first = UInt32(text[index])
        if first < 0x80 { return (first, 1) }
        let left = text.count - index
        if first >= 0xC2, first < 0xE0, left >= 2 {
            let second = text[index + 1]
            if isContinuation(second) { return ((first & 0x1F) << 6 | UInt32(second & 0x3F), 2) }
        } else if first >= 0xE0, first < 0xF0, left >= 3 {
            let (second, third) = (text[index + 1], text[index + 2])
            let scalar = (first & 0xF) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
            if isContinuation(second), isContinuation(third), scalar >= 0x800, scalar & 0xF800 != 0xD800 { return (scalar, 3) }
        } else if first >= 0xF0, first < 0xF5, left >= 4 {
            return decodeFour(text, at: index)
        }
        return (0xFFFD, 1)
    }

    private static func decodeFour(_ text: Span<UInt8>, at index: Int) -> (scalar: UInt32, size: Int) {
        var scalar = UInt32(text[index] & 7)
        for offset in 1...3 {
            guard isContinuation(text[index + offset]) else { return (0xFFFD, 1) }
            scalar = scalar << 6 | UInt32(text[index + offset] & 0x3F)
        }
        return scalar >= 0x10000 && scalar <= 0x10FFFF ? (scalar, 4) : (0xFFFD, 1)
    }

    /// The largest code-point boundary at or before `limit`; `limit` itself where the bytes around it are no UTF-8.
    static func boundary(_ text: Span<UInt8>, atOrBefore limit: Int) -> Int {
        guard limit < text.count else { return text.count }
        var index = limit
        while index > 0, limit - index < 4, isContinuation(text[index]) { index -= 1 }
        return isContinuation(text[index]) ? limit : index
    }

    static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        switch scalar {
        case ..<0x80: bytes.append(UInt8(truncatingIfNeeded: scalar))
        case ..<0x800:
            bytes.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        case ..<0x10000:
            bytes.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        default:
            bytes.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
        }
    }
}
