/// Part numbers and other codes: one value, written in whatever way.
///
/// Everything but letters and digits is a delimiter; letters and digits fold as words do. The value gives first the whole
/// without delimiters, marked at its end, at position 0 with the range of all of it; then, where there are several, its
/// segments between delimiters at positions 0, 1, 2 ...
///
///     1234-XYZ/B5   >   1234xyzb5= (0)   1234 (0)   xyz (1)   b5 (2)
///     1234XYZB5     >   1234xyzb5= (0)
///
/// So a whole number is never taken for a segment of another, and what begins either lies together in a dictionary.
struct IdentifierScanner {
    /// Ends a whole: no letter and no digit, so no segment has it.
    static let mark = UInt8(ascii: "=")

    private var folding = Folding()
    private var segments: [Range<Int>] = []

    mutating func scan(_ text: Span<UInt8>, into buffer: inout TokenBuffer) {
        findSegments(text)
        guard let first = segments.first, let last = segments.last else { return }
        for segment in segments {
            let termStart = buffer.terms.count
            _ = folding.append(text.extracting(segment), depth: .full, to: &buffer.terms)
            buffer.append(termFrom: termStart, range: segment)
        }
        if segments.count == 1 { buffer.tokens.removeAll(keepingCapacity: true) }
        // The folded segments lie side by side, so the whole is there already, up to the length that a term may have.
        let size = UTF8Reading.boundary(buffer.terms.span, atOrBefore: TokenBuffer.maximumTermSizeBytes - 1)
        var termStart = 0
        if size < buffer.terms.count {
            termStart = buffer.terms.count
            for place in 0..<size { buffer.terms.append(buffer.terms[place]) }
        }
        buffer.terms.append(Self.mark)
        let range = first.lowerBound..<last.upperBound
        buffer.tokens.insert(.init(termStart: termStart, termSize: size + 1, range: range, position: 0), at: 0)
    }

    /// The number's form, as far as characters fold one by one, and for each of its bytes the bytes of the character it is of:
    /// to mark what stands inside it.
    mutating func places(_ text: Span<UInt8>) -> (form: [UInt8], places: [Range<Int>]) {
        var form: [UInt8] = []
        var places: [Range<Int>] = []
        var index = 0
        while index < text.count {
            let (scalar, size) = UTF8Reading.decode(text, at: index)
            if Self.isPart(scalar) { _ = folding.append(text.extracting(index..<index + size), depth: .full, to: &form) }
            while places.count < form.count { places.append(index..<index + size) }
            index += size
        }
        return (form, places)
    }

    private mutating func findSegments(_ text: Span<UInt8>) {
        segments.removeAll(keepingCapacity: true)
        var start: Int?
        var index = 0
        while index < text.count {
            let (scalar, size) = UTF8Reading.decode(text, at: index)
            if Self.isPart(scalar) {
                start = start ?? index
            } else if let begun = start {
                segments.append(begun..<index)
                start = nil
            }
            index += size
        }
        if let begun = start { segments.append(begun..<text.count) }
    }

    /// Letters and digits of any script, and marks, which are part of a letter.
    private static func isPart(_ scalar: UInt32) -> Bool {
        let entry = LetterTable.full[scalar].wordClass
        let wordClass = entry == .beyond ? ICU.wordClass(scalar) : entry
        return wordClass.isLetterOrDigit || wordClass == .extend || wordClass == .context
    }
}
