/// What somebody who has typed so far may want to type.
package struct SuggestRequest: Sendable {
    package var prefix: String
    /// Empty: all fields the schema suggests from; where it names none, all keyword and path fields.
    package var fields: [String]
    package var limit: Int

    package init(prefix: String, fields: [String] = [], limit: Int = 10) {
        self.prefix = prefix
        self.fields = fields
        self.limit = limit
    }
}

package struct SuggestReply: Sendable {
    package struct Suggestion: Sendable {
        package var text: String
        package var field: String
        /// Documents that have it.
        package var count: Int
        /// The text as HTML, what was typed between <em> and </em>.
        package var highlighted: String
    }
    package var suggestions: [Suggestion] = []
    package var corrections: [SearchReply.Correction] = []
    package var tookNanoseconds: Int64 = 0
}

extension Snapshot {
    /// Values of keyword and path fields that begin with what was typed, the most frequent first; then texts of documents
    /// that have its words, the last one perhaps unfinished.
    package func suggest(_ request: SuggestRequest) throws -> SuggestReply {
        let began = monotonicNanoseconds()
        var reply = SuggestReply()
        let typed = folded(Array(request.prefix.utf8))
        let fields = try suggestedFields(request.fields)
        if typed.contains(where: { $0 != 0x20 }), request.limit > 0 {
            for field in fields where schema[field].type.isKeyword {
                reply.suggestions += try completions(typed, field, limit: request.limit)
            }
            reply.suggestions.sort { $0.count != $1.count ? $0.count > $1.count : $0.text < $1.text }
            reply.suggestions.removeLast(max(0, reply.suggestions.count - request.limit))
            for field in fields where schema[field].type == .text {
                try addTexts(request, field, to: &reply)
            }
        }
        reply.tookNanoseconds = monotonicNanoseconds() - began
        return reply
    }

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

    /// Values whose folded text begins with `typed`, or of paths, whose last part does.
    private func completions(_ typed: [UInt8], _ field: FieldID, limit: Int) throws -> [SuggestReply.Suggestion] {
        let isPath = schema[field].type == .path
        let best = try views.count == 1 && views[0].live == nil
            ? mostFrequent(typed, field, in: views[0].segment, limit: limit) : mostFrequent(typed, field, limit: limit)
        return best.map { value, count in
            let shown = isPath ? PathValue.lastPart(value) : value
            return .init(
                text: String(decoding: value, as: UTF8.self), field: schema[field].name, count: count,
                highlighted: Self.marked(value, from: value.count - shown.count, typed))
        }
    }

    /// Of one whole segment: its own counts are the counts, and only the best are looked up.
    private func mostFrequent(
        _ typed: [UInt8], _ field: FieldID, in segment: Segment, limit: Int
    ) throws -> [(value: [UInt8], count: Int)] {
        var best: [(ordinal: Int, count: Int)] = []
        try segment.foldedValues(field).forEach(beginning: typed) { ordinal, count in
            func precedes(_ other: (ordinal: Int, count: Int)) -> Bool {
                count != other.count ? count > other.count : ordinal < other.ordinal
            }
            if best.count == limit {
                guard precedes(best[limit - 1]) else { return }
                best.removeLast()
            }
            best.insert((ordinal, count), at: best.firstIndex(where: precedes) ?? best.count)
        }
        let dictionary = try segment.exactPostings(field).dictionary
        return try best.map { (try dictionary.term(at: $0.ordinal), $0.count) }
    }

    private func mostFrequent(_ typed: [UInt8], _ field: FieldID, limit: Int) throws -> [(value: [UInt8], count: Int)] {
        var best = BestCompletions(try views.map { try $0.segment.exactPostings(field) }, limit: limit)
        var merge = FoldedMerge(try views.map { try $0.segment.foldedValues(field) }, beginning: typed)
        while merge.next() {
            // Deleted documents count here, so what the values have is no more.
            let most = merge.group.reduce(0) { $0 + $1.count }
            if best.isFull, most < best.leastCount { continue }
            if merge.group.allSatisfy({ $0.segment == merge.group[0].segment }) {
                // Those of one segment differ: by case or accents only.
                for i in merge.group.indices { try offer([merge.group[i]], to: &best) }
            } else {
                for (_, values) in Dictionary(grouping: try merge.group.map { (try best.value(of: $0), $0) }, by: \.0) {
                    try offer(values.map(\.1), to: &best)
                }
            }
        }
        return best.found
    }

    /// `values`: one value, in each segment that has it.
    private func offer(_ values: [FoldedMerge.Value], to best: inout BestCompletions) throws {
        guard try best.mayTake(values[0], count: values.reduce(0) { $0 + $1.count }) else { return }
        var count = 0
        for value in values {
            let view = views[value.segment]
            count += view.live == nil ? value.count : try liveCount(try best.entry(of: value), best.postings[value.segment], view)
        }
        if count > 0 { try best.insert(values[0], count: count) }
    }

    private func liveCount(_ entry: TermEntry, _ postings: PostingsField, _ view: SegmentView) throws -> Int {
        guard let live = view.live else { return Int(entry.documentCount) }
        var count = 0
        try PostingsCursor(postings, entry).forEachPosting { document, _ in if live.contains(Int(document)) { count += 1 } }
        return count
    }

    /// The value as HTML with the typed beginning of its part from `start` on marked. Folding can change lengths; then as
    /// many code points as were typed are marked.
    private static func marked(_ value: [UInt8], from start: Int, _ typed: [UInt8]) -> String {
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

    private func addTexts(_ request: SuggestRequest, _ field: FieldID, to reply: inout SuggestReply) throws {
        guard reply.suggestions.count < request.limit else { return }
        let name = schema[field].name
        var search = SearchRequest()
        search.structured = .words(
            WordsQuery(text: request.prefix, fields: [name], match: .all, lastIsPrefix: true, correctsTypos: true))
        search.limit = request.limit
        search.total = .none
        search.fields = [name]
        search.highlight = [name]
        let found = try self.search(search)
        reply.corrections = found.corrections
        for hit in found.hits where reply.suggestions.count < request.limit {
            guard let text = StoredText.values(of: name, in: hit.document ?? []).first.map({ String(decoding: $0, as: UTF8.self) }),
                !reply.suggestions.contains(where: { $0.text == text })
            else { continue }
            let html = hit.highlights.first?.html ?? text
            reply.suggestions.append(.init(text: text, field: name, count: 1, highlighted: html))
        }
    }
}
