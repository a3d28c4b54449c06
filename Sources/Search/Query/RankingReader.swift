/// Reads how hits are to be ordered by score.
extension RequestReader {
    func ranking() throws(RequestError) -> Ranking {
        var ranking = try choice(.ranking) == "plain" ? Ranking.plain : .best
        for (item, weight) in try weights(.weights) {
            guard let field = schema.field(named: item.text), field.type.isSearched else {
                throw schema.unknownField(
                    item.text, parameter: "weights", among: schema.fields.filter(\.type.isSearched), at: item.position)
            }
            guard Field.isWeight(weight) else {
                throw refused(.weights, item, "a weight is 0, or lies between 0.000001 and 1000")
            }
            ranking.weights[field.name] = weight
        }
        // What is all but 0 is 0 to single precision, where 0 may be divided by it.
        ranking.k1 = try number(.k1).map { $0 < 1e-3 ? 0 : $0 } ?? ranking.k1
        ranking.b = try number(.b) ?? ranking.b
        for (item, value) in try weights(.signals) {
            if item.text == "window" {
                guard let window = Int(exactly: value), (0...Self.windowLimit).contains(window) else {
                    throw refused(.signals, item, "window is a whole number from 0 to \(Self.windowLimit)")
                }
                ranking.signals.window = window
            } else if let signal = Ranking.Signals.names.first(where: { $0.name == item.text }) {
                guard (0...10).contains(value) else { throw refused(.signals, item, "a signal lies between 0 and 10") }
                ranking.signals[keyPath: signal.path] = value
            } else {
                let names = Ranking.Signals.names.map(\.name) + ["window"]
                throw refused(.signals, item, "no such signal; known are \(names.joined(separator: ", "))")
            }
        }
        if try choice(.expand) == "off" { ranking.expansion = nil }
        ranking.boosts = try boosts()
        return ranking
    }

    private static let windowLimit = 1000
    private static let boostLimit = 16

    private func refused(_ parameter: RequestParameter, _ item: RequestList.Item, _ reason: String) -> RequestError {
        RequestError(parameter.rawValue, .badValue, "'\(item.text)': \(reason)", at: item.position)
    }

    /// Names with numbers, each name once.
    private func weights(_ parameter: RequestParameter) throws(RequestError) -> [(item: RequestList.Item, value: Double)] {
        guard let value = values[parameter] else { return [] }
        var found: [(item: RequestList.Item, value: Double)] = []
        if let text = value.string {
            for part in RequestList(text, parameter: parameter.rawValue).items {
                guard let (name, number) = part.split(atLast: ":"), let value = Double(number), value.isFinite else {
                    throw refused(parameter, part.name, "expected \(parameter.expectation)")
                }
                found.append((name.name, value))
            }
        } else if let members = value.members {
            for (name, value) in members {
                guard let number = value.number else {
                    throw RequestError(parameter.rawValue, .badValue, "'\(name)': expected a number, found \(Self.shown(value))")
                }
                found.append((RequestList.Item(text: name, position: nil), number))
            }
        } else {
            throw unexpected(parameter, value)
        }
        guard found.count <= Schema.fieldLimit else { throw tooMany(parameter, Schema.fieldLimit) }
        var seen: Set<String> = []
        for (item, _) in found where !seen.insert(item.text).inserted {
            throw RequestError(parameter.rawValue, .duplicateParameter, "'\(item.text)' is listed twice", at: item.position)
        }
        return found
    }

    private func number(_ parameter: RequestParameter) throws(RequestError) -> Double? {
        guard let value = values[parameter], case .number(let range) = parameter.shape else { return nil }
        guard let number = value.number, range.contains(number) else { throw unexpected(parameter, value) }
        return number
    }

    // MARK: Boosts

    private func boosts() throws(RequestError) -> [Ranking.Boost] {
        guard let value = values[.boost] else { return [] }
        var parts: [RequestList.Part] = []
        if let text = value.string {
            parts = RequestList(text, parameter: "boost").items
        } else if let array = value.array {
            for value in array {
                guard let text = value.string else { throw unexpected(.boost, value) }
                parts.append(RequestList.Part(wholeOf: text, parameter: "boost", hasPosition: false))
            }
        } else {
            throw unexpected(.boost, value)
        }
        guard parts.count <= Self.boostLimit else { throw tooMany(.boost, Self.boostLimit) }
        var boosts: [Ranking.Boost] = []
        for part in parts { boosts.append(try boost(part.name)) }
        return boosts
    }

    /// `function(field, ...)` and, where it is not 1, `*factor`.
    private func boost(_ item: RequestList.Item) throws(RequestError) -> Ranking.Boost {
        let text = item.text
        guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close else {
            throw refused(.boost, item, "expected \(RequestParameter.boost.expectation)")
        }
        func trimmed(_ text: Substring) -> String {
            String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        let arguments = text[text.index(after: open)..<close].split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
        let tail = trimmed(text[text.index(after: close)...])
        let factor = tail.isEmpty ? 1 : tail.hasPrefix("*") ? Double(trimmed(tail.dropFirst())) : nil
        guard let factor, (0...10).contains(factor) else {
            throw refused(.boost, item, "after the bracket stands nothing, or * and a number from 0 to 10")
        }
        let suitable = schema.fields.filter { $0.type.isNumeric }
        guard let field = schema.field(named: arguments[0]), field.type.isNumeric else {
            throw schema.unknownField(arguments[0], parameter: "boost", among: suitable, at: item.position)
        }
        guard let curve = Self.curve(trimmed(text[..<open]), Array(arguments.dropFirst()), of: field.type) else {
            throw refused(
                .boost, item,
                "known are log(field), linear(field), step(field, from) and decay(field, half, origin); of a date half is a "
                    + "time such as 30d, 12h or 2y, and the origin is now unless given")
        }
        return Ranking.Boost(field: field.name, curve: curve, weight: factor)
    }

    private static func curve(_ name: String, _ arguments: [String], of type: FieldType) -> Ranking.Boost.Curve? {
        func constant(_ text: String) -> Double? {
            if type == .date { return parseDate(text).map { Double($0) / 1e6 } }
            return Double(text).flatMap { $0.isFinite ? $0 : nil }
        }
        switch (name, arguments.count) {
        case ("log", 0): return .log
        case ("linear", 0): return .linear
        case ("step", 1): return constant(arguments[0]).map { .step(from: $0) }
        case ("decay", 1...2):
            guard let half = type == .date ? seconds(arguments[0]) : Double(arguments[0]), half > 0, half.isFinite else { return nil }
            guard arguments.count == 2 else { return type == .date ? .decay(half: half, origin: nil) : nil }
            return constant(arguments[1]).map { .decay(half: half, origin: $0) }
        default: return nil
        }
    }

    /// A time such as 30d in seconds.
    private static func seconds(_ text: String) -> Double? {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800, "y": 31_556_952]
        guard let unit = text.last.flatMap({ units[$0] }), let count = Double(text.dropLast()) else { return nil }
        return count * unit
    }
}
