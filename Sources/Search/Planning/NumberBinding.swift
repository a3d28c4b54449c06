/// Part numbers in a query.
///
/// In identifier fields a query word stands for the numbers it is, and for those that its stretch between blanks, or that
/// stretch with its neighbours, is when delimiters and case are left out: `bolt 1234 xyz b5` finds `1234-XYZ/B5`.
///
/// A stretch with a digit is one number and one word of the query, however many words text analysis makes of it. In identifier
/// fields it is a whole number, a segment, or what either begins with or has inside; in text fields its words stand in a row.
/// So a number with a typo is no hit, whatever its pieces would find. What a number is inside of counts where nothing else is
/// asked; beside other words, where the word is nowhere else.
extension QueryBinder {
    /// What one occurrence of a number counts, beside 1 for a word of text. `BM25F`'s curve keeps these apart.
    struct NumberWeights {
        /// The value is the number as typed, byte for byte. On top of `whole`.
        var verbatim: Float = 16384
        var whole: Float = 4096
        var segment: Float
        var beginning: Float
        var inside: Float

        /// Nothing but the number is asked: whatever has it comes before texts that mention it.
        static let alone = NumberWeights(segment: 512, beginning: 128, inside: 32)
        static let amongWords = NumberWeights(segment: 1, beginning: 0.5, inside: 0.25)

        /// What an entry of this factor says of the number, for explanations.
        static func meaning(of factor: Float) -> String {
            if factor == alone.whole { return "is the number" }
            if factor == alone.segment || factor == amongWords.segment { return "has it as a segment" }
            return factor == alone.inside || factor == amongWords.inside ? "has it inside" : "begins with it"
        }
    }

    /// The numbers that words of one query may be parts of.
    struct NumberReading {
        fileprivate var fields: [FieldID] = []
        fileprivate var joined: [(words: Range<Int>, number: TypedNumber)] = []
        fileprivate var isAlone = false
        /// Measures among the words, each of whole stretches: see `MeasureReading`.
        var measures: [MeasureReading] = []
        /// Only identifier fields are asked.
        fileprivate(set) var isNamed = false

        /// Some identifier field is asked.
        var isAsked: Bool { !fields.isEmpty }
    }

    /// The most stretches that are tried as one number.
    private static let longestJoin = 8

    mutating func readNumbers(_ words: [TypedWord], of text: String, _ fields: [FieldID]) throws -> NumberReading {
        let identifiers = fields.filter { snapshot.schema[$0].type == .identifier }
        let isNamed = !identifiers.isEmpty && identifiers.count == fields.count
        var stretches: [Range<Int>] = []
        for (place, word) in words.enumerated() {
            if let last = stretches.last, words[last.lowerBound].stretchRange == word.stretchRange {
                stretches[stretches.count - 1] = last.lowerBound..<place + 1
            } else {
                stretches.append(place..<place + 1)
            }
        }
        var joined: [(words: Range<Int>, number: TypedNumber)] = []
        let hasDigit = stretches.map { words[$0.lowerBound].stretch.hasDigit }
        for first in stretches.indices where !identifiers.isEmpty {
            var text = words[stretches[first].lowerBound].stretch
            for last in stretches.indices[(first + 1)...].prefix(Self.longestJoin - 1) {
                text += [0x20] + words[stretches[last].lowerBound].stretch
                // Words without a digit are a number only all together.
                guard hasDigit[first...last].contains(true) || first == 0 && last == stretches.count - 1 else { continue }
                guard hasTime(), let number = try TypedNumber(text), try exists(number, in: identifiers) else { continue }
                joined.append((stretches[first].lowerBound..<stretches[last].upperBound, number))
            }
        }
        return NumberReading(
            fields: identifiers, joined: joined, isAlone: stretches.count == 1, measures: MeasureReading.read(text, words),
            isNamed: isNamed)
    }

