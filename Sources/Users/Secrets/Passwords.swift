internal import Foundation
internal import Glibc
internal import Platform

package struct PasswordHashing: Sendable {
    package var argon2 = Argon2Settings()
    /// Hashes at once; each takes a processor. Half of them at most, so that logins leave the rest to searches.
    package var threads = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) / 2)
    /// Logins that may wait for a thread: at 20 ms each, 64 are the patience of a person.
    package var waitingLimit = 64

    package init() {}
}

/// Which passwords are taken.
package struct PasswordPolicy: Sendable {
    /// Whether a password is known from a breach. Called off the cooperative pool, so it may read a file.
    package let isBreached: @Sendable (_ password: String) throws -> Bool

    package static let minimumCharacters = 10
    package static let maximumBytes = 1024

    package init(isBreached: @escaping @Sendable (_ password: String) throws -> Bool = { _ in false }) {
        self.isBreached = isBreached
    }

    /// As NIST SP 800-63B §3.1.1 has it: length and known breaches, no rules on kinds of characters.
    func check(_ password: String, email: String?) throws {
        func refusal(_ code: String, _ detail: String) -> Refusal {
            Refusal(.invalid, code: "invalid_password", detail: detail, fields: [.init("password", code: code, detail: detail)])
        }
        guard password.utf8.count <= Self.maximumBytes else {
            throw refusal("too_long", "a password has at most \(Self.maximumBytes) bytes")
        }
        guard password.count >= Self.minimumCharacters else {
            throw refusal("too_short", "a password has at least \(Self.minimumCharacters) characters")
        }
        if let email {
            let lower = password.lowercased()
            guard lower != email, lower != email.prefix(while: { $0 != "@" }) else {
                throw refusal("is_email", "the password must not be the email address")
            }
        }
        guard try !isBreached(password) else {
            throw refusal("breached", "this password is known from a breach of another site; take another one")
        }
    }
}

/// Hashes and checks passwords on threads of their own.
final class Passwords: Sendable {
    private let hashing: PasswordHashing
    private let policy: PasswordPolicy
    private let threads: PasswordThreads
    private let decoy: String

    init(hashing: PasswordHashing, policy: PasswordPolicy) {
        self.hashing = hashing
        self.policy = policy
        threads = PasswordThreads(count: hashing.threads, waitingLimit: hashing.waitingLimit)
        decoy = Argon2.decoy(hashing.argon2)
    }

    /// Passwords hashed and checked so far.
    var count: Int { threads.begun }

    /// What is stored of a new password, where the policy takes it.
    func hash(_ password: String, email: String?) async throws -> String {
        try await threads.run { [hashing, policy] in
            try policy.check(password, email: email)
            return try Argon2.hash(Self.bytes(password), hashing.argon2)
        }
    }

    /// Whether it is the one stored; `renewed` is what to store from now on where the settings have changed since. Where nothing
    /// is stored it takes as long, and is false.
    func check(_ password: String, against stored: String?) async throws -> (isRight: Bool, renewed: String?) {
        // No password is that long, but somebody asks: hashing it would cost us more than it costs them.
        let isPossible = password.utf8.count <= PasswordPolicy.maximumBytes
        return try await threads.run { [hashing, decoy] in
            let bytes = isPossible ? Self.bytes(password) : []
            let isRight = try Argon2.verify(bytes, stored ?? decoy) && stored != nil && isPossible
            guard isRight, let stored, Argon2Settings(encoded: stored) != hashing.argon2 else { return (isRight, nil) }
            return (true, try Argon2.hash(bytes, hashing.argon2))
        }
    }

    /// In compatible composition: keyboards differ in how they compose what people take for the same letters.
    private static func bytes(_ password: String) -> [UInt8] { Array(password.precomposedStringWithCompatibilityMapping.utf8) }
}
