/// Marks in stored text what a query matched, by the byte offsets of analysis: exactly the matched words, nothing moved.
struct Highlighter {
    let schema: Schema
    let forms: [FieldID: TermForms]

    static let open = Array("<em>".utf8)
    static let close = Array("</em>".utf8)
    /// Longer texts are cut to the best stretch of about this size.
    static let snippetSizeBytes = 240

    /// Of the fields asked for, those with a match, as HTML: matches between <em> and </em>, all else escaped.
    func highlights(of document: [UInt8], fields: [String]) throws -> [(field: String, html: String)] {
        var found: [(field: String, html: String)] = []
        for name in fields {
            guard let id = schema.id(of: name), let forms = forms[id] else { continue }
            for text in StoredText.values(of: name, in: document) {
                guard let html = try highlight(text, schema[id], forms) else { continue }
                found.append((name, html))
                break
            }
        }
        return found
    }

    /// Nil where nothing in the text matched.
    private func highlight(_ text: [UInt8], _ field: Field, _ forms: TermForms) throws -> String? {
        let tokens = try AnalyzerPool.shared.tokens(of: text, with: field.analyzer)
        let inPhrases = forms.phrases.reduce(into: Set<Int>()) { $0.formUnion($1.places(in: tokens)) }
        var ranges: [Range<Int>] = []
        for (place, token) in tokens.enumerated() where forms.contains(token.term[...]) || inPhrases.contains(place) {
            ranges.append(token.range)
        }
        if field.analyzer != .identifier {
            var measures: [MeasureScanner.Found] = []
            MeasureScanner.find(text.span, into: &measures)
            ranges += measures.filter { forms.terms.contains($0.term) }.map(\.range)
        }
        if !forms.insides.isEmpty { ranges += Self.ranges(of: forms.insides, inNumber: text) }
        var marks: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = marks.last, range.lowerBound < last.upperBound {
                marks[marks.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                marks.append(range)
            }
        }
        guard !marks.isEmpty else { return nil }
        let shown = Self.stretch(of: text, marks)
        var html: [UInt8] = []
        if shown.lowerBound > 0 { html += Array("… ".utf8) }
        var at = shown.lowerBound
        for mark in marks where mark.lowerBound >= shown.lowerBound && mark.upperBound <= shown.upperBound {
            Self.escape(text[at..<mark.lowerBound], into: &html)
            html += Self.open
            Self.escape(text[mark], into: &html)
            html += Self.close
            at = mark.upperBound
        }
        Self.escape(text[at..<shown.upperBound], into: &html)
        if shown.upperBound < text.count { html += Array(" …".utf8) }
        return String(decoding: html, as: UTF8.self)
    }

    /// Where any of `needles` stands in a part number, whatever delimiters lie between.
    private static func ranges(of needles: [[UInt8]], inNumber text: [UInt8]) -> [Range<Int>] {
        var scanner = IdentifierScanner()
        let (form, places) = scanner.places(text.span)
        var found: [Range<Int>] = []
        for needle in needles where !needle.isEmpty && needle.count <= form.count {
            for start in 0...form.count - needle.count where form[start..<start + needle.count].elementsEqual(needle) {
                found.append(places[start].lowerBound..<places[start + needle.count - 1].upperBound)
            }
        }
        return found
    }

