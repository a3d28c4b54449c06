internal import Crypto
internal import Glibc

/// Passwords known from breaches, as haveibeenpwned.com gives them for download: a line for each, `SHA-1:COUNT` in capital
/// hexadecimal digits, in order. Looked up in the file by bisection, some thirty reads of one block each; nothing of a password
/// leaves the machine.
package struct BreachedPasswords: Sendable {
    package struct Failure: Error, CustomStringConvertible {
        package let path: String
        package let reason: String
        package var description: String { "\(path): \(reason)" }
    }

    private let file: OpenFile
    private static let hashLength = 40
    /// Longer than any line: the hash, a colon, a count, the end of the line.
    private static let lineLimit = 80

    package init(path: String) throws(Failure) {
        file = try OpenFile(path)
        let first = try file.read(at: 0, count: Self.hashLength)
        guard file.size == 0 || Self.isHash(first) else {
            throw Failure(path: path, reason: "it does not begin with a SHA-1 in capital hexadecimal digits")
        }
    }

    package var policy: PasswordPolicy { PasswordPolicy { password in try contains(password) } }

    package func contains(_ password: String) throws(Failure) -> Bool {
        let digits = Array("0123456789ABCDEF".utf8)
        let wanted = Insecure.SHA1.hash(data: Array(password.utf8)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        // Both at starts of lines: what is wanted is in a line that begins in between.
        var (low, high) = (0, file.size)
        while low < high {
            let start = try startOfLine(around: low + (high - low) / 2, notBefore: low)
            let line = try file.read(at: start, count: Self.lineLimit)
            let hash = line.prefix(Self.hashLength)
            guard Self.isHash(hash) else { throw Failure(path: file.path, reason: "byte \(start): no SHA-1 where a line begins") }
            if hash.elementsEqual(wanted) { return true }
            if wanted.lexicographicallyPrecedes(hash) {
                high = start
            } else {
                guard let end = line.firstIndex(of: UInt8(ascii: "\n")) else { return false }
                low = start + end + 1
            }
        }
        return false
    }

    private func startOfLine(around place: Int, notBefore low: Int) throws(Failure) -> Int {
        let from = max(low, place - Self.lineLimit)
        let bytes = try file.read(at: from, count: place - from)
        guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return from }
        return from + end + 1
    }

    private static func isHash(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.count == hashLength && bytes.allSatisfy { "0123456789ABCDEF".utf8.contains($0) }
    }
}

/// Read from any thread at any place; closed with the last who has it.
private final class OpenFile: Sendable {
    let path: String
    let size: Int
    private let descriptor: Int32

    init(_ path: String) throws(BreachedPasswords.Failure) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw BreachedPasswords.Failure(path: path, reason: "it can't be opened (error \(errno))") }
        size = Int(lseek(descriptor, 0, SEEK_END))
    }

    deinit { close(descriptor) }

    func read(at offset: Int, count: Int) throws(BreachedPasswords.Failure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let got = pread(descriptor, &bytes, count, off_t(offset))
        guard got >= 0 else { throw BreachedPasswords.Failure(path: path, reason: "byte \(offset): it can't be read (error \(errno))") }
        return Array(bytes.prefix(got))
    }
}
