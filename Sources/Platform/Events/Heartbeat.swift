/// Does the work, and `beat` again and again while it lasts. An error of `beat` that won't pass by itself ends the work: it is
/// cancelled, and the error thrown.
func withHeartbeat<Value: Sendable>(
    every interval: Duration, clock: WallClock, beat: @escaping @Sendable () async throws -> Void,
    work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask {
            while !Task.isCancelled {
                try await clock.sleep(interval)
                // Where the database is away for a moment, the lease runs on for another beat or two.
                do { try await beat() } catch let error as SQLError where error.isTemporary {}
            }
            return nil
        }
        group.addTask { try await work() }
        defer { group.cancelAll() }
        while let result = try await group.next() {
            if let value = result { return value }
        }
        throw CancellationError()
    }
}
