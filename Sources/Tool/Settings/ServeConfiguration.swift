internal import Gateway
internal import Glibc
internal import Logging
internal import Search
internal import Yams

/// The settings of a server, gathered and read.
struct ServeConfiguration {
    private(set) var server: ServerSettings
    private(set) var logLevel = Logger.Level.notice
    private(set) var logFormat = LogFormat.text
    /// Nil: there are none.
    private(set) var accounts: AccountSettings?

    enum LogFormat: String { case text, json }

    /// Flags win over the environment, and that over the file.
    /// - Parameter file: a YAML file; nil for the one that `SOUK_CONFIG` names, if it does.
    /// - Throws: `AskedWrongly` with everything that is wrong, so that it can be mended in one go; `InputError`.
    init(flags: [ServeSetting: String], environment: [String: String], file: String?) throws {
        var problems: [String] = []
        var stated: [ServeSetting: Statement] = [:]
        if let path = file ?? environment["SOUK_CONFIG"] {
            stated = Self.statements(yaml: String(decoding: try readFile(path), as: UTF8.self), path: path, &problems)
        }
        for setting in ServeSetting.allCases {
            if let value = environment[setting.variable] { stated[setting] = Statement(value: value, place: setting.variable) }
            if let value = flags[setting] { stated[setting] = Statement(value: value, place: setting.flag) }
        }
        server = ServerSettings(indexPath: Self.indexPath(inData: stated[.data]?.value ?? ".souk"))
        if stated[.accounts]?.value != "off" {
            let database = stated[.database]
            accounts = AccountSettings(folder: stated[.data]?.value ?? ".souk", database: database?.value ?? "sqlite")
            // The value may hold a password, so it is not shown.
            if accounts == nil { problems.append("\(database?.place ?? ""): expected sqlite, or an address that begins with postgres://") }
        }
        for setting in ServeSetting.allCases {
            guard let statement = stated[setting] else { continue }
            if let objection = read(setting, statement.value) ?? accounts?.read(setting, statement.value) {
                // What was meant as an address may hold a password.
                let found = setting == .traceEndpoint ? "" : ", found \"\(statement.value)\""
                problems.append("\(statement.place): \(objection)\(found)")
            }
        }
        if let ratio = stated[.traceRatio], stated[.traceEndpoint] == nil {
            problems.append("\(ratio.place): there is nobody to send traces to; name a collector as \(ServeSetting.traceEndpoint.flag)")
        }
        if accounts?.publicAddress == nil { accounts?.publicAddress = server.address }
        guard problems.isEmpty else { throw AskedWrongly(problems.joined(separator: "\nsouk: ")) }
    }

    private struct Statement {
        let value: String
        /// For messages: a flag, a variable, or a line of a file.
        let place: String
    }

