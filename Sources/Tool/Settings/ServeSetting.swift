/// What can be set of the server, under one name for each place it may be set in.
enum ServeSetting: String, CaseIterable {
    case data, host, port, searchTimeoutMs, searchThreads, searchQueueLimit, bodyLimit, refreshMs, allowedOrigins
    case accounts, database, publicSearch, publicAddress, vaultKey, breachedPasswords, sendmail, mailFrom, eventDays
    case requestLimit, rateLimit, userRateLimit, trustedProxies, idleTimeoutS, traceEndpoint, traceRatio, logFormat, logLevel

    /// The name in a file.
    var key: String { rawValue }

    /// `SOUK_SEARCH_TIMEOUT_MS`.
    var variable: String { "SOUK_" + words.joined(separator: "_").uppercased() }

    /// `--search-timeout-ms`.
    var flag: String { "--" + words.joined(separator: "-").lowercased() }

    private var words: [String] {
        var words = [""]
        for character in rawValue {
            if character.isUppercase { words.append("") }
            words[words.count - 1].append(character)
        }
        return words
    }

    var summary: String {
        switch self {
        case .data: "The data folder (.souk)"
        case .host: "The address to listen on (127.0.0.1: this machine alone; 0.0.0.0: all)"
        case .port: "The port to listen on (8080)"
        case .searchTimeoutMs: "Milliseconds after which a search returns what it has, marked partial (1500)"
        case .searchThreads: "Threads that search (one a processor)"
        case .searchQueueLimit: "Searches that may wait; more are refused with 503 (1000)"
        case .bodyLimit: "The largest request body taken (1MiB)"
        case .refreshMs: "Milliseconds between looks for a later commit (1000)"
        case .allowedOrigins: "Sites whose pages may call the server, with commas between them; * for all (none)"
        case .accounts: "on, or off: whoever reaches the server may do everything (on)"
        case .database: "Where accounts are: sqlite, in the data folder; or postgres://... (sqlite)"
        case .publicSearch: "on, or off: who searches must be logged in or have a key (on)"
        case .publicAddress: "Where people reach the server, for links in mails (http://, and where it listens)"
        case .vaultKey: "A file of 64 hexadecimal digits that secrets in the database are sealed with (none)"
        case .breachedPasswords: "A file of passwords known from breaches, as haveibeenpwned.com has it (none)"
        case .sendmail: "The program that takes mails to send, such as /usr/sbin/sendmail (none: files in the data folder)"
        case .mailFrom: "The sender of mails (souk@localhost)"
        case .eventDays: "Days for which events are kept, for consumers to come (30)"
        case .requestLimit: "Requests that are answered at once; more are refused with 503 (2000)"
        case .rateLimit: "Requests a minute of one address; more are refused with 429; none for no limit (none)"
        case .userRateLimit: "Requests a minute of one person who is logged in; none for no limit (none)"
        case .trustedProxies: "Addresses of proxies whose X-Forwarded-For is believed, with commas between them (none)"
        case .idleTimeoutS: "Seconds without a byte after which a connection is closed (75)"
        case .traceEndpoint:
            "OpenTelemetry collectors to send spans to (OTLP, JSON over HTTP), as http://127.0.0.1:4318, with commas between them (none)"
        case .traceRatio: "The part of traces begun here that is kept, 0 to 1; callers decide over theirs (1)"
        case .logFormat: "text, or json: a line of JSON for each message (text)"
        case .logLevel: "trace, debug, info, notice, warning, error or critical (notice)"
        }
    }

    /// For help: a line each.
    static var table: String {
        var table = AlignedNames()
        for setting in allCases { table.append(setting.flag, setting.variable, setting.key) }
        return table.text
    }
}

/// Three columns of names, all to the left.
private struct AlignedNames {
    private var rows = [["flag", "environment", "file"]]

    mutating func append(_ row: String...) { rows.append(row) }

    var text: String {
        rows.map { row in
            "  " + zip(row, [22, 26, 0]).map { $0 + String(repeating: " ", count: max($1 - $0.count, 0)) }.joined()
        }.joined(separator: "\n")
    }
}
