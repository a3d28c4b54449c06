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

    /// Calls `body` with each term within `limit` edits of `pattern`, of which the first `prefixLength` code points must
    /// be the same, in order: see `LevenshteinAutomaton`. Patterns too long for it match themselves alone.
    /// - Parameter goesOn: asked now and then; false ends the walk early.
    func forEach(
        near pattern: [UInt8], limit: Int, prefixLength: Int, while goesOn: () -> Bool = { true },
        _ body: (_ term: [UInt8], TermEntry, _ edits: Int) throws -> Void
    ) throws {
        let prefixLength = max(prefixLength, 0)
        let scalars = String(decoding: pattern, as: UTF8.self).unicodeScalars
        let fixed = Array(String(String.UnicodeScalarView(scalars.prefix(prefixLength))).utf8)
        // Beginnings in common change no distance, so only what follows them is compared.
        guard let automaton = LevenshteinAutomaton(scalars.dropFirst(prefixLength).map(\.value), limit: limit) else {
            if let found = try find(pattern) { try body(pattern, found.entry, 0) }
            return
        }
        var walk = NearWalk(self, automaton, after: fixed)
        var count = 0
        while let edits = try walk.next() {
            if edits >= 0 { try body(walk.term, try walk.entry(), edits) }
            count += 1
            if count & 255 == 0, !goesOn() { return }
        }
    }
}

/// Walks the terms of a dictionary that an automaton accepts, seeking past those it cannot accept.
private struct NearWalk {
    private let dictionary: TermDictionary
    private let automaton: LevenshteinAutomaton
    private let fixed: [UInt8]
    private var cursor: TermCursor
    private var isBeyond = false
    /// The state before each code point of the term behind `fixed`, and at its end; where each begins, and what it is.
    private var states: [LevenshteinAutomaton.State]
    private var starts: [Int]
    private var scalars: [UInt32] = []
    private var target: [UInt8]

    init(_ dictionary: TermDictionary, _ automaton: LevenshteinAutomaton, after fixed: [UInt8]) {
        self.dictionary = dictionary
        self.automaton = automaton
        self.fixed = fixed
        cursor = dictionary.cursor()
        states = [automaton.start]
        starts = [fixed.count]
        target = fixed
    }

    var term: [UInt8] { cursor.term }

    mutating func entry() throws(Damage) -> TermEntry { try cursor.entry() }

    /// Goes one step on. - Returns: the edits of the term arrived at, -1 where it is not accepted, nil at the end.
    mutating func next() throws(Damage) -> Int? {
        if isBeyond { return nil }
        let goesOn = cursor.ordinal >= 0
        let isThere = try target.isEmpty && goesOn
            ? cursor.advance()
            : Bytes.of(target) { bytes throws(Damage) in
                // Every step leads on, whatever the bytes are: else the walk might not end.
                if goesOn, cursor.compareTerm(bytes) >= 0 {
                    throw dictionary.damage(Malformed(offset: 0, reason: "term \(cursor.ordinal) is no UTF-8"))
                }
                return try cursor.seek(bytes)
            }
        guard isThere, cursor.term.starts(with: fixed) else { return nil }
        target.removeAll(keepingCapacity: true)
        guard read() else {
            isBeyond = !aim()
            return -1
        }
        return automaton.edits(states[states.count - 1]) ?? -1
    }

    /// Runs the automaton over the term, from where it differs from the last one.
    /// - Returns: false where it died: the last code point read is the one it died of.
    private mutating func read() -> Bool {
        let term = cursor.term
        var at = fixed.count
        var depth = 0
        var isShared = true
        while at < term.count {
            let (scalar, size) = term.scalar(at: at)
            if isShared, depth < scalars.count, scalars[depth] == scalar, depth + 1 < states.count {
                depth += 1
                at += size
                continue
            }
            if isShared {
                isShared = false
                cut(to: depth)
            }
            let state = automaton.step(states[depth], scalar)
            scalars.append(scalar)
            guard automaton.isAlive(state) else { return false }
            at += size
            depth += 1
            states.append(state)
            starts.append(at)
        }
        if isShared { cut(to: depth) }
        return true
    }

    private mutating func cut(to depth: Int) {
        scalars.removeSubrange(min(depth, scalars.count)...)
        states.removeSubrange((depth + 1)...)
        starts.removeSubrange((depth + 1)...)
    }

    /// Makes `target` the least string behind the dead term that may begin an accepted one. - Returns: false: there is none.
    private mutating func aim() -> Bool {
        var depth = scalars.count - 1
        while depth >= 0 {
            let state = states[depth]
            let start = starts[depth]
            if automaton.isOpen(state) {
                // Any code point leads on: the next one there is.
                target = Array(cursor.term[..<start])
                target.append(scalar: scalars[depth])
                if target.increment(from: start) { return true }
            } else if let next = automaton.next(after: scalars[depth], from: state) {
                target = Array(cursor.term[..<start])
                extend(from: state, by: next)
                return true
            }
            depth -= 1
        }
        return false
    }

    /// As long as only some code points lead on, the least of them must come.
    private mutating func extend(from state: LevenshteinAutomaton.State, by first: UInt32) {
        var state = state
        var scalar: UInt32? = first
        while let next = scalar {
            target.append(scalar: next)
            state = automaton.step(state, next)
            scalar = automaton.isOpen(state) || automaton.edits(state) != nil ? nil : automaton.next(after: nil, from: state)
        }
    }
}

extension [UInt8] {
    /// The code point at a place of UTF-8, and its size; a byte that begins none stands for itself, above all code points.
    fileprivate func scalar(at place: Int) -> (UInt32, size: Int) {
        let first = UInt32(self[place])
        if first < 0x80 { return (first, 1) }
        let size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard first >= 0xC2, first <= 0xF4, place + size <= count else { return (first << 24, 1) }
        var value = first & (0x7F >> UInt32(size))
        for i in 1..<size {
            guard self[place + i] & 0xC0 == 0x80 else { return (first << 24, 1) }
            value = value << 6 | UInt32(self[place + i] & 0x3F)
        }
        let least: UInt32 = size == 2 ? 0x80 : size == 3 ? 0x800 : 0x10000
        return value >= least && Unicode.Scalar(value) != nil ? (value, size) : (first << 24, 1)
    }

    fileprivate mutating func append(scalar: UInt32) {
        if scalar >= 1 << 24 { return append(UInt8(scalar >> 24)) }
        append(contentsOf: Unicode.Scalar(scalar).map { Array(Character($0).utf8) } ?? [0xFF])
    }

    /// Makes it the least string behind all that begin with it, changing nothing before `start`.
    /// - Returns: false where that would be needed.
    fileprivate mutating func increment(from start: Int) -> Bool {
        while count > start, let last {
            if last < 0xFF {
                self[count - 1] = last + 1
                return true
            }
            removeLast()
        }
        return false
    }
}
