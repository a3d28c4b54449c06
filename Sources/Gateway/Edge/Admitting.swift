import Hummingbird
import Search
import Synchronization

/// Turns requests away before they cost anything, once more are being answered than the settings allow or the machine's memory
/// is nearly full: a server that answers some is worth more than one that the system ends.
struct Admitting: RouterMiddleware {
    let load: Load

    func handle(
        _ request: Request, context: GatewayContext, next: (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        // Who looks after the server is let in when it matters most.
        if let path = context.row?.path, OperationRoutes.paths.contains(path) { return try await next(request, context) }
        try load.enter()
        defer { load.leave() }
        return try await next(request, context)
    }
}

/// How many requests are being answered.
final class Load: Sendable {
    private let active = Atomic<Int>(0)
    private let shed = Atomic<Int>(0)
    private let limit: Int
    /// When memory was looked at last (nanoseconds), and whether it was nearly full.
    private let memory = Mutex((lookedAt: Int64(0), isFull: false))
    private let isMemoryFull: @Sendable () -> Bool

    init(limit: Int, isMemoryFull: @escaping @Sendable () -> Bool = Load.isMachineFull) {
        self.limit = limit
        self.isMemoryFull = isMemoryFull
    }

    var count: Int { active.load(ordering: .relaxed) }
    var shedCount: Int { shed.load(ordering: .relaxed) }

    func enter() throws(Overloaded) {
        let others = active.add(1, ordering: .relaxed).oldValue
        guard others < limit, !isFull else {
            leave()
            shed.add(1, ordering: .relaxed)
            throw Overloaded()
        }
    }

    func leave() { active.subtract(1, ordering: .relaxed) }

    /// Looks once a second.
    private var isFull: Bool {
        let now = monotonicNanoseconds()
        return memory.withLock { memory in
            if now - memory.lookedAt > 1_000_000_000 { memory = (now, isMemoryFull()) }
            return memory.isFull
        }
    }

    /// Under a fiftieth of the machine's memory is left.
    private static let isMachineFull: @Sendable () -> Bool = {
        machineMemory().map { $0.available < $0.total / 50 } ?? false
    }
}

struct Overloaded: Error {}
