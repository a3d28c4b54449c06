import Hummingbird
import Platform

/// The parameters of a list, read one by one. What is wrong is gathered, as in a body; parameters that nobody asked for are
/// wrong, too.
struct QueryReader {
    private var values: [String: String] = [:]
    private var asked: [String] = []
    private var wrong: [Refusal.Field] = []

    init(_ request: Request) {
        for (name, value) in QueryString.parse(request.uri.query ?? "") where values.updateValue(value, forKey: name) != nil {
            wrong.append(.init(String(name.prefix(60)), code: "duplicate", detail: "the parameter comes twice"))
        }
    }

    mutating func optionalText(_ name: String) -> String? {
        asked.append(name)
        return values[name]
    }

    mutating func optionalNumber(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = optionalText(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            wrong.append(
                .init(name, code: "out_of_range", detail: "a whole number from \(range.lowerBound) to \(range.upperBound)"))
            return nil
        }
        return number
    }

    /// One of a closed set, by its name.
    mutating func optionalChoice<Choice: RawRepresentable & CaseIterable>(
        _ name: String, _ type: Choice.Type = Choice.self
    ) -> Choice? where Choice.RawValue == String {
        guard let text = optionalText(name) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            wrong.append(.init(name, code: "unknown_value", detail: "one of \(known)"))
            return nil
        }
        return choice
    }

    /// `limit` and `cursor`, and the end of reading. - Throws: `Refusal` with all that was wrong.
    mutating func page() throws(Refusal) -> PageRequest {
        let limit = optionalNumber("limit", in: PageRequest.limits) ?? 20
        // Empty is what a page sends that has none yet.
        let cursor = optionalText("cursor").flatMap { $0.isEmpty ? nil : $0 }
        try finish()
        return try PageRequest(limit: limit, after: cursor)
    }

    /// - Throws: `Refusal` with all that was wrong.
    mutating func finish() throws(Refusal) {
        for name in values.keys.sorted() where !asked.contains(name) {
            wrong.append(
                .init(
                    String(name.prefix(60)), code: "unknown_parameter",
                    detail: asked.isEmpty ? "there are no parameters here" : "known are \(asked.joined(separator: ", "))"))
        }
        guard let first = wrong.first else { return }
        let rest = wrong.count > 1 ? ", and \(wrong.count - 1) more" : ""
        throw Refusal(.invalid, code: "invalid_parameters", detail: "\(first.path): \(first.detail)\(rest)", fields: wrong)
    }
}
