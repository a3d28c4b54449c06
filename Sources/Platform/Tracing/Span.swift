internal import Synchronization

/// Something that was done for a trace, from when until when. Names of attributes are those of OpenTelemetry's semantic conventions.
package struct Span: Sendable {
    /// As OTLP numbers them.
    package enum Kind: Int, Sendable {
        case `internal` = 1
        case server = 2
        case client = 3
    }

    package enum Value: Sendable, Hashable {
        case text(String)
        case number(Int)
    }

    package let traceID: TraceID
    package let id: UInt64
    /// Nil: the first of its trace.
    package let parentID: UInt64?
    /// The parent is the caller's.
    package let isParentRemote: Bool
    package let state: String?
    package let name: String
    package let kind: Kind
    /// Since 1970.
    package let startNanoseconds: Int64
    package let endNanoseconds: Int64
    package let attributes: [(name: String, value: Value)]
    /// It failed, by this one's fault.
    package let isFailure: Bool
}

/// Spans that wait to be sent: so many, and no more. Who adds one never waits, and never grows the memory of the server; where
/// there is no room the new one is dropped and counted.
package final class SpanQueue: Sendable {
    private struct State {
        var spans: [Span] = []
        var dropped = 0
    }

    private let state = Mutex(State())
    private let limit: Int
    private let batch: Int
    /// Rung when a batch is full.
    package let full = CommitSignal()

    /// - Precondition: both are positive.
    package init(limit: Int, batch: Int) {
        precondition(limit > 0 && batch > 0)
        self.limit = limit
        self.batch = batch
    }

    package var count: Int { state.withLock { $0.spans.count } }
    var isHalfEmpty: Bool { count <= limit / 2 }
    /// For want of room.
    package var dropped: Int { state.withLock { $0.dropped } }

    package func add(_ span: Span) {
        let isFull = state.withLock { state in
            guard state.spans.count < limit else {
                state.dropped += 1
                return false
            }
            state.spans.append(span)
            return state.spans.count == batch
        }
        if isFull { full.ring() }
    }

    /// The oldest of them, at most a batch; they stay until they are removed.
    package func first() -> [Span] { state.withLock { Array($0.spans.prefix(batch)) } }

    package func remove(_ count: Int) { state.withLock { $0.spans.removeFirst(min(count, $0.spans.count)) } }
}
