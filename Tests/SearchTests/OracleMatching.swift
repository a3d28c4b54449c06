@testable import Search

/// Which documents a query matches and how well, each by the definition of its kind.
struct NaiveMatching {
    let schema: Schema
    let statistics: NaiveStatistics
    let analysis: NaiveAnalysis
    /// Inside what documents must not have.
    var isNegated = false

    /// A word of a query as one field knows it: terms, each with what an occurrence of it counts.
    typealias FieldTerms = [(term: ByteString, factor: Double)]

    /// A word of a query in all the fields it is looked for.
    typealias Word = [Part]

    struct Part {
        let field: Int
        var terms: FieldTerms
        /// One or two letters with which any word may begin: a document that has one gets `factor` once.
        var begun: (start: ByteString, factor: Double)?
        /// Values that are as typed, and what their documents get.
        var verbatim: [(value: ByteString, x: Double)] = []
        /// Words that must stand in a row.
        var row: [NaiveAnalysis.Token] = []
    }

    /// The scores of all documents that match, by their position in `documents`.
    func scores(_ query: Query, _ documents: [NaiveDocument]) throws -> [Int: Double] {
        switch query {
        case .all: return Dictionary(uniqueKeysWithValues: documents.indices.map { ($0, 0) })
        case .nothing: return [:]
        case .filter(let filter):
            let filters = NaiveFilters(schema: schema, analysis: analysis)
            return try Dictionary(
                uniqueKeysWithValues: documents.indices.filter { try filters.keeps(filter, documents[$0]) }.map { ($0, 0) })
        case .words(let query): return try words(query, documents)
        case .phrase(let query): return try phrase(query, documents)
        case .prefix(let text, let fields):
            return score(try [prefixWord(text, searched(fields))].compactMap { $0 }, atLeast: 1, documents)
        case .fuzzy(let query): return score(try [fuzzyWord(query)].compactMap { $0 }, atLeast: 1, documents)
        case .boolean(let query): return try boolean(query, documents)
        case .either(let parts):
            return try parts.reduce(into: [:]) { try $0.merge(scores($1, documents)) { max($0, $1) } }
        case .boosted(let query, let factor): return try scores(query, documents).mapValues { $0 * factor }
        }
    }

    func searched(_ names: [String]) -> [Int] {
        schema.fields.indices.filter { index in
            let field = schema.fields[index]
            return field.type.isSearched && (names.isEmpty ? field.weight > 0 : names.contains(field.name))
        }
    }

    /// A field that weighs nothing is searched only when named, and then as any other.
    func fieldWeight(_ field: Int) -> Double { schema.fields[field].weight > 0 ? schema.fields[field].weight : 1 }

    // MARK: words

    /// A word as people see it, and the stretch between blanks it lies in, which for part numbers is the word.
    struct Piece {
        let text: String
        let folded: ByteString
        let stretch: String
        let stretchStart: Int
    }

    func pieces(_ text: String) throws -> [Piece] {
        let utf8 = Array(text.utf8)
        return try analysis.tokens(text, .standard).map { token in
            let from = (utf8[..<token.range.lowerBound].lastIndex { $0 <= 0x20 } ?? -1) + 1
            let to = utf8[token.range.upperBound...].firstIndex { $0 <= 0x20 } ?? utf8.count
            return Piece(
                text: String(decoding: utf8[token.range], as: UTF8.self), folded: token.term,
                stretch: String(decoding: utf8[from..<to], as: UTF8.self), stretchStart: from)
        }
    }

    /// The terms that stand for a word in a field of text.
    func exactTerms(_ piece: Piece, _ field: Field) throws -> [ByteString] {
        try analysis.tokens(piece.text, field.analyzer).prefix(1).map(\.term)
    }

