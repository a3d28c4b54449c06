/// When a search returns what it has. Work that grows with the index asks it every now and then; what can hand back a part
/// stops (`isPast`), what can't gives up (`check`).
struct Deadline: Sendable {
    /// No work is ever late.
    static let none = Deadline(nil)

    /// Steps of short work between two looks at the clock, which costs as much as some ten of them.
    static let stride = 1024

    private let nanoseconds: Int64?

    /// Monotonic time in nanoseconds; nil: none.
    init(_ nanoseconds: Int64?) { self.nanoseconds = nanoseconds }

    /// The same for work that may take half of the time that is left.
    var half: Deadline {
        guard let nanoseconds else { return self }
        let now = monotonicNanoseconds()
        return Deadline(now + (nanoseconds - now) / 2)
    }

    var isPast: Bool { nanoseconds.map { monotonicNanoseconds() > $0 } ?? false }

    func check() throws(OutOfTime) {
        if isPast { throw OutOfTime() }
    }

    /// Looks at the clock on the last of each `stride` steps.
    @inline(__always)
    func check(step: Int) throws(OutOfTime) {
        if step % Self.stride == Self.stride - 1 { try check() }
    }
}

/// Work on lists of postings that looks at the clock every some tenths of a millisecond.
struct PostingsPace {
    private let deadline: Deadline
    private var work = 0
    private static let stride = 1 << 16

    init(_ deadline: Deadline) { self.deadline = deadline }

    /// Before a list of so many documents is read. A list costs about as much as some postings, however few it has.
    @inline(__always)
    mutating func list(of documentCount: UInt32) throws(OutOfTime) {
        work += 16 + Int(documentCount)
        guard work >= Self.stride else { return }
        work = 0
        try deadline.check()
    }
}

/// The deadline came in the midst of work of which a part is worth nothing.
struct OutOfTime: Error {}
