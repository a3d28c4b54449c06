/// The documents that were put and are in no segment yet, in runs of consecutive sequences: one run at a time that is built
/// where `put` is called, or several that the threads of a pool build side by side.
///
/// With a pool, each thread builds a segment of its own, from rows that lie one behind the other: what keeps the order of
/// documents, and needs nothing to be merged but segments. The price is rows that wait: while one run is built, those of the
/// next must be there already. Runs are staggered, the first ones being shorter, so that on the average half of a run waits
/// for each thread but one. At the end, a thread that has nothing to do takes half of what the last run has left.
final class PendingDocuments {
    private let schema: Schema
    private let directory: any FileSystem
    private let pool: BuilderPool?
    private let limits: Limits
    private var parts: [Part] = []
    private var batch = DocumentBatch()
    private var runsBegun = 0
    /// What was put since `begin`, as rows.
    private var rowBytes = 0

    private struct Limits {
        /// For builders together.
        let memoryBytes: Int
        let threads: Int
        /// Of a run, as rows.
        var runBytes: Int { memoryBytes / threads }
        var queueBytes: Int { runBytes * (threads - 1) / 2 }
        /// Of a run's builder.
        var builderBytes: Int { memoryBytes / threads }
        var batchBytes: Int { min(DocumentBatch.fullSizeBytes, runBytes / 8) }
    }

    /// A run and its keys.
    private final class Part {
        let run: BuildRun
        let keys: PendingKeys
        /// Documents of `keys` that are in this part's segment: all, unless the part was split.
        var documents = 0..<Int.max
        let firstSequence: UInt64
        var rowBytes = 0
        let rowLimitBytes: Int
        var isOpen = true

        init(_ run: BuildRun, firstSequence: UInt64, rowLimitBytes: Int) {
            self.run = run
            self.firstSequence = firstSequence
            self.rowLimitBytes = rowLimitBytes
            keys = PendingKeys()
        }

        /// The documents of `whole` from a sequence on, which are taken out of it.
        init(_ run: BuildRun, latterPartOf whole: Part, from sequence: UInt64) {
            self.run = run
            firstSequence = whole.firstSequence
            keys = whole.keys
            rowLimitBytes = 0
            isOpen = false
            let first = Int(sequence - firstSequence)
            documents = first..<whole.documents.upperBound
            whole.documents = whole.documents.lowerBound..<first
        }

        var deleted: [UInt32] {
            keys.deleted.lazy.filter { self.documents.contains(Int($0)) }.map { $0 - UInt32(self.documents.lowerBound) }
        }
    }

    /// A segment whose file is durable, and which of its documents were deleted meanwhile.
    struct Built {
        let file: SegmentFile
        let deleted: [UInt32]
    }

    init(schema: Schema, in directory: any FileSystem, settings: WriterSettings, holding lock: any FileLock) {
        self.schema = schema
        self.directory = directory
        // Beside a pool, rows wait and a merge may run.
        let share = settings.threads > 1 ? settings.memoryBudgetBytes * 3 / 8 : settings.memoryBudgetBytes / 2
        limits = Limits(memoryBytes: share, threads: settings.threads)
        pool = settings.threads > 1
            ? BuilderPool(threads: settings.threads, queueLimitBytes: limits.queueBytes, holding: lock) : nil
    }

    /// Live documents.
    var documentCount: Int { parts.reduce(0) { $0 + $1.keys.liveCount } }

    var segmentCount: Int { parts.count }
    var names: [String] { parts.map(\.run.name) }

    /// Whether a run is open; else `begin` comes before the next document.
    var isOpen: Bool { parts.last?.isOpen ?? false }

    /// Whether it is time to commit: the memory is used up, or, where threads empty it, many times over.
    var isFull: Bool {
        guard pool != nil else { return (parts.last?.run.sizeBytes ?? 0) + (parts.last?.keys.sizeBytes ?? 0) >= limits.memoryBytes }
        return rowBytes >= 8 * limits.memoryBytes
    }

    func begin(name: String, sequence: UInt64) throws {
        let run = try BuildRun(schema: schema, name: name, in: directory)
        runsBegun += 1
        let share = min(runsBegun, limits.threads)
        parts.append(Part(run, firstSequence: sequence, rowLimitBytes: limits.runBytes / limits.threads * share))
        pool?.begin(run)
    }

