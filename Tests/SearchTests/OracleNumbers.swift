@testable import Search

/// Part numbers by their definitions: which stretches of a query are numbers, and which numbers documents have.
struct NaiveNumberReading {
    /// Places of the query's pieces by the stretch between blanks that they lie in.
    var stretches: [Range<Int>] = []
    /// Neighbouring stretches that are one number that some document has.
    var joined: [(pieces: Range<Int>, text: String)] = []
    var isAsked = false
    var isNamed = false

    init() {}

    init(_ pieces: [NaiveMatching.Piece], _ fields: [Int], _ matching: NaiveMatching) throws {
        let identifiers = fields.filter { matching.schema.fields[$0].type == .identifier }
        isAsked = !identifiers.isEmpty
        isNamed = isAsked && identifiers.count == fields.count
        let starts = pieces.indices.filter { $0 == 0 || pieces[$0].stretchStart != pieces[$0 - 1].stretchStart }
        stretches = starts.indices.map { starts[$0]..<($0 + 1 < starts.count ? starts[$0 + 1] : pieces.count) }
        for first in stretches.indices {
            for last in stretches.indices where last > first && last < first + 8 {
                let texts = stretches[first...last].map { pieces[$0.lowerBound].stretch }
                let isAll = first == 0 && last == stretches.count - 1
                guard isAll || texts.contains(where: { $0.utf8.contains { (0x30...0x39).contains($0) } }) else { continue }
                let text = texts.joined(separator: " ")
                guard let form = try matching.form(text) else { continue }
                let isThere = identifiers.contains { matching.statistics.documentFrequency(form.marked, field: $0) > 0 }
                if isThere { joined.append((stretches[first].lowerBound..<stretches[last].upperBound, text)) }
            }
        }
    }
}

extension ByteString {
    /// A number's form as the term of the number as a whole.
    var marked: ByteString { ByteString(bytes + [UInt8(ascii: "=")]) }

    var hasDigit: Bool { bytes.contains { (0x30...0x39).contains($0) } }
}

extension NaiveMatching {
    /// A number without case and delimiters; nil where nothing is left.
    func form(_ text: String) throws -> ByteString? {
        try analysis.tokens(text, .identifier).first.map { ByteString($0.term.bytes.dropLast()) }
    }

    func isNowhere(_ word: Word) -> Bool { word.allSatisfy { $0.begun == nil } && documentFrequency(word) == 0 }

    /// A word that is no number by itself, in an identifier field.
    func exactPart(_ piece: Piece, at place: Int, _ reading: NaiveNumberReading, _ field: Int) throws -> Part? {
        guard let own = try form(piece.text) else { return nil }
        let joined = reading.joined.filter { $0.pieces.contains(place) }.map(\.text)
        return try exactPart(own, segment: 1, wholes: [piece.stretch, piece.text] + joined, field)
    }

    private func exactPart(_ own: ByteString, segment: Double, wholes: [String], _ field: Int) throws -> Part {
        var part = Part(field: field, terms: [(own, segment)])
        for text in wholes {
            guard let form = try form(text), !part.terms.contains(where: { $0.term == form.marked }) else { continue }
            part.terms.append((form.marked, 4096))
            // Only where other ways of writing it are there too.
            let value = ByteString(text)
            let having = statistics.documents.map { $0.fields[field] }.filter { $0.positions[form.marked] != nil }
            if having.contains(where: { !$0.keywords.contains(value) }) { part.verbatim.append((value, 16384 * fieldWeight(field))) }
        }
        part.exact = part.terms.map(\.term)
        return part
    }

    struct NaiveMeasure {
        let text: String
        let pieces: Range<Int>
        /// False where a fraction's sign is no piece.
        let isSpelled: Bool
        let terms: [ByteString]
    }

