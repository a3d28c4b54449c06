/// The terms of a dictionary that stand for one that was asked.
extension TermDictionary {
    /// Calls `body` with each term that begins with `prefix`, in order, until it says false.
    func forEach(prefix: [UInt8], _ body: (_ term: [UInt8], TermEntry) throws -> Bool) throws {
        var cursor = cursor()
        var isThere = try Bytes.of(prefix) { bytes throws(Damage) in try cursor.seek(bytes) }
        while isThere, cursor.term.starts(with: prefix) {
            guard try body(cursor.term, try cursor.entry()) else { return }
            isThere = try cursor.advance()
        }
    }
}