    private func exists(_ number: TypedNumber, in fields: [FieldID]) throws -> Bool {
        try fields.contains { field in
            try snapshot.views.contains { try $0.segment.postings(field).dictionary.find(number.whole) != nil }
        }
    }

    /// The words of one stretch as one number, or those of one measure; nil where they are neither, or a measure of several words
    /// is nowhere, so that each of them is a word by itself.
    mutating func bindNumber(
        _ words: ArraySlice<TypedWord>, _ measure: MeasureReading?, _ reading: NumberReading, _ fields: [FieldID], correctsTypos: Bool
    ) throws -> BoundWord? {
        guard reading.isAsked || measure != nil, let first = words.first,
            words.contains(where: { $0.stretch.contains { $0 >= 0x80 || $0 &- 0x30 < 10 } }),
            let number = try TypedNumber(measure?.text ?? first.stretch), number.hasDigit
        else { return nil }
        let isOneStretch = words.allSatisfy { $0.stretchRange == first.stretchRange }
        let weights = reading.isAlone && number.isTelling ? NumberWeights.alone : .amongWords
        var parts: [BoundPart] = []
        var phrases: [BoundPhrasePart] = []
        var phraseCount = 0
        for field in fields {
            if snapshot.schema[field].type == .identifier {
                parts.append(try exactPart(field, of: number, words, reading, weights))
            } else if words.count == 1 {
                var part = try measurePart(field, measure)
                for term in try first.terms(for: snapshot.schema[field].analyzer) { try add(exact: term, to: &part) }
                parts.append(part)
            } else {
                if measure != nil { parts.append(try measurePart(field, measure)) }
                var counts = Array(repeating: 0, count: words.count)
                let phrase = PhraseQuery(text: String(decoding: number.text, as: UTF8.self))
                guard let part = try bindPhrase(phrase, in: field, &counts) else { continue }
                phrases.append(part)
                phraseCount = max(phraseCount, counts.min() ?? 0)
            }
        }
        let isNowhere = phraseCount == 0 && parts.allSatisfy(\.isEmpty)
        if isNowhere, words.count > 1, !isOneStretch || !reading.isAsked { return nil }
        let isSought = reading.isAlone || reading.isNamed || isOneStretch && (number.isTelling && words.count > 1 || isNowhere)
        if isSought, !isNegated { try addInside(number, to: &parts, weights) }
        if correctsTypos, parts.allSatisfy(\.isEmpty), try !phrases.contains(where: { try occurs($0) }) {
            try addConfusable(number, to: &parts, weights)
        }
        return try finish(String(decoding: number.text, as: UTF8.self), parts, phrases: phrases, phraseCount: phraseCount)
    }

    /// Whether the words stand in a row anywhere.
    private mutating func occurs(_ phrase: BoundPhrasePart) throws -> Bool {
        let progress = SearchProgress(prunes: false)
        for (number, view) in snapshot.views.enumerated() {
            let plan = SegmentPlan(
                segment: view.segment, number: number, formula: formula, grid: ScoreGrid(most: 0), progress: progress, deadline: deadline)
            do {
                if try plan.occurs(phrase) { return true }
            } catch is OutOfTime {
                isPartial = true
                return true
            }
        }
        return false
    }

    /// A word that is no number by itself, in an identifier field: its own segment and whole, and the wholes it is a part of.
    mutating func exactPart(_ field: FieldID, of word: TypedWord, at place: Int, _ reading: NumberReading) throws -> BoundPart? {
        guard let own = try TypedNumber(Array(word.text.utf8)) else { return nil }
        let all = try own.text == word.stretch ? own : TypedNumber(word.stretch) ?? own
        var part = try emptyPart(field)
        try add(exact: own.form, NumberWeights.amongWords.segment, to: &part)
        var wholes = own == all ? [all] : [own, all]
        for join in reading.joined where join.words.contains(place) && !wholes.contains(join.number) { wholes.append(join.number) }
        for whole in wholes { try add(whole: whole, NumberWeights.amongWords, to: &part) }
        return part
    }

