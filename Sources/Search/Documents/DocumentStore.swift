/// Documents as JSON, in blocks of about 16 KiB, each compressed with zstd and the segment's own dictionary where that
/// saves a tenth or more. Measured on demo listings: the dictionary takes a quarter off blocks of this size.
///
/// ```
/// docs       block after block; a block, inflated: count u32 | end of each document u32 | documents
/// directory  for each block: first document u32 | stored size u32 | size u32 | place of its dictionary u32 | offset u64
///            24 bytes; stored size = size: not compressed
/// dictionary zstd dictionaries one behind the other, or nothing: a block whose place is 0 then needs none, as does one whose
///            place is the highest u32
/// ```
/// There are several where a merge has copied blocks, which only their own dictionary inflates.
struct DocumentStore: Sendable {
    static let blockSizeBytes = 16 << 10
    static let entrySizeBytes = 24
    /// A document is rejected long before; a larger size in the directory is damage.
    static let blockSizeLimitBytes = 256 << 20

    private let blocks: Section
    private let directory: Section
    private let entries: Bytes
    private let dictionaries: [UInt32: ZstdDictionary]
    let count: Int

    init(_ file: SectionFile, documentCount: Int) throws(Damage) {
        blocks = try file.section("docs")
        directory = try file.section("docdir")
        entries = try directory.verified()
        count = documentCount
        dictionaries = try Self.dictionaries(try file.section("docdict"), entries)
        guard entries.count % Self.entrySizeBytes == 0, entries.count > 0 || documentCount == 0 else {
            throw directory.damage(0, "size is not a multiple of 24")
        }
        var previous = -1
        for block in 0..<blockCount {
            let entry = entry(block)
            guard entry.first > previous, block > 0 || entry.first == 0, entry.first < documentCount,
                entry.size <= Self.blockSizeLimitBytes, entry.storedSize <= entry.size,
                entry.offset <= UInt64(blocks.count), UInt64(entry.storedSize) <= UInt64(blocks.count) - entry.offset
            else { throw directory.damage(block * Self.entrySizeBytes, "block \(block) lies outside") }
            previous = entry.first
        }
    }

    /// The dictionaries that blocks name, by place. Each ends where the next begins.
    private static func dictionaries(_ section: Section, _ entries: Bytes) throws(Damage) -> [UInt32: ZstdDictionary] {
        let bytes = try section.verified()
        if bytes.count == 0 { return [:] }
        var places: Set<UInt32> = []
        for at in stride(from: 12, to: entries.count, by: entrySizeBytes) { places.insert(entries.load(at)) }
        places.remove(noDictionary)
        var dictionaries: [UInt32: ZstdDictionary] = [:]
        var end = bytes.count
        for place in places.sorted(by: >) {
            guard Int(place) < end else { throw section.damage(Int(place), "a dictionary lies outside") }
            dictionaries[place] = ZstdDictionary(bytes: bytes[Int(place)..<end].array)
            end = Int(place)
        }
        return dictionaries
    }

    static let noDictionary = UInt32.max

    /// One of the dictionaries, to compress more documents of this kind with.
    var anyDictionary: [UInt8]? { dictionaries.min { $0.key < $1.key }?.value.bytes }

    var blockCount: Int { entries.count / Self.entrySizeBytes }

    private func entry(_ block: Int) -> (first: Int, storedSize: Int, size: Int, dictionary: UInt32, offset: UInt64) {
        let at = block * Self.entrySizeBytes
        return (
            Int(entries.load(at, as: UInt32.self)), Int(entries.load(at + 4, as: UInt32.self)),
            Int(entries.load(at + 8, as: UInt32.self)), entries.load(at + 12), entries.load(at + 16)
        )
    }

    /// A block as it lies in the file.
    struct StoredBlock {
        let documentCount: Int
        let sizeBytes: Int
        let bytes: Bytes
        /// `noDictionary` where none is needed.
        let dictionary: UInt32
    }

    var dictionaryCount: Int { dictionaries.count }

    /// The dictionary at a place that a block names.
    func dictionary(at place: UInt32) -> [UInt8] { dictionaries[place]?.bytes ?? [] }

