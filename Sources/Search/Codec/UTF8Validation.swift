/// The offset of the first byte at which `text` stops being well-formed UTF-8 (RFC 3629), or nil.
func firstInvalidUTF8(_ text: Bytes) -> Int? {
    var i = 0
    while i < text.count {
        // Eight ASCII bytes a step: most text is mostly that.
        while i + 8 <= text.count, text.load(i, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 { i += 8 }
        guard i < text.count else { return nil }
        let length = sequenceLength(text, at: i)
        if length == 0 { return i }
        i += length
    }
    return nil
}

package func firstInvalidUTF8(_ text: [UInt8]) -> Int? { Bytes.of(text) { firstInvalidUTF8($0) } }

/// The length of the well-formed sequence at `i`, or 0 where there is none: no overlong forms, no surrogates,
/// nothing past U+10FFFF.
private func sequenceLength(_ text: Bytes, at i: Int) -> Int {
    let lead = text[i]
    if lead < 0x80 { return 1 }
    func continues(_ k: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
        i + k < text.count && range.contains(text[i + k])
    }
    switch lead {
    case 0xC2...0xDF: return continues(1) ? 2 : 0
    case 0xE0: return continues(1, 0xA0...0xBF) && continues(2) ? 3 : 0
    case 0xED: return continues(1, 0x80...0x9F) && continues(2) ? 3 : 0
    case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
    case 0xF0: return continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : 0
    case 0xF4: return continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : 0
    case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
    default: return 0
    }
}
