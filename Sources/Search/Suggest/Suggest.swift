/// What somebody who has typed so far may want to type.
package struct SuggestRequest: Sendable {
    package var prefix: String
    /// Empty: all fields the schema suggests from, and past queries; where it names none, all keyword and path fields.
    package var fields: [String]
    package var limit: Int
    /// What holds for all that this caller may see. Then only texts and words that such documents have are offered: past queries,
    /// values and corrections come from all of them.
    package var enforced: [Filter] = []
    /// Monotonic time in nanoseconds at which there is what there is by then, marked partial.
    package var deadline: Int64?

    package init(prefix: String, fields: [String] = [], limit: Int = 10) {
        self.prefix = prefix
        self.fields = fields
        self.limit = limit
    }
}

package struct SuggestReply: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// What people searched for before.
        case query
        /// A value of a keyword or path field.
        case value
        /// What was typed with its last word completed.
        case words
        /// Words within a value of a path field: "bolts in Fasteners".
        case scope
        /// The text of a document.
        case text
    }

    package struct Suggestion: Sendable {
        package var text: String
        package var kind: Kind
        /// Nil: past queries.
        package var field: String?
        /// Documents that have it, all of a text's words for words; of past queries, how often they were asked.
        package var count: Int
        /// The text as HTML, what was typed between <em> and </em>.
        package var highlighted: String
        /// Where to look for the text: the value of the path field `field`.
        package var scope: String?
    }
    package var suggestions: [Suggestion] = []
    package var corrections: [SearchReply.Correction] = []
    /// Time was up before all was looked at.
    package var isPartial = false
    package var tookNanoseconds: Int64 = 0
}

extension Snapshot {
    /// Past queries and values that begin with what was typed, the most frequent first; what was typed with its last word
    /// completed, and the categories that have most of it; texts of documents that have the words. Where a word is likely to be
    /// mistyped, or few are found, the same with words put right, and what differs by one typo from the fifth letter on.
    package func suggest(_ request: SuggestRequest) throws -> SuggestReply {
        let began = monotonicNanoseconds()
        var reply = SuggestReply()
        let suggester = Suggester(snapshot: self, request: request, fields: try suggestedFields(request.fields))
        if suggester.hasLetters, request.limit > 0 {
            var found = try suggester.suggestions()
            let isFew = suggester.distinct(found).count < min(request.limit, Self.fewSuggestions)
            if request.enforced.isEmpty, suggester.hasTime {
                reply.corrections = try suggester.corrections(isFull: found.count >= request.limit)
            }
            if isFew || !reply.corrections.isEmpty, suggester.hasTime {
                let corrected = try suggester.correcting(reply.corrections)
                found += try suggester.suggestions(correctedBy: corrected, valuesMayDiffer: isFew)
            }
            reply.suggestions = suggester.chosen(of: found)
            reply.isPartial = !suggester.hasTime
        }
        reply.tookNanoseconds = monotonicNanoseconds() - began
        return reply
    }

    /// Where fewer are found than these, something is likely to be mistyped.
    private static let fewSuggestions = 3

    private func suggestedFields(_ names: [String]) throws(RequestError) -> [FieldID] {
        guard names.isEmpty else {
            var fields: [FieldID] = []
            for name in names {
                guard let id = schema.id(of: name), schema[id].type.isKeyword || schema[id].type == .text else {
                    throw RequestError(
                        parameter: "fields", code: "unknown_field", message: "'\(name)' is no text, keyword or path field of this index")
                }
                fields.append(id)
            }
            return fields
        }
        let marked = schema.fields.filter(\.isSuggested)
        let chosen = marked.isEmpty ? schema.fields.filter { $0.type == .keyword || $0.type == .path } : marked
        return chosen.compactMap { schema.id(of: $0.name) }
    }
}

/// Gathers the suggestions of one request.
struct Suggester {
    let snapshot: Snapshot
    let request: SuggestRequest
    let fields: [FieldID]
    /// What was typed, without blanks before it, folded.
    let typed: [UInt8]
    let isWordFinished: Bool

    init(snapshot: Snapshot, request: SuggestRequest, fields: [FieldID]) {
        self.snapshot = snapshot
        self.request = request
        self.fields = fields
        typed = Array(folded(Array(request.prefix.utf8)).drop { $0 == 0x20 })
        isWordFinished = request.prefix.last?.isWhitespace ?? true
    }

    var schema: Schema { snapshot.schema }

    var hasTime: Bool { !Deadline(request.deadline).isPast }

    var hasLetters: Bool { typed.contains { $0 > 0x20 } }

    /// One typo from so many letters on, as in searches.
    private static let leastLetters = 5
    /// Longer texts are typed by nobody, and branches of each letter are looked at.
    private static let mostLetters = 40

    /// A number that is nearly right is wrong.
    func mayBeMistyped(_ typed: [UInt8]) -> Bool {
        (Self.leastLetters...Self.mostLetters).contains(typed.unicodeLength) && !typed.hasDigit
    }

