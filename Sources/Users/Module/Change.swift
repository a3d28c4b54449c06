internal import Platform

/// One change to the module's tables, with the audit entries that tell of it.
///
/// Changes are made one after another: the first statement locks the head of the audit chain, on which they would collide
/// anyway. So each sees all that the ones before it did, and rules over several rows ("a company keeps an owner") hold without
/// more locks. A change is a few short statements; what takes long, hashing and signing, is done before or after.
final class Change {
    let transaction: Transaction
    let now: Timestamp
    private let actor: Actor
    private let clock: WallClock
    private let traceID: TraceID?
    private var number: Int64
    private var hash: [UInt8]

    /// - Parameter traceID: of the request that asked for it, which its events name.
    init(_ transaction: Transaction, by actor: Actor, clock: WallClock, traceID: TraceID?) throws {
        self.traceID = traceID
        self.transaction = transaction
        self.actor = actor
        self.clock = clock
        now = clock.now()
        let head = try transaction.row(
            """
            INSERT INTO audit_head(only_row, number, hash) VALUES (1, 0, $1)
            ON CONFLICT (only_row) DO UPDATE SET number = audit_head.number RETURNING number, hash
            """, AuditChain.start)
        guard let head else { throw SQLError(.unexpectedValue, "the head of the audit chain is not given back") }
        number = try head["number"]
        hash = try head["hash"]
    }

    /// What an entry says of a person: kept beside the chain, and erased with them.
    struct Person {
        let id: UserID
        let facts: [String: String]
    }

    /// Tells the other modules that an account was made, changed or erased. Events are kept for long and copied about, so they
    /// name the person by id; who may know more asks for it.
    func publish(_ type: UserEvent, _ user: User) throws {
        let metadata = Event.Metadata(source: "users", userID: actor.userID?.text, traceID: traceID?.description)
        let data = UserEvent.Data(id: user.id, role: user.role.rawValue, state: user.state.rawValue, version: user.version)
        try transaction.publish(
            Event(type.rawValue, key: user.id.text, data: data, metadata: metadata, clock: clock))
    }

    func audit(
        _ action: AuditAction, _ target: String, before: [String: String]? = nil, after: [String: String]? = nil, person: Person? = nil
    ) throws {
        let next = number + 1
        let (factsBefore, factsAfter) = (try AuditChain.json(before), try AuditChain.json(after))
        let salt = randomBytes(16)
        let content = try AuditChain.json(person?.facts)
        let personHash = content.map { AuditChain.personHash(salt: salt, content: $0) }
        let entryHash = AuditChain.hash(
            previous: hash, number: next, time: now, actor: actor, action: action.rawValue, target: target, before: factsBefore,
            after: factsAfter, personHash: personHash)
        try transaction.execute(
            """
            INSERT INTO audit_log(
                number, at, actor, on_behalf_of, action, target, facts_before, facts_after, person_hash, previous, hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            next, now, actor.id, actor.onBehalfOf, action, target, factsBefore, factsAfter, personHash, hash, entryHash)
        if let person, let content {
            try transaction.execute(
                "INSERT INTO audit_persons(number, user_id, salt, content) VALUES ($1, $2, $3, $4)", next, person.id, salt, content)
        }
        try transaction.execute("UPDATE audit_head SET number = $1, hash = $2", next, entryHash)
        (number, hash) = (next, entryHash)
    }
}

enum UserEvent: String {
    case created = "user.created"
    case updated = "user.updated"
    case deleted = "user.deleted"

    struct Data: Encodable {
        let id: UserID
        let role: String
        let state: String
        let version: Int64
    }
}

extension Users {
    /// Makes a change; all of it is committed, or nothing where the body throws.
    @discardableResult
    func change<Value: Sendable>(
        by actor: Actor, _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        // Looked up here: the body runs on another thread.
        let traceID = TraceScope.current?.traceID
        return try await database.write(.readCommitted) { [clock] in
            try body(try Change($0, by: actor, clock: clock, traceID: traceID))
        }
    }

    /// The same for a caller who needs a permission. They are looked up anew by the change itself: who lost their session, role
    /// or company a moment ago changes nothing any more, and who just got one need not wait, whatever was remembered of them.
    @discardableResult
    func change<Value: Sendable>(
        by caller: Caller, _ permission: Permission, _ body: @escaping @Sendable (Change) throws -> Value
    ) async throws -> Value {
        if !caller.may(permission) {
            // Strangers and those who ask for too much take no turn among the changes.
            if caller.identity == .anonymous { throw Refusal.unauthenticated }
            let now = clock.now()
            try await database.read { try caller.renewed($0, at: now).require(permission) }
        }
        return try await change(by: Actor(caller)) { change in
            try caller.renewed(change.transaction, at: change.now).require(permission)
            return try body(change)
        }
    }
}
