/// What the one who runs the server decides.
package struct ServerSettings: Sendable {
    package var host = "127.0.0.1"
    package var port = 8080
    /// The folder of the index. Where there is none yet, the server waits for one and says so in `/ready`.
    package var indexPath: String
    /// A search returns what it has by then, marked partial. Time in the queue counts.
    package var searchTimeout: Duration = .milliseconds(1500)
    /// Threads that search, at least one; what waits behind them is refused past `searchQueueLimit`.
    package var searchThreads = availableProcessors()
    package var searchQueueLimit = 1000
    /// The largest request body taken. A search is small; the longest filter allowed fits many times over.
    package var bodyLimitBytes = 1 << 20
    /// How often to look for a commit of another process.
    package var refreshInterval: Duration = .seconds(1)
    /// Sites whose pages may call this server from a browser, as `https://shop.example`; `*` for all. None unless said:
    /// an index may hold what only the own page should show.
    package var allowedOrigins: [String] = []

    /// Requests that are answered at once; more are refused with 503.
    package var requestLimit = 2000
    /// A connection is closed when nothing has come on it for so long.
    package var idleTimeout: Duration = .seconds(75)
    /// Requests of one address; nil: as many as it likes.
    package var addressLimit: RateLimit?
    /// Requests of one person who is logged in; nil: as many as they like.
    package var userLimit: RateLimit?
    /// Addresses of proxies, whose `X-Forwarded-For` is believed.
    package var trustedProxies: Set<String> = []

    /// Whether strangers may search, where there are accounts.
    package var isSearchPublic = true

    /// Nil: requests are not traced; trace ids that callers send stand in logs and events all the same.
    package var tracing: TraceSettings?

    /// `http://127.0.0.1:8080`
    package var address: String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)" }

    package init(indexPath: String) { self.indexPath = indexPath }
}
