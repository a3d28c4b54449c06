@testable import Search

/// The best of several runs, in nanoseconds an item: noise only ever adds.
func nanoseconds(an items: Int, _ body: () -> Void) -> Double {
    var best = Int64.max
    for _ in 0..<9 {
        let start = monotonicNanoseconds()
        body()
        best = min(best, monotonicNanoseconds() - start)
    }
    return Double(best) / Double(items)
}

/// Results go here, so that no work can be left out as unused.
nonisolated(unsafe) var sink: UInt64 = 0

func report(_ name: String, _ kernel: Double, _ twin: Double, unit: String) {
    func shown(_ value: Double) -> String { String(Double(Int(value * 1000)) / 1000) }
    print("| \(name) | \(shown(kernel)) | \(shown(twin)) | \(shown(twin / kernel)) | \(unit) |")
}

/// What `BitPacking.unpack` does, one value at a time.
func unpackPlainly(_ source: Bytes, width: Int, into target: UnsafeMutablePointer<UInt32>) {
    for i in 0..<128 {
        let bit = (i / 4) * width
        let at = (bit / 32) * 16 + (i % 4) * 4
        var value = UInt64(source.load(at, as: UInt32.self)) >> UInt64(bit % 32)
        if bit % 32 + width > 32 { value |= UInt64(source.load(at + 16, as: UInt32.self)) << UInt64(32 - bit % 32) }
        target[i] = UInt32(truncatingIfNeeded: value & (1 << UInt64(width) - 1))
    }
}

func measureUnpacking() {
    let blocks = 4096
    let values = Slab<UInt32>(count: 128, filledWith: 0)
    let target = Slab<UInt32>(count: 128, filledWith: 0)
    for width in [1, 4, 7, 11, 16, 23] {
        for i in 0..<128 { values[i] = UInt32(truncatingIfNeeded: i &* 2_654_435_761) & ((1 << UInt32(width)) - 1) }
        var writer = ByteWriter()
        BitPacking.pack(values.pointer, width: width, into: &writer)
        Bytes.of(writer.bytes) { packed in
            let kernel = nanoseconds(an: blocks * 128) {
                for _ in 0..<blocks {
                    BitPacking.unpack(packed, width: width, into: target.pointer)
                    sink &+= UInt64(target[127])
                }
            }
            let summed = nanoseconds(an: blocks * 128) {
                for _ in 0..<blocks {
                    _ = BitPacking.unpackIncreasing(packed, width: width, from: 1, into: target.pointer)
                    sink &+= UInt64(target[127])
                }
            }
            let twin = nanoseconds(an: blocks * 128) {
                for _ in 0..<blocks {
                    unpackPlainly(packed, width: width, into: target.pointer)
                    sink &+= UInt64(target[127])
                }
            }
            report("unpack, \(width) bits", kernel, twin, unit: "ns an integer")
            report("unpack and add up, \(width) bits", summed, twin, unit: "ns an integer")
        }
    }
}

func measureChecksums() {
    let bytes = [UInt8](repeating: 0xA5, count: 1 << 20)
    Bytes.of(bytes) { view in
        let kernel = nanoseconds(an: bytes.count) { sink &+= UInt64(view.crc32c) }
        let twin = nanoseconds(an: bytes.count) { sink &+= UInt64(crc32cByTable(view)) }
        report("CRC-32C", kernel, twin, unit: "ns a byte")
    }
}

func measureAnalysis() throws {
    let text = Array(String(repeating: "Hex bolt M8 x 40 DIN 933, zinc plated; 200 pieces in a box. ", count: 2000).utf8)
    let european = Array(
        String(repeating: "Schraube für Möbel, Größe 8 × 40 mm, verzinkt; naïve café à la carte. ", count: 2000).utf8)
    var buffer = TokenBuffer()
    for (name, sample) in [("ASCII", text), ("European", european)] {
        let standard = try Analyzer(.standard)
        let english = try Analyzer(.snowball(.english))
        let plain = nanoseconds(an: sample.count) { standard.analyze(sample.span, into: &buffer) }
        let stemmed = nanoseconds(an: sample.count) { english.analyze(sample.span, into: &buffer) }
        report("analysis of \(name) text, standard against english", plain, stemmed, unit: "ns a byte")
    }
}

print("| kernel | kernel | twin | twin / kernel | unit |")
print("|---|---|---|---|---|")
measureUnpacking()
measureSets()
measureValues()
try measureScoring()
measureChecksums()
try measureAnalysis()
print("\n(\(sink == 0 ? "nothing" : "all") was computed)")
