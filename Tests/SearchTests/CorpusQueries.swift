@testable import Search

/// Makes random queries that fit a schema and ask mostly for what its documents have.
struct QueryMaker {
    let schema: Schema
    let vocabulary: Vocabulary
    let documents: [Draft]
    /// Keys of documents, some of which may be gone.
    var keys: [String] = ["none"]

    private var textFields: [Field] { schema.fields.filter { $0.type.isSearched } }

    func query(_ dice: inout Dice, depth: Int = 2) -> Query {
        if textFields.isEmpty { return dice.chance(20) ? .all : .filter(filterMaker.filter(&dice)) }
        switch dice.below(depth > 0 ? 20 : 14) {
        case 0: return .all
        case 1...6: return .words(words(&dice))
        case 7...8: return .phrase(phrase(&dice))
        case 9...10: return .prefix(text: beginning(of: word(&dice), &dice), fields: fields(&dice))
        case 11...12:
            return .fuzzy(
                FuzzyQuery(
                    text: misspelt(word(&dice), &dice), fields: fields(&dice), distance: dice.within(1...2),
                    prefixLength: dice.pick([0, 0, 1, 2, 3])))
        case 13: return .filter(filterMaker.filter(&dice))
        case 17...18: return .either((0..<dice.pick([0, 1, 2, 2, 3, 4])).map { _ in query(&dice, depth: depth - 1) })
        case 19: return .boosted(query(&dice, depth: depth - 1), by: dice.pick([0.25, 0.8, 2]))
        default: return .boolean(boolean(&dice, depth: depth - 1))
        }
    }

    var filterMaker: FilterMaker { FilterMaker(schema: schema, vocabulary: vocabulary, documents: documents) }

    func words(_ dice: inout Dice) -> WordsQuery {
        let count = dice.pick([1, 1, 2, 2, 2, 3, 4, 6])
        var text = dice.chance(60) ? vocabulary.text(&dice, count: count) : (passage(&dice, count: count) ?? "bolt")
        var query = WordsQuery(text: text, fields: fields(&dice))
        query.match = dice.pick([.any, .any, .all, .all, .most, .minimum(1), .minimum(2), .minimum(3)])
        query.usesSynonyms = dice.chance(60)
        query.stopWords = dice.pick([.none, .all, .all, .named(["list0"])])
        if dice.chance(25), hasWordsOnly(query.fields) {
            query.correctsTypos = true
            // A word with synonyms is known, and not corrected: that has tests of its own.
            (query.usesSynonyms, query.stopWords) = (false, .none)
            let words = text.split(separator: " ").map { dice.chance(40) ? mistyped(String($0), &dice) : String($0) }
            text = words.joined(separator: dice.chance(10) ? "" : " ")
            query.text = text
        }
        if dice.chance(20) {
            query.lastIsPrefix = true
            let last = word(&dice)
            text += " " + beginning(of: last, &dice)
            query.text = text
        }
        if dice.chance(15) {
            let measure = Vocabulary.measure(&dice)
            query.text = dice.pick([measure, text + " " + measure, measure + " " + text])
        } else if schema.fields.contains(where: { $0.type == .identifier }), dice.chance(35) {
            let number = number(&dice)
            query.text = dice.pick([number, number, number, text + " " + number, number + " " + text])
        }
        // Numbers and measures are never corrected: there the twin of corrections knows nothing of them.
        if query.text.unicodeScalars.contains(where: { $0.properties.numericType != nil }) { query.correctsTypos = false }
        return query
    }

    /// A part number, most often of some document, as a person types it: punctuated otherwise, or a piece of it.
    private func number(_ dice: inout Dice) -> String {
        let known = documents.isEmpty ? [] : dice.pick(documents).texts(of: schema.fields.filter { $0.type == .identifier })
        var text = Array(known.isEmpty ? Vocabulary.part(&dice) : dice.pick(known))
        if dice.chance(40), text.count > 1 {
            let start = dice.below(text.count)
            text = Array(text[start..<min(text.count, start + dice.within(1...6))])
        }
        if dice.chance(40) { text = text.filter { $0.isLetter || $0.isNumber } }
        for _ in 0..<dice.pick([0, 0, 1, 2]) where !text.isEmpty {
            text.insert(dice.pick(["-", "/", " ", "."]), at: dice.below(text.count + 1))
        }
        return dice.chance(20) ? String(text).uppercased() : String(text)
    }

