import HTTPTypes
import Hummingbird
import Platform
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
        if let problem = Self.ofRequest(error) ?? Self.ofSettings(error) ?? Self.ofLoad(error) {
            self = problem
            return
        }
        switch error {
        case let error as Refusal: self.init(of: error)
        case is Damage:
            self.init(.internalServerError, "index_damaged", "A part of the index can't be read", detail: Self.told)
        case is StorageError:
            self.init(.internalServerError, "storage_failed", "The disk could not be read", detail: Self.told)
        case let error as any HTTPResponseError: self.init(error.status)
        default: self.init(.internalServerError, "internal", "The server failed", detail: Self.told)
        }
    }

    /// What can't be taken as it was sent.
    private static func ofRequest(_ error: any Error) -> Problem? {
        switch error {
        case let error as RequestError:
            var problem = Problem(.badRequest, "invalid_request", "The request can't be understood", detail: error.description)
            problem.items = [Item(field: error.parameter, code: error.code, message: error.message, position: error.position)]
            return problem
        case let error as MethodNotAllowed:
            var problem = Problem(
                .methodNotAllowed, "method_not_allowed", "The method does not exist here",
                detail: "\(error.method) \(error.path) does not exist; allowed: \(error.allowed.joined(separator: ", "))")
            problem.headers[.allow] = error.allowed.joined(separator: ", ")
            return problem
        case let error as BodyTooLarge:
            return Problem(
                .contentTooLarge, "body_too_large", "The body is too large", detail: "a body has at most \(error.limitBytes) bytes")
        case is BodyTooSlow:
            return Problem(
                .requestTimeout, "body_too_slow", "The body came too slowly",
                detail: "send it again, over a faster way or in smaller parts")
        case is BrokenBody:
            return Problem(
                .badRequest, "broken_body", "The body can't be read", detail: "the body is no well-formed HTTP, or ended too soon")
        case is UnsupportedType:
            return Problem(
                .unsupportedMediaType, "unsupported_type", "The body's type is not understood",
                detail: "send JSON, with Content-Type: application/json")
        case is UnsupportedEncoding:
            return Problem(
                .unsupportedMediaType, "unsupported_encoding", "The body's encoding is not understood",
                detail: "send the body as it is, or with Content-Encoding gzip or zstd")
        case let error as DecompressionFailure:
            return Problem(
                .badRequest, "broken_body", "The body can't be read", detail: "the body is no sound \(error.format): \(error.reason)")
        default: return nil
        }
    }

    private static func ofSettings(_ error: any Error) -> Problem? {
        switch error {
        case let error as SettingsError:
            var problem = Problem(.badRequest, "invalid_settings", "The settings can't be taken", detail: error.description)
            problem.items = error.problems.map { Item(field: $0.place, code: $0.code.rawValue, message: $0.message) }
            return problem
        case let error as SettingsStore.Conflict:
            var problem = Problem(
                .preconditionFailed, "settings_changed", "The settings were changed meanwhile", detail: error.description)
            problem.headers[.eTag] = "\"\(error.revision)\""
            return problem
        case let error as NoSuchItem:
            return Problem(.notFound, "not_found", "There is nothing here", detail: "no \(error.kind) '\(error.id.prefix(128))'")
        case let error as ItemExists:
            return Problem(
                .conflict, "already_there", "The id is taken",
                detail: "there is a \(error.kind) '\(error.id)' already; replace it with PUT, or leave the id out to get another")
        case is SettingsBusy:
            return again("settings_busy", "The settings are being changed", "another change of the settings is under way")
        default: return nil
        }
    }

    /// What may be answered in a moment.
    private static func ofLoad(_ error: any Error) -> Problem? {
        switch error {
        case is ServedIndex.NotReady:
            return again("index_not_ready", "There is no index yet", "the server waits for the first commit of its index")
        case is Overloaded: return again("overloaded", "Too many requests at once", "the server has its hands full")
        case is SearchThreads.Overload: return again("overloaded", "Too many searches at once", "the queue of searches is full")
        case let error as TooManyRequests:
            var problem = Problem(
                .tooManyRequests, "too_many_requests", "Too many requests",
                detail: "\(error.verdict.limit.perMinute) requests a minute are allowed; Retry-After says when the next one is")
            for (name, value) in error.verdict.headers { problem.headers[name] = value }
            return problem
        default: return nil
        }
    }

    private static func again(_ code: String, _ title: String, _ reason: String) -> Problem {
        var problem = Problem(.serviceUnavailable, code, title, detail: "\(reason); ask again in a moment")
        problem.headers[.retryAfter] = "1"
        return problem
    }

    /// Refusals of the modules.
    private init(of refusal: Refusal) {
        var (status, title) = Self.forms[refusal.kind] ?? (.internalServerError, "The server failed")
        // Modules know of versions, and only HTTP has a status of its own for them.
        if refusal.code == "version_mismatch" { (status, title) = (.preconditionFailed, "It was changed meanwhile") }
        self.init(status, refusal.code, title, detail: refusal.detail)
        items = refusal.fields.map { Item(field: $0.path, code: $0.code, message: $0.detail) }
        if let wait = refusal.retryAfter { headers[.retryAfter] = "\(max(1, wait.secondsRoundedUp))" }
        if refusal.kind == .unauthenticated { headers[.wwwAuthenticate] = "Bearer" }
    }

    private static let forms: [Refusal.Kind: (HTTPResponse.Status, String)] = [
        .invalid: (.badRequest, "The request can't be understood"),
        .unauthenticated: (.unauthorized, "Who asks is not known"),
        .forbidden: (.forbidden, "This is not allowed"),
        .notFound: (.notFound, "There is nothing here"),
        .conflict: (.conflict, "This collides with what is there"),
        .gone: (.gone, "This is no more"),
        .unprocessable: (.unprocessableContent, "This can't be done"),
        .tooMany: (.tooManyRequests, "Too many requests"),
        .unavailable: (.serviceUnavailable, "Not at this moment"),
    ]

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

struct BodyTooSlow: Error {}
