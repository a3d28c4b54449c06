/// Binds a query to a snapshot. What it learns on the way (statistics, corrections, terms to highlight) is kept.
struct QueryBinder {
    let snapshot: Snapshot
    let formula: BM25
    private let frozen: FrozenStatistics?
    private let deadline: Deadline
    /// Whether the deadline came while terms were gathered, so that some are missing.
    private(set) var isPartial = false
    private(set) var statistics = FrozenStatistics()
    private(set) var corrections: [SearchReply.Correction] = []
    /// By field, what positive parts of the query match: for highlights.
    private(set) var forms: [FieldID: TermForms] = [:]
    private var isNegated = false

    init(_ snapshot: Snapshot, formula: BM25 = BM25(), frozen: FrozenStatistics? = nil, deadline: Deadline = .none) {
        self.snapshot = snapshot
        self.formula = formula
        self.frozen = frozen
        self.deadline = deadline
    }

    mutating func bind(_ query: Query) throws -> BoundQuery {
        switch query {
        case .all: return .all
        case .nothing: return .nothing
        case .words(let words): return try bind(words)
        case .phrase(let phrase): return try bind(phrase)
        case .prefix(let text, let fields): return try bindPrefix(text, fields)
        case .fuzzy(let fuzzy): return try bind(fuzzy)
        case .filter(let filter): return .filter(try BoundFilter(filter, snapshot.schema))
        case .boolean(let boolean): return try bind(boolean)
        }
    }

    private mutating func bind(_ query: BooleanQuery) throws -> BoundQuery {
        let must = try query.must.map { try bind($0) }
        let should = try query.should.map { try bind($0) }
        let wasNegated = isNegated
        isNegated = true
        let mustNot = try query.mustNot.map { try bind($0) }
        isNegated = wasNegated
        let minimum = max(0, query.minimumShould ?? (query.must.isEmpty && !query.should.isEmpty ? 1 : 0))
        if minimum > should.count { return .nothing }
        if must.isEmpty && minimum == 0 {
            // Nothing is required: everything but what is excluded, better where an optional part matches.
            return .boolean(BoundBoolean(must: [.all], should: should, mustNot: mustNot, minimumShould: 0))
        }
        return .boolean(BoundBoolean(must: must, should: should, mustNot: mustNot, minimumShould: minimum))
    }

    // MARK: Words

    private mutating func bind(_ query: WordsQuery) throws -> BoundQuery {
        let fields = try searchedFields(query.fields)
        let typed = try TypedWord.words(of: query.text)
        var words: [BoundQuery] = []
        for (number, word) in typed.enumerated() {
            let isPrefix = query.lastIsPrefix && number == typed.count - 1
            if let bound = try bind(word, fields, isPrefix: isPrefix, correctsTypos: query.correctsTypos) { words.append(.word(bound)) }
        }
        // Words that no field's analysis keeps cannot be asked for; if none is left, nothing matches, unless nothing was asked.
        if words.isEmpty { return typed.isEmpty && query.text.utf8.allSatisfy({ $0 == 0x20 }) ? .all : .nothing }
        if words.count == 1 { return words[0] }
        switch query.match {
        case .all: return .boolean(BoundBoolean(must: words, should: [], mustNot: [], minimumShould: 0))
        case .any: return .boolean(BoundBoolean(must: [], should: words, mustNot: [], minimumShould: 1))
        case .minimum(let count):
            return .boolean(
                BoundBoolean(must: [], should: words, mustNot: [], minimumShould: min(max(count, 1), words.count)))
        }
    }

    private mutating func bind(
        _ word: TypedWord, _ fields: [FieldID], isPrefix: Bool, correctsTypos: Bool
    ) throws -> BoundWord? {
        var parts: [BoundPart] = []
        for field in fields {
            let terms = try word.terms(for: snapshot.schema[field].analyzer)
            guard !terms.isEmpty || isPrefix else { continue }
            var part = try emptyPart(field)
            for term in terms { try add(exact: term, to: &part) }
            if isPrefix { try add(prefix: word.prefix(for: snapshot.schema[field].type), except: terms, to: &part) }
            parts.append(part)
        }
        guard !parts.isEmpty else { return nil }
        if correctsTypos, parts.allSatisfy({ $0.entries.allSatisfy(\.isEmpty) }) { try correct(word, &parts) }
        return try finish(word.text, parts)
    }

