import Crypto
import HTTPTypes
import Hummingbird
import Logging
import Platform

/// What `Idempotency-Key` promises: a POST that is sent again, because its answer was lost, is done once and answered as it was
/// the first time (draft-ietf-httpapi-idempotency-key-header). The same key with another request is refused.
///
/// An answer may hold what is shown only once, such as an API key. So it is sealed with the caller's Idempotency-Key, of which
/// the database has the hash alone: who steals that can open no answer whose key can't be guessed.
struct IdempotentReplies: Sendable {
    static let migrations = Migrations(
        part: "idempotency",
        [
            Migration(
                "replies",
                """
                CREATE TABLE replies(
                    subject TEXT NOT NULL, key TEXT NOT NULL, fingerprint BLOB NOT NULL, begun_at BIGINT NOT NULL,
                    status BIGINT, type TEXT, tag TEXT, place TEXT, body BLOB,
                    PRIMARY KEY (subject, key));
                CREATE INDEX replies_by_time ON replies(begun_at);
                """)
        ])

    private let database: any SQLDatabase
    private let clock: WallClock

    /// An answer is kept for so long.
    static let lifetime: Duration = .seconds(24 * 3600)
    /// A request that has had no answer for so long was lost with its server, and may be done anew.
    static let patience: Duration = .seconds(120)
    static let keyLimitBytes = 255

    init(_ database: any SQLDatabase, clock: WallClock = .system) {
        self.database = database
        self.clock = clock
    }

    struct Stored: Sendable {
        let status: Int
        let type: String?
        let tag: String?
        let place: String?
        let body: [UInt8]
    }

    /// Under which a key is kept, and what its answer is sealed with: neither tells the other.
    private static func hash(_ purpose: String, _ subject: String, _ key: String) -> SHA256.Digest {
        SHA256.hash(data: Array("\(purpose)\n\(subject)\n\(key)".utf8))
    }

    private static func place(_ subject: String, _ key: String) -> String { "\(hash("place", subject, key))" }

    private static func seal(_ subject: String, _ key: String) -> SymmetricKey { SymmetricKey(data: hash("seal", subject, key)) }

    enum Beginning: Sendable {
        case isFirst
        case wasAnswered(Stored)
        case isBeingAnswered
        case isOther
    }

    /// Takes the key, or says what has become of it.
    func begin(_ subject: String, _ key: String, _ fingerprint: [UInt8]) async throws -> Beginning {
        let now = clock.now()
        let place = Self.place(subject, key)
        return try await database.write { transaction in
            let isTaken = try transaction.execute(
                """
                INSERT INTO replies(subject, key, fingerprint, begun_at) VALUES ($1, $2, $3, $4) ON CONFLICT (subject, key) DO UPDATE
                SET fingerprint = excluded.fingerprint, begun_at = excluded.begun_at, status = NULL, type = NULL, tag = NULL, place = NULL,
                body = NULL WHERE replies.begun_at < $5 OR (replies.status IS NULL AND replies.begun_at < $6)
                """, subject, place, fingerprint, now, now - Self.lifetime, now - Self.patience)
            if isTaken > 0 { return .isFirst }
            guard let row = try transaction.row(
                "SELECT fingerprint, status, type, tag, place, body FROM replies WHERE subject = $1 AND key = $2", subject, place)
            else { return .isBeingAnswered }
            guard try row["fingerprint"] as [UInt8] == fingerprint else { return .isOther }
            guard let status: Int = try row["status"] else { return .isBeingAnswered }
            let sealed: [UInt8] = try row["body"]
            let body = Array(try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: Self.seal(subject, key)))
            return .wasAnswered(
                Stored(status: status, type: try row["type"], tag: try row["tag"], place: try row["place"], body: body))
        }
    }

    func finish(_ subject: String, _ key: String, _ reply: Stored) async throws {
        let place = Self.place(subject, key)
        let sealed = try AES.GCM.seal(reply.body, using: Self.seal(subject, key)).combined.map(Array.init)
        try await database.write { transaction in
            try transaction.execute(
                "UPDATE replies SET status = $3, type = $4, tag = $5, place = $6, body = $7 WHERE subject = $1 AND key = $2",
                subject, place, reply.status, reply.type, reply.tag, reply.place, sealed)
        }
    }

    /// Nothing came of it: the key may be used again.
    func giveUp(_ subject: String, _ key: String) async throws {
        let place = Self.place(subject, key)
        try await database.write { transaction in
            try transaction.execute("DELETE FROM replies WHERE subject = $1 AND key = $2 AND status IS NULL", subject, place)
        }
    }

    /// Forgets answers that nobody is promised any more.
    func trim() async throws {
        let before = clock.now() - Self.lifetime
        try await database.write { transaction in try transaction.execute("DELETE FROM replies WHERE begun_at < $1", before) }
    }
}

/// Answers a POST once for each key of each caller.
struct Repeating: RouterMiddleware {
    let replies: IdempotentReplies?
    let bodyLimitBytes: Int

    func handle(
        _ request: Request, context: GatewayContext, next: (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        guard let replies, request.method == .post, let key = request.headers[.idempotencyKey], let subject = context.caller.subject
        else { return try await next(request, context) }
        guard !key.isEmpty, key.utf8.count <= IdempotentReplies.keyLimitBytes, key.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw Refusal(
                .invalid, code: "invalid_idempotency_key", detail: "an Idempotency-Key has 1 to 255 printable characters",
                fields: [.init("Idempotency-Key", code: "invalid", detail: "use a UUID")])
        }
        let body = try await request.body(upTo: bodyLimitBytes)
        let fingerprint = Array(SHA256.hash(data: Array("\(request.uri.path)\n\(request.uri.query ?? "")\n".utf8) + body))
        switch try await replies.begin(subject, key, fingerprint) {
        case .isFirst: break
        case .wasAnswered(let stored): return Self.response(stored)
        case .isBeingAnswered:
            throw Refusal(
                .conflict, code: "idempotency_in_progress", detail: "the first request with this Idempotency-Key is being answered",
                retryAfter: .seconds(1))
        case .isOther:
            throw Refusal(
                .unprocessable, code: "idempotency_key_reused", detail: "this Idempotency-Key came with another request before")
        }
        var head = request.head
        // It is unpacked now.
        head.headerFields[.contentEncoding] = nil
        head.headerFields[.contentLength] = "\(body.count)"
        let again = Request(head: head, body: .init(buffer: ByteBuffer(bytes: body)))
        let response: Response
        do { response = try await next(again, context) } catch {
            try await replies.giveUp(subject, key)
            throw error
        }
        let stored = try await Self.stored(response)
        try await replies.finish(subject, key, stored)
        return response
    }

    private static func stored(_ response: Response) async throws -> IdempotentReplies.Stored {
        IdempotentReplies.Stored(
            status: response.status.code, type: response.headers[.contentType], tag: response.headers[.eTag],
            place: response.headers[.location], body: try await response.collectedBody())
    }

    private static func response(_ stored: IdempotentReplies.Stored) -> Response {
        var response = Response(status: .init(code: stored.status), body: .init(byteBuffer: ByteBuffer(bytes: stored.body)))
        response.headers[.contentType] = stored.type
        response.headers[.eTag] = stored.tag
        response.headers[.location] = stored.place
        response.headers[.cacheControl] = "no-store"
        response.headers[.idempotentReplayed] = "true"
        return response
    }
}

extension HTTPField.Name {
    static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
    static let idempotentReplayed = HTTPField.Name("Idempotent-Replayed")!
}
