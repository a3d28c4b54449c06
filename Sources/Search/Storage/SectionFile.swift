/// A file of named sections, checked in chunks: what every immutable file of an index is.
///
/// ```
/// header    "SOUKFILE" | version u32 | 0 u32                                             16 bytes
/// sections  each begins at a multiple of 16; bytes between are 0
/// table     count u32, then for each: name length u8, name, offset u64, size u64
/// checksums CRC-32C u32 of each chunk of 64 KiB of what lies before `table` (the last one shorter)
/// footer    table offset u64 | table size u64 | checksums' count u32 | CRC-32C of table and checksums u32
///           | CRC-32C of the 24 bytes before u32 | "SKND" u32                            32 bytes
/// ```
/// Nothing in the file is outside some checksum. Opening checks footer, table and checksums; a chunk is checked when a
/// byte of it is first needed, once a process, so that opening a large index reads little and no search uses bytes
/// that were not checked.
package final class SectionFile: Sendable {
    static let magic: UInt64 = 0x454C_4946_4B55_4F53  // "SOUKFILE"
    static let endMagic: UInt32 = 0x444E_4B53  // "SKND"
    static let version: UInt32 = 1
    static let chunkSizeBytes = 64 << 10
    static let footerSizeBytes = 32
    static let alignment = 16

    let name: String
    private let file: FileBytes
    private let sections: [(name: String, range: Range<Int>)]
    private let checksums: Bytes
    private let dataEnd: Int
    private let verified: AtomicBits

    /// - Throws: `StorageError` where the file can't be read, `Damage` where it is not what was written.
    package init(_ name: String, in directory: any FileSystem) throws {
        let file = try directory.read(name)
        let bytes = file.bytes
        func damage(_ offset: Int, _ reason: String) -> Damage {
            Damage(file: name, offset: UInt64(max(0, offset)), reason: reason)
        }
        let footerAt = bytes.count - Self.footerSizeBytes
        guard footerAt >= 16 else { throw damage(bytes.count, "the file ends after \(bytes.count) bytes") }
        let footer = bytes[footerAt..<bytes.count]
        guard footer.load(28, as: UInt32.self) == Self.endMagic,
            footer.load(24, as: UInt32.self) == footer[0..<24].crc32c
        else { throw damage(footerAt, "checksum of the footer differs, or the file was cut short") }
        let tableOffset = footer.load(0, as: UInt64.self)
        let tableSize = footer.load(8, as: UInt64.self)
        let chunkCount = Int(footer.load(16, as: UInt32.self))
        guard tableOffset <= UInt64(footerAt), tableSize <= UInt64(footerAt) - tableOffset,
            UInt64(footerAt) - tableOffset - tableSize == UInt64(chunkCount * 4), tableOffset >= 16,
            chunkCount == (Int(tableOffset) + Self.chunkSizeBytes - 1) / Self.chunkSizeBytes
        else { throw damage(footerAt, "the footer's sizes do not fit the file") }
        let table = bytes[Int(tableOffset)..<Int(tableOffset + tableSize)]
        guard bytes[Int(tableOffset)..<footerAt].crc32c == footer.load(20, as: UInt32.self) else {
            throw damage(Int(tableOffset), "checksum of the section table differs")
        }
        do {
            sections = try Self.readTable(table, dataEnd: Int(tableOffset))
        } catch {
            throw damage(Int(tableOffset) + error.offset, error.reason)
        }
        self.name = name
        self.file = file
        dataEnd = Int(tableOffset)
        checksums = bytes[Int(tableOffset + tableSize)..<footerAt]
        verified = AtomicBits(count: chunkCount)
        try verify(0..<16)
        guard bytes.load(0, as: UInt64.self) == Self.magic else { throw damage(0, "not a file of an index") }
        guard bytes.load(8, as: UInt32.self) == Self.version else {
            throw damage(8, "format version \(bytes.load(8, as: UInt32.self)); this program reads \(Self.version)")
        }
    }

    deinit { PageCache.shared.drop(file: ObjectIdentifier(self)) }

    private static func readTable(_ table: Bytes, dataEnd: Int) throws(Malformed) -> [(String, Range<Int>)] {
        var reader = ByteReader(table)
        let count = try reader.get(UInt32.self)
        var sections: [(String, Range<Int>)] = []
        for _ in 0..<count {
            let at = reader.offset
            let length = Int(try reader.get(UInt8.self))
            let name = try reader.getBytes(length).string
            let offset = try reader.get(UInt64.self)
            let size = try reader.get(UInt64.self)
            guard offset <= UInt64(dataEnd), size <= UInt64(dataEnd) - offset else {
                throw Malformed(offset: at, reason: "section '\(name)' lies outside the file")
            }
            sections.append((name, Int(offset)..<Int(offset + size)))
        }
        return sections
    }

    /// What tells this file from any other of the same name: the checksum of its table and chunk checksums.
    var identity: UInt32 { file.bytes.load(file.count - 12, as: UInt32.self) }

    package var sizeBytes: Int { file.count }

    package var sectionSizes: [(name: String, sizeBytes: Int)] { sections.map { ($0.name, $0.range.count) } }

    /// The section of that name, or nil where the file has none.
    func find(_ name: String) -> Section? {
        sections.first { $0.name == name }.map { Section(file: self, name: name, start: $0.range.lowerBound, bytes: file.bytes[$0.range]) }
    }

    func section(_ name: String) throws(Damage) -> Section {
        guard let section = find(name) else {
            throw Damage(file: self.name, offset: UInt64(dataEnd), reason: "section '\(name)' is missing")
        }
        return section
    }

    /// Checks the chunks that hold `range`, each once a process.
    @inline(__always)
    func verify(_ range: Range<Int>) throws(Damage) {
        if range.isEmpty { return }
        let first = range.lowerBound / Self.chunkSizeBytes
        let last = (range.upperBound - 1) / Self.chunkSizeBytes
        for chunk in first...last where !verified.contains(chunk) { try verify(chunk: chunk) }
    }

    private func verify(chunk: Int) throws(Damage) {
        let start = chunk * Self.chunkSizeBytes
        let part = file.bytes[start..<min(start + Self.chunkSizeBytes, dataEnd)]
        let expected = checksums.load(chunk * 4, as: UInt32.self)
        guard part.crc32c == expected else {
            let section = sections.last { $0.range.lowerBound < start + Self.chunkSizeBytes && $0.range.upperBound > start }
            throw Damage(
                file: name, offset: UInt64(start),
                reason: "checksum of bytes \(start)..<\(start + part.count) differs"
                    + (section.map { " (section '\($0.name)')" } ?? ""))
        }
        verified.insert(chunk)
    }

    /// Checks every chunk anew, whatever was checked before. - Returns: all that is wrong.
    func findDamage() -> [Damage] {
        var found: [Damage] = []
        for chunk in 0..<verified.count {
            do {
                try verify(chunk: chunk)
            } catch {
                found.append(error)
            }
            file.forget(chunk * Self.chunkSizeBytes..<min((chunk + 1) * Self.chunkSizeBytes, dataEnd))
        }
        return found
    }

    func forget(_ range: Range<Int>) { file.forget(range) }

    /// Gives back the memory of the whole file as far as it was read; what is needed again is mapped again.
    func forget() { file.forget(0..<file.count) }
}

/// A named part of a file. `bytes` are as mapped; use `verified` for anything that will be believed.
struct Section: Sendable {
    let file: SectionFile
    let name: String
    let start: Int
    let bytes: Bytes

    var count: Int { bytes.count }

    /// The part, checked against the file's checksums. - Throws: `Damage` also where the range lies outside.
    @inline(__always)
    func verified(_ range: Range<Int>) throws(Damage) -> Bytes {
        guard range.lowerBound >= 0, range.upperBound <= bytes.count else {
            throw damage(range.lowerBound, "section '\(name)' has \(bytes.count) bytes, asked for \(range)")
        }
        try file.verify(start + range.lowerBound..<start + range.upperBound)
        return bytes[range]
    }

    func verified() throws(Damage) -> Bytes { try verified(0..<bytes.count) }

    func damage(_ offset: Int, _ reason: String) -> Damage {
        Damage(file: file.name, offset: UInt64(start + max(0, min(offset, bytes.count))), reason: "section '\(name)': \(reason)")
    }

    func damage(_ malformed: Malformed) -> Damage { damage(malformed.offset, malformed.reason) }

    func forget(_ range: Range<Int>) { file.forget(start + range.lowerBound..<start + range.upperBound) }
}
