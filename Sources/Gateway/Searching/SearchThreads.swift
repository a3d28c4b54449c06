import Dispatch
import Glibc
import Search
import Synchronization

/// Threads of their own for searches, so that neither the event loops nor Swift's cooperative pool wait for one. What can't
/// start at once waits in order, up to a limit.
///
/// A slow search holds up no other: nobody can tell beforehand which one will be slow, so one that has run for a while goes
/// on aside, on its thread, at a lower priority, and a new thread takes its place.
final class SearchThreads: Sendable {
    /// The queue is full, or closed: come again later.
    struct Overload: Error {}

    private typealias Job = @Sendable () -> Void

    /// Jobs in the order they came. Those before `next` are taken; the array is cut now and then instead of shifted each time.
    private struct Queue {
        private var jobs: [Job] = []
        private var next = 0

        var count: Int { jobs.count - next }

        mutating func append(_ job: @escaping Job) { jobs.append(job) }

        mutating func take() -> Job? {
            guard next < jobs.count else { return nil }
            let job = jobs[next]
            next += 1
            if next == jobs.count || next >= 1024 {
                jobs.removeFirst(next)
                next = 0
            }
            return job
        }
    }

    /// A search at work.
    private struct Running {
        /// Of those that run now, no other has it.
        let number: Int
        let thread: KernelThread
        /// When the watcher first saw it: those at work ask no clock.
        var seen: (time: Int64, processorTime: Int64)?
        /// Another thread has its place.
        var isAside = false
    }

    private struct State {
        var queue = Queue()
        /// Threads that wait for `work` and that nobody has called yet.
        var idle = 0
        /// Searches to watch: those that have used a processor for long are among them no more.
        var running: [Running] = []
        /// Searches that have begun.
        var begun = 0
        /// Threads of slow searches; each ends with its search.
        var aside = 0
        var isWatcherAsleep = false
        var isClosed = false
    }

    private enum Step {
        case work(Job, number: Int, wakesWatcher: Bool)
        case wait
        case end
    }

    private let state = Mutex(State())
    private let work = DispatchSemaphore(value: 0)
    private let watch = DispatchSemaphore(value: 0)
    private let queueLimit: Int
    private let patienceNanoseconds: Int64
    private let asideLimit: Int

    /// So many times the patience with the processor is what a search may take with waiting, for pages from the disk or
    /// for a processor: with one of a few threads held, the others still serve.
    private static let waitingFactor: Int64 = 4

    /// What slow searches get of a processor that others want as well is about a tenth: 110 parts to 1024.
    private static let slowNiceness: Int32 = 10

    /// - Parameters:
    ///   - count: searches that run at once, slow ones aside; at least one.
    ///   - queueLimit: searches that may wait.
    ///   - patience: how long a search may use a processor before it counts as slow. Most take a millisecond or less.
    ///   - asideLimit: slow searches that may go on beside; past it they hold up others.
    init(count: Int, queueLimit: Int, patience: Duration = .milliseconds(10), asideLimit: Int = 64) {
        self.queueLimit = max(1, queueLimit)
        patienceNanoseconds = patience.wholeNanoseconds
        self.asideLimit = asideLimit
        for _ in 0..<max(1, count) { spawnThread { [self] in runJobs() } }
        if asideLimit > 0 { spawnThread { [self] in runWatch() } }
    }

    /// Searches that have not begun.
    var waiting: Int { state.withLock { $0.queue.count } }

    /// Slow searches, each on a thread of its own.
    var aside: Int { state.withLock { $0.aside } }

    /// - Throws: `Overload` where too many wait already, else what `body` throws.
    func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            let isCalling: Bool? = state.withLock { state in
                guard !state.isClosed, state.queue.count < queueLimit else { return nil }
                state.queue.append { continuation.resume(with: Swift.Result { try body() }) }
                // Threads at work look for more by themselves: a call for each job would cost a system call each.
                guard state.idle > 0 else { return false }
                state.idle -= 1
                return true
            }
            switch isCalling {
            case true?: work.signal()
            case false?: break
            case nil: continuation.resume(throwing: Overload())
            }
        }
    }

    /// Takes no more, finishes what waits, ends the threads.
    func close() {
        let (idle, isWatcherAsleep) = state.withLock { state in
            defer { (state.idle, state.isWatcherAsleep) = (0, false) }
            state.isClosed = true
            return (state.idle, state.isWatcherAsleep)
        }
        for _ in 0..<idle { work.signal() }
        if isWatcherAsleep { watch.signal() }
    }

    // MARK: Threads

    private func runJobs() {
        let thread = KernelThread()
        var done: Int?
        while true {
            switch state.withLock({ step(of: thread, &$0, done) }) {
            case .work(let job, let number, let wakesWatcher):
                if wakesWatcher { watch.signal() }
                job()
                done = number
            case .wait:
                work.wait()
                done = nil
            case .end: return
            }
        }
    }

    /// - Parameter done: the search that the thread comes from.
    private func step(of thread: KernelThread, _ state: inout State, _ done: Int?) -> Step {
        if let done {
            let place = state.running.firstIndex { $0.number == done }
            let wasAside = place.map { state.running.remove(at: $0).isAside } ?? true
            if wasAside {
                state.aside -= 1
                return .end
            }
        }
        guard let job = state.queue.take() else {
            if state.isClosed { return .end }
            state.idle += 1
            return .wait
        }
        state.begun += 1
        state.running.append(Running(number: state.begun, thread: thread))
        defer { state.isWatcherAsleep = false }
        return .work(job, number: state.begun, wakesWatcher: state.isWatcherAsleep)
    }

    // MARK: Slow searches

    /// Looks at what runs twice in the time of patience, as long as something does.
    private func runWatch() {
        while true {
            let step: Step? = state.withLock { state in
                guard state.running.isEmpty else {
                    moveSlowAside(&state)
                    return nil
                }
                if state.isClosed, state.queue.count == 0 { return .end }
                state.isWatcherAsleep = !state.isClosed
                return state.isClosed ? nil : .wait
            }
            switch step {
            case .wait?: watch.wait()
            case .end?: return
            default: break
            }
            _ = usleep(UInt32(clamping: max(patienceNanoseconds / 2000, 100)))
        }
    }

    /// Under the lock, so that the threads looked at are there: each ends after its search has left `running`.
    private func moveSlowAside(_ state: inout State) {
        let now = monotonicNanoseconds()
        state.running = state.running.compactMap { search in
            var search = search
            let processorTime = search.thread.processorNanoseconds
            guard let seen = search.seen else {
                search.seen = (now, processorTime)
                return search
            }
            let isGreedy = processorTime - seen.processorTime > patienceNanoseconds
            let isSlow = isGreedy || now - seen.time > Self.waitingFactor * patienceNanoseconds
            // Where the system has no thread to give, the search keeps its place.
            if isSlow, !search.isAside, state.aside < asideLimit, spawnedThread({ [self] in runJobs() }) {
                search.isAside = true
                state.aside += 1
            }
            guard isGreedy, search.isAside else { return search }
            // One may always lower a priority, and never raise it again: that is why the thread ends with its search. One that
            // only waits keeps its own: where others leave it no processor, it would be late for having been late.
            search.thread.setNiceness(Self.slowNiceness)
            return nil
        }
    }
}

extension Duration {
    /// What is finer is cut off.
    var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
