import CIntrinsics
import Testing
@testable import Search

@Suite("Checksums, varints and base64url are what their standards say")
struct CodecBytesTests {
    /// RFC 3720, appendix B.4, and the check value of the CRC catalogue.
    private static let vectors: [(bytes: [UInt8], checksum: UInt32)] = [
        ([], 0),
        (Array("123456789".utf8), 0xE306_9283),
        (Array(repeating: 0, count: 32), 0x8A91_36AA),
        (Array(repeating: 0xFF, count: 32), 0x62A8_AB43),
        (Array(0..<32), 0x46DD_794E),
        ((0..<32).reversed(), 0x113F_DB5C),
        (
            [
                0x01, 0xC0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x14, 0, 0, 0, 0, 0, 0x04, 0, 0, 0, 0, 0x14, 0, 0, 0, 0x18,
                0x28, 0, 0, 0, 0, 0, 0, 0, 0x02, 0, 0, 0, 0, 0, 0, 0,
            ], 0xD996_3A56
        ),
    ]

    @Test("CRC-32C gives the checksums of RFC 3720, by instruction and by table")
    func checksumVectors() {
        for (bytes, checksum) in Self.vectors {
            #expect(crc32c(bytes) == checksum)
            #expect(bytes.withUnsafeBytes { souk_crc32c_table(0, $0.baseAddress, $0.count) } == checksum)
        }
    }

    /// One bit at a time: polynomial 0x1EDC6F41, bits reversed.
    private func slowChecksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
        ~bytes.reduce(UInt32.max) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 1 ? 0x82F6_3B78 : 0) }
        }
    }

    @Test("instruction, table and definition agree on any bytes at any offset, in one piece or several")
    func checksums() {
        Seed.forEachCase("checksums", 400) { _, dice in
            let bytes = (0..<dice.pick([0, 1, 7, 8, 63, 1000])).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
            let from = min(dice.below(9), bytes.count)
            let cut = dice.within(from...bytes.count)
            let expected = slowChecksum(bytes[from...])
            try bytes.withUnsafeBytes { all in
                let whole = UnsafeRawBufferPointer(rebasing: all[from...])
                guard let base = whole.baseAddress else { return }
                try expectSame(crc32c(whole), expected, "instruction")
                try expectSame(souk_crc32c_table(0, base, whole.count), expected, "table")
                let first = crc32c(UnsafeRawBufferPointer(rebasing: all[from..<cut]))
                try expectSame(crc32c(UnsafeRawBufferPointer(rebasing: all[cut...]), continuing: first), expected, "in two pieces")
                let firstByTable = souk_crc32c_table(0, base, cut - from)
                try expectSame(souk_crc32c_table(firstByTable, base + cut - from, bytes.count - cut), expected, "table, in two pieces")
            }
        }
    }

    // MARK: ByteWriter and ByteReader

    @Test("varints of every length come back, and longer ones than 64 bits are refused")
    func varints() throws {
        let powers: [UInt64] = (0..<64).map { 1 << UInt64($0) }
        let numbers: [UInt64] = powers + powers.map { $0 - 1 } + [.max, .max - 1]
        var writer = ByteWriter()
        for number in numbers { writer.putVarint(number) }
        try Bytes.of(writer.bytes) { bytes throws in
            var reader = ByteReader(bytes)
            for number in numbers { #expect(try reader.getVarint() == number) }
            #expect(reader.remaining == 0)
        }
        let tooLong: [[UInt8]] = [Array(repeating: 0x80, count: 10), Array(repeating: 0xFF, count: 9) + [2]]
        for refused in tooLong + [[0x80], []] {
            Bytes.of(refused) { bytes in
                var reader = ByteReader(bytes)
                #expect(throws: Malformed.self) { try reader.getVarint() }
            }
        }
    }

    @Test("reading never goes past the end, whatever is asked for")
    func readerBounds() {
        Seed.forEachCase("reader bounds", 3000) { _, dice in
            let bytes = (0..<dice.below(20)).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
            Bytes.of(bytes) { bytes in
                var reader = ByteReader(bytes)
                while true {
                    do {
                        switch dice.below(7) {
                        case 0: _ = try reader.get(UInt8.self)
                        case 1: _ = try reader.get(UInt32.self)
                        case 2: _ = try reader.get(UInt64.self)
                        case 3: _ = try reader.getVarint()
                        case 4: _ = try reader.getCount(upTo: 5)
                        case 5: _ = try reader.getBytes(dice.pick([-1, 0, 3, .max, .min]))
                        default: _ = try reader.getString()
                        }
                        if reader.remaining == 0 { return }
                    } catch {
                        return
                    }
                }
            }
        }
    }

    // MARK: Base64URL

    @Test("base64url gives the texts of RFC 4648 without padding")
    func base64Vectors() {
        let table = [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy")]
        for (plain, coded) in table {
            #expect(Base64URL.encode(Array(plain.utf8)) == coded)
            #expect(Base64URL.decode(coded) == Array(plain.utf8))
        }
        #expect(Base64URL.encode([0xFB, 0xFF, 0xBF]) == "-_-_")
        for refused in ["Zg==", "Zm9v\n", "Zm 9v", "+/+/", "Zé", "Zm9v\u{0}"] { #expect(Base64URL.decode(refused) == nil, "\(refused)") }
    }

    @Test("any bytes come back from base64url")
    func base64() {
        Seed.forEachCase("base64url", 2000) { _, dice in
            let bytes = (0..<dice.below(70)).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
            let text = Base64URL.encode(bytes)
            try expectSame(Base64URL.decode(text), bytes, text)
            try expectSame(text.utf8.count, (bytes.count * 4 + 2) / 3, "length of \(text)")
        }
    }
}
