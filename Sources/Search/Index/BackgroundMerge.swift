internal import Glibc
internal import Synchronization

/// A merge on a thread of its own. Its sources are immutable; what is deleted meanwhile is applied when it is adopted.
///
/// The lock of the index is held until the file is written, which `deinit` waits for: so nobody writes into a folder that
/// another writer has taken over.
final class BackgroundMerge: Sendable {
    let sources: [Segment]
    let merger: SegmentMerger
    let name: String
    private let outcome: Monitor<Result<SegmentFile, any Error>?>
    private let lock: any FileLock

    init(
        _ sources: [SegmentMerger.Source], schema: Schema, name: String, in directory: any FileSystem, holding lock: any FileLock
    ) {
        self.sources = sources.map(\.segment)
        self.name = name
        self.lock = lock
        let merger = SegmentMerger(sources, schema: schema)
        let outcome = Monitor<Result<SegmentFile, any Error>?>(nil)
        self.merger = merger
        self.outcome = outcome
        spawnThread {
            let result = Result { try merger.write(as: name, in: directory) }
            outcome.change { $0 = result }
        }
    }

    deinit { _ = result(wait: true) }

    /// The merged file, or nil where it is not ready and `wait` is false.
    func result(wait: Bool) -> Result<SegmentFile, any Error>? {
        wait ? outcome.wait { $0 } : outcome.look { $0 }
    }
}

/// Runs `body` once on a detached thread of the system with room for deep stacks.
package func spawnThread(_ body: @escaping @Sendable () -> Void) {
    let isSpawned = spawnedThread(body)
    precondition(isSpawned, "the system gives no thread; raise the limit of threads for this process")
}

/// As `spawnThread`. - Returns: false where the system has no thread to give; `body` is not run then.
package func spawnedThread(_ body: @escaping @Sendable () -> Void) -> Bool {
    final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(&attributes, 8 << 20)
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(Work(body)).toOpaque()
    let status = pthread_create(&thread, &attributes, { argument in
        Unmanaged<Work>.fromOpaque(argument!).takeRetainedValue().body()
        return nil
    }, argument)
    pthread_attr_destroy(&attributes)
    if status != 0 { Unmanaged<Work>.fromOpaque(argument).release() }
    return status == 0
}
