/// Words that nobody typed.
extension QueryBinder {
    /// The query with words beside it that lift what it finds, and find nothing themselves.
    /// - Parameter words: each a term of its field and of all fields that are analysed alike, with what it counts.
    mutating func bind(_ query: BoundQuery, lifting words: [(field: FieldID, term: [UInt8], weight: Float)]) throws -> BoundQuery {
        // Nothing of theirs is marked in hits.
        let wasNegated = isNegated
        isNegated = true
        defer { isNegated = wasNegated }
        var bound: [BoundQuery] = []
        for word in words {
            let analyzer = snapshot.schema[word.field].analyzer
            var parts: [BoundPart] = []
            for field in try searchedFields([]) where snapshot.schema[field].type == .text && snapshot.schema[field].analyzer == analyzer {
                var part = try emptyPart(field)
                try add(exact: word.term, to: &part)
                parts.append(part)
            }
            var lifted = try finish("\(String(decoding: word.term, as: UTF8.self)) (as in the best hits)", parts)
            lifted.boost *= word.weight
            bound.append(.word(lifted))
        }
        return query.lifted(by: bound)
    }
}

extension BoundQuery {
    /// What matches the query, each with what it is worth to `parts`, too.
    func lifted(by parts: [BoundQuery]) -> BoundQuery {
        .boolean(BoundBoolean(must: [self], should: parts, mustNot: [], minimumShould: 0))
    }
}