    func phrase(_ dice: inout Dice) -> PhraseQuery {
        let count = dice.pick([1, 2, 2, 2, 3, 3, 4])
        var words = dice.chance(80) ? (passage(&dice, count: count) ?? "hex bolt") : vocabulary.text(&dice, count: count)
        if dice.chance(25) { words = words.split(separator: " ").shuffled(using: &dice).joined(separator: " ") }
        return PhraseQuery(text: words, fields: fields(&dice), slop: dice.pick([0, 0, 1, 2, 3]))
    }

    /// Whether all fields that are searched know words as they are written: none is stemmed or holds part numbers.
    private func hasWordsOnly(_ names: [String]) -> Bool {
        textFields.allSatisfy { field in
            guard names.isEmpty ? field.weight > 0 : names.contains(field.name) else { return true }
            return field.analyzer == .standard
        }
    }

    /// With a typo, or written as two words.
    private func mistyped(_ word: String, _ dice: inout Dice) -> String {
        guard word.count > 3, dice.chance(30) else { return misspelt(word, &dice) }
        let place = word.index(word.startIndex, offsetBy: dice.within(1...word.count - 1))
        return word[..<place] + " " + word[place...]
    }

    private func boolean(_ dice: inout Dice, depth: Int) -> BooleanQuery {
        var query = BooleanQuery()
        for _ in 0..<dice.pick([0, 0, 1, 1, 2]) { query.must.append(self.query(&dice, depth: depth)) }
        for _ in 0..<dice.pick([0, 1, 2, 3]) { query.should.append(self.query(&dice, depth: depth)) }
        if query.must.isEmpty && query.should.isEmpty { query.must.append(.words(words(&dice))) }
        if dice.chance(25) { query.mustNot.append(self.query(&dice, depth: depth)) }
        if dice.chance(25), !query.should.isEmpty { query.minimumShould = dice.within(0...query.should.count) }
        return query
    }

    private func fields(_ dice: inout Dice) -> [String] {
        if dice.chance(50) { return [] }
        return Array(textFields.map(\.name).shuffled(using: &dice).prefix(dice.within(1...2)))
    }

    private func word(_ dice: inout Dice) -> String {
        if schema.fields.contains(where: { $0.type == .identifier }), dice.chance(20) { return Vocabulary.part(&dice) }
        return dice.chance(50) ? vocabulary.word(&dice) : (passage(&dice, count: 1) ?? "steel")
    }

    /// Words that follow each other in some document.
    private func passage(_ dice: inout Dice, count: Int) -> String? {
        guard !documents.isEmpty else { return nil }
        let texts = dice.pick(documents).texts(of: textFields)
        guard !texts.isEmpty else { return nil }
        let words = dice.pick(texts).split(separator: " ", omittingEmptySubsequences: true)
        guard !words.isEmpty else { return nil }
        let start = dice.below(words.count)
        return words[start..<min(words.count, start + count)].joined(separator: " ")
    }

    private func beginning(of word: String, _ dice: inout Dice) -> String {
        String(word.prefix(dice.within(1...max(1, min(word.count, 5)))))
    }

    private func misspelt(_ word: String, _ dice: inout Dice) -> String {
        var letters = Array(word.prefix(20).unicodeScalars)
        for _ in 0..<dice.pick([0, 1, 1, 2]) where !letters.isEmpty {
            let at = dice.below(letters.count)
            switch dice.below(4) {
            case 0: letters.remove(at: at)
            case 1: letters.insert(dice.pick(Array("abest日é".unicodeScalars)), at: at)
            case 2: letters[at] = dice.pick(Array("abenst".unicodeScalars))
            default: if at + 1 < letters.count { letters.swapAt(at, at + 1) }
            }
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: letters)
        return String(text)
    }
}

extension Draft {
    fileprivate func texts(of fields: [Field]) -> [String] {
        fields.flatMap { scalars(at: $0.name).compactMap(\.scalarText) }.filter { !$0.isEmpty }
    }
}

/// Makes random filters whose constants are mostly values that documents have.
struct FilterMaker {
    let schema: Schema
    let vocabulary: Vocabulary
    let documents: [Draft]

