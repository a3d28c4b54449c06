/// Words of a query, each in all its fields and forms.
extension QueryBinder {
    mutating func bind(_ query: WordsQuery) throws -> BoundQuery {
        let fields = try searchedFields(query.fields)
        let typed = try TypedWord.words(of: query.text)
        let settings = try wordSettings(query, typed, fields)
        let numbers = try readNumbers(typed, of: query.text, fields)
        var clauses: [WordClause] = []
        var place = 0
        while place < typed.count {
            let measure = numbers.measures.first { $0.words.lowerBound == place && !$0.words.isEmpty }
            let stretch = measure.map { typed[$0.words] } ?? typed[place...].prefix { $0.stretchRange == typed[place].stretchRange }
            // What is still being typed may be the beginning of anything.
            let isOpen = query.lastIsPrefix && stretch.endIndex == typed.count
            // A word with synonyms is one that is known.
            let correctsTypos = query.correctsTypos && !stretch.indices.contains { settings.group(of: $0) != nil }
            if let measure, !measure.isSpelled {
                clauses.append(WordClause(words: stretch.indices, word: try bindSign(measure, fields), isNumber: true))
            } else if !isOpen, let number = try bindNumber(stretch, measure, numbers, fields, correctsTypos: correctsTypos) {
                clauses.append(WordClause(words: stretch.indices, word: number, isNumber: true))
            } else {
                place = stretch.startIndex
                while place < stretch.endIndex {
                    place += try bindWords(typed, at: place, isOpen: isOpen, settings, numbers, fields, query, &clauses)
                }
                continue
            }
            place = stretch.endIndex
        }
        // Words that no field's analysis keeps cannot be asked for; if none is left, nothing matches, unless nothing was asked.
        for sign in numbers.measures where sign.words.isEmpty {
            clauses.append(WordClause(words: sign.words, word: try bindSign(sign, fields), isNumber: true))
        }
        if clauses.isEmpty { return typed.isEmpty && query.text.utf8.allSatisfy({ $0 == 0x20 }) ? .all : .nothing }
        var bound = try withWays(clauses, settings, query.fields)
        // After all words, so that a cursor finds the words' statistics in their places whatever compounds there are by then.
        for (number, clause) in clauses.enumerated() where !isNegated && !clause.isNumber && clause.words.count == 1 {
            if let parts = try bindParts(of: typed[clause.words.lowerBound], fields) { bound[number] = .either([bound[number], parts]) }
        }
        let isOptional = clauses.map { !$0.isNumber && settings.optional.contains($0.words.lowerBound) }
        return joined(
            bound.indices.filter { !isOptional[$0] }.map { bound[$0] }, bound.indices.filter { isOptional[$0] }.map { bound[$0] },
            query.match)
    }

    /// The word at a place, or it and the next where the two are one: how many there were.
    private mutating func bindWords(
        _ typed: [TypedWord], at place: Int, isOpen: Bool, _ settings: WordSettings, _ numbers: NumberReading, _ fields: [FieldID],
        _ query: WordsQuery, _ clauses: inout [WordClause]
    ) throws -> Int {
        let isPrefix = isOpen && place == typed.count - 1
        func mayBeMistyped(_ number: Int) throws -> Bool {
            // A word with synonyms is one that is known.
            try query.correctsTypos && settings.group(of: number) == nil && !settings.optional.contains(number)
                && !isFunctionWord(typed[number], fields)
        }
        let correctsTypos = query.correctsTypos && settings.group(of: place) == nil
        // A last word that is not finished is not joined to another.
        if !isPrefix, place + 1 < typed.count - (query.lastIsPrefix ? 1 : 0), try mayBeMistyped(place), try mayBeMistyped(place + 1),
            let joined = try bind(typed[place], joined: typed[place + 1], at: place, numbers, fields, query.match)
        {
            clauses += joined.map { WordClause(words: place..<place + 2, query: $0) }
            return 2
        }
        let bound = try correctsTypos && !isPrefix
            ? bind(splitting: typed[place], at: place, numbers, fields)
            : bind(
                typed[place], at: place, numbers, fields, isPrefix: isPrefix, correctsTypos: correctsTypos,
                synonyms: settings.singles(of: place)
            ).map { .word($0) }
        if let bound { clauses.append(WordClause(words: place..<place + 1, query: bound)) }
        return 1
    }

    mutating func bind(
        _ word: TypedWord, at place: Int, _ numbers: NumberReading, _ fields: [FieldID], isPrefix: Bool, correctsTypos: Bool,
        synonyms: [WeightedWord] = []
    ) throws -> BoundWord? {
        var parts = try wordParts(word, at: place, numbers, fields, isPrefix: isPrefix, synonyms: synonyms)
        guard !parts.isEmpty else { return nil }
        let isInText = parts.contains { snapshot.schema[$0.field].type == .text && !$0.isEmpty }
        if !isNegated, numbers.isNamed || numbers.isAsked && !isInText {
            if let number = try TypedNumber(Array(word.text.utf8)) { try addInside(number, to: &parts, .amongWords) }
        }
        if correctsTypos, parts.allSatisfy(\.isEmpty) { try correct(word, &parts) }
        return try finish(word.text, parts)
    }

    /// A word in the fields that make anything of it: as it is, and as a beginning where `isPrefix`.
    mutating func wordParts(
        _ word: TypedWord, at place: Int, _ numbers: NumberReading, _ fields: [FieldID], isPrefix: Bool, synonyms: [WeightedWord] = []
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
            guard !terms.isEmpty || isPrefix || !synonyms.isEmpty else { continue }
            var part = try emptyPart(field)
            try add(word, terms, to: &part)
            for synonym in synonyms {
                for term in try synonym.word.terms(for: snapshot.schema[field].analyzer) where !part.forms.terms.contains(term) {
                    try add(exact: term, synonym.factor, to: &part)
                }
            }
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
    /// Sizes and numbers have one: a word that nearly is one is another.
    var hasDigit: Bool { contains { $0 &- 0x30 < 10 } }

    /// Code points, for text that is UTF-8.
    var unicodeLength: Int { count { $0 & 0xC0 != 0x80 } }
}
