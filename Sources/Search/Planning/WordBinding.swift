/// Words of a query, each in all its fields and forms.
extension QueryBinder {
    mutating func bind(_ query: WordsQuery) throws -> BoundQuery {
        let fields = try searchedFields(query.fields)
        let typed = try TypedWord.words(of: query.text)
        let bound = try bind(typed, fields, query)
        let words = bound.map(\.query)
        let isFunctionWord = bound.map(\.isFunctionWord)
        // Words that no field's analysis keeps cannot be asked for; if none is left, nothing matches, unless nothing was asked.
        if words.isEmpty { return typed.isEmpty && query.text.utf8.allSatisfy({ $0 == 0x20 }) ? .all : .nothing }
        if words.count == 1 { return words[0] }
        switch query.match {
        case .all:
            // Function words need not be there, but count where they are; of nothing else than such all are asked for.
            let isAll = !isFunctionWord.contains(false)
            let must = words.indices.filter { isAll || !isFunctionWord[$0] }.map { words[$0] }
            let should = words.indices.filter { !isAll && isFunctionWord[$0] }.map { words[$0] }
            return .boolean(BoundBoolean(must: must, should: should, mustNot: [], minimumShould: 0))
        case .any: return .boolean(BoundBoolean(must: [], should: words, mustNot: [], minimumShould: 1))
        case .most:
            let least = WordsQuery.least(of: words.count)
            return .boolean(BoundBoolean(must: [], should: words, mustNot: [], minimumShould: least))
        case .minimum(let count):
            return .boolean(
                BoundBoolean(must: [], should: words, mustNot: [], minimumShould: min(max(count, 1), words.count)))
        }
    }

    /// Each word, or what stands for several, in order.
    private mutating func bind(
        _ typed: [TypedWord], _ fields: [FieldID], _ query: WordsQuery
    ) throws -> [(query: BoundQuery, isFunctionWord: Bool)] {
        let numbers = try readNumbers(typed, fields)
        var bound: [(query: BoundQuery, isFunctionWord: Bool)] = []
        var place = 0
        while place < typed.count {
            let stretch = typed[place...].prefix { $0.stretchRange == typed[place].stretchRange }
            // What is still being typed may be the beginning of anything.
            let isOpen = query.lastIsPrefix && stretch.endIndex == typed.count
            if !isOpen, let number = try bindNumber(stretch, numbers, fields, correctsTypos: query.correctsTypos) {
                bound.append((.word(number), false))
                place = stretch.endIndex
                continue
            }
            while place < stretch.endIndex {
                let word = typed[place]
                let isPrefix = isOpen && place == typed.count - 1
                let isFunction = isFunctionWord(word, fields)
                // A last word that is not finished is not joined to another.
                let next = place + 1 < typed.count - (query.lastIsPrefix ? 1 : 0) ? typed[place + 1] : nil
                if query.correctsTypos, !isPrefix, !isFunction, let next, !isFunctionWord(next, fields),
                    let joined = try bind(word, joined: next, at: place, numbers, fields, query.match)
                {
                    bound += joined.map { ($0, false) }
                    place += 2
                    continue
                }
                let one = try query.correctsTypos && !isPrefix
                    ? bind(splitting: word, at: place, numbers, fields)
                    : bind(word, at: place, numbers, fields, isPrefix: isPrefix, correctsTypos: query.correctsTypos).map { .word($0) }
                if let one { bound.append((one, isFunction)) }
                place += 1
            }
        }
        return bound
    }

    /// Whether it is one in the language of each field that has a language.
    private func isFunctionWord(_ word: TypedWord, _ fields: [FieldID]) -> Bool {
        let languages = fields.compactMap { snapshot.schema[$0].analyzer.language }
        return !languages.isEmpty && languages.allSatisfy { FunctionWords.contains(word.folded, of: $0) }
    }

    mutating func bind(
        _ word: TypedWord, at place: Int, _ numbers: NumberReading, _ fields: [FieldID], isPrefix: Bool, correctsTypos: Bool
    ) throws -> BoundWord? {
        var parts = try wordParts(word, at: place, numbers, fields, isPrefix: isPrefix)
        guard !parts.isEmpty else { return nil }
        if !isNegated, numbers.isNamed || numbers.isAsked && parts.allSatisfy(\.isEmpty) {
            if let number = try TypedNumber(Array(word.text.utf8)) { try addInside(number, to: &parts, .amongWords) }
        }
        if correctsTypos, parts.allSatisfy(\.isEmpty) { try correct(word, &parts) }
        return try finish(word.text, parts)
    }

