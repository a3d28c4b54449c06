internal import CICU

/// The door to ICU: everything unsafe about it is in this file.
enum ICU {
    /// Normalisation reads at most so many bytes of a word; the C side sizes its buffers by it.
    static let maximumInputSizeBytes = 1024
    /// What any result fits in: 1,024 bytes become at most 8,192 UTF-16 units, each at most three bytes.
    static let maximumResultSizeBytes = 3 * 8192

    enum Form { case caseFolded, decomposed, composed }

    /// Replaces `out` by the normalised text. False, with `out` empty, when ICU could not (no memory, too long).
    static func normalize(_ text: Span<UInt8>, to form: Form, into out: inout [UInt8]) -> Bool {
        out.removeAll(keepingCapacity: true)
        // SAFETY: `text` lives through the closure; the C side writes at most `capacity` bytes and tells how many.
        out.append(addingCapacity: maximumResultSizeBytes) { result in
            text.withUnsafeBufferPointer { input in
                result.withUnsafeMutableBufferPointer { output, initializedCount in
                    let size = Int32(input.count)
                    let capacity = Int32(output.count)
                    let written =
                        switch form {
                        case .caseFolded: cicu_nfkc_casefold(input.baseAddress, size, output.baseAddress, capacity)
                        case .decomposed: cicu_nfd(input.baseAddress, size, output.baseAddress, capacity)
                        case .composed: cicu_nfc(input.baseAddress, size, output.baseAddress, capacity)
                        }
                    initializedCount = max(0, Int(written))
                }
            }
        }
        return !out.isEmpty || text.isEmpty
    }

    static func normalize(_ text: [UInt8], to form: Form, into out: inout [UInt8]) -> Bool {
        normalize(text.span, to: form, into: &out)
    }

    static func wordClass(_ scalar: UInt32) -> WordClass { WordClass(cicu_word_class_of(scalar)) }
    static func script(_ scalar: UInt32) -> cicu_script { cicu_script_of(scalar) }
    static func isNonspacingMark(_ scalar: UInt32) -> Bool { cicu_is_nonspacing_mark(scalar) }
    static func isIndependent(_ scalar: UInt32) -> Bool { cicu_is_independent(scalar) }

    /// 0...9 for a decimal digit of any script.
    static func digit(_ scalar: UInt32) -> UInt32? {
        let value = cicu_digit_value(scalar)
        return value >= 0 ? UInt32(value) : nil
    }

    /// Unicode's name of a character's script: Latin, Han, Common.
    static func scriptName(_ scalar: UInt32) -> String { String(cString: cicu_script_name(scalar)) }

    static func errorName(_ code: Int32) -> String { String(cString: cicu_error_name(code)) }
}

/// An ICU break iterator over UTF-8 by `WordBreakRules`. Used by one thread at a time.
final class WordBreaker {
    // SAFETY: made in `init`, closed in `deinit`, never handed out.
    private let words: OpaquePointer

    /// The rules take ICU about 5 ms to compile and a copy of the compiled form 3 µs to open, so they are compiled once.
    private static let compiledRules: Result<[UInt8], AnalysisError> = {
        let rules = WordBreakRules.text
        var compiled = [UInt8](repeating: 0, count: 1 << 16)
        var error: Int32 = 0
        let size = cicu_words_compile(rules, Int32(rules.utf8.count), &compiled, Int32(compiled.count), &error)
        guard error == 0, size > 0, size <= compiled.count else { return .failure(.wordBreaker(code: ICU.errorName(error))) }
        return .success(Array(compiled.prefix(Int(size))))
    }()

    init() throws(AnalysisError) {
        let rules = try Self.compiledRules.get()
        var error: Int32 = 0
        guard let words = cicu_words_open(rules, Int32(rules.count), &error) else {
            throw .wordBreaker(code: ICU.errorName(error))
        }
        self.words = words
    }

    deinit { cicu_words_close(words) }

    /// Calls `body` with the byte range of each segment of `text[range]` in order: words, spaces, signs.
    func forEachSegment(of text: Span<UInt8>, in range: Range<Int>, _ body: (Range<Int>) -> Void) {
        // SAFETY: ICU reads only `range`, which the slice below checks to lie in `text`, and only until this function returns;
        // whatever it keeps of the pointer is replaced before the next read. Boundaries are checked to go forward and stay inside.
        text.withUnsafeBufferPointer { buffer in
            let part = UnsafeBufferPointer(rebasing: buffer[range])
            guard cicu_words_start(words, part.baseAddress, Int32(part.count)) else { return }
            var start = 0
            while true {
                let end = Int(cicu_words_next(words))
                guard end > start, end <= part.count else { return }
                body(range.lowerBound + start..<range.lowerBound + end)
                start = end
            }
        }
    }
}
