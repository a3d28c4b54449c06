/// Cuts a filter, or the options of a facet, into tokens. Places are counted in Unicode scalar values from 0: that is
/// what a "character" is in `RequestError.position`, and in most languages that callers write.
///
/// A bare word runs to the next space, bracket, comma, quote or comparison sign, so that `2024-05-01T10:00:00+02:00`,
/// `1/2` and `M8x40` need no quotes.
struct FilterScanner {
    struct Token: Equatable {
        let kind: Kind
        let range: Range<Int>
        var keyword: Keyword?
    }

    enum Kind: Equatable {
        case word(String)
        /// Between "..." or '...', its escapes undone.
        case quoted(String)
        /// Between `...`: a field's name, whatever it holds.
        case name(String)
        case sign(Sign)
        case end
    }

    enum Sign: String {
        case equal = "=", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
        case open = "(", close = ")", openList = "[", closeList = "]", comma = ",", colon = ":"
    }

    /// Words with a meaning of their own, in any letter case. As a value they need quotes.
    enum Keyword: String, CaseIterable {
        case and = "AND", or = "OR", not = "NOT", to = "TO", isIn = "IN", exists = "EXISTS", contains = "CONTAINS"
        case starts = "STARTS", with = "WITH"

        init?(word: String) {
            let bytes = word.utf8
            // Clearing the sixth bit makes small letters capitals, and no other character a letter.
            let match = Self.allCases.first { keyword in
                keyword.rawValue.utf8.count == bytes.count && zip(keyword.rawValue.utf8, bytes).allSatisfy { $0 == $1 & 0xDF }
            }
            guard let match else { return nil }
            self = match
        }
    }

    let scalars: [Unicode.Scalar]
    let parameter: String
    /// In facet options a colon stands between name and value; in filters it is part of words, as in times of day.
    private let colonIsSign: Bool
    private let end: Int
    private var offset: Int

    init(_ text: String, parameter: String) {
        scalars = Array(text.unicodeScalars)
        self.parameter = parameter
        colonIsSign = false
        end = scalars.count
        offset = 0
    }

    /// Reads a part of a longer text; places still count from the start of the whole.
    init(_ scalars: [Unicode.Scalar], part: Range<Int>, parameter: String) {
        self.scalars = scalars
        self.parameter = parameter
        colonIsSign = true
        end = part.upperBound
        offset = part.lowerBound
    }

    mutating func next() throws(RequestError) -> Token {
        while offset < end, scalars[offset].isSpace { offset += 1 }
        let start = offset
        guard start < end else { return Token(kind: .end, range: end..<end) }
        var keyword: Keyword?
        let kind: Kind
        switch scalars[start] {
        case "\"", "'": kind = .quoted(try quoted("a string"))
        case "`":
            let name = try quoted("a field name")
            guard !name.isEmpty else { throw problem("a field name is missing between the backticks", at: start) }
            kind = .name(name)
        case let scalar:
            if let sign = try sign(scalar) {
                offset += sign.rawValue.utf8.count
                kind = .sign(sign)
            } else {
                let word = try word()
                keyword = Keyword(word: word)
                kind = .word(word)
            }
        }
        return Token(kind: kind, range: start..<offset, keyword: keyword)
    }

    func problem(_ message: String, at position: Int) -> RequestError {
        RequestError(parameter, .badSyntax, message, at: position)
    }

    private func sign(_ scalar: Unicode.Scalar) throws(RequestError) -> Sign? {
        let following = offset + 1 < end ? scalars[offset + 1] : " "
        switch scalar {
        case "(": return .open
        case ")": return .close
        case "[": return .openList
        case "]": return .closeList
        case ",": return .comma
        case ":" where colonIsSign: return .colon
        case "=":
            if following == "=" { throw problem("'==' is written '=', as in brand = \"Bosch\"", at: offset) }
            return .equal
        case "!":
            guard following == "=" else {
                throw problem("expected '!=', as in brand != \"Bosch\"; to negate a condition write NOT before it", at: offset)
            }
            return .notEqual
        case "<":
            if following == ">" { throw problem("'<>' is written '!=', as in brand != \"Bosch\"", at: offset) }
            return following == "=" ? .lessOrEqual : .less
        case ">": return following == "=" ? .greaterOrEqual : .greater
        default: return nil
        }
    }

    private mutating func word() throws(RequestError) -> String {
        let start = offset
        switch scalars[start] {
        case "\u{201C}", "\u{201D}", "\u{201E}", "\u{2018}", "\u{2019}", "\u{AB}", "\u{BB}":
            throw problem("quotes must be straight, as in brand = \"Bosch\"", at: start)
        default: break
        }
        while offset < end, !endsWord(scalars[offset]) { offset += 1 }
        let text = string(start..<offset)
        if offset < end, [0x22, 0x27, 0x60].contains(scalars[offset].value), Keyword(word: text) == nil {
            throw problem("a quote inside a word: put the whole value in quotes, as in name = \"O'Neill\" or size = '1/2\"'", at: offset)
        }
        return text
    }

    private func endsWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "(", ")", "[", "]", ",", "=", "!", "<", ">", "\"", "'", "`": true
        case ":": colonIsSign
        default: scalar.isSpace
        }
    }

    /// What stands between a quote and the next of its kind. A backslash takes a quote or backslash as itself; \n, \r
    /// and \t are a line's end, a return and a tab.
    private mutating func quoted(_ what: String) throws(RequestError) -> String {
        let start = offset
        let quote = scalars[start]
        var text = String.UnicodeScalarView()
        offset += 1
        while offset < end {
            let scalar = scalars[offset]
            offset += 1
            if scalar == quote { return String(text) }
            guard scalar == "\\" else {
                text.append(scalar)
                continue
            }
            guard offset < end else { break }
            switch scalars[offset] {
            case "\"", "'", "`", "\\": text.append(scalars[offset])
            case "n": text.append("\n")
            case "r": text.append("\r")
            case "t": text.append("\t")
            default: throw problem("unknown escape; write a backslash as \\\\, as in path = \"C:\\\\parts\"", at: offset - 1)
            }
            offset += 1
        }
        throw problem("\(what) begins here and has no closing \(quote)", at: start)
    }

    func string(_ range: Range<Int>) -> String { String(scalars, range) }
}

extension String {
    /// Scalar values as a string.
    init(_ scalars: [Unicode.Scalar], _ range: Range<Int>) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        for i in range {
            let scalar = scalars[i]
            if scalar.isASCII { bytes.append(UInt8(truncatingIfNeeded: scalar.value)) } else { appendScalar(scalar.value, to: &bytes) }
        }
        self.init(decoding: bytes, as: UTF8.self)
    }
}

extension Unicode.Scalar {
    /// White space as Unicode has it.
    // PERF: the library looks a property up by binary search, 7 % of the time to read what people type; most is ASCII.
    var isSpace: Bool { isASCII ? value == 0x20 || (value >= 0x09 && value <= 0x0D) : properties.isWhitespace }
}
