/// Finds numbers with their units in text, and gives each a term that all ways to write the measure share.
///
///     12mm, 12 mm, 1.2 cm, 12 millimetres     =12e-3m
///     1/2", ½ inch, 12.7 mm                    =127e-4m
///     1.5 kW, 1,5kW, 1500 W                    =1500W
///     M8x40, M8 x 40, m8×40, M8*40             =m8x40
///     4x6 cm, 40 x 60 mm                       =4e-2mx6e-2m, and for millimetres, whose unit people leave out, =40x60
///
/// The term stands at the position of the number, beside the words themselves, over the bytes of all that was read; it is not
/// counted as a word. No word has an equals sign, so it is never taken for one. Where in doubt nothing is added: see
/// `MeasureReader`.
struct MeasureScanner {
    /// The first byte of every such term.
    static let mark = UInt8(ascii: "=")

    /// A measure, and the bytes it was read from.
    struct Found {
        var range: Range<Int>
        var term: [UInt8]
    }
    private var found: [Found] = []
    private var old: [TokenBuffer.Token] = []

    /// Adds terms of measures to the words of `text`; to none, if there are none.
    mutating func apply(_ text: Span<UInt8>, to buffer: inout TokenBuffer) {
        if buffer.tokens.isEmpty { return }
        found.removeAll(keepingCapacity: true)
        Self.find(text, into: &found)
        if !found.isEmpty { insert(into: &buffer) }
    }

    /// The measures of a text, in the order of their beginnings.
    static func find(_ text: Span<UInt8>, into found: inout [Found]) {
        Bytes.of(text) { bytes in
            var index = 0
            while index < bytes.count {
                // PERF: few bytes begin a measure; eight are looked at together. Prose of 130 bytes a text: 95 ns each, 165 by
                // single bytes; indexing takes 4,700 for it.
                if index + 8 <= bytes.count {
                    let starts = starts(bytes.load(index, as: UInt64.self))
                    index += starts == 0 ? 8 : starts.trailingZeroBitCount >> 3
                    if starts == 0 { continue }
                } else if !isStart(bytes[index]) {
                    index += 1
                    continue
                }
                index = MeasureReader.read(text, at: index, into: &found)
            }
        }
    }

    /// A digit, or the first byte of a fraction's sign: ½ is C2 BD, ⅛ is E2 85 9B.
    @inline(__always)
    private static func isStart(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 || byte == 0xC2 || byte == 0xE2 }

    /// The highest bit of each of eight bytes that is such. Bits above the lowest one set may be set for nothing.
    @inline(__always)
    private static func starts(_ eight: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs = ones << 7
        let low = eight & ~highs
        // Is it 0x30 or more, and not 0x3A or more?
        let digits = (low &+ ones &* 0x50) & ~(low &+ ones &* 0x46) & ~eight
        // Is it zero, but for the byte sought? (Mycroft's trick.)
        let c2 = eight ^ ones &* 0xC2
        let e2 = eight ^ ones &* 0xE2
        let signs = (c2 &- ones) & ~c2 | (e2 &- ones) & ~e2
        return (digits | signs) & highs
    }

    /// Tokens stay in the order of their positions; a fraction alone, which is no word, stands with the word behind it.
    private mutating func insert(into buffer: inout TokenBuffer) {
        swap(&old, &buffer.tokens)
        buffer.tokens.removeAll(keepingCapacity: true)
        var next = 0
        for measure in found {
            while next < old.count, Int(old[next].end) <= measure.range.lowerBound {
                buffer.tokens.append(old[next])
                next += 1
            }
            // Behind its first word, where that has not been taken for a measure before it.
            var position = next < old.count ? old[next].position : old[old.count - 1].position
            if next < old.count, Int(old[next].start) < measure.range.upperBound {
                buffer.tokens.append(old[next])
                next += 1
            } else if let last = buffer.tokens.last, Int(last.end) > measure.range.lowerBound {
                position = last.position
            }
            let termStart = buffer.terms.count
            buffer.terms.append(contentsOf: measure.term)
            buffer.tokens.append(
                .init(termStart: termStart, termSize: measure.term.count, range: measure.range, position: Int(position)))
        }
        buffer.tokens.append(contentsOf: old[next...])
    }
}
