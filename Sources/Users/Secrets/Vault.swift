internal import Crypto
internal import Foundation

/// Seals what the server must read again, and so can't hash: private keys of tokens, secrets of second factors and of signed
/// search keys. The key comes from the server's configuration, so that who gets the database, or a backup of it, has none of
/// them. Without a key they are stored as they are: a single server whose database lies beside its configuration gains nothing.
package struct Vault: Sendable {
    private let key: SymmetricKey?

    /// - Parameter key: 32 bytes, the same on all servers of one database; nil stores in the open.
    package init?(key: [UInt8]?) {
        guard let key else {
            self.key = nil
            return
        }
        guard key.count == 32 else { return nil }
        self.key = SymmetricKey(data: key)
    }

    private init() { key = nil }

    package static let open = Vault()

    /// What is in the database can't be read with the key this server has.
    struct Unreadable: Error, CustomStringConvertible {
        let label: String
        var description: String { "\(label) is sealed with another key than this server's; give it the key that it was sealed with" }
    }

    private enum Form { static let open: UInt8 = 0, sealed: UInt8 = 1 }

    /// A byte of form, then the bytes or what AES-256-GCM makes of them. `label` says what it is and whose: a value moved to
    /// another row doesn't open.
    func seal(_ bytes: [UInt8], _ label: String) throws -> [UInt8] {
        guard let key else { return [Form.open] + bytes }
        let box = try AES.GCM.seal(bytes, using: key, authenticating: Array(label.utf8))
        guard let combined = box.combined else { throw Unreadable(label: label) }
        return [Form.sealed] + combined
    }

    func open(_ stored: [UInt8], _ label: String) throws(Unreadable) -> [UInt8] {
        switch (stored.first, key) {
        case (Form.open, _): return Array(stored.dropFirst())
        case (Form.sealed, let key?):
            guard let box = try? AES.GCM.SealedBox(combined: stored.dropFirst()),
                let bytes = try? AES.GCM.open(box, using: key, authenticating: Array(label.utf8))
            else { throw Unreadable(label: label) }
            return Array(bytes)
        default: throw Unreadable(label: label)
        }
    }
}