    private mutating func exactPart(
        _ field: FieldID, of number: TypedNumber, _ words: ArraySlice<TypedWord>, _ reading: NumberReading, _ weights: NumberWeights
    ) throws -> BoundPart {
        var part = try emptyPart(field)
        try add(exact: number.form, weights.segment, to: &part)
        var wholes = [number]
        for join in reading.joined where join.words.contains(words.startIndex) && !wholes.contains(join.number) {
            wholes.append(join.number)
        }
        for whole in wholes { try add(whole: whole, weights, to: &part) }
        return part
    }

    private func add(whole number: TypedNumber, _ weights: NumberWeights, to part: inout BoundPart) throws {
        try add(exact: number.whole, weights.whole, to: &part)
        // Where all that are written so are written as typed, nothing tells them apart.
        var verbatim = BoundPart.Verbatim(entries: [], x: weights.verbatim * fieldWeight(part.field))
        var others = false
        for view in snapshot.views {
            let all = try view.segment.postings(part.field).dictionary.find(number.whole)?.entry.documentCount ?? 0
            let same = all == 0 ? nil : try view.segment.exactPostings(part.field).dictionary.find(number.text)?.entry
            if same?.documentCount ?? 0 != all { others = true }
            verbatim.entries.append(same)
        }
        if others, verbatim.entries.contains(where: { $0 != nil }) { part.verbatim.append(verbatim) }
    }

    /// Adds the numbers and segments that the number begins, and those it is inside of.
    mutating func addInside(_ number: TypedNumber, to parts: inout [BoundPart], _ weights: NumberWeights) throws {
        let form = number.form
        guard form.unicodeLength >= NumberGrams.size else { return }
        for i in parts.indices where snapshot.schema[parts[i].field].type == .identifier {
            let known = parts[i].forms.terms
            let hasBeginnings = parts[i].forms.prefixes.contains(form)
            parts[i].forms.insides.append(form)
            for (place, view) in snapshot.views.enumerated() {
                let dictionary = try view.segment.postings(parts[i].field).dictionary
                var count = 0
                func take(_ term: [UInt8], _ entry: TermEntry, _ factor: Float) -> Bool {
                    if !known.contains(term) { parts[i].entries[place].append(WeightedEntry(entry: entry, factor: factor)) }
                    count += 1
                    return count & 255 != 0 || hasTime()
                }
                if !hasBeginnings { try dictionary.forEach(prefix: form) { take($0, $1, weights.beginning) } }
                let grams = try view.segment.numberGrams(parts[i].field)
                try dictionary.forEach(inside: form, grams, while: { hasTime() }) { term, entry in
                    term.starts(with: form) || take(term, entry, weights.inside)
                }
            }
        }
    }
}

extension BoundPart {
    /// Nothing in the snapshot stands for the word here.
    var isEmpty: Bool { begun == nil && entries.allSatisfy(\.isEmpty) }
}

extension Snapshot {
    /// What was typed, but for a minus that belongs to it: `-VDC` alone, where some part is called that, excludes nothing.
    func withoutOperator(_ typed: TypedQuery) throws -> TypedQuery {
        guard typed.clauses.count == 1, var clause = typed.clauses.first, clause.isExcluded, clause.kind == .word, clause.field == nil
        else { return typed }
        let number = Array("-\(clause.text)".utf8)
        for field in schema.fields where field.type == .identifier && field.weight > 0 {
            guard let id = schema.id(of: field.name) else { continue }
            guard try views.contains(where: { try $0.segment.exactPostings(id).dictionary.find(number) != nil }) else { continue }
            clause.isExcluded = false
            clause.text = "-" + clause.text
            return TypedQuery(clauses: [clause], isTruncated: typed.isTruncated)
        }
        return typed
    }
}
