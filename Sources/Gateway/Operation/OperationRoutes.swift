import HTTPTypes
import Hummingbird
import Platform
import Search

/// What those who run the server ask: does it live, is it ready, how does it fare?
struct OperationRoutes: Sendable {
    let served: ServedIndex
    let threads: SearchThreads
    let metrics: Metrics
    let load: Load
    let accounts: Accounts?
    let spans: SpanExport?

    /// What is asked to know how the server fares.
    static let paths: Set<String> = ["/health", "/ready", "/metrics"]

    /// Liveness. Fails only where a new start of the process would help; what does not is a warning. Asks nothing of the
    /// search threads, so that slow searches can't hold it up.
    @Sendable func health(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var checks = [
            HealthCheck("index") { indexHealth() }, HealthCheck("disk") { diskHealth() }, HealthCheck("memory") { memoryHealth() },
        ]
        for (name, database) in accounts?.databases ?? [] { checks.append(await databaseHealth(name, database)) }
        checks += spans?.checks ?? []
        let report = HealthReport(checks: checks)
        return Response(json: report.json, status: report.status == .fail ? .serviceUnavailable : .ok)
    }

    /// Whether requests should be sent here: an index is open.
    @Sendable func ready(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let snapshot = try served.snapshot()
        let text = "{\"status\":\"ready\",\"generation\":\(snapshot.generation),\"documents\":\(snapshot.documentCount)}"
        return Response(json: Array(text.utf8))
    }

    @Sendable func prometheus(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let snapshot = try? served.snapshot()
        let text = metrics.text(
            index: snapshot?.statistics(), generation: snapshot?.generation, waitingSearches: threads.waiting, load: load, spans: spans)
        return Response(bytes: Array(text.utf8), type: "text/plain; version=0.0.4; charset=utf-8")
    }

    // MARK: Checks

    private func indexHealth() -> (HealthCheck.Status, String) {
        guard let snapshot = try? served.snapshot() else { return (.warn, "waiting for the first commit") }
        // What is wrong with which file is for the log alone.
        guard served.failure == nil else { return (.warn, "a later commit can't be read; commit \(snapshot.generation) is searched") }
        return (.pass, "commit \(snapshot.generation), \(snapshot.documentCount) documents")
    }

    private func diskHealth() -> (HealthCheck.Status, String) {
        guard let space = diskSpace(of: served.path) else { return (.warn, "can't be asked") }
        // A merge may need as much again as the index has.
        let isTight = space.available < max(space.total / 50, 256 << 20)
        return (isTight ? .warn : .pass, "\(space.available >> 20) of \(space.total >> 20) MiB free")
    }

    /// A database that does not answer at once is as good as none; a new start of this process would not mend it.
    private func databaseHealth(_ name: String, _ database: any SQLDatabase) async -> HealthCheck {
        let start = monotonicNanoseconds()
        let answers = await withTaskGroup(of: Bool.self) { group in
            group.addTask { (try? await database.read { _ = try $0.row("SELECT 1 AS one") }) != nil }
            group.addTask {
                try? await Task.sleep(for: .seconds(1))
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
        let words = answers ? "answers" : "does not answer within a second"
        return HealthCheck("database \(name)", answers ? .pass : .warn, words, since: start)
    }

    private func memoryHealth() -> (HealthCheck.Status, String) {
        guard let memory = machineMemory(), let resident = residentBytes() else { return (.warn, "can't be asked") }
        let words = "\(resident >> 20) MiB used, \(memory.available >> 20) of \(memory.total >> 20) MiB available"
        return (memory.available < memory.total / 20 ? .warn : .pass, words)
    }
}

struct HealthCheck {
    enum Status: String { case pass, warn, fail }

    let name: String
    let status: Status
    let detail: String
    let timeMilliseconds: Double

    init(_ name: String, _ check: () -> (Status, String)) {
        let start = monotonicNanoseconds()
        let (status, detail) = check()
        self.init(name, status, detail, since: start)
    }

    init(_ name: String, _ status: Status, _ detail: String, since start: Int64) {
        self.name = name
        self.status = status
        self.detail = detail
        timeMilliseconds = (Double(monotonicNanoseconds() - start) / 1e3).rounded() / 1e3
    }
}

struct HealthReport {
    let checks: [HealthCheck]

    /// The worst of them.
    var status: HealthCheck.Status {
        checks.contains { $0.status == .fail } ? .fail : checks.contains { $0.status == .warn } ? .warn : .pass
    }

    var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("status")
            writer.string(status.rawValue)
            writer.key("checks")
            writer.array { writer in
                for check in checks {
                    writer.object { writer in
                        for (name, text) in [("name", check.name), ("status", check.status.rawValue), ("detail", check.detail)] {
                            writer.key(name)
                            writer.string(text)
                        }
                        writer.key("timeMs")
                        writer.number(check.timeMilliseconds)
                    }
                }
            }
        }
        return writer.bytes
    }
}