    func storedBlock(_ block: Int) throws(Damage) -> StoredBlock {
        let entry = entry(block)
        let end = block + 1 < blockCount ? self.entry(block + 1).first : count
        let isPlain = entry.storedSize == entry.size
        return StoredBlock(
            documentCount: end - entry.first, sizeBytes: entry.size,
            bytes: try blocks.verified(Int(entry.offset)..<Int(entry.offset) + entry.storedSize),
            dictionary: isPlain ? Self.noDictionary : entry.dictionary)
    }

    /// Gives back the memory of the blocks before this one.
    func forget(before block: Int) { blocks.forget(0..<Int(entry(block).offset)) }

    /// The JSON of a document.
    func document(_ number: Int) throws(Damage) -> [UInt8] {
        precondition(number >= 0 && number < count)
        let block = block(of: number)
        let key = PageCache.Key(file: ObjectIdentifier(blocks.file), kind: .documents, number: block)
        let page = try PageCache.shared.page(key) { () throws(Damage) in InflatedPage(try inflate(block)) }
        return try document(number, in: page.bytes, block: block).array
    }

    /// Calls `body` with every document from a block on in order, without filling the cache.
    func forEach(fromBlock first: Int = 0, _ body: (Int, Bytes) throws -> Void) throws {
        for block in first..<blockCount {
            let page = InflatedPage(try inflate(block))
            let end = block + 1 < blockCount ? entry(block + 1).first : count
            for number in entry(block).first..<end { try body(number, try document(number, in: page.bytes, block: block)) }
            blocks.forget(0..<Int(entry(block).offset))
        }
    }

    private func block(of number: Int) -> Int {
        var low = 0
        var high = blockCount - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if entry(middle).first <= number { low = middle } else { high = middle - 1 }
        }
        return low
    }

    private func inflate(_ block: Int) throws(Damage) -> [UInt8] {
        let entry = entry(block)
        let stored = try blocks.verified(Int(entry.offset)..<Int(entry.offset) + entry.storedSize)
        if entry.storedSize == entry.size { return stored.array }
        guard let bytes = ZstdDecompressor.shared.decompress(stored, size: entry.size, dictionary: dictionaries[entry.dictionary]) else {
            throw blocks.damage(Int(entry.offset), "block \(block) is not a zstd frame of \(entry.size) bytes")
        }
        return bytes
    }

    private func document(_ number: Int, in bytes: Bytes, block: Int) throws(Damage) -> Bytes {
        let entry = entry(block)
        let place = number - entry.first
        guard bytes.count >= 4 else { throw blocks.damage(Int(entry.offset), "block \(block) is cut short") }
        let held = Int(bytes.load(0, as: UInt32.self))
        guard place < held, 4 + held * 4 <= bytes.count else {
            throw blocks.damage(Int(entry.offset), "block \(block) holds \(held) documents")
        }
        let from = place == 0 ? 0 : Int(bytes.load(place * 4, as: UInt32.self))
        let to = Int(bytes.load(place * 4 + 4, as: UInt32.self))
        let start = 4 + held * 4
        guard from <= to, start + to <= bytes.count else {
            throw blocks.damage(Int(entry.offset), "document \(number) lies outside its block")
        }
        return bytes[start + from..<start + to]
    }
}

/// Writes documents in order, straight to the file's first section; only a block, and at first a sample, stay in memory.
final class DocumentStoreWriter {
    private let file: SectionFileWriter
    private var sample: [(start: Int, end: Int)] = []
    private var text: [UInt8] = []
    private var isSampling = true
    private var dictionaries = ByteWriter()
    private var places: [[UInt8]: UInt32] = [:]
    /// Place of the dictionary of the blocks that are compressed here.
    private var ownPlace = DocumentStore.noDictionary
    private var compressor: ZstdCompressor?
    private var compressed: [UInt8] = []
    private var ends: [UInt32] = []
    private var block: [UInt8] = []
    private var entries = ByteWriter()
    private var storedCount = 0

    /// Enough to learn from; below that a dictionary is not worth its room.
    private static let sampleSizeBytes = 1 << 20
    private static let dictionarySizeBytes = 16 << 10
    /// Level 1 costs a fifth of indexing time; level 3 saved 4 % more room on `scale/mixed-1m` at twice that.
    private static let level: Int32 = 1

    /// - Parameter dictionary: what to compress with, instead of learning from the first documents.
    init(_ file: SectionFileWriter, dictionary: [UInt8]? = nil) throws(StorageError) {
        self.file = file
        try file.begin("docs")
        if let dictionary { compress(with: dictionary) }
    }

