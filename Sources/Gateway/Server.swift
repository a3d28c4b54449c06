import Hummingbird
import HummingbirdCore
package import Logging
import Platform
package import Search
import ServiceLifecycle

/// The HTTP server, put together. Run it inside a `ServiceGroup`, which brings signals and graceful shutdown: told to stop,
/// it takes no new connections, and answers what it has begun.
package struct Server: Service {
    private let settings: ServerSettings
    private let logger: Logger
    private let served: ServedIndex
    private let onListening: @Sendable () async -> Void

    /// - Parameters:
    ///   - index: the index at `settings.indexPath`; nil where it is still to be built: it is opened as soon as it is there.
    ///   - onListening: called once the port is bound.
    package init(
        settings: ServerSettings, index: Index?, logger: Logger, onListening: @escaping @Sendable () async -> Void = {}
    ) {
        self.settings = settings
        self.logger = logger
        served = ServedIndex(path: settings.indexPath, index: index)
        self.onListening = onListening
    }

    /// Serves until the group it runs in shuts down. - Throws: what binding the address throws.
    package func run() async throws { try await application().run() }

    func application() -> Application<RouterResponder<GatewayContext>> {
        let threads = SearchThreads(count: settings.searchThreads, queueLimit: settings.searchQueueLimit)
        let metrics = Metrics()
        let ids = TimeOrderedIDs()
        let load = Load(limit: settings.requestLimit)
        let routes = Routes(
            search: SearchRoutes(
                served: served, threads: threads, ids: ids, metrics: metrics, timeout: settings.searchTimeout,
                bodyLimitBytes: settings.bodyLimitBytes),
            settings: SettingsRoutes(served: served, threads: threads),
            operation: OperationRoutes(served: served, threads: threads, metrics: metrics, load: load),
            page: PageRoutes(served: served))
        let edge = Edge(
            ids: ids, metrics: metrics, load: load, allowedOrigins: settings.allowedOrigins,
            addresses: ClientAddress(trustedProxies: settings.trustedProxies), addressLimit: settings.addressLimit)
        let onListening = onListening
        let idleTimeout = settings.idleTimeout
        return Application(
            router: routes.router(edge),
            server: .init { responder in LoopConnections(responder: responder, idleTimeout: idleTimeout) },
            // NIO sets TCP_NODELAY on the listening socket, and accepted ones inherit it.
            configuration: .init(address: .hostname(settings.host, port: settings.port)),
            services: [
                Closing(threads: threads),
                Refreshing(served: served, threads: threads, interval: settings.refreshInterval, logger: logger),
            ],
            onServerRunning: { _ in await onListening() },
            logger: logger)
    }
}

/// Ends the search threads once nothing asks them any more: services stop in reverse order, and this one is the first.
private struct Closing: Service {
    let threads: SearchThreads

    func run() async throws {
        try? await gracefulShutdown()
        threads.close()
    }
}
