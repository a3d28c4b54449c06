import HTTPTypes
import Hummingbird
import Platform
import Search
import Users

/// `/admin/events`: what the modules told each other, how far each consumer is with it, and what could not be delivered.
struct EventRoutes: Sendable {
    let users: Users
    let logs: [(module: String, log: EventLog)]

    var all: [Route] {
        [
            .get("/admin/events", .administrators, places),
            .get("/admin/events/:module/dead-letters", .administrators, letters),
            .post("/admin/events/:module/dead-letters/:number/replay", .administrators, replay),
            .delete("/admin/events/:module/dead-letters/:number", .administrators, drop),
        ]
    }

    @Sendable private func places(_ request: Request, _ context: GatewayContext) async throws -> Response {
        var query = QueryReader(request)
        try query.finish()
        var items: [JSONValue] = []
        for (module, log) in logs {
            let consumers = try await log.places().map(\.json)
            let last = try await log.lastPosition()
            items.append(
                .object([("module", .string(module)), ("lastPosition", .number(Double(last))), ("consumers", .array(consumers))]))
        }
        return Response(value: .object([("items", .array(items)), ("nextCursor", .null)]))
    }

    @Sendable private func letters(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (_, letters) = try letters(of: context)
        var query = QueryReader(request)
        let consumer = query.optionalText("consumer")
        let page = try await letters.list(try query.page(), consumer: consumer)
        return Response(value: page.json(\.json))
    }

    @Sendable private func replay(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (module, letters) = try letters(of: context)
        let letter = try await letters.letter(try number(context))
        try await users.record(.letterReplayed, on: "event:\(letter.event.id)", after: letter.facts(module), by: context.caller)
        try await letters.replay(letter.number)
        return Response(status: .accepted)
    }

    @Sendable private func drop(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (module, letters) = try letters(of: context)
        let letter = try await letters.letter(try number(context))
        // Said before it is done: what was given up is in the log, come what may.
        try await users.record(.letterDropped, on: "event:\(letter.event.id)", after: letter.facts(module), by: context.caller)
        try await letters.drop(letter.number)
        return Response(status: .noContent)
    }

    private func letters(of context: GatewayContext) throws -> (module: String, letters: DeadLetters) {
        let module = try context.parameters.require("module")
        guard let log = logs.first(where: { $0.module == module })?.log else { throw NoSuchItem(kind: "module", id: module) }
        return (module, DeadLetters(log))
    }

    private func number(_ context: GatewayContext) throws -> Int64 {
        let text = try context.parameters.require("number")
        guard let number = Int64(text) else { throw NoSuchItem(kind: "dead letter", id: text) }
        return number
    }
}

extension EventLog.Place {
    fileprivate var json: JSONValue {
        .object([
            ("name", .string(consumer)), ("position", .number(Double(position))), ("lag", .number(Double(lag))),
            ("heldKeys", .number(Double(heldKeys))),
        ])
    }
}

extension DeadLetter {
    fileprivate var json: JSONValue {
        .object([
            ("number", .number(Double(number))), ("consumer", .string(consumer)), ("eventId", .string(event.id.text)),
            ("eventType", .string(event.type)), ("key", .string(event.key)), ("happenedAt", .string("\(event.timestamp)")),
            ("data", (try? JSONValue(parsing: Array(event.data.utf8))) ?? .null), ("attempts", .number(Double(attempts))),
            ("error", .string(error)), ("failedAt", .string("\(failedAt)")), ("holdsKey", .bool(holdsKey)),
        ])
    }

    fileprivate func facts(_ module: String) -> [String: String] {
        ["module": module, "consumer": consumer, "type": event.type, "letter": String(number)]
    }
}