    /// Deletes the document of this key, where one is pending. - Returns: nil where none ever was, else whether it was live.
    func delete(_ key: Bytes, hash: UInt64) -> Bool? {
        for part in parts.reversed() {
            if let wasLive = part.keys.delete(key, hash: hash) { return wasLive }
        }
        return nil
    }

    /// Adds a document whose key has no live document any more.
    func add(_ document: borrowing ParsedDocument, row: Bytes, sequence: UInt64, hash: UInt64) throws {
        guard let part = parts.last, part.isOpen else { preconditionFailure("a run is begun first") }
        Bytes.of(document.key) { part.keys.add($0, hash: hash) }
        part.rowBytes += row.count
        rowBytes += row.count
        guard let pool else {
            try document.withView(row) { try part.run.add($0, sequence: sequence) }
            if part.keys.count >= Self.segmentDocumentLimit { part.isOpen = false }
            return
        }
        if batch.isEmpty { batch.firstSequence = sequence }
        batch.append(document, row: row)
        guard batch.sizeBytes >= limits.batchBytes else { return }
        try hand(over: part, to: pool)
        let isFull = part.rowBytes >= part.rowLimitBytes || part.run.sizeBytes + part.keys.sizeBytes >= limits.builderBytes
        if isFull || part.keys.count >= Self.segmentDocumentLimit { close(part, pool) }
    }

    /// Document numbers are 31 bits; a segment is closed long before.
    private static let segmentDocumentLimit = 1 << 26

    private func hand(over part: Part, to pool: BuilderPool) throws {
        if batch.isEmpty { return }
        try pool.add(batch, to: part.run)
        batch = DocumentBatch()
    }

    private func close(_ part: Part, _ pool: BuilderPool) {
        part.isOpen = false
        pool.close(part.run)
    }

    /// Takes out the first segment, in the order of sequences, if it is ready; nil where it is not, or there is none.
    func nextBuilt() throws -> Built? {
        guard let part = parts.first, !part.isOpen, let file = try pool?.outcome(of: part.run) else { return nil }
        parts.removeFirst()
        return Built(file: file, deleted: part.deleted)
    }

    /// Ends all runs. - Returns: the first segment, in the order of sequences; nil where there is none any more.
    /// - Parameter takeName: makes a name for one more segment.
    func finishNext(_ takeName: () -> String) throws -> Built? {
        if let pool, let part = parts.last, part.isOpen {
            try hand(over: part, to: pool)
            close(part, pool)
        }
        guard let part = parts.first else {
            runsBegun = 0
            rowBytes = 0
            return nil
        }
        let file = try pool.map { try wait(for: part, $0, takeName) } ?? part.run.finish()
        parts.removeFirst()
        return Built(file: file, deleted: part.deleted)
    }

    private func wait(for part: Part, _ pool: BuilderPool, _ takeName: () -> String) throws -> SegmentFile {
        while true {
            guard let last = parts.last else { preconditionFailure("the part waited for is one of them") }
            switch try pool.wait(first: part.run, last: last.run) {
            case .built(let file): return file
            case .spare(let batches):
                guard let first = batches.first else { continue }
                let run = try BuildRun(schema: schema, name: takeName(), in: directory)
                parts.append(Part(run, latterPartOf: last, from: first.firstSequence))
                pool.begin(run, with: batches)
                pool.close(run)
            }
        }
    }
}

/// The keys of a run's documents, and which of them are deleted already.
private final class PendingKeys {
    /// By key: the last document that has it, or none where that is deleted.
    private var table = TermTable<UInt32>()
    private(set) var count = 0
    /// Numbers within the run, in no order.
    private(set) var deleted: [UInt32] = []
    private static let none = UInt32.max

    var liveCount: Int { count - deleted.count }
    var sizeBytes: Int { table.sizeBytes + deleted.count * 4 }

    /// Adds the next document. One of the same key that is live is deleted before.
    func add(_ key: Bytes, hash: UInt64) {
        let (record, _) = table.insert(key, hash: hash)
        table[record] = UInt32(count)
        count += 1
    }

    /// - Returns: nil where no document ever had the key, else whether one was live.
    func delete(_ key: Bytes, hash: UInt64) -> Bool? {
        guard let record = table.find(key, hash: hash) else { return nil }
        let document = table[record]
        guard document != Self.none else { return false }
        deleted.append(document)
        table[record] = Self.none
        return true
    }
}
