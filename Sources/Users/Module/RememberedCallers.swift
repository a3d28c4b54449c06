internal import Platform
internal import Synchronization

/// Callers as they were a moment ago, by the hash of what they sent, so that reading needs no look at the database and no check of
/// a signature for each request. What is ended on this server is forgotten at once; what is ended on another counts here after
/// half a minute at most. Writing never asks here.
final class RememberedCallers: Sendable {
    enum Key: Hashable, Sendable {
        case token(hash: [UInt8])
        case key(hash: [UInt8])
    }

    private struct Entry {
        let caller: Caller
        let until: Timestamp
    }

    private let entries = Mutex<[Key: Entry]>([:])
    static let lifetime: Duration = .seconds(30)
    /// Some hundred bytes each.
    private static let limit = 20_000

    init() {}

    func find(_ key: Key, at now: Timestamp) -> Caller? {
        entries.withLock { entries in
            guard let entry = entries[key], now < entry.until else { return nil }
            return entry.caller
        }
    }

    /// - Parameter end: when the caller is none any more by itself.
    func remember(_ key: Key, _ caller: Caller, at now: Timestamp, end: Timestamp? = nil) {
        let until = min(now + Self.lifetime, end ?? Timestamp(microseconds: .max))
        entries.withLock { entries in
            // Those that are over go first; where none is, all do, which costs as many looks at the database once.
            if entries.count >= Self.limit { entries = entries.filter { $0.value.until > now } }
            if entries.count >= Self.limit { entries = [:] }
            entries[key] = Entry(caller: caller, until: until)
        }
    }

    func forget(_ isForgotten: (Caller) -> Bool) {
        entries.withLock { entries in entries = entries.filter { !isForgotten($0.value.caller) } }
    }
}
