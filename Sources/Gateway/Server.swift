import Hummingbird
import HummingbirdCore
package import Logging
import Platform
package import Search
import ServiceLifecycle
import Users

/// The HTTP server, put together. Run it inside a `ServiceGroup`, which brings signals and graceful shutdown: told to stop,
/// it takes no new connections, and answers what it has begun.
package struct Server: Service {
    private let settings: ServerSettings
    private let logger: Logger
    private let served: ServedIndex
    private let accounts: Accounts?
    let spans: SpanExport?
    private let onListening: @Sendable () async -> Void

    /// - Parameters:
    ///   - index: the index at `settings.indexPath`; nil where it is still to be built: it is opened as soon as it is there.
    ///   - accounts: nil: everybody may do everything.
    ///   - onListening: called once the port is bound.
    package init(
        settings: ServerSettings, index: Index?, accounts: Accounts? = nil, logger: Logger,
        onListening: @escaping @Sendable () async -> Void = {}
    ) {
        self.settings = settings
        self.accounts = accounts
        self.logger = logger
        spans = settings.tracing.map { SpanExport($0, logger: logger) }
        served = ServedIndex(path: settings.indexPath, index: index)
        self.onListening = onListening
    }

    /// Serves until the group it runs in shuts down. - Throws: what binding the address throws.
    package func run() async throws { try await application().run() }

    func application() -> Application<RouterResponder<GatewayContext>> {
        let threads = SearchThreads(count: settings.searchThreads, queueLimit: settings.searchQueueLimit)
        let edge = edge
        let onListening = onListening
        let idleTimeout = settings.idleTimeout
        return Application(
            router: routes(edge, threads).router(edge),
            server: .init { responder in LoopConnections(responder: responder, idleTimeout: idleTimeout) },
            // NIO sets TCP_NODELAY on the listening socket, and accepted ones inherit it.
            configuration: .init(address: .hostname(settings.host, port: settings.port)),
            // Stopped in reverse order: spans of the last request are sent too.
            services: (spans.map { [$0] } ?? []) + [
                Closing(threads: threads),
                Tidying(accounts: accounts, logger: logger),
                Refreshing(served: served, threads: threads, interval: settings.refreshInterval, logger: logger),
            ],
            onServerRunning: { _ in await onListening() },
            logger: logger)
    }

    var edge: Edge {
        Edge(
            ids: TimeOrderedIDs(), metrics: Metrics(), load: Load(limit: settings.requestLimit), allowedOrigins: settings.allowedOrigins,
            addresses: ClientAddress(trustedProxies: settings.trustedProxies), addressLimit: settings.addressLimit,
            users: accounts?.users, isSearchPublic: settings.isSearchPublic, replies: accounts?.replies,
            bodyLimitBytes: settings.bodyLimitBytes, tracer: spans?.tracer,
            limits: SharedLimits(lender: accounts?.lender), userLimit: settings.userLimit)
    }

    func routes(_ edge: Edge, _ threads: SearchThreads) -> Routes {
        Routes(
            search: SearchRoutes(
                served: served, threads: threads, ids: edge.ids, metrics: edge.metrics, timeout: settings.searchTimeout,
                bodyLimitBytes: settings.bodyLimitBytes),
            settings: SettingsRoutes(served: served, threads: threads),
            operation: OperationRoutes(served: served, threads: threads, metrics: edge.metrics, load: edge.load, accounts: accounts,
                spans: spans),
            page: PageRoutes(served: served),
            accounts: accounts.map { accounts in
                AuthRoutes(users: accounts.users, addresses: edge.addresses).all + PeopleRoutes(users: accounts.users).all
                    + CompanyRoutes(users: accounts.users).all + MemberRoutes(users: accounts.users).all
                    + KeyRoutes(users: accounts.users, served: served).all + AdminRoutes(users: accounts.users).all
                    + EventRoutes(users: accounts.users, logs: accounts.logs).all + AccountPage().all
            } ?? [])
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

/// Forgets what nobody is promised any more, and lets mails go out before the end.
private struct Tidying: Service {
    let accounts: Accounts?
    let logger: Logger

    func run() async throws {
        guard let accounts else { return try await gracefulShutdown() }
        await cancelWhenGracefulShutdown {
            var minute = 0
            while !Task.isCancelled {
                if minute.isMultiple(of: 10) {
                    await accounts.trim { what, error in
                        logger.warning("old records could not be forgotten", metadata: ["of": "\(what)", "reason": "\(error)"])
                    }
                }
                await accounts.users.sendWaitingMails()
                minute += 1
                try? await Task.sleep(for: .seconds(60))
            }
        }
        await accounts.users.settle(within: .seconds(10))
    }
}