    private func words(_ query: WordsQuery, _ documents: [NaiveDocument]) throws -> [Int: Double] {
        if query.correctsTypos { return try correctedWords(query, documents) }
        let fields = searched(query.fields)
        let pieces = try pieces(query.text)
        let reading = try NaiveNumberReading(pieces, fields, self)
        var words: [(word: Word, isFunctionWord: Bool)] = []
        for stretch in reading.stretches {
            let isOpen = query.lastIsPrefix && stretch.upperBound == pieces.count
            if !isOpen, let number = try number(pieces[stretch], reading, fields) {
                words.append((number, false))
                continue
            }
            for i in stretch {
                guard var word = try word(pieces[i], at: i, reading, fields, isPrefix: isOpen && i == pieces.count - 1) else { continue }
                if !isNegated, reading.isNamed || reading.isAsked && isNowhere(word), let form = try form(pieces[i].text) {
                    addInside(form, to: &word, beginning: 0.5, inside: 0.25)
                }
                words.append((word, isFunctionWord(pieces[i], fields)))
            }
        }
        if words.isEmpty { return query.text.allSatisfy { $0 == " " } ? try scores(.all, documents) : [:] }
        switch query.match {
        case .any: return score(words.map(\.word), atLeast: 1, documents)
        case .most: return score(words.map(\.word), atLeast: max(1, words.count - max(1, words.count / 3)), documents)
        case .minimum(let count): return score(words.map(\.word), atLeast: max(1, min(count, words.count)), documents)
        case .all:
            let required = words.filter { !$0.isFunctionWord }.map(\.word)
            if required.isEmpty { return score(words.map(\.word), atLeast: words.count, documents) }
            let extra = score(words.filter(\.isFunctionWord).map(\.word), atLeast: 1, documents)
            let found = score(required, atLeast: required.count, documents)
            return Dictionary(uniqueKeysWithValues: found.map { ($0, $1 + (extra[$0] ?? 0)) })
        }
    }

    /// In every language that one of the fields is in, and there is one.
    private func isFunctionWord(_ piece: Piece, _ fields: [Int]) -> Bool {
        let languages = fields.compactMap { schema.fields[$0].analyzer.language }
        return !languages.isEmpty && languages.allSatisfy { FunctionWords.contains(piece.folded.bytes, of: $0) }
    }

    /// Nil where no field makes anything of it.
    func word(
        _ piece: Piece, at place: Int, _ reading: NaiveNumberReading, _ fields: [Int], isPrefix: Bool
    ) throws -> Word? {
        let word = try fields.compactMap { field -> Part? in
            var part: Part
            if schema.fields[field].type == .identifier {
                guard let exact = try exactPart(piece, at: place, reading, field) else { return nil }
                part = exact
            } else {
                part = Part(field: field, terms: try exactTerms(piece, schema.fields[field]).map { ($0, 1) })
                if part.terms.isEmpty && !isPrefix { return nil }
            }
            guard isPrefix else { return part }
            let exact = part.terms.map(\.term)
            let factor = exact.isEmpty ? 1 : 0.5
            let start = try start(piece, field)
            if isShort(start) {
                part.begun = (start, factor)
            } else {
                part.terms += terms(beginning: start, field).filter { !exact.contains($0) }.map { ($0, factor) }
            }
            return part
        }
        return word.isEmpty ? nil : word
    }

    /// What words of the field begin with that the piece begins; a part number with its delimiters left out.
    private func start(_ piece: Piece, _ field: Int) throws -> ByteString {
        guard schema.fields[field].type == .identifier else { return piece.folded }
        return try form(piece.stretch) ?? piece.folded
    }

    private func isShort(_ start: ByteString) -> Bool { start.text.unicodeScalars.count <= 2 && start.bytes.count <= 8 }

    func terms(beginning start: ByteString, _ field: Int) -> [ByteString] {
        statistics.documentFrequencies[field].keys.filter { $0.hasPrefix(start) }.sorted()
    }

    private func prefixWord(_ text: String, _ fields: [Int]) throws -> Word? {
        guard let piece = try pieces(text).last else { return nil }
        return try fields.map { field in
            let start = try start(piece, field)
            if isShort(start) { return Part(field: field, terms: [], begun: (start, 1)) }
            return Part(field: field, terms: terms(beginning: start, field).map { ($0, 1) })
        }
    }

    private func fuzzyWord(_ query: FuzzyQuery) throws -> Word? {
        guard let piece = try pieces(query.text).last else { return nil }
        let wanted = Array(piece.folded.text.unicodeScalars)
        return try searched(query.fields).compactMap { field in
            // Numbers near another are others.
            if schema.fields[field].type == .identifier { return try exactPart(piece, at: 0, NaiveNumberReading(), field) }
            var terms: FieldTerms = []
            for term in statistics.documentFrequencies[field].keys.sorted() {
                let other = Array(term.text.unicodeScalars)
                let fixed = min(query.prefixLength, wanted.count)
                guard other.count >= fixed, other[..<fixed] == wanted[..<fixed] else { continue }
                guard abs(other.count - wanted.count) <= query.distance else { continue }
                let distance = naiveEditDistance(wanted, other)
                if distance <= query.distance { terms.append((term, [1, 0.5, 0.25][distance])) }
            }
            return Part(field: field, terms: terms)
        }
    }

    /// What a field's length divides; more segments of a part number are not less.
    private func norm(_ values: NaiveValues, _ field: Int) -> Double {
        schema.fields[field].type == .identifier ? 1 : statistics.norm(length: values.length, field: field)
    }

