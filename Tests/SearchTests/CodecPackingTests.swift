import Testing
@testable import Search

@Suite("Packed integers: what goes in comes out")
struct CodecPackingTests {
    /// Value `index` of a block, read bit by bit as the layout in `BitPacking` says.
    private func scalarTwin(_ packed: ArraySlice<UInt8>, width: Int, _ index: Int) -> UInt32 {
        let (lane, firstBit) = (index & 3, (index >> 2) * width)
        var value: UInt32 = 0
        for i in 0..<width {
            let bit = firstBit + i
            let byte = packed[packed.startIndex + (bit >> 5) * 16 + lane * 4 + (bit & 31) >> 3]
            value |= UInt32(byte >> UInt8(bit & 7) & 1) << UInt32(i)
        }
        return value
    }

    private func values(_ width: Int, _ dice: inout Dice) -> [UInt32] {
        let mask = width == 32 ? UInt32.max : (1 << UInt32(width)) - 1
        let style = dice.below(4)
        return (0..<128).map { i in
            switch style {
            case 0: mask
            case 1: i % 2 == 0 ? 0 : mask
            default: UInt32(truncatingIfNeeded: dice.next()) & mask
            }
        }
    }

    @Test("a block of any width is laid out as its description says and unpacks to what was packed", arguments: 0...32)
    func blocks(_ width: Int) {
        Seed.forEachCase("packed blocks", 40) { _, dice in
            let values = values(width, &dice)
            var writer = ByteWriter()
            // Blocks lie at any offset.
            let lead = dice.below(17)
            writer.put(bytes: [UInt8](repeating: 0xAA, count: lead))
            values.withUnsafeBufferPointer { BitPacking.pack($0.baseAddress!, width: width, into: &writer) }
            try expectSame(writer.count, lead + BitPacking.packedSize(width: width), "size")
            let twin = (0..<128).map { scalarTwin(writer.bytes[lead...], width: width, $0) }
            try expectSame(twin, values, "read bit by bit")
            var unpacked = [UInt32](repeating: 7, count: 128)
            Bytes.of(writer.bytes) { bytes in
                unpacked.withUnsafeMutableBufferPointer { BitPacking.unpack(bytes[lead..<bytes.count], width: width, into: $0.baseAddress!) }
            }
            try expectSame(unpacked, values, "unpacked")
        }
    }

    @Test("the width is that of the largest value")
    func widths() {
        var values = [UInt32](repeating: 0, count: 128)
        for width in 0...32 {
            if width > 0 { values[width] = 1 << UInt32(width - 1) }
            #expect(values.withUnsafeBufferPointer { BitPacking.width($0.baseAddress!, count: 128) } == width)
        }
    }

    @Test("gaps add up to rising numbers, and numbers past 32 bits are told", arguments: 0...32)
    func rising(_ width: Int) {
        Seed.forEachCase("rising blocks", 40) { _, dice in
            let gaps = values(width, &dice)
            let from: UInt32 = dice.pick([0, 1, 1 << 30, (1 << 30) + 1, .max - 200, UInt32(truncatingIfNeeded: dice.next())])
            var sum = UInt64(from)
            let exact = gaps.enumerated().map { i, gap -> UInt64 in
                sum += UInt64(gap) + (i == 0 ? 0 : 1)
                return sum
            }
            var writer = ByteWriter()
            gaps.withUnsafeBufferPointer { BitPacking.pack($0.baseAddress!, width: width, into: &writer) }
            var unpacked = [UInt32](repeating: 7, count: 128)
            let rises = Bytes.of(writer.bytes) { bytes in
                unpacked.withUnsafeMutableBufferPointer {
                    BitPacking.unpackIncreasing(bytes, width: width, from: from, into: $0.baseAddress!)
                }
            }
            try expectSame(rises, sum <= UInt64(UInt32.max), "rises, from \(from)")
            if rises { try expectSame(unpacked.map { UInt64($0) }, exact, "from \(from)") }
        }
    }

    // MARK: PackedIntegers

    private func pack(_ values: [Int64]) -> [UInt8] {
        var writer = ByteWriter()
        PackedIntegers.pack(values, into: &writer)
        return writer.bytes
    }

    private func unpack(_ bytes: [UInt8]) throws(Malformed) -> [Int64] {
        try Bytes.of(bytes) { bytes throws(Malformed) in
            let packed = try PackedIntegers(bytes)
            return (0..<packed.count).map { packed[$0] }
        }
    }

    @Test("lists of any length and spread come back, each with the bounds of its blocks", arguments: 0...64)
    func lists(_ width: Int) {
        let mask: UInt64 = width == 64 ? .max : (1 << UInt64(width)) - 1
        Seed.forEachCase("packed lists", 12) { _, dice in
            let count = dice.pick([0, 1, 2, 511, 512, 513, 1024, 1700])
            let least = dice.pick([0, -1, .min, Int64.max &- Int64(bitPattern: mask), Int64(bitPattern: dice.next()) >> 20])
            let values = (0..<count).map { i in
                let rest = i == 0 ? 0 : i == 1 ? mask : dice.next() & mask
                // Where the spread does not fit above the least value, values wrap and are as spread as can be.
                return least &+ Int64(bitPattern: rest)
            }
            let bytes = pack(values)
            try expectSame(try unpack(bytes), values, "values")
            try Bytes.of(bytes) { bytes in
                let packed = try PackedIntegers(bytes)
                for block in 0..<packed.blockCount {
                    let part = values[block * 512..<min(block * 512 + 512, count)]
                    try expectSame(packed.entry(block).minimum, part.min() ?? 0, "minimum of block \(block)")
                    try expectSame(packed.entry(block).maximum, part.max() ?? 0, "maximum of block \(block)")
                }
            }
        }
    }

    @Test("the ends of 64 bits stand side by side")
    func extremes() throws {
        let values: [Int64] = [.min, .max, 0, -1, 1, .min + 1, .max - 1]
        #expect(try unpack(pack(values)) == values)
        #expect(try unpack(pack([.min])) == [.min])
        let constant = [Int64](repeating: -5, count: 5000)
        #expect(try unpack(pack(constant)) == constant)
        #expect(pack(constant).count < 300, "a constant takes no bits")
    }

    @Test("bytes that are no list are refused or read as some list, and never stop the process")
    func hostileLists() {
        Seed.forEachCase("hostile lists", 4000) { _, dice in
            var bytes = pack((0..<dice.pick([3, 600])).map { _ in Int64(bitPattern: dice.next()) >> Int64(dice.below(64)) })
            for _ in 0..<dice.within(1...4) { bytes[dice.below(bytes.count)] = dice.pick([0, 1, 0x7F, 0x80, 0xFF, UInt8(dice.below(256))]) }
            if dice.chance(20) { bytes.removeLast(dice.below(bytes.count)) }
            _ = try? unpack(bytes)
        }
    }
}
