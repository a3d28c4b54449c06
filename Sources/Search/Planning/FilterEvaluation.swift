/// Which documents of a segment a filter keeps, deleted ones included.
extension BoundFilter {
    /// - Throws: `OutOfTime`, besides what reading throws.
    func documents(in segment: Segment, until deadline: Deadline = .none) throws -> BitSet {
        let count = segment.documentCount
        switch self {
        case .all: return BitSet(count: count, all: true)
        case .nothing: return BitSet(count: count)
        case .and(let parts):
            var bits = BitSet(count: count, all: true)
            for part in parts { bits.formIntersection(try part.documents(in: segment, until: deadline)) }
            return bits
        case .or(let parts):
            var bits = BitSet(count: count)
            for part in parts { bits.formUnion(try part.documents(in: segment, until: deadline)) }
            return bits
        case .not(let part):
            var bits = try part.documents(in: segment, until: deadline)
            bits.complement()
            return bits
        case .values(let field, let values):
            let postings = try segment.exactPostings(field)
            var bits = PostingsBits(documentCount: count)
            for value in values {
                if let found = try postings.dictionary.find(value) { try bits.add(postings, found.entry) }
            }
            return bits.set
        case .valueRange(let field, let lower, let upper): return try Self.range(field, lower, upper, in: segment, until: deadline)
        case .valueText(let field, let text, let atStart):
            return try Self.matching(field, in: segment, until: deadline) { term in
                let term = folded(term)
                return atStart ? term.starts(with: text) : term.contains(text)
            }
        case .keys(let field, let range): return try segment.numbers(field).documents(in: range)
        case .words(let field, let terms, let prefix): return try Self.words(field, terms, prefix, in: segment, until: deadline)
        case .exists(let field): return try Self.exists(field, in: segment)
        case .within(let field, let point, let meters): return try segment.places(field).documents(within: meters, of: point)
        }
    }

    private static func range(
        _ field: FieldID, _ lower: ([UInt8], isIncluded: Bool)?, _ upper: ([UInt8], isIncluded: Bool)?, in segment: Segment,
        until deadline: Deadline
    ) throws -> BitSet {
        try matching(field, in: segment, until: deadline) { term in
            if let lower {
                if term.lexicographicallyPrecedes(lower.0) || (!lower.isIncluded && term == lower.0) { return false }
            }
            if let upper {
                if upper.0.lexicographicallyPrecedes(term) || (!upper.isIncluded && term == upper.0) { return false }
            }
            return true
        }
    }

    /// Documents with a value that passes; each distinct value is judged once.
    private static func matching(
        _ field: FieldID, in segment: Segment, until deadline: Deadline, _ passes: ([UInt8]) -> Bool
    ) throws -> BitSet {
        let postings = try segment.exactPostings(field)
        var bits = PostingsBits(documentCount: segment.documentCount)
        var cursor = postings.dictionary.cursor()
        while try cursor.advance() {
            try deadline.check(step: cursor.ordinal)
            if passes(cursor.term) { try bits.add(postings, try cursor.entry()) }
        }
        return bits.set
    }

    private static func words(
        _ field: FieldID, _ words: [[[UInt8]]], _ prefix: [UInt8]?, in segment: Segment, until deadline: Deadline
    ) throws -> BitSet {
        let postings = try segment.postings(field)
        var bits = BitSet(count: segment.documentCount, all: true)
        for terms in words {
            var own = PostingsBits(documentCount: segment.documentCount)
            for term in terms {
                if let found = try postings.dictionary.find(term) { try own.add(postings, found.entry) }
            }
            bits.formIntersection(own.set)
        }
        if let prefix {
            var own = PostingsBits(documentCount: segment.documentCount)
            var pace = PostingsPace(deadline)
            try postings.dictionary.forEach(prefix: prefix) { _, entry in
                try pace.list(of: entry.documentCount)
                try own.add(postings, entry)
                return true
            }
            bits.formIntersection(own.set)
        }
        return bits
    }

    private static func exists(_ field: FieldID, in segment: Segment) throws -> BitSet {
        let type = segment.schema[field].type
        if type == .text {
            let lengths = try segment.lengths(field)
            var bits = BitSet(count: segment.documentCount)
            for document in 0..<segment.documentCount where lengths[document] > 0 { bits.insert(document) }
            return bits
        }
        let presence = type.isKeyword ? try segment.keywords(field).presence : try segment.numbers(field).presence
        guard presence.isMulti else { return presence.bits() }
        var bits = BitSet(count: segment.documentCount)
        for document in 0..<segment.documentCount where !presence.values(of: document).isEmpty { bits.insert(document) }
        return bits
    }
}
