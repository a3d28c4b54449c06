internal import Crypto
internal import Foundation
internal import JWTKit
internal import Platform
internal import Synchronization

/// The keys of access tokens (ES256), in the database, so that all servers on it sign with the same and take each other's.
///
///     made ---- lead ----> signs ---- rotation ----> the next one signs ---- lifetime of a token ----> removed
///     |<-------------------------------- listed and accepted ------------------------------------->|
///
/// A new key is listed for a while before it signs, for those outside who keep the list of keys.
final class SigningKeys: Sendable {
    struct Key: Sendable {
        let id: String
        let signsFrom: Timestamp
        let privateKey: P256.Signing.PrivateKey
    }

    private struct Loaded: Sendable {
        /// In the order in which they sign.
        let keys: [Key]
        let collection: JWTKeyCollection
        let at: Timestamp
    }

    private let database: any SQLDatabase
    private let settings: TokenSettings
    private let clock: WallClock
    private let loaded = Mutex<Loaded?>(nil)

    init(database: any SQLDatabase, settings: TokenSettings, clock: WallClock) {
        self.database = database
        self.settings = settings
        self.clock = clock
    }

    func sign(_ claims: AccessClaims) async throws -> Secret {
        let now = clock.now()
        let loaded = try await current(now)
        // None has begun where the clock is behind that of the server that made the first one a moment ago.
        guard let key = loaded.keys.last(where: { $0.signsFrom <= now }) ?? loaded.keys.first else { throw NoKey() }
        return Secret(try await loaded.collection.sign(claims, kid: JWKIdentifier(string: key.id)))
    }

    /// The claims of a token that one of these keys signed and that holds now.
    func verify(_ token: String) async throws -> AccessClaims {
        guard let header = TokenHeader(of: token) else { throw Refusal.invalidToken }
        let now = clock.now()
        var loaded = try await current(now)
        if !loaded.keys.contains(where: { $0.id == header.keyID }) {
            // Another server may have made one since. Once a second, or made-up names would make us read each time.
            guard loaded.at + .seconds(1) <= now else { throw Refusal.invalidToken }
            loaded = try await load(now)
        }
        guard let key = loaded.keys.first(where: { $0.id == header.keyID }), now < settings.end(of: key.signsFrom) else {
            throw Refusal.invalidToken
        }
        guard let claims = try? await loaded.collection.verify(token, as: AccessClaims.self), claims.holds(at: now, settings) else {
            throw Refusal.invalidToken
        }
        return claims
    }

    /// RFC 7517: what others check our tokens with.
    func publicKeys() async throws -> String {
        let now = clock.now()
        let keys = try await current(now).keys.filter { now < settings.end(of: $0.signsFrom) }.map { key in
            let point = Array(key.privateKey.publicKey.rawRepresentation)
            let (x, y) = (Base64URL.encode(point.prefix(32)), Base64URL.encode(point.suffix(32)))
            return """
                {"alg":"ES256","crv":"P-256","kid":"\(key.id)","kty":"EC","use":"sig","x":"\(x)","y":"\(y)"}
                """
        }
        return "{\"keys\":[\(keys.joined(separator: ","))]}"
    }

    /// Keys that are known to be right for a while: until the next one is due, and no longer than a minute, since another server
    /// may have made one that signs soon.
    private func current(_ now: Timestamp) async throws -> Loaded {
        if let loaded = loaded.withLock({ $0 }), now < loaded.at + .seconds(60), now >= loaded.at,
            loaded.keys.last.map({ now < settings.nextIsDue(after: $0.signsFrom) }) == true
        {
            return loaded
        }
        return try await load(now)
    }

    private func load(_ now: Timestamp) async throws -> Loaded {
        var keys = try await database.read { [settings] in try Self.read($0, settings.vault) }
        if keys.last.map({ now >= settings.nextIsDue(after: $0.signsFrom) }) != false {
            keys = try await database.write { [settings] in try Self.addNext(now, settings, $0) }
        }
        let collection = JWTKeyCollection()
        for key in keys {
            await collection.add(ecdsa: try ES256PrivateKey(backing: key.privateKey), kid: JWKIdentifier(string: key.id))
        }
        let loaded = Loaded(keys: keys, collection: collection, at: now)
        self.loaded.withLock { $0 = loaded }
        return loaded
    }

    private static func read(_ transaction: Transaction, _ vault: Vault) throws -> [Key] {
        try transaction.rows("SELECT id, signs_from, private_key FROM signing_keys ORDER BY signs_from, id").map { row in
            let id: String = try row["id"]
            let raw = try vault.open(try row["private_key"], label(id))
            return Key(id: id, signsFrom: try row["signs_from"], privateKey: try P256.Signing.PrivateKey(rawRepresentation: raw))
        }
    }

    /// Serializable: of two servers that find one due at once, the second begins again and finds the first one's.
    private static func addNext(_ now: Timestamp, _ settings: TokenSettings, _ transaction: Transaction) throws -> [Key] {
        let keys = try read(transaction, settings.vault)
        let last = keys.last?.signsFrom
        if let last, now < settings.nextIsDue(after: last) { return keys }
        // After a long standstill the time that it was due is past, and it signs at once, as the first one does.
        let signsFrom = last.map { max(now, $0 + settings.rotation) } ?? now
        let key = P256.Signing.PrivateKey()
        let id = TimeOrderedIDs.shared.next()
        try transaction.execute(
            "INSERT INTO signing_keys(id, created_at, signs_from, private_key) VALUES ($1, $2, $3, $4)", id, now, signsFrom,
            try settings.vault.seal(Array(key.rawRepresentation), label(id)))
        for old in keys where settings.end(of: old.signsFrom) <= now {
            try transaction.execute("DELETE FROM signing_keys WHERE id = $1", old.id)
        }
        return try read(transaction, settings.vault)
    }

    private static func label(_ id: String) -> String { "signing key \(id)" }
}

/// The first part of a token, as far as it decides what the rest is checked with.
private struct TokenHeader {
    let keyID: String

    private struct Fields: Decodable {
        let alg: String
        let kid: String
        let typ: String?
    }

    /// Nil where it is none of ours. Only ES256 is ever taken: what a token says of its own algorithm is no choice.
    init?(of token: String) {
        guard token.utf8.count <= 4096 else { return nil }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Base64URL.decode(parts[0]), Base64URL.decode(parts[1]) != nil,
            Base64URL.decode(parts[2])?.count == 64, let fields = try? JSONDecoder().decode(Fields.self, from: Data(header)),
            fields.alg == "ES256", fields.typ == nil || fields.typ == "JWT"
        else { return nil }
        keyID = fields.kid
    }
}

/// `load` makes one where there is none.
private struct NoKey: Error {}

extension Refusal {
    static let invalidToken = Refusal(
        .unauthenticated, code: "invalid_token", detail: "the access token is none, or holds no longer: refresh it or log in")
}
