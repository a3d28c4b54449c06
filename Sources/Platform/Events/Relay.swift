package struct RelaySettings: Sendable {
    /// Events whose fate is written in one transaction. After a crash as many may be delivered again.
    package var batchLimit = 100
    /// How long a relay that hangs holds up its consumers.
    package var leaseLength: Duration = .seconds(30)
    /// How soon what other processes committed, and what is to be tried again, is looked for.
    package var pollInterval: Duration = .milliseconds(500)

    package init() {}
}

/// Delivers the events of one database to consumers, for as long as `run` runs. Several relays may run, in one process or many;
/// each consumer is served by one of them at a time (`ConsumerLease`).
package final class Relay: Sendable {
    private let log: EventLog
    private let clock: WallClock
    private let settings: RelaySettings
    private let lines: [DeliveryLine]
    private let report: @Sendable (_ consumer: String, any Error) -> Void

    /// `report` hears of errors of the database, after which the relay tries again. Failures of handlers it keeps itself.
    package init(
        _ log: EventLog, to consumers: [EventConsumer], clock: WallClock = .system, settings: RelaySettings = RelaySettings(),
        report: @escaping @Sendable (_ consumer: String, any Error) -> Void = { _, _ in }
    ) {
        precondition(Set(consumers.map(\.name)).count == consumers.count, "names of consumers differ")
        self.log = log
        self.clock = clock
        self.settings = settings
        self.report = report
        let holder = TimeOrderedIDs.shared.next()
        lines = consumers.map { DeliveryLine($0, log: log, clock: clock, holder: holder, settings: settings) }
    }

    /// Delivers until the task is cancelled.
    package func run() async {
        await withTaskGroup(of: Void.self) { group in
            for line in lines { group.addTask { await self.run(line) } }
        }
    }

    /// Delivers what is due now. Gives the number of events it looked at, deliveries that failed among them.
    @discardableResult
    package func pass() async throws -> Int {
        var count = 0
        for line in lines { count += try await line.pass() ?? 0 }
        return count
    }

    private func run(_ line: DeliveryLine) async {
        let backoff = Backoff(first: .milliseconds(100), limit: .seconds(10))
        var failures = 0
        while !Task.isCancelled {
            let heard = log.database.committed.rings
            do {
                let count = try await line.pass()
                failures = 0
                if let count, count > 0 { continue }
                await log.database.committed.wait(after: heard, upTo: settings.pollInterval, clock: clock)
            } catch {
                if Task.isCancelled { break }
                failures += 1
                report(line.consumer.name, error)
                try? await clock.sleep(backoff.delay(afterFailures: failures))
            }
        }
        // In a task of its own, which is not cancelled: another relay need not wait until the lease runs out.
        await Task { try? await line.release() }.value
    }
}