    var sizeBytes: Int { text.count + block.count }

    func add(_ document: Bytes) throws(StorageError) {
        guard isSampling else { return try store(document) }
        sample.append((text.count, text.count + document.count))
        text.append(contentsOf: document.buffer)
        if text.count >= Self.sampleSizeBytes { try endSampling() }
    }

    private func endSampling() throws(StorageError) {
        var dictionary: [UInt8] = []
        if text.count >= Self.sampleSizeBytes {
            let learnt = sample.filter { $0.end - $0.start <= 8 << 10 }
            var chosen: [UInt8] = []
            chosen.reserveCapacity(text.count)
            for part in learnt { chosen.append(contentsOf: text[part.start..<part.end]) }
            dictionary = ZstdDictionary.trained(
                samples: chosen, sizes: learnt.map { $0.end - $0.start }, capacity: Self.dictionarySizeBytes) ?? []
        }
        compress(with: dictionary)
        let held = text
        text = []
        for part in sample {
            try Bytes.of(held) { bytes throws(StorageError) in try store(bytes[part.start..<part.end]) }
        }
        sample = []
    }

    private func compress(with dictionary: [UInt8]) {
        isSampling = false
        compressor = ZstdCompressor(level: Self.level, dictionary: dictionary.isEmpty ? nil : dictionary)
        ownPlace = place(of: dictionary)
    }

    /// The place of a dictionary, which is added where it is new.
    private func place(of dictionary: [UInt8]) -> UInt32 {
        if dictionary.isEmpty { return DocumentStore.noDictionary }
        if let place = places[dictionary] { return place }
        let place = UInt32(dictionaries.count)
        places[dictionary] = place
        dictionaries.put(bytes: dictionary)
        return place
    }

    /// Copies blocks of another segment as they are, behind what was added: all but the last, which may be a small one.
    /// - Returns: how many were copied; none where they are too few to be worth a small block before them, or where there
    ///   are many dictionaries already.
    func copyBlocks(of store: DocumentStore) throws -> Int {
        let count = store.blockCount - 1
        guard count >= Self.leastCopied, places.count + store.dictionaryCount <= Self.dictionaryLimit else { return 0 }
        if isSampling { try endSampling() }
        try closeBlock()
        // Neighbours mostly name the same.
        var last = (theirs: DocumentStore.noDictionary, ours: DocumentStore.noDictionary)
        for number in 0..<count {
            let block = try store.storedBlock(number)
            if block.dictionary != last.theirs { last = (block.dictionary, place(of: store.dictionary(at: block.dictionary))) }
            note(first: storedCount, storedSize: block.bytes.count, size: block.sizeBytes, dictionary: last.ours)
            try file.append(block.bytes)
            storedCount += block.documentCount
            if number % 256 == 255 { store.forget(before: number) }
        }
        return count
    }

    private static let leastCopied = 16
    private static let dictionaryLimit = 64

    private func note(first: Int, storedSize: Int, size: Int, dictionary: UInt32) {
        entries.put(UInt32(first))
        entries.put(UInt32(storedSize))
        entries.put(UInt32(size))
        entries.put(dictionary)
        entries.put(UInt64(file.sectionPosition))
    }

    private func store(_ document: Bytes) throws(StorageError) {
        block.append(contentsOf: document.buffer)
        ends.append(UInt32(block.count))
        storedCount += 1
        if block.count >= DocumentStore.blockSizeBytes { try closeBlock() }
    }
    private func closeBlock() throws(StorageError) {
        if ends.isEmpty { return }
        var whole = ByteWriter(capacity: 4 + ends.count * 4 + block.count)
        whole.put(UInt32(ends.count))
        for end in ends { whole.put(end) }
        whole.put(bytes: block)
        Bytes.of(whole.bytes) { compressor?.compress($0, into: &compressed) }
        let pays = compressed.count <= whole.count - whole.count / 10
        note(
            first: storedCount - ends.count, storedSize: pays ? compressed.count : whole.count, size: whole.count,
            dictionary: pays ? ownPlace : DocumentStore.noDictionary)
        try file.append(pays ? compressed : whole.bytes)
        block.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    func finish() throws(StorageError) {
        if isSampling { try endSampling() }
        try closeBlock()
        file.end()
        try file.section("docdir", entries.bytes)
        try file.section("docdict", dictionaries.bytes)
    }
}