    func filter(_ dice: inout Dice, depth: Int = 2) -> Filter {
        switch dice.below(depth > 0 ? 12 : 8) {
        case 8...9: return .and((0..<dice.within(1...3)).map { _ in filter(&dice, depth: depth - 1) })
        case 10: return .or((0..<dice.within(1...3)).map { _ in filter(&dice, depth: depth - 1) })
        case 11: return .not(filter(&dice, depth: depth - 1))
        default: return leaf(dice.pick(schema.fields), &dice)
        }
    }

    /// A condition of that field alone.
    func leaf(_ field: Field, _ dice: inout Dice) -> Filter {
        if dice.chance(10) { return .exists(field: field.name) }
        switch field.type {
        case .text: return text(field, &dice)
        case .keyword, .identifier, .path: return keyword(field, &dice)
        case .bool: return .equals(field: field.name, .bool(dice.chance(50)))
        case .int, .double, .date: return number(field, &dice)
        case .geo:
            let near = dice.chance(70)
            return .geoDistance(
                field: field.name, latitude: near ? 52.5 : Double(dice.within(-90...90)),
                longitude: near ? 13.5 : Double(dice.within(-180...180)),
                meters: dice.pick([1.7, 21_013, 53_117, 1_203_311, 9_003_777, 30_000_000]))
        }
    }

    private func text(_ field: Field, _ dice: inout Dice) -> Filter {
        if dice.chance(50) { return .contains(field: field.name, vocabulary.text(&dice, count: dice.within(1...2))) }
        let word = vocabulary.word(&dice)
        return .startsWith(field: field.name, String(word.prefix(dice.within(1...4))))
    }

    private func keyword(_ field: Field, _ dice: inout Dice) -> Filter {
        switch dice.below(6) {
        case 0...1: return .equals(field: field.name, value(field, &dice))
        case 2: return .isIn(field: field.name, (0..<dice.within(1...4)).map { _ in value(field, &dice) })
        case 3: return range(field, &dice)
        default:
            guard case .string(let text) = value(field, &dice), !text.isEmpty else { return .exists(field: field.name) }
            let start = text.index(text.startIndex, offsetBy: dice.below(text.count))
            let part = dice.chance(20) ? text.uppercased() : String(text[start...].prefix(3))
            return dice.chance(50)
                ? .contains(field: field.name, part) : .startsWith(field: field.name, String(text.prefix(dice.within(1...4))))
        }
    }

    private func number(_ field: Field, _ dice: inout Dice) -> Filter {
        switch dice.below(5) {
        case 0...1: .equals(field: field.name, value(field, &dice))
        case 2: .isIn(field: field.name, (0..<dice.within(1...4)).map { _ in value(field, &dice) })
        default: range(field, &dice)
        }
    }

    private func range(_ field: Field, _ dice: inout Dice) -> Filter {
        func bound() -> Filter.Bound? {
            if dice.chance(25) { return nil }
            var value = value(field, &dice)
            if case .number(let number) = value, dice.chance(20) { value = .number(number + 0.5) }
            if case .whole(let number) = value, dice.chance(20) { value = .number(Double(number)) }
            return Filter.Bound(value, isIncluded: dice.chance(60))
        }
        return .range(field: field.name, lower: bound(), upper: bound())
    }

    private func value(_ field: Field, _ dice: inout Dice) -> FilterValue {
        if !documents.isEmpty, dice.chance(75) {
            let scalars = dice.pick(documents).scalars(at: field.name)
            if let text = scalars.first?.scalarText {
                if field.type == .int || field.type == .double {
                    if let value = Double(text), field.type == .double || abs(value) < 0x1p53 { return .number(value) }
                    if let value = Int64(text) { return .whole(value) }
                } else {
                    return .string(text)
                }
            }
        }
        return switch field.type {
        case .int, .double: .number(Double(dice.within(-5...40)))
        case .bool: .bool(true)
        case .date: .string(DocumentMaker.date(&dice))
        case .path: .string(dice.pick(Vocabulary.paths))
        case .identifier: .string(Vocabulary.part(&dice))
        case .text, .keyword, .geo: .string(dice.pick(Vocabulary.brands))
        }
    }
}