    private func emptyPart(_ field: FieldID) throws -> BoundPart {
        BoundPart(
            field: field, norms: NormTable(values: []), entries: Array(repeating: [], count: snapshot.views.count),
            forms: TermForms())
    }

    private func add(exact term: [UInt8], to part: inout BoundPart) throws {
        for (i, view) in snapshot.views.enumerated() {
            if let found = try view.segment.postings(part.field).dictionary.find(term) {
                part.entries[i].append(WeightedEntry(entry: found.entry, factor: 1))
            }
        }
        part.forms.terms.insert(term)
    }

    /// What a word only begins counts half.
    private static let prefixFactor: Float = 0.5

    private mutating func add(prefix: [UInt8], except exact: [[UInt8]], to part: inout BoundPart) throws {
        guard !prefix.isEmpty else { return }
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

    /// Looks for the nearest words where nobody has the one typed: one edit from five letters on, two from nine, none
    /// where there is a digit, none in identifiers.
    private mutating func correct(_ word: TypedWord, _ parts: inout [BoundPart]) throws {
        let letters = word.folded.unicodeLength
        let limit = letters >= 9 ? 2 : letters >= 5 ? 1 : 0
        guard limit > 0, !word.folded.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return }
        for distance in 1...limit {
            var counts: [[UInt8]: Int] = [:]
            for i in parts.indices where snapshot.schema[parts[i].field].type == .text {
                try add(near: word.folded, limit: distance, prefixLength: 0, to: &parts[i], &counts)
            }
            let best = counts.max { a, b in
                a.value != b.value ? a.value < b.value : b.key.lexicographicallyPrecedes(a.key)
            }
            guard let best else { continue }
            if !isNegated {
                corrections.append(.init(from: word.text, to: String(decoding: best.key, as: UTF8.self)))
            }
            return
        }
    }

    private mutating func add(
        near pattern: [UInt8], limit: Int, prefixLength: Int, to part: inout BoundPart, _ counts: inout [[UInt8]: Int]
    ) throws {
        for (i, view) in snapshot.views.enumerated() {
            let dictionary = try view.segment.postings(part.field).dictionary
            try dictionary.forEach(near: pattern, limit: limit, prefixLength: prefixLength, while: { hasTime() }) { term, entry, edits in
                let factor: Float = edits == 0 ? 1 : edits == 1 ? 0.5 : 0.25
                part.entries[i].append(WeightedEntry(entry: entry, factor: factor))
                part.forms.terms.insert(term)
                counts[term, default: 0] += Int(entry.documentCount)
            }
        }
    }

    /// False from the deadline on: whatever is not gathered by then is left out.
    private mutating func hasTime() -> Bool {
        if deadline.isPast { isPartial = true }
        return !isPartial
    }

    /// Settles idf and norms, and notes what to highlight.
    private mutating func finish(_ text: String, _ parts: [BoundPart]) throws -> BoundWord {
        var parts = parts
        var count = 0
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
        return BoundWord(text: text, idf: idf(count), parts: parts)
    }

    private mutating func bindPrefix(_ text: String, _ names: [String]) throws -> BoundQuery {
        guard let word = try TypedWord.words(of: text).last else { return .nothing }
        var parts: [BoundPart] = []
        for field in try searchedFields(names) {
            var part = try emptyPart(field)
            try add(prefix: word.prefix(for: snapshot.schema[field].type), except: [], to: &part)
            parts.append(part)
        }
        return .word(try finish(text, parts))
    }

    private mutating func bind(_ query: FuzzyQuery) throws -> BoundQuery {
        guard let word = try TypedWord.words(of: query.text).last else { return .nothing }
        var parts: [BoundPart] = []
        var counts: [[UInt8]: Int] = [:]
        for field in try searchedFields(query.fields) {
            var part = try emptyPart(field)
            try add(near: word.folded, limit: min(max(query.distance, 0), 2), prefixLength: query.prefixLength, to: &part, &counts)
            parts.append(part)
        }
        return .word(try finish(query.text, parts))
    }

    // MARK: Phrases

