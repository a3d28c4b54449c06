internal import ArgumentParser
internal import Gateway
internal import Logging
internal import Search
internal import ServiceLifecycle
internal import UnixSignals

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serves an index over HTTP, with a search page.",
        discussion: """
            The data folder holds the index, in 'index' or itself. A later commit of another process is taken over while \
            the server runs; where there is no index yet, it waits for one.

            Each setting comes from the flag, else from the environment, else from the file of --config (YAML), else it is \
            the default:

            \(ServeSetting.table)

            Examples:
              souk serve --data shop --port 8080
              SOUK_PORT=9090 souk serve --config souk.yaml
            """)

    @Option(help: ArgumentHelp("A file of settings.", valueName: "file"))
    var config: String?
    @Option(help: Self.help(.data)) var data: String?
    @Option(help: Self.help(.host)) var host: String?
    @Option(help: Self.help(.port)) var port: String?
    @Option(name: .customLong("search-timeout-ms"), help: Self.help(.searchTimeoutMs)) var searchTimeoutMs: String?
    @Option(name: .customLong("search-threads"), help: Self.help(.searchThreads)) var searchThreads: String?
    @Option(name: .customLong("search-queue-limit"), help: Self.help(.searchQueueLimit)) var searchQueueLimit: String?
    @Option(name: .customLong("body-limit"), help: Self.help(.bodyLimit)) var bodyLimit: String?
    @Option(name: .customLong("refresh-ms"), help: Self.help(.refreshMs)) var refreshMs: String?
    @Option(name: .customLong("allowed-origins"), help: Self.help(.allowedOrigins)) var allowedOrigins: String?
    @Option(help: Self.help(.accounts)) var accounts: String?
    @Option(help: Self.help(.database)) var database: String?
    @Option(name: .customLong("public-search"), help: Self.help(.publicSearch)) var publicSearch: String?
    @Option(name: .customLong("public-address"), help: Self.help(.publicAddress)) var publicAddress: String?
    @Option(name: .customLong("vault-key"), help: Self.help(.vaultKey)) var vaultKey: String?
    @Option(name: .customLong("breached-passwords"), help: Self.help(.breachedPasswords)) var breachedPasswords: String?
    @Option(help: Self.help(.sendmail)) var sendmail: String?
    @Option(name: .customLong("mail-from"), help: Self.help(.mailFrom)) var mailFrom: String?
    @Option(name: .customLong("event-days"), help: Self.help(.eventDays)) var eventDays: String?
    @Option(name: .customLong("request-limit"), help: Self.help(.requestLimit)) var requestLimit: String?
    @Option(name: .customLong("rate-limit"), help: Self.help(.rateLimit)) var rateLimit: String?
    @Option(name: .customLong("user-rate-limit"), help: Self.help(.userRateLimit)) var userRateLimit: String?
    @Option(name: .customLong("trusted-proxies"), help: Self.help(.trustedProxies)) var trustedProxies: String?
    @Option(name: .customLong("idle-timeout-s"), help: Self.help(.idleTimeoutS)) var idleTimeoutS: String?
    @Option(name: .customLong("trace-endpoint"), help: Self.help(.traceEndpoint)) var traceEndpoint: String?
    @Option(name: .customLong("trace-ratio"), help: Self.help(.traceRatio)) var traceRatio: String?
    @Option(name: .customLong("log-format"), help: Self.help(.logFormat)) var logFormat: String?
    @Option(name: .customLong("log-level"), help: Self.help(.logLevel)) var logLevel: String?

    private static func help(_ setting: ServeSetting) -> ArgumentHelp { ArgumentHelp(stringLiteral: setting.summary) }

    private var flags: [ServeSetting: String] {
        let all: [(ServeSetting, String?)] = [
            (.data, data), (.host, host), (.port, port), (.searchTimeoutMs, searchTimeoutMs),
            (.searchThreads, searchThreads), (.searchQueueLimit, searchQueueLimit), (.bodyLimit, bodyLimit),
            (.refreshMs, refreshMs), (.allowedOrigins, allowedOrigins), (.accounts, accounts), (.database, database),
            (.publicSearch, publicSearch), (.publicAddress, publicAddress), (.vaultKey, vaultKey),
            (.breachedPasswords, breachedPasswords), (.sendmail, sendmail), (.mailFrom, mailFrom), (.eventDays, eventDays),
            (.requestLimit, requestLimit),
            (.rateLimit, rateLimit), (.userRateLimit, userRateLimit), (.trustedProxies, trustedProxies), (.idleTimeoutS, idleTimeoutS),
            (.logFormat, logFormat),
            (.logLevel, logLevel), (.traceEndpoint, traceEndpoint), (.traceRatio, traceRatio),
        ]
        return Dictionary(uniqueKeysWithValues: all.compactMap { setting, value in value.map { (setting, $0) } })
    }

    func run() async throws {
        let configuration = try ServeConfiguration(flags: flags, environment: environment(), file: config)
        LoggingSystem.bootstrap { label in
            var handler: any LogHandler =
                switch configuration.logFormat {
                case .text: StreamLogHandler.standardError(label: label)
                case .json: JSONLogHandler(label: label)
                }
            handler.logLevel = configuration.logLevel
            return handler
        }
        let settings = configuration.server
        let address = settings.address
        let logger = Logger(label: "souk")
        let accounts = try await openAccounts(configuration.accounts, logger)
        let server = Server(settings: settings, index: try openIndex(settings.indexPath), accounts: accounts, logger: logger) {
            Terminal.say("souk: serving \(settings.indexPath) on \(address)")
        }
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: server)], gracefulShutdownSignals: [.sigterm, .sigint],
                logger: Logger(label: "souk")))
        do { try await group.run() } catch {
            Terminal.say("souk: could not serve on \(address): \(error)")
            throw ExitStatus.failed
        }
    }

    private func openAccounts(_ settings: AccountSettings?, _ logger: Logger) async throws -> Accounts? {
        guard let settings else {
            Terminal.say("souk: accounts are off: whoever reaches this server may do everything")
            return nil
        }
        do { return try await settings.open(logger) } catch {
            Terminal.say("souk: the accounts can't be opened (\(settings.database)): \(error); --accounts off serves without them")
            throw ExitStatus.failed
        }
    }

    /// Nil where there is none yet. Damage and other failures are told at once rather than with each request.
    private func openIndex(_ path: String) throws -> Index? {
        do { return try Index.open(path) } catch let error as StorageError where error.kind == .notFound {
            Terminal.say("souk: there is no index in \(path) yet; waiting for one")
            return nil
        }
    }
}
