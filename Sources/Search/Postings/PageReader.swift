/// A page as it can be read: in the mapping, or inflated and kept alive by `owner`.
struct Page {
    let bytes: Bytes
    let owner: InflatedPage?
}

/// The pages of one field: `Pages` says how they lie.
struct PageReader: Sendable {
    private let pages: Section
    private let directory: Bytes
    private let fieldNumber: Int
    private var cache = PageCache.shared
    let count: Int

    init(pages: Section, directory: Section, number: Int) throws(Damage) {
        self.pages = pages
        self.directory = try directory.verified()
        fieldNumber = number
        count = directory.count / Pages.entrySizeBytes
        guard directory.count % Pages.entrySizeBytes == 0 else { throw directory.damage(0, "size is not a multiple of 16") }
        for i in 0..<count {
            let entry = self.entry(i)
            guard entry.size <= Pages.sizeBytes, entry.storedSize <= entry.size,
                entry.offset <= UInt64(pages.count), UInt64(entry.storedSize) <= UInt64(pages.count) - entry.offset
            else { throw directory.damage(i * Pages.entrySizeBytes, "page \(i) lies outside") }
        }
    }

    private func entry(_ page: Int) -> (offset: UInt64, storedSize: Int, size: Int, stream: UInt32) {
        let at = page * Pages.entrySizeBytes
        let last: UInt32 = directory.load(at + 12)
        return (directory.load(at), Int(directory.load(at + 8, as: UInt32.self)), Int(last & 0xFF_FFFF), last >> 24)
    }

    /// The page that continues the stream of `index`, or nil where it was the last.
    func next(after index: Int) -> Int? {
        let stream = entry(index).stream
        return (index + 1..<max(count, index + 1)).first { entry($0).stream == stream }
    }

    func page(_ index: Int) throws(Damage) -> Page {
        guard index >= 0 && index < count else { throw pages.damage(pages.count, "page \(index) of \(count)") }
        let entry = entry(index)
        let stored = try pages.verified(Int(entry.offset)..<Int(entry.offset) + entry.storedSize)
        if entry.storedSize == entry.size { return Page(bytes: stored, owner: nil) }
        let key = PageCache.Key(file: ObjectIdentifier(pages.file), kind: .page(field: fieldNumber), number: index)
        let owner = try cache.page(key) { () throws(Damage) in
            guard let bytes = ZstdDecompressor.shared.decompress(stored, size: entry.size) else {
                throw pages.damage(Int(entry.offset), "page \(index) is not a zstd frame of \(entry.size) bytes")
            }
            return InflatedPage(bytes)
        }
        return Page(bytes: owner.bytes, owner: owner)
    }

    func damage(_ reason: String) -> Damage { pages.damage(0, reason) }

    /// Gives back the memory of the pages before this one.
    func forget(before index: Int) {
        if index > 0, index < count { pages.forget(0..<Int(entry(index).offset)) }
    }

    /// The same pages with a small cache of their own: what is read once need not push out what searches use.
    func forReadingOnce() -> PageReader {
        var reader = self
        reader.cache = PageCache(limitBytes: 8 * Pages.sizeBytes)
        return reader
    }
}
