/// Decides which traces are kept, and keeps their spans until they are sent.
package struct Tracer: Sendable {
    /// Of traces begun here, this part is kept: 0 to 1. Of others the caller has decided.
    package let ratio: Double
    package let queue: SpanQueue

    package init(ratio: Double, queue: SpanQueue) {
        self.ratio = ratio
        self.queue = queue
    }

    /// By the trace's number, so that all who keep the same part of traces keep the same ones.
    func keeps(_ traceID: TraceID) -> Bool { Double(traceID.low >> 11) < ratio * 0x1p53 }
}

/// Where in a trace somebody is at work: spans begun in it have its span as their parent.
package struct TraceScope: Sendable {
    /// That of the request which a task serves. Bodies of transactions run on threads of their own, and do not see it.
    @TaskLocal package static var current: TraceScope?

    package let traceID: TraceID
    private let recording: Recording?

    /// Nothing of the trace is kept where this is nil.
    private final class Recording: Sendable {
        let queue: SpanQueue
        let spanID = UInt64.random(in: 1...UInt64.max)
        let parentID: UInt64?
        let isParentRemote: Bool
        let state: String?
        let start: Int64
        /// Moments are told by this clock from `start` on: the wall's may be set while something lasts.
        let begun: ContinuousClock.Instant

        init(_ queue: SpanQueue, parentID: UInt64?, isParentRemote: Bool, state: String?, start: Int64, begun: ContinuousClock.Instant) {
            self.queue = queue
            self.parentID = parentID
            self.isParentRemote = isParentRemote
            self.state = state
            self.start = start
            self.begun = begun
        }

        var now: Int64 {
            let (seconds, attoseconds) = begun.duration(to: .now).components
            return start &+ seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000
        }
    }

    /// Begins to serve a request.
    /// - Parameters:
    ///   - tracer: nil: no spans are kept, and a trace id is known only where the caller sends `traceparent`.
    ///     Traces that callers want kept have half of the room for spans, so that nobody can push out those begun here.
    ///   - isProbe: one of many that ask whether the server is well: kept only where the caller keeps the trace.
    package init?(_ tracer: Tracer?, parent header: String?, state: String?, isProbe: Bool = false, clock: WallClock = .system) {
        guard tracer != nil || header != nil else { return nil }
        var generator = SystemRandomNumberGenerator()
        let parent = header.flatMap(TraceParent.init)
        traceID = parent?.traceID ?? .random(using: &generator)
        guard let tracer, parent?.isSampled ?? (!isProbe && tracer.keeps(traceID)), parent == nil || tracer.queue.isHalfEmpty else {
            recording = nil
            return
        }
        recording = Recording(
            tracer.queue, parentID: parent?.spanID, isParentRemote: parent != nil,
            state: parent == nil ? nil : TraceState.sound(state), start: clock.now().microseconds &* 1000, begun: .now)
    }

    private init(traceID: TraceID, _ recording: Recording) {
        self.traceID = traceID
        self.recording = recording
    }

    package var isRecorded: Bool { recording != nil }

    /// A span within this one that begins now; it is kept once it is finished. Nil where nothing is kept.
    package func child() -> TraceScope? {
        guard let recording else { return nil }
        return TraceScope(
            traceID: traceID,
            Recording(
                recording.queue, parentID: recording.spanID, isParentRemote: false, state: recording.state, start: recording.now,
                begun: .now))
    }

    /// Ends its span. Call it once.
    package func finish(
        _ name: String, _ kind: Span.Kind, isFailure: Bool = false, _ attributes: [(name: String, value: Span.Value)] = []
    ) {
        guard let recording else { return }
        recording.queue.add(
            Span(
                traceID: traceID, id: recording.spanID, parentID: recording.parentID, isParentRemote: recording.isParentRemote,
                state: recording.state, name: name, kind: kind, startNanoseconds: recording.start, endNanoseconds: recording.now,
                attributes: attributes, isFailure: isFailure))
    }
}
