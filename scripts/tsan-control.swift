// What scripts/check-threads tries the thread sanitizer on before it believes it: a race that it must report, and a lock
// wanted by four threads at once that it must not.
//
//   tsan-control race    counts on four threads without a lock
//   tsan-control lock    counts on four threads under a Mutex, and prints the sum
//   tsan-control early   hands values over by continuations that are resumed before they are awaited, and prints the sum
import Glibc
import Synchronization

final class Counter: @unchecked Sendable {
    private let gate = Mutex(())
    private let usesLock: Bool
    private(set) var count = 0

    init(usesLock: Bool) { self.usesLock = usesLock }

    func add() {
        guard usesLock else { return count += 1 }
        gate.withLock { _ in
            count += 1
            // Others come while the lock is held, and have to wait for it.
            if count % 50 == 0 { usleep(1000) }
        }
    }
}

final class Box {
    let value: Int
    init(_ value: Int) { self.value = value }
}

/// What another thread made, through a continuation that it resumes while this one still makes it.
func early() async -> Int {
    let box: Box = await withUnsafeContinuation { continuation in
        var thread = pthread_t()
        let start = Start { continuation.resume(returning: Box(1)) }
        let argument = Unmanaged.passRetained(start).toOpaque()
        let status = pthread_create(&thread, nil, { argument in
            Unmanaged<Start>.fromOpaque(argument!).takeRetainedValue().body()
            return nil
        }, argument)
        precondition(status == 0)
        // Not by pthread_join, which the sanitizer would take for an order of its own.
        pthread_detach(thread)
        usleep(20_000)
    }
    return box.value
}

final class Start {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
}

if CommandLine.arguments.last == "early" {
    var sum = 0
    for _ in 0..<20 { sum += await early() }
    print(sum)
    exit(0)
}

let counter = Counter(usesLock: CommandLine.arguments.last == "lock")
var threads = [pthread_t](repeating: pthread_t(), count: 4)
for i in threads.indices {
    let argument = Unmanaged.passUnretained(counter).toOpaque()
    let status = pthread_create(&threads[i], nil, { argument in
        let counter = Unmanaged<Counter>.fromOpaque(argument!).takeUnretainedValue()
        for _ in 0..<1000 { counter.add() }
        return nil
    }, argument)
    precondition(status == 0)
}
for thread in threads { pthread_join(thread, nil) }
print(counter.count)
