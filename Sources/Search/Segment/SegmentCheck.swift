/// Walks a whole segment and throws at the first thing that contradicts another. Checksums are checked before; this finds
/// files that were written wrong.
struct SegmentCheck {
    let segment: Segment

    func run() throws {
        try checkKeys()
        try checkDocuments()
        for (number, field) in segment.schema.fields.enumerated() {
            let id = FieldID(rawValue: UInt16(number))
            if field.type.isSearched {
                let lengths = try segment.lengths(id)
                try checkLists(try segment.postings(id), lengths: lengths, field.name)
                if field.analyzer.mayHaveCompounds { try checkEndings(id, field) }
                let withWords = (0..<segment.documentCount).count { lengths[$0] > 0 }
                guard UInt64(withWords) == segment.meta.fields[number].statistics.documentCount else {
                    let stated = segment.meta.fields[number].statistics.documentCount
                    throw damage("'\(field.name)': \(withWords) documents have words, not \(stated)")
                }
            }
            if field.type == .identifier { try checkGrams(id, field.name) }
            if field.type.isKeyword {
                try checkLists(try segment.exactPostings(id), lengths: nil, field.name)
                try checkColumn(id, field.name)
            }
            if field.type.isNumeric || field.type == .geo { _ = try segment.numbers(id) }
        }
        for analyzer in SurfaceWords.analyzers(of: segment.schema) { _ = try segment.surfaceWords(analyzer) }
    }

    private func damage(_ reason: String) -> Damage { Damage(file: segment.file.name, offset: 0, reason: reason) }

    private func checkKeys() throws {
        let keys = try segment.keys()
        let sequences = try segment.sequences()
        var last: UInt64 = 0
        for document in 0..<segment.documentCount {
            let key = try keys.key(of: document)
            var isFound = false
            try keys.forEachDocument(key, hash: stableHash(key)) { other throws(Damage) in
                isFound = other >= document
                return isFound
            }
            guard isFound else { throw damage("the key of document \(document) leads neither to it nor to a later one") }
            guard sequences[document] > last else { throw damage("sequence of document \(document) does not rise") }
            last = sequences[document]
        }
    }

    private func checkDocuments() throws {
        var count = 0
        try segment.documents().forEach { document, bytes in
            count += 1
            var cursor = JSONCursor(bytes)
            do throws(JSONError) {
                try cursor.skipValue()
                try cursor.expectEnd()
            } catch {
                throw damage("stored document \(document) is not JSON: \(error)")
            }
        }
        guard count == segment.documentCount else { throw damage("\(count) stored documents of \(segment.documentCount)") }
    }

    /// `lengths`: of fields with positions and frequencies.
    private func checkLists(_ postings: PostingsField, lengths: Bytes?, _ name: String) throws {
        var cursor = postings.dictionary.cursor()
        var previous: [UInt8]?
        var terms = 0
        while let next = try cursor.next() {
            let term = cursor.term
            if let previous, !previous.lexicographicallyPrecedes(term) {
                throw damage("'\(name)': terms do not rise at term \(next.ordinal)")
            }
            previous = term
            terms += 1
            guard try postings.dictionary.find(term)?.ordinal == next.ordinal else {
                throw damage("'\(name)': term \(next.ordinal) is not found where it stands")
            }
            var documents = 0
            var occurrences: UInt64 = 0
            let facts = try postings.facts(of: next.entry)
            var scan = try PostingsScan(postings, next.entry)
            try scan.forEach(withPositions: lengths != nil) { document, frequency, _ in
                if let lengths, facts.count > 0 {
                    let length = lengths[Int(document)]
                    let block = documents / BlockReader.blockLength
                    guard facts.impacts(block).covers(frequency, length),
                        PackedImpacts(bits: next.entry.impacts).covers(frequency, length)
                    else { throw damage("'\(name)': document \(document) is better than term \(next.ordinal) says of block \(block)") }
                }
                documents += 1
                occurrences += UInt64(frequency)
            }
            guard documents == Int(next.entry.documentCount), occurrences == next.entry.occurrenceCount else {
                throw damage("'\(name)': term \(next.ordinal) has \(documents) documents of \(next.entry.documentCount)")
            }
        }
        guard terms == postings.dictionary.count else { throw damage("'\(name)': \(terms) terms of \(postings.dictionary.count)") }
    }

    /// Each number is in the lists of its grams, and in no others.
    private func checkGrams(_ field: FieldID, _ name: String) throws {
        let grams = try segment.numberGrams(field)
        var lists: [UInt32: [Int]] = [:]
        for place in 0..<grams.count { lists[grams.gram(place)] = try grams.ordinals(place) }
        var found: [UInt32: Int] = [:]
        var cursor = try segment.postings(field).dictionary.cursor()
        while try cursor.advance() {
            guard cursor.term.last == IdentifierScanner.mark else { continue }
            for gram in Set(NumberGrams.grams(of: cursor.term.dropLast())) {
                let place = found[gram, default: 0]
                guard let list = lists[gram], place < list.count, list[place] == cursor.ordinal else {
                    throw damage("'\(name)': term \(cursor.ordinal) is missing from the list of a gram")
                }
                found[gram] = place + 1
            }
        }
        guard lists.allSatisfy({ found[$0.key] == $0.value.count }) else {
            throw damage("'\(name)': the list of a gram has terms that do not have it")
        }
    }

    /// Every term that may be a compound stands in its place among the endings, and nothing else does.
    private func checkEndings(_ id: FieldID, _ field: Field) throws {
        let endings = try segment.endings(id)
        let dictionary = try segment.postings(id).dictionary
        var expected = 0
        var cursor = dictionary.cursor()
        while try cursor.advance() { expected += TermEndings.takes(cursor.term[...], of: field.analyzer) ? 1 : 0 }
        guard endings.count == expected else { throw damage("'\(field.name)': \(endings.count) endings of \(expected)") }
        var previous: [UInt8]?
        for place in 0..<endings.count {
            let term = try dictionary.term(at: try endings.ordinal(place))
            guard TermEndings.takes(term[...], of: field.analyzer), previous.map({ TermEndings.precedes($0, term) }) ?? true else {
                throw damage("'\(field.name)': ending \(place) is out of order")
            }
            previous = term
        }
    }

    /// The column and the lists say the same.
    private func checkColumn(_ field: FieldID, _ name: String) throws {
        let column = try segment.keywords(field)
        var counts = [UInt32](repeating: 0, count: column.dictionary.count)
        for document in 0..<segment.documentCount { column.forEachOrdinal(of: document) { counts[$0] &+= 1 } }
        var cursor = column.dictionary.cursor()
        while let next = try cursor.next() {
            if counts[next.ordinal] == next.entry.documentCount { continue }
            throw damage("'\(name)': value \(next.ordinal) stands in \(counts[next.ordinal]) documents, not \(next.entry.documentCount)")
        }
    }
}
