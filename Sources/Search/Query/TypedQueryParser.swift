extension TypedQuery {
    /// Takes apart what a person typed. Any text will do.
    package init(parsing text: String, schema: Schema) {
        var parser = TypedQueryParser(text, schema: schema)
        self = parser.parse()
    }
}

/// One pass from left to right; each step takes one word or phrase with the operators before it.
private struct TypedQueryParser {
    private var scalars: [Unicode.Scalar]
    private let schema: Schema
    private var offset = 0
    private var clauses: [TypedQuery.Clause] = []
    private var isTruncated = false
    /// Field names in small letters; nil for a name that two fields share. Made when a colon first asks for it.
    private var foldedNames: [String: String?]?

    init(_ text: String, schema: Schema) {
        self.schema = schema
        let limit = TypedQuery.characterLimit
        scalars = Array(text.unicodeScalars.prefix(limit + 1))
        guard scalars.count > limit else { return }
        // A word that the limit cuts in two is dropped whole; half of it would be another word.
        isTruncated = true
        scalars.removeLast(scalars.count - (scalars[..<limit].lastIndex(where: \.isSpace) ?? limit))
    }

    mutating func parse() -> TypedQuery {
        while skipSpace() {
            let before = clauses.count
            if before == TypedQuery.clauseLimit {
                isTruncated = true
                break
            }
            step()
        }
        return TypedQuery(clauses: clauses, isTruncated: isTruncated)
    }

    private mutating func skipSpace() -> Bool {
        while offset < scalars.count, scalars[offset].isSpace { offset += 1 }
        return offset < scalars.count
    }

    private mutating func step() {
        let start = offset
        let isExcluded = startsExclusion(at: start)
        if isExcluded { offset += 1 }
        if let phrase = quoted(at: offset) {
            offset = phrase.upperBound + 1
            add(.phrase, phrase, field: nil, isExcluded, from: start)
            return
        }
        // A quote that is never closed: what follows it are words.
        if isQuote(offset) { offset += 1 }
        if fielded(from: start, isExcluded) { return }
        let word = wordEnd(from: offset)
        let range = offset..<word
        offset = max(word, start + 1)
        let (kind, text) = starred(range)
        add(kind, text, field: nil, isExcluded, from: start)
    }

    /// `name:value` and `name:"value"`, if the schema has the field and it can hold the value; else nothing is taken.
    private mutating func fielded(from start: Int, _ isExcluded: Bool) -> Bool {
        let end = wordEnd(from: offset)
        guard let colon = scalars[offset..<end].firstIndex(of: ":"), colon > offset, let field = field(named: string(offset..<colon)) else {
            return false
        }
        let kind: TypedQuery.Clause.Kind
        let text: Range<Int>
        let next: Int
        if let phrase = quoted(at: colon + 1) {
            (kind, text, next) = (.phrase, phrase, phrase.upperBound + 1)
        } else {
            let first = isQuote(colon + 1) ? colon + 2 : colon + 1
            next = wordEnd(from: first)
            guard first < next else { return false }
            (kind, text) = starred(first..<next)
        }
        guard hasWord(text) else { return false }
        if field.type.isSearched {
            offset = next
            add(kind, text, field: field.name, isExcluded, from: start)
            return true
        }
        guard let filter = field.filter(typed: string(text), isPrefix: kind == .prefix) else { return false }
        offset = next
        add(.filter(filter), text, field: field.name, isExcluded, from: start)
        return true
    }

    private mutating func add(_ kind: TypedQuery.Clause.Kind, _ text: Range<Int>, field: String?, _ isExcluded: Bool, from start: Int) {
        guard hasWord(text) else { return }
        clauses.append(.init(kind: kind, text: string(text), field: field, isExcluded: isExcluded, range: start..<offset))
    }

    // MARK: Characters

