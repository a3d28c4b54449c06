/// The terms of a dictionary that stand for one that was asked.
extension TermDictionary {
    /// Calls `body` with each term that begins with `prefix`, in order.
    func forEach(prefix: [UInt8], _ body: (TermCursor, TermEntry) throws -> Void) throws {
        var cursor = try Bytes.of(prefix) { bytes throws(Damage) in try seek(bytes) }
        while let next = try cursor.next() {
            guard cursor.term.starts(with: prefix) else { return }
            try body(cursor, next.entry)
        }
    }

    /// Calls `body` with each term within `limit` edits of `pattern` (see `EditDistance`), in order.
    func forEach(
        near pattern: [UInt8], limit: Int, prefixLength: Int, _ body: ([UInt8], TermEntry, Int) throws -> Void
    ) throws {
        var distance = EditDistance(pattern, limit: limit, prefixLength: prefixLength)
        var cursor = cursor()
        var skipped = 0
        var dead: [UInt8]?
        while let next = try cursor.next() {
            let term = cursor.term
            if let prefix = dead {
                if term.starts(with: prefix) {
                    skipped += 1
                    // Behind a long stretch of hopeless terms a search is cheaper than walking on.
                    if skipped > 2 * Self.blockLength {
                        guard let after = Self.successor(of: prefix) else { return }
                        cursor = try Bytes.of(after) { bytes throws(Damage) in try seek(bytes) }
                        dead = nil
                    }
                    continue
                }
                dead = nil
            }
            switch distance.judge(term) {
            case .near(let edits): try body(term, next.entry, edits)
            case .far: break
            case .dead(let size):
                dead = Array(term[..<size])
                skipped = 0
            }
        }
    }

    /// The least byte string after all that begin with `prefix`.
    private static func successor(of prefix: [UInt8]) -> [UInt8]? {
        var bytes = prefix
        while let last = bytes.last {
            if last < 0xFF {
                bytes[bytes.count - 1] = last + 1
                return bytes
            }
            bytes.removeLast()
        }
        return nil
    }
}