    /// - Parameters:
    ///   - corrected: the same with words put right: what it finds beside this.
    ///   - valuesMayDiffer: past queries and values may differ from what was typed by a typo.
    func suggestions(correctedBy corrected: Suggester? = nil, valuesMayDiffer withTypos: Bool = false) throws -> [SuggestReply.Suggestion] {
        var found: [SuggestReply.Suggestion] = []
        let asValues = corrected == nil || withTypos
        if asValues, request.fields.isEmpty, request.enforced.isEmpty {
            let queries = snapshot.queries
            found += places(in: queries.completions, withTypos).map { place in
                let text = queries.texts[Int(queries.completions.shown[place].ordinal)]
                return .init(
                    text: String(decoding: text, as: UTF8.self), kind: .query, count: Int(queries.completions.counts[place]),
                    highlighted: marked(text, from: 0, withTypos))
            }
        }
        for field in fields where asValues && schema[field].type.isKeyword && request.enforced.isEmpty && hasTime {
            found += try values(field, withTypos)
        }
        // Of the same number those of the first field, and each field's in the order of their texts.
        found = found.enumerated().sorted { a, b in
            a.element.count != b.element.count ? a.element.count > b.element.count : a.offset < b.offset
        }.map(\.element)
        for field in fields where schema[field].type == .text && hasTime {
            found += try (corrected ?? self).wordsAndTexts(field, corrected != nil)
        }
        return found
    }

    /// The most frequent of what begins as typed, or of what differs by a typo.
    private func places(in completions: Completions, _ withTypos: Bool) -> [Int] {
        var best: [Int] = []
        if withTypos, !mayBeMistyped(typed) { return best }
        for places in withTypos ? completions.places(near: typed) : [completions.places(beginning: typed)] {
            completions.addBest(of: places, limit: request.limit, to: &best)
        }
        return best
    }

    private func values(_ field: FieldID, _ withTypos: Bool) throws -> [SuggestReply.Suggestion] {
        let completions = try snapshot.completions(field)
        return try places(in: completions, withTypos).map { place in
            let home = completions.shown[place]
            let value = try snapshot.views[Int(home.segment)].segment.exactPostings(field).dictionary.term(at: Int(home.ordinal))
            let start = schema[field].type == .path ? value.count - PathValue.lastPart(value).count : 0
            return .init(
                text: String(decoding: value, as: UTF8.self), kind: .value, field: schema[field].name,
                count: Int(completions.counts[place]),
                highlighted: marked(value, from: start, withTypos))
        }
    }

    /// The value as HTML with the typed beginning of its part from `start` on marked. Folding can change lengths; then as
    /// many characters are marked as were typed.
    func marked(_ value: [UInt8], from start: Int, _ withTypos: Bool) -> String {
        var end = start
        var left = typed.unicodeLength
        while end < value.count, left > 0 {
            end += 1
            while end < value.count, value[end] & 0xC0 == 0x80 { end += 1 }
            left -= 1
        }
        var html: [UInt8] = []
        Highlighter.escape(value[..<start], into: &html)
        html += Highlighter.open
        Highlighter.escape(value[start..<end], into: &html)
        html += Highlighter.close
        Highlighter.escape(value[end...], into: &html)
        return String(decoding: html, as: UTF8.self)
    }

    // MARK: what is offered in the end

    /// For each word that is not there, and for the last one, the one that is likelier to have been meant, if there is one. Where
    /// enough begins with a last word that is not finished, nothing is wrong with it.
    func corrections(isFull: Bool) throws -> [SearchReply.Correction] {
        let texts = schema.searchedTextFields
        var speller = Speller(snapshot, fields: texts)
        let words = try TypedWord.words(of: request.prefix).prefix(Snapshot.spelledWordLimit)
        return try words.indices.compactMap { i in
            guard hasTime else { return nil }
            if i < words.endIndex - 1 || isWordFinished {
                if try words.count > 1 && speller.isKnown(words[i]) { return nil }
            } else if isFull, try texts.contains(where: { try !snapshot.completions($0).places(beginning: words[i].folded).isEmpty }) {
                return nil
            }
            return try speller.likelier(than: words[i]) { hasTime }.map { SearchReply.Correction(from: words[i].text, to: $0.text) }
        }
    }

    /// The same with words put right.
    func correcting(_ corrections: [SearchReply.Correction]) throws -> Suggester {
        var text = ""
        let typed = Array(request.prefix.utf8)
        var end = 0
        for word in try TypedWord.words(of: request.prefix) {
            guard let correction = corrections.first(where: { $0.from == word.text }) else { continue }
            text += String(decoding: typed[end..<word.range.lowerBound], as: UTF8.self) + correction.to
            end = word.range.upperBound
        }
        var request = request
        request.prefix = text + String(decoding: typed[end...], as: UTF8.self)
        return Suggester(snapshot: snapshot, request: request, fields: fields)
    }

    /// Each text once, whatever its case and accents, beside the categories it is offered in.
    func distinct(_ found: [SuggestReply.Suggestion]) -> [SuggestReply.Suggestion] {
        var seen: Set<[UInt8]> = []
        return found.filter { seen.insert(folded(Array($0.text.utf8)) + [0] + Array(($0.scope ?? "").utf8)).inserted }
    }

    /// Each text once; as many of each kind as leave room for the others, in the order found.
    func chosen(of found: [SuggestReply.Suggestion]) -> [SuggestReply.Suggestion] {
        let distinct = distinct(found)
        let kinds = Set(distinct.map(\.kind))
        let share = max(1, request.limit / max(1, kinds.count))
        var taken: [SuggestReply.Kind: Int] = [:]
        var isChosen = distinct.map { suggestion in
            taken[suggestion.kind, default: 0] += 1
            return taken[suggestion.kind]! <= share
        }
        var left = request.limit - isChosen.count { $0 }
        for i in distinct.indices where !isChosen[i] && left > 0 {
            isChosen[i] = true
            left -= 1
        }
        return Array(zip(distinct, isChosen).filter(\.1).map(\.0).prefix(request.limit))
    }
}
