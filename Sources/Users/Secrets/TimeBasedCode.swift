internal import Crypto
internal import Platform

/// Codes of six digits that an app on a phone shows (RFC 6238 with SHA-1 and steps of 30 s, which is what all apps know).
enum TimeBasedCode {
    static let stepSeconds: Int64 = 30
    /// Steps that a phone's clock may be off, either way.
    static let drift: Int64 = 1
    static let secretSize = 20

    static func step(at time: Timestamp) -> Int64 { time.microseconds / 1_000_000 / stepSeconds }

    static func code(_ secret: [UInt8], step: Int64, digits: Int = 6) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(mac[19] & 15)
        let bits = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        var modulus: UInt32 = 1
        for _ in 0..<digits { modulus *= 10 }
        let text = String(bits % modulus)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The step that a code is of, later than the last one used: a code is used once, and none before it after it.
    static func match(_ code: String, _ secret: [UInt8], at time: Timestamp, after last: Int64) -> Int64? {
        let now = step(at: time)
        var found: Int64?
        for candidate in (now - drift)...(now + drift) where candidate > last {
            if areEqual(Array(Self.code(secret, step: candidate).utf8), Array(code.utf8)) { found = candidate }
        }
        return found
    }
}
