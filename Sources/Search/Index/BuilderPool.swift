internal import Synchronization

/// Documents with consecutive sequences on their way to becoming one segment.
final class BuildRun: Sendable {
    /// Of the segment's file.
    let name: String
    private let builder: Mutex<SegmentBuilder>
    private let size = Atomic(0)

    init(schema: Schema, name: String, in directory: any FileSystem) throws {
        self.name = name
        builder = Mutex(try SegmentBuilder(schema: schema, name: name, in: directory))
    }

    /// Memory that grows with the documents, as of the last call of `add`.
    var sizeBytes: Int { size.load(ordering: .relaxed) }

    func add(_ document: DocumentView, sequence: UInt64) throws {
        try builder.withLock { builder in
            try builder.add(document, sequence: sequence)
            size.store(builder.sizeBytes, ordering: .relaxed)
        }
    }

    func add(_ batch: DocumentBatch) throws {
        try builder.withLock { builder in
            var sequence = batch.firstSequence
            try batch.forEach { document in
                try builder.add(document, sequence: sequence)
                sequence += 1
            }
            size.store(builder.sizeBytes, ordering: .relaxed)
        }
    }

    /// Writes the segment and makes its file durable.
    func finish() throws -> SegmentFile { try builder.withLock { try $0.finish() } }
}

/// Threads that build segments side by side, each from a run of its own. Runs are taken in their order; a run's batches
/// come while it is built.
///
/// The lock of the index is held until the last thread has ended, which `deinit` waits for: so nobody writes into a folder
/// that another writer has taken over.
final class BuilderPool {
    private let monitor: Monitor<State>
    private let lock: any FileLock
    private let threads: Int
    /// Bytes of batches that may wait; one may always.
    private let queueLimitBytes: Int
    /// Fewer bytes of batches are not worth a segment of their own.
    private var leastSplitBytes: Int { min(2 << 20, queueLimitBytes / 4) }

    fileprivate struct State: Sendable {
        var waiting: [BuildRun] = []
        /// By the runs' names. A run that ends takes its entry out.
        var queues: [String: Queue] = [:]
        var outcomes: [String: Result<SegmentFile, any Error>] = [:]
        var queuedBytes = 0
        /// Runs that a thread is building.
        var runningCount = 0
        var threadCount = 0
        /// The first of all errors: whatever comes after it is in vain.
        var failure: (any Error)?
        var isStopping = false
    }

    fileprivate struct Queue: Sendable {
        var batches: [DocumentBatch] = []
        var isClosed = false

        var sizeBytes: Int { batches.reduce(0) { $0 + $1.sizeBytes } }
    }

    init(threads: Int, queueLimitBytes: Int, holding lock: any FileLock) {
        monitor = Monitor(State())
        self.lock = lock
        self.threads = threads
        self.queueLimitBytes = queueLimitBytes
    }

    deinit {
        monitor.change { $0.isStopping = true }
        monitor.wait { $0.threadCount == 0 ? () : nil }
    }

    /// Takes a run up with the batches there are; more may come until it is closed.
    func begin(_ run: BuildRun, with batches: [DocumentBatch] = []) {
        let needsThread = monitor.wait { state -> Bool? in
            state.waiting.append(run)
            state.queues[run.name] = Queue(batches: batches)
            guard state.threadCount < threads else { return false }
            state.threadCount += 1
            return true
        }
        if needsThread { spawnThread { [monitor] in BuilderThread(monitor: monitor).work() } }
    }

    /// Hands over documents that come behind all before them of this run. Waits while too much waits already.
    /// - Throws: what any thread has failed with.
    func add(_ batch: DocumentBatch, to run: BuildRun) throws {
        let failure = monitor.wait { state -> (any Error)?? in
            if let failure = state.failure { return .some(failure) }
            guard state.queuedBytes == 0 || state.queuedBytes + batch.sizeBytes <= queueLimitBytes else { return nil }
            state.queuedBytes += batch.sizeBytes
            state.queues[run.name]?.batches.append(batch)
            return .some(nil)
        }
        if let failure { throw failure }
    }

    /// No more documents come to this run.
    func close(_ run: BuildRun) { monitor.change { $0.queues[run.name]?.isClosed = true } }

    /// The segment of a run that is closed, or nil where it is not ready yet.
    /// - Throws: what any thread has failed with.
    func outcome(of run: BuildRun) throws -> SegmentFile? {
        let outcome = monitor.look { state -> Result<SegmentFile, any Error>? in
            if let failure = state.failure { return .failure(failure) }
            return state.outcomes.removeValue(forKey: run.name)
        }
        return try outcome?.get()
    }

    /// What comes first when all runs are closed.
    enum Event {
        /// The segment of the first run.
        case built(SegmentFile)
        /// A thread has nothing to do: the latter half of the batches that the last run still has, taken out.
        case spare([DocumentBatch])
    }

    /// - Throws: what any thread has failed with.
    func wait(first: BuildRun, last: BuildRun) throws -> Event {
        let event = monitor.wait { state -> Result<Event, any Error>? in
            if let failure = state.failure { return .failure(failure) }
            if let outcome = state.outcomes.removeValue(forKey: first.name) { return outcome.map { .built($0) } }
            guard state.runningCount + state.waiting.count < threads, let queue = state.queues[last.name] else { return nil }
            guard queue.batches.count > 1, queue.sizeBytes >= leastSplitBytes else { return nil }
            let half = queue.batches.count / 2
            state.queues[last.name]?.batches.removeLast(half)
            return .success(.spare(Array(queue.batches.suffix(half))))
        }
        return try event.get()
    }
}

/// One thread of a pool.
private struct BuilderThread: Sendable {
    let monitor: Monitor<BuilderPool.State>

    func work() {
        while let run = nextRun() {
            let outcome = Result { try build(run) }
            monitor.change { state in
                state.queues[run.name] = nil
                state.runningCount -= 1
                state.outcomes[run.name] = outcome.flatMap { file in file.map { .success($0) } ?? .failure(Abandoned()) }
                if case .failure(let error) = outcome, state.failure == nil { state.failure = error }
            }
        }
        monitor.change { $0.threadCount -= 1 }
    }

    /// Why a run has no segment whose writer was thrown away; nobody is left to hear it.
    private struct Abandoned: Error {}

    private func nextRun() -> BuildRun? {
        monitor.wait { state -> BuildRun?? in
            if state.isStopping { return .some(nil) }
            if state.waiting.isEmpty { return nil }
            state.runningCount += 1
            return .some(state.waiting.removeFirst())
        }
    }

    /// The run's segment; nil where it is not wanted any more.
    private func build(_ run: BuildRun) throws -> SegmentFile? {
        while true {
            switch nextBatch(of: run) {
            case .batch(let batch): try run.add(batch)
            case .end: return try run.finish()
            case .stop: return nil
            }
        }
    }

    private enum Step {
        case batch(DocumentBatch)
        case end
        case stop
    }

    private func nextBatch(of run: BuildRun) -> Step {
        monitor.wait { state in
            if state.isStopping || state.failure != nil { return .stop }
            guard let queue = state.queues[run.name] else { return .stop }
            guard let batch = queue.batches.first else { return queue.isClosed ? .end : nil }
            state.queues[run.name]?.batches.removeFirst()
            state.queuedBytes -= batch.sizeBytes
            return .batch(batch)
        }
    }
}
