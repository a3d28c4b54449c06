import Testing
@testable import Search

@Suite("Damage: changed bytes give an error or the right answer")
struct DamageTests {
    @Test("any byte of any file with a bit flipped is found by check, and no search is wrong without a word")
    func flippedBytes() throws {
        Seed.forEachCase("flipped bytes", 1) { index, dice in
            let index = try DamageIndex(&dice)
            try index.checkAnswers(of: index.disk, "undamaged")
            try index.disk.expectSound("undamaged")
            for (file, bytes) in Self.files(index) {
                for offset in bytes.indices {
                    for bit in bytes.count < 2048 ? Array(0..<8) : [dice.below(8)] {
                        var changed = bytes
                        changed[offset] ^= 1 << UInt8(bit)
                        let what = "\(file), byte \(offset) of \(bytes.count), bit \(bit)"
                        let damaged = index.disk.replacing(file, with: changed)
                        try index.checkReport(of: damaged, file: file, offset: offset, what)
                        try index.checkAnswers(of: damaged, what)
                    }
                }
            }
        }
    }

    @Test("a file cut short anywhere, empty or missing is found")
    func truncation() throws {
        Seed.forEachCase("truncation", 1) { index, dice in
            let index = try DamageIndex(&dice)
            for (file, bytes) in Self.files(index) {
                let step = max(1, bytes.count / 500)
                for length in stride(from: 0, to: bytes.count, by: step) + [bytes.count - 1] {
                    let what = "\(file), cut to \(length) of \(bytes.count) bytes"
                    let damaged = index.disk.replacing(file, with: Array(bytes.prefix(length)))
                    try index.checkReport(of: damaged, file: file, offset: nil, what)
                    try index.checkAnswers(of: damaged, what)
                }
                let without = index.disk.replacing(file, with: nil)
                try index.checkAnswers(of: without, "\(file) missing")
                let findsIt: Bool
                do { findsIt = try !without.findDamage().isEmpty } catch { findsIt = error is Damage || error is StorageError }
                try expectTrue(findsIt, "\(file) missing: check finds nothing")
            }
        }
    }

    @Test("files whose bytes are all zero or random are found")
    func nonsense() throws {
        Seed.forEachCase("nonsense", 1) { index, dice in
            let index = try DamageIndex(&dice)
            for (file, bytes) in Self.files(index) {
                for round in 0..<20 {
                    var other = bytes.map { _ in round == 0 ? 0 : UInt8(truncatingIfNeeded: dice.next()) }
                    // Half of them keep their beginning and end, so that what lies between is looked at.
                    if round % 2 == 1, bytes.count > 200 {
                        other.replaceSubrange(0..<64, with: bytes[0..<64])
                        other.replaceSubrange((bytes.count - 64)..., with: bytes[(bytes.count - 64)...])
                    }
                    let damaged = index.disk.replacing(file, with: other)
                    try index.checkReport(of: damaged, file: file, offset: nil, "\(file), round \(round)")
                    try index.checkAnswers(of: damaged, "\(file), round \(round)")
                }
            }
        }
    }

    /// Right checksums over wrong bytes: nothing warns the readers. They may answer wrongly; they may not stop the process.
    @Test("bytes that lie with right checksums never stop the process")
    func lyingBytes() throws {
        Seed.forEachCase("lying bytes", 1) { index, dice in
            let index = try DamageIndex(&dice)
            let forgery = DamageForgery(disk: index.disk)
            for (file, bytes) in Self.files(index) {
                for _ in 0..<Seed.cases(min(600, bytes.count)) {
                    func change(_ bytes: inout [UInt8], _ range: Range<Int>) {
                        let at = dice.within(range.lowerBound...range.upperBound - 1)
                        for i in at..<min(at + dice.pick([1, 1, 1, 4, 8]), range.upperBound) {
                            bytes[i] = dice.pick([0, 0xFF, 0x7F, 0x80, bytes[i] &+ 1, bytes[i] ^ 1 << UInt8(dice.below(8))])
                        }
                    }
                    let forged = forgery.forging(file) { change(&$0, $1) } ?? forgery.forgingManifest(file) { change(&$0, $1) }
                    guard let forged else { break }
                    _ = try? forged.findDamage()
                    index.askAll(of: forged)
                    if dice.chance(25) { index.writeOn(forged) }
                }
            }
        }
    }

    /// All files that hold something: the writer's lock is empty and means nothing.
    private static func files(_ index: DamageIndex) -> [(name: String, bytes: [UInt8])] {
        index.disk.fileNames.compactMap { name in
            index.disk.content(of: name).flatMap { $0.isEmpty ? nil : (name, $0) }
        }
    }
}

private func + (a: StrideTo<Int>, b: [Int]) -> [Int] { Array(a) + b }
