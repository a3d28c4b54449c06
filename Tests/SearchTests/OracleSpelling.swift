import Glibc
@testable import Search

/// Words as people mistype them, from the definitions: typos, and words written apart or together. Only for searches in fields
/// that are not stemmed, and in no field of part numbers: there the terms are the words.
extension NaiveMatching {
    func correctedWords(_ query: WordsQuery, _ documents: [NaiveDocument]) throws -> [Int: Double] {
        let fields = searched(query.fields)
        let texts = fields.filter { schema.fields[$0].type == .text }
        let pieces = try pieces(query.text)
        var units: [[Int: Double]] = []
        var number = 0
        while number < pieces.count {
            let isLast = number == pieces.count - 1
            let mayJoin = number + 2 < pieces.count || number + 2 == pieces.count && !query.lastIsPrefix
            if mayJoin, let joined = try joined(pieces[number], pieces[number + 1], fields, texts, query.match, documents) {
                units += joined
                number += 2
                continue
            }
            let isPrefix = isLast && query.lastIsPrefix
            if let word = try corrected(pieces[number], fields, isPrefix: isPrefix) {
                var unit = score([word], atLeast: 1, documents)
                if !isPrefix { unit = try best(unit, split(pieces[number], texts, documents)) }
                units.append(unit)
            }
            number += 1
        }
        if units.isEmpty { return query.text.allSatisfy { $0 == " " } ? try scores(.all, documents) : [:] }
        let needed: Int =
            switch query.match {
            case .any: 1
            case .all: units.count
            case .most: max(1, units.count - max(1, units.count / 3))
            case .minimum(let count): max(1, min(count, units.count))
            }
        var result: [Int: Double] = [:]
        for index in documents.indices {
            let found = units.compactMap { $0[index] }
            if found.count >= needed { result[index] = found.reduce(0, +) }
        }
        return result
    }

    private func best(_ a: [Int: Double], _ b: [Int: Double]) -> [Int: Double] { a.merging(b) { max($0, $1) } }

    private func hasDigit(_ piece: Piece) -> Bool { piece.folded.bytes.contains { (0x30...0x39).contains($0) } }

    private func count(_ piece: Piece, _ texts: [Int]) throws -> Int {
        try texts.map { field in
            try exactTerms(piece, schema.fields[field]).first.map { statistics.documentFrequency($0, field: field) } ?? 0
        }.max() ?? 0
    }

    private func only(_ text: String) throws -> Piece? {
        let pieces = try pieces(text)
        return pieces.count == 1 ? pieces[0] : nil
    }

    private func corrected(_ piece: Piece, _ fields: [Int], isPrefix: Bool) throws -> Word? {
        guard var word = try word(piece, at: 0, NaiveNumberReading(), fields, isPrefix: isPrefix) else { return nil }
        let isThere = word.contains { part in part.terms.contains { statistics.documentFrequency($0.term, field: part.field) > 0 } }
        if isThere || hasDigit(piece) { return word }
        let typed = Array(piece.folded.text.unicodeScalars)
        let limit = typed.count >= 9 ? 2 : typed.count >= 5 ? 1 : 0
        if limit == 0 { return word }
        let parts = word.indices.filter { schema.fields[word[$0].field].type == .text }
        var costs: [ByteString: Float] = [:]
        var model = ErrorModel()
        for i in parts {
            for term in statistics.documentFrequencies[word[i].field].keys {
                let other = Array(term.text.unicodeScalars)
                let isNear = other.first == typed.first && naiveEditDistance(Array(typed.dropFirst()), Array(other.dropFirst())) <= limit
                    || naiveEditDistance(typed, other) <= limit - 1
                guard isNear, other != typed else { continue }
                let count = parts.map { statistics.documentFrequency(term, field: word[$0].field) }.max() ?? 0
                costs[term] = model.cost(of: typed.map(\.value), meant: other.map(\.value)) - ErrorModel.frequencyExponent * logf(Float(count) + 1)
            }
        }
        guard let least = costs.values.min() else { return word }
        for i in parts {
            for (term, cost) in costs where statistics.documentFrequency(term, field: word[i].field) > 0 {
                word[i].terms.append((term, max(0.5 * exp(Double(least - cost)), 1 / 64)))
            }
        }
        return word
    }

    private func joined(
        _ a: Piece, _ b: Piece, _ fields: [Int], _ texts: [Int], _ match: WordsQuery.Match, _ documents: [NaiveDocument]
    ) throws -> [[Int: Double]]? {
        guard a.folded.text.unicodeScalars.count + b.folded.text.unicodeScalars.count >= 5, !hasDigit(a), !hasDigit(b),
            let whole = try only(a.text + b.text)
        else { return nil }
        let together = try count(whole, texts)
        let apart = try min(count(a, texts), count(b, texts))
        guard together > 0, apart < 20 || together >= apart / 4 else { return nil }
        let words = try [a, b].compactMap { try word($0, at: 0, NaiveNumberReading(), fields, isPrefix: false) }
        let factor = apart == 0 ? 0.5 : 0.1
        let joined = try score([word(whole, at: 0, NaiveNumberReading(), texts, isPrefix: false)].compactMap { $0 }, atLeast: 1, documents).mapValues { $0 * factor }
        let apartScores = words.map { score([$0], atLeast: 1, documents) }
        switch match {
        case .any: return apartScores + [joined]
        case .all: return [best(score(words, atLeast: words.count, documents), joined)]
        case .most, .minimum: return apartScores.map { best($0, joined) }
        }
    }

    private func split(_ piece: Piece, _ texts: [Int], _ documents: [NaiveDocument]) throws -> [Int: Double] {
        let letters = Array(piece.folded.text.unicodeScalars)
        guard !texts.isEmpty, letters.count >= 6, !hasDigit(piece) else { return [:] }
        let whole = try count(piece, texts)
        guard whole < 20 else { return [:] }
        var ways: [(count: Int, scores: [Int: Double])] = []
        for place in 3...letters.count - 3 {
            let halves = [letters[..<place], letters[place...]].map { String(String.UnicodeScalarView($0)) }
            guard let a = try only(halves[0]), let b = try only(halves[1]) else { continue }
            let count = try min(count(a, texts), count(b, texts))
            let query = PhraseQuery(text: halves.joined(separator: " "), fields: texts.map { schema.fields[$0].name })
            if count > 0 { ways.append((count, try phrase(query, documents))) }
        }
        let factor = whole == 0 ? 0.5 : 0.1
        let found = ways.filter { !$0.scores.isEmpty }
        guard let most = found.map(\.count).max(), let way = found.first(where: { $0.count == most }) else { return [:] }
        return way.scores.mapValues { $0 * factor }
    }
}
