/// A type that a file declares.
struct DeclaredType {
    let name: String
    let isPrivate: Bool
    /// Declared within another type.
    let isNested: Bool

    private static let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "actor", "typealias"]
    private static let modifiers: Set<Substring> = [
        "private", "fileprivate", "package", "public", "internal", "final", "indirect",
    ]

    /// Nil where the line declares none.
    init?(line: String) {
        // Generic parameters, conformances and braces may follow a name without a space.
        var words = line.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "@") }[...]
        isNested = line.first == " "
        var isPrivate = false
        while let word = words.first, word.hasPrefix("@") || Self.modifiers.contains(word) {
            if word.hasSuffix("private") { isPrivate = true }
            words.removeFirst()
        }
        guard words.count >= 2, Self.kinds.contains(words.removeFirst()), let name = words.first, name.first?.isUppercase == true
        else { return nil }
        self.isPrivate = isPrivate
        self.name = String(name)
    }
}
