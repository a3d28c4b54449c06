/// What a caller asked for and won't get, and why: the caller's fault or the moment's, never the program's. A module throws it;
/// one place turns it into an answer.
package struct Refusal: Error, Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case invalid, unauthenticated, forbidden, notFound, conflict, gone, unprocessable, tooMany, unavailable
    }

    /// What is wrong with one part of the request. `path` names it as the caller did: `items.2.quantity`.
    package struct Field: Hashable, Sendable {
        package let path: String
        package let code: String
        package let detail: String

        package init(_ path: String, code: String, detail: String) {
            self.path = path
            self.code = code
            self.detail = detail
        }
    }

    package let kind: Kind
    /// For programs, and stable: `out_of_stock`.
    package let code: String
    /// For people.
    package let detail: String
    package let fields: [Field]
    /// After which it may be worth to ask again.
    package let retryAfter: Duration?

    package init(_ kind: Kind, code: String, detail: String, fields: [Field] = [], retryAfter: Duration? = nil) {
        self.kind = kind
        self.code = code
        self.detail = detail
        self.fields = fields
        self.retryAfter = retryAfter
    }
}

extension Refusal: CustomStringConvertible {
    package var description: String { "\(kind.rawValue) (\(code)): \(detail)" }

    /// Whether the same request may go through later, with nothing changed by its sender.
    package var mayPass: Bool { kind == .tooMany || kind == .unavailable }
}
