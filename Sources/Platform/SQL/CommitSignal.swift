internal import Synchronization

/// A bell in this process: something was committed that others wait for. Who waits says which ring it has heard last, so none
/// is missed between looking and waiting.
package final class CommitSignal: Sendable {
    private struct State {
        var rings: UInt64 = 0
        var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
        var nextWaiter: UInt64 = 0
    }

    private let state = Mutex(State())

    package init() {}

    package var rings: UInt64 { state.withLock { $0.rings } }

    package func ring() {
        let waiters = state.withLock { state in
            state.rings += 1
            defer { state.waiters = [:] }
            return state.waiters.values.map { $0 }
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns at the first ring after number `heard`, after the given time, or when the task is cancelled.
    package func wait(after heard: UInt64, upTo limit: Duration, clock: WallClock) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.wait(after: heard) }
            group.addTask { try? await clock.sleep(limit) }
            await group.next()
            group.cancelAll()
        }
    }

    private func wait(after heard: UInt64) async {
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    // A cancellation from now on finds the waiter; one before is seen here.
                    if state.rings > heard || Task.isCancelled { return true }
                    state.waiters[number] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: number) }?.resume()
        }
    }
}
