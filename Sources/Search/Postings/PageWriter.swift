/// Pages of up to 32 KiB, behind which lie postings and positions.
///
/// An address is `page << 15 | offset`. What is appended in one piece never crosses a page. A page is stored as zstd
/// where that saves a tenth or more, else as it is. Measured on `scale/mixed-1m` at level 1: hardly any page of
/// bit-packed numbers does, most pages of short lists that repeat do.
///
/// ```
/// pages      page after page, each stored or compressed
/// directory  for each page: offset u64 | stored size u32 | size u24, stream u8      stored size = size: not compressed
/// ```
enum Pages {
    static let sizeBytes = 32 << 10
    static let shift: UInt64 = 15
    static let entrySizeBytes = 16
}

/// Writes the pages of one field; several streams (postings, positions) fill pages of their own at the same time.
final class PageWriter {
    private let file: SectionFileWriter
    private let compressor: ZstdCompressor
    private var compressed: [UInt8] = []
    private var directory: [(offset: UInt64, storedSize: UInt32, size: UInt32, stream: Int)] = []
    private var streams: [(page: Int, bytes: [UInt8])]

    /// The file's open section receives the pages.
    init(_ file: SectionFileWriter, streamCount: Int, compressor: ZstdCompressor) {
        self.file = file
        self.compressor = compressor
        streams = []
        for _ in 0..<streamCount {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(Pages.sizeBytes)
            streams.append((-1, bytes))
        }
    }

    /// Appends in one piece. - Returns: its address.
    func append(_ piece: [UInt8], to stream: Int) throws(StorageError) -> UInt64 {
        precondition(piece.count <= Pages.sizeBytes)
        if streams[stream].page < 0 || streams[stream].bytes.count + piece.count > Pages.sizeBytes {
            try close(stream)
            streams[stream].page = directory.count
            directory.append((0, 0, 0, stream))
        }
        let address = UInt64(streams[stream].page) << Pages.shift | UInt64(streams[stream].bytes.count)
        streams[stream].bytes.append(contentsOf: piece)
        return address
    }

    private func close(_ stream: Int) throws(StorageError) {
        let page = streams[stream].page
        guard page >= 0 else { return }
        let size = streams[stream].bytes.count
        let offset = UInt64(file.sectionPosition)
        Bytes.of(streams[stream].bytes) { compressor.compress($0, into: &compressed) }
        let pays = compressed.count <= size - size / 10
        try file.append(pays ? compressed : streams[stream].bytes)
        directory[page] = (offset, UInt32(pays ? compressed.count : size), UInt32(size), stream)
        streams[stream].bytes.removeAll(keepingCapacity: true)
        streams[stream].page = -1
    }

    /// Closes all pages. - Returns: the directory's bytes.
    func finish() throws(StorageError) -> [UInt8] {
        for stream in streams.indices { try close(stream) }
        var writer = ByteWriter(capacity: directory.count * Pages.entrySizeBytes)
        for entry in directory {
            writer.put(entry.offset)
            writer.put(entry.storedSize)
            writer.put(entry.size | UInt32(entry.stream) << 24)
        }
        return writer.bytes
    }
}
