internal import Glibc
internal import Synchronization

/// Ctrl-C and the wish of a process manager, noticed between rows instead of in the middle of one. A second signal of
/// the same kind ends the process at once.
enum Interruption {
    // A signal handler can reach nothing but a global; an atomic is the one kind it may touch.
    private static let received = Atomic<Int32>(0)

    /// The signal that came since `watch`, if one did.
    static var signal: Int32? {
        let signal = received.load(ordering: .relaxed)
        return signal == 0 ? nil : signal
    }

    static func watch() {
        for number in [SIGINT, SIGTERM] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { Interruption.received.store($0, ordering: .relaxed) }
            // Without SA_RESTART a read that waits for a terminal or a pipe returns when the signal comes.
            action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
            sigaction(number, &action, nil)
        }
        // Whoever started this process may have had them blocked, and a blocked signal would never be noticed.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
}
