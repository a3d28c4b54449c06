/// A type that a file declares.
struct DeclaredType {
    let name: String
    let isPrivate: Bool
    /// Declared within another type.
    let isNested: Bool
}

extension SourceText {
    var declaredTypes: [DeclaredType] {
        codeLines.compactMap { line in
            let pattern =
                /^(\s*)(?:@\w+(?:\([^)]*\))?\s+)*((?:(?:private|fileprivate|package|public|internal|final|indirect)\s+)*)(?:struct|class|enum|protocol|actor|typealias)\s+(\w+)/
            guard let match = line.firstMatch(of: pattern), match.3 != "func", match.3 != "var" else { return nil }
            return DeclaredType(
                name: String(match.3), isPrivate: match.2.contains("private"), isNested: !match.1.isEmpty)
        }
    }
}
