internal import Crypto
internal import Foundation
internal import Platform

/// A text that opens something: a token, a key, a recovery code. It shows itself only to who asks for `text`; printed, logged or
/// put into an error it is `(secret)`.
package struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package let text: String

    package init(_ text: String) { self.text = text }

    /// Of the system's own source of random numbers, in base64url.
    static func random(bytes count: Int = 32) -> Secret { Secret(Base64URL.encode(randomBytes(count))) }

    /// What a database stores of it. No salt and no slow hash: these secrets are random and have 80 bits at least, so there is
    /// nothing to guess.
    var hash: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }

    package var description: String { "(secret)" }
    package var debugDescription: String { "(secret)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// On Linux `SystemRandomNumberGenerator` is `getrandom`.
func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}

/// RFC 4648 §6 without padding: what people type off a screen.
enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        var bits = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | Int(byte)
            count += 8
            while count >= 5 {
                count -= 5
                result.append(alphabet[bits >> count & 31])
            }
            bits &= (1 << count) - 1
        }
        if count > 0 { result.append(alphabet[bits << (5 - count) & 31]) }
        return String(decoding: result, as: UTF8.self)
    }
}

/// In a time that tells nothing of where they differ.
func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count == b.count else { return false }
    var difference: UInt8 = 0
    for (x, y) in zip(a, b) { difference |= x ^ y }
    return difference == 0
}
