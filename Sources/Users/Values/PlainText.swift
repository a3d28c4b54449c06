internal import Foundation
internal import Platform

/// Text of one line that people give things: names of persons and companies, reasons.
enum PlainText {
    /// In composed form and without spaces around it. Refuses what is empty or too long, control characters, and marks that
    /// turn the direction of text, with which a name could pretend to be another.
    static func read(_ typed: String, _ path: String, limit: Int = 200) throws(Refusal) -> String {
        guard typed.utf8.count <= limit * 16 else { throw refusal(path, "too_long", "at most \(limit) characters") }
        let text = typed.precomposedStringWithCanonicalMapping.trimming(\.isWhitespace)
        guard !text.isEmpty else { throw refusal(path, "required", "it is empty") }
        // Counted in scalars too: one character can carry any number of marks.
        guard text.count <= limit, text.unicodeScalars.count <= limit * 4 else {
            throw refusal(path, "too_long", "at most \(limit) characters")
        }
        guard text.unicodeScalars.allSatisfy(isPlain) else {
            throw refusal(path, "invalid_characters", "it has control characters")
        }
        return text
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate: false
        default: !(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value)
        }
    }

    private static func refusal(_ path: String, _ code: String, _ detail: String) -> Refusal {
        Refusal(.invalid, code: "invalid_\(path)", detail: "\(path): \(detail)", fields: [.init(path, code: code, detail: detail)])
    }
}
