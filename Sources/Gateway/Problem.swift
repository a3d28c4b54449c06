import HTTPTypes
import Hummingbird
import Search

/// Why a request was not answered, as RFC 9457 `application/problem+json`. Every refusal of this server is made here.
struct Problem: Sendable {
    struct Item: Sendable {
        var field: String
        var code: String
        var message: String
        /// The character at fault in the field's text, from 0.
        var position: Int?
    }

    var status: HTTPResponse.Status
    /// A stable word for programs.
    var code: String
    var title: String
    var detail: String
    var items: [Item] = []
    var headers: HTTPFields = [:]

    init(_ status: HTTPResponse.Status, _ code: String, _ title: String, detail: String) {
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
    }

    /// What an error means for the one who asked. Nothing of the server's inside is told; `Refusing` logs that.
    init(of error: any Error) {
        switch error {
        case let error as RequestError:
            self.init(.badRequest, "invalid_request", "The request can't be understood", detail: error.description)
            items = [Item(field: error.parameter, code: error.code, message: error.message, position: error.position)]
        case let error as MethodNotAllowed:
            self.init(
                .methodNotAllowed, "method_not_allowed", "The method does not exist here",
                detail: "\(error.method) \(error.path) does not exist; allowed: \(error.allowed.joined(separator: ", "))")
            headers[.allow] = error.allowed.joined(separator: ", ")
        case let error as BodyTooLarge:
            self.init(.contentTooLarge, "body_too_large", "The body is too large", detail: "a body has at most \(error.limitBytes) bytes")
        case is BrokenBody:
            self.init(.badRequest, "broken_body", "The body can't be read", detail: "the body is no well-formed HTTP, or ended too soon")
        case let error as SettingsError:
            self.init(.badRequest, "invalid_settings", "The settings can't be taken", detail: error.description)
            items = error.problems.map { Item(field: $0.place, code: $0.code.rawValue, message: $0.message) }
        case let error as SettingsStore.Conflict:
            self.init(.preconditionFailed, "settings_changed", "The settings were changed meanwhile", detail: error.description)
            headers[.eTag] = "\"\(error.revision)\""
        case let error as NoSuchItem:
            self.init(.notFound, "not_found", "There is nothing here", detail: "no \(error.kind) '\(error.id.prefix(128))'")
        case let error as ItemExists:
            self.init(
                .conflict, "already_there", "The id is taken",
                detail: "there is a \(error.kind) '\(error.id)' already; replace it with PUT, or leave the id out to get another")
        case is UnsupportedType:
            self.init(
                .unsupportedMediaType, "unsupported_type", "The body's type is not understood",
                detail: "send JSON, with Content-Type: application/json")
        case let error as StorageError where error.kind == .locked:
            self.init(
                .serviceUnavailable, "settings_busy", "The settings are being changed",
                detail: "another change of the settings is under way; ask again in a moment")
            headers[.retryAfter] = "1"
        case is UnsupportedEncoding:
            self.init(
                .unsupportedMediaType, "unsupported_encoding", "The body's encoding is not understood",
                detail: "send the body as it is, without Content-Encoding")
        case is ServedIndex.NotReady:
            self.init(
                .serviceUnavailable, "index_not_ready", "There is no index yet",
                detail: "the server waits for the first commit of its index")
            headers[.retryAfter] = "1"
        case is SearchThreads.Overload:
            self.init(
                .serviceUnavailable, "overloaded", "Too many searches at once",
                detail: "the queue of searches is full; ask again in a moment")
            headers[.retryAfter] = "1"
        case is Damage:
            self.init(.internalServerError, "index_damaged", "A part of the index can't be read", detail: Self.told)
        case is StorageError:
            self.init(.internalServerError, "storage_failed", "The disk could not be read", detail: Self.told)
        case let error as any HTTPResponseError:
            self.init(error.status)
        default:
            self.init(.internalServerError, "internal", "The server failed", detail: Self.told)
        }
    }

    /// Refusals of the web framework itself, such as an address that no route has.
    private init(_ status: HTTPResponse.Status) {
        switch status {
        case .notFound:
            self.init(status, "not_found", "There is nothing here", detail: "no such route; /openapi.json lists those there are")
        case .contentTooLarge: self.init(status, "body_too_large", "The body is too large", detail: "send a smaller body")
        default: self.init(status, "http_\(status.code)", status.reasonPhrase, detail: status.reasonPhrase)
        }
    }

    private static let told = "the reason was logged under this request's id"

    var isOurs: Bool { status.code >= 500 }

    func response(requestID: String) -> Response {
        var writer = JSONWriter()
        writer.object { writer in
            for (name, text) in [("type", "urn:souk:problem:\(code)"), ("title", title)] {
                writer.key(name)
                writer.string(text)
            }
            writer.key("status")
            writer.number(status.code)
            for (name, text) in [("detail", detail), ("code", code)] {
                writer.key(name)
                writer.string(text)
            }
            writer.key("errors")
            writer.array { writer in
                for item in items { item.write(to: &writer) }
            }
            writer.key("requestId")
            writer.string(requestID)
        }
        var response = Response(bytes: writer.bytes, type: "application/problem+json", status: status)
        for field in headers { response.headers[field.name] = field.value }
        return response
    }
}

extension Problem.Item {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for (name, text) in [("field", field), ("code", code), ("message", message)] {
                writer.key(name)
                writer.string(text)
            }
            writer.key("position")
            if let position { writer.number(position) } else { writer.null() }
        }
    }
}

struct MethodNotAllowed: Error {
    let method: String
    let path: String
    let allowed: [String]
}

struct BodyTooLarge: Error {
    let limitBytes: Int
}

struct UnsupportedEncoding: Error {}

struct BrokenBody: Error {}
