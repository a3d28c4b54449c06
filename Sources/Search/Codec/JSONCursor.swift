/// Where JSON text stops being JSON (RFC 8259), as a byte offset, and what was expected there.
package struct JSONError: Error, Equatable, CustomStringConvertible {
    package let offset: Int
    package let reason: String
    package var description: String { "byte \(offset + 1): \(reason)" }
}

/// A place in JSON text that moves over it without building a tree: documents are read this way, once, as bytes.
/// The text must be valid UTF-8 (`UTF8Validation`); everything else about it is checked here.
struct JSONCursor {
    let bytes: Bytes
    private(set) var offset = 0
    static let depthLimit = 64

    init(_ bytes: Bytes) { self.bytes = bytes }

    /// A string as it stands in the text, without its quotes.
    struct StringToken {
        let range: Range<Int>
        let isEscaped: Bool
    }

    enum Kind { case object, array, string, number, boolean, null }

    func error(_ reason: String, at place: Int? = nil) -> JSONError { JSONError(offset: place ?? offset, reason: reason) }

    @inline(__always)
    mutating func skipSpace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0A, 0x0D: offset += 1
            default: return
            }
        }
    }

    /// The kind of the value that begins here, after any space.
    mutating func peekKind() throws(JSONError) -> Kind {
        skipSpace()
        guard offset < bytes.count else { throw error("the text ends where a value was expected") }
        switch bytes[offset] {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
        case UInt8(ascii: "n"): return .null
        default: throw error("expected a value, found \(found)")
        }
    }

    private var found: String {
        guard offset < bytes.count else { return "the end of the text" }
        let byte = bytes[offset]
        return byte > 0x20 && byte < 0x7F ? "'\(Character(UnicodeScalar(byte)))'" : "byte \(byte)"
    }

    @inline(__always)
    mutating func consume(_ byte: UInt8) -> Bool {
        skipSpace()
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard consume(byte) else { throw error("expected '\(Character(UnicodeScalar(byte)))', found \(found)") }
    }

    mutating func expectEnd() throws(JSONError) {
        skipSpace()
        guard offset == bytes.count else { throw error("expected the end of the text, found \(found)") }
    }

    /// Steps from one member or element to the next: true where another follows, false after the closing `close`.
    mutating func next(isFirst: Bool, close: UInt8) throws(JSONError) -> Bool {
        if consume(close) { return false }
        if !isFirst {
            guard consume(UInt8(ascii: ",")) else {
                throw error("expected ',' or '\(Character(UnicodeScalar(close)))', found \(found)")
            }
        }
        return true
    }

    mutating func key() throws(JSONError) -> StringToken {
        let name = try string()
        try expect(UInt8(ascii: ":"))
        return name
    }

    mutating func string() throws(JSONError) -> StringToken {
        try expect(UInt8(ascii: "\""))
        let start = offset
        var escaped = false
        while true {
            skipPlain()
            guard offset < bytes.count else { break }
            let byte = bytes[offset]
            if byte == UInt8(ascii: "\"") {
                offset += 1
                return StringToken(range: start..<offset - 1, isEscaped: escaped)
            }
            if byte == UInt8(ascii: "\\") {
                escaped = true
                try skipEscape()
            } else if byte < 0x20 {
                throw error("control character \(byte) in a string: write it as an escape")
            } else {
                offset += 1
            }
        }
        throw error("a string begins here and has no closing quote", at: start - 1)
    }

    /// Moves over bytes of a string that mean themselves, eight at a time: to a quote, a backslash, a control character, or
    /// to less than eight bytes before the end.
    ///
    /// PERF: a byte at a time, this was 6 % of indexing short documents. A zero byte is found as in "Bit Twiddling Hacks"
    /// (Anderson): the lowest bit found is sure, those above it may be false.
    @inline(__always)
    private mutating func skipPlain() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        while offset + 8 <= bytes.count {
            let eight = bytes.load(offset, as: UInt64.self)
            let quotes = eight ^ (ones &* 0x22)
            let slashes = eight ^ (ones &* 0x5C)
            let found = (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes | (eight &- ones &* 0x20) & ~eight
            let marks = found & (ones &* 0x80)
            if marks != 0 {
                offset += marks.trailingZeroBitCount >> 3
                return
            }
            offset += 8
        }
    }

    private mutating func skipEscape() throws(JSONError) {
        guard offset + 1 < bytes.count else { throw error("the text ends in an escape") }
        switch bytes[offset + 1] {
        case UInt8(ascii: "u"):
            for i in 2..<6 {
                guard offset + i < bytes.count, hexDigit(bytes[offset + i]) != nil else {
                    throw error("\\u must be followed by four hexadecimal digits")
                }
            }
            offset += 6
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: offset += 2
        default: throw error("unknown escape")
        }
    }

    /// The characters of a number, checked against the grammar.
    mutating func number() throws(JSONError) -> Range<Int> {
        skipSpace()
        let start = offset
        if peek == UInt8(ascii: "-") { offset += 1 }
        if peek == UInt8(ascii: "0") {
            offset += 1
        } else {
            try digits()
        }
        if peek == UInt8(ascii: ".") {
            offset += 1
            try digits()
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            offset += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { offset += 1 }
            try digits()
        }
        return start..<offset
    }

    @inline(__always)
    private var peek: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    private mutating func digits() throws(JSONError) {
        guard peek >= 0x30, peek <= 0x39 else { throw error("expected a digit, found \(found)") }
        while peek >= 0x30, peek <= 0x39 { offset += 1 }
    }

    mutating func boolean() throws(JSONError) -> Bool {
        if word("true") { return true }
        if word("false") { return false }
        throw error("expected true or false")
    }

    mutating func null() throws(JSONError) {
        guard word("null") else { throw error("expected null") }
    }

    private mutating func word(_ literal: StaticString) -> Bool {
        skipSpace()
        guard bytes.count - offset >= literal.utf8CodeUnitCount else { return false }
        for i in 0..<literal.utf8CodeUnitCount where bytes[offset + i] != literal.utf8Start[i] { return false }
        offset += literal.utf8CodeUnitCount
        return true
    }

    /// Moves past one value of any kind, checking it.
    mutating func skipValue(depth: Int = 0) throws(JSONError) {
        guard depth < Self.depthLimit else { throw error("nested more than \(Self.depthLimit) deep") }
        switch try peekKind() {
        case .string: _ = try string()
        case .number: _ = try number()
        case .boolean: _ = try boolean()
        case .null: try null()
        case .array:
            offset += 1
            var isFirst = true
            while try next(isFirst: isFirst, close: UInt8(ascii: "]")) {
                isFirst = false
                try skipValue(depth: depth + 1)
            }
        case .object:
            offset += 1
            var isFirst = true
            while try next(isFirst: isFirst, close: UInt8(ascii: "}")) {
                isFirst = false
                _ = try key()
                try skipValue(depth: depth + 1)
            }
        }
    }

    /// The text of a string token with its escapes undone, behind what `target` holds. A lone surrogate becomes U+FFFD.
    func unescape(_ token: StringToken, into target: inout [UInt8]) {
        let text = bytes[token.range]
        guard token.isEscaped else {
            target.append(contentsOf: text.buffer)
            return
        }
        var i = 0
        while i < text.count {
            var plain = i
            while plain < text.count, text[plain] != UInt8(ascii: "\\") { plain += 1 }
            if plain > i {
                target.append(contentsOf: text[i..<plain].buffer)
                i = plain
                continue
            }
            switch text[i + 1] {
            case UInt8(ascii: "b"): target.append(0x08)
            case UInt8(ascii: "f"): target.append(0x0C)
            case UInt8(ascii: "n"): target.append(0x0A)
            case UInt8(ascii: "r"): target.append(0x0D)
            case UInt8(ascii: "t"): target.append(0x09)
            case UInt8(ascii: "u"):
                i = appendUnicodeEscape(text, at: i, to: &target)
                continue
            default: target.append(text[i + 1])
            }
            i += 2
        }
    }

    private func appendUnicodeEscape(_ text: Bytes, at start: Int, to target: inout [UInt8]) -> Int {
        func unit(_ at: Int) -> UInt32? {
            guard at + 6 <= text.count, text[at] == UInt8(ascii: "\\"), text[at + 1] == UInt8(ascii: "u") else { return nil }
            return (2..<6).reduce(UInt32(0)) { $0 << 4 | UInt32(hexDigit(text[at + $1]) ?? 0) }
        }
        let first = unit(start) ?? 0xFFFD
        if first & 0xFC00 == 0xD800, let second = unit(start + 6), second & 0xFC00 == 0xDC00 {
            appendScalar(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF, to: &target)
            return start + 12
        }
        appendScalar(first & 0xF800 == 0xD800 ? 0xFFFD : first, to: &target)
        return start + 6
    }

    func text(_ token: StringToken) -> String {
        var utf8: [UInt8] = []
        unescape(token, into: &utf8)
        return String(decoding: utf8, as: UTF8.self)
    }

    /// The value of a number that `number()` has checked. Too large ones are infinite, as the grammar allows them.
    func double(_ range: Range<Int>) -> Double { decimalNumber(bytes[range]) }

    /// The value of a number that is a whole number within 64 bits, else nil: 12 and 12.0 and 1.2e1 are whole.
    func integer(_ range: Range<Int>) -> Int64? {
        let text = bytes[range]
        if let value = Int64(text.string) { return value }
        let value = double(range)
        // Beyond 2^53 a fraction or exponent no longer says which whole number was meant.
        return value == value.rounded(.towardZero) && abs(value) <= 9_007_199_254_740_992 ? Int64(value) : nil
    }
}

