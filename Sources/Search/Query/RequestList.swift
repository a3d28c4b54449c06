/// A list as URLs write it: parts with commas between them, spaces around them dropped, empty parts skipped. A name that
/// holds a comma, a colon or a bracket stands in backticks; spaces within a name need none.
///
/// A facet may have options after its name, by the names that the JSON form has:
///
///     facets=brand(limit:20, order:value),price(ranges:[0,10,50]),categories(under:"Fasteners > Bolts")
struct RequestList {
    /// A name, and where it stands in the parameter; no place where it came in an array.
    struct Item {
        let text: String
        let position: Int?
    }

    struct Part {
        let scalars: [Unicode.Scalar]
        let range: Range<Int>
        let parameter: String
        var hasPosition = true
    }

    let items: [Part]

    init(_ text: String, parameter: String) {
        let scalars = Array(text.unicodeScalars)
        var items: [Part] = []
        var start = 0
        var depth = 0
        var quote: Unicode.Scalar?
        var i = 0
        func close(at end: Int) {
            let part = Part(scalars: scalars, range: start..<end, parameter: parameter).trimmed
            if !part.range.isEmpty { items.append(part) }
        }
        while i < scalars.count {
            let scalar = scalars[i]
            if let open = quote {
                if scalar == "\\" { i += 1 } else if scalar == open { quote = nil }
            } else {
                switch scalar {
                // Outside brackets a quote is a part of a name, as in 1/2"; inside it holds what `under` asks for.
                case "\"", "'": if depth > 0 { quote = scalar }
                case "`": quote = scalar
                case "(", "[": depth += 1
                case ")", "]": depth = max(depth - 1, 0)
                case "," where depth == 0:
                    close(at: i)
                    start = i + 1
                default: break
                }
            }
            i += 1
        }
        close(at: scalars.count)
        self.items = items
    }
}

extension RequestList.Part {
    init(wholeOf text: String, parameter: String, hasPosition: Bool) {
        let scalars = Array(text.unicodeScalars)
        self.init(scalars: scalars, range: 0..<scalars.count, parameter: parameter, hasPosition: hasPosition)
    }

    private func part(_ range: Range<Int>) -> RequestList.Part {
        RequestList.Part(scalars: scalars, range: range, parameter: parameter, hasPosition: hasPosition).trimmed
    }

    var trimmed: RequestList.Part {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, scalars[start].isSpace { start += 1 }
        while start < end, scalars[end - 1].isSpace { end -= 1 }
        return RequestList.Part(scalars: scalars, range: start..<end, parameter: parameter, hasPosition: hasPosition)
    }

    /// The part as a name, its backticks taken off.
    var name: RequestList.Item {
        let isTicked = range.count > 1 && scalars[range.lowerBound] == "`" && scalars[range.upperBound - 1] == "`"
        let inner = isTicked ? range.lowerBound + 1..<range.upperBound - 1 : range
        return RequestList.Item(text: String(scalars, inner), position: hasPosition ? range.lowerBound : nil)
    }

    /// What stands before and after the last `separator` outside of backticks.
    func split(atLast separator: Unicode.Scalar) -> (before: RequestList.Part, after: String)? {
        guard let place = scalars[range].lastIndex(of: separator) else { return nil }
        if let tick = scalars[range].lastIndex(of: "`"), tick > place { return nil }
        return (part(range.lowerBound..<place), part(place + 1..<range.upperBound).name.text)
    }

    /// The range between the brackets after a name, if there are any.
    var options: Range<Int>? {
        var isTicked = false
        for i in range {
            switch scalars[i] {
            case "`": isTicked.toggle()
            case "(" where !isTicked: return i..<range.upperBound
            default: break
            }
        }
        return nil
    }

    /// Reads `name(option: value, ...)`, where a value is a string, a word, a number or a list of such in [ ].
    func readOptions(known: [String]) throws(RequestError) -> (options: [String: JSONValue], name: RequestList.Item) {
        let brackets = options ?? range.upperBound..<range.upperBound
        var scanner = FilterScanner(scalars, part: brackets, parameter: parameter)
        var token = try scanner.next()
        var found: [String: JSONValue] = [:]
        func problem(_ what: String) -> RequestError {
            let rest = token.kind == .end ? "the end" : "'\(scanner.string(token.range).prefix(40))'"
            return scanner.problem("expected \(what), found \(rest); for example price(ranges:[0,10,50])", at: token.range.lowerBound)
        }
        repeat {
            token = try scanner.next()
            guard case .word(let option) = token.kind, known.contains(option), found[option] == nil else {
                throw problem("an option, each once, of \(known.joined(separator: ", "))")
            }
            token = try scanner.next()
            guard token.kind == .sign(.colon) else { throw problem("':' after \(option)") }
            token = try scanner.next()
            if token.kind == .sign(.openList) {
                var values: [JSONValue] = []
                repeat {
                    token = try scanner.next()
                    if token.kind == .sign(.closeList), values.isEmpty { break }
                    guard let value = Self.value(token) else { throw problem("a value") }
                    values.append(value)
                    token = try scanner.next()
                } while token.kind == .sign(.comma)
                guard token.kind == .sign(.closeList) else { throw problem("',' or ']'") }
                found[option] = .array(values)
            } else {
                guard let value = Self.value(token) else { throw problem("a value for \(option)") }
                found[option] = value
            }
            token = try scanner.next()
        } while token.kind == .sign(.comma)
        guard token.kind == .sign(.close) else { throw problem("',' or ')'") }
        token = try scanner.next()
        guard token.kind == .end else { throw problem("',' and the next facet") }
        return (found, part(range.lowerBound..<brackets.lowerBound).name)
    }

    private static func value(_ token: FilterScanner.Token) -> JSONValue? {
        switch token.kind {
        case .quoted(let text): .string(text)
        case .word(let word):
            switch FilterValue(bareWord: word) {
            case .string(let text): .string(text)
            case .number(let number): .number(number)
            case .whole(let number): .whole(number)
            case .bool(let flag): .bool(flag)
            }
        case .name, .sign, .end: nil
        }
    }
}
