package import Platform

/// An API key as those who administer it see it.
package struct APIKey: Hashable, Sendable {
    package let id: APIKeyID
    /// How it begins, so that it can be found again: `souk_abcdefgh2345`.
    package let start: String
    package let name: String
    package let scopes: Set<Scope>
    package let filter: String?
    package let requestsPerMinute: Int?
    package let createdBy: String
    package let createdAt: Timestamp
    package let expiresAt: Timestamp?
    package let lastUsedAt: Timestamp?
    package let revokedAt: Timestamp?
}

/// What a new key is to be.
package struct APIKeyRequest: Sendable {
    package var name: String
    package var scopes: Set<Scope>
    package var filter: String?
    package var requestsPerMinute: Int?
    package var expiresAt: Timestamp?

    package init(
        name: String, scopes: Set<Scope>, filter: String? = nil, requestsPerMinute: Int? = nil, expiresAt: Timestamp? = nil
    ) {
        self.name = name
        self.scopes = scopes
        self.filter = filter
        self.requestsPerMinute = requestsPerMinute
        self.expiresAt = expiresAt
    }
}

extension Users {
    /// Makes a key. Its text is given here and never again.
    package func createAPIKey(_ request: APIKeyRequest, by caller: Caller) async throws -> (key: APIKey, text: Secret) {
        try caller.require(.administerKeys)
        let name = try PlainText.read(request.name, "name")
        @Sendable func refuse(_ path: String, _ detail: String) -> Refusal {
            Refusal(.invalid, code: "invalid_\(path)", detail: detail, fields: [.init(path, code: "invalid", detail: detail)])
        }
        guard !request.scopes.isEmpty else { throw refuse("scopes", "a key has one scope at least: search, index or admin") }
        if let limit = request.requestsPerMinute {
            guard (1...10_000_000).contains(limit) else { throw refuse("requestsPerMinute", "from 1 to 10,000,000") }
        }
        if let filter = request.filter {
            guard !filter.isEmpty, filter.utf8.count <= 4096, !filter.utf8.contains(0) else { throw refuse("filter", "1 to 4,096 bytes") }
            // A filter holds for searches; a key that writes or administers as well would only seem to be held by it.
            guard request.scopes == [.search] else { throw refuse("filter", "only a key with the scope search alone has a filter") }
        }
        let text = KeyText.random()
        let id = APIKeyID.next()
        let sealed = try tokens.vault.seal(text.secret.hash, StoredKey.label(text.prefix))
        let key = try await change(by: caller, .administerKeys) { change in
            if let end = request.expiresAt, end <= change.now { throw refuse("expiresAt", "it is past") }
            try change.transaction.execute(
                """
                INSERT INTO api_keys(
                    id, prefix, secret_hash, name, scopes, filter, requests_per_minute, created_by, created_at, expires_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                """,
                id, text.prefix, sealed, name, Scope.text(request.scopes), request.filter, request.requestsPerMinute, Actor(caller).id,
                change.now, request.expiresAt)
            var facts = ["prefix": text.prefix, "name": name, "scopes": Scope.text(request.scopes)]
            facts["filter"] = request.filter
            try change.audit(.keyCreated, "key:\(id)", after: facts)
            return try Self.apiKey(id, change.transaction)
        }
        return (key, text.text)
    }

    /// Newest first; those that were revoked or ended too.
    package func apiKeys(_ page: PageRequest, by caller: Caller) async throws -> Page<APIKey> {
        try caller.require(.administerKeys)
        return try await database.read { transaction in
            try PageOrder("keys", by: ["id": .text], descending: true).page(
                page, of: "SELECT \(APIKey.columns) FROM api_keys WHERE 1 = 1", [], in: transaction) { try APIKey($0) }
        }
    }

    package func revokeAPIKey(_ id: APIKeyID, by caller: Caller) async throws {
        try await change(by: caller, .administerKeys) { change in
            let key = try Self.apiKey(id, change.transaction)
            guard key.revokedAt == nil else { return }
            try change.transaction.execute("UPDATE api_keys SET revoked_at = $1 WHERE id = $2", change.now, id)
            try change.audit(.keyRevoked, "key:\(id)")
        }
        remembered.forget { $0.identity == .key(id) }
    }

    private static func apiKey(_ id: APIKeyID, _ transaction: Transaction) throws -> APIKey {
        guard let row = try transaction.row("SELECT \(APIKey.columns) FROM api_keys WHERE id = $1", id) else {
            throw Refusal(.notFound, code: "no_such_key", detail: "there is no such key")
        }
        return try APIKey(row)
    }
}

extension APIKey {
    fileprivate static let columns = """
        id, prefix, name, scopes, filter, requests_per_minute, created_by, created_at, expires_at, last_used_at, revoked_at
        """

    fileprivate init(_ row: Row) throws {
        id = try row["id"]
        start = KeyText.mark + (try row["prefix"] as String)
        name = try row["name"]
        scopes = try Scope.set(row["scopes"])
        filter = try row["filter"]
        requestsPerMinute = try row["requests_per_minute"]
        createdBy = try row["created_by"]
        createdAt = try row["created_at"]
        expiresAt = try row["expires_at"]
        lastUsedAt = try row["last_used_at"]
        revokedAt = try row["revoked_at"]
    }
}
