/// Words after which a title says what a thing is for, and no longer what it is: a "case for phones" is no phone.
enum TitleHead {
    private static let english = ["for", "compatible", "fits", "fit", "suitable"]
    private static let byLanguage: [SnowballLanguage: [String]] = [
        .english: english, .porter: english,
        .german: ["für", "passend", "geeignet", "kompatibel"],
        .dutch: ["voor", "geschikt", "compatibel"],
        .french: ["pour", "compatible", "adapté"],
        .spanish: ["para", "compatible"],
        .portuguese: ["para", "compatível"],
        .italian: ["per", "compatibile", "adatto"],
        .swedish: ["för", "passar"], .danish: ["til", "passer"], .norwegian: ["til", "for", "passer"],
        .russian: ["для"],
    ]
    /// Where the language is not known: those that mean nothing else in other languages.
    private static let common = english + ["für", "passend", "voor", "geschikt", "para", "для"]

    /// As terms of a field.
    static func markers(for analyzer: AnalyzerKind) throws(AnalysisError) -> [[UInt8]] {
        let words: [String] =
            switch analyzer {
            case .snowball(let language): byLanguage[language] ?? []
            case .standard, .auto: common
            case .identifier: []
            }
        var terms: [[UInt8]] = []
        for word in words {
            guard let term = try AnalyzerPool.shared.tokens(of: Array(word.utf8), with: analyzer).first?.term else { continue }
            if !terms.contains(term) { terms.append(term) }
        }
        return terms
    }
}
