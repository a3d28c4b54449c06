/// How an index is written.
package struct WriterSettings: Sendable {
    /// For what grows while documents are added; also bounds what a merge holds. At least 16 MiB.
    package var memoryBudgetBytes = 512 << 20
    /// 1: all is done where it is asked for. More: so many threads build segments side by side, while the caller's reads
    /// rows; merges run on another one. At most one for 8 MiB of memory: less would make many small segments.
    package var threads = 1
    var mergePolicy = MergePolicy()

    package init(memoryBudgetBytes: Int = 512 << 20, threads: Int = 1) {
        self.memoryBudgetBytes = max(memoryBudgetBytes, 16 << 20)
        self.threads = max(min(threads, self.memoryBudgetBytes >> 23), 1)
    }
}

/// What a commit made durable.
package struct CommitInfo: Sendable, Equatable {
    package var generation: UInt64
    /// Live documents.
    package var documents: Int
    package var segments: Int
}

/// The one owner of what changes in an index. Documents put and deleted are seen by nobody until `commit`, and are all
/// there, whatever happens, once it has returned. After an error of the disk the writer must be thrown away; the last
/// commit is unharmed.
package struct IndexWriter: ~Copyable {
    private let directory: any FileSystem
    private let lock: any FileLock
    private let settings: WriterSettings
    private var manifest: Manifest
    private var segments: [WriterSegment] = []
    private let pending: PendingDocuments
    private var reader: DocumentReader
    private var parsed = ParsedDocument()
    private var background: BackgroundMerge?
    private var hasChanges = false

    /// A segment as the writer has it: perhaps not committed yet, its deletions perhaps not written yet.
    private struct WriterSegment {
        let segment: Segment
        var file: SegmentFile
        /// Nil: all documents live.
        var live: BitSet?
        var liveCount: Int
        /// The live file of the last commit, where it still says the truth.
        var committedLive: Manifest.Live?
        var isLiveWritten: Bool

        mutating func delete(_ document: Int) {
            if live == nil { live = BitSet(count: segment.documentCount, all: true) }
            live!.remove(document)
            liveCount -= 1
            isLiveWritten = false
        }
    }

    /// Opens the index in `path` for writing, and makes one where there is none.
    /// - Parameter schema: nil for the index's own. Another than the index's is refused.
    /// - Throws: `StorageError` (kind `locked` where another process writes), `Damage`, `SchemaError`.
    package init(path: String, schema: Schema?, settings: WriterSettings = WriterSettings()) throws {
        try self.init(PosixDirectory(path, create: schema != nil), schema: schema, settings: settings)
    }

    package init(_ directory: any FileSystem, schema: Schema?, settings: WriterSettings = WriterSettings()) throws {
        let lock = try directory.lock("write.lock")
        var manifest = try Self.openManifest(in: directory, schema: schema)
        let segments = try manifest.segments.map { entry in
            let segment = try Segment(entry.file, schema: manifest.schema, in: directory)
            let live = try entry.live.map {
                try LiveDocuments.read($0.name, identity: $0.identity, documentCount: segment.documentCount, in: directory)
            }
            return WriterSegment(
                segment: segment, file: entry.file, live: live, liveCount: live?.population ?? segment.documentCount,
                committedLive: entry.live, isLiveWritten: true)
        }
        if manifest.generation == 0 {
            manifest.generation = 1
            try manifest.write(to: directory)
        }
        // The manifest found may have been renamed by a writer that died before its name was durable; only then may
        // what the one before it names go.
        try directory.syncDirectory()
        try Self.removeStrangers(in: directory, keeping: manifest.fileNames + [Manifest.name(manifest.generation)])
        // Nothing can fail from here on: a value that can't be copied is not made by halves.
        self.init(directory, lock, settings, manifest, segments)
    }

    private init(
        _ directory: any FileSystem, _ lock: any FileLock, _ settings: WriterSettings, _ manifest: Manifest,
        _ segments: [WriterSegment]
    ) {
        self.directory = directory
        self.lock = lock
        self.settings = settings
        self.manifest = manifest
        self.segments = segments
        reader = DocumentReader(manifest.schema)
        pending = PendingDocuments(schema: manifest.schema, in: directory, settings: settings, holding: lock)
    }

    private static func openManifest(in directory: any FileSystem, schema: Schema?) throws -> Manifest {
        guard let newest = try Manifest.newest(in: directory) else {
            guard let schema else { throw SchemaError("there is no index in this folder yet: a schema is needed to begin one") }
            return Manifest(schema: schema)
        }
        let manifest = try Manifest.read(newest, in: directory)
        if let schema, schema != manifest.schema {
            throw SchemaError(
                """
                the index in this folder was built with another schema: build into another folder, or leave the schema out to \
                use the index's own
                """)
        }
        return manifest
    }

    package var schema: Schema { manifest.schema }

    /// Live documents, put ones included.
    package var documentCount: Int {
        segments.reduce(0) { $0 + $1.liveCount } + pending.documentCount
    }

    package var segmentCount: Int { segments.count + pending.segmentCount }

    /// The number last given to `setApplied`, as of the last commit.
    package var applied: UInt64 { manifest.applied }

    /// Notes in the next commit up to where the caller's own log is applied.
    package mutating func setApplied(_ number: UInt64) {
        manifest.applied = number
        hasChanges = true
    }

    /// Adds a document, a JSON object; one with the same key is replaced.
    /// - Throws: `DocumentError` where the row is at fault (nothing has changed), `StorageError`, `Damage`.
    package mutating func put(_ document: Span<UInt8>) throws {
        try Bytes.of(document) { row throws in try put(row) }
    }

    private mutating func put(_ row: Bytes) throws {
        try reader.read(row, into: &parsed)
        if !pending.isOpen { try pending.begin(name: takeName(), sequence: manifest.nextSequence) }
        let hash = try Bytes.of(parsed.key) { key throws in
            let hash = stableHash(key)
            try delete(key, hash: hash)
            return hash
        }
        try pending.add(parsed, row: row, sequence: manifest.nextSequence, hash: hash)
        manifest.nextSequence += 1
        hasChanges = true
        while let built = try pending.nextBuilt() {
            try adopt(built)
            // Segments come fast, and commits seldom: merges that waited for one would run alone at the end.
            try adoptBackgroundMerge(wait: false)
            try mergeIfWorthIt()
        }
    }

    /// A name for the next segment.
    private mutating func takeName() -> String {
        manifest.nextSegment += 1
        return "seg-\(manifest.nextSegment - 1)"
    }

    /// Takes the document with this key out. - Returns: whether there was one.
    package mutating func delete(key: String) throws -> Bool {
        let utf8 = Array(key.utf8)
        return try Bytes.of(utf8) { key throws in try delete(key, hash: stableHash(key)) }
    }

    @discardableResult
    private mutating func delete(_ key: Bytes, hash: UInt64) throws -> Bool {
        guard let wasLive = pending.delete(key, hash: hash) else { return try deleteInSegments(key, hash: hash) }
        if wasLive { hasChanges = true }
        return wasLive
    }

    private mutating func deleteInSegments(_ key: Bytes, hash: UInt64) throws -> Bool {
        for i in segments.indices.reversed() {
            var found: Int?
            try segments[i].segment.keys().forEachDocument(key, hash: hash) { document throws(Damage) in
                guard segments[i].live?.contains(document) ?? true else { return false }
                found = document
                return true
            }
            if let found {
                segments[i].delete(found)
                hasChanges = true
                return true
            }
        }
        return false
    }

    /// Whether the memory for documents not yet committed is used up: time to commit.
    package var isFull: Bool { pending.isFull }

    /// Makes all that was put and deleted durable and visible. - Returns: what the index now is.
    @discardableResult
    package mutating func commit() throws -> CommitInfo {
        try flush()
        // What was put is safe before anything optional is tried.
        try publish()
        try adoptBackgroundMerge(wait: false)
        try publish()
        try mergeIfWorthIt()
        return info
    }

    private var info: CommitInfo {
        CommitInfo(generation: manifest.generation, documents: documentCount, segments: segments.count)
    }

    /// Turns the documents in memory into segments.
    private mutating func flush() throws {
        while let built = try pending.finishNext({ takeName() }) { try adopt(built) }
    }

    private mutating func adopt(_ built: PendingDocuments.Built) throws {
        var live: BitSet?
        if !built.deleted.isEmpty {
            var bits = BitSet(count: built.file.documentCount, all: true)
            for document in built.deleted { bits.remove(Int(document)) }
            live = bits
        }
        let segment = try Segment(built.file, schema: manifest.schema, in: directory)
        segments.append(
            WriterSegment(
                segment: segment, file: built.file, live: live, liveCount: live?.population ?? built.file.documentCount,
                committedLive: nil, isLiveWritten: live == nil))
        // The key tables of all segments are looked into for each row: what of them lies in memory is not in the budget.
        for segment in segments { segment.segment.file.forget() }
    }

    /// Writes what changed since the last manifest, and a manifest.
    private mutating func publish() throws {
        guard hasChanges else { return }
        var next = manifest
        next.generation += 1
        segments.removeAll { $0.liveCount == 0 && background == nil }
        next.segments = []
        for i in segments.indices {
            if !segments[i].isLiveWritten, let live = segments[i].live {
                let name = LiveDocuments.name(segment: segments[i].file.name, generation: next.generation)
                let written = try LiveDocuments.write(live, as: name, in: directory)
                segments[i].committedLive = Manifest.Live(name: name, identity: written.identity, count: segments[i].liveCount)
                segments[i].isLiveWritten = true
            }
            next.segments.append(Manifest.Entry(file: segments[i].file, live: segments[i].committedLive))
        }
        try next.write(to: directory)
        manifest = next
        hasChanges = false
        try removeStrangers()
    }

    /// Removes files that belong to no commit: left by a crash, or by the commit before this one. Readers that still
    /// have them mapped keep them.
    private func removeStrangers() throws(StorageError) {
        var wanted = manifest.fileNames + segments.map(\.file.name) + pending.names + [Manifest.name(manifest.generation)]
        if let background { wanted.append(background.name) }
        try Self.removeStrangers(in: directory, keeping: wanted)
    }

    private static func removeStrangers(in directory: any FileSystem, keeping names: [String]) throws(StorageError) {
        let wanted = Set(names)
        for name in try directory.list() where !wanted.contains(name) && isOurs(name) { try directory.remove(name) }
    }

    private static func isOurs(_ name: String) -> Bool { name.hasPrefix("seg-") || name.hasPrefix(Manifest.files.prefix) }

    // MARK: Merging

    private mutating func mergeIfWorthIt() throws {
        guard background == nil else { return }
        while let range = settings.mergePolicy.plan(candidates) {
            if settings.threads > 1 {
                background = try startMerge(range)
                return
            }
            try merge(range)
        }
    }

    private var candidates: [MergePolicy.Candidate] {
        segments.map {
            MergePolicy.Candidate(sizeBytes: $0.file.sizeBytes, documentCount: $0.segment.documentCount, liveCount: $0.liveCount)
        }
    }

    private mutating func startMerge(_ range: Range<Int>) throws -> BackgroundMerge {
        BackgroundMerge(
            segments[range].map { SegmentMerger.Source(segment: $0.segment, live: $0.live) }, schema: manifest.schema,
            name: takeName(), in: directory, holding: lock)
    }

    private mutating func merge(_ range: Range<Int>, progress: (Double) -> Void = { _ in }) throws {
        let name = takeName()
        let merger = SegmentMerger(
            segments[range].map { SegmentMerger.Source(segment: $0.segment, live: $0.live) }, schema: manifest.schema)
        try adopt(try merger.write(as: name, in: directory, progress: progress), merger, range)
        try publish()
    }

    /// Puts a merged segment in the place of its sources; what was deleted while it was written is deleted in it too.
    private mutating func adopt(_ file: SegmentFile, _ merger: SegmentMerger, _ range: Range<Int>) throws {
        let segment = try Segment(file, schema: manifest.schema, in: directory)
        var merged = WriterSegment(
            segment: segment, file: file, live: nil, liveCount: file.documentCount, committedLive: nil, isLiveWritten: true)
        for (source, i) in range.enumerated() {
            guard let live = segments[i].live else { continue }
            for document in 0..<segments[i].segment.documentCount where !live.contains(document) {
                if let number = merger.number(of: document, inSource: source) { merged.delete(number) }
            }
        }
        segments.replaceSubrange(range, with: [merged])
        hasChanges = true
    }

    private mutating func adoptBackgroundMerge(wait: Bool) throws {
        guard let background, let result = background.result(wait: wait) else { return }
        self.background = nil
        let file = try result.get()
        guard let first = segments.firstIndex(where: { $0.segment === background.sources.first }) else { return }
        try adopt(file, background.merger, first..<first + background.sources.count)
    }

    /// Commits, and merges all that the merge policy wants merged.
    package mutating func merge() throws {
        try flush()
        try adoptBackgroundMerge(wait: true)
        try publish()
        while let range = settings.mergePolicy.plan(candidates) { try merge(range) }
    }

    /// Commits, and writes everything as one segment without deleted documents. `progress` hears the share done.
    package mutating func optimize(progress: (Double) -> Void = { _ in }) throws {
        try flush()
        try adoptBackgroundMerge(wait: true)
        try publish()
        guard segments.count > 1 || segments.contains(where: { $0.live != nil }) else { return }
        try merge(segments.indices.lowerBound..<segments.count, progress: progress)
    }

    /// Waits for a merge that runs and ends the writing; what was not committed is dropped.
    package consuming func close() throws {
        let isClean = !hasChanges
        try adoptBackgroundMerge(wait: true)
        if isClean { try publish() }
    }
}
