/// Part numbers and other codes: one value, written in whatever way.
///
/// Everything but letters and digits is a delimiter; letters and digits fold as words do. The value gives first the whole
/// without delimiters, at position 0 with the range of all of it, then its segments between delimiters at positions 0, 1, 2 ...
///
///     1234-XYZ/B5   >   1234xyzb5 (0)   1234 (0)   xyz (1)   b5 (2)
///
/// A value of one segment gives one token. `1234XYZB5`, `1234 xyz b5` and `1234-XYZ/B5` so share their first token.
struct IdentifierScanner {
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
        guard segments.count > 1 else { return }
        // The folded segments lie side by side, so the whole is there already.
        buffer.append(termFrom: 0, range: first.lowerBound..<last.upperBound)
        var whole = buffer.tokens.removeLast()
        whole.position = 0
        buffer.tokens.insert(whole, at: 0)
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