    private mutating func bind(_ query: PhraseQuery) throws -> BoundQuery {
        let fields = try searchedFields(query.fields)
        let words = try TypedWord.words(of: query.text)
        if words.isEmpty { return .nothing }
        // One word in a row is a word.
        if words.count == 1 { return try bind(words[0], fields, isPrefix: false, correctsTypos: false).map { .word($0) } ?? .nothing }
        var parts: [BoundPhrasePart] = []
        var counts = Array(repeating: 0, count: words.count)
        for field in fields {
            guard let part = try bindPhrase(query, in: field, &counts) else { continue }
            parts.append(part)
        }
        if parts.isEmpty { return .nothing }
        let idf = counts.reduce(Float(0)) { $0 + self.idf($1) }
        return .phrase(BoundPhrase(text: query.text, idf: idf, slop: max(0, query.slop), parts: parts))
    }

    private mutating func bindPhrase(_ query: PhraseQuery, in field: FieldID, _ counts: inout [Int]) throws -> BoundPhrasePart? {
        let analyzer = snapshot.schema[field].analyzer
        var tokens = try AnalyzerPool.shared.tokens(of: Array(query.text.utf8), with: analyzer)
        // The whole of a part number comes first among its tokens, and stands for all of them.
        if analyzer == .identifier { tokens = Array(tokens.prefix(1)) }
        guard let first = tokens.first else { return nil }
        var entries: [[TermEntry]?] = []
        var totals = Array(repeating: 0, count: tokens.count)
        for view in snapshot.views {
            let dictionary = try view.segment.postings(field).dictionary
            let found = try tokens.map { try dictionary.find($0.term)?.entry }
            for (i, entry) in found.enumerated() { totals[i] += Int(entry?.documentCount ?? 0) }
            entries.append(found.contains { $0 == nil } ? nil : found.compactMap { $0 })
        }
        for i in counts.indices { counts[i] = max(counts[i], totals[min(i, totals.count - 1)]) }
        let form = PhraseForm(
            terms: tokens.map(\.term), offsets: tokens.map { $0.position - first.position }, slop: max(0, query.slop))
        if !isNegated { forms[field, default: TermForms()].phrases.append(form) }
        return BoundPhrasePart(field: field, norms: norms(field), terms: form.terms, offsets: form.offsets, entries: entries)
    }

    // MARK: Statistics

    private func searchedFields(_ names: [String]) throws(RequestError) -> [FieldID] {
        let schema = snapshot.schema
        guard !names.isEmpty else {
            return schema.fields.filter { $0.type.isSearched && $0.weight > 0 }.compactMap { schema.id(of: $0.name) }
        }
        var fields: [FieldID] = []
        for name in names {
            guard let id = schema.id(of: name) else {
                throw RequestError(parameter: "q", code: "unknown_field", message: "there is no field '\(name)'")
            }
            guard schema[id].type.isSearched else {
                throw RequestError(
                    parameter: "q", code: "not_searchable",
                    message: "'\(name)' is a \(schema[id].type.rawValue) field, which has no words: use a filter")
            }
            fields.append(id)
        }
        return fields
    }

    private mutating func idf(_ documentCount: Int) -> Float {
        let place = statistics.idfs.count
        let value: Float
        if let frozen, place < frozen.idfs.count {
            value = frozen.idfs[place]
        } else {
            value = BM25.idf(documentCount: documentCount, of: snapshot.physicalCount)
        }
        statistics.idfs.append(value)
        return value
    }

    private mutating func norms(_ field: FieldID) -> NormTable {
        let average: Float
        if let known = frozen?.averageLengths[field.rawValue] {
            average = known
        } else {
            let totals = snapshot.statistics(field)
            average = totals.documentCount == 0 ? 1 : Float(Double(totals.tokenCount) / Double(totals.documentCount))
        }
        statistics.averageLengths[field.rawValue] = average
        return formula.norms(weight: fieldWeight(field), averageLength: average)
    }

    /// A field asked for by name counts, even one that weighs nothing otherwise.
    private func fieldWeight(_ field: FieldID) -> Float {
        let weight = Float(snapshot.schema[field].weight)
        return weight > 0 ? weight : 1
    }
}

extension [UInt8] {
    /// Code points, for text that is UTF-8.
    var unicodeLength: Int { count { $0 & 0xC0 != 0x80 } }
}
