internal import Platform

extension Users {
    /// Who sent an API key, or a search key that was signed with one. Read as `authenticate(bearer:for:)` has it.
    package func authenticate(apiKey text: String, for use: CallerUse = .writing) async throws -> Caller {
        let now = clock.now()
        let remembered = RememberedCallers.Key.key(hash: Secret(text).hash)
        if use == .reading, let caller = self.remembered.find(remembered, at: now) { return caller }
        let plain = KeyText(text)
        let signed = plain == nil ? SignedKey(text) : nil
        guard let prefix = plain?.prefix ?? signed?.prefix else { throw Refusal.invalidKey }
        let found = try await database.read { [tokens] in try StoredKey(prefix: prefix, $0, tokens.vault) }
        guard let key = found, key.revokedAt == nil, key.expiresAt.map({ now < $0 }) ?? true else { throw Refusal.invalidKey }
        let (caller, end): (Caller, Timestamp?)
        if let plain {
            guard areEqual(plain.secret.hash, key.secretHash) else { throw Refusal.invalidKey }
            (caller, end) = (key.caller, key.expiresAt)
        } else if let signed {
            (caller, end) = try key.narrowed(by: signed, at: now)
        } else {
            throw Refusal.invalidKey
        }
        self.remembered.remember(remembered, caller, at: now, end: end)
        try noteUse(of: key, at: now)
        return caller
    }

    /// Once a minute is enough to tell which keys are in use.
    private func noteUse(of key: StoredKey, at now: Timestamp) throws {
        guard key.lastUsedAt.map({ $0 + .seconds(60) <= now }) ?? true else { return }
        try? background.add { [database] in
            _ = try await database.write(.readCommitted) { transaction in
                try transaction.execute(
                    "UPDATE api_keys SET last_used_at = $1 WHERE id = $2 AND (last_used_at IS NULL OR last_used_at < $1)", now, key.id)
            }
        }
    }
}

/// A key as far as it decides who its holder is.
struct StoredKey: Sendable {
    let id: APIKeyID
    let secretHash: [UInt8]
    let scopes: Set<Scope>
    let filter: String?
    let requestsPerMinute: Int?
    let expiresAt: Timestamp?
    let lastUsedAt: Timestamp?
    let revokedAt: Timestamp?

    init?(prefix: String, _ transaction: Transaction, _ vault: Vault) throws {
        let row = try transaction.row(
            """
            SELECT id, secret_hash, scopes, filter, requests_per_minute, expires_at, last_used_at, revoked_at FROM api_keys
            WHERE prefix = $1
            """, prefix)
        guard let row else { return nil }
        id = try row["id"]
        secretHash = try vault.open(try row["secret_hash"], Self.label(prefix))
        scopes = try Scope.set(row["scopes"])
        filter = try row["filter"]
        requestsPerMinute = try row["requests_per_minute"]
        expiresAt = try row["expires_at"]
        lastUsedAt = try row["last_used_at"]
        revokedAt = try row["revoked_at"]
    }

    static func label(_ prefix: String) -> String { "API key \(prefix)" }

    var caller: Caller {
        Caller(.key(id), scopes: scopes, filters: filter.map { [$0] } ?? [], requestsPerMinute: requestsPerMinute)
    }

    /// The holder of a signed key, and when it ends: never more than the parent.
    func narrowed(by signed: SignedKey, at now: Timestamp) throws -> (Caller, Timestamp?) {
        guard scopes.contains(.search), signed.isSigned(with: secretHash), let parameters = try? signed.read() else {
            throw Refusal.invalidKey
        }
        guard parameters.maxHits.map({ $0 > 0 }) ?? true, parameters.userToken.map({ $0.utf8.count <= 256 }) ?? true else {
            throw Refusal.invalidKey
        }
        let ownEnd = parameters.expiresAt.map { Timestamp(microseconds: 0) + .seconds($0) }
        guard ownEnd.map({ now < $0 }) ?? true else { throw Refusal.invalidKey }
        let caller = Caller(
            .key(id), scopes: [.search], filters: [filter, parameters.filter].compactMap { $0 }, requestsPerMinute: requestsPerMinute,
            maximumHits: parameters.maxHits, userToken: parameters.userToken)
        return (caller, [ownEnd, expiresAt].compactMap { $0 }.min())
    }
}

extension Scope {
    /// Stored as words with spaces between them, in a fixed order.
    static func text(_ scopes: Set<Scope>) -> String { scopes.map(\.rawValue).sorted().joined(separator: " ") }

    static func set(_ text: String) throws -> Set<Scope> {
        Set(try text.split(separator: " ").map { word in
            guard let scope = Scope(rawValue: String(word)) else { throw SQLError(.unexpectedValue, "a key has an unknown scope") }
            return scope
        })
    }
}
