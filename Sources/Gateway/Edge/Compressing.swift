import Dispatch
import HTTPTypes
import Hummingbird
import Platform

/// Sends text of some length gzipped to those who take it.
struct Compressing: RouterMiddleware {
    /// What fits into one packet gains nothing.
    static let leastBytes = 1400
    /// Half a millisecond of work. What takes longer is done on a thread of its own: the other connections of the event loop would
    /// wait for it.
    static let mostBytesOnLoop = 1 << 16

    func handle(
        _ request: Request, context: GatewayContext, next: (Request, GatewayContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard let length = response.body.contentLength, length >= Self.leastBytes, Self.isText(response),
            response.headers[.contentEncoding] == nil
        else { return response }
        response.headers[values: .vary].append("Accept-Encoding")
        guard Self.takesGzip(request.headers[values: .acceptEncoding]) else { return response }
        let plain = try await response.collectedBody()
        response.headers[.contentEncoding] = "gzip"
        response.headers[.contentLength] = nil
        // Other bytes than those that a strong tag was made of. What nobody keeps has tags for `If-Match` alone, which are numbers
        // of versions and not made of bytes; weak ones match nothing there.
        if let tag = response.headers[.eTag], !tag.hasPrefix("W/"), response.headers[.cacheControl] != "no-store" {
            response.headers[.eTag] = "W/" + tag
        }
        let packed = plain.count > Self.mostBytesOnLoop ? await Self.gzippedElsewhere(plain) : gzipped(plain)
        response.body = .init(byteBuffer: ByteBuffer(bytes: packed))
        return response
    }

    private static func gzippedElsewhere(_ plain: [UInt8]) async -> [UInt8] {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: gzipped(plain)) }
        }
    }

    private static func isText(_ response: Response) -> Bool {
        guard let type = response.headers[.contentType] else { return false }
        return type.hasPrefix("text/") || type.contains("json") || type.contains("javascript") || type.contains("svg")
    }

    /// RFC 9110, section 12.5.3: named, or `*`, with a weight above 0.
    static func takesGzip(_ fields: [String]) -> Bool {
        var isTaken: Bool?
        for part in fields.joined(separator: ",").split(separator: ",") {
            let pieces = part.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            guard let name = pieces.first, name == "gzip" || name == "*" else { continue }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            // What is said of gzip itself counts more than what is said of all.
            if name == "gzip" { return weight > 0 }
            isTaken = weight > 0
        }
        return isTaken ?? false
    }
}

extension Response {
    /// The bytes of the body, which may be sent as well.
    func collectedBody() async throws -> [UInt8] {
        let collected = Collected()
        try await body.write(Collecting(into: collected))
        return Array(collected.buffer.readableBytesView)
    }
}

private final class Collected {
    var buffer = ByteBuffer()
}

private struct Collecting: ResponseBodyWriter {
    let collected: Collected

    init(into collected: Collected) { self.collected = collected }

    mutating func write(_ buffer: ByteBuffer) async throws { collected.buffer.writeImmutableBuffer(buffer) }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
