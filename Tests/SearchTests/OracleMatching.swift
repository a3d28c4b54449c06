@testable import Search

/// Which documents a query matches and how well, each by the definition of its kind.
struct NaiveMatching {
    let schema: Schema
    let statistics: NaiveStatistics
    let analysis: NaiveAnalysis
    /// Inside what documents must not have.
    var isNegated = false
    var settings = SearchSettings()
    private var languages: NaiveLanguages { NaiveLanguages(schema, statistics, analysis) }

    /// A word of a query as one field knows it: terms, each with what an occurrence of it counts.
    typealias FieldTerms = [(term: ByteString, factor: Double)]

    /// A word of a query in all the fields it is looked for.
    typealias Word = [Part]

    struct Part {
        let field: Int
        var terms: FieldTerms
        /// Up to three letters with which any word may begin: a document that has one gets `factor` once.
        var begun: (start: ByteString, factor: Double)?
        /// Values that are as typed, and what their documents get.
        var verbatim: [(value: ByteString, x: Double)] = []
        /// Of identifier fields: the terms that are the number itself.
        var exact: [ByteString] = []
        /// The beginning that terms are there for already.
        var start: ByteString?
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
        let range: Range<Int>
    }

    func pieces(_ text: String) throws -> [Piece] {
        let utf8 = Array(text.utf8)
        return try analysis.tokens(text, .standard).map { token in
            let from = (utf8[..<token.range.lowerBound].lastIndex { $0 <= 0x20 } ?? -1) + 1
            let to = utf8[token.range.upperBound...].firstIndex { $0 <= 0x20 } ?? utf8.count
            return Piece(
                text: String(decoding: utf8[token.range], as: UTF8.self), folded: token.term,
                stretch: String(decoding: utf8[from..<to], as: UTF8.self), stretchStart: from, range: token.range)
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
        let groups = query.usesSynonyms ? try naiveGroups(pieces) : []
        let languages = languages
        let words = try clauses(pieces, query, groups, fields)
        if words.isEmpty { return query.text.allSatisfy { $0 == " " } ? try scores(.all, documents) : [:] }
        var clauses = words.map { score([$0.word], atLeast: 1, documents) }
        for group in groups {
            let members = words.indices.filter { words[$0].pieces.overlaps(group.words) }
            let own = members.reduce(0) { $0 + idf(words[$1].word) }
            let isInBag = group.words.count == 1 && !members.contains { words[$0].isNumber }
            for way in group.ways where !members.isEmpty {
                if try isInBag && isPlain(way) { continue }
                let (idf, found) = try scores(of: way, query.fields, documents)
                if idf <= 0 { continue }
                let share = way.weight * min(1, own / idf) / Double(members.count)
                for member in members { clauses[member].merge(found.mapValues { $0 * share }) { max($0, $1) } }
            }
        }
        for (number, clause) in words.enumerated() where !isNegated && !clause.isNumber {
            guard let parts = try compoundParts(pieces[clause.pieces.lowerBound], fields, languages) else { continue }
            clauses[number].merge(score(parts, atLeast: 2, documents).mapValues { $0 * 0.3 }) { max($0, $1) }
        }
        var optional = try naiveOptional(query, pieces, fields)
        if query.match == .all { optional.formUnion(pieces.indices.filter { languages.isFunctionWord(pieces[$0].folded, fields) }) }
        var required = clauses.indices.filter { words[$0].isNumber || !optional.contains(words[$0].pieces.lowerBound) }
        if required.isEmpty { required = Array(clauses.indices) }
        let needed: Int =
            switch query.match {
            case .any: 1
            case .most: max(1, required.count - max(1, required.count / 3))
            case .all: required.count
            case .minimum(let count): max(1, min(count, required.count))
            }
        var sums: [Int: Double] = [:]
        for index in documents.indices where required.count(where: { clauses[$0][index] != nil }) >= needed {
            sums[index] = clauses.reduce(0) { $0 + ($1[index] ?? 0) }
        }
        return sums
    }

    /// What is asked for: words, and stretches that are one number.
    private struct Clause {
        let pieces: Range<Int>
        let word: Word
        let isNumber: Bool
    }

    private func clauses(_ pieces: [Piece], _ query: WordsQuery, _ groups: [NaiveGroup], _ fields: [Int]) throws -> [Clause] {
        let text = query.text
        let reading = try NaiveNumberReading(pieces, fields, self)
        let languages = languages
        var clauses: [Clause] = []
        let measures = naiveMeasures(text, pieces, reading.stretches)
        var next = 0
        while let first = reading.stretches.first(where: { $0.lowerBound == next }) {
            let measure = measures.first { $0.pieces.lowerBound == next && !$0.pieces.isEmpty }
            let stretch = measure?.pieces ?? first
            next = stretch.upperBound
            if let measure, !measure.isSpelled {
                let word = fields.map { Part(field: $0, terms: measureTerms($0, measure)) }
                clauses.append(Clause(pieces: stretch, word: word, isNumber: true))
                continue
            }
            let isOpen = query.lastIsPrefix && stretch.upperBound == pieces.count
            if !isOpen, let number = try number(pieces[stretch], measure, reading, fields) {
                clauses.append(Clause(pieces: stretch, word: number, isNumber: true))
                continue
            }
            for i in stretch {
                let singles = try groups.first { $0.words == i..<i + 1 }?.ways.filter { try isPlain($0) } ?? []
                let isPrefix = isOpen && i == pieces.count - 1
                guard var word = try word(pieces[i], at: i, reading, fields, languages, isPrefix: isPrefix, singles: singles) else { continue }
                let isInText = !isNowhere(word.filter { schema.fields[$0.field].type == .text })
                if !isNegated, reading.isNamed || reading.isAsked && !isInText, let form = try form(pieces[i].text) {
                    addInside(form, to: &word, beginning: 0.5, inside: 0.25)
                }
                clauses.append(Clause(pieces: i..<i + 1, word: word, isNumber: false))
            }
        }
        for sign in measures where sign.pieces.isEmpty {
            let word = fields.map { Part(field: $0, terms: measureTerms($0, sign)) }
            clauses.append(Clause(pieces: sign.pieces, word: word, isNumber: true))
        }
        return clauses
    }

    private func idf(_ word: Word) -> Double { statistics.inverseDocumentFrequency(documentFrequency(word)) }

    /// One word without a digit.
    private func isPlain(_ way: NaiveWay) throws -> Bool { try !hasDigit(way.text) && pieces(way.text).count == 1 }

    private func hasDigit(_ text: String) -> Bool { text.utf8.contains { (0x30...0x39).contains($0) } }

    private func scores(of way: NaiveWay, _ fields: [String], _ documents: [NaiveDocument]) throws -> (idf: Double, scores: [Int: Double]) {
        guard hasDigit(way.text) else { return try phraseWithIDF(PhraseQuery(text: way.text, fields: fields), documents) }
        let query = WordsQuery(text: way.text, fields: fields)
        let asked = try clauses(pieces(way.text), query, [], searched(fields))
        return (asked.reduce(0) { $0 + idf($1.word) }, try words(query, documents))
    }

    /// The parts of a word that is a compound somewhere: words of which a document needs both.
    private func compoundParts(_ piece: Piece, _ fields: [Int], _ languages: NaiveLanguages) throws -> [Word]? {
        var words: [Word] = [[], []]
        for field in fields {
            for stem in try languages.stems(piece.text, piece.folded, field) {
                guard let split = try languages.split(stem.stem, stem.language, stem.mark, field) else { continue }
                for (i, part) in [split.modifier, split.head].enumerated() {
                    words[i].append(Part(field: field, terms: [(ByteString(stem.mark.bytes + part), 1)]))
                }
                break
            }
        }
        return words[0].isEmpty ? nil : words
    }

    /// The terms of a field that stand for a word: itself, its stems beside it, compounds with it.
    private func terms(_ piece: Piece, _ exact: [ByteString], _ field: Int, _ languages: NaiveLanguages) throws -> FieldTerms {
        let stems = try languages.stems(piece.text, piece.folded, field)
        let isMarked = schema.fields[field].analyzer == .auto && !stems.isEmpty
        var terms: FieldTerms = exact.map { ($0, isMarked ? 0.4 : 1) }
        for stem in stems {
            if isMarked { terms.append((stem.term, 0.6)) }
            terms += try languages.compounds(stem, field).map { ($0.term, $0.isHead ? 0.5 : 0.25) }
        }
        return terms
    }

    /// Nil where no field makes anything of it.
    func word(
        _ piece: Piece, at place: Int, _ reading: NaiveNumberReading, _ fields: [Int], _ languages: NaiveLanguages? = nil, isPrefix: Bool,
        singles: [NaiveWay] = []
    ) throws -> Word? {
        let word = try fields.compactMap { field -> Part? in
            var part: Part
            if schema.fields[field].type == .identifier {
                guard let exact = try exactPart(piece, at: place, reading, field) else { return nil }
                part = exact
            } else {
                let exact = try exactTerms(piece, schema.fields[field])
                if exact.isEmpty && !isPrefix && singles.isEmpty { return nil }
                part = Part(field: field, terms: try terms(piece, exact, field, languages ?? self.languages))
                for single in singles {
                    for term in try pieces(single.text).flatMap({ try exactTerms($0, schema.fields[field]) })
                    where !part.terms.contains(where: { $0.term == term }) {
                        part.terms.append((term, single.weight))
                    }
                }
            }
            guard isPrefix else { return part }
            let exact = part.terms.map(\.term)
            let factor = exact.isEmpty ? 1 : 0.5
            let start = try start(piece, field)
            part.start = start
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

    private func isShort(_ start: ByteString) -> Bool { start.text.unicodeScalars.count <= 3 && start.bytes.count <= 8 }

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
        try phraseWithIDF(query, documents).scores
    }

    private func phraseWithIDF(_ query: PhraseQuery, _ documents: [NaiveDocument]) throws -> (idf: Double, scores: [Int: Double]) {
        let fields = searched(query.fields)
        let pieces = try pieces(query.text)
        if pieces.count == 1 {
            let word = try word(pieces[0], at: 0, NaiveNumberReading(), fields, languages, isPrefix: false)
            return (word.map { statistics.inverseDocumentFrequency(documentFrequency($0)) } ?? 0, score([word].compactMap { $0 }, atLeast: 1, documents))
        }
        // A part number is one word, however many it is written as.
        let phrases = try fields.map { field in
            let analyzer = schema.fields[field].analyzer
            let tokens = try analysis.tokens(query.text, analyzer == .auto ? .standard : analyzer)
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
        return (idf, scores)
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
