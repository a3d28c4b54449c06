import HTTPTypes
import Hummingbird
import Platform
import Search

extension Response {
    init(bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok) {
        self.init(status: status, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// An answer of this moment, which nobody should keep.
    init(json: [UInt8], status: HTTPResponse.Status = .ok) {
        self.init(bytes: json, type: "application/json", status: status)
        headers[.cacheControl] = "no-store"
    }
}

extension HTTPField.Name {
    // Each is a token as RFC 9110 has it, and the initialiser asks no more.
    static let requestID = HTTPField.Name("X-Request-Id")!
    static let frameOptions = HTTPField.Name("X-Frame-Options")!
    static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
    static let resourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy")!
}

/// How slowly a body may come. It is looked at with each part that comes, since a connection on which nothing comes is closed: no
/// timer is needed for bodies that come at once, as nearly all do.
struct BodyPace: Sendable {
    let patience: Duration
    /// Gains more time.
    let bytesPerSecond: Int

    static let usual = BodyPace(patience: .seconds(30), bytesPerSecond: 10 << 10)

    func allows(_ bytes: Int, after elapsed: Duration) -> Bool {
        elapsed <= patience + .milliseconds(1000 * bytes / bytesPerSecond)
    }
}

extension Request {
    /// The whole body, unpacked where it is gzip or zstd. - Throws: `BodyTooLarge`, before reading it where its length is
    /// announced, and where it unpacks to more; `UnsupportedEncoding`; `DecompressionFailure`; `BrokenBody`, where what the
    /// caller sends is no HTTP or ends too soon; `BodyTooSlow`.
    func body(upTo limitBytes: Int, pace: BodyPace = .usual) async throws -> [UInt8] {
        let decompressor: (any Decompressor)?
        switch headers[.contentEncoding]?.lowercased() {
        case nil, "identity": decompressor = nil
        case "gzip": decompressor = Gzip()
        case "zstd": decompressor = Zstd()
        default: throw UnsupportedEncoding()
        }
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > limitBytes { throw BodyTooLarge(limitBytes: limitBytes) }
        var bytes: [UInt8] = []
        let start = monotonicNanoseconds()
        do {
            for try await part in body {
                guard pace.allows(bytes.count, after: .nanoseconds(monotonicNanoseconds() - start)) else { throw BodyTooSlow() }
                guard bytes.count + part.readableBytes <= limitBytes else { throw BodyTooLarge(limitBytes: limitBytes) }
                bytes.append(contentsOf: part.readableBytesView)
            }
        } catch let error as BodyTooLarge {
            throw error
        } catch let error as BodyTooSlow {
            throw error
        } catch {
            throw BrokenBody()
        }
        guard let decompressor else { return bytes }
        do { return try decompressed(bytes, by: decompressor, upTo: limitBytes) } catch let error as TooLong {
            throw BodyTooLarge(limitBytes: error.limitBytes)
        }
    }
}
