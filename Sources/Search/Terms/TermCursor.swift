/// Walks the terms of a dictionary in order. One thread; the dictionary's segment must be held.
struct TermCursor {
    private let dictionary: TermDictionary
    /// The term the cursor is at.
    private(set) var term: [UInt8] = []
    private var block = -1
    /// Terms of the open block read so far; the cursor is at the last of them.
    private var place = 0
    private var length = 0
    private var terms: ByteReader
    /// Entries are read only up to the one that is asked for.
    private var entries: ByteReader
    private var entriesRead = 0
    private var lastEntry = TermEntry()

    init(_ dictionary: TermDictionary) {
        self.dictionary = dictionary
        terms = ByteReader(.empty)
        entries = ByteReader(.empty)
    }

    /// The term's place in the order of all.
    var ordinal: Int { block * TermDictionary.blockLength + place - 1 }

    func compareTerm(_ other: Bytes) -> Int { Bytes.of(term) { $0.compare(other) } }

    /// The next term's ordinal and entry, or nil at the end.
    mutating func next() throws(Damage) -> (ordinal: Int, entry: TermEntry)? {
        guard try advance() else { return nil }
        return (ordinal, try entry())
    }

    /// Moves to the next term. - Returns: false at the end.
    mutating func advance() throws(Damage) -> Bool {
        if place == length {
            guard block + 1 < dictionary.blockCount else {
                block = dictionary.blockCount
                (place, length) = (0, 0)
                return false
            }
            try enter(block: block + 1)
        }
        do {
            let shared = try terms.getCount(upTo: term.count)
            let rest = try terms.getBytes(try terms.getCount(upTo: TermDictionary.termSizeLimit))
            term.removeSubrange(shared...)
            term.append(contentsOf: rest.buffer)
        } catch {
            throw dictionary.damage(error)
        }
        place += 1
        return true
    }

    /// The entry of the term the cursor is at.
    mutating func entry() throws(Damage) -> TermEntry {
        do {
            while entriesRead < place {
                lastEntry = try TermEntry(&entries, after: lastEntry, hasFrequencies: dictionary.hasFrequencies)
                entriesRead += 1
            }
        } catch {
            throw dictionary.damage(error)
        }
        return lastEntry
    }

    /// Moves to the term at a place in the order, 0 ..< count, which is behind the one the cursor is at.
    mutating func move(to ordinal: Int) throws(Damage) {
        let wanted = ordinal / TermDictionary.blockLength
        if wanted != block { try enter(block: wanted) }
        while self.ordinal < ordinal {
            guard try advance(), block == wanted else {
                throw dictionary.damage(Malformed(offset: 0, reason: "term \(ordinal) is missing"))
            }
        }
    }

    /// Stands before the first term of a block.
    mutating func enter(block: Int) throws(Damage) {
        self.block = block
        (place, entriesRead, lastEntry) = (0, 0, TermEntry())
        term.removeAll(keepingCapacity: true)
        do {
            terms = dictionary.reader(of: block)
            let size = try terms.getCount(upTo: terms.remaining)
            length = dictionary.termCount(of: block)
            entries = terms
            _ = try entries.getBytes(size)
        } catch {
            throw dictionary.damage(error)
        }
    }

    /// Moves to the first term that is not less than `target`, which must not be before the term the cursor is at.
    /// - Returns: false where there is none.
    mutating func seek(_ target: Bytes) throws(Damage) -> Bool {
        guard dictionary.count > 0, block < dictionary.blockCount else { return false }
        let found = try dictionary.block(for: target, from: max(block, 0))
        if found != block { try enter(block: found) }
        return try scan(to: target)
    }

    /// Reads on within the block. A term that shares more with the one before it than that one shares with the target is
    /// on the same side of the target, so its bytes need not be looked at.
    private mutating func scan(to target: Bytes) throws(Damage) -> Bool {
        var matched = commonPrefix(target)
        if place > 0, compareTerm(target) >= 0 { return true }
        do {
            while place < length {
                let shared = try terms.getCount(upTo: TermDictionary.termSizeLimit)
                let rest = try terms.getBytes(try terms.getCount(upTo: TermDictionary.termSizeLimit))
                place += 1
                if shared > matched, place > 1 { continue }
                let here = Swift.min(shared, matched)
                let ahead = target[here..<target.count]
                if shared < matched || rest.compare(ahead) >= 0 {
                    setTerm(target, here, rest)
                    return true
                }
                matched = here + rest.commonPrefix(ahead)
            }
        } catch {
            throw dictionary.damage(error)
        }
        term.removeAll(keepingCapacity: true)
        return try advance()
    }

    private mutating func setTerm(_ target: Bytes, _ shared: Int, _ rest: Bytes) {
        term.removeAll(keepingCapacity: true)
        term.append(contentsOf: target[0..<shared].buffer)
        term.append(contentsOf: rest.buffer)
    }

    private func commonPrefix(_ target: Bytes) -> Int { Bytes.of(term) { $0.commonPrefix(target) } }
}