    /// A word in the fields that make anything of it: as it is, and as a beginning where `isPrefix`.
    mutating func wordParts(
        _ word: TypedWord, at place: Int, _ numbers: NumberReading, _ fields: [FieldID], isPrefix: Bool
    ) throws -> [BoundPart] {
        var parts: [BoundPart] = []
        for field in fields {
            if snapshot.schema[field].type == .identifier {
                guard var part = try exactPart(field, of: word, at: place, numbers) else { continue }
                if isPrefix { try add(prefix: word.prefix(for: .identifier), to: &part) }
                parts.append(part)
                continue
            }
            let terms = try word.terms(for: snapshot.schema[field].analyzer)
            guard !terms.isEmpty || isPrefix else { continue }
            var part = try emptyPart(field)
            for term in terms { try add(exact: term, to: &part) }
            if isPrefix { try add(prefix: word.folded, to: &part) }
            parts.append(part)
        }
        return parts
    }

    func emptyPart(_ field: FieldID) throws -> BoundPart {
        BoundPart(
            field: field, norms: NormTable(values: []), entries: Array(repeating: [], count: snapshot.views.count),
            forms: TermForms())
    }

    func add(exact term: [UInt8], _ factor: Float = 1, to part: inout BoundPart) throws {
        for (i, view) in snapshot.views.enumerated() {
            if let found = try view.segment.postings(part.field).dictionary.find(term) {
                part.entries[i].append(WeightedEntry(entry: found.entry, factor: factor))
            }
        }
        part.forms.terms.insert(term)
    }

    /// What a word only begins counts half.
    static let prefixFactor: Float = 0.5

    /// Adds the terms that `prefix` begins to those that are there.
    mutating func add(prefix: [UInt8], to part: inout BoundPart) throws {
        guard !prefix.isEmpty else { return }
        let exact = part.forms.terms
        let factor: Float = exact.isEmpty ? 1 : Self.prefixFactor
        part.forms.prefixes.append(prefix)
        if prefix.unicodeLength <= BoundPart.Begun.mostLetters, prefix.count <= 8 {
            part.begun = BoundPart.Begun(prefix: prefix, x: factor * fieldWeight(part.field))
            return
        }
        for (i, view) in snapshot.views.enumerated() {
            try view.segment.postings(part.field).dictionary.forEach(prefix: prefix) { term, entry in
                if !exact.contains(term) { part.entries[i].append(WeightedEntry(entry: entry, factor: factor)) }
                return part.entries[i].count & 255 != 0 || hasTime()
            }
        }
    }

    /// Settles idf and norms, and notes what to highlight.
    /// - Parameter phraseCount: how many documents may have one of `phrases`, beside those of `parts`.
    mutating func finish(
        _ text: String, _ parts: [BoundPart], phrases: [BoundPhrasePart] = [], phraseCount: Int = 0
    ) throws -> BoundWord {
        var parts = parts
        var count = min(phraseCount, snapshot.physicalCount)
        for i in parts.indices {
            var held = parts[i].entries.reduce(0) { $0 + $1.reduce(0) { $0 + Int($1.entry.documentCount) } }
            if let begun = parts[i].begun {
                do {
                    for view in snapshot.views { held += try view.segment.begun(parts[i].field, begun.prefix, until: deadline).count }
                } catch is OutOfTime {
                    isPartial = true
                    parts[i].begun = nil
                }
            }
            count = max(count, min(held, snapshot.physicalCount))
            parts[i].norms = norms(parts[i].field)
            if !isNegated { forms[parts[i].field, default: TermForms()].formUnion(parts[i].forms) }
        }
        return BoundWord(text: text, idf: idf(count), boost: boost, parts: parts, phrases: phrases)
    }

    mutating func bindPrefix(_ text: String, _ names: [String]) throws -> BoundQuery {
        guard let word = try TypedWord.words(of: text).last else { return .nothing }
        var parts: [BoundPart] = []
        for field in try searchedFields(names) {
            var part = try emptyPart(field)
            try add(prefix: word.prefix(for: snapshot.schema[field].type), to: &part)
            parts.append(part)
        }
        return .word(try finish(text, parts))
    }
}

extension [UInt8] {
    /// Code points, for text that is UTF-8.
    var unicodeLength: Int { count { $0 & 0xC0 != 0x80 } }
}
