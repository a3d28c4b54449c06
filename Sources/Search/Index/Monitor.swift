internal import Glibc

/// A state that threads share, change one at a time, and wait for.
///
/// SAFETY: `state` is touched only between locking and unlocking the mutex; mutex and condition are made by `init`, freed by
/// `deinit`, and never moved.
final class Monitor<State: Sendable>: @unchecked Sendable {  // see SAFETY
    private var state: State
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init(_ state: State) {
        self.state = state
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(mutex)
        changed.deallocate()
        mutex.deallocate()
    }

    /// Looks at the state, or changes it so that nobody who waits need know.
    func look<Result>(_ body: (inout State) -> Result) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body(&state)
    }

    /// Changes the state and wakes all who wait for it.
    func change(_ body: (inout State) -> Void) { wait { body(&$0) } }

    /// Waits until `body`, asked again after each change, has an answer; the state it then leaves is such a change.
    func wait<Result>(_ body: (inout State) -> Result?) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while true {
            if let result = body(&state) {
                pthread_cond_broadcast(changed)
                return result
            }
            pthread_cond_wait(changed, mutex)
        }
    }
}