    /// The whole of a short text; of a long one the stretch with the most matches, from blank to blank.
    private static func stretch(of text: [UInt8], _ marks: [Range<Int>]) -> Range<Int> {
        guard text.count > snippetSizeBytes + snippetSizeBytes / 4 else { return 0..<text.count }
        var best = (from: 0, count: 0)
        var last = 0
        for first in marks.indices {
            last = max(last, first)
            while last < marks.count, marks[last].upperBound - marks[first].lowerBound <= snippetSizeBytes * 3 / 4 { last += 1 }
            if last - first > best.count { best = (first, last - first) }
        }
        var from = max(0, marks[best.from].lowerBound - snippetSizeBytes / 4)
        var to = min(text.count, from + snippetSizeBytes)
        from = max(0, min(from, to - snippetSizeBytes))
        // To the next blanks, or where there are none near (as in Chinese) to a code point's beginning.
        if from > 0 {
            let blank = text[from..<min(from + 30, marks[best.from].lowerBound)].firstIndex(of: 0x20)
            from = blank.map { $0 + 1 } ?? from
            while from < text.count, text[from] & 0xC0 == 0x80 { from += 1 }
        }
        if to < text.count {
            to = text[max(from, to - 30)..<to].lastIndex(of: 0x20) ?? to
            while to > from, text[to] & 0xC0 == 0x80 { to -= 1 }
        }
        return from..<max(to, min(marks[best.from].upperBound, text.count))
    }

    static func escape(_ text: ArraySlice<UInt8>, into html: inout [UInt8]) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "<"): html += Array("&lt;".utf8)
            case UInt8(ascii: ">"): html += Array("&gt;".utf8)
            case UInt8(ascii: "&"): html += Array("&amp;".utf8)
            case UInt8(ascii: "\""): html += Array("&quot;".utf8)
            case UInt8(ascii: "'"): html += Array("&#39;".utf8)
            default: html.append(byte)
            }
        }
    }
}

extension PhraseForm {
    /// Which of a text's tokens the phrase's occurrences are made of.
    fileprivate func places(in tokens: [QueryToken]) -> Set<Int> {
        let byWord = terms.map { term in tokens.indices.filter { tokens[$0].term == term } }
        let occurrences = PhraseMatching.occurrences(
            byWord.map { $0.map { tokens[$0].position } }, offsets: offsets, terms: PhraseMatching.numbers(terms),
            slop: UInt32(clamping: slop))
        var places: Set<Int> = []
        for (word, candidates) in byWord.enumerated() {
            let positions = Set(occurrences.map { $0[word] })
            for place in candidates where positions.contains(tokens[place].position) { places.insert(place) }
        }
        return places
    }
}

/// Text values of a stored document, by dotted field name.
enum StoredText {
    static func values(of name: String, in document: [UInt8]) -> [[UInt8]] {
        Bytes.of(document) { bytes in
            var cursor = JSONCursor(bytes)
            var found: [[UInt8]] = []
            do throws(JSONError) {
                try find(name.split(separator: ".").map { Array($0.utf8) }[...], &cursor, &found)
            } catch {
                return found
            }
            return found
        }
    }

    private static func find(
        _ path: ArraySlice<[UInt8]>, _ cursor: inout JSONCursor, _ found: inout [[UInt8]], depth: Int = 0
    ) throws(JSONError) {
        guard depth < JSONCursor.depthLimit else { throw cursor.error("nested too deep") }
        switch try cursor.peekKind() {
        case .object where !path.isEmpty:
            try cursor.expect(UInt8(ascii: "{"))
            var isFirst = true
            while try cursor.next(isFirst: isFirst, close: UInt8(ascii: "}")) {
                isFirst = false
                var name: [UInt8] = []
                cursor.unescape(try cursor.key(), into: &name)
                if name == path.first { try find(path.dropFirst(), &cursor, &found, depth: depth + 1) } else { try cursor.skipValue() }
            }
        case .array where path.isEmpty:
            try cursor.expect(UInt8(ascii: "["))
            var isFirst = true
            while try cursor.next(isFirst: isFirst, close: UInt8(ascii: "]")) {
                isFirst = false
                try find(path, &cursor, &found, depth: depth + 1)
            }
        case .string where path.isEmpty:
            var text: [UInt8] = []
            cursor.unescape(try cursor.string(), into: &text)
            found.append(text)
        case .number where path.isEmpty: found.append(cursor.bytes[try cursor.number()].array)
        default: try cursor.skipValue()
        }
    }
}
