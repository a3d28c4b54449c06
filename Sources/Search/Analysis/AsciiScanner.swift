/// The words of ASCII text, by the rules of UAX #29 as far as they concern ASCII:
///
///     letters, digits, _      join each other (WB5, WB8 to WB10, WB13a, WB13b)
///     : . '                   join letters on both sides (WB6, WB7)
///     , ; . '                 join digits on both sides (WB11, WB12)
///
/// The text is first laid into the term buffer in lower case, with zeros behind it; the scanner reads that, so an ASCII word's
/// term is where the word is. Then 64 bytes at a time become bit masks, one bit a byte, and words are read off the masks: a
/// loop over bytes mispredicts at both ends of every word, this one about once a block.
///
/// PERF: English text of 221 bytes a piece: 410 to 470 MB/s, in one piece 530 to 640, where ICU finds (but does not fold) the
/// same words at 41; a loop over bytes with a table of classes reached 140. Measured with `Analyzer` over 30 MB, one thread.
enum AsciiScanner {
    /// Zeros behind the text, so that a block can be read from any of its bytes.
    static let paddingSizeBytes = 64

    /// The text with `A` to `Z` in lower case, other bytes as they are, and the padding.
    static func appendLowercased(_ text: Span<UInt8>, to terms: inout [UInt8]) {
        terms.append(addingCapacity: text.count + paddingSizeBytes) { lowered in
            for index in text.indices {
                let byte = text[index]
                lowered.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
            }
            lowered.append(repeating: 0, count: paddingSizeBytes)
        }
    }

    /// Appends the ASCII words of `lowered[start..<end]`, a text as `appendLowercased` leaves it at the front of the terms.
    /// - Returns: `end`, or the start of the first word or separator that is not ASCII alone.
    static func scan(_ lowered: [UInt8], from start: Int, to end: Int, into tokens: inout [TokenBuffer.Token]) -> Int {
        let bytes = lowered.span
        var block = start
        // The start of a word whose end is not found yet, or -1. (An optional costs a register in the loop.)
        var open = -1
        while block < end {
            let masks = Masks(bytes, at: block, notBefore: start)
            // What can't be ASCII's business begins at `stop`; a word that reaches it is left to the caller.
            let stop = masks.foreign.trailingZeroBitCount
            let word = stop < 64 ? masks.word & ((1 << UInt64(stop)) &- 1) : masks.word
            // A set bit is where a word begins, or the first byte behind one.
            var edges = word ^ (word << 1 | (open >= 0 ? 1 : 0))
            let position = tokens.count
            tokens.append(addingCapacity: 33) { tokens in
                while edges != 0 {
                    let edge = edges.trailingZeroBitCount
                    edges &= edges &- 1
                    if open < 0 {
                        open = block + edge
                    } else if edge != stop {
                        append(bytes, open..<block + edge, position, to: &tokens)
                        open = -1
                    }
                }
            }
            if stop < 64 { return open >= 0 ? open : block + stop }
            block += 64
        }
        if open >= 0 {
            let position = tokens.count
            tokens.append(addingCapacity: 1) { append(bytes, open..<end, position, to: &$0) }
        }
        return end
    }

    @inline(__always)
    private static func append(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ position: Int, to tokens: inout OutputSpan<TokenBuffer.Token>
    ) {
        if bytes[range.lowerBound] == low, isLowOnly(bytes, range) { return }
        let size = min(range.count, TokenBuffer.maximumTermSizeBytes)
        tokens.append(.init(termStart: range.lowerBound, termSize: size, range: range, position: position + tokens.count))
    }

    private static let low = UInt8(ascii: "_")

    private static func isLowOnly(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where bytes[index] != low { return false }
        return true
    }

    /// One bit for each of 64 bytes, the first byte lowest.
    private struct Masks {
        /// Part of a word: letters, digits, `_`, and what joins them.
        var word: UInt64 = 0
        /// Not ASCII.
        var foreign: UInt64 = 0

