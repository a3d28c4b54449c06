import Dispatch
import Synchronization

/// Holds the threads of searches until it is opened, and tells how many have come. Only they wait here by blocking: a
/// test runs on the cooperative pool, which must stay free.
final class Gate: Sendable {
    private let guests = Atomic(0)
    private let opening = DispatchSemaphore(value: 0)

    /// Called on a thread that may block.
    func wait() -> Bool {
        guests.add(1, ordering: .sequentiallyConsistent)
        opening.wait()
        return true
    }

    func reached(by count: Int) async throws {
        while guests.load(ordering: .sequentiallyConsistent) < count { try await Task.sleep(for: .milliseconds(1)) }
    }

    /// Lets everybody through who has come.
    func open() {
        for _ in 0..<guests.load(ordering: .sequentiallyConsistent) { opening.signal() }
    }
}
