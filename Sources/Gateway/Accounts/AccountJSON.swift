import HTTPTypes
import Hummingbird
import Platform
import Search
import Users

// What the records of accounts look like on the wire.

extension User {
    var json: JSONValue {
        .object([
            ("id", .string(id.text)), ("email", .text(email)), ("name", .text(name)), ("role", .string(role.rawValue)),
            ("state", .string(state.rawValue)), ("hasSecondFactor", .bool(hasSecondFactor)), ("createdAt", .string("\(createdAt)")),
            ("updatedAt", .string("\(updatedAt)")), ("verifiedAt", .text(verifiedAt.map { "\($0)" })),
        ])
    }
}

extension Session {
    var json: JSONValue {
        .object([
            ("id", .string(id.text)), ("createdAt", .string("\(createdAt)")), ("usedAt", .string("\(usedAt)")),
            ("expiresAt", .string("\(expiresAt)")), ("address", .string(address)), ("userAgent", .string(userAgent)),
            ("current", .bool(isCurrent)),
        ])
    }
}

extension APIKey {
    var json: JSONValue {
        .object([
            ("id", .string(id.text)), ("start", .string(start)), ("name", .string(name)),
            ("scopes", .array(scopes.map(\.rawValue).sorted().map { .string($0) })), ("filter", .text(filter)),
            ("requestsPerMinute", requestsPerMinute.map { .number(Double($0)) } ?? .null), ("createdBy", .string(createdBy)),
            ("createdAt", .string("\(createdAt)")), ("expiresAt", .text(expiresAt.map { "\($0)" })),
            ("lastUsedAt", .text(lastUsedAt.map { "\($0)" })), ("revokedAt", .text(revokedAt.map { "\($0)" })),
        ])
    }
}

extension Money {
    /// In minor units.
    var json: JSONValue { .object([("amount", .whole(minorUnits)), ("currency", .string(currency.code))]) }
}

extension JSONValue {
    static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}

extension Page {
    func json(_ item: (Item) -> JSONValue) -> JSONValue {
        .object([("items", .array(items.map(item))), ("nextCursor", .text(next.map { "\($0)" }))])
    }
}

extension Response {
    /// Its version is its tag, so that `If-Match` keeps two from overwriting each other.
    init(value: JSONValue, version: Int64, status: HTTPResponse.Status = .ok) {
        self.init(value: value, status: status)
        headers[.eTag] = "\"\(version)\""
    }

    init(value: JSONValue, status: HTTPResponse.Status = .ok) { self.init(json: Array(value.text.utf8), status: status) }

    static func message(_ text: String, status: HTTPResponse.Status) -> Response {
        Response(value: .object([("message", .string(text))]), status: status)
    }
}

extension GatewayContext {
    /// An id in the address; what is none names nothing that is there.
    func id<Subject>(_ kind: String, _ parameter: String = "id") throws -> Identifier<Subject> {
        let text = try parameters.require(parameter)
        guard let id = Identifier<Subject>(text) else { throw NoSuchItem(kind: kind, id: text) }
        return id
    }
}

extension Refusal {
    static let noPerson = Refusal(.forbidden, code: "forbidden", detail: "this is for people who are logged in")
}
