// What scripts/check-threads tries the thread sanitizer on before it believes it: a race that it must report, and a lock
// wanted by four threads at once that it must not.
//
//   tsan-control race    counts on four threads without a lock
//   tsan-control lock    counts on four threads under a Mutex, and prints the sum
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
