/// Writes a `SectionFile`, front to back, keeping only the chunk being filled.
final class SectionFileWriter {
    let name: String
    private let output: any OutputFile
    private(set) var position = 0
    private var table: [(name: String, start: Int, end: Int)] = []
    private var open: (name: String, start: Int)?
    private var checksums = ByteWriter()
    private var chunkChecksum: UInt32 = 0
    private var chunkFill = 0

    init(_ name: String, in directory: any FileSystem) throws(StorageError) {
        self.name = name
        output = try directory.create(name)
        var header = ByteWriter()
        header.put(SectionFile.magic)
        header.put(SectionFile.version)
        header.put(UInt32(0))
        try append(header.bytes)
    }

    func begin(_ section: String) throws(StorageError) {
        precondition(open == nil, "one section at a time")
        let gap = (SectionFile.alignment - position % SectionFile.alignment) % SectionFile.alignment
        try append([UInt8](repeating: 0, count: gap))
        open = (section, position)
    }

    /// Bytes of the open section so far.
    var sectionPosition: Int { position - (open?.start ?? position) }

    func end() {
        guard let section = open else { preconditionFailure("no section is open") }
        table.append((section.name, section.start, position))
        open = nil
    }

    func section(_ name: String, _ bytes: [UInt8]) throws(StorageError) {
        try begin(name)
        try append(bytes)
        end()
    }

    func append(_ bytes: [UInt8]) throws(StorageError) {
        try Bytes.of(bytes) { bytes throws(StorageError) in try append(bytes) }
    }

    func append(_ bytes: Bytes) throws(StorageError) {
        var done = 0
        while done < bytes.count {
            let take = min(bytes.count - done, SectionFile.chunkSizeBytes - chunkFill)
            chunkChecksum = crc32c(bytes[done..<done + take].buffer, continuing: chunkChecksum)
            chunkFill += take
            if chunkFill == SectionFile.chunkSizeBytes { closeChunk() }
            done += take
        }
        try output.append(bytes.buffer)
        position += bytes.count
    }

    private func closeChunk() {
        checksums.put(chunkChecksum)
        chunkChecksum = 0
        chunkFill = 0
    }

    /// Writes table, checksums and footer, and makes the file durable. - Returns: size in bytes and identity.
    func finish() throws(StorageError) -> (sizeBytes: Int, identity: UInt32) {
        precondition(open == nil)
        if chunkFill > 0 { closeChunk() }
        var end = ByteWriter()
        end.put(UInt32(table.count))
        for entry in table {
            let name = Array(entry.name.utf8)
            end.put(UInt8(name.count))
            end.put(bytes: name)
            end.put(UInt64(entry.start))
            end.put(UInt64(entry.end - entry.start))
        }
        let tableSize = end.count
        end.put(bytes: checksums.bytes)
        let identity = crc32c(end.bytes)
        var footer = ByteWriter()
        footer.put(UInt64(position))
        footer.put(UInt64(tableSize))
        footer.put(UInt32(checksums.count / 4))
        footer.put(identity)
        footer.put(crc32c(footer.bytes))
        footer.put(SectionFile.endMagic)
        try append(raw: end.bytes)
        try append(raw: footer.bytes)
        try output.sync()
        try output.close()
        return (position + end.count + footer.count, identity)
    }

    private func append(raw bytes: [UInt8]) throws(StorageError) {
        try Bytes.of(bytes) { bytes throws(StorageError) in try output.append(bytes.buffer) }
    }
}