    /// Measures that are whole stretches of the query; of those that overlap the first, and of those that begin together any.
    func naiveMeasures(_ text: String, _ pieces: [Piece], _ stretches: [Range<Int>]) -> [NaiveMeasure] {
        var found: [MeasureScanner.Found] = []
        MeasureScanner.find(Array(text.utf8).span, into: &found)
        var measures: [NaiveMeasure] = []
        var end = 0
        for measure in found where measure.range.lowerBound >= end {
            end = measure.range.upperBound
            let terms = found.filter { $0.range == measure.range }.map { ByteString($0.term) }
            let inside = pieces.indices.filter { pieces[$0].range.overlaps(measure.range) }
            guard let first = inside.first, let last = inside.last else {
                let sign = String(decoding: Array(text.utf8)[measure.range], as: UTF8.self)
                measures.append(NaiveMeasure(text: sign, pieces: 0..<0, isSpelled: false, terms: terms))
                continue
            }
            let touched = stretches.filter { $0.overlaps(first..<last + 1) }
            guard touched.first?.lowerBound == first, touched.last?.upperBound == last + 1 else { continue }
            let isSpelled = pieces[first].range.lowerBound <= measure.range.lowerBound
            let whole = touched.map { pieces[$0.lowerBound].stretch }.joined(separator: " ")
            measures.append(NaiveMeasure(text: whole, pieces: first..<last + 1, isSpelled: isSpelled, terms: terms))
        }
        return measures
    }

    func measureTerms(_ field: Int, _ measure: NaiveMeasure?) -> FieldTerms {
        guard let measure, schema.fields[field].analyzer != .identifier else { return [] }
        return measure.terms.map { ($0, 1) }
    }

    /// The pieces of one stretch as one number, or those of one measure; nil where they are neither.
    func number(
        _ pieces: ArraySlice<Piece>, _ measure: NaiveMeasure?, _ reading: NaiveNumberReading, _ fields: [Int]
    ) throws -> Word? {
        guard reading.isAsked || measure != nil, let first = pieces.first, let form = try form(measure?.text ?? first.stretch),
            form.hasDigit
        else { return nil }
        let isOneStretch = pieces.allSatisfy { $0.stretchStart == first.stretchStart }
        let stretch = measure?.text ?? first.stretch
        let isAlone = reading.stretches.count == 1
        let leads = isAlone && isTelling(stretch)
        let joined = reading.joined.filter { $0.pieces.contains(pieces.startIndex) }.map(\.text)
        var word: Word = []
        for field in fields {
            if schema.fields[field].type == .identifier {
                word.append(try exactPart(form, segment: leads ? 512 : 1, wholes: [stretch] + joined, field))
            } else if pieces.count == 1 {
                let terms: FieldTerms = try exactTerms(first, schema.fields[field]).map { ($0, 1) }
                word.append(Part(field: field, terms: measureTerms(field, measure) + terms))
            } else {
                if measure != nil { word.append(Part(field: field, terms: measureTerms(field, measure))) }
                let analyzer = schema.fields[field].analyzer
                let tokens = try analysis.tokens(stretch, analyzer == .auto ? .standard : analyzer)
                if !tokens.isEmpty { word.append(Part(field: field, terms: [], row: tokens)) }
            }
        }
        if isNowhere(word), pieces.count > 1, !isOneStretch || !reading.isAsked { return nil }
        let isSought = isAlone || reading.isNamed || isOneStretch && (isTelling(stretch) && pieces.count > 1 || isNowhere(word))
        if isSought, !isNegated { addInside(form, to: &word, beginning: leads ? 128 : 0.5, inside: leads ? 32 : 0.25) }
        return word
    }

    func addInside(_ form: ByteString, to word: inout Word, beginning: Double, inside: Double) {
        guard form.text.unicodeScalars.count >= 3 else { return }
        for i in word.indices where schema.fields[word[i].field].type == .identifier {
            let known = word[i].exact
            for term in statistics.documentFrequencies[word[i].field].keys.sorted() {
                if known.contains(term) { continue }
                if term.hasPrefix(form) {
                    if word[i].start != form { word[i].terms.append((term, beginning)) }
                } else if term.bytes.last == UInt8(ascii: "="), term.contains(form) {
                    word[i].terms.append((term, inside))
                }
            }
        }
    }

    /// Three letters or digits side by side, or a letter beside a digit.
    private func isTelling(_ text: String) -> Bool {
        let runs = text.unicodeScalars.split { scalar in
            scalar.isASCII && !("0"..."9").contains(scalar) && !("a"..."z").contains(scalar) && !("A"..."Z").contains(scalar)
        }
        return runs.contains { run in
            let digits = run.count { ("0"..."9").contains($0) }
            return String(String.UnicodeScalarView(run)).utf8.count >= 3 || digits > 0 && digits < run.count
        }
    }
}