    /// df: the most documents that any one field has it in, several terms of a field counting together.
    func documentFrequency(_ word: Word) -> Int {
        word.map { part in
            let begun = part.begun.map { statistics.documentFrequency(beginning: $0.start, field: part.field) } ?? 0
            let row = part.row.map { statistics.documentFrequency($0.term, field: part.field) }.min() ?? 0
            let held = part.terms.reduce(begun + row) { $0 + statistics.documentFrequency($1.term, field: part.field) }
            return min(statistics.documentCount, held)
        }.max() ?? 0
    }

    func score(_ words: [Word], atLeast needed: Int, _ documents: [NaiveDocument]) -> [Int: Double] {
        guard needed > 0 else { return [:] }
        let weights = words.map { statistics.inverseDocumentFrequency(documentFrequency($0)) }
        var scores: [Int: Double] = [:]
        for (index, document) in documents.enumerated() {
            var matched = 0
            var score = 0.0
            for (word, weight) in zip(words, weights) {
                var isHere = false
                var x = 0.0
                for part in word {
                    let values = document.fields[part.field]
                    let tf = part.terms.reduce(0.0) { $0 + $1.factor * Double(values.positions[$1.term]?.count ?? 0) }
                    if tf > 0 {
                        isHere = true
                        x += fieldWeight(part.field) * tf / norm(values, part.field)
                    }
                    for verbatim in part.verbatim where values.keywords.contains(verbatim.value) { x += verbatim.x }
                    if !part.row.isEmpty {
                        let words = part.row.map { (place: $0.position, positions: values.positions[$0.term] ?? []) }
                        let count = naivePhraseFrequency(words, slop: 0)
                        if count > 0 {
                            isHere = true
                            x += fieldWeight(part.field) * Double(count) / norm(values, part.field)
                        }
                    }
                    if let begun = part.begun, values.positions.keys.contains(where: { $0.hasPrefix(begun.start) }) {
                        isHere = true
                        x += fieldWeight(part.field) * begun.factor
                    }
                }
                matched += isHere ? 1 : 0
                score += weight * NaiveStatistics.saturate(x)
            }
            if matched >= needed { scores[index] = score }
        }
        return scores
    }

    // MARK: phrases

    func phrase(_ query: PhraseQuery, _ documents: [NaiveDocument]) throws -> [Int: Double] {
        let fields = searched(query.fields)
        let pieces = try pieces(query.text)
        if pieces.count == 1 {
            let word = try word(pieces[0], at: 0, NaiveNumberReading(), fields, isPrefix: false)
            return score([word].compactMap { $0 }, atLeast: 1, documents)
        }
        // A part number is one word, however many it is written as.
        let phrases = try fields.map { field in
            let tokens = try analysis.tokens(query.text, schema.fields[field].analyzer)
            return schema.fields[field].type == .identifier ? Array(tokens.prefix(1)) : tokens
        }
        var idf = 0.0
        for place in pieces.indices {
            let word: Word = zip(fields, phrases).compactMap { field, tokens in
                tokens.isEmpty ? nil : Part(field: field, terms: [(tokens[min(place, tokens.count - 1)].term, 1)])
            }
            idf += statistics.inverseDocumentFrequency(documentFrequency(word))
        }
        var scores: [Int: Double] = [:]
        for (index, document) in documents.enumerated() {
            var x = 0.0
            for (field, tokens) in zip(fields, phrases) where !tokens.isEmpty {
                let values = document.fields[field]
                let words = tokens.map { (place: $0.position, positions: values.positions[$0.term] ?? []) }
                let frequency = naivePhraseFrequency(words, slop: query.slop)
                if frequency == 0 { continue }
                x += fieldWeight(field) * Double(frequency) / norm(values, field)
            }
            if x > 0 { scores[index] = idf * NaiveStatistics.saturate(x) }
        }
        return scores
    }

    // MARK: boolean

    private func boolean(_ query: BooleanQuery, _ documents: [NaiveDocument]) throws -> [Int: Double] {
        let must = try query.must.map { try scores($0, documents) }
        let should = try query.should.map { try scores($0, documents) }
        var negated = self
        negated.isNegated = true
        let mustNot = try query.mustNot.map { try negated.scores($0, documents) }
        // Nothing but exclusions: all the rest.
        let needed = query.minimumShould ?? (query.must.isEmpty && !query.should.isEmpty ? 1 : 0)
        var result: [Int: Double] = [:]
        for index in documents.indices {
            guard must.allSatisfy({ $0[index] != nil }), !mustNot.contains(where: { $0[index] != nil }) else { continue }
            let found = should.compactMap { $0[index] }
            guard found.count >= needed else { continue }
            result[index] = must.reduce(0) { $0 + ($1[index] ?? 0) } + found.reduce(0, +)
        }
        return result
    }
}
