internal import CArgon2
internal import Platform

/// Argon2id (RFC 9106) by its reference library, with the settings in the text that is stored:
/// `$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH`.
package struct Argon2Settings: Hashable, Sendable {
    package var memoryKibibytes: UInt32
    package var passes: UInt32
    package var lanes: UInt32

    /// What OWASP's Password Storage Cheat Sheet gives as the least: 19 MiB, two passes, one lane.
    package init(memoryKibibytes: UInt32 = 19 * 1024, passes: UInt32 = 2, lanes: UInt32 = 1) {
        self.memoryKibibytes = memoryKibibytes
        self.passes = passes
        self.lanes = lanes
    }

    /// Nil where the text is none, or asks for more than a server should be made to spend: it comes from a database.
    init?(encoded: String) {
        guard let match = encoded.prefixMatch(of: /\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$/),
            let memory = UInt32(match.1), let passes = UInt32(match.2), let lanes = UInt32(match.3), memory <= 1 << 20, passes <= 100
        else { return nil }
        self.init(memoryKibibytes: memory, passes: passes, lanes: lanes)
    }
}

enum Argon2 {
    static let saltSize = 16
    static let hashSize = 32

    struct Failure: Error, CustomStringConvertible {
        let code: Int32
        var description: String { "Argon2 failed (\(code))" }
    }

    static func hash(_ password: [UInt8], _ settings: Argon2Settings) throws(Failure) -> String {
        let salt = randomBytes(saltSize)
        var encoded = [CChar](repeating: 0, count: 256)
        let code = argon2id_hash_encoded(
            settings.passes, settings.memoryKibibytes, settings.lanes, password, password.count, salt, salt.count, hashSize, &encoded,
            encoded.count)
        guard code == ARGON2_OK.rawValue else { throw Failure(code: code) }
        return String(decoding: encoded.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Whether the password is the one that was hashed. Takes the time that its settings say, also where it is not.
    static func verify(_ password: [UInt8], _ encoded: String) throws(Failure) -> Bool {
        guard Argon2Settings(encoded: encoded) != nil, !encoded.utf8.contains(0) else { return false }
        let code = argon2id_verify(encoded, password, password.count)
        switch code {
        case ARGON2_OK.rawValue: return true
        case ARGON2_VERIFY_MISMATCH.rawValue: return false
        default: throw Failure(code: code)
        }
    }

    /// A text that no password has, and that costs as much to try as a real one: for accounts that do not exist.
    static func decoy(_ settings: Argon2Settings) -> String {
        func base64(_ count: Int) -> String {
            Base64URL.encode(randomBytes(count)).replacing("-", with: "+").replacing("_", with: "/")
        }
        let parameters = "m=\(settings.memoryKibibytes),t=\(settings.passes),p=\(settings.lanes)"
        return "$argon2id$v=19$\(parameters)$\(base64(saltSize))$\(base64(hashSize))"
    }
}
