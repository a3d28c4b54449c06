import HTTPTypes
import Hummingbird

/// Bytes that stay the same for the life of the process, with a tag by which browsers know them again.
struct StoredFile: Sendable {
    let bytes: [UInt8]
    let type: String
    let tag: String

    init(_ bytes: [UInt8], _ type: String) {
        self.bytes = bytes
        self.type = type
        // FNV-1a, 64 bits: tells versions of a file apart, no more.
        let hash = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        tag = "\"\(String(hash, radix: 16))\""
    }

    func response(to request: Request) -> Response {
        let known = request.headers[.ifNoneMatch].map { $0.split(separator: ",").map { $0.drop { $0 == " " } } } ?? []
        let isKnown = known.contains { $0 == tag || $0 == "W/" + tag || $0 == "*" }
        var response = isKnown ? Response(status: .notModified) : Response(bytes: bytes, type: type)
        response.headers[.eTag] = tag
        response.headers[.cacheControl] = "no-cache"
        return response
    }
}