@inline(__always)
func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
}

/// Appends one Unicode scalar value as UTF-8.
func appendScalar(_ scalar: UInt32, to target: inout [UInt8]) {
    target.append(contentsOf: UTF8.encode(UnicodeScalar(scalar) ?? "\u{FFFD}")!)
}

/// The double nearest to a decimal number's text. Up to 15 digits and small exponents need one exact division or
/// multiplication (Clinger, "How to read floating point numbers accurately", 1990); the rest goes to the library.
func decimalNumber(_ text: Bytes) -> Double {
    var mantissa: UInt64 = 0
    var digits = 0
    var exponent = 0
    var i = 0
    let negative = text.count > 0 && text[0] == UInt8(ascii: "-")
    if negative { i = 1 }
    var pastPoint = false
    while i < text.count {
        let byte = text[i]
        if byte >= 0x30 && byte <= 0x39 {
            mantissa = mantissa &* 10 &+ UInt64(byte - 0x30)
            if mantissa > 0 { digits += 1 }
            if pastPoint { exponent -= 1 }
        } else if byte == UInt8(ascii: "."), !pastPoint {
            pastPoint = true
        } else {
            digits = 99
            break
        }
        i += 1
    }
    guard digits <= 15, exponent >= -22 else { return Double(text.string) ?? .infinity }
    let value = Double(mantissa) / powersOfTen[-exponent]
    return negative ? -value : value
}

private let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
]