    /// Takes one setting over, or says what was expected.
    private mutating func read(_ setting: ServeSetting, _ value: String) -> String? {
        func number(_ range: ClosedRange<Int>, _ assign: (Int) -> Void) -> String? {
            guard let number = Int(value), range.contains(number) else {
                return "expected a whole number from \(range.lowerBound) to \(range.upperBound)"
            }
            assign(number)
            return nil
        }
        switch setting {
        case .data: return value.isEmpty ? "expected a folder" : nil
        case .host:
            guard !value.isEmpty, !value.contains(" ") else { return "expected a host name or an address" }
            server.host = value
        case .port: return number(1...65535) { server.port = $0 }
        case .searchTimeoutMs: return number(1...600_000) { server.searchTimeout = .milliseconds($0) }
        case .searchThreads: return number(1...1024) { server.searchThreads = $0 }
        case .searchQueueLimit: return number(0...1_000_000) { server.searchQueueLimit = $0 }
        case .bodyLimit:
            guard let size = ByteSize(argument: value), size.bytes <= 1 << 30 else {
                return "expected a size up to 1GiB, such as 1MiB"
            }
            server.bodyLimitBytes = size.bytes
        case .refreshMs: return number(10...3_600_000) { server.refreshInterval = .milliseconds($0) }
        case .allowedOrigins:
            let origins = names(value)
            guard origins.allSatisfy({ $0 == "*" || $0.hasPrefix("http://") || $0.hasPrefix("https://") }) else {
                return "expected sites such as https://shop.example, or *"
            }
            server.allowedOrigins = origins
        case .accounts, .publicSearch:
            guard value == "on" || value == "off" else { return "expected on or off" }
            if setting == .publicSearch { server.isSearchPublic = value == "on" }
        // `AccountSettings` reads these.
        case .database, .publicAddress, .vaultKey, .breachedPasswords, .sendmail, .mailFrom, .eventDays: return nil
        case .requestLimit: return number(1...1_000_000) { server.requestLimit = $0 }
        case .rateLimit, .userRateLimit:
            guard value != "none" else { return nil }
            guard let number = Int(value), (1...10_000_000).contains(number) else {
                return "expected a whole number from 1 to 10000000, or none"
            }
            let limit = RateLimit(perMinute: number)
            if setting == .rateLimit { server.addressLimit = limit } else { server.userLimit = limit }
        case .trustedProxies: server.trustedProxies = Set(names(value))
        case .idleTimeoutS: return number(1...86_400) { server.idleTimeout = .seconds($0) }
        case .traceEndpoint, .traceRatio: return readTracing(setting, value)
        case .logFormat:
            guard let format = LogFormat(rawValue: value) else { return "expected text or json" }
            logFormat = format
        case .logLevel:
            guard let level = Logger.Level(rawValue: value) else { return "expected a level such as info" }
            logLevel = level
        }
        return nil
    }

    private mutating func readTracing(_ setting: ServeSetting, _ value: String) -> String? {
        if setting == .traceEndpoint {
            let endpoints = names(value)
            guard !endpoints.isEmpty, endpoints.allSatisfy(TraceSettings.isEndpoint) else {
                return "expected addresses such as http://127.0.0.1:4318, without names and passwords"
            }
            server.tracing = TraceSettings(endpoints: endpoints)
        } else {
            guard let ratio = Double(value), (0...1).contains(ratio) else { return "expected a number from 0 to 1" }
            // Without an endpoint there is nothing to keep.
            server.tracing?.ratio = ratio
        }
        return nil
    }

    /// Where the index lies: in the data folder's `index`, or in the folder itself where it is full of other things.
    private static func indexPath(inData data: String) -> String {
        let inner = data + "/index"
        if access(inner, F_OK) == 0 { return inner }
        let names = try? PosixDirectory(data).list()
        // What the server puts there itself is none of an index.
        return names?.allSatisfy(AccountSettings.folders.contains) ?? true ? inner : data
    }

    private static func statements(yaml: String, path: String, _ problems: inout [String]) -> [ServeSetting: Statement] {
        let root: Node?
        do { root = try compose(yaml: yaml) } catch {
            problems.append("\(path): not YAML: \(error)")
            return [:]
        }
        guard let root else { return [:] }
        guard let mapping = root.mapping else {
            problems.append("\(path): expected settings such as port: 8080")
            return [:]
        }
        var stated: [ServeSetting: Statement] = [:]
        for (key, value) in mapping {
            let name = key.string ?? ""
            let place = "\(path):\(key.mark?.line ?? 1): \(name)"
            guard let setting = ServeSetting(rawValue: name) else {
                let known = ServeSetting.allCases.map(\.key).joined(separator: ", ")
                problems.append("\(place): unknown setting; known are \(known)")
                continue
            }
            guard let text = value.scalar?.string ?? value.sequence.map({ $0.compactMap(\.string).joined(separator: ",") })
            else {
                problems.append("\(place): expected one value or a list of them")
                continue
            }
            stated[setting] = Statement(value: text, place: place)
        }
        return stated
    }
}

/// The environment of this process.
func environment() -> [String: String] {
    var result: [String: String] = [:]
    for setting in ServeSetting.allCases.map(\.variable) + ["SOUK_CONFIG"] {
        if let value = getenv(setting) { result[setting] = String(cString: value) }
    }
    return result
}
