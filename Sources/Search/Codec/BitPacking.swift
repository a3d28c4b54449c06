/// Packing of unsigned 32-bit integers with a fixed number of bits each, in four interleaved lanes.
///
/// ```
/// values   v0 v1 v2 v3 | v4 v5 v6 v7 | ...  vector i holds values 4i ... 4i+3, one a lane
/// lane j   v(j) v(4+j) v(8+j) ...           each lane packs its values from the lowest bit up into 32-bit words
/// bytes    word 0 of lanes 0...3 | word 1 of lanes 0...3 | ...      little-endian, 16 bytes a step
/// ```
/// A block of 128 values of `width` bits takes `16 * width` bytes. Source: Lemire and Boytsov, "Decoding billions of
/// integers per second through vectorization", 2015 (SIMD-BP128's vertical layout).
///
/// SAFETY: the public entries check that source and target are large enough for the whole block before any load.
/// PERF: `Benchmarks` (kernels, unpack) compares these with the scalar twin in `BitPackingTests`.
enum BitPacking {
    static let blockLength = 128

    /// The bits needed for the largest of `count` values.
    @inline(__always)
    static func width(_ values: UnsafePointer<UInt32>, count: Int) -> Int {
        var all: UInt32 = 0
        for i in 0..<count { all |= values[i] }
        return 32 - all.leadingZeroBitCount
    }

    static func packedSize(width: Int) -> Int { 16 * width }

    /// Packs 128 values, each below 2^width, behind what `writer` holds.
    static func pack(_ values: UnsafePointer<UInt32>, width: Int, into writer: inout ByteWriter) {
        precondition(width >= 0 && width <= 32)
        if width == 0 { return }
        withUnsafeTemporaryAllocation(of: SIMD4<UInt32>.self, capacity: width) { words in
            words.initialize(repeating: .zero)
            let source = UnsafeRawPointer(values)
            for i in 0..<32 {
                let value = source.loadUnaligned(fromByteOffset: i * 16, as: SIMD4<UInt32>.self)
                let bit = i * width
                let shift = UInt32(bit & 31)
                words[bit >> 5] |= value &<< SIMD4(repeating: shift)
                if Int(shift) + width > 32 { words[bit >> 5 + 1] |= value &>> SIMD4(repeating: 32 - shift) }
            }
            writer.put(bytes: UnsafeRawBufferPointer(words))
        }
    }

    /// Unpacks 128 values of `width` bits from `source`, which holds `packedSize(width:)` bytes, into `target`.
    static func unpack(_ source: Bytes, width: Int, into target: UnsafeMutablePointer<UInt32>) {
        precondition(width >= 0 && width <= 32 && source.count >= packedSize(width: width))
        dispatch(width) { (w) in unpackFixed(source.base, width: w, into: target) }
    }

    /// Unpacks 128 gaps and adds them up: `target[i] = from + i + sum of gaps 0...i`. Document numbers strictly
    /// increase, so their differences are stored less one.
    /// - Returns: whether the result strictly increases from `from` on (false: the bytes are not a block of documents).
    static func unpackIncreasing(
        _ source: Bytes, width: Int, from: UInt32, into target: UnsafeMutablePointer<UInt32>
    ) -> Bool {
        precondition(width >= 0 && width <= 32 && source.count >= packedSize(width: width))
        dispatch(width) { (w) in unpackIncreasingFixed(source.base, width: w, after: from &- 1, into: target) }
        // 128 gaps of at most 24 bits stay below 2^31 + 128, so nothing can have wrapped.
        if width <= 24 && from <= 1 << 30 { return true }
        var previous = target[0]
        if previous < from { return false }
        for i in 1..<128 {
            if target[i] <= previous { return false }
            previous = target[i]
        }
        return true
    }

    /// Calls `body` with a width the compiler knows, so that each width becomes straight code without shifts to compute.
    @inline(__always)
    private static func dispatch(_ width: Int, _ body: (Int) -> Void) {
        switch width {
        case 0: body(0)
        case 1: body(1)
        case 2: body(2)
        case 3: body(3)
        case 4: body(4)
        case 5: body(5)
        case 6: body(6)
        case 7: body(7)
        case 8: body(8)
        case 9: body(9)
        case 10: body(10)
        case 11: body(11)
        case 12: body(12)
        case 13: body(13)
        case 14: body(14)
        case 15: body(15)
        case 16: body(16)
        default: body(width)
        }
    }

    @inline(__always)
    private static func vector(_ source: UnsafeRawPointer, _ i: Int, width: Int) -> SIMD4<UInt32> {
        if width == 0 { return .zero }
        let bit = i * width
        let shift = UInt32(bit & 31)
        let at = (bit >> 5) * 16
        var value = source.loadUnaligned(fromByteOffset: at, as: SIMD4<UInt32>.self) &>> SIMD4(repeating: shift)
        if Int(shift) + width > 32 {
            let next = source.loadUnaligned(fromByteOffset: at + 16, as: SIMD4<UInt32>.self)
            value |= next &<< SIMD4(repeating: 32 - shift)
        }
        return width == 32 ? value : value & SIMD4(repeating: (1 &<< UInt32(width)) &- 1)
    }

    @inline(__always)
    private static func unpackFixed(_ source: UnsafeRawPointer, width: Int, into target: UnsafeMutablePointer<UInt32>) {
        let out = UnsafeMutableRawPointer(target)
        for i in 0..<32 {
            out.storeBytes(of: vector(source, i, width: width), toByteOffset: i * 16, as: SIMD4<UInt32>.self)
        }
    }

    @inline(__always)
    private static func unpackIncreasingFixed(
        _ source: UnsafeRawPointer, width: Int, after base: UInt32, into target: UnsafeMutablePointer<UInt32>
    ) {
        let out = UnsafeMutableRawPointer(target)
        let ramp = SIMD4<UInt32>(1, 2, 3, 4)
        var last = SIMD4<UInt32>(repeating: base)
        for i in 0..<32 {
            var v = vector(source, i, width: width)
            v = v &+ SIMD4(0, v[0], v[1], v[2])
            v = v &+ SIMD4(0, 0, v[0], v[1])
            v = v &+ last &+ ramp
            out.storeBytes(of: v, toByteOffset: i * 16, as: SIMD4<UInt32>.self)
            last = SIMD4(repeating: v[3])
        }
    }
}
