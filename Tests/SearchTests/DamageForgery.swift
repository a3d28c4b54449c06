@testable import Search

/// Writes files that lie: bytes changed, and all checksums made to agree with the change.
///
/// No checksum stands between such bytes and the code that reads them, as none does against a fault of the machine
/// before the checksum was taken. Answers may be wrong then; the process must live.
struct DamageForgery {
    let disk: SimulatedDirectory

    /// The disk with bytes of one file changed and the manifest deceived about it; nil where the file is not made of sections.
    func forging(_ name: String, _ change: (inout [UInt8], Range<Int>) -> Void) -> SimulatedDirectory? {
        guard var bytes = disk.content(of: name), bytes.count > SectionFile.footerSizeBytes + 16 else { return nil }
        let footer = bytes.count - SectionFile.footerSizeBytes
        guard load(bytes, footer + 28, 4) == UInt64(SectionFile.endMagic) else { return nil }
        let identity = Array(bytes[footer + 20..<footer + 24])
        let dataEnd = Int(load(bytes, footer, 8))
        let checksumsAt = dataEnd + Int(load(bytes, footer + 8, 8))
        change(&bytes, 16..<checksumsAt)
        for (chunk, start) in stride(from: 0, to: dataEnd, by: SectionFile.chunkSizeBytes).enumerated() {
            let end = min(start + SectionFile.chunkSizeBytes, dataEnd)
            store(crc32c(Array(bytes[start..<end])), &bytes, checksumsAt + 4 * chunk)
        }
        store(crc32c(Array(bytes[dataEnd..<footer])), &bytes, footer + 20)
        store(crc32c(Array(bytes[footer..<footer + 24])), &bytes, footer + 24)
        let forged = disk.replacing(name, with: bytes)
        return deceive(forged, identity, Array(bytes[footer + 20..<footer + 24]))
    }

    /// The disk with bytes of its manifest changed, its checksum right.
    func forgingManifest(_ name: String, _ change: (inout [UInt8], Range<Int>) -> Void) -> SimulatedDirectory? {
        guard var bytes = disk.content(of: name), bytes.count > 24 else { return nil }
        change(&bytes, 16..<bytes.count - 4)
        store(crc32c(Array(bytes[..<(bytes.count - 4)])), &bytes, bytes.count - 4)
        return disk.replacing(name, with: bytes)
    }

    /// Puts the forged file's identity where the manifest has the true one's.
    private func deceive(_ forged: SimulatedDirectory, _ old: [UInt8], _ new: [UInt8]) -> SimulatedDirectory {
        var result = forged
        for name in forged.fileNames where Manifest.generation(ofName: name) != nil {
            guard var bytes = forged.content(of: name) else { continue }
            for at in 0..<bytes.count - 8 where Array(bytes[at..<at + 4]) == old { bytes.replaceSubrange(at..<at + 4, with: new) }
            store(crc32c(Array(bytes[..<(bytes.count - 4)])), &bytes, bytes.count - 4)
            result = result.replacing(name, with: bytes)
        }
        return result
    }

    private func load(_ bytes: [UInt8], _ at: Int, _ size: Int) -> UInt64 {
        bytes[at..<at + size].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private func store(_ value: UInt32, _ bytes: inout [UInt8], _ at: Int) {
        for i in 0..<4 { bytes[at + i] = UInt8(truncatingIfNeeded: value >> UInt32(8 * i)) }
    }
}
