internal import Crypto
internal import Glibc
internal import Platform

/// Slows guessing. Each try is charged before its password is looked at, so that many at once gain nothing, and given back when
/// it was right.
///
/// Counted for each pair of account and network, so that a stranger's failures hold up the stranger and not the owner: three are
/// free, then each doubles the wait, from one second to a quarter of an hour. For the whole account those from networks that it
/// was never used from are counted together; after thirty of them in an hour a right password from such a network is not enough
/// (`Login`), and one from a network that the owner uses still is.
///
/// What is not an account is counted the same way, under the hash of what was typed.
struct LoginAttempt {
    let account: [UInt8]
    let network: String
    let now: Timestamp

    static let freeFailures: Int64 = 3
    static let pressureLimit: Int64 = 30
    static let longestWait: Int64 = 900
    private static let memory: Duration = .seconds(86400)
    private static let pressureMemory: Duration = .seconds(3600)
    private static let everybodyNew = "*"

    init(account: String, network: String, at now: Timestamp) {
        self.account = Array(SHA256.hash(data: Array(account.utf8)))
        self.network = network
        self.now = now
    }

    /// Counts a try. Throws while the pair has to wait; gives whether the account is under pressure from strangers.
    @discardableResult
    func charge(_ transaction: Transaction, isKnown: Bool) throws -> Bool {
        let pair = try lock(transaction, network, memory: Self.memory)
        guard pair.blockedUntil <= now else { throw Self.refusal(now.duration(to: pair.blockedUntil)) }
        let failures = pair.failures + 1
        let wait: Duration = failures <= Self.freeFailures
            ? .zero : .seconds(min(Self.longestWait, 1 << min(failures - Self.freeFailures - 1, 20)))
        try write(transaction, network, failures: failures, blockedUntil: now + wait)
        guard !isKnown else { return false }
        let everybody = try lock(transaction, Self.everybodyNew, memory: Self.pressureMemory)
        try write(transaction, Self.everybodyNew, failures: everybody.failures + 1, blockedUntil: Timestamp(microseconds: 0))
        return everybody.failures >= Self.pressureLimit
    }

    /// Takes back what was charged.
    func succeed(_ transaction: Transaction, isKnown: Bool) throws {
        try transaction.execute("DELETE FROM login_attempts WHERE account = $1 AND network = $2", account, network)
        guard !isKnown else { return }
        try transaction.execute(
            "UPDATE login_attempts SET failures = failures - 1 WHERE account = $1 AND network = $2 AND failures > 0", account,
            Self.everybodyNew)
    }

    /// The counter as it is now, held by this transaction. Failures long ago are forgotten.
    private func lock(
        _ transaction: Transaction, _ network: String, memory: Duration
    ) throws -> (failures: Int64, blockedUntil: Timestamp) {
        let row = try transaction.row(
            """
            INSERT INTO login_attempts(account, network, failures, last_at, blocked_until) VALUES ($1, $2, 0, $3, 0)
            ON CONFLICT (account, network) DO UPDATE SET failures = login_attempts.failures
            RETURNING failures, last_at, blocked_until
            """, account, network, now)
        guard let row else { throw SQLError(.unexpectedValue, "a counter is not given back") }
        let lastAt: Timestamp = try row["last_at"]
        return (lastAt + memory <= now ? 0 : try row["failures"], try row["blocked_until"])
    }

    private func write(_ transaction: Transaction, _ network: String, failures: Int64, blockedUntil: Timestamp) throws {
        try transaction.execute(
            "UPDATE login_attempts SET failures = $1, last_at = $2, blocked_until = $3 WHERE account = $4 AND network = $5", failures,
            now, blockedUntil, account, network)
    }

    static func prune(_ transaction: Transaction, at now: Timestamp) throws {
        try transaction.execute("DELETE FROM login_attempts WHERE last_at <= $1", now - memory)
    }

    private static func refusal(_ wait: Duration) -> Refusal {
        Refusal(.tooMany, code: "too_many_attempts", detail: "too many failed attempts from where you are; wait", retryAfter: wait)
    }
}

extension Client {
    /// What one subscriber is taken to have: an address of IPv4, or 64 bits of IPv6, of which each has more addresses than
    /// anybody could count failures for.
    var network: String {
        var bytes = [UInt8](repeating: 0, count: 16)
        guard address.utf8.contains(UInt8(ascii: ":")), inet_pton(AF_INET6, address, &bytes) == 1 else { return address }
        // ::ffff:192.0.2.1 is an address of IPv4.
        if bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
            return bytes[12...].map { String($0) }.joined(separator: ".")
        }
        return bytes[..<8].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "/64"
    }
}
