internal import Crypto
internal import Foundation
internal import Platform

/// An API key as its holder has it: `souk_PREFIX_SECRET`. The prefix, 12 characters of base 32, names it and may be seen; the
/// secret is 32 random bytes, of which the server keeps SHA-256. They are in base 32 too, and not in base64url, so that each `_`
/// is between two parts, however a backend takes a key apart, and a double click takes all of it.
struct KeyText {
    static let mark = "souk_"
    static let prefixLength = 12
    static let secretLength = 52

    let prefix: String
    let secret: Secret

    static func random() -> KeyText {
        let prefix = Base32.encode(randomBytes(8)).lowercased().prefix(prefixLength)
        return KeyText(prefix: String(prefix), secret: Secret(Base32.encode(randomBytes(32)).lowercased()))
    }

    private init(prefix: String, secret: Secret) {
        self.prefix = prefix
        self.secret = secret
    }

    /// Nil where the text has another form.
    init?(_ text: String) {
        guard text.utf8.count <= 100, text.hasPrefix(Self.mark) else { return nil }
        let rest = text.dropFirst(Self.mark.count)
        let prefix = rest.prefix(Self.prefixLength)
        guard Self.isPrefix(prefix), rest.dropFirst(Self.prefixLength).first == "_" else { return nil }
        let secret = rest.dropFirst(Self.prefixLength + 1)
        guard secret.utf8.count == Self.secretLength, Self.isBase32(secret) else { return nil }
        self.init(prefix: String(prefix), secret: Secret(String(secret)))
    }

    var text: Secret { Secret(Self.mark + prefix + "_" + secret.text) }

    static func isPrefix(_ text: some StringProtocol) -> Bool {
        text.utf8.count == prefixLength && isBase32(text)
    }

    private static func isBase32(_ text: some StringProtocol) -> Bool {
        text.utf8.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "2")...UInt8(ascii: "7")).contains($0)
        }
    }
}

/// A search key that a backend made by itself from one of its keys, for a browser or for one of its customers:
///
///     base64url( HMAC-SHA256(SHA-256(secret), parameters)  32 bytes
///                prefix of the parent                       12 bytes
///                parameters                                 JSON: {"filter": "...", "expiresAt": 1764000000,
///                                                                  "maxHits": 100, "userToken": "..."} )
///
/// where `secret` is what stands after the second `_` of the parent, as text. It may search and nothing else, under its parent's
/// filter and its own, until the earlier of both ends. All parameters may be left out.
///
/// The HMAC's key is the hash that the server keeps, so the server needs no secret to check one. It follows that who gets that
/// hash could sign search keys of this parent, though never use the parent itself, to write or administer; that is why the hash
/// is sealed (`Vault`) where the server has a key to seal with.
struct SignedKey {
    let prefix: String
    let parameters: [UInt8]
    let mac: [UInt8]

    struct Parameters: Codable {
        var filter: String?
        /// Seconds since 1970.
        var expiresAt: Int64?
        var maxHits: Int?
        var userToken: String?
    }

    private static let macSize = 32
    private static let sizeLimit = 8192

    init?(_ text: String) {
        guard text.utf8.count <= Self.sizeLimit, let bytes = Base64URL.decode(text), bytes.count > Self.macSize + KeyText.prefixLength
        else { return nil }
        let prefix = String(decoding: bytes[Self.macSize..<Self.macSize + KeyText.prefixLength], as: UTF8.self)
        guard KeyText.isPrefix(prefix) else { return nil }
        self.prefix = prefix
        mac = Array(bytes[..<Self.macSize])
        parameters = Array(bytes[(Self.macSize + KeyText.prefixLength)...])
    }

    func isSigned(with secretHash: [UInt8]) -> Bool { areEqual(Self.mac(parameters, secretHash), mac) }

    /// A parameter of another name is refused: a restriction that somebody misspelled must not be taken for none.
    func read() throws -> Parameters {
        let object = try JSONSerialization.jsonObject(with: Data(parameters)) as? [String: Any]
        guard let object, Set(object.keys).isSubset(of: ["filter", "expiresAt", "maxHits", "userToken"]) else { throw Refusal.invalidKey }
        return try JSONDecoder().decode(Parameters.self, from: Data(parameters))
    }

    static func mac(_ parameters: [UInt8], _ secretHash: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: parameters, using: SymmetricKey(data: secretHash)))
    }
}