    /// A minus at a word's start and before a letter or a quote. Before a digit it belongs to a number or a code.
    private func startsExclusion(at place: Int) -> Bool {
        guard scalars[place] == "-", place + 1 < scalars.count, place == 0 || scalars[place - 1].isSpace else { return false }
        if scalars[place + 1].properties.isAlphabetic || quoted(at: place + 1) != nil { return true }
        return isQuote(place + 1) && place + 2 < scalars.count && scalars[place + 2].properties.isAlphabetic
    }

    private func isQuote(_ place: Int) -> Bool {
        guard place < scalars.count else { return false }
        switch scalars[place] {
        case "\"", "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}", "\u{AB}", "\u{BB}", "\u{FF02}": return true
        default: return false
        }
    }

    /// What stands between a quote at `place` and the next quote. A space after the quote makes it an inch mark or a slip.
    private func quoted(at place: Int) -> Range<Int>? {
        guard isQuote(place), place + 1 < scalars.count, !scalars[place + 1].isSpace else { return nil }
        var end = place + 1
        while end < scalars.count, !isQuote(end) { end += 1 }
        return end < scalars.count ? place + 1..<end : nil
    }

    /// The next space, or the next quote that begins a phrase: one not after a letter or digit.
    private func wordEnd(from start: Int) -> Int {
        var end = min(start, scalars.count)
        while end < scalars.count, !scalars[end].isSpace {
            if end > start, isQuote(end), !isWordPart(scalars[end - 1]), quoted(at: end) != nil { break }
            end += 1
        }
        return end
    }

    /// A word without the stars at its end, if there are any after a letter or digit.
    private func starred(_ range: Range<Int>) -> (TypedQuery.Clause.Kind, Range<Int>) {
        var end = range.upperBound
        while end > range.lowerBound, scalars[end - 1] == "*" { end -= 1 }
        guard end < range.upperBound, end > range.lowerBound, isWordPart(scalars[end - 1]) else { return (.word, range) }
        return (.prefix, range.lowerBound..<end)
    }

    /// Lone operators and other punctuation are no words; emoji and other symbols may be.
    private func hasWord(_ range: Range<Int>) -> Bool { scalars[range].contains(where: isWordPart) }

    private func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": return true
        case _ where scalar.isASCII: return false
        default: break
        }
        switch scalar.properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
            .otherPunctuation, .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format:
            return false
        default: return true
        }
    }

    private func string(_ range: Range<Int>) -> String { String(scalars, range) }

    private mutating func field(named name: String) -> Field? {
        if let field = schema.field(named: name) { return field }
        let names: [String: String?]
        if let known = foldedNames {
            names = known
        } else {
            names = Dictionary(schema.fields.map { ($0.name.lowercased(), $0.name) }, uniquingKeysWith: { _, _ in nil })
            foldedNames = names
        }
        return (names[name.lowercased()] ?? nil).flatMap(schema.field(named:))
    }
}

extension Field {
    /// A typed value of a field that is not split into words; nil where the field can't hold it.
    fileprivate func filter(typed text: String, isPrefix: Bool) -> Filter? {
        if isPrefix { return type.isKeyword ? .startsWith(field: name, text) : nil }
        switch type {
        case .keyword, .path: return .equals(field: name, .string(text))
        case .int, .double:
            guard let number = Numeral(text), number.value.isFinite else { return nil }
            guard type == .double || number.value == number.value.rounded() else { return nil }
            return .equals(field: name, type == .double ? .number(number.value) : number.asWhole)
        case .bool: return FilterValue.flag(text).map { .equals(field: name, .bool($0)) }
        case .date:
            guard let instant = parseDate(text) else { return nil }
            if text.utf8.count > 10 { return .equals(field: name, .string(text)) }
            // The column counts microseconds: this is the last one of the day.
            let dayEnd = formatDate(instant + 86_400_000_000 - 1)
            return .range(field: name, lower: .init(.string(text)), upper: .init(.string(dayEnd)))
        case .text, .identifier, .geo: return nil
        }
    }
}