        @inline(__always)
        init(_ bytes: Span<UInt8>, at block: Int, notBefore start: Int) {
            var middle: UInt64 = 0
            var all = Lanes(repeating: 0)
            let raw = bytes.bytes
            for lane in 0..<4 {
                let part = raw.unsafeLoadUnaligned(fromByteOffset: block + 16 * lane, as: Lanes.self)
                let shift = UInt64(16 * lane)
                word |= Self.bits(Self.isWord(part)) << shift
                middle |= Self.bits(Self.isMiddle(part)) << shift
                all |= part
            }
            if Self.bits(Self.isForeign(all)) != 0 { foreign = Self.foreign(raw, at: block) }
            // Between word and word; the neighbours of the first and the last byte lie in other blocks.
            middle &= (word << 1 | 1) & ((word | foreign) >> 1 | 1 << 63)
            while middle != 0 {
                let bit = middle & (0 &- middle)
                if Self.joins(bytes, at: block + middle.trailingZeroBitCount, notBefore: start) { word |= bit }
                middle ^= bit
            }
        }

        /// Whether the sign at `index` joins what stands on both sides. So it does, for now, when what follows is not ASCII:
        /// then the word is not for this scanner anyway.
        @inline(never)
        private static func joins(_ bytes: Span<UInt8>, at index: Int, notBefore start: Int) -> Bool {
            guard index > start, index + 1 < bytes.count else { return false }
            let (before, sign, after) = (bytes[index - 1], bytes[index], bytes[index + 1])
            if after >= 0x80 { return true }
            let isBoth = sign == UInt8(ascii: ".") || sign == UInt8(ascii: "'")
            if before &- 0x61 < 26, after &- 0x61 < 26 { return isBoth || sign == UInt8(ascii: ":") }
            if before &- 0x30 < 10, after &- 0x30 < 10 { return isBoth || sign != UInt8(ascii: ":") }
            return false
        }

        typealias Lanes = SIMD16<UInt8>
        typealias Truths = SIMDMask<SIMD16<Int8>>

        // Scalars on the right of a vector operator would make the compiler go lane by lane, seven times slower.
        @inline(__always)
        private static func isWord(_ part: Lanes) -> Truths {
            let isLetter = (part &- Lanes(repeating: 0x61)) .< Lanes(repeating: 26)
            let isDigit = (part &- Lanes(repeating: 0x30)) .< Lanes(repeating: 10)
            return isLetter .| isDigit .| part .== Lanes(repeating: 0x5F)
        }

        @inline(__always)
        private static func isMiddle(_ part: Lanes) -> Truths {
            let isColon = (part &- Lanes(repeating: 0x3A)) .< Lanes(repeating: 2)
            let isStop = part .== Lanes(repeating: 0x2E) .| part .== Lanes(repeating: 0x2C)
            return isColon .| isStop .| part .== Lanes(repeating: 0x27)
        }

        @inline(__always)
        private static func isForeign(_ part: Lanes) -> Truths { part .>= Lanes(repeating: 0x80) }

        @inline(__always)
        private static func foreign(_ raw: RawSpan, at block: Int) -> UInt64 {
            var foreign: UInt64 = 0
            for lane in 0..<4 {
                let part = raw.unsafeLoadUnaligned(fromByteOffset: block + 16 * lane, as: Lanes.self)
                foreign |= bits(isForeign(part)) << UInt64(16 * lane)
            }
            return foreign
        }

        /// Sixteen truths as sixteen bits: a weight for each lane of eight, summed by a multiplication into the highest byte.
        @inline(__always)
        private static func bits(_ truths: Truths) -> UInt64 {
            let weights = Lanes(1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128)
            // SAFETY: a mask's lanes are bytes of all ones or all zeros; both types are 16 bytes of them.
            let halves = unsafeBitCast(unsafeBitCast(truths, to: Lanes.self) & weights, to: SIMD2<UInt64>.self)
            let low = (halves[0] &* 0x0101_0101_0101_0101) >> 56
            return low | (halves[1] &* 0x0101_0101_0101_0101) >> 48 & 0xFF00
        }
    }
}
