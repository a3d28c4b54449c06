internal import Synchronization

/// Talk within this process: events to whoever listens now, and questions with one answer. Nothing is stored; what must not be
/// lost goes through the log and a `Relay`.
package final class EventBus: Sendable {
    package typealias Responder = @Sendable (_ json: String) async throws -> String

    private struct Subscriber {
        let types: Set<String>?
        let continuation: AsyncStream<Event>.Continuation
    }

    private struct State {
        var subscribers: [Int: Subscriber] = [:]
        var nextSubscriber = 0
        var responders: [String: Responder] = [:]
    }

    private let state = Mutex(State())
    private let clock: WallClock

    package init(clock: WallClock = .system) { self.clock = clock }

    package func publish(_ event: Event) {
        let listening = state.withLock { $0.subscribers.values.filter { $0.types?.contains(event.type) ?? true } }
        for subscriber in listening { subscriber.continuation.yield(event) }
    }

    /// Events from now on, of all types or some. A listener who is more than `bufferLimit` behind loses the oldest ones: nobody
    /// waits for the slowest.
    package func subscribe(to types: Set<String>? = nil, bufferLimit: Int = 1000) -> AsyncStream<Event> {
        let (stream, continuation) = AsyncStream.makeStream(of: Event.self, bufferingPolicy: .bufferingNewest(bufferLimit))
        let number = state.withLock { state in
            state.nextSubscriber += 1
            state.subscribers[state.nextSubscriber] = Subscriber(types: types, continuation: continuation)
            return state.nextSubscriber
        }
        continuation.onTermination = { [weak self] _ in
            _ = self?.state.withLock { $0.subscribers.removeValue(forKey: number) }
        }
        return stream
    }

    /// Answers questions of a type from now on.
    package func respond<Question: Decodable & Sendable, Answer: Encodable & Sendable>(
        to type: String, _ answer: @escaping @Sendable (Question) async throws -> Answer
    ) throws(Refusal) {
        let isFree = state.withLock { state in
            guard state.responders[type] == nil else { return false }
            state.responders[type] = { json in try JSONText.encode(try await answer(try JSONText.decode(json))) }
            return true
        }
        guard isFree else {
            throw Refusal(.conflict, code: "responder_taken", detail: "\(type) is answered by somebody already")
        }
    }

    package func withdraw(from type: String) { _ = state.withLock { $0.responders.removeValue(forKey: type) } }

    /// Asks whoever answers this type. Refused as unavailable where nobody does, or not in time.
    package func request<Question: Encodable, Answer: Decodable & Sendable>(
        _ type: String, _ question: Question, timeout: Duration, as answer: Answer.Type = Answer.self
    ) async throws -> Answer {
        guard let responder = state.withLock({ $0.responders[type] }) else {
            throw Refusal(.unavailable, code: "no_responder", detail: "nobody answers \(type)")
        }
        let json = try JSONText.encode(question)
        // A stream rather than a group of tasks, which would wait for a responder that doesn't stop when told to.
        let (answers, continuation) = AsyncThrowingStream.makeStream(of: String.self)
        let work = Task {
            do {
                continuation.yield(try await responder(json))
                continuation.finish()
            } catch {
                continuation.finish(throwing: error)
            }
        }
        let alarm = Task { [clock] in
            try await clock.sleep(timeout)
            continuation.finish(
                throwing: Refusal(.unavailable, code: "responder_timeout", detail: "\(type) was not answered within \(timeout)"))
        }
        defer {
            work.cancel()
            alarm.cancel()
        }
        for try await text in answers { return try JSONText.decode(text) }
        throw CancellationError()
    }
}
